"""A branch and the state <-> those of a remote, over the git program.

The program and not GitPython: a push has to be atomic and to carry a lease, its environment is filtered, and it must
have no terminal. Whatever asks for a password there (git, ssh, a helper) fails at once instead of waiting for an
answer that nobody gives in a cron job; agents, helpers and askpass programs that a user has set up do work.
"""

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rowback.errors import RemoteError, StoreError
from rowback.store import state
from rowback.store.git import Git, GitError, command, environment, refusal

if TYPE_CHECKING:
    from rowback.store.objects import Objects

FETCHED = "refs/rowback/fetched"
"""Holds a state that came in until it is read; it has no parents, so that nothing else can."""

_SETTINGS = (
    *("-c", "protocol.ext.allow=never"),  # an address that is a command
    *("-c", "credential.interactive=false"),
    # A connection that is dead is given up; ssh has settings of its own for that.
    *("-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=60"),
)
_SAFE = "what is recorded is safe here"


@dataclass(frozen=True, slots=True)
class Tips:
    """Ids of the commits that a branch and the state stand at; `None` for one that does not exist yet."""

    branch: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Remote:
    """Where a branch is synced with.

    Attributes:
        name: of the remote, as it is configured.
        branch: the full name that the branch has there.
    """

    name: str
    branch: str

    @property
    def shown(self) -> str:
        """As git shows it: `origin/main`."""
        return f"{self.name}/{self.branch.removeprefix('refs/heads/')}"

    @classmethod
    def of(cls, git: Git, branch: str, *, name: str | None = None, there: str | None = None) -> "Remote":
        """The remote of a branch: its upstream, else `origin`, else the only one; `name` and `there` decide otherwise.

        Raises:
            StoreError: there is none, or it is not clear which branch is meant.
        """
        told = _configuration(git)
        known = {key[len("remote.") : -len(".url")] for key in told if re.fullmatch(r"(?s)remote\..+\.url", key)}
        own = f"branch.{branch.removeprefix('refs/heads/')}"
        upstream = told.get(f"{own}.remote")
        only = next(iter(known)) if len(known) == 1 else "origin"
        chosen = name or (upstream if upstream in known else "origin" if "origin" in known else only)
        if chosen not in known:
            hint = f"the remotes are: {', '.join(sorted(known))}" if known else "git remote add origin ADDRESS"
            raise StoreError(
                f"there is no remote {chosen}" if name or known else "this repository has no remote", hint=hint
            )
        if there is None and branch == "HEAD":
            raise StoreError(
                "no branch is checked out, so it is not clear what to sync with", hint="rowback sync --branch NAME"
            )
        tracked = told.get(f"{own}.merge") if upstream == chosen else None
        return cls(chosen, f"refs/heads/{there}" if there else tracked or branch)

    @classmethod
    def promising(cls, git: Git) -> "Remote":
        """The remote that holds what a partial clone leaves out."""
        told = _configuration(git)
        marked = (key for key, value in told.items() if key.endswith(".promisor") and value != "false")
        names = [key[len("remote.") : -len(".promisor")] for key in marked]
        return cls(told.get("extensions.partialclone") or next(iter(names), "origin"), "")

    # ------------------------------------------------------------ what is there
    def bring(self, git: Git, ids: Iterable[str]) -> None:
        """Fetch objects that are missing here, and nothing else.

        Raises:
            RemoteError: it cannot be reached, or does not hold them.
        """
        self._talk(
            git, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules",
            "--filter=blob:none", "--stdin", self.name, given="\n".join(ids).encode(),
            settings=("-c", "fetch.negotiationAlgorithm=noop"),
        )  # fmt: skip

    def fetch(self, git: Git, objects: "Objects", known: Tips) -> Tips:
        """The remote's tips, with all that they hold; nothing of it is merged.

        Raises:
            RemoteError: it cannot be reached.
        """
        if objects.id(FETCHED):
            git.run("update-ref", "-d", FETCHED)  # of a sync that was killed
        told = (
            line.split("\t")
            for line in os.fsdecode(self._talk(git, "ls-remote", self.name, self.branch, state.REF)).splitlines()
        )
        there = {name: commit for commit, name in told if name in (self.branch, state.REF)}
        tips = Tips(there.get(self.branch), there.get(state.REF))
        tracking = f"refs/remotes/{self.shown}"
        branch_known = tips.branch in (None, known.branch, objects.id(tracking))
        state_known = tips.state in (None, known.state)
        wanted = [f"+{self.branch}:{tracking}"] * (not branch_known) + [f"+{state.REF}:{FETCHED}"] * (not state_known)
        if not wanted:
            return tips
        fetch = (
            "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-prune",
            "--refmap=", self.name, *wanted,
        )  # fmt: skip
        try:
            self._talk(git, *fetch)
        except RemoteError as error:
            if not error.raced:
                raise
            self._talk(git, *fetch)  # a push of a killed sync had moved the tracking ref meanwhile
        branch, seen = objects.ids((tracking, FETCHED))
        if not state_known:
            git.run("update-ref", "-d", FETCHED)
        return Tips(tips.branch if branch_known else branch, tips.state if state_known else seen)

    # ------------------------------------------------------------ what goes there
    def push(self, git: Git, new: Tips, there: Tips) -> None:
        """Move the remote's branch and state together, if they still are where they were seen.

        A remote that cannot do both at once gets the branch first: a state that is behind costs a fetch.

        Raises:
            RemoteError: it refused; nothing of this machine is changed.
        """
        moves = ((self.branch, new.branch, there.branch), (state.REF, new.state, there.state))
        wanted = [f"{commit}:{name}" for name, commit, old in moves if commit and commit != old]
        options = (
            "--quiet", "--no-verify", "--no-signed", "--no-follow-tags", "--recurse-submodules=no",
            f"--force-with-lease={state.REF}:{there.state or ''}",
        )  # fmt: skip
        try:
            if wanted:
                self._talk(git, "push", *options, *(["--atomic"] if len(wanted) > 1 else []), self.name, *wanted)
        except RemoteError as error:
            if "does not support --atomic" not in error.said:
                raise
            for one in wanted:
                self._talk(git, "push", *options, self.name, one)

    def _talk(self, git: Git, verb: str, *options: str, given: bytes = b"", settings: tuple[str, ...] = ()) -> bytes:
        """Git with the network, and without a terminal.

        It does not hold the store's lock: an ssh that stays connected, or a cache of passwords, would hold it on.
        """
        done = subprocess.run(
            command((*_SETTINGS, *settings, verb, *options)), cwd=git.top, env=environment(), input=given,
            capture_output=True, check=False, start_new_session=True,
        )  # fmt: skip
        if done.returncode:
            raise self._refusal(refusal(verb, done.stderr, done.returncode))
        return done.stdout

    def _refusal(self, error: GitError) -> RemoteError:
        for words, told, hint in _REFUSALS:
            if found := re.search(words, error.stderr, re.IGNORECASE):
                reason = told.format(name=self.name, branch=self.shown, words=found[0])
                return RemoteError(f"{reason}: {_SAFE}", said=error.stderr, hint=hint)
        return RemoteError(
            f"{error}: {_SAFE}", said=error.stderr, hint=error.hint or "put that right, then rowback sync"
        )


