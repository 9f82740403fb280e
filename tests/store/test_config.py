import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from rowback.errors import StoreError
from rowback.model import FetchSettings
from rowback.store import config
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR


def test_what_init_writes_says_the_defaults(path: Path) -> None:
    assert config.read(path) == config.Config()
    told = re.sub(r"(?m)^# (\w+ = )", r"\1", path.read_text(encoding="utf-8"))
    stated = tomllib.loads(told)["fetch"]
    assert stated.keys() == {part.name for part in fields(FetchSettings)} - {"proxies"}
    del stated["contact"], stated["ca_file"]
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


@pytest.mark.parametrize("head", ["", "# watch\n", "forgotten = []\n"])
@pytest.mark.parametrize(
    "end", ["", "[fetch]\nworkers = 3\n", '[moved]\n"https://a.example/new" = "https://a.example/old"\n']
)
@pytest.mark.parametrize(
    "listed",
    [
        "[\n]\n",
        '[\n    "https://a.example/1",\n]\n',
        '[\n    "https://a.example/1",\n    "https://b.example/2",\n]\n',
        '[\n    "https://a.example/1", "https://b.example/2",\n    "https://c.example/3",]\n',
        '[\n    "https://a.example/1",\n  "https://a.example/1#again",\n"https://b.example/#2",\n]\n',
        '[\n    "https://a.example/1",\n    "https://b.example/2"\n]\n',
        '[\n    # both\n    "https://a.example/1", "https://b.example/2",\n]\n',
        "[\n    \"https://a.example/\\u0061\",\n    'https://b.example/2',\n]\n",
    ],
)
def test_however_the_list_is_written_it_is_read_as_toml(path: Path, head: str, listed: str, end: str) -> None:
    """What `add` writes is read in a faster way."""
    text = f"format = 1\n{head}watch = {listed}\n{end}"
    path.write_text(text, encoding="utf-8")
    told = config.read(path)
    found = dict.fromkeys(url.partition("#")[0] for url in tomllib.loads(text)["watch"])
    assert [url.partition("#")[0] for url in told.watch] == [*found]
    assert told.fetch.workers == (3 if "workers" in end else 16)
    assert all(url in told.watched for url in told.watch)
    assert "https://a.example" not in told.watched


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('format = 1\nwatch = [\n    "https://a.example/",\n]\nworkers = \n', "line 5"),
        ('format = 1\nwatch = [\n    "https://a.example/",\n]\nwatch = []\n', "line 5"),
        ('format = 1\n[fetch]\nwatch = [\n    "https://a.example/",\n]\n', "[fetch] watch is not a setting"),
        ("format = 1\n[site.\"a.example\"]\nheadline = '''\nwatch = [\n    \"h1\",\n]\n'''\n", "CSS selector"),
    ],
)
def test_a_plain_list_hides_no_mistake_elsewhere(path: Path, text: str, words: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=re.escape(words)):
        config.read(path)


def test_what_was_forgotten_is_watched_by_no_list(path: Path) -> None:
    lines = f'    "{HARBOUR}",\n    "{FERRY}",\n'
    path.write_text(f'format = 1\nforgotten = ["{Address.of(FERRY).id}"]\nwatch = [\n{lines}]\n', encoding="utf-8")
    told = config.read(path)
    assert told.watch == (HARBOUR,)
    assert (HARBOUR in told.watched, FERRY in told.watched) == (True, False)


def test_a_plain_list_may_hold_what_is_no_address(path: Path) -> None:
    """It is noticed when the list is read."""
    path.write_text('format = 1\nwatch = [\n    "a.example",\n]\n', encoding="utf-8")
    told = config.read(path)
    with pytest.raises(StoreError, match="is not an http or https address"):
        assert told.watch


def test_one_article_listed_twice_is_watched_once(path: Path) -> None:
    path.write_text(f'format = 1\nwatch = ["{HARBOUR}", "{HARBOUR}#top", "{FERRY}"]\n', encoding="utf-8")
    assert config.read(path).watch == (HARBOUR, FERRY)


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
