"""A history -> the same one without some articles.

Only what comes after the first commit of such an article is written anew: each commit keeps its author, times, message
and all other files, so the same commits get the same new ids in every clone, and two clones that forget the same
article still fit together. A commit that changed nothing else is left out. A merge is left out when one of its sides
held nothing else and it says nothing more than the other side.

Articles are known by their ids alone, which is all that a store keeps of one that it has forgotten.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rowback.errors import StoreError
from rowback.store.git import Git
from rowback.store.objects import Objects
from rowback.store.stream import Copy, Stream

REF, REF_STATE = "refs/rowback/rewriting", "refs/rowback/rewriting-state"


@dataclass(frozen=True, slots=True)
class Survey:
    """What is to be written anew.

    Attributes:
        walk: commits with their parents, parents first, from the first one that a rewriting changes.
        alone: those that changed nothing but the articles.
        folders: of the articles, from the top of the work tree; an article that was moved by hand has several.
        blobs: what stood in them.
    """

    walk: Mapping[str, tuple[str, ...]]
    alone: frozenset[str]
    folders: tuple[str, ...]
    blobs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A history written anew.

    Attributes:
        tip: its last commit; `None` when nothing is left.
        ids: by the old id of each commit that has another one now the new id, or that of what came before a commit
            that was left out; `None` when nothing did.
    """

    tip: str | None
    ids: Mapping[str, str | None] = field(default_factory=dict)


def without(git: Git, tip: str, articles: Collection[str], *, known: Iterable[str] = ()) -> Rewritten:
    """The history of a commit without some articles; the commit itself when it holds none of them. No ref is moved.

    Args:
        git: where the store is; only articles of this store are meant.
        articles: their ids.
        known: commits whose history is known to hold none of them, and is not looked through.

    Raises:
        StoreError: the clone is shallow, so that nobody can say what its older commits would become.
    """
    found = survey(git, tip, articles, known=known)
    return rewrite(git, tip, found) if found.walk else Rewritten(tip)


def survey(git: Git, tip: str, articles: Collection[str], *, known: Iterable[str] = ()) -> Survey:
    """What `rewrite` would change."""
    reach = (tip, *(f"^{commit}" for commit in known))
    touching = touched(git, articles, reach)
    if not touching:
        return Survey({}, frozenset(), (), frozenset())
    if git.line("rev-parse", "--is-shallow-repository") == "true":
        raise StoreError(
            "in a shallow clone nothing can be forgotten: its older commits are elsewhere",
            hint="git fetch --unshallow, and run it again",
        )
    inside = _folder_pattern(git, articles)
    changes = dict(_changes(git, touching))
    alone = frozenset(c for c, rows in changes.items() if all(inside.match(path) for _, path in rows))
    held = [(blob, match[0]) for rows in changes.values() for blob, path in rows if (match := inside.match(path))]
    blobs = frozenset(blob for blob, _ in held if blob.strip("0"))
    return Survey(_affected(git, reach, touching), alone, tuple(sorted({folder for _, folder in held})), blobs)


def rewrite(git: Git, tip: str, found: Survey) -> Rewritten:
    """Write the commits of a survey anew."""
    git.run("update-ref", "-d", REF)  # of a process that was killed
    stream = Stream(git)
    with Objects(git) as objects:
        line = _Line(git, found)
        originals = objects.contents(found.walk)
        for (commit, parents), original in zip(found.walk.items(), originals, strict=True):
            kept = line.parents(parents)
            if line.is_left_out(commit, parents, kept):
                line.stand_in(commit, kept[0] if kept else None)
            else:
                line.put(commit, stream.commit(Copy(REF, original or b"", found.folders, line.names(kept))))
    stream.finish()
    git.run("update-ref", "-d", REF)
    return Rewritten(line.new(tip), line.ids)


