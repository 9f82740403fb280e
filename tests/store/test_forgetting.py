"""What is forgotten is nowhere any more, and nothing else is changed, wherever the work is cut off."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from rowback.errors import StoreError, UsageError
from rowback.store import Run, Store, config, editing, forgetting, landing, pruning, rewriting
from rowback.store.git import Git
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, git, page_of, record, story
from tests.store.test_landing import assert_untouched, refs

FOLDER = Address.of(HARBOUR).folder
ARTICLE = Address.of(HARBOUR).id


def forget(store: Store, url: str = HARBOUR) -> tuple[str, ...]:
    return store.forget(url, clock=lambda: at_hour(9)).holders


def everything(folder: Path) -> str:
    """All objects of a repository that anything holds, or nothing."""
    said = git(folder, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
    ids = [row.split()[0] for row in said.splitlines() if row.split()[1] != "tree"]
    return "\n".join(git(folder, "cat-file", "-p", thing) for thing in ids)


@pytest.fixture
def lived(shared: Store, desk: Path) -> Store:
    """Two articles, with work of the user's in between."""
    shared.add([HARBOUR, FERRY])
    record(shared, first_draft(FERRY, story(7)))
    record(shared, first_draft())
    (desk / "committed.txt").write_text("again\n")
    git(desk, "commit", "--quiet", "--only", "committed.txt", "-m", "Work of the user's")
    record(shared, edit(story(0), story(1)), edit(story(7), story(8), FERRY))
    (desk / "committed.txt").write_text("first\n")
    git(desk, "commit", "--quiet", "--only", "committed.txt", "-m", "More work of the user's")
    record(shared, edit(story(1), story(2), hour=2))
    return shared


def subjects(folder: Path) -> list[str]:
    return git(folder, "log", "--format=%s").splitlines()


# ---------------------------------------------------------------- what goes, and what stays
def test_nothing_of_the_article_is_left_and_all_else_stays(lived: Store, desk: Path) -> None:
    before = {line for line in subjects(desk) if "(~1)" not in line}
    kept = lived.history(FERRY)
    with lived.run(clock=lambda: at_hour(3)) as run:
        run.hold(HARBOUR, page_of(story(99), when=at_hour(3)), "a wall", first_seen=at_hour(3))
    local = lived.local("lifelines", HARBOUR)
    local.parent.mkdir(parents=True)
    local.write_text("42 metres")
    assert [holder for holder in forget(lived) if "rowback.toml" not in holder] == []
    for trace in ("harbour-wall", "42 metres", "139 metres"):
        assert trace not in everything(desk).replace(f'"{HARBOUR}"', "")
    assert not local.exists()
    assert not (lived.root / FOLDER).exists()
    assert_untouched(desk)
    assert lived.history(HARBOUR) == ()
    assert [(r.observed_at, r.summary) for r in lived.history(FERRY)] == [(r.observed_at, r.summary) for r in kept]
    assert {"Work of the user's", "More work of the user's"} <= before & set(subjects(desk))
    assert lived.config.watch == (FERRY,)
    assert lived.config.forgotten == {ARTICLE}
    assert lived.examine(deep=True) == ()
    record(lived, edit(story(8), story(9), FERRY, hour=10))
    assert lived.recorded([FERRY])[FERRY].article == story(9)


def test_the_state_names_the_new_ids(lived: Store, desk: Path) -> None:
    forget(lived)
    newest = lived.history(FERRY)[0].id
    assert lived.recorded([FERRY])[FERRY].revision == newest
    with lived.run(clock=lambda: at_hour(10)) as run:
        assert (run.state[FERRY].revision, run.state[FERRY].etag) == (newest, '"v1"')
        assert HARBOUR not in run.state
    assert ARTICLE not in git(desk, "show", "refs/rowback/state:checks.jsonl")


def test_what_was_last_read_is_known_by_its_new_id(lived: Store) -> None:
    mark = lived.local("read", FERRY)
    mark.parent.mkdir(parents=True)
    mark.write_text(lived.history(FERRY)[0].id + "\n")
    forget(lived)
    assert mark.read_text().strip() == lived.history(FERRY)[0].id


