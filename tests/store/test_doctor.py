"""Each thing that can be wrong with a store, done to a real one: it is named, and mended where that is safe."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from rowback.errors import StoreError
from rowback.store import Store
from rowback.store.doctor import Finding
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, git, page_of, record, story

FOLDER = Address.of(HARBOUR).folder
TEXT, FACTS, PAGE = (f"{FOLDER}/{name}" for name in ("article.txt", "article.json", "page.html"))


@pytest.fixture
def lived(store: Store) -> Store:
    """A store with two articles and an edit."""
    record(store, first_draft(), first_draft(FERRY))
    record(store, edit(story(0), story(1)))
    assert store.examine(deep=True) == ()
    return store


def commit_by_hand(store: Store) -> None:
    git(store.root, "add", "--all", "--force", ".")
    git(store.root, "commit", "--quiet", "-m", "By hand")


def places(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{found.about}: {found.place}" for found in findings if found.fault and found.about != "commit"]


def test_a_store_that_was_only_run_is_whole(shared: Store) -> None:
    assert shared.examine() == (), "before the first commit"
    record(shared, first_draft())
    record(shared, edit(story(0), story(1)))
    assert shared.examine(deep=True) == ()


@pytest.fixture
def damaged(lived: Store, tmp_path: Path) -> Store:
    """A copy of it; what is in its packs is there, and no object is whole."""
    shutil.copytree(lived.root, tmp_path / "copy", symlinks=True)
    for pack in (tmp_path / "copy" / ".git" / "objects" / "pack").glob("*.pack"):
        content = bytearray(pack.read_bytes())
        content[14:-20:7] = bytes(len(content[14:-20:7]))
        pack.chmod(0o600)
        pack.write_bytes(content)
    return Store.open(tmp_path / "copy")


def test_a_repository_that_is_damaged_is_named_with_where_to_find_it_whole(damaged: Store) -> None:
    *_, last = damaged.examine()
    assert (last.about, last.place, last.fault) == ("repository", "the repository", True)
    assert "another clone" in last.advice


def test_a_lost_tip_is_no_empty_store(lived: Store, tmp_path: Path) -> None:
    shutil.copytree(lived.root, tmp_path / "copy", symlinks=True)
    for pack in (tmp_path / "copy" / ".git" / "objects" / "pack").iterdir():
        pack.unlink()
    copy = Store.open(tmp_path / "copy")
    found, *_ = copy.examine()
    assert found.says == "has lost the commit that is checked out"
    assert "another clone" in found.advice
    tip = (copy.root / ".git" / "refs" / "heads" / "main").read_text()
    with pytest.raises(StoreError, match="has lost the commit of refs/heads/main"):
        record(copy, edit(story(1), story(2), hour=2))
    assert (copy.root / ".git" / "refs" / "heads" / "main").read_text() == tip


@pytest.mark.parametrize(
    ("path", "content"),
    [(TEXT, b"Mine.\n"), (PAGE, b"<p>mine"), (FACTS, b"{}"), (FACTS, b"\xff"), (FACTS, b"[]")],
)
def test_a_file_that_was_changed_and_committed_is_named(lived: Store, path: str, content: bytes) -> None:
    (lived.root / path).write_bytes(content)
    (found,) = lived.examine()
    assert (found.about, found.place, found.mend) == ("work tree", path, None)
    commit_by_hand(lived)
    found, by_hand = lived.examine()
    assert found.place == path
    assert by_hand.about == "commit"
    assert path in by_hand.says
    assert lived.mend() == ((), (found, by_hand)), "it may be meant: nothing is mended"
    assert (lived.root / path).read_bytes() == content


def test_an_old_text_that_was_put_back_and_committed_is_named(lived: Store) -> None:
    git(lived.root, "checkout", "HEAD^", "--", FOLDER)
    commit_by_hand(lived)
    (found,) = [found for found in lived.examine() if found.about == "commit"]
    assert "made by hand?" in found.says


def test_a_missing_file_is_named(lived: Store) -> None:
    (lived.root / TEXT).unlink()
    assert places(lived.examine()) == [f"work tree: {TEXT}"]
    commit_by_hand(lived)
    assert places(lived.examine()) == [f"layout: {TEXT}"]


def test_a_folder_that_was_moved_is_named(lived: Store) -> None:
    other = FOLDER.replace("harbour-wall", "harbour")
    (lived.root / FOLDER).rename(lived.root / other)
    commit_by_hand(lived)
    (found,) = [found for found in lived.examine() if found.about == "layout"]
    assert found.place == f"{other}/article.json"
    assert FOLDER in found.says


def test_strangers_among_the_articles_are_named(lived: Store) -> None:
    (lived.root / FOLDER / "article.txt.orig").write_text("mine")
    (lived.root / "notes.txt").write_text("mine")
    assert places(lived.examine()) == [f"work tree: {FOLDER}/article.txt.orig"]
    commit_by_hand(lived)
    assert places(lived.examine()) == [f"layout: {FOLDER}/article.txt.orig"]


def test_symbolic_links_are_named_and_not_followed(lived: Store, tmp_path: Path) -> None:
    shutil.copytree(lived.root / "tidewater.example", tmp_path / "outside")
    shutil.rmtree(lived.root / "tidewater.example")
    (lived.root / "tidewater.example").symlink_to(tmp_path / "outside")
    assert places(lived.examine()) == ["work tree: tidewater.example"]
    (lived.root / "tidewater.example").unlink()
    git(lived.root, "checkout", "--quiet", "--", ".")
    (lived.root / TEXT).unlink()
    (lived.root / TEXT).symlink_to(tmp_path / "outside" / "elsewhere")
    assert places(lived.examine()) == [f"work tree: {TEXT}"]
    commit_by_hand(lived)
    assert places(lived.examine()) == [f"layout: {TEXT}", f"work tree: {TEXT}"]


def test_names_that_some_file_systems_mix_up_are_named(lived: Store) -> None:
    for name in ("Tidewater.example", "caf\u00e9", "cafe\u0301"):
        (lived.root / name).mkdir()
        (lived.root / name / "notes").write_text("mine")
    commit_by_hand(lived)
    assert places(lived.examine()) == ["name: Tidewater.example", "name: cafe\u0301", "name: cafe\u0301/notes"]


def test_rules_that_were_taken_out_are_put_back(lived: Store) -> None:
    path = lived.root / ".gitattributes"
    path.write_text("*.png binary\n")
    mended, left = lived.mend()
    assert [found.place for found in mended] == [".gitattributes"]
    assert left == ()
    assert path.read_text().startswith("*.png binary\npage.html ") or "page.html -text" in path.read_text()


def test_half_written_settings_are_removed(lived: Store) -> None:
    (lived.root / ".rowback.toml.4242").write_text("format")
    assert places(lived.examine()) == ["leftover: .rowback.toml.4242"]
    assert len(lived.mend()[0]) == 1
    assert not (lived.root / ".rowback.toml.4242").exists()


# ---------------------------------------------------------------- the state
def replace_state(store: Store, change: dict[str, bytes]) -> None:
    """As a stranger's tool would write it."""
    work = store.root / ".git" / "spoiler"
    git(store.root, "worktree", "add", "--quiet", "--detach", str(work), "refs/rowback/state")
    for path, content in change.items():
        (work / path).parent.mkdir(exist_ok=True)
        (work / path).write_bytes(content)
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--amend", "-m", "spoilt")
    git(store.root, "update-ref", "refs/rowback/state", git(work, "rev-parse", "HEAD").strip())
    git(store.root, "worktree", "remove", "--force", str(work))


