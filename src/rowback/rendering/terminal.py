"""Comparison -> text for a terminal: one sign a change, words marked, what stayed folded away.

    + added    - removed    ~ edited, split or merged    > moved

In colour, deleted words are struck and inserted words underlined, in a pair that colour-blind readers can tell apart.
Without colour they read `[-deleted-]{+inserted+}`; a page's own brackets of that shape are shown as code points.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.style import Style
from rich.text import Text

from rowback.model import ChangeKind, Comparison, Disclosure, Span, SpanKind, Weight
from rowback.rendering._rows import Rest, Row, folded, rows
from rowback.rendering._spans import readable, row_spans, side
from rowback.rendering._view import View
from rowback.rendering._words import (
    admits,
    details,
    disclosure,
    escaped,
    fact,
    notices,
    observed,
    unchanged,
    web_address,
)
from rowback.text import code_point, visible

_NARROWEST = 20
_PLAIN, _BOLD, _DIM = Style(), Style(bold=True), Style(dim=True)
_ORANGE, _BLUE = Style(color="color(208)"), Style(color="color(39)")
_STYLES = {
    SpanKind.SAME: _PLAIN,
    SpanKind.DELETED: _ORANGE + Style(strike=True),
    SpanKind.INSERTED: _BLUE + Style(bold=True, underline=True),
}
_BRACKETS = {SpanKind.DELETED: ("[-", "-]"), SpanKind.INSERTED: ("{+", "+}"), SpanKind.SAME: ("", "")}
_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-"}
_SIGN_STYLES = {"+": _BLUE + _BOLD, "-": _ORANGE + _BOLD, "~": _BOLD, ">": _BOLD}
_SENTENCE_STYLES = {"+": _BLUE, "-": _ORANGE}
_BADGES = {
    Disclosure.SILENT: Style(color="color(16)", bgcolor="color(208)", bold=True),
    Disclosure.PARTLY: Style(color="color(16)", bgcolor="color(250)", bold=True),
    Disclosure.DISCLOSED: Style(color="color(16)", bgcolor="color(39)", bold=True),
}
# Our own brackets inside page text, and those that its first or last character would make together with ours.
_FORGED = re.compile(r"\[(?=-|\Z)|\{(?=\+|\Z)|(?:(?<=-)|\A)\]|(?:(?<=\+)|\A)\}")


def render(comparison: Comparison, view: View) -> str:
    """Write the changes for a terminal of so many columns."""
    out = io.StringIO()
    # An empty environment: whether there are colours, and how wide the terminal is, the caller has found out.
    console = Console(
        file=out,
        width=max(view.width, _NARROWEST),
        force_terminal=view.color,
        color_system="256" if view.color else None,
        legacy_windows=False,
        _environ={},
    )
    for block in _blocks(comparison, view):
        for line in block:
            line.print(console)
        console.print()
    return out.getvalue().rstrip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence or remark, behind a sign or as far left as signs stand."""

    text: Text
    sign: str = ""

    def print(self, console: Console) -> None:
        """Wrap behind the sign; further lines are indented, so that no page text ever stands where signs do."""
        margin = len(self.sign) and 2
        for k, line in enumerate(self.text.wrap(console, console.width - margin)):
            line.rstrip()
            start = (self.sign if k == 0 else "").ljust(margin)
            console.print(
                Text.assemble((start, _SIGN_STYLES.get(self.sign, _PLAIN)), line),
                no_wrap=True,
                overflow="ignore",
                crop=False,
            )


def _blocks(comparison: Comparison, view: View) -> Iterator[list[_Line]]:
    """The lines of a report; a blank one goes between two blocks."""
    entries, brackets = rows(comparison, view.min_weight), not view.color
    left_out = view.left_out(entries)
    yield [*_header(comparison, view), *([_Line(Text(left_out, _DIM))] if left_out else [])]
    yield from filter(None, [list(_headline(comparison, brackets)), list(_notices(comparison)), _details(comparison)])
    if any(row.reported for row in entries):
        for entry in folded(entries):
            yield [_rest(entry)] if isinstance(entry, Rest) else list(_row(entry, brackets))


