"""Streamed revisions -> the branch, the work tree and the state, in an order that is safe wherever it is cut off.

1. `fast-import` has moved `refs/rowback/incoming` (revisions) and `refs/rowback/incoming-state`. Nobody looks at them
   but the next run, which finishes what it finds there. With only the revisions there, the state stays behind, which
   costs a fetch; with only the state there, it is ahead, which its lines show (see state.py).
2. The work tree and the index go from BASE to INCOMING. Cut off here, the revisions stand there as staged changes: a
   `git commit -a` of the user's commits them once more, and undoes nothing. The other order, branch before work tree,
   would let the same `git commit -a` put the old text back without a word.
3. One transaction moves the branch if it still is at BASE, then the state, and drops the two incoming refs. Cut off
   inside, the branch holds the revisions already and the rest is done by the next run.

When somebody committed in between, a merge joins both lines, see joining.py. Ids that were told stay true.
"""

import os
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from rowback.errors import StoreError
from rowback.store import joining, layout, settings, state
from rowback.store.git import MENDING, Git, GitError
from rowback.store.objects import Objects

INCOMING = "refs/rowback/incoming"
INCOMING_STATE = "refs/rowback/incoming-state"

_WAITING = "the new revisions are safe and wait to be added to the branch"

# Each attempt loses only to somebody who committed within the same few milliseconds.
_ATTEMPTS = 10

_LOCKED = "index.lock"
_CONFLICTS = "resolve your current index"
_ANOTHER_GIT_ENDS_IN_S = 1


def land(git: Git, objects: Objects, branch: str, *, start: str | None = None, meanwhile: str = _WAITING) -> None:
    """Publish what stands at the incoming refs on a branch.

    Args:
        start: the tip of the branch that the incoming revisions follow, when that is known.
        meanwhile: what is told of them while something is in the way.

    Raises:
        StoreError: something is in the way, which the message names; the incoming refs stay for the next run.
    """
    for _ in range(_ATTEMPTS):
        base, incoming, seen = objects.ids((branch, INCOMING, INCOMING_STATE))
        if base is None and git.asks("rev-parse", "--quiet", "--verify", branch):
            raise StoreError(f"the repository has lost the commit of {branch}: {meanwhile}", hint=MENDING)
        new = incoming if base in (None, start) else _onto(git, objects, base, incoming)
        if new:
            _check_out(git, branch, base, new, meanwhile)
        try:
            _move_refs(git, branch, base, new, seen)
        except GitError:
            if objects.id(branch) == base:
                raise
        else:
            return
    raise StoreError(f"{branch} moved each time the new revisions were to be added to it", hint="run it once more")


def leftover(git: Git, objects: Objects, branch: str) -> int | None:
    """How many revisions a run left behind that did not come to its end; `None` when there was none such."""
    base, incoming, seen = objects.ids((branch, INCOMING, INCOMING_STATE))
    if incoming is None:
        return None if seen is None else 0
    return int(git.line("rev-list", "--count", "--no-merges", incoming, *([f"^{base}"] if base else [])))


# ---------------------------------------------------------------- refs
def _move_refs(git: Git, branch: str, base: str | None, new: str | None, seen: str | None) -> None:
    lines = []
    if new:
        none = "0" * len(new)
        lines += ["option no-deref"] * (branch == "HEAD") + [f"update {branch} {new} {base or none}"]
    if seen:
        lines += [f"update {state.REF} {seen}", f"delete {INCOMING_STATE}"]
    git.run("update-ref", "-m", "rowback", "--stdin", given="\n".join([*lines, f"delete {INCOMING}", ""]).encode())


def _onto(git: Git, objects: Objects, base: str, incoming: str | None) -> str | None:
    """What the branch is to be moved to, `None` when it holds the incoming line already."""
    new = joining.joined(git, objects, base, incoming, ref=INCOMING) if incoming else base
    return None if new == base else new


