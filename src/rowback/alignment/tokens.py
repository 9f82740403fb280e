"""Text -> the pieces that a reader would not see cut: words, numbers, characters of scripts without blanks."""

import re
import unicodedata
from collections.abc import Iterator

# Scripts written without blanks between words; Hangul syllables too, as endings grow onto Korean words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
# Letters by category, but shown on the character before them: Thai and Lao AM, half-width kana voicing.
_EXTENDING = "\u0e33\u0eb3\uff9e\uff9f"
_SKIN_TONES = "\U0001f3fb-\U0001f3ff"
_MARK = re.compile(f"[{_EXTENDING}{_SKIN_TONES}\u200c]")


class _Classes(dict[int, str]):
    """For each character one letter that tells how it joins with others; looked up once each."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _class_of(chr(code))
        return found


def _class_of(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace():
        return "_"
    if category[0] == "M" or _MARK.match(character):
        return "M"
    if _UNSPACED.match(character):
        return "U"
    if character.isnumeric():
        return "D"
    if character.isalpha() or character == "_":
        return "L"
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return "R"
    if category == "Sc":
        return "S"
    return {
        "'": "'",
        "’": "'",
        ".": ".",
        ",": ",",
        ":": ",",
        "/": ",",
        "-": ",",
        "%": "%",
        "‰": "%",
        "\u200d": "J",
    }.get(character, "P")


_CLASSES = _Classes()
_TOKEN = re.compile(
    r"""
    _+M*                            # blanks
  | (?:LM*\.){2,}                   # initials: U.S.
  | (?:L*S)?[LDM]+                  # words and numbers: don't, US$40m, 1,234.5, 20:15, 2026-11-23, 3.5%
    (?:'[LDM]+ | (?<=D)[.,']D[LDM]*)*
    (?:(?<=D)[%S])?
  | RR                              # flags
  | .M*(?:J.M*)*                    # one character with its marks, or several joined to one
    """,
    re.VERBOSE,
)


def tokens(text: str) -> Iterator[str]:
    """The text in pieces; joined they are the text."""
    classes = text.translate(_CLASSES)
    return (text[match.start() : match.end()] for match in _TOKEN.finditer(classes))
