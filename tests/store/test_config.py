import re
import tomllib
from pathlib import Path

import pytest

from rowback.errors import StoreError, UsageError
from rowback.model import FetchSettings
from rowback.store import config
from tests.store.articles import FERRY, HARBOUR


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "rowback.toml"
    file.write_text(config.TEMPLATE, encoding="utf-8")
    return file


def test_what_init_writes_says_the_defaults(path: Path) -> None:
    assert config.read(path) == config.Config()
    told = re.sub(r"(?m)^# (\w+ = )", r"\1", path.read_text(encoding="utf-8"))
    stated = tomllib.loads(told)["fetch"]
    del stated["contact"]
    assert FetchSettings(**stated) == FetchSettings()


def test_settings_are_read(path: Path) -> None:
    path.write_text(
        f'format = 1\nwatch = ["{HARBOUR}"]\n[fetch]\ndelay_s = 0\ncontact = "desk@localhost"\nrobots = false\n'
        '[store]\npages = "none"\n',
        encoding="utf-8",
    )
    told = config.read(path)
    assert told.watch == (HARBOUR,)
    assert told.fetch == FetchSettings(delay_s=0, contact="desk@localhost", robots=False)
    assert told.pages == "none"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "format = 1"),
        ("[tool.other]\nname = 1\n", "format = 1"),
        ("format = true\n", "format = 1"),
        ("format = 2\n", "has format 2"),
        ("format = 1\nwatch = [\n  https://a.example/,\n]\n", "line 3"),
        ("format = 1\nwhatch = []\n", "whatch is not a setting"),
        ("format = 1\n[fetch]\nspeed = 1\n", "[fetch] speed is not a setting"),
        ("format = 1\n[fetch]\nproxies = []\n", "[fetch] proxies is not a setting"),
        ("format = 1\n[fetch]\ndelay_s = 'long'\n", "[fetch] delay_s cannot be 'long'"),
        ("format = 1\n[fetch]\nretries = 1.5\n", "[fetch] retries cannot be 1.5"),
        ("format = 1\n[fetch]\nworkers = true\n", "[fetch] workers cannot be True"),
        ("format = 1\n[fetch]\ntimeout_s = nan\n", "[fetch] timeout_s cannot be nan"),
        ("format = 1\n[fetch]\nrobots = 1\n", "[fetch] robots cannot be 1"),
        ("format = 1\nfetch = 3\n", "fetch is not a section"),
        ("format = 1\n[store]\npages = 'some'\n", "pages is 'some'"),
        ("format = 1\nwatch = 'https://a.example/'\n", "watch is not a list"),
        ("format = 1\nwatch = ['a.example']\n", "'a.example' is not an http or https address"),
    ],
)
def test_what_is_wrong_is_named(path: Path, text: str, said: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=re.escape(said)):
        config.read(path)


def test_a_file_that_is_not_text_is_named(path: Path) -> None:
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match=r"rowback\.toml"):
        config.read(path)


def test_adding_keeps_comments_and_what_was_there(path: Path) -> None:
    watch = f'watch = [\n  # the harbour\n  "{HARBOUR}",  # daily\n]\n'
    text = f"# ours\nformat = 1\n{watch}\n[fetch]  # slowly\ndelay_s = 5\n"
    path.write_text(text, encoding="utf-8")
    assert config.watch_also(path, [FERRY, HARBOUR + "?utm_source=x"]) == (FERRY,)
    assert config.read(path).watch == (HARBOUR, FERRY)
    now = path.read_text(encoding="utf-8")
    for kept in ("# ours", "# the harbour", "# daily", "[fetch]  # slowly", "delay_s = 5"):
        assert kept in now
    assert config.watch_no_more(path, [FERRY]) == (FERRY,)
    assert config.read(path).watch == (HARBOUR,)
    assert "# the harbour" in path.read_text(encoding="utf-8")


def test_addresses_stand_one_a_line(path: Path) -> None:
    urls = [f"https://tidewater.example/{k}" for k in range(300)]
    assert config.watch_also(path, [*urls, *urls]) == tuple(urls)
    assert config.read(path).watch == tuple(urls)
    assert len(re.findall(r'(?m)^ +"https://tidewater\.example/\d+",$', path.read_text(encoding="utf-8"))) == 300


def test_a_bad_address_adds_nothing_at_all(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UsageError):
        config.watch_also(path, [HARBOUR, "tidewater.example"])
    assert path.read_bytes() == before


