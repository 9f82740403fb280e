"""One writing run at a time, over all work trees of a repository.

The lock belongs to the open file, not to the process: the git programs of a run inherit it. When a run is killed,
its git goes on for a moment (`fast-import` writes what it has, `read-tree` ends its work), and only when the last
of them is gone can the next run begin. A lock file that is only looked at for its existence, or a lock that ends
with its process, would let the next run meet half-written refs.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rowback.errors import StoreBusyError, StoreError

NAME = "rowback.lock"


class Lock:
    """The lock while it is held.

    Attributes:
        descriptor: of the locked file, for programs to inherit.
        left: the branch that a run was writing to which did not come to its end, or `None`.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.left = os.fsdecode(os.pread(descriptor, 4096, 0)).strip() or None

    def mark(self, branch: str) -> None:
        """Say in the file what is being written to; whoever finds that there later knows that this run was cut off."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, os.fsencode(f"{branch}\n"), 0)

    def clear(self) -> None:
        """Say that the run came to its end."""
        os.ftruncate(self.descriptor, 0)


@contextmanager
def locked(folder: Path) -> Iterator[Lock]:
    """Hold the lock of the repository whose git folder this is.

    Raises:
        StoreBusyError: another run holds it; nothing is waited for.
        StoreError: the folder cannot be written.
    """
    import fcntl  # not on Windows, where a store can be read

    path = folder / NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise StoreBusyError("another rowback is writing to this store", hint="wait until it has ended") from error
    try:
        yield Lock(descriptor)
    finally:
        os.close(descriptor)
