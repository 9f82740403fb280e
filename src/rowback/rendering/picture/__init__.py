"""Comparison -> a card of 1200 x 675 for social posts, with a text that says the same to those who do not see it.

It shows the headline, if nothing weightier changed than the headline, else the weightiest change; one change that can
be read in five seconds, never all of them in letters too small for a phone.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from textwrap import shorten

from rowback.model import Comparison, Disclosure, Span, SpanKind, Weight
from rowback.rendering._rows import Row, joined, rows
from rowback.rendering._spans import readable, row_spans, side
from rowback.rendering._words import fact, observed, site
from rowback.rendering.picture.card import Card
from rowback.text import one_line

FACTS = 2
ALT_CHARS = 400
"""Of each side; posts take 1,000 to 2,000 characters of alternative text."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A card.

    Attributes:
        png: the image.
        alt: what it shows, in words, on one line.
    """

    png: bytes
    alt: str


def draw(comparison: Comparison, *, font: Path | None = None) -> Picture:
    """Draw the card of a comparison.

    Args:
        comparison: what changed.
        font: a TrueType or OpenType file for all of the text; default: DejaVu, which comes with the package.

    Raises:
        UsageError: the font cannot be read, or has no letters for the text.
        ImportError: Pillow is not installed; it comes with the extra `picture`.
    """
    title, spans, facts = _shown(comparison)
    card = Card(_language(comparison), font)
    card.site(site(comparison.url), _badge(comparison))
    card.title(title)
    card.marked(spans, facts)
    card.footer(_seen(comparison))
    png = BytesIO()
    card.image.save(png, "PNG", optimize=True, pnginfo=card.described(alt := _alt(comparison, title, spans, facts)))
    return Picture(png.getvalue(), alt)


def _shown(comparison: Comparison) -> tuple[str, tuple[Span, ...], tuple[str, ...]]:
    """The title, the marked text, and its facts."""
    title = comparison.after.headline or comparison.before.headline or ""
    weightiest = _weightiest(comparison)
    if comparison.headline and not (weightiest and _is_heavier(weightiest, comparison.headline_weight)):
        before, after = (text or "" for text in comparison.headline)
        told = tuple(map(fact, comparison.headline_facts[:FACTS]))
        return "The headline changed", readable(comparison.headline_spans, before, after), told
    if weightiest is None:
        return title, (), (comparison.summary,)
    told = tuple(words for words in (weightiest.move, *map(fact, weightiest.facts[:FACTS])) if words)
    return title, _spans(weightiest), told


def _weightiest(comparison: Comparison) -> Row | None:
    """The first of the heaviest changes."""
    told = [row for row in rows(comparison) if row.reported]
    order = (None, *Weight)
    return max(told, key=lambda row: order.index(row.weight), default=None)


def _is_heavier(row: Row, headline: Weight | None) -> bool:
    return row.weight is not None and (headline is None or not headline.at_least(row.weight))


def _spans(row: Row) -> tuple[Span, ...]:
    if row.before and row.after:
        return row_spans(row) if row.before != row.after else (Span(SpanKind.SAME, joined(row.after)),)
    return (Span(SpanKind.INSERTED if row.after else SpanKind.DELETED, joined(row.sentences)),)


def _badge(comparison: Comparison) -> str:
    return "silent edit" if comparison.disclosure is Disclosure.SILENT else ""


def _seen(comparison: Comparison) -> str:
    return "seen " + " → ".join(map(observed, comparison.revisions)) if comparison.revisions else ""


def _language(comparison: Comparison) -> str | None:
    return comparison.after.language or comparison.before.language


def _alt(comparison: Comparison, title: str, spans: tuple[Span, ...], facts: tuple[str, ...]) -> str:
    before, after = ("".join(span.text for span in side(spans, kind)) for kind in (SpanKind.DELETED, SpanKind.INSERTED))
    parts = [
        site(comparison.url),
        _badge(comparison),
        title,
        f"before: “{_short(before)}”" if before and before != after else "",
        f"{'after' if before else 'added'}: “{_short(after)}”" if after else "now removed" if before else "",
        *facts,
        _seen(comparison),
    ]
    return one_line(". ".join(part for part in parts if part) + ".")


def _short(text: str) -> str:
    return shorten(text, ALT_CHARS, placeholder=" …")
