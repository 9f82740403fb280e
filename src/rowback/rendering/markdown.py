"""Comparison -> Markdown for pull requests and chats: deleted words ~~struck~~, inserted words **bold**."""

from collections.abc import Iterator
from itertools import pairwise

from rowback.model import ChangeKind, Comparison, Span, SpanKind
from rowback.rendering._markdown import literal
from rowback.rendering._rows import Rest, Row, folded, joined, rows
from rowback.rendering._spans import readable, row_spans, side
from rowback.rendering._view import View
from rowback.rendering._words import admits, details, disclosure, escaped, notices, observed, unchanged, web_address

_MARKS = {SpanKind.SAME: "", SpanKind.DELETED: "~~", SpanKind.INSERTED: "**"}


def render(comparison: Comparison, view: View) -> str:
    """Write the report as Markdown."""
    entries = rows(comparison, view.min_weight)
    items = [f"- {item}" for item in (*_details(comparison), *_sentences(entries))]
    head = [*_header(comparison), *filter(None, [view.left_out(entries)])]
    return "\n\n".join([*head, "\n".join(items)]).rstrip() + "\n"


def _header(comparison: Comparison) -> Iterator[str]:
    title = literal(comparison.after.headline or comparison.before.headline or "(no headline)")
    address = web_address(comparison.url)
    yield f"### [{title}](<{escaped(address)}>)" if address else f"### {title}"
    if comparison.disclosure:
        short, reason = disclosure(comparison.disclosure)
        yield f"**{short.upper()}**: {reason}"
    yield f"**What changed:** {literal(comparison.summary)}"
    if comparison.revisions:
        yield "Seen " + " → ".join(map(observed, comparison.revisions))


def _details(comparison: Comparison) -> Iterator[str]:
    if comparison.headline:
        before, after = comparison.headline[0] or "", comparison.headline[1] or ""
        spans = readable(comparison.headline_spans, before, after)
        yield f"**Headline before:** {_marked(side(spans, SpanKind.DELETED)) or 'none'}"
        yield f"**Headline after:** {_marked(side(spans, SpanKind.INSERTED)) or 'none'}"
    gone, new = notices(comparison)
    yield from (f"**Notice removed:** {_whole(SpanKind.DELETED, text)}" for text in gone)
    for text in new:
        note = admits(comparison, text)
        yield f"**Notice added:** {_whole(SpanKind.INSERTED, text)}" + (f" ({literal(note)})" if note else "")
    yield from (f"**{literal(label)}:** {literal(was)} → {literal(now)}" for label, was, now in details(comparison))


def _sentences(entries: tuple[Row, ...]) -> Iterator[str]:
    if any(row.reported for row in entries):
        yield from (_rest(entry) if isinstance(entry, Rest) else _row(entry) for entry in folded(entries))


def _rest(rest: Rest) -> str:
    return f"⋯ {unchanged(rest.unchanged, rest.left_out)}"


def _row(row: Row) -> str:
    note = f" ({literal(row.note)})" if row.note else ""
    match row.kind:
        case ChangeKind.UNCHANGED:
            return f"**Moved:** {_whole(SpanKind.SAME, joined(row.after))}{note}"
        case ChangeKind.ADDED:
            return f"**Added:** {_whole(SpanKind.INSERTED, joined(row.after))}{note}"
        case ChangeKind.REMOVED:
            return f"**Removed:** {_whole(SpanKind.DELETED, joined(row.before))}{note}"
        case _:
            return f"**{row.kind.capitalize()}:** {_marked(row_spans(row))}{note}"


def _whole(kind: SpanKind, text: str) -> str:
    return _mark(Span(kind, text.strip()))


def _marked(spans: tuple[Span, ...]) -> str:
    gaps = [_gap(left, right) for left, right in pairwise(spans)]
    return "".join(_mark(span) + gap for span, gap in zip(spans, [*gaps, ""], strict=False))


def _mark(span: Span) -> str:
    return f"{_MARKS[span.kind]}{literal(span.text)}{_MARKS[span.kind]}"


def _gap(left: Span, right: Span) -> str:
    """A blank where a mark would not be read as one: between two marks, or between a comma inside and a letter outside.

    "mill**, which** has" shows its asterisks; "mill **, which** has" does not.
    """
    edges = left.text[-1] + right.text[0]
    if SpanKind.SAME in (left.kind, right.kind) and (edges.isalnum() or " " in edges):
        return ""
    return " "
