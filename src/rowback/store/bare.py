"""A bare repository as a store: without a work tree, `rowback.toml` is the one of the branch.

A server keeps such a store where it takes pushes. Nothing has to be kept in step with files there; only what edits
the settings has to commit them at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rowback.store import config, landing
from rowback.store.config import Config
from rowback.store.git import Git
from rowback.store.objects import Objects
from rowback.store.stream import Commit, Stream
from rowback.store.turns import alone_in

# The top of the repository, or the folder that `rowback init` makes.
_PLACES = ("", "snapshots/")


def repository(folder: Path) -> Git | None:
    """The bare repository that a folder is, if its branch holds a store."""
    git = Git.bare_in(folder)
    if git is None:
        return None
    with Objects(git) as objects:
        found = objects.ids(f"HEAD:{prefix}{config.NAME}" for prefix in _PLACES)
        prefixes = [prefix for prefix, thing in zip(_PLACES, found, strict=True) if thing]
    return git.at(prefixes[0]) if prefixes else None


def read(git: Git) -> Config:
    """What the settings on the branch say.

    Raises:
        StoreError: as `config.read`.
    """
    return config.read(git.top / git.prefix / config.NAME, _text(git))


@contextmanager
def edited(git: Git) -> Iterator[Path]:
    """A copy of the settings; what it says at the end is committed.

    Raises:
        StoreBusyError: a run is under way.
    """
    with alone_in(git) as turn, TemporaryDirectory() as folder:
        path = Path(folder) / config.NAME
        before = _text(git)
        path.write_bytes(before)
        yield path
        after = path.read_bytes()
        if after != before:
            tip = turn.objects.id("HEAD")
            stream = Stream(turn.git)
            stream.commit(
                Commit(
                    ref=landing.INCOMING,
                    message="rowback: settings\n",
                    when=datetime.now(UTC),
                    files={f"{git.prefix}{config.NAME}": after},
                    parents=(tip,) if tip else (),
                )
            )
            stream.finish()
            landing.land(turn.git, turn.objects, turn.branch, start=tip)


def _text(git: Git) -> bytes:
    with Objects(git) as objects:
        return objects.read(f"HEAD:{git.prefix}{config.NAME}") or b""