def test_a_rehearsal_tells_what_would_go_and_writes_nothing(lived: Store, desk: Path) -> None:
    before = refs(desk), (lived.root / "rowback.toml").read_bytes(), everything(desk)
    git(desk, "tag", "kept")
    git(desk, "tag", "older", "HEAD~6")
    told = lived.forget(HARBOUR, clock=lambda: at_hour(9), rehearse=True)
    files = [git(desk, "show", f"HEAD~{k}:snapshots/{FOLDER}/{n}") for k in (0, 2, 4) for n in ("article.txt",)]
    assert told.commits == 3
    assert told.renamed == 3, "two commits of the user's, and an edit of the other article"
    assert told.size_bytes > sum(len(text.encode()) for text in files)
    assert told.holders[0] == "refs/tags/kept"
    assert "refs/tags/older" not in told.holders
    git(desk, "tag", "-d", "kept", "older")
    assert (refs(desk), (lived.root / "rowback.toml").read_bytes(), everything(desk)) == before


def test_what_else_holds_it_is_named_and_not_touched(lived: Store, desk: Path, tmp_path: Path) -> None:
    git(desk, "tag", "-a", "-m", "kept", "kept")
    git(desk, "branch", "other")
    git(desk, "worktree", "add", "--quiet", "--detach", str(tmp_path / "side"))
    before = refs(desk)
    holders = forget(lived)
    assert holders[:3] == ("refs/heads/other", "refs/tags/kept", f"the work tree {tmp_path / 'side'}")
    assert {name: refs(desk)[name] for name in ("refs/heads/other", "refs/tags/kept")} == {
        name: before[name] for name in ("refs/heads/other", "refs/tags/kept")
    }
    assert (tmp_path / "side" / "snapshots" / FOLDER / "article.txt").is_file()


def test_what_the_user_took_back_can_still_be_found(lived: Store, desk: Path) -> None:
    """Their dangling objects are their safety net, which `git gc --prune=now` would cut."""
    added = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"], cwd=desk, input="mine", text=True, capture_output=True, check=True
    ).stdout.strip()
    git(desk, "commit", "--quiet", "--allow-empty", "-m", "Taken back")
    taken_back = git(desk, "rev-parse", "HEAD").strip()
    git(desk, "reset", "--soft", "HEAD^")
    git(desk, "branch", "before-all", "HEAD~8")
    git(desk, "update-ref", "refs/heads/gone", taken_back)
    git(desk, "update-ref", "-d", "refs/heads/gone")
    forget(lived)
    assert git(desk, "cat-file", "-p", added) == "mine"


def test_an_article_that_was_never_recorded_is_noted_all_the_same(store: Store) -> None:
    store.add([HARBOUR])
    assert forget(store) == ()
    assert store.config.forgotten == {ARTICLE}
    assert store.config.watch == ()


def test_the_only_article_goes_and_the_store_goes_on(store: Store) -> None:
    record(store, first_draft())
    forget(store)
    assert store.history(HARBOUR) == ()
    assert git(store.root, "status", "--porcelain") == ""
    record(store, first_draft(FERRY, hour=10))
    assert len(store.history(FERRY)) == 1


def test_only_this_store_is_meant(lived: Store, desk: Path) -> None:
    other = Store.create(desk / "others")
    record(other, first_draft())
    forget(lived)
    assert (len(lived.history(HARBOUR)), len(other.history(HARBOUR))) == (0, 1)


# ---------------------------------------------------------------- it stays away
def test_what_was_forgotten_comes_back_only_when_it_is_asked_for_again(lived: Store) -> None:
    forget(lived)
    with pytest.raises(UsageError, match="forgotten") as refused:
        lived.add([HARBOUR])
    assert "--again" in str(refused.value.hint)
    path = lived.root / "rowback.toml"
    path.write_text(path.read_text().replace("watch = [", f'watch = [\n  "{HARBOUR}",'))
    assert config.read(path).watch == (FERRY,), "as a merge with another clone would bring it back"
    assert lived.add([HARBOUR], again=True) == (HARBOUR,)
    assert lived.config.watch.count(HARBOUR) == 1
    assert lived.config.forgotten == frozenset()
    record(lived, first_draft(hour=11))
    assert len(lived.history(HARBOUR)) == 1


def test_nothing_writes_of_an_article_that_is_noted_as_forgotten(lived: Store, desk: Path) -> None:
    """Also where its history is still there, and in a run that was told to before it was forgotten."""
    stale = Store.open(lived.root)
    editing.forget(lived.root / "rowback.toml", [ARTICLE])
    tip = git(desk, "rev-parse", "HEAD")
    recorded = lived.recorded([HARBOUR])[HARBOUR]
    writes: tuple[Callable[[Run], object], ...] = (
        lambda run: run.record(edit(story(2), story(3), hour=3)),
        lambda run: run.confirm([replace(recorded, extractor="engine 2")]),
        lambda run: run.move(HARBOUR, "https://tidewater.example/elsewhere"),
        lambda run: run.move(FERRY, HARBOUR),
    )
    for write in writes:
        with (
            pytest.raises(UsageError, match="was forgotten on purpose") as refused,
            stale.run(clock=lambda: at_hour(9)) as run,
        ):
            write(run)
        assert "--again" in str(refused.value.hint)
    assert git(desk, "diff", "--name-only", tip.strip(), "HEAD") == "snapshots/rowback.toml\n"
    assert stale.config.forgotten == {ARTICLE}


