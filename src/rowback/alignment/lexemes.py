"""Text -> words, numbers and signs, without the typography that says nothing."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
        **dict.fromkeys("‐‑‒–−", "-"),
        "―": "—",
        **dict.fromkeys("\t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **{chr(code): None for code in (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)},
        **{chr(code): None for code in range(0x202A, 0x202F)},
        # The points and vowels of Hebrew and Arabic, which are written now and then, and the stroke that fills a line.
        **dict.fromkeys([chr(code) for code in (*range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7)]),
        **dict.fromkeys([chr(code) for code in (*range(0x64B, 0x653), 0x670, 0x640)]),
        "٫": ".",
        "٬": ",",
    }
)
# The vowels of Hindi and of many other languages are marks on the letter before, and no letters to `re`.
_MARKS = "".join(chr(code) for code in range(0x300, 0x3100) if unicodedata.category(chr(code))[0] == "M")
_LETTERS = rf"[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*"
_LEXEME = re.compile(
    rf"""
    (?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?  # U.S., p.m., e.g
    | [a-zà-ÿ]{{1,6}}'(?=[A-ZÀ-Þ])          # the article of l'Espagne and dell'Interno
    | [¼-¾⅐-⅞]
    | {_LETTERS}(?:'{_LETTERS})*          # words: don't, l'eau, हिन्दी
    | \d{{4}}-\d{{2}}-\d{{2}}(?![\d-])     # 2026-11-23
    | \d{{1,3}}(?:[ ]\d{{3}})+(?![\d])      # 10 000
    | \d+(?:[.,:/]\d+)*                   # 12; 1,000; 10:30; 12/3/2024
    | (?<![^\s($£€])\.\d+                 # .5
    | (?<=[\s(])(?<!\d\s)-(?=\.?\d|[$£€¥₹₽₩₪]\d)  # the sign of -5 and -$5, not of 3-5, "3 -5" or a list's "-5"
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
        return self.text[-1].isdecimal()


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
        start, end = match.span()
        yield Lexeme(text, text.casefold() if text[-1].isdecimal() else text.casefold().replace(".", ""), start, end)


_ENDING = re.compile("(?<=e)[sdrn]$|s$")
# Behind them stand the scripts of Hebrew, Arabic, Hindi, Japanese, in which another letter is mostly another word.
_LAST_ALPHABET = "\u058f"
_UMLAUTS = frozenset({"aä", "oö", "uü"})
_VOWELS = frozenset("aeiouyаеиоуыэюя")


def is_slip(before: str, after: str) -> bool:
    """Tell whether two words differ by a slip of the pen: one letter, or two neighbours swapped, in a longer word.

    "goverment" and "government" do. The first letter is seldom mistyped ("moral", "amoral"), and an ending is grammar
    ("weapon", "weapons"; "advise", "advises", "advised"; "detenido", "detenida"), so they do not count. Another vowel
    before the last letter is grammar too ("woman", "women"; "llegaron", "llegarán"), but for "adviser" and "advisor",
    and so is an umlaut ("wurden", "würden").
    """
    shorter, longer = sorted((before, after), key=len)
    if len(shorter) < _SHORTEST_SLIP or len(longer) - len(shorter) > 1 or before[0] != after[0]:
        return False
    if not (before.isalpha() and after.isalpha()) or max(before + after) > _LAST_ALPHABET:
        return False
    if _stem(before) == _stem(after):
        return False
    start = next((k for k, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return start < len(shorter) and shorter[start:] == longer[start + 1 :]
    if shorter[start + 1 :] == longer[start + 1 :]:
        return start < len(shorter) - 1 and not _is_other_form(shorter, longer, start)
    return shorter[start + 1 : start + 2] + shorter[start : start + 1] + shorter[start + 2 :] == longer[start:]


def _is_other_form(one: str, other: str, place: int) -> bool:
    """Two words that differ in one letter before the last are forms of one word."""
    letters = one[place] + other[place]
    if "".join(sorted(letters)) in _UMLAUTS:
        return True
    plain = [unicodedata.normalize("NFD", letter)[0] for letter in letters]
    return place == len(one) - 2 and one[-1] != "r" and plain[0] != plain[1] and set(plain) <= _VOWELS


def _stem(word: str) -> str:
    return _ENDING.sub("", word)
