"""Check, log, diff and sync in every kind of checkout that a CI job or a user may have."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from rowback.cli.exits import Exit
from tests.store.clones import bare, clone
from tests.support import STORY, Newsroom, NewsSite, fsck, git, page

AT_WORK = ("edited.txt", "staged.txt", "untracked.txt")


def wall(metres: int) -> str:
    # Large, as pages are: a blob filter by size leaves it out.
    return page(STORY[0].replace("40 metres", f"{metres} metres"), *STORY[1:], extra=f"<!-- {'x' * 30_000} -->")


@pytest.fixture
def home(tmp_path: Path, site: NewsSite) -> Newsroom:
    return settled(tmp_path, site, "store")


def settled(tmp_path: Path, site: NewsSite, name: str) -> Newsroom:
    """A store in a folder of a user's repository, in step with a remote: two articles, one edited."""
    desk = tmp_path / "desk"
    desk.mkdir()
    git(desk, "init", "--quiet", "--initial-branch=main")
    for own in ("edited.txt", "staged.txt"):
        (desk / own).write_text("first\n", encoding="utf-8")
    git(desk, "add", ".")
    git(desk, "-c", "user.name=Desk", "-c", "user.email=desk@localhost", "commit", "--quiet", "-m", "Begin")
    newsroom = Newsroom(desk, site)
    newsroom.store = newsroom.store.rename(desk / name)
    newsroom.watch("/wall", wall(40))
    newsroom.watch("/ferry", page(*STORY, headline="Ferry to sail again"))
    site.publish("/wall", wall(50))
    newsroom.must("check")
    git(desk, "remote", "add", "origin", bare(tmp_path / "remote.git").as_uri())
    newsroom.must("sync")
    return newsroom


Checkout = Callable[[Path, Path], Path]


def shallow(remote: Path, folder: Path) -> Path:
    return clone(remote, folder, "--depth", "1")


def without_files(remote: Path, folder: Path) -> Path:
    return clone(remote, folder, "--filter=blob:none")


def without_large_files(remote: Path, folder: Path) -> Path:
    return clone(remote, folder, "--filter=blob:limit=20k")


def shallow_without_files(remote: Path, folder: Path) -> Path:
    return clone(remote, folder, "--depth", "1", "--filter=blob:none")


def detached(remote: Path, folder: Path) -> Path:
    """As actions/checkout leaves it when it is given a commit."""
    git(clone(remote, folder), "checkout", "--quiet", "--detach")
    return folder


def linked(remote: Path, folder: Path) -> Path:
    main = clone(remote, folder.with_name("main"))
    git(main, "checkout", "--quiet", "--detach")
    git(main, "worktree", "add", "--quiet", str(folder), "main")
    return folder


def sparse_by_folder(remote: Path, folder: Path) -> Path:
    """Only the store's own two files: the articles' folders are left out."""
    return without_articles(clone(remote, folder, "--sparse"))


def without_articles(folder: Path) -> Path:
    git(folder, "sparse-checkout", "set", "store/nowhere")
    return folder


def sparse_by_name(remote: Path, folder: Path) -> Path:
    git(clone(remote, folder), "sparse-checkout", "set", "--no-cone", "/*", "!page.html")
    return folder


def ignored(remote: Path, folder: Path) -> Path:
    (clone(remote, folder) / ".git" / "info" / "exclude").write_text("store/\n", encoding="utf-8")
    return folder


CHECKOUTS = (
    *(shallow, without_files, without_large_files, shallow_without_files, detached, linked),
    *(sparse_by_folder, sparse_by_name, ignored),
)


@pytest.mark.parametrize("checkout", CHECKOUTS)
def test_check_log_diff_and_sync_work(home: Newsroom, tmp_path: Path, checkout: Checkout) -> None:
    folder = checkout(tmp_path / "remote.git", tmp_path / "checkout")
    there = object.__new__(Newsroom)
    there.store, there.site, there.clock = folder / "store", home.site, home.clock
    for name in AT_WORK:
        (folder / name).write_text("second\n", encoding="utf-8")
    git(folder, "add", "staged.txt")
    branch = ("--branch", "main") if checkout is detached else ()

    there.must("sync", *branch)
    home.site.publish("/wall", wall(60))
    outcomes = {row["url"].rpartition("/")[2]: row["outcome"] for row in there.must("check", "--json").rows}
    assert outcomes == {"wall": "edited", "ferry": "unchanged"}
    assert [row["outcome"] for row in there.must("check", "--json").rows] == ["unchanged"] * 2
    assert len(there.log("wall")) == (2 if "shallow" in checkout.__name__ else 3)
    assert "60" in there.must("diff", "wall").out
    there.must("sync", *branch)

    assert git(folder, "status", "--porcelain").splitlines() == [" M edited.txt", "M  staged.txt", "?? untracked.txt"]
    home.must("sync")
    assert "60 metres" in home.must("show", "wall").out
    assert len(home.log("wall")) == 3
    assert home.check(home.site.url("/wall"))["outcome"] == "unchanged"
    for repository in (tmp_path / "remote.git", tmp_path / "desk"):
        fsck(repository)
    if checkout is sparse_by_name:
        assert not list(folder.rglob("page.html"))
    if checkout is sparse_by_folder:
        assert not list(folder.rglob("article.txt"))


