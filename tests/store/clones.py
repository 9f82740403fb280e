"""A bare remote and clones of it, with plain git."""

from pathlib import Path

from rowback.store import Store
from tests.store.articles import at_hour, git


def bare(folder: Path) -> Path:
    """An empty remote."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main")
    return folder


def clone(remote: Path, folder: Path, *options: str) -> Path:
    """A clone, as a user makes it; over a protocol of the net, so that depth and filters count."""
    git(remote, "config", "uploadpack.allowFilter", "true")
    git(remote.parent, "clone", "--quiet", *options, remote.as_uri(), str(folder))
    return folder


def push_first(store: Store, remote: Path) -> None:
    """What a store holds so far, to an empty remote."""
    git(store.root, "remote", "add", "origin", remote.as_uri())
    sync(store)


def sync(store: Store, *, push: bool = True) -> tuple[int, int]:
    """Sync; tells how many revisions came in and went out."""
    done = store.sync(clock=lambda: at_hour(99), push=push)
    return done.came_in, done.went_out


def tips(folder: Path) -> tuple[str, ...]:
    """The ids of the branch and the state."""
    return tuple(git(folder, "rev-parse", "refs/heads/main", "refs/rowback/state").split())
