"""The git program, started with our own settings only: nothing a repository or a user has set up can redirect it."""

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

from rowback.errors import WRITABLE, StoreError

OLDEST = (2, 39)
_USAGE = 129
"""The exit code of a git that does not know an option."""

# Given by `-c` on our own commands, so that the repository's configuration, which is the user's, is never changed.
SETTINGS = {
    "core.fsync": "committed",
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.autocrlf": "false",
    "core.safecrlf": "false",
    "core.quotePath": "false",
    "core.attributesFile": os.devnull,
    "core.precomposeUnicode": "false",
    "core.commitGraph": "true",
    "fastimport.unpackLimit": "1",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "log.showSignature": "false",
    "i18n.logOutputEncoding": "UTF-8",
    "submodule.recurse": "false",
}
# What may come in from the caller: all the other GIT_ variables could lead to another repository, index or identity
# (a hook that starts rowback has GIT_DIR and GIT_INDEX_FILE set).
_KEPT = (
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"),
    # Settings of a CI job, such as `safe.directory` or a token; ours are given by `-c`, which counts for more.
    *("GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"),
    # How a remote is reached.
    *("GIT_SSH", "GIT_ASKPASS", "GIT_SSL_", "GIT_PROXY_", "GIT_HTTP_"),
)
_SET = {
    "LC_ALL": "C",  # its messages are read by `refusal` and by landing.py
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    # Reflogs want a name even where no identity is set.
    "GIT_AUTHOR_NAME": "rowback",
    "GIT_AUTHOR_EMAIL": "rowback@localhost",
    "GIT_COMMITTER_NAME": "rowback",
    "GIT_COMMITTER_EMAIL": "rowback@localhost",
}


# What is said of objects that are no longer what their names say, or are not there.
_DAMAGED = re.compile(
    "inflate|corrupt|sha1 mismatch|hash mismatch|unpack|delta base|bad object|(missing|unable to (read|get)).*object"
    "|unable to read (tree|[0-9a-f]{40})|packfile .* (cannot|does not)",
    re.I,
)
MENDING = "git fsck --full tells what is damaged; another clone, or a backup, may have it whole"
"""What to try when objects of a repository cannot be read."""


