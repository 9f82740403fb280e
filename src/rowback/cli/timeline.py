"""Revisions -> a timeline for `log --graph`: how heavy each one was, and how long the one before it had stood.

● ███ 4f2a1b3c9d0e  2026-11-02 11:00 +0000  edited    SILENT  1 sentence reworded (number 12 → 19)
│     2 days
○     a1b2c3d4e5f6  2026-10-31 10:40 +0000  new       first look: 12 sentences
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from rowback.cli.console import Console
from rowback.cli.lines import revision_line
from rowback.model import Revision, RevisionKind, Weight

_SIGNS = {RevisionKind.NEW: "○", RevisionKind.GONE: "✕", RevisionKind.RESTORED: "◐"}
_BARS = {Weight.COSMETIC: "▁", Weight.WORDING: "▄▄", Weight.SUBSTANCE: "███"}
_UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))


def timeline(console: Console, revisions: Iterable[Revision], *, utc: bool) -> Iterator[str]:
    """The lines of some revisions, newest first."""
    newer: Revision | None = None
    for revision in revisions:
        if newer is not None:
            yield console.style(f"│     {lasted(newer.observed_at - revision.observed_at)}", dim=True)
        bar = console.style(f"{_BARS[revision.weight] if revision.weight else '':<3}", fg="yellow")
        yield f"{_SIGNS.get(revision.kind, '●')} {bar} {revision_line(console, revision, utc=utc)}"
        newer = revision


def lasted(time: timedelta) -> str:
    """A span of time in its largest unit: `2 days`, `1 hour`."""
    for name, unit in _UNITS:
        count = time // unit
        if count:
            return f"{count} {name}{'' if count == 1 else 's'}"
    return "less than a minute"