def lines_of(store: Store) -> bytes:
    return git(store.root, "show", "refs/rowback/state:state.jsonl").encode()


def test_lines_of_the_state_that_cannot_be_read_are_dropped(lived: Store) -> None:
    good = lines_of(lived)
    replace_state(lived, {"state.jsonl": b'{"url": 3}\n' + good + b"\xff\n" + b'{"url": "ftp://x/"}\n'})
    (found,) = lived.examine()
    assert "3 lines that cannot be read" in found.says
    mended, left = lived.mend()
    assert (mended, left) == ((found,), ())
    assert lines_of(lived) == good


def test_held_captures_and_the_lines_that_tell_of_them_are_made_to_fit(lived: Store) -> None:
    page = page_of(story(3), when=at_hour(2))
    with lived.run(clock=lambda: at_hour(2)) as run:
        run.hold(HARBOUR, page, "a wall", first_seen=at_hour(2))
    assert lived.examine() == ()
    said = [json.loads(line) for line in lines_of(lived).splitlines()]
    waits, idle = Address.of(HARBOUR).id, Address.of(FERRY).id
    content = git(lived.root, "show", f"refs/rowback/state:held/{waits}").encode()
    replace_state(lived, {f"held/{waits}": b"spoilt", f"held/{idle}": content})
    assert [found.says for found in lived.examine()] == [
        "tells of 1 held capture that it does not hold",
        "holds 2 captures that nothing waits for",
    ]
    mended, left = lived.mend()
    assert (len(mended), left) == (2, ())
    assert lived.held(HARBOUR) is None
    assert lived.held(FERRY) is None
    kept = [json.loads(line) for line in lines_of(lived).splitlines()]
    assert [line["url"] for line in kept] == [line["url"] for line in said]