def _header(comparison: Comparison, view: View) -> Iterator[_Line]:
    if comparison.disclosure:
        title, reason = disclosure(comparison.disclosure)
        badge = f" {title.upper()} " if view.color else f"{title.upper()}:"
        yield _Line(Text.assemble((badge, _BADGES[comparison.disclosure]), " ", reason))
    if comparison.after.headline and not comparison.headline:
        yield _Line(Text(visible(comparison.after.headline), _BOLD))
    yield _Line(Text(visible(comparison.summary)))
    if comparison.url:
        address = web_address(comparison.url) if view.links else None
        style = _DIM + Style(link=escaped(address)) if address else _DIM
        yield _Line(Text(visible(comparison.url), style))
    if comparison.revisions:
        yield _Line(Text(" → ".join(map(observed, comparison.revisions)), _DIM))


def _headline(comparison: Comparison, brackets: bool) -> Iterator[_Line]:
    if not comparison.headline:
        return
    before, after = comparison.headline[0] or "", comparison.headline[1] or ""
    spans = readable(comparison.headline_spans, before, after)
    yield _Line(Text("HEADLINE", _BOLD))
    if all(span.kind is not SpanKind.SAME for span in spans):
        yield from (_whole(text, sign) for text, sign in ((before, "-"), (after, "+")) if text)
    else:
        yield _Line(marked(side(spans, SpanKind.DELETED), brackets, _BOLD), "-")
        yield _Line(marked(side(spans, SpanKind.INSERTED), brackets, _BOLD), "+")
    if note := " · ".join([*map(fact, comparison.headline_facts), *filter(None, [comparison.headline_weight])]):
        yield _Line(Text(visible(note), _BOLD if comparison.headline_weight is Weight.SUBSTANCE else _DIM), " ")


def _notices(comparison: Comparison) -> Iterator[_Line]:
    gone, new = notices(comparison)
    if gone or new:
        yield _Line(Text("NOTICES", _BOLD))
    yield from (_whole(text, "-") for text in gone)
    for text in new:
        yield _whole(text, "+")
        if note := admits(comparison, text):
            yield _Line(Text(visible(note), _DIM), " ")


def _details(comparison: Comparison) -> list[_Line]:
    return [
        _Line(Text(f"{visible(label)}: {visible(before)} → {visible(after)}"), "~")
        for label, before, after in details(comparison)
    ]


def _rest(rest: Rest) -> _Line:
    return _Line(Text(f"⋯ {unchanged(rest.unchanged, rest.left_out)}", _DIM))


def _row(row: Row, brackets: bool) -> Iterator[_Line]:
    sign = _SIGNS.get(row.kind) or (">" if row.moved else "~")
    if row.kind in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.UNCHANGED):
        yield from (_whole(text, sign) for text in row.sentences)
    else:
        yield from _edited(row_spans(row), sign, brackets)
    if row.note:
        yield _Line(Text(visible(row.note), _BOLD if row.weight is Weight.SUBSTANCE else _DIM), " ")


def _edited(spans: tuple[Span, ...], sign: str, brackets: bool) -> Iterator[_Line]:
    """One text with marks in it, or two below each other when no word is left."""
    if any(span.kind is SpanKind.SAME for span in spans):
        yield _Line(marked(spans, brackets), sign)
        return
    for k, span in enumerate(spans):
        yield _Line(marked([span], brackets), " " if k else sign)


def _whole(sentence: str, sign: str) -> _Line:
    """A sentence that is all new, all gone or only moved: its sign says so, marks would make it hard to read."""
    return _Line(Text(_unforged(sentence), _SENTENCE_STYLES.get(sign, _PLAIN)), sign)


def marked(spans: Iterable[Span], brackets: bool, base: Style = _PLAIN) -> Text:
    """Words that were kept, deleted and inserted: as `[-deleted-]{+inserted+}` with brackets, else in colour.

    Brackets of that shape in page text are shown as code points.
    """
    text = Text(style=base)
    last = SpanKind.SAME
    for span in spans:
        start, end = _BRACKETS[span.kind] if brackets else ("", "")
        if not brackets and (last, span.kind) == (SpanKind.DELETED, SpanKind.INSERTED):
            text.append(" ")  # "12" struck and "19" underlined would still read as 1219
        text.append(start + _unforged(span.text) + end, _STYLES[span.kind])
        last = span.kind
    return text


def _unforged(text: str) -> str:
    return _FORGED.sub(lambda match: code_point(match[0]), visible(text))
