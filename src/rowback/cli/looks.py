"""The looks at an article, which `log --checks` tells: proof of what did not change, and when."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil

from rowback.cli.console import Console, say
from rowback.cli.lines import STYLES, address_line, json_line
from rowback.cli.output import show
from rowback.store import Looks, Store
from rowback.store.checks import joined


def print_looks(console: Console, store: Store, url: str, *, as_json: bool, utc: bool) -> None:
    """All looks at an article, newest first."""
    looks = store.looks(url)
    if as_json:
        lines = [json_line(_object(one, before)) for one, before in _newest_first(looks)]
    else:
        # Each of the last looks has a line of its own for programs; people read what is one as one.
        lines = [_line(console, one, before, utc=utc) for one, before in _newest_first(joined(looks))]
        lines[:0] = [address_line(console, url)] if console.terminal else []
    if looks:
        show(console, "\n".join(lines))
    else:
        say(f"no look at {url} is on record: rowback check")


def _newest_first(looks: tuple[Looks, ...]) -> Iterator[tuple[Looks, Looks | None]]:
    """Each with the one before it."""
    yield from reversed([*zip(looks, (None, *looks), strict=False)])


def _line(console: Console, looks: Looks, before: Looks | None, *, utc: bool) -> str:
    times = dict.fromkeys(console.local(moment, utc=utc) for moment in (looks.first, looks.last))
    said = [f"{looks.count} looks, at most {_words(looks.longest_gap)} apart"] if looks.count > 1 else []
    if gap := _gap(looks, before):
        said.append(f"{'the first of them ' if said else ''}{_words(gap)} after the look before")
    outcome = console.style(f"{looks.outcome:<9}", **STYLES.get(looks.outcome, {}))
    return "  ".join(part for part in (" to ".join(times), outcome, "; ".join(said)) if part).rstrip()


def _object(looks: Looks, before: Looks | None) -> dict[str, object]:
    gap = _gap(looks, before)
    return {
        "first": looks.first.isoformat(),
        "last": looks.last.isoformat(),
        "looks": looks.count,
        "outcome": looks.outcome,
        "longest_gap_s": int(looks.longest_gap.total_seconds()) if looks.count > 1 else None,
        "since_look_before_s": None if gap is None else int(gap.total_seconds()),
    }


def _gap(looks: Looks, before: Looks | None) -> timedelta | None:
    return None if before is None else max(timedelta(0), looks.first - before.last)


def _words(time: timedelta) -> str:
    """A time in the largest unit that leaves two or more of it, never too short."""
    seconds = ceil(time.total_seconds())
    for unit, size in (("days", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{ceil(seconds / size)} {unit}"
    return f"{seconds} s"
