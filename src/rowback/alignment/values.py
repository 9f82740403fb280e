"""Numbers in digits -> what they say, however their language marks thousands and fractions."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from rowback.alignment.lexicon import Lexicon

LONGEST = 30  # digits; a longer one is compared as it is written
_MARKS_OF_NO_NUMBER = frozenset(":/-")
_GROUP = 3  # digits between the marks of a long number
FRACTIONS = {
    chr(code): Decimal(unicodedata.numeric(chr(code))).quantize(Decimal("1.0000")).normalize()
    for code in (0xBC, 0xBD, 0xBE, *range(0x2150, 0x215F))
}
_SLASHED = {unicodedata.normalize("NFKC", sign).replace("⁄", "/"): value for sign, value in FRACTIONS.items()}
_ONE_MARK = re.compile(r"(\d+)[.,](\d{1,2})")


def value_of(digits: str, lexicon: Lexicon) -> object:
    """The value of a number in digits: 1000 for "1,000"; the text itself for what is no plain number, such as "3:1"."""
    if digits in _SLASHED:
        return _SLASHED[digits]
    if len(digits) > LONGEST or not _MARKS_OF_NO_NUMBER.isdisjoint(digits):
        return digits
    thousands, decimal = (".", ",") if lexicon.decimal_comma else (",", ".")
    whole, _, part = digits.replace(" ", "").partition(decimal)
    groups = whole.split(thousands)
    if not (part or "0").isdecimal() or not _are_groups(groups):
        return digits
    return plain(Decimal(f"{''.join(groups)}.{part or 0}"))


def of_one_mark(digits: str) -> object:
    """What 12.5 says where 12,5 is the custom, and the other way round: it can be no thousand."""
    match = _ONE_MARK.fullmatch(digits)
    return plain(Decimal(f"{match[1]}.{match[2]}")) if match else digits


def _are_groups(groups: Sequence[str]) -> bool:
    """Tell whether 1,000,000 is one number; in India it is 10,00,000."""
    *middle, last = map(len, groups[1:] or ["000"])
    return last == _GROUP and (set(middle) <= {_GROUP} or (set(middle) == {2} and len(groups[0]) <= 2))


def plain(number: int | Decimal) -> int | Decimal:
    """Written in one way only: 3.0 is 3, and 2.50 is 2.5."""
    return int(number) if number == int(number) else Decimal(number).normalize()
