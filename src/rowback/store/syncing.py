"""This store and another one that shares its history -> both the same, by one merge at most.

1. Fetch the branch and the state of the remote. Nothing of this store moves.
2. Join the two branches (joining.py) and the two states (`state.merged`), beside both.
3. Push the result, branch and state together. When somebody pushed in between, forget it and begin again: of many
   tries one merge remains.
4. Land it here, as a run lands its revisions (landing.py).

Cut off before 4, the next run lands what was joined, or the next sync fetches what was pushed.
"""

import os
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from rowback.errors import RemoteError, StoreError
from rowback.store import config, housekeeping, joining, landing, state, tombstones
from rowback.store.git import Git
from rowback.store.objects import Objects
from rowback.store.remote import Remote, Tips
from rowback.store.stream import Commit, Stream

# With three others who sync without a pause, the longest row of lost races was 9.
_ATTEMPTS = 20
_LONGEST_PAUSE_S = 2.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a sync did.

    Attributes:
        remote: as git shows it: `origin/main`.
        came_in: revisions that were not here.
        went_out: revisions that were not there.
        cleaned: what a killed run had left over and was finished, in words.
    """

    remote: str
    came_in: int
    went_out: int
    cleaned: tuple[str, ...] = ()


def exchange(
    git: Git, objects: Objects, branch: str, remote: Remote, *, push: bool, forgotten: frozenset[str] = frozenset()
) -> Exchange:
    """Bring a branch and the state to what both sides know, here and, with `push`, there.

    Args:
        forgotten: ids of articles that are to stay away, also where the branch does not name them yet.

    Raises:
        RemoteError: the remote cannot be reached, or refuses, where what came in by then is kept; or the two cannot be
            joined, where nothing moved.
    """
    try:
        return _exchange(git, objects, branch, remote, push=push, forgotten=forgotten)
    except RemoteError:
        raise
    except StoreError as error:
        raise RemoteError(str(error), hint=error.hint) from error


def _exchange(
    git: Git, objects: Objects, branch: str, remote: Remote, *, push: bool, forgotten: frozenset[str]
) -> Exchange:
    refused: RemoteError | None = None
    seen: Tips | None = None
    for attempt in range(_ATTEMPTS):
        _pause(attempt)
        ours = Tips(*objects.ids((branch, state.REF)))
        theirs = remote.fetch(git, objects, ours)
        new, follows = _both(git, objects, remote, theirs, ours, forgotten)
        final = refused if refused and theirs == seen and not refused.raced else None
        if push and not follows:
            final = _holds_forgotten(remote)
        if final:
            _land(git, objects, branch, ours, new)
            raise final
        try:
            if push:
                remote.push(git, new, theirs)
        except RemoteError as error:
            refused, seen = error, theirs
            _forget(git)
            continue
        _land(git, objects, branch, ours, new)
        sent = _revisions(git, new.branch, theirs.branch) if push else 0
        return Exchange(remote.shown, _revisions(git, new.branch, ours.branch), sent)
    raise RemoteError(f"{remote.shown} moved each time this was to be added to it", hint="rowback sync tries again")


def _pause(attempt: int) -> None:
    """Random and longer each time, so that those who raced each other do not meet again."""
    if attempt:
        time.sleep(random.uniform(0, min(0.1 * 2**attempt, _LONGEST_PAUSE_S)))  # noqa: S311  no secret


def _revisions(git: Git, tip: str | None, known: str | None) -> int:
    if tip is None or tip == known:
        return 0
    ours = ("--no-merges", "--grep=^Article-Id: [0-9a-f]*$", tip, *([f"^{known}"] if known else []))
    return int(git.line("rev-list", "--count", *ours))


# ---------------------------------------------------------------- joining
def _both(
    git: Git, objects: Objects, remote: Remote, theirs: Tips, ours: Tips, forgotten: frozenset[str]
) -> tuple[Tips, bool]:
    """The tips that hold both sides, without what was forgotten, and whether the branch follows the remote's."""
    if theirs.branch is None or ours.branch is None:
        return Tips(theirs.branch or ours.branch, _merged(git, objects, theirs, ours, frozenset(), {})), True
    if not git.asks("merge-base", theirs.branch, ours.branch):
        _check_strangers(git, objects, remote, theirs.branch)
    tombstones.check_kept(git, objects, ours.branch, theirs.branch, shown=remote.shown)
    here = tombstones.noted(git, objects, ours.branch) | forgotten
    taken = tombstones.taken_in(git, theirs.branch, here, ours=ours.branch)
    new = joining.joined(git, objects, taken.tip, ours.branch, ref=landing.INCOMING) if taken.tip else ours.branch
    everywhere = here | tombstones.noted(git, objects, theirs.branch)
    return Tips(new, _merged(git, objects, theirs, ours, everywhere, taken.ids)), taken.tip == theirs.branch