# ---------------------------------------------------------------- the work tree
def _check_out(git: Git, branch: str, base: str | None, new: str, meanwhile: str) -> None:
    """Bring index and work tree from one commit to the other; what the user staged, edited or left untracked stays."""
    if git.bare or branch != git.branch():
        if f"branch {branch}\0" in os.fsdecode(git.run("worktree", "list", "--porcelain", "-z")):
            raise StoreError(
                f"{branch} is to be moved, which another work tree has checked out",
                hint="run rowback there once",
            )
        if branch in _rebased(git):
            raise StoreError(
                f"{branch} is being rebased: {meanwhile}",
                hint="git rebase --continue ends that, or --abort; then run rowback again",
            )
        return
    rows = git.run("diff-tree", "-r", "-z", "--no-renames", base or git.empty_tree(), new).split(b"\0")
    blobs = {os.fsdecode(path): row.split()[3].decode() for row, path in zip(rows[::2], rows[1::2], strict=False)}
    # Filters are for the user's files: where only ours are written, none is started.
    names = (*layout.FILES, *settings.FILES)
    ours = all(path.startswith(git.prefix) and PurePosixPath(path).name in names for path in blobs)
    options = git.unfiltered() if ours else ()
    step = (*options, "read-tree", "-m", "-u", base or git.empty_tree(), new)
    try:
        _run_patiently(git, *step)
    except GitError:
        _adopt(git, blobs, options)
        try:
            git.run(*step)
        except GitError as error:
            raise _in_the_way(error, meanwhile) from error


def _rebased(git: Git) -> set[str]:
    """The branches that a rebase, here or in another work tree, moves at its end, if they still are where they were."""
    notes = [*git.common.glob("rebase-*/head-name"), *git.common.glob("worktrees/*/rebase-*/head-name")]
    return {os.fsdecode(note.read_bytes()).strip() for note in notes}


def _run_patiently(git: Git, *step: str) -> None:
    """Wait for another git, such as the `git status` of an editor, which holds the index for some milliseconds."""
    until = time.monotonic() + _ANOTHER_GIT_ENDS_IN_S
    while True:
        try:
            git.run(*step)
        except GitError as error:
            if _LOCKED not in error.stderr or time.monotonic() > until:
                raise
        else:
            return
        time.sleep(0.05)


def _adopt(git: Git, blobs: Mapping[str, str], options: Iterable[str]) -> None:
    """Take files that hold just what is to be written for written.

    A power cut in the middle of `read-tree` leaves such files behind, and a copied store has entries in its index
    that look changed until they are looked at.
    """
    refresh = (*options, "update-index", "-q", "--refresh")
    there = [path for path in blobs if _is_plain_file(git.top, path)]
    if there:
        ids = git.run("hash-object", "--no-filters", "--stdin-paths", given=_lines(there)).decode().split()
        equal = [(path, blobs[path]) for path, found in zip(there, ids, strict=False) if found == blobs[path]]
        entries = b"".join(b"100644 %s\t%s\0" % (blob.encode(), os.fsencode(path)) for path, blob in equal)
        git.asks(*refresh)
        try:
            git.run("update-index", "-z", "--index-info", given=entries)
        except GitError:
            return  # a stranger's index.lock: the next step meets it too, and says so
    git.asks(*refresh)


def _is_plain_file(top: Path, path: str) -> bool:
    """A file, reached over no symbolic link; a name with a line break in it cannot be asked for in `_adopt`."""
    whole = top / path
    return "\n" not in path and whole.is_file() and whole.resolve() == whole


def _lines(paths: Iterable[str]) -> bytes:
    return b"".join(os.fsencode(path) + b"\n" for path in paths)


def _in_the_way(error: GitError, told: str) -> StoreError:
    if _LOCKED in error.stderr:
        return StoreError(
            f"another git is at work in this repository, or one died there (index.lock): {told}",
            hint="run rowback again when it has ended; if none runs, remove the file index.lock in the .git folder",
        )
    if _CONFLICTS in error.stderr:
        return StoreError(
            f"files with conflicts wait for you in this repository: {told}",
            hint="resolve them or give up what left them (such as git merge --abort), and run rowback again",
        )
    found = re.search(r"'([^'\n]+)'", error.stderr)
    if found is None:
        return StoreError(f"{error}: {told}", hint="put that right, and run rowback again")
    return StoreError(
        f"{found[1]} was changed by hand: {told}",
        hint="move the file away or take the change back, and run rowback again",
    )
