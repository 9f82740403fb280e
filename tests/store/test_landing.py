"""Every point at which a run can be cut off, and everything of the user's that can stand in its way."""

import subprocess
import sys
from pathlib import Path

import pytest

from rowback.errors import StoreError
from rowback.model import RevisionKind
from rowback.store import Store
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, fsck, git, record, story

FOLDER = Address.of(HARBOUR).folder
WORK = {
    "committed.txt": ("first\n", ""),
    "edited.txt": ("second\n", " M"),
    "staged.txt": ("second\n", "M "),
    "untracked.txt": ("first\n", "??"),
}


def assert_untouched(desk: Path) -> None:
    """The user's files are as they left them, and staged or not as they left them."""
    assert {name: (desk / name).read_text() for name in WORK} == {name: text for name, (text, _) in WORK.items()}
    status = git(desk, "status", "--porcelain").splitlines()
    assert status == [f"{mark} {name}" for name, (_, mark) in WORK.items() if mark]


def refs(folder: Path) -> dict[str, str]:
    rows = (line.split() for line in git(folder, "for-each-ref", "--format=%(refname) %(objectname)").splitlines())
    return dict(rows)


# ---------------------------------------------------------------- the user's own work
def test_the_user_s_own_work_is_not_touched(shared: Store, desk: Path) -> None:
    record(shared, first_draft(), edit(story(0), story(1)))
    assert_untouched(desk)
    record(shared, edit(story(1), story(2), hour=2))
    assert_untouched(desk)
    assert len(shared.history(HARBOUR)) == 3


def test_a_new_repository_with_staged_files_and_no_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "staged.txt").write_text("first\n")
    git(tmp_path, "add", "staged.txt")
    store = Store.create(tmp_path / "snapshots")
    record(store, first_draft())
    assert git(tmp_path, "status", "--porcelain") == "A  staged.txt\n"
    assert len(store.history(HARBOUR)) == 1


def test_a_detached_head_moves_and_stays_detached(shared: Store, desk: Path) -> None:
    trunk = refs(desk)["refs/heads/trunk"]
    git(desk, "checkout", "--quiet", "--detach")
    record(shared, first_draft())
    assert_untouched(desk)
    assert refs(desk)["refs/heads/trunk"] == trunk
    assert git(desk, "rev-parse", "--abbrev-ref", "HEAD") == "HEAD\n"
    assert len(shared.history(HARBOUR)) == 1


def test_a_linked_work_tree_has_a_store_on_its_own_branch(shared: Store, desk: Path, tmp_path: Path) -> None:
    record(shared, first_draft())
    git(desk, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    side = Store.open(tmp_path / "side" / "snapshots")
    record(side, edit(story(0), story(1)))
    assert (len(side.history(HARBOUR)), len(shared.history(HARBOUR))) == (2, 1)
    assert git(tmp_path / "side", "status", "--porcelain") == ""
    assert_untouched(desk)
    with shared.run(clock=lambda: at_hour(2)) as run:
        assert run.state[HARBOUR].etag is None, "the state is the other branch's"


def test_a_sparse_checkout_leaves_pages_out_of_the_work_tree(store: Store) -> None:
    record(store, first_draft())
    git(store.root, "sparse-checkout", "set", "--no-cone", "/*", "!page.html")
    record(store, edit(story(0), story(1)))
    assert sorted(path.name for path in (store.root / FOLDER).iterdir()) == ["article.json", "article.txt"]
    assert git(store.root, "status", "--porcelain") == ""
    assert "41 metres" in (store.root / FOLDER / "article.txt").read_text()


def test_ignored_folders_and_line_end_settings_change_nothing(shared: Store, desk: Path) -> None:
    (desk / ".git" / "info" / "exclude").write_text("snapshots/\n")
    (desk / ".gitattributes").write_text("* text=auto eol=crlf\n")
    git(desk, "config", "core.autocrlf", "true")
    record(shared, first_draft())
    record(shared, edit(story(0), story(1)))
    assert b"\r" not in (shared.root / FOLDER / "article.txt").read_bytes()
    assert git(desk, "status", "--porcelain", "snapshots") == ""


def test_hooks_and_helpers_of_the_repository_do_not_run(shared: Store, desk: Path) -> None:
    """Nor do filters that are named for our files; those for the user's own files are between git and them."""
    ran = desk / "ran"
    for hook in ("reference-transaction", "post-checkout", "post-index-change", "pre-auto-gc"):
        path = desk / ".git" / "hooks" / hook
        path.write_text(f"#!/bin/sh\necho {hook} >> '{ran}'\n")
        path.chmod(0o755)
    helper = desk / "helper"
    helper.write_text(f"#!/bin/sh\necho helper >> '{ran}'\ncat\n")
    helper.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "filter.x.smudge", "filter.x.clean", "diff.x.textconv"):
        git(desk, "config", name, str(helper))
    (desk / ".gitattributes").write_text("snapshots/** filter=x diff=x\n")
    ran.unlink(missing_ok=True)
    record(shared, first_draft())
    record(shared, edit(story(0), story(1)))
    shared.history(HARBOUR)
    assert not ran.exists()


