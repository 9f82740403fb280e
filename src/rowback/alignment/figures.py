"""Figures that are no plain numbers: dates in digits, and the numbers of sections and list entries."""

import re

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,4})/(\d{1,2})/(\d{1,4})")
_MONTHS, _DAYS = 12, 31
_SECTION = re.compile(r"\W{0,2}\d{1,2}(?:\.\d{1,2}){1,4}\.?(?=\)?(?:\s|$))")
_ENTRY = re.compile(r"\W{0,2}\d{1,2}[.)]\)?(?=\s|$)")


def date_of(text: str) -> tuple[str, int, int, int] | None:
    """What 24.07.2025 and 2025-07-24 say; 7/24/2025 is written in two orders, so it is left as it stands."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    day, month, year = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    return "date", int(day), int(month), int(year)


def is_date(text: str) -> bool:
    """Tell whether three numbers name a day, in whatever order: 7/24/2025, but not 95/95/95."""
    match = _SLASHED.fullmatch(text)
    if match is None:
        return False
    small = sorted(int(part) for part in match.groups())
    return 1 <= small[0] <= _MONTHS and 1 <= small[1] <= _DAYS


def section_end(text: str) -> int:
    """Where the number of a section ends that a text begins with, as in "5.4. Fees"; else 0.

    When a section is taken out, those behind it are numbered anew, and nothing else changes about them.
    """
    match = _SECTION.match(text)
    return match.end() if match and (match[0].endswith(".") or match.end() == len(text)) else 0


def entry_end(text: str) -> int:
    """Where the number of a list entry ends that a text begins with, as in "9. Fees" or "(2) Fees"; else 0."""
    match = _ENTRY.match(text)
    return match.end() if match else 0
