"""The refs of the tool's own -> what cannot be read there, and what a killed run left behind."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rowback.store import forgetting, index, landing, remote, rewriting, state
from rowback.store.doctor.findings import About, Case, Finding
from rowback.store.paths import Address
from rowback.store.stream import Commit, Stream


def look(case: Case) -> Iterator[Finding]:
    """Leftovers first: with one there, the state is about to be another."""
    yield from _index(case)
    leftovers = tuple(_leftovers(case))
    yield from leftovers
    if not leftovers:
        yield from _state(case)


def _index(case: Case) -> Iterator[Finding]:
    """The history's index is made anew when it is found spoilt, which takes a minute in a big store."""
    path = case.git.common / "rowback" / case.git.prefix / index.NAME
    if path.exists() and not _is_sound(path):
        advice = "rowback doctor --fix removes it; the next command makes it anew"
        yield Finding(About.LEFTOVER, index.NAME, "is spoilt", advice, mend=path.unlink)


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as rows:
            return list(rows.execute("pragma quick_check(1)")) == [("ok",)]
    except sqlite3.Error:
        return False


def _leftovers(case: Case) -> Iterator[Finding]:
    for ref, command in ((rewriting.REF, "forget"), (rewriting.REF_STATE, "forget"), (remote.FETCHED, "sync")):
        if case.objects.id(ref):
            says = f"was left by a `{command}` that was cut off"
            mend = partial(case.git.run, "update-ref", "-d", ref)
            yield Finding(About.LEFTOVER, ref, says, "run that again, or rowback doctor --fix", mend=mend)
    if forgetting.note_of(case.git).exists():
        says = "was cut off before all that it took out of the history was gone"
        finish = partial(forgetting.finish, case.git, case.objects)
        yield Finding(About.LEFTOVER, "a `forget`", says, "run that again, or rowback doctor --fix", mend=finish)
    for ref in (landing.INCOMING, landing.INCOMING_STATE):
        if case.objects.id(ref):
            advice = "any run finishes it: rowback check, or rowback doctor --fix"
            yield Finding(About.LEFTOVER, ref, "was left by a run that was cut off", advice, mend=_nothing)


def _nothing() -> None:
    """What holds the lock has finished it already."""


def _state(case: Case) -> Iterator[Finding]:
    tree = case.objects.id(f"{state.REF}^{{tree}}")
    if tree is None:
        return
    lines = (case.objects.read(f"{state.REF}:{state.SIGHTINGS}") or b"").splitlines()
    known = state.read_sightings(b"\n".join(lines))
    wrong = len(lines) - len(known)
    held = set(_held(case))
    wanted = {Address.of(url).id for url, (sighting, _) in known.items() if sighting.held_since}
    unread = {article for article in held if not _is_page(case, article)}
    lost, idle = wanted - (held - unread), (held - wanted) | unread
    says = {
        f"has {wrong} line{'' if wrong == 1 else 's'} that cannot be read": wrong,
        f"tells of {len(lost)} held capture{'' if len(lost) == 1 else 's'} that it does not hold": len(lost),
        f"holds {len(idle)} capture{'' if len(idle) == 1 else 's'} that nothing waits for": len(idle),
    }
    advice = "nothing is lost by dropping these: rowback doctor --fix"
    for words, count in says.items():
        if count:
            yield Finding(About.STATE, state.REF, words, advice, mend=lambda: _mend(case, lost, idle))


def _held(case: Case) -> Iterator[str]:
    for row in case.git.run("ls-tree", "-z", "--name-only", f"{state.REF}^{{tree}}", f"{state.HELD}/").split(b"\0"):
        if row:
            yield row.decode(errors="replace").partition("/")[2]


def _is_page(case: Case, article: str) -> bool:
    content = case.objects.read(f"{state.REF}:{state.held_path(article)}")
    try:
        state.read_page(content or b"")
    except (ValueError, KeyError, TypeError):
        return False
    return True


def _mend(case: Case, lost: set[str], idle: set[str]) -> None:
    """Write the state anew, out of what can be read of it."""
    tree = case.objects.id(f"{state.REF}^{{tree}}")
    commit, lines = case.objects.contents((state.REF, f"{state.REF}:{state.SIGHTINGS}"))
    sound = state.read_sightings(lines or b"")
    kept = {
        url: replace(sighting, held_since=None, held_reason=None) if Address.of(url).id in lost else sighting
        for url, (sighting, _) in sound.items()
    }
    stream = Stream(case.git, loose=True)
    stream.commit(
        Commit(
            ref=landing.INCOMING_STATE,
            message=state.message(state.tip_of(commit or b"")),
            when=datetime.now(UTC),
            files={state.SIGHTINGS: state.write_sightings(kept, {url: article for url, (_, article) in sound.items()})},
            trees={"": tree} if tree else {},
            removed=tuple(map(state.held_path, sorted(idle))),
        )
    )
    stream.finish()
    landing.land(case.git, case.objects, case.git.branch())