class GitError(StoreError):
    """The git program refused; the message is its own, on one line."""

    def __init__(self, message: str, *, stderr: str = "", hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.stderr = stderr


@dataclass(frozen=True, slots=True)
class Git:
    """The git program in one repository.

    Attributes:
        top: where it runs: the top of the work tree.
        prefix: the store's folder in it, empty or with a final slash; all paths in objects begin with it.
        folder: git's own of this work tree, with its HEAD.
        common: what all work trees of the repository share: objects and refs.
        digest: `sha1` or `sha256`, the repository's object format.
        inherited: an open file that every started program holds too, see lock.py.
        bare: there is no work tree; `top` is git's own folder.
    """

    top: Path
    prefix: str
    folder: Path
    common: Path
    digest: str
    inherited: int | None = None
    bare: bool = False

    @classmethod
    def around(cls, folder: Path) -> "Git | None":
        """The repository whose work tree a store's folder is in, or `None`.

        Raises:
            StoreError: git is missing, or does not trust the repository.
        """
        questions = ("--show-toplevel", "--show-prefix", "--git-dir", "--git-common-dir", "--show-object-format")
        asked = _start(("rev-parse", "--path-format=absolute", *questions), folder, check=False)
        if asked.returncode == 0:
            told = os.fsdecode(asked.stdout).split("\n")
            if len(told) != len(questions) + 1:
                check_version()
                raise StoreError(f"{folder}: a store's path cannot hold a line break")
            if not folder.resolve().is_relative_to(Path(told[0]).resolve()):
                raise StoreError(
                    f"git has the files of {folder} elsewhere, in {told[0]}", hint="see `git config core.worktree`"
                )
            return cls(Path(told[0]), told[1], Path(told[2]), Path(told[3]), told[4])
        said = os.fsdecode(asked.stderr)
        if "not a git repository" in said:
            return None
        if "must be run in a work tree" in said:
            raise StoreError(
                f"{folder} is inside a bare repository or a .git folder",
                hint="make the store in a clone of it, and push",
            )
        raise refusal("rev-parse", asked.stderr, asked.returncode)

    @classmethod
    def bare_in(cls, folder: Path) -> "Git | None":
        """The bare repository that a folder is, or `None`."""
        questions = ("--git-dir", "--git-common-dir", "--show-object-format", "--is-bare-repository")
        asked = _start(("rev-parse", "--path-format=absolute", *questions), folder, check=False)
        place, common, digest, is_bare = (*os.fsdecode(asked.stdout).split("\n"), "", "", "", "")[:4]
        if asked.returncode or is_bare != "true" or Path(place) != folder.resolve():
            return None
        return cls(Path(place), "", Path(place), Path(common), digest, bare=True)

    def at(self, prefix: str) -> "Git":
        """The same, for a store in another folder."""
        return replace(self, prefix=prefix)

    def holding(self, descriptor: int) -> "Git":
        """The same, with every started program holding an open file."""
        return replace(self, inherited=descriptor)

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        """What a git command prints.

        Raises:
            GitError: it ended with an error.
        """
        return _start(arguments, self.top, given=given, inherited=self.inherited).stdout

    def line(self, *arguments: str, given: bytes = b"") -> str:
        """What a git command prints, as one line of text."""
        return os.fsdecode(self.run(*arguments, given=given)).strip()

    def asks(self, *arguments: str) -> bool:
        """Whether a git command answers yes, by its exit code."""
        return _start(arguments, self.top, check=False, inherited=self.inherited).returncode == 0

    def answer(self, *arguments: str) -> bytes:
        """What a git command prints whose exit code 1 is an answer too.

        Raises:
            GitError: it ended with an error.
        """
        done = _start(arguments, self.top, check=False, inherited=self.inherited)
        if done.returncode not in (0, 1):
            raise refusal(arguments[0], done.stderr, done.returncode)
        return done.stdout

    def open(
        self, *arguments: str, descriptors: tuple[int, ...] = (), errors: IO[bytes] | int = subprocess.PIPE
    ) -> "subprocess.Popen[bytes]":
        """A git command that is talked to while it runs; its errors go to a pipe."""
        held = (*descriptors, *([] if self.inherited is None else [self.inherited]))
        return subprocess.Popen(
            command(arguments), cwd=self.top, env=environment(), pass_fds=held, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip

    def entries(self, *arguments: str) -> Iterator[bytes]:
        """What a git command with `-z` prints, one entry after the other as they come.

        Raises:
            GitError: it ended with an error.
        """
        with tempfile.TemporaryFile() as said, self.open(*arguments, errors=said) as process:
            rest = b""
            while chunk := cast(IO[bytes], process.stdout).read(1 << 20):
                *whole, rest = (rest + chunk).split(b"\0")
                yield from whole
            if process.wait():
                said.seek(0)
                raise refusal(arguments[0], said.read(), process.returncode)
            if rest:
                yield rest

    def branch(self) -> str:
        """The ref that new commits go to: the full name of the branch that is checked out, or a detached `HEAD`."""
        named = _start(("symbolic-ref", "--quiet", "HEAD"), self.top, check=False)
        return os.fsdecode(named.stdout).strip() or "HEAD"

    def head(self) -> str | None:
        """The id of the commit that is checked out, `None` before the first one.

        A branch that stands in a file of its own is read there, in 0.05 ms; git itself takes 3.
        """
        with suppress(OSError):
            told = os.fsdecode((self.folder / "HEAD").read_bytes()).strip()
            if told.startswith("ref: refs/heads/"):
                told = os.fsdecode((self.common / told.removeprefix("ref: ")).read_bytes()).strip()
            if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", told):
                return told
        asked = _start(("rev-parse", "--verify", "--quiet", "HEAD^{commit}"), self.top, check=False)
        return os.fsdecode(asked.stdout).strip() or None

    def unfiltered(self) -> tuple[str, ...]:
        """Settings, to be put before a command, with which it starts none of the programs that filters name.

        `.git/info/attributes` can give a filter to any file, and wins over what the store's own attributes say.

        Raises:
            StoreError: one has a name that cannot be set on a command line.
        """
        names = self.answer("config", "-z", "--name-only", "--get-regexp", r"^filter\.").split(b"\0")
        filters = {os.fsdecode(name).partition(".")[2].rpartition(".")[0] for name in names if name}
        if odd := [name for name in filters if "=" in name]:
            raise StoreError(f"the filter {odd[0]!r} cannot be switched off", hint="git config --remove-section")
        off = {"clean": "", "smudge": "", "process": "", "required": "false"}
        pairs = (f"filter.{name}.{key}={value}" for name in sorted(filter(None, filters)) for key, value in off.items())
        return tuple(part for pair in pairs for part in ("-c", pair))

    def empty_tree(self) -> str:
        """The id of the tree without files, written so that it can be named."""
        return self.line("hash-object", "-t", "tree", "-w", "--stdin")

    def object_id(self, content: bytes) -> str:
        """The id that git gives to a blob."""
        return hashlib.new(self.digest, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def initialise(folder: Path) -> Git:
    """Make a repository in a folder, with the branch `main`.

    Raises:
        StoreError: git refuses, or the environment leads it elsewhere.
    """
    from git import GitCommandError, Repo  # 0.1 s to load, and needed once in the life of a store

    check_version()
    if elsewhere := sorted({"GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"} & os.environ.keys()):
        names = " and ".join(elsewhere)
        raise StoreError(f"{names} would lead git away from {folder}", hint=f"unset {' '.join(elsewhere)}")
    try:
        Repo.init(folder, initial_branch="main").close()
    except GitCommandError as error:
        raise refusal("init", os.fsencode(str(error.stderr)), 1) from error
    made = Git.around(folder)
    if made is None:
        raise StoreError(f"git made no repository in {folder}")
    return made


def command(arguments: Iterable[str]) -> list[str]:
    """The command line for git with our settings."""
    return ["git", *(part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")), *arguments]


def environment() -> dict[str, str]:
    """The caller's environment without what would redirect git."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    return {**kept, **_SET}


def _start(
    arguments: Iterable[str], folder: Path, *, given: bytes = b"", check: bool = True, inherited: int | None = None
) -> "subprocess.CompletedProcess[bytes]":
    arguments = tuple(arguments)
    try:
        done = subprocess.run(
            command(arguments), cwd=folder, env=environment(), input=given, capture_output=True, check=False,
            # Ctrl-C reaches every program of the terminal; what is under way is to be finished by us. And without a
            # terminal, a git that fetches what a partial clone lacks never waits there for a password.
            start_new_session=True, pass_fds=() if inherited is None else (inherited,),
        )  # fmt: skip
    except FileNotFoundError as error:
        raise _missing(folder) from error
    if check and done.returncode:
        raise refusal(arguments[0], done.stderr, done.returncode)
    return done


def _missing(folder: Path) -> StoreError:
    if not folder.is_dir():
        return StoreError(f"{folder} is not a folder")
    return StoreError("git is not installed", hint=f"install git {_dotted(OLDEST)} or newer")


def check_version() -> None:
    """Be sure that git is new enough to write: an older one may pass over a setting that keeps what is stored safe.

    One that only reads says itself what it does not know, see `refusal`: asking it first would cost `log` 3 ms.

    Raises:
        StoreError: it is not.
    """
    said = os.fsdecode(_start(("version",), Path.cwd()).stdout)
    found = re.search(r"(\d+)\.(\d+)", said)
    if found is None or (int(found[1]), int(found[2])) < OLDEST:
        raise StoreError(
            f"this needs git {_dotted(OLDEST)} or newer, and found {said.strip()}", hint="install a newer git"
        )


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def refusal(verb: str, said: bytes, code: int) -> GitError:
    """Git's own complaint on one line: the first line that is one, or the last thing it said.

    Raises:
        StoreError: it is too old to know what it was asked.
    """
    if code == _USAGE:
        check_version()
    text = os.fsdecode(said)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    complaints = [line for line in lines if line.startswith(("fatal:", "error:"))]
    silent = f"was killed by signal {-code}" if code < 0 else f"ended with {code} and said nothing"
    full = re.search("no space left|out of disk ?space|file too large", text, re.I)
    hint = "make room on the disk and run it again; what was stored before is whole" if full else None
    if not full and re.search("(couldn't|could not|unable to|cannot) (write|create)|read-only", text, re.I):
        hint = WRITABLE
    if hint is None and _DAMAGED.search(text):
        hint = MENDING
    return GitError(f"git {verb}: {(complaints or lines[-1:] or [silent])[0]}", stderr=text, hint=hint)