def test_a_shallow_clone_says_that_it_is_one(home: Newsroom, tmp_path: Path) -> None:
    """It once said that nothing had changed."""
    there = object.__new__(Newsroom)
    there.site, there.clock = home.site, home.clock
    there.store = shallow(tmp_path / "remote.git", tmp_path / "checkout") / "store"
    for command in (["diff", "wall"], ["diff", "wall", "@2"], ["diff", "wall", "@2020-01-01"], ["log", "ferry"]):
        done = there(*command)
        assert (done.code, done.out) == (Exit.OK if command[0] == "log" else Exit.USAGE, "")
        assert "git fetch --unshallow" in done.err, command
    assert "no revision of " in there("diff", "ferry").err
    assert len(there.log("wall")) == 1
    git(there.store, "fetch", "--quiet", "--unshallow")
    assert "50" in there.must("diff", "wall").out
    assert there("diff", "ferry").err.startswith("rowback: http")


def test_a_partial_clone_fetches_in_batches(home: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for k in range(12):
        home.watch(f"/{k}", page(*STORY, headline=f"Harbour wall, part {k}"))
    for metres in range(60, 70):
        home.site.publish("/wall", wall(metres))
        home.check(home.site.url("/wall"))
    home.must("sync")
    counting = tmp_path / "counting"
    counting.write_text(f'#!/bin/sh\necho fetch >> "{tmp_path}/fetches"\nexec "$@"\n', encoding="utf-8")
    counting.chmod(0o755)
    told = tmp_path / "gitconfig"
    told.write_text(f"[uploadpack]\n\tpackObjectsHook = {counting}\n", encoding="utf-8")

    there = object.__new__(Newsroom)
    there.site, there.clock = home.site, home.clock
    clone(tmp_path / "remote.git", tmp_path / "checkout", "--filter=blob:none", "--sparse")
    there.store = without_articles(tmp_path / "checkout") / "store"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(told))

    def fetches(*command: str) -> int:
        (tmp_path / "fetches").write_text("", encoding="utf-8")
        there.must(*command)
        return len((tmp_path / "fetches").read_text(encoding="utf-8").splitlines())

    for k in range(12):
        home.site.publish(f"/{k}", page(*STORY[1:], headline=f"Harbour wall, part {k}"))
    assert fetches("sync") <= 3
    assert fetches("check") <= 4
    assert fetches("blame", "wall") <= 2
    assert fetches("blame", "wall") == 0


# ---------------------------------------------------------------- a bare repository
@pytest.fixture
def desk(tmp_path: Path, site: NewsSite) -> Newsroom:
    return settled(tmp_path, site, "snapshots")


@pytest.fixture
def server(desk: Newsroom, tmp_path: Path) -> Newsroom:
    """The remote itself as a store, on a server that takes pushes."""
    there = object.__new__(Newsroom)
    there.store, there.site, there.clock = tmp_path / "remote.git", desk.site, desk.clock
    return there


def test_a_bare_repository_is_a_store(desk: Newsroom, server: Newsroom) -> None:
    desk.site.publish("/wall", wall(60))
    assert server.check(desk.site.url("/wall"))["outcome"] == "edited"
    assert [row["outcome"] for row in server.must("check", "--json").rows] == ["unchanged"] * 2
    assert [row["kind"] for row in server.log("wall")] == ["edited", "edited", "new"]
    assert "60" in server.must("diff", "wall").out
    assert "remote.git" in server.must("status").out
    desk.must("sync")
    assert "60 metres" in desk.must("show", "wall").out
    desk.site.publish("/wall", wall(70))
    desk.must("check", "--push")
    assert "70 metres" in server.must("show", "wall").out
    assert server.check(desk.site.url("/wall"))["outcome"] == "unchanged"
    fsck(server.store)


def test_what_a_bare_repository_watches_is_committed_at_once(desk: Newsroom, server: Newsroom) -> None:
    server.must("add", "https://gull.example/quay")
    assert "https://gull.example/quay" in server.must("list").out.splitlines()
    assert git(server.store, "log", "-1", "--format=%s", "main") == "rowback: settings\n"
    desk.must("sync")
    assert "https://gull.example/quay" in desk.must("list").out.splitlines()
    server.must("remove", "quay")
    assert "quay" not in server.must("list").out
    before = git(server.store, "rev-parse", "main")
    assert server("add", "no address").code == Exit.USAGE
    assert git(server.store, "rev-parse", "main") == before


def test_what_needs_files_is_left_to_a_clone(server: Newsroom, tmp_path: Path) -> None:
    for command in (["doctor"], ["forget", "wall", "--yes"], ["move", "wall", "https://gull.example/wall"]):
        done = server(*command)
        assert (done.code, done.out) == (Exit.FAILED, "")
        assert "needs a work tree" in done.err
        assert "hint: do it in a clone" in done.err
    empty = bare(tmp_path / "empty.git")
    server.store = empty
    for command in (["check"], ["init"]):
        done = server(*command)
        assert done.code == Exit.FAILED
        assert "hint: " in done.err
    assert git(empty, "for-each-ref") == ""


# ---------------------------------------------------------------- the environment
def test_safe_directory_may_come_from_the_environment(home: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a CI job sets it for a repository that another user has checked out."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "*")
    subprocess.run(["chown", "-R", "65534", home.store.parent], check=False)
    try:
        home.must("check")
    finally:
        subprocess.run(["chown", "-R", "0", home.store.parent], check=False)