_LATER = "rowback sync sends it when the remote is there again"
_LOGIN = "rowback never asks: set up a credential helper, a token or an ssh key for git, then rowback sync"
_ACCOUNT = "let this account write there (in GitHub Actions: permissions: contents: write), then rowback sync"
_PROTECTED = "let this account push there, or choose another branch: rowback sync --branch NAME"

# What servers and git say, the special before the general.
_REFUSALS = (
    (r"branch is currently checked out", "{branch} is checked out in a work tree at the remote", "push to a bare one"),
    (r"protected branch[^\n]*|GH\d{3}[^\n]*|hook declined", "{branch} takes no such push ({words})", _PROTECTED),
    (r"host key verification failed", "the host of {name} is not known to ssh", "connect once with ssh by hand"),
    (
        r"could not read (username|password)|authentication failed|terminal prompts disabled|"
        r"permission denied \(|invalid credentials|requested URL returned error: 401",
        "{name} asks for a login",
        _LOGIN,
    ),
    (
        r"permission to .* denied|not allowed to (push|upload)|access denied|write access|returned error: 403|"
        r"insufficient permission|unable to create temporary object directory",
        "this account may not write to {name}",
        _ACCOUNT,
    ),
    (
        r"not appear to be a git repository|repository .*not (found|exist)|no such file or directory|error: 404",
        "there is no repository at the address of {name}",
        "git remote -v shows it",
    ),
    (
        r"could not resolve host|couldn't connect|failed to connect|connection (refused|timed out|reset|closed)|"
        r"network is unreachable|unable to access|no route to host|operation too slow|could not read from remote|"
        r"unable to look up|hung up|early EOF",
        "{name} cannot be reached",
        _LATER,
    ),
)


def _configuration(git: Git) -> dict[str, str]:
    """The last value of each setting."""
    entries = (entry.partition("\n") for entry in os.fsdecode(git.run("config", "--list", "-z")).split("\0"))
    return {key: value for key, _, value in entries}
