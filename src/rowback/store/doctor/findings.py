"""What the checks of a store look at, and what they find."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from rowback.store.config import Config
from rowback.store.git import Git
from rowback.store.objects import Objects

# host/xx/slug-<12 hex>/name, where xx are the first two of the twelve.
PLACE = re.compile(r"(?P<folder>[^/]+/(?P<fan>[0-9a-f]{2})/[^/]*-(?P<id>(?P=fan)[0-9a-f]{10}))/(?P<name>.+)", re.S)


class About(StrEnum):
    """What a finding is about."""

    LAYOUT = "layout"
    HASH = "hash"
    NAME = "name"
    WORK_TREE = "work tree"
    COMMIT = "commit"
    STATE = "state"
    LEFTOVER = "leftover"
    SETTINGS = "settings"
    REPOSITORY = "repository"
    TWIN = "twin"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to be said of a store.

    Attributes:
        place: the file, commit or ref it is about.
        says: what is the matter, completing "the place ...".
        advice: what to do.
        fault: something is wrong; else it is only good to know.
        mend: puts it right out of what the store holds, under the run lock; `None` when that cannot be derived.
    """

    about: About
    place: str
    says: str
    advice: str
    fault: bool = True
    mend: Callable[[], object] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the tip: `path` begins at the store's folder."""

    mode: str
    id: str
    path: str


@dataclass(frozen=True)
class Case:
    """A store to be examined.

    Attributes:
        root: its folder.
        deep: also every revision and every object of the repository, which takes long.
    """

    root: Path
    git: Git
    objects: Objects
    config: Config
    deep: bool = False

    @cached_property
    def tip(self) -> str | None:
        """The commit that is checked out; `None` before the first one."""
        return self.objects.id("HEAD")

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The files of the store in the tip."""
        if self.tip is None:
            return ()
        rows = self.git.run("ls-tree", "-r", "-z", self.tip, "--", self.git.prefix or ".").split(b"\0")
        heads = (os.fsdecode(row).partition("\t") for row in rows if row)
        start = len(self.git.prefix)
        return tuple(Entry(head.split()[0], head.split()[2], path[start:]) for head, _, path in heads)

    @cached_property
    def missing(self) -> frozenset[str]:
        """Objects of the tip that are not here; looking for them fetches none, as reading them would."""
        if self.tip is None:
            return frozenset()
        listed = self.git.run("rev-list", "--objects", "--no-walk", "--missing=print", self.tip)
        return frozenset(line[1:].decode() for line in listed.splitlines() if line.startswith(b"?"))

    @cached_property
    def partial(self) -> bool:
        """The clone leaves objects out on purpose, and can have them from its remote."""
        return self.git.asks("config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$")