def _holds_forgotten(remote: Remote) -> RemoteError:
    branch = remote.branch.removeprefix("refs/heads/")
    return RemoteError(
        f"{remote.shown} still holds what was forgotten here: sending this would take it away from all who use it",
        hint=f"git push --force-with-lease {remote.name} HEAD:{branch}, then rowback sync",
    )


def _check_strangers(git: Git, objects: Objects, remote: Remote, theirs: str) -> None:
    """Two lines without a common commit are joined only if both are of such a store."""
    if git.line("rev-parse", "--is-shallow-repository") == "true":
        raise StoreError(
            f"the history here is too shallow to be joined with {remote.shown}", hint="git fetch --unshallow"
        )
    if objects.id(f"{theirs}:{git.prefix}{config.NAME}") is None:
        raise StoreError(
            f"{remote.shown} has nothing in common with this store", hint="is it the right remote? git remote -v"
        )


def _merged(
    git: Git, objects: Objects, theirs: Tips, ours: Tips, forgotten: frozenset[str], ids: Mapping[str, str | None]
) -> str | None:
    """A state that holds what both know; it is one of the two when that knows all."""
    if theirs.state is None or ours.state is None or theirs.state == ours.state:
        return theirs.state or ours.state
    others, mine = (_files(git, objects, commit) for commit in (theirs.state, ours.state))
    both = state.merged(*(tombstones.state_without(side, forgotten, ids) for side in (mine, others)))
    if both in (others, mine):
        return theirs.state if both == others else ours.state
    stream = Stream(git, loose=True)
    try:
        return stream.commit(Commit(landing.INCOMING_STATE, state.message(None), datetime.now(UTC), files=both))
    finally:
        stream.finish()


def _files(git: Git, objects: Objects, commit: str) -> dict[str, bytes]:
    """All files of a state, by path."""
    listed = git.run("ls-tree", "-r", "-z", commit).split(b"\0")
    rows = [row.partition(b"\t") for row in listed if row]
    contents = objects.contents(f"{commit}:{os.fsdecode(path)}" for _, _, path in rows)
    return {os.fsdecode(path): found or b"" for (_, _, path), found in zip(rows, contents, strict=True)}


# ---------------------------------------------------------------- landing
def _land(git: Git, objects: Objects, branch: str, ours: Tips, new: Tips) -> None:
    moves = ((landing.INCOMING, new.branch, ours.branch), (landing.INCOMING_STATE, new.state, ours.state))
    wanted = [f"update {ref} {commit}\n" for ref, commit, old in moves if commit and commit != old]
    if not wanted:
        return
    git.run("update-ref", "--stdin", given="".join(wanted).encode())
    try:
        landing.land(git, objects, branch, start=ours.branch, meanwhile="nothing was changed here")
    except StoreError:
        _forget(git)
        raise
    if ours.state and new.state:
        housekeeping.drop_loose(git, _objects_of(git, ours.state) - _objects_of(git, new.state))
    housekeeping.repack(git)


def _objects_of(git: Git, commit: str) -> set[str]:
    return set(git.run("rev-list", "--objects", "--no-object-names", "--missing=allow-any", commit).decode().split())


def _forget(git: Git) -> None:
    """Leave nothing for the next run to finish: all of it is at the remote or on the branch."""
    git.run("update-ref", "--stdin", given=f"delete {landing.INCOMING}\ndelete {landing.INCOMING_STATE}\n".encode())
