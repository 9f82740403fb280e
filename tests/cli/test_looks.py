from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.support import STORY, Newsroom, git, page

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    """Seen new at 10, unchanged twice, edited once, unchanged once; another article is looked at in between."""
    newsroom.clock = at(10)
    address = newsroom.watch("/wall", page(*STORY))
    other = newsroom.watch("/ferry", page(*STORY, headline="The ferry is late"))
    for hour, named in ((11, address), (12, address), (13, other)):
        newsroom.clock = at(hour)
        newsroom.must("check", named)
    newsroom.site.publish("/wall", page(*EDITED))
    for hour in (15, 16):
        newsroom.clock = at(hour)
        newsroom.must("check", address)
    return address


def at(hour: int) -> Callable[[], datetime]:
    """A clock that stands still: a run takes no time."""
    return lambda: datetime(2026, 11, 2, hour, tzinfo=UTC)


def test_log_tells_when_we_looked_and_what_each_look_saw(newsroom: Newsroom, address: str) -> None:
    lines = newsroom.must("log", address, "--checks", "--utc").out.splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "2026-11-02 16:00 UTC unchanged 60 min after the look before",
        "2026-11-02 15:00 UTC edited 3 h after the look before",
        "2026-11-02 11:00 UTC to 2026-11-02 12:00 UTC unchanged 2 looks, at most 60 min apart; "
        "the first of them 60 min after the look before",
        "2026-11-02 10:00 UTC new",
    ]


def test_a_report_can_say_between_which_looks_something_changed(newsroom: Newsroom, address: str) -> None:
    rows = newsroom.must("log", address, "--checks", "--json").rows
    assert [row["outcome"] for row in rows] == ["unchanged", "edited", "unchanged", "unchanged", "new"]
    edited, before = rows[1], rows[2]
    assert (before["last"], edited["first"]) == ("2026-11-02T12:00:00+00:00", "2026-11-02T15:00:00+00:00")
    assert edited["since_look_before_s"] == 3 * 3600
    assert rows[-1]["since_look_before_s"] is None


def test_a_clone_goes_on_with_the_log(newsroom: Newsroom, address: str) -> None:
    told = newsroom.must("log", address, "--checks", "--json").out
    clone = newsroom.store.with_name("clone")
    git(newsroom.store.parent, "clone", "--quiet", str(newsroom.store), str(clone))
    git(clone, "fetch", "--quiet", "origin", "refs/rowback/state:refs/rowback/state")
    newsroom.store = clone
    newsroom.clock = at(20)
    newsroom.must("check", address)
    rows = newsroom.must("log", address, "--checks", "--json").out.splitlines()
    assert rows[1:] == told.splitlines()
    assert '"since_look_before_s": 14400' in rows[0]


def test_an_article_never_looked_at_has_no_looks(newsroom: Newsroom) -> None:
    newsroom.must("add", "http://127.0.0.1:9/never")
    done = newsroom.must("log", "/never", "--checks")
    assert (done.out, "no look" in done.err) == ("", True)


@pytest.mark.parametrize("option", [["--silent"], ["--all"], ["--sentence", "wall"], ["--min-weight", "wording"]])
def test_looks_have_no_weight_and_no_sentences(newsroom: Newsroom, address: str, option: list[str]) -> None:
    done = newsroom("log", address, "--checks", *option)
    assert done.code == 2
    assert "--checks" in done.err
