"""Page text -> text that can hide nothing and drive nothing.

A page may hold terminal sequences, characters that turn the reading direction, or characters that nobody sees:

    "pay \u202e00001$"   reads as "pay $10000" on screen
    visible(...)         "pay ⟨U+202E⟩00001$"

The mark cannot be forged: a page that writes "⟨U+202E⟩" itself is shown as "⟨U+27E8⟩U+202E⟩".
"""

import json
import re
import unicodedata

# Letters, marks and symbols by category, yet nothing is drawn: Hangul fillers, the combining grapheme joiner, Khmer
# inherent vowels, Mongolian and most other variation selectors (not FE0E and FE0F, which every emoji carries), the
# blank Braille pattern. Tags and unassigned neighbours in plane 14 are as invisible.
_UNDRAWN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0d\uffa0\U000e0000-\U000e0fff]"
)
_FORGED = re.compile("⟨(?=U\\+)")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
# Latin, Greek, Cyrillic and Armenian end here; none of them is written with joiners.
_FIRST_JOINING = "\u0590"


def code_point(character: str) -> str:
    """The visible mark of a character: `⟨U+202E⟩`."""
    return f"⟨U+{ord(character):04X}⟩"


def visible(text: str) -> str:
    """Replace what a reader would not see, or a terminal would obey, by its code point."""
    text = _FORGED.sub(lambda match: code_point(match[0]), text)
    if text.isprintable() and not _UNDRAWN.search(text):
        return text
    return "".join(_shown(text, k, character) for k, character in enumerate(text))


def one_line(text: str) -> str:
    """The text made visible, on one line."""
    return visible(" ".join(text.split()))


def letters(text: str) -> int:
    """How many characters, white space not counted: the same however a text is broken into lines or sentences."""
    return sum(map(len, text.split()))


def safe_json(document: str) -> str:
    r"""JSON that a terminal can show: what it would obey or a reader not see becomes an escape (`\u202e`).

    Printing it is safe, and parsing it gives the page's own text. Line breaks stay, since none can be inside a string.
    """
    if document.replace("\n", "").isprintable():
        return document
    return "".join(c if c == "\n" or c.isprintable() else json.dumps(c)[1:-1] for c in document)


def _shown(text: str, k: int, character: str) -> str:
    if character.isprintable() and not _UNDRAWN.match(character):
        return character
    if character in _JOINERS and k > 0 and _joins(text[k - 1]):
        return character
    if _UNDRAWN.match(character) or unicodedata.category(character) in _HIDDEN_CATEGORIES:
        return code_point(character)
    return character


def _joins(character: str) -> bool:
    """Persian and Indic words need joiners, and so do emoji of two: hiding them would misspell, showing them too."""
    return character >= _FIRST_JOINING and unicodedata.category(character) not in _HIDDEN_CATEGORIES
