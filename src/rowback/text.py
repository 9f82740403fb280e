"""Text from pages, made safe to show: page content is hostile."""

import re

UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, among them ESC, which starts terminal commands
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners and fillers that show nothing
    "\u200b-\u200f\u2028-\u202f\u2060-\u206f"  # zero-width, bidi controls, line and paragraph separators
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e0fff"  # tags and variation selectors
    "\ud800-\udfff"  # lone surrogates cannot be written at all
    "]"
)
# Part of ordinary writing: joiners in Arabic, Indic scripts and emoji, the emoji selector, the narrow no-break space.
ORDINARY = {"\u200c", "\u200d", "\ufe0e", "\ufe0f", "\u202f"}


def visible(text: str) -> str:
    r"""The text with every character that shows nothing, or that steers a terminal, written out as ⟨U+200B⟩.

    Letters, marks and blanks of all scripts stay. A tab becomes a blank; line ends stay.

    >>> visible("safe\x1b[31m\u202eevil")
    'safe⟨U+001B⟩[31m⟨U+202E⟩evil'
    """
    if text.isascii() and text.isprintable():
        return text
    return UNSEEN.sub(_written_out, text.replace("\r\n", "\n").replace("\t", " "))


def one_line(text: str) -> str:
    """The text made visible, on one line."""
    return visible(" ".join(text.split()))


def _written_out(match: re.Match[str]) -> str:
    character = match.group()
    return character if character in ORDINARY else f"⟨U+{ord(character):04X}⟩"