@pytest.mark.parametrize("listed", ['"0b4f5cce2b17"', '["0b4f"]', "[3]"])
def test_a_list_of_forgotten_articles_that_is_none_is_refused(store: Store, listed: str) -> None:
    path = store.root / "rowback.toml"
    path.write_text(f"format = 1\nforgotten = {listed}\n")
    with pytest.raises(StoreError, match="forgotten is not a list"):
        config.read(path)


# ---------------------------------------------------------------- histories
def around(folder: Path) -> Git:
    found = Git.around(folder)
    assert found is not None
    return found


def without(folder: Path, tip: str = "HEAD") -> rewriting.Rewritten:
    return rewriting.without(around(folder), git(folder, "rev-parse", tip).strip(), [ARTICLE])


def test_the_same_history_gets_the_same_new_ids_in_every_clone(lived: Store, desk: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(desk), "clone")
    first, second = without(desk), without(tmp_path / "clone" / "snapshots")
    assert without(lived.root) == without(tmp_path / "clone" / "snapshots") == second
    assert first.ids == {}, "from the top of the work tree there is no such article: the store is below"
    assert second.tip != git(desk, "rev-parse", "HEAD").strip()
    git(desk, "fsck", "--strict")


def test_a_history_without_the_article_keeps_its_ids(lived: Store) -> None:
    tip = git(lived.root, "rev-parse", "HEAD~5").strip()
    assert without(lived.root, "HEAD~7") == rewriting.Rewritten(git(lived.root, "rev-parse", "HEAD~7").strip())
    assert rewriting.without(around(lived.root), tip, [ARTICLE], known=[tip]) == rewriting.Rewritten(tip)