def test_a_symbolic_link_in_the_store_leads_nowhere(store: Store, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (store.root / "tidewater.example").symlink_to(tmp_path / "outside")
    with pytest.raises(StoreError, match=r"tidewater\.example"):
        record(store, first_draft())
    assert not list((tmp_path / "outside").iterdir())
    (store.root / "tidewater.example").unlink()
    record(store, edit(story(0), story(1)))
    assert len(store.history(HARBOUR)) == 2


# ---------------------------------------------------------------- in the way
def test_an_article_edited_by_hand_is_named_and_nothing_is_lost(store: Store) -> None:
    record(store, first_draft())
    text = store.root / FOLDER / "article.txt"
    text.write_text("mine\n")
    with pytest.raises(StoreError, match=r"article\.txt was changed by hand") as refused:
        record(store, edit(story(0), story(1)))
    assert refused.value.hint
    assert text.read_text() == "mine\n"
    assert len(store.history(HARBOUR)) == 1
    git(store.root, "checkout", "--", ".")
    with store.run(clock=lambda: at_hour(2)) as run:
        assert run.cleaned == ("finished a run that was cut off (1 revision)",)
        assert run.state[HARBOUR].etag == '"v1"'
    assert len(store.history(HARBOUR)) == 2
    assert "41 metres" in text.read_text()


def test_an_untracked_file_in_the_way_is_named(store: Store) -> None:
    text = store.root / FOLDER / "article.txt"
    text.parent.mkdir(parents=True)
    text.write_text("mine\n")
    with pytest.raises(StoreError, match=r"article\.txt"):
        record(store, first_draft())
    assert text.read_text() == "mine\n"
    text.unlink()
    record(store, edit(story(0), story(1)))
    assert [revision.kind for revision in store.history(HARBOUR)] == [RevisionKind.EDITED, RevisionKind.NEW]


def on_two_branches(store: Store) -> None:
    """A store and a file of the user's own that differs on `main` and `side`."""
    record(store, first_draft())
    for branch, text in (("side", "theirs"), ("main", "ours")):
        git(store.root, "checkout", "-q", *(["-b"] if branch == "side" else []), branch)
        (store.root / "notes").write_text(text)
        git(store.root, "add", "notes")
        git(store.root, "commit", "-qm", text)


def test_a_merge_that_is_not_finished_is_named_and_the_revision_waits(store: Store) -> None:
    on_two_branches(store)
    with pytest.raises(AssertionError):
        git(store.root, "merge", "side")
    with pytest.raises(StoreError, match="files with conflicts") as refused:
        record(store, edit(story(0), story(1)))
    assert "--abort" in str(refused.value.hint)
    assert store.waiting() == 1
    git(store.root, "merge", "--abort")
    record(store, edit(story(1), story(2), hour=2))
    assert store.waiting() == 0
    assert len(store.history(HARBOUR)) == 3


def test_a_branch_that_is_being_rebased_is_not_moved(store: Store) -> None:
    """Its rebase would break off at the end: git wants to find it where it was."""
    on_two_branches(store)
    text = store.root / FOLDER / "article.txt"
    text.write_text("mine\n")
    with pytest.raises(StoreError, match="changed by hand"):
        record(store, edit(story(0), story(1)))
    git(store.root, "checkout", "--", ".")
    with pytest.raises(AssertionError, match="could not apply"):
        git(store.root, "rebase", "side")
    with pytest.raises(StoreError, match="refs/heads/main is being rebased") as refused:
        record(store, edit(story(1), story(2), hour=2))
    assert "--continue" in str(refused.value.hint)
    git(store.root, "checkout", "--theirs", "notes")
    git(store.root, "add", "notes")
    git(store.root, "-c", "core.editor=true", "rebase", "--continue")
    record(store, edit(story(1), story(2), hour=2))
    assert git(store.root, "branch", "--show-current") == "main\n"
    assert len(store.history(HARBOUR)) == 3
    fsck(store.root)


def test_another_git_at_work_is_waited_out_by_running_again(store: Store) -> None:
    record(store, first_draft())
    lock = store.root / ".git" / "index.lock"
    lock.touch()
    with pytest.raises(StoreError, match=r"index\.lock") as refused:
        record(store, edit(story(0), story(1)))
    assert "index.lock" in str(refused.value.hint)
    with pytest.raises(StoreError, match=r"index\.lock"):
        record(store, edit(story(0), story(1)))
    lock.unlink()
    record(store, edit(story(1), story(2), hour=2))
    assert len(store.history(HARBOUR)) == 3


def test_files_that_were_written_already_are_taken_for_written(store: Store) -> None:
    """As a power cut in the middle of the work leaves them, and a copy of the folder with new times."""
    record(store, first_draft())
    record(store, edit(story(0), story(1)))
    whole = refs(store.root)["refs/heads/main"]
    back = git(store.root, "rev-parse", "HEAD^").strip()
    written = (store.root / FOLDER / "article.txt").read_bytes()
    git(store.root, "reset", "--hard", "--quiet", back)
    git(store.root, "update-ref", "refs/rowback/incoming", whole)
    (store.root / FOLDER / "article.txt").write_bytes(written)
    with store.run(clock=lambda: at_hour(2)) as run:
        assert run.cleaned
    assert refs(store.root)["refs/heads/main"] == whole
    assert git(store.root, "status", "--porcelain") == ""


# ---------------------------------------------------------------- cut off
def cut_off(store: Store, step: str) -> None:
    """Record an edit, and take back what comes after a step, as if the machine had stopped there."""
    before = refs(store.root)
    base = git(store.root, "rev-parse", "HEAD").strip()
    git(store.root, "update-ref", "refs/rowback/kept", before["refs/rowback/state"])
    record(store, edit(story(0), story(1)))
    after = refs(store.root)
    tip = git(store.root, "rev-parse", "HEAD").strip()
    git(store.root, "update-ref", "refs/rowback/incoming", tip)
    git(store.root, "update-ref", "refs/rowback/state", before["refs/rowback/state"])
    git(store.root, "update-ref", "-d", "refs/rowback/kept")
    if step != "only the revisions":
        git(store.root, "update-ref", "refs/rowback/incoming-state", after["refs/rowback/state"])
    if step == "branch moved":
        return
    git(store.root, "update-ref", "HEAD", base)
    if step != "work tree written":
        git(store.root, "read-tree", "-m", "-u", tip, base)
    if step == "only the state":
        git(store.root, "update-ref", "-d", "refs/rowback/incoming")


STEPS = ["only the revisions", "only the state", "streamed", "work tree written", "branch moved"]


@pytest.mark.parametrize("commits", [False, True], ids=["", "user commits"])
@pytest.mark.parametrize("step", STEPS)
def test_the_next_run_finishes_what_was_cut_off(shared: Store, desk: Path, step: str, commits: bool) -> None:
    record(shared, first_draft())
    cut_off(shared, step)
    if commits:
        git(desk, "commit", "--all", "--quiet", "-m", "Work of the user's")
    with shared.run(clock=lambda: at_hour(2)) as run:
        assert run.cleaned
        lost = step == "only the state"
        assert run.state[HARBOUR].etag == (None if lost or (step == "only the revisions") else '"v1"')
    assert [revision.kind for revision in shared.history(HARBOUR)] == [RevisionKind.EDITED, RevisionKind.NEW][lost:]
    assert shared.recorded([HARBOUR])[HARBOUR].article == story(0 if lost else 1)
    assert [ref for ref in refs(desk) if "incoming" in ref] == []
    if commits:
        assert git(desk, "status", "--porcelain") == "?? untracked.txt\n"
        assert "Work of the user's" in git(desk, "log", "--format=%s")
        assert shared.examine(deep=True) == (), "what was committed twice was not made by hand"
    else:
        assert_untouched(desk)


def test_a_run_cut_off_on_another_branch_is_finished_there(shared: Store, desk: Path, tmp_path: Path) -> None:
    record(shared, first_draft())
    git(desk, "commit", "--all", "--quiet", "-m", "Work of the user's")
    cut_off(shared, "streamed")
    (desk / ".git" / "rowback.lock").write_text("999999999 refs/heads/trunk\n")
    git(desk, "checkout", "--quiet", "-b", "other")
    record(shared, first_draft(FERRY))
    assert (len(shared.history(HARBOUR)), len(shared.history(FERRY))) == (1, 1)
    git(desk, "checkout", "--quiet", "trunk")
    assert (len(shared.history(HARBOUR)), len(shared.history(FERRY))) == (2, 0)

    cut_off_again = refs(desk)["refs/heads/trunk"]
    git(desk, "update-ref", "refs/heads/trunk", "HEAD^")
    git(desk, "reset", "--hard", "--quiet")
    git(desk, "update-ref", "refs/rowback/incoming", cut_off_again)
    (desk / ".git" / "rowback.lock").write_text("999999999 refs/heads/trunk\n")
    git(desk, "worktree", "add", "--quiet", str(tmp_path / "other"), "other")
    with pytest.raises(StoreError, match="another work tree has checked out"):
        record(Store.open(tmp_path / "other" / "snapshots"), edit(story(0), story(1), FERRY))
    record(shared, edit(story(1), story(2), hour=3))
    assert len(shared.history(HARBOUR)) == 3


# ---------------------------------------------------------------- joining
def test_a_commit_made_during_a_run_is_joined(shared: Store, desk: Path) -> None:
    record(shared, first_draft())
    with shared.run(clock=lambda: at_hour(1)) as run:
        revision = run.record(edit(story(0), story(1)))
        git(desk, "commit", "--all", "--quiet", "-m", "Work of the user's")
    assert shared.history(HARBOUR)[0].id == revision, "an id that was told stays true"
    assert git(desk, "show", "HEAD:edited.txt") == "second\n"
    assert git(desk, "log", "-1", "--format=%s") == "rowback: join two lines of revisions\n"
    assert git(desk, "log", "-1", "--format=%s", "HEAD^1") == "Work of the user's\n"
    assert git(desk, "status", "--porcelain") == "?? untracked.txt\n"
    assert shared.recorded([HARBOUR])[HARBOUR].article == story(1)
    record(shared, edit(story(1), story(2), hour=2))
    assert len(shared.history(HARBOUR)) == 3


def test_the_first_commit_made_during_the_first_run_is_joined(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    store = Store.create(tmp_path / "snapshots")
    (tmp_path / "mine.txt").write_text("first\n")
    with store.run(clock=lambda: at_hour(1)) as run:
        run.record(first_draft())
        git(tmp_path, "add", "mine.txt")
        git(tmp_path, "commit", "--quiet", "-m", "Begin")
    assert len(store.history(HARBOUR)) == 1
    assert git(tmp_path, "show", "HEAD:mine.txt") == "first\n"
    assert git(tmp_path, "status", "--porcelain") == ""


def test_of_two_lines_each_article_keeps_what_was_observed_last(store: Store) -> None:
    """A revision waits on the incoming ref while a newer one of the same article comes in by a merge."""
    record(store, first_draft(), first_draft(FERRY))
    cut_off(store, "streamed")
    elsewhere = git(store.root, "rev-parse", "refs/rowback/incoming").strip()
    git(store.root, "update-ref", "-d", "refs/rowback/incoming")
    git(store.root, "update-ref", "-d", "refs/rowback/incoming-state")
    record(store, edit(story(0), story(5), hour=5), edit(story(0), story(7), FERRY, hour=0.5))
    git(store.root, "update-ref", "refs/rowback/incoming", elsewhere)
    with store.run(clock=lambda: at_hour(6)):
        pass
    assert [found.observed_at for found in store.history(HARBOUR)] == [at_hour(5), at_hour(1), at_hour(0)]
    assert store.recorded([HARBOUR])[HARBOUR].article == story(5)
    assert store.recorded([FERRY])[FERRY].article == story(7)
    assert git(store.root, "status", "--porcelain") == ""


def test_many_commits_of_a_user_during_many_runs(shared: Store, desk: Path) -> None:
    """They race: each side commits as fast as it can, and nothing of either is lost."""
    script = (
        "import subprocess, sys\n"
        "for k in range(25):\n"
        "    open('edited.txt', 'a').write(f'{k}\\n')\n"
        "    while subprocess.run(['git', '-c', 'user.name=Desk', '-c', 'user.email=desk@localhost', 'commit', '-aqm',"
        " f'Work {k}'], capture_output=True).returncode: pass\n"
    )
    record(shared, first_draft())
    user = subprocess.Popen([sys.executable, "-c", script], cwd=desk)
    number = 0
    while user.poll() is None or number < 5:
        draft = edit(story(number), story(number + 1), hour=number + 1)
        try:
            record(shared, draft)
        except StoreError as error:
            assert "index.lock" in str(error)  # noqa: PT017  the revision waits for the next run
        number += 1
    record(shared, edit(story(number), story(number + 1), hour=number + 1))
    assert [store_story.observed_at for store_story in shared.history(HARBOUR)] == [
        at_hour(hour) for hour in range(number + 1, -1, -1)
    ]
    assert shared.recorded([HARBOUR])[HARBOUR].article == story(number + 1)
    subjects = git(desk, "log", "--format=%s").splitlines()
    assert sum(subject.startswith("Work ") for subject in subjects) == 25
    assert git(desk, "show", "HEAD:edited.txt").splitlines()[1:] == [str(k) for k in range(25)]
    assert git(desk, "status", "--porcelain") == "?? untracked.txt\n"
