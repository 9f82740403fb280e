from datetime import UTC, datetime, timedelta, timezone

import pytest

from rowback.errors import UsageError
from rowback.model import Revision, RevisionKind
from rowback.track.lookup import find_revision, find_url

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
        (URLS[0], URLS[0]),
    ],
)
def test_an_article_is_named_by_its_address_or_an_unambiguous_part(part: str, url: str) -> None:
    assert find_url(part, URLS) == url


def test_a_part_that_fits_several_lists_the_candidates() -> None:
    with pytest.raises(UsageError, match="fits 2 articles") as caught:
        find_url("wall", URLS)
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
            find_revision(name, REVISIONS, now=NOW)
    else:
        assert find_revision(name, REVISIONS, now=NOW) is REVISIONS[index]


@pytest.mark.parametrize("name", ["@4", "@0", "@{soon}", "ddddd", "abc", "", "@", "@{}", "@2026-13-01"])
def test_a_name_that_means_nothing_says_what_to_try(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_revision(name, REVISIONS, now=NOW)
    assert caught.value.hint
