"""The drawing of a card: colours, places and sizes; see `flow` for how words become lines."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, PngImagePlugin

from rowback.model import Span, SpanKind
from rowback.rendering.picture.flow import Line, bounded, fitted
from rowback.rendering.picture.fonts import Fonts
from rowback.rendering.web.environment import direction_of, language_of
from rowback.text import one_line

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 675)
MARGIN = 72
WIDTH = SIZE[0] - 2 * MARGIN
TITLE_CHARS = 300
TITLE_SIZES = (44, 40, 34, 28)
TEXT_SIZES = (60, 52, 46, 40, 36, 32, 28, 24)
FACT_SIZE = 30
SMALL = 24

# As in the HTML report; blue and orange are told apart by all readers, and the words are underlined or struck as well.
PAPER, INK, QUIET, RULE = "#fbf9f4", "#1d1b18", "#5d584f", "#d8d1c2"
MARKS = {SpanKind.INSERTED: ("#d9e9fb", "#0a3f78"), SpanKind.DELETED: ("#fde2c9", "#7c3300")}


class Card:
    """A card that is drawn from its top down.

    Attributes:
        image: as far as it is drawn.
    """

    def __init__(self, language: str | None, font: Path | None) -> None:
        self.image = Image.new("RGB", SIZE, PAPER)
        self._draw = ImageDraw.Draw(self.image)
        self._fonts = Fonts(font)
        self._right_to_left = direction_of(language_of(language)) == "rtl"
        self._top = MARGIN - 8
        self._draw.rectangle((MARGIN, self._top - 18, SIZE[0] - MARGIN, self._top - 13), fill=INK)

    def site(self, name: str, badge: str) -> None:
        """The outlet, and on the other side what kind of edit it is."""
        font = self._fonts.plain(name, SMALL)
        self._draw.text((MARGIN, self._top), name, QUIET, font)
        if badge:
            words = badge.upper()
            width = font.getlength(words)
            right = SIZE[0] - MARGIN
            self._draw.rounded_rectangle((right - width - 32, self._top - 2, right, self._top + 38), 5, fill=INK)
            self._draw.text((right - width - 16, self._top + 3), words, PAPER, self._fonts.plain(words, SMALL))
        self._top += 62

    def title(self, text: str) -> None:
        """The headline, on two lines at most."""
        if text:
            spans = (Span(SpanKind.SAME, shorten(one_line(text), TITLE_CHARS, placeholder=" …")),)
            fonts = [self._fonts.bold(spans[0].text, size) for size in TITLE_SIZES]
            font, lines = fitted(spans, fonts, WIDTH, 2)
            self._lines(lines, font, right_to_left=self._right_to_left)
            self._top += 22

    def marked(self, spans: tuple[Span, ...], facts: tuple[str, ...]) -> None:
        """The changed text, as large as there is room for, and below it what it comes to."""
        shown = tuple(_apart(Span(span.kind, _shown(span.text)) for span in bounded(spans)))
        text = "".join(span.text for span in shown)
        room = SIZE[1] - MARGIN - 50 - self._top - len(facts) * FACT_SIZE * 1.6
        if text:
            fonts = [self._fonts.serif(text, size) for size in TEXT_SIZES]
            font, lines = fitted(shown, fonts, WIDTH, lambda font: int(room // _height(font)))
            self._lines(lines, font, right_to_left=self._right_to_left)
            self._top += 16
        for told in facts:
            words = (Span(SpanKind.SAME, one_line(told)),)
            font, lines = fitted(words, [self._fonts.plain(words[0].text, FACT_SIZE)], WIDTH, 1)
            self._lines(lines, font, right_to_left=False)

    def footer(self, words: str) -> None:
        """When it was seen, and by what."""
        top = SIZE[1] - MARGIN + 8
        self._draw.line((MARGIN, top - 16, SIZE[0] - MARGIN, top - 16), RULE, 2)
        font = self._fonts.plain(words, SMALL - 2)
        self._draw.text((MARGIN, top), words, QUIET, font)
        self._draw.text((SIZE[0] - MARGIN - font.getlength("rowback"), top), "rowback", QUIET, font)

    def described(self, alt: str) -> PngImagePlugin.PngInfo:
        """The text that goes into the file, for programs that read it from there."""
        info = PngImagePlugin.PngInfo()
        info.add_itxt("Description", alt)
        return info

    def _lines(self, lines: list[Line], font: "FreeTypeFont", *, right_to_left: bool) -> None:
        for line in lines:
            for word in line.words:
                x = MARGIN + (WIDTH - word.x - word.width if right_to_left else word.x)
                self._word(x, word.width, word.text, word.kind, font)
            self._top += _height(font)

    def _word(self, x: float, width: float, text: str, kind: SpanKind, font: "FreeTypeFont") -> None:
        ground, ink = MARKS.get(kind, (PAPER, INK))
        if kind is not SpanKind.SAME:
            self._draw.rectangle((x, self._top, x + width, self._top + font.size * 1.25), fill=ground)
        self._draw.text((x, self._top), text, ink, font)
        if kind is not SpanKind.SAME:
            y = self._top + font.size * (1.2 if kind is SpanKind.INSERTED else 0.68)
            self._draw.line((x, y, x + width, y), ink, max(2, int(font.size // 14)))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """With a blank between the words that went and those that came in their place."""
    last = SpanKind.SAME
    for span in spans:
        if (last, span.kind) == (SpanKind.DELETED, SpanKind.INSERTED):
            yield Span(SpanKind.SAME, " ")
        yield span
        last = span.kind


def _height(font: "FreeTypeFont") -> int:
    return int(font.size * 1.45)


def _shown(text: str) -> str:
    """Made visible on one line; blanks at its ends stay, since spans stand side by side."""
    lead, trail = (" " if blank else "" for blank in (text[:1].isspace(), text[-1:].isspace()))
    return f"{lead}{one_line(text)}{trail}" if text.strip() else " "
