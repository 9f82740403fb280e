from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from rowback.errors import UsageError
from rowback.model import Revision, RevisionKind
from rowback.track.lookup import find_revision, find_sides, find_url

URLS = ("https://tidewater.example/news/wall", "https://tidewater.example/news/wall-2", "https://gull.example/ferry")
HERE = timezone(timedelta(hours=2))
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=HERE)


def revision(number: int, observed_at: datetime) -> Revision:
    return Revision(f"{number:x}" * 40, URLS[0], RevisionKind.EDITED, observed_at)


REVISIONS = (
    revision(0xC, datetime(2026, 11, 3, 9, 30, tzinfo=UTC)),
    revision(0xB, datetime(2026, 11, 2, 21, 30, tzinfo=UTC)),
    revision(0xA, datetime(2026, 11, 1, 22, 30, tzinfo=UTC)),
)


@pytest.mark.parametrize(
    ("part", "url"),
    [
        ("gull", URLS[2]),
        ("FERRY", URLS[2]),
        ("wall-2", URLS[1]),
        ("/wall", URLS[0]),  # the end of an address goes before its middle
        (URLS[0], URLS[0]),
    ],
)
def test_an_article_is_named_by_its_address_or_an_unambiguous_part(part: str, url: str) -> None:
    assert find_url(part, URLS) == url


def test_a_part_that_fits_several_lists_the_candidates() -> None:
    with pytest.raises(UsageError, match="fits 2 articles") as caught:
        find_url("news", URLS)
    assert caught.value.hint
    assert URLS[0] in caught.value.hint
    assert URLS[1] in caught.value.hint


def test_an_unknown_part_lists_what_the_store_knows() -> None:
    with pytest.raises(UsageError, match="no article fits 'mayor'") as caught:
        find_url("mayor", URLS)
    assert caught.value.hint
    assert URLS[2] in caught.value.hint


def test_in_an_empty_store_the_next_step_is_add() -> None:
    with pytest.raises(UsageError) as caught:
        find_url("mayor", ())
    assert caught.value.hint == "nothing is watched yet: rowback add URL"


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("@1", 0),
        ("@3", 2),
        ("b" * 40, 1),
        ("BBBBBB", 1),
        ("@{now}", 0),
        ("@{today}", 0),
        ("@{yesterday}", 1),  # 2 November, 23:30 at +0200
        ("@2026-11-02", 1),  # by the end of that day where the user is
        ("@2026-11-01", None),
        ("@{2026-11-02 00:30}", 2),
        ("@{2026-11-01T22:30+00:00}", 2),
        ("@{1 hour ago}", 1),
        ("@{30 minutes ago}", 0),
        ("@{1 week ago}", None),
        ("@{9999999999 weeks ago}", None),
    ],
)
def test_a_revision_is_named_as_git_users_do(name: str, index: int | None) -> None:
    if index is None:
        with pytest.raises(UsageError, match="nothing was recorded by"):
            find_revision(name, REVISIONS, now=NOW, zone=HERE)
    else:
        assert find_revision(name, REVISIONS, now=NOW, zone=HERE) is REVISIONS[index]


BERLIN = ZoneInfo("Europe/Berlin")
AROUND_THE_CHANGE = (
    revision(3, datetime(2026, 10, 25, 22, 30, tzinfo=UTC)),  # 23:30+01:00: still Sunday
    revision(2, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),  # 02:30+01:00, the second time
    revision(1, datetime(2026, 10, 24, 22, 30, tzinfo=UTC)),  # 00:30+02:00: Sunday already
    revision(0, datetime(2026, 10, 24, 21, 30, tzinfo=UTC)),  # 23:30+02:00: Saturday
)


@pytest.mark.parametrize("now", [datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)])
@pytest.mark.parametrize(
    ("name", "index"),
    [("@2026-10-24", 3), ("@2026-10-25", 0), ("@{2026-10-25 02:45}", 2), ("@{2026-10-25 03:00}", 1)],
)
def test_a_day_ends_by_the_clocks_of_that_day(name: str, index: int, now: datetime) -> None:
    assert find_revision(name, AROUND_THE_CHANGE, now=now, zone=BERLIN) is AROUND_THE_CHANGE[index]


@pytest.mark.parametrize(
    ("name", "index"),
    [("@{yesterday}", 3), ("@{1 hour ago}", 2), ("@{3 hours ago}", 3), ("@{2 hours ago}", 2), ("@{today}", 1)],
)
def test_hours_are_hours_when_the_clock_is_put_back(name: str, index: int) -> None:
    now = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 02:45+02:00, the first time
    known = (*AROUND_THE_CHANGE[1:], revision(9, datetime(2026, 10, 24, 2, tzinfo=UTC)))
    assert find_revision(name, known, now=now, zone=BERLIN) is (*AROUND_THE_CHANGE, known[-1])[index]


@pytest.mark.parametrize("name", ["@0001-01-01", "@9999-12-31"])
@pytest.mark.parametrize("hours", [-12, 14])
def test_the_first_and_the_last_day_there_is_do_no_harm(name: str, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    if name == "@9999-12-31":
        assert find_revision(name, REVISIONS, now=NOW, zone=zone) is REVISIONS[0]
    else:
        with pytest.raises(UsageError):
            find_revision(name, REVISIONS, now=NOW, zone=zone)


@pytest.mark.parametrize(
    ("names", "sides"),
    [
        (("@3", "@2"), (2, 1)),
        (("@3..@2", None), (2, 1)),
        (("@3..", None), (2, 0)),
        (("..@3", None), (0, 2)),
        (("@3", None), (2, 0)),
    ],
)
def test_two_revisions_are_named_as_a_pair_or_a_range(names: tuple[str, str | None], sides: tuple[int, int]) -> None:
    found = find_sides(*names, REVISIONS, now=NOW)
    assert found == (REVISIONS[sides[0]], REVISIONS[sides[1]])


@pytest.mark.parametrize("name", ["@4", "@0", "@{soon}", "ddddd", "abc", "", "@", "@{}", "@2026-13-01"])
def test_a_name_that_means_nothing_says_what_to_try(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_revision(name, REVISIONS, now=NOW)
    assert caught.value.hint
