"""Days end where the user is, by the clocks of that day; the machine's zone is only read by a program of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support import STORY, Newsroom, page

# Without a zone database: two hours ahead until the last Sunday of October, one hour from then on.
CENTRAL_EUROPE = "CET-1CEST,M3.5.0,M10.5.0/3"
NEW_YORK = "EST5EDT,M3.2.0,M11.1.0"
SEEN = (
    datetime(2026, 10, 24, 21, 30, tzinfo=UTC),
    datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 22, 30, tzinfo=UTC),
)


def fixed(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    """Three revisions round the night in which Europe's clocks are put back."""
    newsroom.clock = fixed(SEEN[0])
    address = newsroom.watch("/wall", page(*STORY))
    for number, moment in enumerate(SEEN[1:], start=2):
        newsroom.clock = fixed(moment)
        newsroom.site.publish("/wall", page(*STORY, f"This is sentence number {number} of the mayor's own."))
        newsroom.must("check")
    return address


def rowback(zone: str, store: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "rowback", "-C", store, *arguments],
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("zone", "day", "number"),
    [
        (CENTRAL_EUROPE, "2026-10-24", 1),
        (CENTRAL_EUROPE, "2026-10-25", 3),
        ("UTC", "2026-10-24", 2),
        ("UTC", "2026-10-25", 3),
        (NEW_YORK, "2026-10-24", 2),
        (NEW_YORK, "2026-10-25", 3),
        ("Pacific-14", "2026-10-25", 2),
        ("Pacific-14", "2026-10-26", 3),
    ],
)
def test_a_day_ends_at_midnight_where_the_user_is(
    newsroom: Newsroom, address: str, zone: str, day: str, number: int
) -> None:
    shown = rowback(zone, newsroom.store, "show", f"{address}@{day}")
    assert [n for n in (2, 3) if f"sentence number {n} " in shown] == [n for n in (2, 3) if n == number]


def test_times_are_local_by_the_offset_of_their_day(newsroom: Newsroom, address: str) -> None:
    local = rowback(CENTRAL_EUROPE, newsroom.store, "log", address)
    assert [line.split("  ")[1] for line in local.splitlines()] == [
        "2026-10-25 23:30 +0100",
        "2026-10-25 00:30 +0200",
        "2026-10-24 23:30 +0200",
    ]
    utc = rowback(CENTRAL_EUROPE, newsroom.store, "log", address, "--utc")
    assert "2026-10-25 22:30 UTC" in utc


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "text", "unified"])
def test_a_comparison_is_headed_by_local_times_or_utc(newsroom: Newsroom, address: str, form: str) -> None:
    ask = ("diff", address, "--format", form)
    assert "2026-10-25 00:30 +0200" in rowback(CENTRAL_EUROPE, newsroom.store, *ask)
    assert "2026-10-25 23:30 +0100" in rowback(CENTRAL_EUROPE, newsroom.store, *ask)
    assert "2026-10-24 22:30 +0000" in rowback(CENTRAL_EUROPE, newsroom.store, *ask, "--utc")


def test_programs_read_utc_wherever_they_run(newsroom: Newsroom, address: str) -> None:
    for ask in (("diff", address, "--format", "json"), ("log", address, "--json"), ("export", "--table", "revisions")):
        said = rowback(CENTRAL_EUROPE, newsroom.store, *ask)
        assert "2026-10-25T22:30:00+00:00" in said
        assert said == rowback("UTC", newsroom.store, *ask)


def test_yesterday_is_the_day_before_here(newsroom: Newsroom, address: str) -> None:
    now = datetime.now(UTC)
    newsroom.clock = fixed(now - timedelta(minutes=1))
    newsroom.site.publish("/wall", page(*STORY, "This is sentence number 9 of the mayor's own."))
    newsroom.must("check")
    # Noon or later today in one of two zones half a day apart: yesterday ended more than a minute ago in that one.
    zone = "East-12" if now.hour < 12 else "UTC"
    assert "number 9" not in rowback(zone, newsroom.store, "show", f"{address}@{{yesterday}}")
    assert "number 9" in rowback(zone, newsroom.store, "show", f"{address}@{{today}}")
