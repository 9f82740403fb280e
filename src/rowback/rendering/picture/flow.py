"""Marked text -> lines of words that fit: in the largest letters that do, and if none do, cut round the changes.

The Northern Gull was carrying [214] {241} people when the alarm was raised at 7:40 a.m. and …
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rowback.model import Span, SpanKind

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# Chinese and Japanese break after any character.
_PIECES = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|\s+")
_CONTEXTS = (30, 20, 14, 10, 7, 5, 3, 2, 1)
_MORE = "…"
SPANS_AT_MOST = 40
CHARS_AT_MOST = 600
"""Of one span; a whole card in the smallest letters takes about 800."""


@dataclass(frozen=True, slots=True)
class Word:
    """Text of one kind at its place in a line; a blank inside a mark is marked as well."""

    x: float
    width: float
    text: str
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class Line:
    """Words from the beginning of the line on."""

    words: tuple[Word, ...]


def fitted(
    spans: Sequence[Span],
    fonts: Sequence["FreeTypeFont"],
    width: float,
    most: int | Callable[["FreeTypeFont"], int],
) -> tuple["FreeTypeFont", list[Line]]:
    """The largest font in which a text fits, and its lines.

    Args:
        spans: the text.
        fonts: largest first.
        width: of a line.
        most: how many lines there is room for.
    """
    pieces = [(piece, span.kind) for span in spans for piece in _PIECES.findall(span.text)]
    for font in fonts:
        lines = list(_lines(pieces, font, width))
        if len(lines) <= _room(most, font):
            return font, lines
    return fonts[-1], _cut(pieces, fonts[-1], width, _room(most, fonts[-1]))


def bounded(spans: Sequence[Span]) -> tuple[Span, ...]:
    """As much of a text as a card could ever show: a page chose its length, and this is not the place to pay for it."""
    return tuple(Span(span.kind, _middle_cut(span.text)) for span in spans[:SPANS_AT_MOST])


def _middle_cut(text: str) -> str:
    return text if len(text) <= CHARS_AT_MOST else f"{text[: CHARS_AT_MOST // 2]} {_MORE} {text[-CHARS_AT_MOST // 2 :]}"


def _room(most: int | Callable[["FreeTypeFont"], int], font: "FreeTypeFont") -> int:
    return max(1, most if isinstance(most, int) else most(font))


def _cut(pieces: Sequence[tuple[str, SpanKind]], font: "FreeTypeFont", width: float, most: int) -> list[Line]:
    """With fewer and fewer words round the changes; at last the end is cut off."""
    lines: list[Line] = []
    for context in _CONTEXTS:
        lines = list(_lines(_near(pieces, context), font, width))
        if len(lines) <= most:
            return lines
    kept = lines[:most]
    last = kept[-1].words
    end = last[-1]
    kept[-1] = Line((*last[:-1], Word(end.x, font.getlength(_MORE), _MORE, SpanKind.SAME)))
    return kept


def _near(pieces: Sequence[tuple[str, SpanKind]], context: int) -> list[tuple[str, SpanKind]]:
    """The changed pieces with so many words on both sides; without changes, the beginning."""
    changed = [k for k, (_, kind) in enumerate(pieces) if kind is not SpanKind.SAME] or [0]
    kept: list[tuple[str, SpanKind]] = []
    cut = False
    for k, piece in enumerate(pieces):
        if min(abs(k - place) for place in changed) <= 2 * context:
            kept.append(piece)
            cut = False
        elif not cut:
            kept += [(" ", SpanKind.SAME), (_MORE, SpanKind.SAME), (" ", SpanKind.SAME)]
            cut = True
    return kept


def _lines(pieces: Sequence[tuple[str, SpanKind]], font: "FreeTypeFont", width: float) -> Iterator[Line]:
    words: list[Word] = []
    x = 0.0
    for text, kind in pieces:
        for part in _parts(text, font, width):
            wide = font.getlength(" " if part.isspace() else part)
            if words and x + wide > width:
                yield Line(tuple(_without_end(words)))
                words, x = [], 0.0
            if words or not part.isspace():
                words.append(Word(x, wide, " " if part.isspace() else part, kind))
                x += wide
    if words:
        yield Line(tuple(_without_end(words)))


def _without_end(words: list[Word]) -> list[Word]:
    while words and words[-1].text == " ":
        words = words[:-1]
    return words


def _parts(text: str, font: "FreeTypeFont", width: float) -> Iterator[str]:
    """A word that is wider than a line in as many parts as it takes."""
    while len(text) > 1 and font.getlength(text) > width:
        fits = max(1, int(len(text) * width / font.getlength(text)) - 1)
        yield text[:fits]
        text = text[fits:]
    yield text
