"""Text -> words, numbers and signs, without the typography that says nothing."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **{chr(code): None for code in (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)},
        **{chr(code): None for code in range(0x202A, 0x202F)},
    }
)
_LEXEME = re.compile(
    r"""
    (?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?  # U.S., p.m., e.g
    | [a-zà-ÿ]{1,6}'(?=[A-ZÀ-Þ])          # the article of l'Espagne and dell'Interno
    | [^\W\d_]+(?:'[^\W\d_]+)*            # words: don't, l'eau
    | \d{4}-\d{2}-\d{2}(?![\d-])         # 2026-11-23
    | \d{1,3}(?:[ ]\d{3})+(?![\d])        # 10 000
    | \d+(?:[.,:/]\d+)*                   # 12; 1,000; 10:30; 12/3/2024
    | [$£€¥₹₽₩₪%]
    """,
    re.VERBOSE,
)

_SHORTEST_SLIP = 5  # letters: below it the neighbours of a word are mostly other words


class Lexeme(NamedTuple):
    """A word, number or sign at its place in folded text."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """It begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def digits(self) -> bool:
        """It is a number in digits."""
        return self.text[0].isdecimal()


def fold(text: str) -> str:
    """The text with plain apostrophes, hyphens and blanks, and without invisible characters.

    Double quote marks stay: which way they point tells what is quoted.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(_FOLDED))


def lexemes(folded: str) -> Iterator[Lexeme]:
    """The words, numbers and signs of folded text; "U.S." and "US" have the same `lower`."""
    for match in _LEXEME.finditer(folded):
        text = match.group()
        yield Lexeme(text, text.casefold() if text[0].isdecimal() else text.casefold().replace(".", ""), *match.span())


_ENDING = re.compile("(?<=e)[sdrn]$|s$")


def is_slip(before: str, after: str) -> bool:
    """Tell whether two words differ by a slip of the pen: one letter, or two neighbours swapped, in a longer word.

    "goverment" and "government" do. The first letter is seldom mistyped ("moral", "amoral"), and an ending is grammar
    ("weapon", "weapons"; "advise", "advises", "advised", "adviser"), so they do not count.
    """
    shorter, longer = sorted((before, after), key=len)
    if len(shorter) < _SHORTEST_SLIP or len(longer) - len(shorter) > 1 or before[0] != after[0]:
        return False
    if not (before.isalpha() and after.isalpha()) or _stem(before) == _stem(after):
        return False
    start = next((k for k, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = shorter[start + 1 : start + 2] + shorter[start : start + 1] + shorter[start + 2 :]
    return shorter[start + 1 :] == longer[start + 1 :] or swapped == longer[start:]


def _stem(word: str) -> str:
    return _ENDING.sub("", word)
