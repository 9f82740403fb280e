"""Where sentences come from, what happened to them, and what a search found -> lines, and objects for `--json`."""

from collections.abc import Iterator

from rowback.alignment.lifelines import EventKind
from rowback.cli.console import Console
from rowback.cli.passages import beside, marked, plain
from rowback.model import Revision
from rowback.text import one_line
from rowback.track.lifelines import Blamed, Life, Moment
from rowback.track.search import Fate, Find

SHORT_ID = 8
_FATES = {
    Fate.THERE: "still there",
    Fate.REMOVED: "no longer there",
    Fate.GONE: "gone with the page",
}
_FATE_COLORS = {Fate.THERE: "green", Fate.REMOVED: "yellow", Fate.GONE: "magenta"}


# ---------------------------------------------------------------- blame
def blame_lines(console: Console, blamed: Blamed, *, utc: bool) -> Iterator[str]:
    """A sentence beside the revision it is from, and below that the one that had it first in other words.

    b3c4d5e6 2026-11-02 11:00 +0000  The wall lost 60 metres in the storm of last
    a1b2c3d4 2026-11-02 09:00 first  winter, engineers said.
    """
    worded = _stamp(console, blamed.worded, utc=utc)
    first = _stamp(console, blamed.first, utc=utc).rpartition(" ")[0] + " first"
    wide = max(len(worded), len(first)) + 2
    margins = [console.style(worded.ljust(wide), fg="yellow")]
    if blamed.first != blamed.worded:
        margins.append(console.style(first.ljust(wide), dim=True))
    yield from beside(margins, plain(blamed.sentence, width=console.width - wide), gap=" " * wide)


def blame_object(blamed: Blamed) -> dict[str, object]:
    """A sentence as `blame --json` prints it."""
    return {
        "sentence": blamed.sentence,
        "paragraph": blamed.paragraph,
        **_named("", blamed.worded),
        **_named("first_", blamed.first),
    }


# ---------------------------------------------------------------- the life of a sentence
def life_lines(console: Console, life: Life, *, utc: bool) -> Iterator[str]:
    """The sentence that was meant and what became of it, then all that happened to it, oldest first."""
    for line in plain(life.sentence, width=console.width):
        yield console.style(line, bold=True)
    yield f"{_FATES[life.fate]}: {one_line(life.url)}"
    for moment in life.moments:
        yield ""
        yield f"{console.style(_stamp(console, moment.revision, utc=utc), fg='yellow')}  {_words(moment)}"
        yield from (f"    {line}" for line in _text(console, moment))


def life_objects(life: Life) -> Iterator[dict[str, object]]:
    """What happened to a sentence as `--json` prints it: one object for each event."""
    for moment in life.moments:
        event = moment.event
        yield {
            "url": life.url,
            "sentence": life.sentence,
            "fate": life.fate,
            "event": event.kind,
            **_named("", moment.revision),
            "moved": event.moved,
            "direction": event.direction or None,
            "before": event.before,
            "after": event.after,
            "spans": [{"kind": span.kind, "text": span.text} for span in moment.spans],
        }


def others_line(life: Life) -> str | None:
    """That other sentences hold what was asked for, too; `None` when none does."""
    if not life.others:
        return None
    more = f" and {len(life.others) - 1} more" if len(life.others) > 1 else ""
    return f"this holds it, too: {one_line(life.others[0])}{more}"


def _words(moment: Moment) -> str:
    """`reworded, moved up`."""
    event = moment.event
    moved = f"moved {event.direction}".rstrip() if event.moved else ""
    if event.kind is EventKind.MOVED:
        return moved
    if event.kind is EventKind.SPLIT:
        return ", ".join(filter(None, [f"split into {len(event.after)}", moved]))
    if event.kind is EventKind.MERGED:
        return ", ".join(filter(None, [f"merged from {len(event.before)}", moved]))
    return ", ".join(filter(None, [str(event.kind), moved]))


def _text(console: Console, moment: Moment) -> list[str]:
    width = console.width - 4
    if moment.spans:
        return marked(moment.spans, width=width, color=console.color)
    if moment.event.kind is EventKind.MOVED:
        return []
    return [line for text in moment.event.after or moment.event.before for line in plain(text, width=width)]


# ---------------------------------------------------------------- finds
def find_lines(console: Console, find: Find, *, utc: bool) -> Iterator[str]:
    """A text that was found, what became of it, and the first and the last revision that had it.

    removed  The wall lost 40 metres.
             a1b2c3d4 2026-11-02 09:00 +0000 to a1b2c3d4 2026-11-02 09:00 +0000
    """
    margin = 11
    fate = f"  {find.fate:<9}"
    width = console.width - margin
    yield from beside(
        [console.style(fate, fg=_FATE_COLORS[find.fate])], plain(find.text, width=width), gap=" " * margin
    )
    seen = dict.fromkeys((find.first, find.last))
    when = " to ".join(_stamp(console, revision, utc=utc) for revision in seen)
    yield " " * margin + console.style(when, dim=True)


def find_object(find: Find) -> dict[str, object]:
    """A find as `grep --json` prints it."""
    return {
        "url": find.url,
        "text": find.text,
        "match": "exact" if find.exact else "near",
        "score": round(find.score),
        "fate": find.fate,
        **_named("first_", find.first),
        **_named("last_", find.last),
        "revisions": find.revisions,
    }


def _stamp(console: Console, revision: Revision, *, utc: bool) -> str:
    return f"{revision.id[:SHORT_ID]} {console.local(revision.observed_at, utc=utc)}"


def _named(prefix: str, revision: Revision) -> dict[str, object]:
    return {f"{prefix}revision": revision.id, f"{prefix}time": revision.observed_at.isoformat()}