def test_nothing_new_writes_nothing(path: Path) -> None:
    path.chmod(0o444)
    assert config.watch_also(path, []) == ()
    assert config.watch_no_more(path, [HARBOUR]) == ()


def test_a_linked_settings_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.toml"
    path.rename(real)
    path.symlink_to(real)
    config.watch_also(path, [HARBOUR])
    assert path.is_symlink()
    assert config.read(real).watch == (HARBOUR,)


def test_one_article_listed_twice_is_watched_once(path: Path) -> None:
    path.write_text(f'format = 1\nwatch = ["{HARBOUR}", "{HARBOUR}#top", "{FERRY}"]\n', encoding="utf-8")
    assert config.read(path).watch == (HARBOUR, FERRY)


# ---------------------------------------------------------------- two of them into one
def settings(*urls: str, more: str = "") -> str:
    listed = "".join(f'  "{url}",\n' for url in urls)
    return f"# ours\nformat = 1\nwatch = [\n{listed}]\n\n[fetch]\n{more}"


def test_two_lists_that_both_changed_are_joined_by_address() -> None:
    third, fourth = "https://gull.example/third", "https://gull.example/fourth"
    joined = config.joined(settings(HARBOUR, FERRY), settings(FERRY, third), settings(HARBOUR, FERRY, fourth))
    assert tomllib.loads(joined)["watch"] == [FERRY, fourth, third]
    assert joined.startswith("# ours\n")


def test_of_settings_the_side_is_kept_that_changed_them() -> None:
    before, slower = settings(HARBOUR), settings(HARBOUR, more="delay_s = 9  # slow site\n")
    other = settings(HARBOUR, FERRY)
    for ours, theirs in ((slower, other), (other, slower)):
        joined = config.joined(before, ours, theirs)
        assert "delay_s = 9  # slow site" in joined
        assert tomllib.loads(joined)["watch"] == [HARBOUR, FERRY]
    assert "delay_s = 3" in config.joined(before, slower, settings(HARBOUR, more="delay_s = 3\n"))


def test_an_address_that_both_sides_added_in_two_spellings_is_watched_once() -> None:
    joined = config.joined(settings(), settings(HARBOUR), settings(HARBOUR + "#top"))
    assert tomllib.loads(joined)["watch"] == [HARBOUR + "#top"]


def test_moves_and_what_was_forgotten_are_joined_from_both_sides() -> None:
    ours = settings(HARBOUR + "?2", more=f'[moved]\n"{HARBOUR}?2" = "{HARBOUR}"\n')
    theirs = settings(HARBOUR, FERRY + "?2", more=f'[moved]\n"{FERRY}?2" = "{FERRY}"\n')
    joined = tomllib.loads(config.joined(settings(HARBOUR, FERRY), ours, theirs))
    assert joined["moved"] == {f"{HARBOUR}?2": HARBOUR, f"{FERRY}?2": FERRY}
    assert sorted(joined["watch"]) == sorted([f"{HARBOUR}?2", f"{FERRY}?2"])
    lifted = 'forgotten = ["0b4f5cce2b17"]\n'
    assert tomllib.loads(config.joined(lifted, lifted, "forgotten = []\n"))["forgotten"] == []
    assert tomllib.loads(config.joined(lifted, "forgotten = []\nwatch = []\n", lifted))["forgotten"] == []


@pytest.mark.parametrize("moved", ['"a.example" = "https://b.example/"', '"https://a.example/" = 3'])
def test_a_move_between_what_are_no_addresses_is_refused(path: Path, moved: str) -> None:
    path.write_text(f"format = 1\n[moved]\n{moved}\n")
    with pytest.raises(StoreError, match=r"\[moved\]"):
        config.read(path)


def test_all_addresses_of_an_article_are_known_by_each() -> None:
    one, two, three = (f"{HARBOUR}?{k}" for k in range(3))
    told = config.Config(moved={three: two, two: one})
    for url in (one, two, three):
        assert told.addresses(url) == (three, two, one)
    assert told.addresses(FERRY) == (FERRY,)
    assert (told.present(one), told.present("harbour"), told.present(three)) == (three, "harbour", three)
    circle = config.Config(moved={one: two, two: one})
    assert sorted(circle.addresses(one)) == sorted(circle.addresses(two)) == sorted((one, two))
