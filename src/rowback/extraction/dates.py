"""The ways pages write a moment -> aware datetimes."""

import re
from datetime import UTC, datetime, timedelta, timezone

NUMERIC = re.compile(
    r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"
    r"(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
# "22.12.2023, 17:15"
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,]+(\d{1,2})[:.](\d{2}))?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "22 Dec 2023 17:15:49 +0000", "December 22, 2023", "Dec 22 2023 10:00:00 GMT+0100"
NAMED = re.compile(
    rf"(?:(?<!\d)(\d{{1,2}})\.?\s+)?\b({'|'.join(MONTHS)})[a-z]*\.?\s+(?:(\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(\d{{4}})(?!\d)"
    r"(?:[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:GMT|UTC)?\s*([+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)


def read_date(text: str) -> datetime | None:
    """The first moment in a text; without a zone it is UTC, without a time midnight; `None` when there is none."""
    text = text[:80]
    numeric = NUMERIC.search(text)
    if numeric is not None:
        year, month, day, *clock = numeric.groups()
        return _moment(int(year), int(month), int(day), clock)
    day_first = DAY_FIRST.search(text)
    if day_first is not None:
        day, month, year, hour, minute = day_first.groups()
        return _moment(int(year), int(month), int(day), [hour, minute, None, None])
    named = NAMED.search(text)
    if named is not None:
        before, name, after, year, *clock = named.groups()
        if before or after:
            return _moment(int(year), MONTHS.index(name[:3].lower()) + 1, int(before or after), clock)
    return None


def _moment(year: int, month: int, day: int, clock: list[str | None]) -> datetime | None:
    hour, minute, second, zone = clock
    # A program without a date writes the year 1; the oldest newspapers are of 1605.
    if not 1600 <= year <= 2200:
        return None
    try:
        return datetime(year, month, day, int(hour or 0), int(minute or 0), int(second or 0), tzinfo=_zone(zone))
    except ValueError:
        return None


def _zone(offset: str | None) -> timezone:
    if offset is None or offset[0] not in "+-":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))
