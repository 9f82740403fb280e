"""Two lines of commits -> one commit that holds both: each article as it was observed last, and nothing rewritten.

    fork ── a1 ── a2 ──────── merge     of an article that one line changed, that line's; of one that both changed,
      └──── b1 ── b2 ── b3 ──┘          the one observed last; of `rowback.toml`, what either added or took off

What else is in the repository is the user's. When only one line touched it, that line's files are taken whole; when
both did, git merges them, and what git cannot merge is for the user.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from rowback.errors import RowbackError, StoreError
from rowback.store import config, editing, layout, settings
from rowback.store.git import Git
from rowback.store.objects import Objects
from rowback.store.stream import Commit, Stream

_ARTICLE = re.compile(r"[^/]+/[0-9a-f]{2}/[a-z0-9-]+-[0-9a-f]{12}")
"""A folder of an article: whatever else a user has beside them is not ours to choose."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One side of a join.

    Attributes:
        places: folders of articles, and settings, that it changed since the fork.
        foreign: it changed other things too.
    """

    tip: str
    places: frozenset[str]
    foreign: bool


def joined(git: Git, objects: Objects, theirs: str, ours: str, *, ref: str) -> str:
    """A commit that holds two lines: the one that follows the other, else a merge, which `ref` is put on.

    Raises:
        StoreError: both changed a file that is not ours, and git cannot merge it.
    """
    if contains(git, theirs, ours):
        return theirs
    if contains(git, ours, theirs):
        return ours
    fork = git.line("merge-base", theirs, ours) if git.asks("merge-base", theirs, ours) else None
    lines = [_line(git, fork or git.empty_tree(), tip) for tip in (theirs, ours)]
    # The first parent is the one whose files stay: so that of two lines the others' is it, if it can be.
    first, second = lines if not lines[1].foreign else lines[::-1]
    whole = {"": _merged(git, lines, related=fork is not None)} if first.foreign and second.foreign else {}
    # Git's own merge has a view on articles too, which does not count.
    chosen = _chosen(objects, first, second, both_sides=bool(whole))
    contents = _settings(git, objects, fork, *lines)
    files = {place for place in chosen if PurePosixPath(place).name in settings.FILES}
    kept = {place: thing for place, thing in chosen.items() if thing and place not in contents}
    return _commit(
        git,
        Commit(
            ref=ref,
            message="rowback: join two lines of revisions\n",
            when=datetime.now(UTC),
            files=contents,
            trees=whole | {place: thing for place, thing in kept.items() if place not in files},
            blobs={place: thing for place, thing in kept.items() if place in files},
            removed=tuple(place for place, thing in chosen.items() if not thing),
            parents=(first.tip, second.tip),
        ),
    )


def contains(git: Git, tip: str, commit: str) -> bool:
    """A line of commits holds a commit."""
    return tip == commit or git.asks("merge-base", "--is-ancestor", commit, tip)


def _commit(git: Git, commit: Commit) -> str:
    stream = Stream(git)
    try:
        return stream.commit(commit)
    finally:
        stream.finish()


# ---------------------------------------------------------------- what each line changed
def _line(git: Git, fork: str, tip: str) -> _Line:
    listed = git.run("diff-tree", "-r", "-z", "--name-only", "--no-renames", fork, tip)
    places = {_place(git.prefix, os.fsdecode(path)) for path in listed.split(b"\0") if path}
    return _Line(tip, frozenset(place for place in places if place), foreign=None in places)


def _place(prefix: str, path: str) -> str | None:
    """The article's folder that a file is in, the path of a settings file, or `None` for what is not ours."""
    if path in {f"{prefix}{name}" for name in settings.FILES}:
        return path
    folder, _, name = path.rpartition("/")
    ours = name in layout.FILES and folder.startswith(prefix) and _ARTICLE.fullmatch(folder.removeprefix(prefix))
    return folder if ours else None


# ---------------------------------------------------------------- what is kept
def _chosen(objects: Objects, first: _Line, second: _Line, *, both_sides: bool) -> dict[str, str | None]:
    """By place the object that is kept of it, `None` for nothing; what the first line keeps goes without saying."""
    tips = dict.fromkeys(second.places - first.places, second.tip)
    tips |= dict.fromkeys(_later(objects, second.tip, first.tip, sorted(first.places & second.places)), second.tip)
    if both_sides:
        tips |= {place: first.tip for place in first.places if place not in tips}
    order = sorted(tips)
    return dict(zip(order, objects.ids(f"{tips[place]}:{place}" for place in order), strict=True))


def _later(objects: Objects, ours: str, others: str, folders: list[str]) -> list[str]:
    """Of articles that both changed, those that our side observed last."""
    names = (f"{tip}:{folder}/{layout.FACTS}" for folder in folders for tip in (ours, others))
    times = map(_observed, objects.contents(names))
    return [
        folder
        for folder, mine, other in zip(folders, times, times, strict=False)
        if mine is not None and (other is None or mine >= other)
    ]


def _observed(facts: bytes | None) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads(facts)["observed"]) if facts else None
    except (ValueError, KeyError, TypeError):
        return None  # not a file of ours any more: the other one counts


def _settings(git: Git, objects: Objects, fork: str | None, theirs: _Line, ours: _Line) -> dict[str, bytes]:
    """`rowback.toml` where both changed it; what cannot be read stays as the first line has it."""
    place = f"{git.prefix}{config.NAME}"
    if place not in theirs.places & ours.places:
        return {}
    told = [objects.read(f"{tip}:{place}") if tip else None for tip in (fork, ours.tip, theirs.tip)]
    try:
        before, mine, others = ((text or b"").decode() for text in told)
        return {place: editing.joined(before, mine, others).encode()} if mine and others else {}
    except (ValueError, TypeError, AttributeError, RowbackError):
        return {}


# ---------------------------------------------------------------- what is the user's
def _merged(git: Git, lines: list[_Line], *, related: bool) -> str:
    """The tree that git makes of both lines.

    Raises:
        StoreError: it cannot; the files are named.
    """
    strangers = () if related else ("--allow-unrelated-histories",)
    said = git.answer("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", *strangers, *_tips(lines))
    tree, *conflicts = (os.fsdecode(part) for part in said.split(b"\0") if part)
    if unmerged := [path for path in conflicts if _place(git.prefix, path) is None]:
        raise StoreError(
            f"{', '.join(unmerged)}: changed on both sides, and git cannot merge the two",
            hint="merge them by hand (git pull), and run rowback again",
        )
    return tree


def _tips(lines: list[_Line]) -> Iterator[str]:
    return (line.tip for line in lines)
