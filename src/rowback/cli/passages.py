"""Sentences and changed words -> lines of so many columns."""

import io
import re
from collections.abc import Iterable

from rich.console import Console as Terminal
from rich.style import Style
from rich.text import Text

from rowback.model import Span, SpanKind
from rowback.text import code_point, visible

NARROWEST = 20

# As in the terminal format of a comparison.
_BRACKETS = {SpanKind.SAME: ("", ""), SpanKind.DELETED: ("[-", "-]"), SpanKind.INSERTED: ("{+", "+}")}
_STYLES = {
    SpanKind.SAME: Style(),
    SpanKind.DELETED: Style(color="color(208)", strike=True),
    SpanKind.INSERTED: Style(color="color(39)", bold=True, underline=True),
}
_FORGED = re.compile(r"\[(?=-)|(?<=-)\]|\{(?=\+)|(?<=\+)\}")


def plain(sentence: str, *, width: int) -> list[str]:
    """A sentence on as many lines as it takes."""
    return _wrapped(Text(visible(sentence)), width=width, color=False)


def marked(spans: Iterable[Span], *, width: int, color: bool) -> list[str]:
    """Words that were kept, deleted and inserted: in colour, else as `[-deleted-]{+inserted+}`."""
    text = Text()
    for span in spans:
        start, end = ("", "") if color else _BRACKETS[span.kind]
        # A page's own brackets of that shape are shown as code points.
        words = _FORGED.sub(lambda match: code_point(match[0]), visible(span.text))
        text.append(start + words + end, _STYLES[span.kind])
    return _wrapped(text, width=width, color=color)


def beside(margins: list[str], lines: list[str], *, gap: str) -> list[str]:
    """Lines with a margin to their left; each line of the margin is as wide as the gap."""
    height = max(len(margins), len(lines))
    left = margins + [gap] * (height - len(margins))
    right = lines + [""] * (height - len(lines))
    return [(margin + line).rstrip() for margin, line in zip(left, right, strict=True)]


def _wrapped(text: Text, *, width: int, color: bool) -> list[str]:
    out = io.StringIO()
    terminal = Terminal(
        file=out,
        width=max(width, NARROWEST),
        force_terminal=color,
        color_system="256" if color else None,
        legacy_windows=False,
        _environ={},  # whether there are colours the caller has found out
    )
    for line in text.wrap(terminal, terminal.width):
        line.rstrip()
        terminal.print(line, no_wrap=True, overflow="ignore", crop=False)
    return out.getvalue().split("\n")[:-1]
