"""Sentences and changed words -> lines of so many columns."""

import io
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from rowback.model import Span
from rowback.rendering import terminal
from rowback.text import visible

NARROWEST = 20


def plain(sentence: str, *, width: int) -> list[str]:
    """A sentence on as many lines as it takes."""
    return _wrapped(Text(visible(sentence)), width=width, color=False)


def marked(spans: Iterable[Span], *, width: int, color: bool) -> list[str]:
    """Words that were kept, deleted and inserted, marked as the terminal format of a comparison marks them."""
    return _wrapped(terminal.marked(spans, brackets=not color), width=width, color=color)


def beside(margins: list[str], lines: list[str], *, gap: str) -> list[str]:
    """Lines with a margin to their left; each line of the margin is as wide as the gap."""
    height = max(len(margins), len(lines))
    left = margins + [gap] * (height - len(margins))
    right = lines + [""] * (height - len(lines))
    return [(margin + line).rstrip() for margin, line in zip(left, right, strict=True)]


def _wrapped(text: Text, *, width: int, color: bool) -> list[str]:
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, NARROWEST),
        force_terminal=color,
        color_system="256" if color else None,
        legacy_windows=False,
        _environ={},  # whether there are colours the caller has found out
    )
    for line in text.wrap(console, console.width):
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    return out.getvalue().split("\n")[:-1]
