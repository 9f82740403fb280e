import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rowback.errors import StoreError, UsageError
from rowback.store import Store
from tests.store.articles import FERRY, HARBOUR, first_draft, git, record


def test_a_store_makes_its_own_repository_where_there_is_none(store: Store) -> None:
    assert (store.root / ".git").is_dir()
    assert git(store.root, "symbolic-ref", "HEAD") == "refs/heads/main\n"
    assert "page.html -text -filter -ident -working-tree-encoding -diff" in (store.root / ".gitattributes").read_text()
    assert store.config.watch == ()


def test_a_store_uses_the_repository_round_it(shared: Store, desk: Path) -> None:
    assert not (shared.root / ".git").exists()
    record(shared, first_draft())
    assert HARBOUR in git(desk, "log", "-1", "--skip=1", "--format=%B")


def test_making_a_store_again_changes_nothing(store: Store) -> None:
    store.add([HARBOUR])
    before = {path.name: path.read_bytes() for path in store.root.iterdir() if path.is_file()}
    assert Store.create(store.root).config.watch == (HARBOUR,)
    assert before == {path.name: path.read_bytes() for path in store.root.iterdir() if path.is_file()}


def test_a_user_s_attributes_stay(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("*.md text", encoding="utf-8")
    Store.create(tmp_path)
    lines = (tmp_path / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "*.md text"
    assert len(lines) == 6


def test_somebody_else_s_rowback_toml_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "rowback.toml").write_text("[tool]\n", encoding="utf-8")
    with pytest.raises(StoreError, match="not a file of rowback's"):
        Store.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["rowback.toml"]


def test_a_folder_that_is_no_store_says_how_to_make_one(tmp_path: Path) -> None:
    for attempt in (Store.open, Store.find):
        with pytest.raises(StoreError) as refused:
            attempt(tmp_path)
        assert "rowback init" in str(refused.value.hint)


def test_a_store_without_a_repository_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rowback.toml").write_text("format = 1\n", encoding="utf-8")
    with pytest.raises(StoreError, match="not in a git repository"):
        Store.open(tmp_path)


def test_a_bare_repository_has_no_place_for_a_store(tmp_path: Path) -> None:
    git(tmp_path, "init", "--bare", "--quiet", "bare.git")
    with pytest.raises(StoreError, match="bare"):
        Store.create(tmp_path / "bare.git" / "here")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(StoreError, match=re.escape(str(tmp_path))):
        Store.create(tmp_path / "store")


def test_a_file_where_the_store_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with pytest.raises(StoreError, match="store"):
        Store.create(tmp_path / "store")


def test_the_store_that_is_meant_is_found(tmp_path: Path) -> None:
    top = Store.create(tmp_path)
    inner = Store.create(tmp_path / "snapshots")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert Store.find(tmp_path).root == inner.root
    assert Store.find(tmp_path / "snapshots").root == inner.root
    assert Store.find(tmp_path / "a" / "b").root == top.root


def test_addresses_are_added_and_removed(store: Store) -> None:
    assert store.add([HARBOUR, HARBOUR + "#top", FERRY]) == (HARBOUR, FERRY)
    assert store.add([HARBOUR + "?utm_source=x"]) == ()
    assert store.config.watch == (HARBOUR, FERRY)
    with pytest.raises(UsageError, match="not an http"):
        store.add(["tidewater.example"])
    assert store.remove([FERRY]) == (FERRY,)
    assert store.remove([FERRY]) == ()
    assert Store.open(store.root).config.watch == (HARBOUR,)


def test_addresses_added_at_the_same_time_are_all_there(store: Store) -> None:
    script = (
        "import sys; from pathlib import Path; from rowback.store import Store\n"
        "for url in sys.argv[2:]: Store.open(Path(sys.argv[1])).add([url])"
    )
    lists = [[f"https://tidewater.example/{writer}/{k}" for k in range(4)] for writer in range(3)]
    writers = [subprocess.Popen([sys.executable, "-c", script, store.root, *urls]) for urls in lists]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert sorted(Store.open(store.root).config.watch) == sorted(url for urls in lists for url in urls)


def test_an_address_that_is_watched_no_more_is_still_known(store: Store) -> None:
    store.add([HARBOUR, FERRY])
    record(store, first_draft(FERRY))
    store.remove([FERRY])
    assert store.urls() == (HARBOUR, FERRY)
    git(store.root, "update-ref", "-d", "refs/rowback/state")
    assert store.urls() == (HARBOUR, FERRY)
    assert len(store.history(FERRY)) == 1


def test_a_caller_s_git_environment_leads_nowhere(tmp_path: Path) -> None:
    """A hook that starts rowback has GIT_DIR and GIT_INDEX_FILE set, for another repository than ours."""
    git(tmp_path, "init", "--quiet", "other")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "store")
    script = "import sys; from pathlib import Path; from rowback.store import Store; Store.create(Path(sys.argv[1]))"
    other = str(tmp_path / "other" / ".git")
    environment = {**os.environ, "GIT_DIR": other, "GIT_INDEX_FILE": f"{other}/index", "GIT_WORK_TREE": str(tmp_path)}
    subprocess.run([sys.executable, "-c", script, tmp_path / "store"], env=environment, check=True)
    assert (tmp_path / "store" / "rowback.toml").is_file()
    refused = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "new"], env=environment, capture_output=True, text=True, check=False
    )
    assert "GIT_DIR and GIT_WORK_TREE would lead git away" in refused.stderr
    assert not (tmp_path / "new" / "rowback.toml").exists()


def test_a_clone_is_a_store_that_goes_on(store: Store, tmp_path: Path) -> None:
    store.add([HARBOUR])
    record(store, first_draft())
    git(tmp_path, "clone", "--quiet", str(store.root), "clone")
    git(tmp_path / "clone", "fetch", "--quiet", "origin", "refs/rowback/state:refs/rowback/state")
    clone = Store.open(tmp_path / "clone")
    assert clone.config.watch == (HARBOUR,)
    with clone.run(clock=lambda: first_draft().observed_at) as run:
        assert run.state[HARBOUR].etag == '"v1"'


def test_without_git_the_store_says_so(store: Store) -> None:
    script = "import sys; from pathlib import Path; from rowback.store import Store; Store.open(Path(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", script, store.root],
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "git is not installed" in done.stderr


@pytest.mark.parametrize(
    ("refused", "act"), [("", "store.run(clock=lambda: None).__enter__()"), ("cat-file", "store.recorded([])")]
)
def test_a_git_that_is_too_old_is_refused(store: Store, tmp_path: Path, refused: str, act: str) -> None:
    """To write always; to read when it does not know what it is asked."""
    real, old = shutil.which("git"), tmp_path / "bin" / "git"
    old.parent.mkdir()
    old.write_text(
        "#!/bin/sh\n"
        'case "$*" in\n'
        "  *version) echo git version 2.38.1;;\n"
        f'  *" {refused or "nothing"} "*) echo usage >&2; exit 129;;\n'
        f'  *) exec {real} "$@";;\n'
        "esac\n"
    )
    old.chmod(0o755)
    opened = (
        "import sys; from pathlib import Path; from rowback.store import Store; store = Store.open(Path(sys.argv[1]))"
    )
    script = f"{opened}; {act}"
    done = subprocess.run(
        [sys.executable, "-c", script, store.root],
        env={"PATH": f"{old.parent}:{os.environ['PATH']}"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "2.39 or newer" in done.stderr
    assert "2.38.1" in done.stderr
