"""A store in its own repository, one inside a user's, and a check of the repository after every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rowback.store import Store, config
from tests.store.articles import fsck, git


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "store")
    yield made
    fsck(made.root)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A `rowback.toml` as `init` writes it."""
    file = tmp_path / config.NAME
    file.write_text(config.TEMPLATE, encoding="utf-8")
    return file


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """A user's repository with work of their own in it, committed, staged, edited and untracked."""
    folder = tmp_path / "desk"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=trunk")
    for name in ("committed.txt", "edited.txt", "staged.txt"):
        (folder / name).write_text("first\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Begin")
    (folder / "edited.txt").write_text("second\n", encoding="utf-8")
    (folder / "staged.txt").write_text("second\n", encoding="utf-8")
    git(folder, "add", "staged.txt")
    (folder / "untracked.txt").write_text("first\n", encoding="utf-8")
    yield folder
    fsck(folder)


@pytest.fixture
def shared(desk: Path) -> Store:
    """A store in a folder of the user's repository."""
    return Store.create(desk / "snapshots")
