"""A turn to write to a store: one at a time, with what a killed run left over finished first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rowback.store import housekeeping, landing
from rowback.store.git import Git, check_version
from rowback.store.lock import Lock, locked
from rowback.store.objects import Objects


@dataclass(frozen=True, slots=True)
class Turn:
    """The store while nobody else writes to it.

    Attributes:
        branch: the ref that new commits go to.
        cleaned: what a killed run had left over and was finished, in words.
    """

    git: Git
    objects: Objects
    branch: str
    cleaned: tuple[str, ...]


@contextmanager
def alone_in(git: Git, *, wait_s: float = 0) -> Iterator[Turn]:
    """Hold the lock, with what a killed run left over finished.

    Raises:
        StoreBusyError: another run is under way.
        StoreError: something is in the way of what a killed run recorded, or git is too old.
    """
    check_version()
    with locked(git.common, wait_s=wait_s) as lock:
        git = git.holding(lock.descriptor)
        with Objects(git) as objects:
            branch = git.branch()
            cleaned = _finish_leftover(git, objects, lock, branch)
            lock.mark(branch)
            yield Turn(git, objects, branch, cleaned)
        lock.clear()


def _finish_leftover(git: Git, objects: Objects, lock: Lock, branch: str) -> tuple[str, ...]:
    said = []
    if lock.left and housekeeping.sweep(git):
        said.append("removed half-written files of a run that was cut off")
    left = lock.left if lock.left and lock.left != "HEAD" else branch
    count = landing.leftover(git, objects, left)
    if count is not None:
        landing.land(git, objects, left)
        said.append(f"finished a run that was cut off ({count} revision{'' if count == 1 else 's'})")
    return tuple(said)