def test_commits_of_others_keep_all_they_say(lived: Store, desk: Path) -> None:
    for name, text in (("i18n.commitEncoding", "ISO-8859-1"), ("user.name", "Ines")):
        git(desk, "config", name, text)
    message = desk.parent / "message"
    message.write_bytes("Größe\n\nwith trailing blanks  \n\n\n".encode("latin-1"))
    git(desk, "commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "-F", str(message))
    before = subprocess.run(["git", "cat-file", "-p", "HEAD"], cwd=desk, capture_output=True, check=True).stdout
    new = without(lived.root).tip
    after = subprocess.run(["git", "cat-file", "-p", str(new)], cwd=desk, capture_output=True, check=True).stdout
    same = [line for line in before.split(b"\n") if not line.startswith((b"tree ", b"parent "))]
    assert [line for line in after.split(b"\n") if not line.startswith((b"tree ", b"parent "))] == same
    assert b"encoding ISO-8859-1" in same


def test_a_merge_whose_side_held_nothing_else_goes_and_others_stay(lived: Store, desk: Path) -> None:
    trunk = "trunk"
    git(desk, "stash", "--quiet")
    git(desk, "checkout", "--quiet", "-b", "side", "HEAD")
    record(lived, edit(story(2), story(3), hour=3))
    git(desk, "checkout", "--quiet", trunk)
    git(desk, "commit", "--quiet", "--allow-empty", "-m", "Meanwhile")
    git(desk, "merge", "--quiet", "--no-ff", "-m", "Join the article's side", "side")
    git(desk, "checkout", "--quiet", "-b", "work")
    git(desk, "commit", "--quiet", "--allow-empty", "-m", "On a branch")
    git(desk, "checkout", "--quiet", trunk)
    git(desk, "merge", "--quiet", "--no-ff", "-m", "Join the user's side", "work")
    shape = git(desk, "log", "--format=%s:%p")
    assert "Join the article's side" in shape
    forget(lived)
    said = git(desk, "log", "--merges", "--format=%s").splitlines()
    assert said == ["Join the user's side"]
    assert {"Meanwhile", "On a branch"} <= set(subjects(desk))
    git(desk, "stash", "pop", "--quiet", "--index")
    assert_untouched(desk)


def test_a_shallow_clone_is_refused(lived: Store, desk: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{desk}", "clone")
    before = refs(tmp_path / "clone")
    with pytest.raises(StoreError, match="shallow"):
        forget(Store.open(tmp_path / "clone" / "snapshots"))
    assert refs(tmp_path / "clone") == before


# ---------------------------------------------------------------- cut off, and in the way
def test_an_edit_of_its_files_is_named_and_nothing_is_lost(lived: Store, desk: Path) -> None:
    text = lived.root / FOLDER / "article.txt"
    text.write_text("mine\n")
    before = refs(desk)["refs/heads/trunk"]
    with pytest.raises(StoreError, match=r"article\.txt"):
        forget(lived)
    assert (refs(desk)["refs/heads/trunk"], text.read_text()) == (before, "mine\n")
    git(desk, "checkout", "--", "snapshots")
    forget(lived)
    assert lived.history(HARBOUR) == ()


@pytest.mark.parametrize("step", ["noted", "written", "work tree"])
def test_cut_off_at_any_step_it_is_done_by_the_next_call(lived: Store, desk: Path, step: str) -> None:
    base = git(desk, "rev-parse", "HEAD").strip()
    editing.forget(lived.root / "rowback.toml", [ARTICLE])
    if step != "noted":
        new = without(lived.root).tip
        git(desk, "update-ref", "refs/rowback/rewriting", str(new))
        git(desk, "update-ref", "refs/rowback/rewriting-state", "refs/rowback/state")
    if step == "work tree":
        git(desk, "read-tree", "-m", "-u", base, "refs/rowback/rewriting")
    again = Store.open(lived.root)
    said = {found.place for found in again.examine()}
    assert f"article {ARTICLE}" in said
    assert ("refs/rowback/rewriting" in said) == (step != "noted")
    record(again, edit(story(8), story(9), FERRY, hour=3))
    assert git(desk, "rev-parse", "HEAD^").strip() == base or len(again.history(HARBOUR)) == 3
    again.forget(ARTICLE, clock=lambda: at_hour(9))
    assert again.history(HARBOUR) == ()
    assert [ref for ref in refs(desk) if "rewriting" in ref] == []
    assert_untouched(desk)
    assert again.examine(deep=True) == ()


class CutOffError(BaseException):
    """The process ended here."""


@pytest.mark.parametrize("finish", ["the same call", "another call", "doctor"])
@pytest.mark.parametrize("step", ["_move_refs", "_forget_here", "_drop_from_reflogs", "prune", "_renew_graph"])
def test_cut_off_at_its_end_nothing_of_it_lies_about_after_the_next_call(
    lived: Store, desk: Path, step: str, finish: str
) -> None:
    place = pruning if step in ("prune", "_renew_graph") else forgetting
    with patch.object(place, step, side_effect=CutOffError), pytest.raises(CutOffError):
        forget(lived)
    again = Store.open(lived.root)
    assert "a `forget`" in {found.place for found in again.examine()}
    (desk / "notes.txt").write_text("mine\n")
    git(desk, "add", "notes.txt")
    git(desk, "commit", "--quiet", "--only", "notes.txt", "-m", "Meanwhile")
    if finish == "doctor":
        again.mend()
    else:
        again.forget({"the same call": HARBOUR}.get(finish, "https://gull.example/1"), clock=lambda: at_hour(9))
        assert forgetting.FINISHED in again.cleaned
    if step != "_move_refs" or finish == "the same call":
        assert "harbour-wall" not in everything(desk).replace(f'"{HARBOUR}"', "")
        assert again.history(HARBOUR) == ()
        assert again.examine(deep=True) == ()
    assert "a `forget`" not in {found.place for found in again.examine()}
    assert len(again.history(FERRY)) == 2
    assert "Meanwhile" in subjects(desk)


def test_cut_off_after_all_addresses_of_a_moved_article_were_noted_none_is_kept(lived: Store, desk: Path) -> None:
    moved = "https://tidewater.example/2026/harbour-wall.html"
    lived.move(HARBOUR, moved, clock=lambda: at_hour(3))
    with patch.object(rewriting, "without", side_effect=CutOffError), pytest.raises(CutOffError):
        forget(lived, moved)
    forget(Store.open(lived.root), moved)
    assert rewriting.touched(around(desk), [ARTICLE, Address.of(moved).id], ["HEAD"]) == frozenset()


def test_a_run_that_was_cut_off_is_finished_first(lived: Store, desk: Path) -> None:
    record(lived, edit(story(2), story(3), hour=3))
    tip = git(desk, "rev-parse", "HEAD").strip()
    git(desk, "update-ref", landing.INCOMING, tip)
    git(desk, "read-tree", "-m", "-u", "HEAD", "HEAD^")
    git(desk, "update-ref", "HEAD", "HEAD^")
    forget(lived)
    assert landing.INCOMING not in refs(desk)
    assert lived.history(HARBOUR) == ()
    assert lived.cleaned == ("finished a run that was cut off (1 revision)",)
