"""The ways pages write a moment -> aware datetimes.

"2023-12-22T17:15:49+01:00", "2023/12/22 17:15", "2023年12月22日"
"22.12.2023, 17:15", "22.12.23", "22/12/2023"; not "05/04/2023", which is two days in two countries
"22 Dec 2023 17:15:49 +0000", "December 22, 2023 at 5:15 pm", "22 de diciembre de 2023", "22. Dezember 2023"
"5:15 PM EST, Fri December 22, 2023"
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeAlias, cast

Clock: TypeAlias = "tuple[str | None, str | None, str | None, str | None, str | None]"
"""Hour, minute, second, "a" or "p" for the half of the day, and offset."""

ZONE = r"(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})(?:[-/.]|[年년]\s?)(\d{1,2})(?:[-/.]|[月월]\s?)(\d{1,2})(?!\d)"
    rf"(?:[T ,]+(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:[.,]\d+)?)?\s*{ZONE})?"
)
DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})(?:\.(\d{1,2})\.|/(\d{1,2})/)(\d{4}|\d{2})(?!\d)")
# The beginnings of the month's names, English first, then of languages with Latin letters.
MONTHS = (
    *("jan|ene|gen", "feb|fév|fev", "mar|mär|maa|mrt", "apr|avr|abr", "may|mai|mei|mag|maj", "jun|juin|giu"),
    *("jul|juil|lug", "aug|aoû|ago", "sep|set", "oct|okt|ott|out", "nov", "dec|déc|dez|dic|des"),
)
MONTH = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(MONTHS, 1))
NAMED = re.compile(
    rf"(?:(?<!\d)(?P<before>\d{{1,2}})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?)?\b(?:{MONTH})[^\W\d]*\.?,?\s+"
    r"(?:(?P<after>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?:del?\s+)?(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
CLOCK = r"(\d{1,2})[:.h](\d{2})(?::(\d{2}))?(?!\d)(?:\s?([ap])\.?m\b\.?)?\s*(?:GMT|UTC)?\s*([+-]\d{2}:?\d{2})?"
# Between a day and its hour stand a comma, a bar or a word: "at", "um", "a las".
CLOCK_AFTER = re.compile(rf"[\s,|–—·•-]*(?:\b[^\W\d]{{1,4}}\.?\s+){{0,2}}{CLOCK}", re.IGNORECASE)
CLOCK_BEFORE = re.compile(
    rf"(?<![\d:.]){CLOCK}(?:\s*[A-Z]{{1,4}}T)?[\s,|–—·•-]*(?:[^\W\d]{{2,4}}\.?\s+)?$", re.IGNORECASE
)
LONGEST = 80


def read_date(text: str) -> datetime | None:
    """The first moment in a text; without a zone it is UTC, without a time midnight; `None` when there is none."""
    text = text[:LONGEST]
    return _year_first(text) or _day_first(text) or _named(text)


def _year_first(text: str) -> datetime | None:
    found = YEAR_FIRST.search(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    return _moment(int(year), int(month), int(day), (hour, minute, second, None, zone))


def _day_first(text: str) -> datetime | None:
    found = DAY_FIRST.search(text)
    if found is None:
        return None
    day, month, slashed, year = found.groups()
    if slashed and int(day) <= 12:
        return None
    return _moment(int(year) + 2000 * (len(year) == 2), int(month or slashed), int(day), _clock(text, found))


def _named(text: str) -> datetime | None:
    found = NAMED.search(text)
    if found is None or not (found["before"] or found["after"]):
        return None
    month = next(number for number in range(1, 13) if found[f"m{number}"])
    return _moment(int(found["year"]), month, int(found["before"] or found["after"]), _clock(text, found))


def _clock(text: str, day: re.Match[str]) -> Clock:
    """What the clock beside a day shows."""
    found = CLOCK_AFTER.match(text, day.end()) or CLOCK_BEFORE.search(text[: day.start()])
    return cast("Clock", found.groups()) if found is not None else (None,) * 5


def _moment(year: int, month: int, day: int, clock: Clock) -> datetime | None:
    hour, minute, second, half, zone = clock
    # A program without a date writes the year 1; the oldest newspapers are of 1605.
    if not 1600 <= year <= 2200:
        return None
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + 12 * (half in "pP")
    try:
        return datetime(year, month, day, hours, int(minute or 0), int(second or 0), tzinfo=_zone(zone))
    except ValueError:
        return None


def _zone(offset: str | None) -> timezone:
    if offset is None or offset[0] not in "+-":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))
