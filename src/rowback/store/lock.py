"""One writing run at a time, over all work trees of a repository.

The lock belongs to the open file, not to the process: the git programs of a run inherit it. When a run is killed,
its git goes on for a moment (`fast-import` writes what it has, `read-tree` ends its work), and only when the last
of them is gone can the next run begin. A lock file that is only looked at for its existence, or a lock that ends
with its process, would let the next run meet half-written refs.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rowback.errors import WRITABLE, StoreBusyError, StoreError

NAME = "rowback.lock"

# `fast-import` may have to sort the index of a large pack.
GIT_ENDS_IN_S = 60


class Lock:
    """The lock while it is held.

    Attributes:
        descriptor: of the locked file, for programs to inherit.
        left: the branch that a run was writing to which did not come to its end, or `None`.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        _, self.left = _told(descriptor)
        self.mark(self.left or "")

    def mark(self, branch: str) -> None:
        """Say in the file who writes to what; whoever finds that there later knows that this run was cut off."""
        said = os.fsencode(f"{os.getpid()} {branch}\n")
        try:
            os.pwrite(self.descriptor, said, 0)
            os.ftruncate(self.descriptor, len(said))
        except OSError as error:
            raise StoreError(f"{NAME} cannot be written: {error.strerror}", hint=WRITABLE) from error

    def clear(self) -> None:
        """Say that the run came to its end."""
        os.ftruncate(self.descriptor, 0)


@contextmanager
def locked(folder: Path, *, wait_s: float = 0) -> Iterator[Lock]:
    """Hold the lock of the repository whose git folder this is.

    Args:
        wait_s: for another run to end.

    Raises:
        StoreBusyError: another run still holds it then.
        StoreError: the folder cannot be written.
    """
    path = folder / NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}", hint=WRITABLE) from error
    try:
        _take(descriptor, wait_s)
        yield Lock(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only rowback that edits files in a folder; the others wait, as it takes milliseconds."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _flock(descriptor, wait=True)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, wait_s: float) -> None:
    """Lock in the time that is given; what a killed run's git still does is waited for in any case."""
    begun = time.monotonic()
    while True:
        try:
            return _flock(descriptor, wait=False)
        except OSError as error:
            holder, _ = _told(descriptor)
            waited = time.monotonic() - begun
            if waited > max(wait_s, 0 if is_alive(holder) else GIT_ENDS_IN_S):
                hint = "run it again when that one has ended, or with --wait SECONDS"
                raise StoreBusyError("another rowback is writing to this store", hint=hint) from error
        time.sleep(0.02)


def _flock(descriptor: int, *, wait: bool) -> None:
    import fcntl  # not on Windows, where a store can be read

    fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _told(descriptor: int) -> tuple[int, str | None]:
    """Whose run holds or held the lock, and the branch it left unfinished; 0 and `None` when it came to its end."""
    holder, _, branch = os.fsdecode(os.pread(descriptor, 4096, 0)).strip().partition(" ")
    return int(holder) if holder.isdecimal() else 0, branch or None


def is_alive(process: int) -> bool:
    """A process runs, as far as can be seen."""
    # 0: the holder has not said yet who it is, or is just letting go.
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
