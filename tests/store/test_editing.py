import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from rowback.errors import UsageError
from rowback.store import config, editing
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR


def test_adding_keeps_comments_and_what_was_there(path: Path) -> None:
    watch = f'watch = [\n  # the harbour\n  "{HARBOUR}",  # daily\n]\n'
    text = f"# ours\nformat = 1\n{watch}\n[fetch]  # slowly\ndelay_s = 5\n"
    path.write_text(text, encoding="utf-8")
    assert editing.watch_also(path, [FERRY, HARBOUR + "?utm_source=x"]) == (FERRY,)
    assert config.read(path).watch == (HARBOUR, FERRY)
    now = path.read_text(encoding="utf-8")
    for kept in ("# ours", "# the harbour", "# daily", "[fetch]  # slowly", "delay_s = 5"):
        assert kept in now
    assert editing.watch_no_more(path, [FERRY]) == (FERRY,)
    assert config.read(path).watch == (HARBOUR,)
    assert "# the harbour" in path.read_text(encoding="utf-8")


def test_addresses_stand_one_a_line(path: Path) -> None:
    urls = [f"https://tidewater.example/{k}" for k in range(300)]
    assert editing.watch_also(path, [*urls, *urls]) == tuple(urls)
    assert config.read(path).watch == tuple(urls)
    assert len(re.findall(r'(?m)^ +"https://tidewater\.example/\d+",$', path.read_text(encoding="utf-8"))) == 300


def test_a_bad_address_adds_nothing_at_all(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UsageError):
        editing.watch_also(path, [HARBOUR, "tidewater.example"])
    assert path.read_bytes() == before


def test_nothing_new_writes_nothing(path: Path) -> None:
    path.chmod(0o444)
    assert editing.watch_also(path, []) == ()
    assert editing.watch_no_more(path, [HARBOUR]) == ()


def test_what_a_killed_process_had_begun_to_write_goes_with_the_next_edit(path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    begun, running, mine = (path.with_name(f".{path.name}.{end}") for end in (ended.pid, os.getppid(), "bak"))
    for file in (begun, running, mine):
        file.write_text("format")
    editing.watch_also(path, [HARBOUR])
    assert [file.exists() for file in (begun, running, mine)] == [False, True, True]


def test_a_linked_settings_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.toml"
    path.rename(real)
    path.symlink_to(real)
    editing.watch_also(path, [HARBOUR])
    assert path.is_symlink()
    assert config.read(real).watch == (HARBOUR,)


# ---------------------------------------------------------------- two of them into one
def settings(*urls: str, more: str = "") -> str:
    listed = "".join(f'  "{url}",\n' for url in urls)
    return f"# ours\nformat = 1\nwatch = [\n{listed}]\n\n[fetch]\n{more}"


def test_two_lists_that_both_changed_are_joined_by_address() -> None:
    third, fourth = "https://gull.example/third", "https://gull.example/fourth"
    joined = editing.joined(settings(HARBOUR, FERRY), settings(FERRY, third), settings(HARBOUR, FERRY, fourth))
    assert tomllib.loads(joined)["watch"] == [FERRY, fourth, third]
    assert joined.startswith("# ours\n")


def test_of_settings_the_side_is_kept_that_changed_them() -> None:
    before, slower = settings(HARBOUR), settings(HARBOUR, more="delay_s = 9  # slow site\n")
    other = settings(HARBOUR, FERRY)
    for ours, theirs in ((slower, other), (other, slower)):
        joined = editing.joined(before, ours, theirs)
        assert "delay_s = 9  # slow site" in joined
        assert tomllib.loads(joined)["watch"] == [HARBOUR, FERRY]
    assert "delay_s = 3" in editing.joined(before, slower, settings(HARBOUR, more="delay_s = 3\n"))


def test_an_address_that_both_sides_added_in_two_spellings_is_watched_once() -> None:
    joined = editing.joined(settings(), settings(HARBOUR), settings(HARBOUR + "#top"))
    assert tomllib.loads(joined)["watch"] == [HARBOUR + "#top"]


def test_moves_and_what_was_forgotten_are_joined_from_both_sides() -> None:
    ours = settings(HARBOUR + "?2", more=f'[moved]\n"{HARBOUR}?2" = "{HARBOUR}"\n')
    theirs = settings(HARBOUR, FERRY + "?2", more=f'[moved]\n"{FERRY}?2" = "{FERRY}"\n')
    joined = tomllib.loads(editing.joined(settings(HARBOUR, FERRY), ours, theirs))
    assert joined["moved"] == {f"{HARBOUR}?2": HARBOUR, f"{FERRY}?2": FERRY}
    assert sorted(joined["watch"]) == sorted([f"{HARBOUR}?2", f"{FERRY}?2"])
    lifted = 'forgotten = ["0b4f5cce2b17"]\n'
    assert tomllib.loads(editing.joined(lifted, lifted, "forgotten = []\n"))["forgotten"] == []
    assert tomllib.loads(editing.joined(lifted, "forgotten = []\nwatch = []\n", lifted))["forgotten"] == []


def test_what_was_forgotten_on_one_side_leaves_the_list_of_the_other_and_may_come_back() -> None:
    article = Address.of(HARBOUR).id
    noted = f'forgotten = ["{article}"]\n'
    forgot = noted + settings(FERRY)
    joined = editing.joined(settings(HARBOUR, FERRY), settings(HARBOUR, FERRY, f"{FERRY}?2"), forgot)
    told = tomllib.loads(joined)
    assert (told["watch"], told["forgotten"]) == ([FERRY, f"{FERRY}?2"], [article])

    hidden = noted + settings(HARBOUR, FERRY)
    for sides in ((settings(HARBOUR, FERRY), forgot), (forgot, settings(HARBOUR, FERRY))):
        told = tomllib.loads(editing.joined(hidden, *sides))
        assert sorted(told["watch"]) == sorted([FERRY, HARBOUR]), (
            "one side watches it again, the other left it as it was"
        )
        assert not told.get("forgotten")