def test_what_a_run_left_over_is_finished(lived: Store) -> None:
    before = git(lived.root, "rev-parse", "HEAD").strip()
    record(lived, edit(story(1), story(2), hour=2))
    after = git(lived.root, "rev-parse", "HEAD", "refs/rowback/state").split()
    git(lived.root, "reset", "--hard", "--quiet", before)
    git(lived.root, "update-ref", "refs/rowback/incoming", after[0])
    git(lived.root, "update-ref", "refs/rowback/incoming-state", after[1])
    assert places(lived.examine()) == ["leftover: refs/rowback/incoming", "leftover: refs/rowback/incoming-state"]
    mended, left = lived.mend()
    assert (len(mended), left) == (2, ())
    assert git(lived.root, "rev-parse", "HEAD", "refs/rowback/state").split() == after


def test_a_spoilt_index_is_removed(lived: Store) -> None:
    history = lived.history(HARBOUR)
    path = lived.local("", HARBOUR).parent / "index.sqlite"
    path.write_bytes(path.read_bytes()[:5000] + b"spoilt" * 1000)
    assert places(lived.examine()) == ["leftover: index.sqlite"]
    mended, left = lived.mend()
    assert (len(mended), left) == (1, ())
    assert lived.history(HARBOUR) == history


# ---------------------------------------------------------------- deep
def test_a_revision_that_does_not_hold_what_it_says_is_found_deep_in_the_history(lived: Store) -> None:
    first = git(lived.root, "log", "--format=%H", "--", FOLDER).split()[-1]
    message = git(lived.root, "log", "-1", "--format=%B", first)
    (lived.root / TEXT).write_text("Forged.\n")
    git(lived.root, "add", TEXT)
    git(lived.root, "commit", "--quiet", "-m", message)
    (lived.root / TEXT).write_bytes(git(lived.root, "show", f"HEAD^:{TEXT}").encode())
    git(lived.root, "add", TEXT)
    git(lived.root, "commit", "--quiet", "-m", "rowback: put right\n")
    assert lived.examine() == ()
    assert [found.says for found in lived.examine(deep=True)] == [
        "holds another article.txt than it says",
        "holds another page.html than it says",
    ]


def test_a_lost_object_is_told_of(lived: Store) -> None:
    blob = git(lived.root, "rev-parse", f"HEAD:{TEXT}").strip()
    git_folder = lived.root / ".git"
    for pack in (git_folder / "objects" / "pack").glob("pack-*.pack"):
        content = pack.read_bytes()
        for part in pack.parent.glob(f"{pack.stem}.*"):
            part.unlink()
        subprocess.run(["git", "unpack-objects", "-q"], cwd=lived.root, input=content, check=True)
    loose = git_folder / "objects" / blob[:2] / blob[2:]
    whole = loose.read_bytes()
    loose.unlink()
    assert [(found.about, found.says) for found in lived.examine()] == [("repository", "has lost 1 object of the tip")]
    assert any("fsck" in found.says for found in lived.examine(deep=True))
    loose.write_bytes(whole)


def test_a_shallow_and_a_partial_clone_are_told_and_not_called_broken(lived: Store, tmp_path: Path) -> None:
    git(lived.root, "config", "uploadpack.allowFilter", "true")
    source = f"file://{lived.root}"
    git(tmp_path, "clone", "--quiet", "--depth=1", source, "shallow")
    (found,) = Store.open(tmp_path / "shallow").examine(deep=True)
    assert (found.fault, "shallow" in found.says) == (False, True)
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:limit=250", source, "partial")
    git(tmp_path / "partial", "sparse-checkout", "set", "--no-cone", "/*", "!page.html")
    git(tmp_path / "partial", "read-tree", "-m", "-u", "HEAD")
    git(tmp_path / "partial", "remote", "set-url", "origin", "file:///nowhere")
    notes = Store.open(tmp_path / "partial").examine()
    assert [found.fault for found in notes] == [False] * len(notes)
