"""Commits -> one `git fast-import`, started with the first of them.

A commit costs 3 to 8 ms this way whatever the size of the store; `git add` and `git commit` cost 120 to 775 ms and
grow with it.
"""

import hashlib
import os
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from subprocess import Popen
from typing import IO, TypeVar, cast

from rowback.store.git import Git, GitError, refusal

T = TypeVar("T")
WHO = b"rowback <rowback@localhost>"

# What was streamed is brought to the disk, and the refs to it, after so many commits: of an import that takes hours and
# is killed, the next run finds all but the last of them. At 30 ms an extraction this is every two minutes.
SECURED_COMMITS = 5_000

# Commits that wait for fast-import: with pages of 100 kB, 5 MB.
_AHEAD = 50
# Answers of 41 or 65 bytes that wait for us: they fit into the smallest pipe, so that neither side waits for the other.
_UNANSWERED = 60


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit to be streamed.

    Attributes:
        ref: it becomes the tip of.
        message: as it is to be shown.
        when: for author and committer alike.
        files: content by path.
        trees: ids of stored trees by path; the empty path is the whole tree to start from.
        blobs: ids of stored blobs by path.
        removed: paths.
        parents: ids of earlier commits; without any, a commit follows the stream's own last one on the same ref.
    """

    ref: str
    message: str
    when: datetime
    files: Mapping[str, bytes] = field(default_factory=dict)
    trees: Mapping[str, str] = field(default_factory=dict)
    blobs: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()

    def lines(self, mark: int) -> bytes:
        """In the language of fast-import."""
        stamp = b"%s %d +0000\n" % (WHO, max(0, int(self.when.timestamp())))
        parts = [b"commit %s\nmark :%d\nauthor %scommitter %s" % (self.ref.encode(), mark, stamp, stamp)]
        parts.append(_content(self.message.encode()))
        for verb, parent in zip((b"from", *(b"merge",) * len(self.parents)), self.parents, strict=False):
            parts.append(b"%s %s\n" % (verb, parent.encode()))
        for mode, known in ((b"040000", self.trees), (b"100644", self.blobs)):
            parts.extend(b"M %s %s %s\n" % (mode, known[path].encode(), _quoted(path)) for path in known)
        parts.extend(b"D %s\n" % _quoted(path) for path in self.removed)
        for path, content in self.files.items():
            parts.append(b"M 100644 inline %s\n%s" % (_quoted(path), _content(content)))
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Copy:
    """A commit with all that an old one says, author, times, message and files, but for its parents and some paths.

    Signatures go, as they no longer fit; so do headers that git itself does not know.

    Attributes:
        ref: it becomes the tip of.
        original: the old commit as git stores it.
        removed: paths; one that the old commit does not hold is passed over.
        parents: ids, or `:1` for the first commit of the same stream.
    """

    ref: str
    original: bytes
    removed: tuple[str, ...]
    parents: tuple[str, ...]

    def lines(self, mark: int) -> bytes:
        """In the language of fast-import."""
        head, _, message = self.original.partition(b"\n\n")
        said = dict(line.partition(b" ")[::2] for line in head.split(b"\n") if not line.startswith(b" "))
        parts = [b"commit %s\nmark :%d\n" % (self.ref.encode(), mark)]
        parts.extend(b"%s %s\n" % (name, said[name]) for name in (b"author", b"committer", b"encoding") if name in said)
        parts.append(_content(message))
        for verb, parent in zip((b"from", *(b"merge",) * len(self.parents)), self.parents, strict=False):
            parts.append(b"%s %s\n" % (verb, parent.encode()))
        parts.append(b'M 040000 %s ""\n' % said[b"tree"])
        parts.extend(b"D %s\n" % _quoted(path) for path in self.removed)
        # Without a parent it would follow the last commit on its ref.
        return b"".join(parts if self.parents else [b"reset %s\n\n" % self.ref.encode(), *parts])


class Stream:
    """One run of fast-import.

    It is fed from a thread of its own: a Ctrl-C, which strikes the main thread wherever it is, then never leaves half
    a commit in the pipe, and what came before it can still be published.

    Args:
        loose: store each object in a file of its own, so that what is replaced soon can be removed soon.
    """

    def __init__(self, git: Git, *, loose: bool = False) -> None:
        self._git = git
        self._options = ("-c", "fastimport.unpackLimit=1000000000") if loose else ()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fast-import")
        self._process: Popen[bytes] | None = None
        self._answers: IO[bytes] | None = None
        self._marks = 0
        self._on_their_way: deque[Future[str]] = deque()
        self._unanswered: deque[int] = deque()
        self._ids = bytearray()
        self._id_bytes = hashlib.new(git.digest).digest_size
        self.broken = False
        self._told = False

    def commit(self, commit: Commit | Copy) -> str:
        """Stream a commit and tell its id; no ref moves before `finish`."""
        return self._done(self._thread.submit(self._put, commit, self._next_mark(), wait=True))

    def send(self, commit: Commit | Copy) -> str:
        """Stream a commit without waiting; tells its mark, such as `:12`, of which `id_of` gives the id."""
        mark = self._next_mark()
        self._on_their_way.append(self._thread.submit(self._put, commit, mark))
        while len(self._on_their_way) > _AHEAD:
            self._done(self._on_their_way.popleft())
        return f":{mark}"

    def id_of(self, name: str) -> str:
        """The id of a commit that was sent; what is no mark comes back as it is."""
        if not name.startswith(":"):
            return name
        mark = int(name[1:])
        return self._known(mark) or self._done(self._thread.submit(self._read_to, mark))

    def finish(self) -> None:
        """Let fast-import write its pack and move the refs.

        Raises:
            GitError: it could not; no ref was moved.
        """
        if self._marks and not self.broken:
            self._done(self._thread.submit(self._read_all))
        self._thread.shutdown(wait=True)  # a commit that was interrupted is streamed to its end
        if self._process is None:
            return
        try:
            _, said = self._process.communicate()
        finally:
            if self._answers:
                self._answers.close()
        if self._process.returncode and not self._told:
            self.broken = self._told = True
            raise refusal("fast-import", said, self._process.returncode)

    def _next_mark(self) -> int:
        self._marks += 1
        return self._marks

    def _done(self, task: Future[T]) -> T:
        try:
            return task.result()
        except GitError:
            self._told = True
            raise

    # ------------------------------------------------------------ in the thread
    def _put(self, commit: Commit | Copy, mark: int, *, wait: bool = False) -> str:
        if self.broken:
            return ""
        if self._process is None:
            self._process, self._answers = self._started()
        put = cast(IO[bytes], self._process.stdin)
        secured = b"checkpoint\n" if mark % SECURED_COMMITS == 0 else b""
        self._unanswered.append(mark)
        try:
            put.write(commit.lines(mark) + secured + b"get-mark :%d\n" % mark)
            put.flush()
        except BrokenPipeError:
            wait = True  # it ended, and says why
        if wait or len(self._unanswered) > _UNANSWERED:
            return self._read_to(mark if wait else self._unanswered[0])
        return ""

    def _read_to(self, mark: int) -> str:
        while not self._known(mark):
            answer = cast(IO[bytes], self._answers).readline().strip()
            if not answer:
                self.broken = True
                process = cast("Popen[bytes]", self._process)
                raise refusal("fast-import", process.communicate()[1], process.returncode)
            end = self._unanswered.popleft() * self._id_bytes
            # A million ids take 20 MB this way. A mark that was interrupted before it was used has none.
            self._ids.extend(bytes(max(end - len(self._ids), 0)))
            self._ids[end - self._id_bytes : end] = bytes.fromhex(answer.decode())
        return self._known(mark)

    def _read_all(self) -> None:
        if self._unanswered:
            self._read_to(self._unanswered[-1])

    def _known(self, mark: int) -> str:
        """The id at a mark that was told, or nothing."""
        found = self._ids[(mark - 1) * self._id_bytes : mark * self._id_bytes]
        return found.hex() if any(found) else ""

    def _started(self) -> tuple[Popen[bytes], IO[bytes]]:
        reading, writing = os.pipe()
        try:
            process = self._git.open(
                *self._options,
                "fast-import",
                "--quiet",
                "--date-format=raw-permissive",
                f"--cat-blob-fd={writing}",
                descriptors=(writing,),
            )
        finally:
            os.close(writing)
        return process, os.fdopen(reading, "rb")


def _content(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    """As fast-import takes it, whatever the folder round the store is called."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return b'"%s"' % escaped.encode("utf-8", "surrogateescape")  # back to its bytes