class _Line:
    """The commits that were written so far, and what stands for each old one."""

    def __init__(self, git: Git, found: Survey) -> None:
        self._git = git
        self._found = found
        self._stands: dict[str, str | None] = {}
        self._marks: dict[str, str] = {}
        self.ids: dict[str, str | None] = {}

    def names(self, commits: Iterable[str]) -> tuple[str, ...]:
        """The new commits as the stream knows them: it cannot read by its id what is in its unfinished pack."""
        new = filter(None, map(self.new, commits))
        return tuple(self._marks.get(commit, commit) for commit in new)

    def new(self, commit: str) -> str | None:
        return self.ids.get(commit, commit)

    def put(self, commit: str, new: str) -> None:
        self.ids[commit] = new
        self._marks[new] = f":{len(self._marks) + 1}"

    def stand_in(self, commit: str, other: str | None) -> None:
        """Leave a commit out: the one before it stands for it."""
        self._stands[commit] = self._standing(other) if other else None
        self.ids[commit] = self.new(other) if other else None

    def parents(self, parents: tuple[str, ...]) -> tuple[str, ...]:
        """Those that are still needed: not one that vanished, nor one that another one follows only since then."""
        if not any(parent in self._stands for parent in parents):
            return parents
        there = [parent for parent in parents if self._standing(parent)]
        return tuple(
            parent
            for k, parent in enumerate(there)
            if not any(self._now_follows(other, parent, j < k) for j, other in enumerate(there) if j != k)
        )

    def is_left_out(self, commit: str, parents: tuple[str, ...], kept: tuple[str, ...]) -> bool:
        if len(parents) < 2:
            return commit in self._found.alone
        if len(kept) == len(parents) or len(kept) > 1:
            return False
        before = kept[0] if kept else self._git.empty_tree()
        listed = self._git.run("diff-tree", "-r", "-z", "--name-only", "--no-renames", before, commit).split(b"\0")
        paths = (os.fsdecode(path) for path in listed if path)
        return all(path.startswith(tuple(f"{folder}/" for folder in self._found.folders)) for path in paths)

    def _now_follows(self, other: str, parent: str, comes_first: bool) -> bool:
        first, second = self._standing(parent), self._standing(other)
        if first == second:
            return comes_first  # of two that became one, the first is kept
        return self._is_before(first, second) and not self._is_before(parent, other)

    def _is_before(self, commit: str | None, other: str | None) -> bool:
        return bool(commit and other) and self._git.asks("merge-base", "--is-ancestor", str(commit), str(other))

    def _standing(self, commit: str) -> str | None:
        return self._stands.get(commit, commit)


def touched(git: Git, articles: Collection[str], reach: Iterable[str]) -> frozenset[str]:
    """The commits that changed an article, whichever side of a merge they are on."""
    listed = git.run("--no-literal-pathspecs", "rev-list", "--full-history", *reach, "--", *pathspecs(git, articles))
    return frozenset(listed.decode().split())


def pathspecs(git: Git, articles: Iterable[str]) -> list[str]:
    """The folders of articles of which only the ids are known."""
    prefix = re.sub(r"([][*?\\])", r"\\\1", git.prefix)
    return [f":(glob){prefix}*/{article[:2]}/*-{article}/**" for article in sorted(articles)]


def _folder_pattern(git: Git, articles: Iterable[str]) -> re.Pattern[str]:
    names = "|".join(f"{article[:2]}/[^/]*-{article}" for article in sorted(articles))
    return re.compile(f"{re.escape(git.prefix)}[^/]+/(?:{names})(?=/)")


def _affected(git: Git, reach: Iterable[str], touching: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The commits that touched the articles, and all that follow one of these, with their parents."""
    affected: dict[str, tuple[str, ...]] = {}
    for row in git.run("rev-list", "--topo-order", "--reverse", "--parents", *reach).decode().splitlines():
        commit, *parents = row.split()
        if commit in touching or any(parent in affected for parent in parents):
            affected[commit] = tuple(parents)
    return affected


def _changes(git: Git, commits: Iterable[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Of each commit the files it changed, against any parent, each with its new blob."""
    given = "".join(f"{commit}\n" for commit in sorted(commits)).encode()
    said = git.run(
        "diff-tree", "--stdin", "-r", "-m", "-z", "--root", "--raw", "--no-renames", "--no-abbrev", given=given
    )
    rows: list[tuple[str, str]] = []
    commit, tokens = "", iter(said.split(b"\0"))
    for token in tokens:
        if token.startswith(b":"):
            rows.append((token.split()[3].decode(), os.fsdecode(next(tokens))))
        elif token and token.decode() != commit:
            if commit:
                yield commit, rows
            commit, rows = token.decode(), []
    if commit:
        yield commit, rows
