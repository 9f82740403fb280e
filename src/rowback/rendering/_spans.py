"""Changed sentences -> runs of words to mark, in the form that reads best.

Blanks go outside the marks, and two blanks of different width are shown, since a reader would see no difference:

    deleted "12 ", inserted "19 ", same "men"      deleted "12", inserted "19", same " men"
    deleted "10 000", inserted "10<U+00A0>000"     deleted "10␣000", inserted "10⍽000"

Sentences that share hardly a word are shown one after the other: marks on every other word cannot be read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rowback.model import Span, SpanKind
from rowback.rendering._rows import Row, joined

_SHARED_AT_LEAST = 0.3
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_BLANK = re.compile(r"\s")


def row_spans(row: Row) -> tuple[Span, ...]:
    """The words of a row that has text on both sides."""
    return readable(row.changes[0].spans, joined(row.before), joined(row.after))


def readable(spans: tuple[Span, ...], before: str, after: str) -> tuple[Span, ...]:
    """Spans as a reader wants them; without any, the text before and the text after as wholes."""
    shared = sum(len(span.text) for span in spans if span.kind is SpanKind.SAME)
    if not spans or shared < _SHARED_AT_LEAST * min(len(before), len(after)):
        spans = (Span(SpanKind.DELETED, before), Span(SpanKind.INSERTED, after))
    return tuple(_joined(span for pair in _pairs(spans) for span in _tidy(*pair)))


def side(spans: Iterable[Span], kind: SpanKind) -> tuple[Span, ...]:
    """One side of a text: the same words with the deleted ones (before), or with the inserted ones (after).

    Without the blank that parted its first or last word from one that only the other side has.
    """
    own = [span for span in spans if span.kind in (SpanKind.SAME, kind)]
    for k, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if own and own[k].kind is SpanKind.SAME:
            own[k] = replace(own[k], text=strip(own[k].text))
    return tuple(span for span in own if span.text)


def _pairs(spans: tuple[Span, ...]) -> Iterator[tuple[str, str, str]]:
    """Cut into (deleted, inserted, same) texts, any of them empty."""
    deleted = inserted = ""
    for span in spans:
        match span.kind:
            case SpanKind.DELETED:
                deleted += span.text
            case SpanKind.INSERTED:
                inserted += span.text
            case SpanKind.SAME:
                yield deleted, inserted, span.text
                deleted = inserted = ""
    yield deleted, inserted, ""


def _tidy(deleted: str, inserted: str, same: str) -> Iterator[Span]:
    if deleted != inserted and deleted.split() == inserted.split():
        deleted, inserted = _blanks_shown(deleted), _blanks_shown(inserted)
    lead, deleted, trail = _edges(deleted)
    inserted_lead, inserted, inserted_trail = _edges(inserted)
    yield Span(SpanKind.SAME, lead or inserted_lead)
    yield Span(SpanKind.DELETED, deleted)
    yield Span(SpanKind.INSERTED, inserted)
    yield Span(SpanKind.SAME, (trail or inserted_trail) + same)


def _edges(text: str) -> tuple[str, str, str]:
    match = _EDGES.fullmatch(text)
    return (match[1], match[2], match[3]) if match else ("", text, "")


def _blanks_shown(text: str) -> str:
    return _BLANK.sub(lambda blank: "␣" if blank[0] == " " else "⍽", text)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Without empty spans, neighbours of one kind made one."""
    last: Span | None = None
    for span in spans:
        if not span.text:
            continue
        if last and last.kind is span.kind:
            last = Span(span.kind, last.text + span.text)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
