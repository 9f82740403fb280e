"""Lexemes -> the number that begins at one of them, in digits or in words, and where it ends."""

from collections.abc import Sequence
from decimal import Decimal

from rowback.alignment.lexemes import Lexeme
from rowback.alignment.lexicon import Lexicon
from rowback.alignment.values import FRACTIONS, LONGEST, of_one_mark, plain, value_of

SUFFIXES = frozenset({"st", "nd", "rd", "th", "er", "ère", "e", "º", "ª"})
_LARGEST = 10**LONGEST  # "million million million": nobody counts on
_TENS = range(20, 100, 10)
_SCORE = 20  # "quatre-vingts", "soixante-dix"


class Numerals:
    """The numbers of one text.

    Attributes:
        lowers: the lexemes in small letters.
    """

    def __init__(self, text: str, lexemes: Sequence[Lexeme], lexicon: Lexicon) -> None:
        self.text = text
        self.lexemes = lexemes
        # Nothing stands before the first and behind the last; -1 and -2 are the last, too.
        self.lowers = [*[lexeme.lower for lexeme in lexemes], "", "", "", ""]
        self.lexicon = lexicon

    def digits(self, k: int) -> bool:
        """A number in digits stands there."""
        return 0 <= k < len(self.lexemes) and self.lexemes[k].digits

    def gap(self, k: int) -> str:
        """What stands before a lexeme: its first three characters are enough to judge by."""
        if not 0 < k < len(self.lexemes):
            return "..."
        start, end = self.lexemes[k - 1].end, self.lexemes[k].start
        return self.text[start : min(end, start + 3)]

    def value(self, first: int) -> tuple[object, int]:
        """Read digits or number words with the scales after them: "3 million", "two hundred and five"."""
        k = first
        if self.digits(k):
            value = value_of(self.lexemes[k].text, self.lexicon)
            k += 1
            if isinstance(value, int) and not self.gap(k) and (part := FRACTIONS.get(self.lowers[k])) is not None:
                return value + part, k + 1
            if isinstance(value, str) and self.has_unit(k):
                value = of_one_mark(value)
            if self.lowers[k] in SUFFIXES and not self.gap(k):
                return value, k + 1
        else:
            value, k = self.in_words(k)
            if self.lowers[first] in self.lexicon.scales:
                value, k = self.with_rest(value, value, k)
            # "six (6) weeks"
            if self.digits(k) and self.gap(k) == " (" and value_of(self.lexemes[k].text, self.lexicon) == value:
                return value, k + 1
        while isinstance(value, int | Decimal) and value < _LARGEST and self.lowers[k] in self.lexicon.scales:
            # "3 m" may be metres
            if self.gap(k) not in ({"", " ", "-"} if len(self.lowers[k]) > 1 else {""}):
                break
            scale = self.lexicon.scales[self.lowers[k]]
            value, k = plain(value * scale), k + 1
            if not self.digits(first):
                value, k = self.with_rest(value, scale, k)
        return value, k

    def with_rest(self, value: int | Decimal, scale: int, k: int) -> tuple[int | Decimal, int]:
        """Read "and five" behind "two hundred"."""
        if self.lowers[k] != self.lexicon.joint or self.lowers[k + 1] not in self.lexicon.numbers:
            return value, k
        rest, end = self.in_words(k + 1)
        return (value + rest, end) if rest < scale else (value, k)

    def in_words(self, k: int) -> tuple[int, int]:
        """Read "twenty-one", "treinta y cinco" and "soixante-dix"; the scales after it are left to `value`."""
        lexicon = self.lexicon
        lower = self.lowers[k]
        if lower in lexicon.scales:
            return lexicon.scales[lower], k + 1
        number = lexicon.numbers[lower] if lower in lexicon.numbers else lexicon.ordinals[lower]
        k += 1
        if number < _SCORE // 2 and self.gap(k) == "-" and lexicon.numbers.get(self.lowers[k]) == _SCORE:
            number, k = number * _SCORE, k + 1
        follower = k + (self.lowers[k] == lexicon.tens_joint)
        more = lexicon.numbers.get(self.lowers[follower], 0)
        most = _SCORE if number in {3 * _SCORE, 4 * _SCORE} else _SCORE // 2
        if number in _TENS and 0 < more < most and {self.gap(k), self.gap(follower)} <= {"-", " "}:
            return number + more, follower + 1
        return number, k

    def has_unit(self, k: int) -> bool:
        """A scale, a currency or a percent follows, so that the number is no date and no version."""
        lexicon, lower = self.lexicon, self.lowers[k]
        percent = lower in lexicon.percents or f"{lower} {self.lowers[k + 1]}" in lexicon.percents
        return percent or lower in lexicon.scales or lower in lexicon.currencies
