"""Names of objects -> their ids and bytes, all through one `git cat-file`: a program for each would cost 3 ms."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import IO, Self, cast

from rowback.store import promised
from rowback.store.git import Git, refusal

# Questions are asked in groups that fit into the smallest pipe, so that neither side waits for the other.
GROUP_BYTES = 8_000


class Objects:
    """Reads objects while its context is open. Names are ids, refs, or a path in a commit such as `HEAD:a/path`."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._partial = promised.is_partial(git)
        self._process = git.open("cat-file", "--batch-command", "-z")
        self._put = cast(IO[bytes], self._process.stdin)
        self._get = cast(IO[bytes], self._process.stdout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:  # closes the pipes and waits
            pass

    def contents(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """The bytes of each object, `None` for one that does not exist."""
        return self._contents(self._brought(names))

    def _contents(self, names: Iterable[str]) -> Iterator[bytes | None]:
        for group in self._asked("contents", names):
            # All answers of a group are read at once: a caller that stops in the middle leaves none in the pipe.
            yield from [self._body(self._head(name)) for name in group]

    def ids(self, names: Iterable[str]) -> Iterator[str | None]:
        """The id of each object, `None` for one that does not exist."""
        for group in self._asked("info", self._brought(names)):
            yield from [head.partition(b" ")[0].decode() or None for head in map(self._head, group)]

    def read(self, name: str) -> bytes | None:
        """The bytes of one object, or `None`."""
        return next(self.contents([name]))

    def id(self, name: str) -> str | None:
        """The id of one object, or `None`: of the commit that a ref stands for, unless the branch is unborn."""
        return next(self.ids([name]))

    def bring(self, names: Iterable[str]) -> None:
        """See that a partial clone has these files, which are to be read one by one: for all it asks once."""
        if self._partial:
            promised.bring(self._git, names, self._contents)

    def _brought(self, names: Iterable[str]) -> Iterable[str]:
        if self._partial:
            names = tuple(names)
            self.bring(names)
        return names

    def _asked(self, verb: str, names: Iterable[str]) -> Iterator[list[bytes]]:
        group: list[bytes] = []
        size = 0
        for name in (name.encode(errors="surrogateescape") for name in names):
            if size > GROUP_BYTES:
                yield self._sent(verb, group)
                group, size = [], 0
            group.append(name)
            size += len(verb) + len(name) + 2
        yield self._sent(verb, group)

    def _sent(self, verb: str, group: list[bytes]) -> list[bytes]:
        with suppress(BrokenPipeError):  # it ended, and says why where its answer is read
            self._put.write(b"".join(b"%s %s\0" % (verb.encode(), name) for name in group))
            self._put.flush()
        return group

    def _head(self, name: bytes) -> bytes:
        """The line that an answer begins with, empty for an object that does not exist."""
        line = self._get.readline()
        if not line.endswith(b"\n"):
            raise refusal("cat-file", self._process.communicate()[1], self._process.returncode)
        return b"" if line[:-1] in (name + b" missing", name + b" ambiguous") else line[:-1]

    def _body(self, head: bytes) -> bytes | None:
        if not head:
            return None
        body = self._get.read(int(head.rpartition(b" ")[2]))
        self._get.read(1)  # the line break after it
        return body
