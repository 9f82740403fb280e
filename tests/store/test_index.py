"""The index says what git's history says, whatever happens to either of them."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rowback.model import Draft, Revision, RevisionKind
from rowback.store import Store, index
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, git, record, story

READ = """
import sys
from pathlib import Path
from rowback.store import Store
print("ready", flush=True)
for url in sys.argv[2:]:
    print(*(revision.id for revision in Store.open(Path(sys.argv[1])).history(url)), flush=True)
"""


def index_of(store: Store) -> Path:
    (found,) = store.root.glob(".git/rowback/**/" + index.NAME)
    return found


def told(store: Store) -> dict[str, tuple[Revision, ...]]:
    return {url: found for url in (HARBOUR, FERRY) if (found := store.history(url, all=True))}


def from_git(store: Store) -> dict[str, set[str]]:
    """By article the ids that plain git lists."""
    said = git(store.root, "log", "--no-merges", "--format=%H %(trailers:key=URL,valueonly,separator=%x20)")
    pairs = [line.split() for line in said.splitlines() if len(line.split()) == 2]
    return {url: {commit for commit, of in pairs if of == url} for url in dict.fromkeys(of for _, of in pairs)}


def check_index(store: Store) -> None:
    """The same as plain git says; the same as one made from nothing; the same addresses."""
    found = told(store)
    assert {url: {revision.id for revision in revisions} for url, revisions in found.items()} == from_git(store)
    assert store.urls() == tuple(sorted(found))
    place = index_of(store)
    kept = place.read_bytes()
    place.unlink()
    assert told(store) == found
    place.write_bytes(kept)


def test_a_branch_may_have_any_name(store: Store) -> None:
    record(store, first_draft())
    git(store.root, "checkout", "--quiet", "-b", "größe")
    record(store, first_draft(FERRY))
    check_index(store)


def test_the_index_follows_head_wherever_it_goes(store: Store) -> None:
    """New commits, resets, other branches, merges, in a random order that is always the same."""
    rng = random.Random(3)  # noqa: S311  choices, not secrets
    record(store, first_draft(), first_draft(FERRY))
    check_index(store)
    for hour in range(1, 40):
        match rng.choice(["record", "record", "record", "reset", "branch", "switch", "merge"]):
            case "record":
                record(store, edit(story(hour), story(hour + 1), rng.choice([HARBOUR, FERRY]), hour=hour))
            case "reset":
                git(store.root, "reset", "--quiet", "--hard", rng.choice(["HEAD~1", "HEAD@{2}", "HEAD@{1}"]))
            case "branch":
                git(store.root, "switch", "--quiet", "-c", f"b{hour}")
            case "switch":
                branches = git(store.root, "branch", "--format=%(refname:short)").split()
                git(store.root, "switch", "--quiet", rng.choice(branches))
            case _:
                branches = git(store.root, "branch", "--format=%(refname:short)").split()
                git(store.root, "merge", "--quiet", "--no-ff", "-s", "ours", "-m", "Join", rng.choice(branches))
        check_index(store)


def test_of_two_revisions_seen_at_one_time_the_later_commit_is_the_newer(store: Store) -> None:
    again = Draft(HARBOUR, RevisionKind.REEXTRACTED, story(1), at_hour(1), "engine 2")
    record(store, first_draft(), again, edit(story(1), story(2), hour=1))
    kinds = [revision.kind for revision in store.history(HARBOUR, all=True)]
    assert kinds == [RevisionKind.EDITED, RevisionKind.REEXTRACTED, RevisionKind.NEW]


def test_an_index_from_nothing_and_one_that_grew_order_alike(store: Store) -> None:
    record(store, first_draft())
    told(store)
    record(store, Draft(HARBOUR, RevisionKind.REEXTRACTED, story(1), at_hour(1), "engine 2"))
    told(store)
    record(store, edit(story(1), story(2), hour=1))
    check_index(store)


def test_a_store_without_a_revision_has_no_history(store: Store) -> None:
    assert store.history(HARBOUR) == ()
    assert store.urls() == ()
    record(store, first_draft())
    assert len(store.history(HARBOUR)) == 1


@pytest.mark.parametrize(
    "spoilt", [b"", b"no database", b"SQLite format 3\0" + b"\1" * 5000], ids=["empty", "text", "zeros"]
)
def test_a_spoilt_index_is_made_anew(store: Store, spoilt: bytes) -> None:
    record(store, first_draft())
    before = told(store)
    index_of(store).write_bytes(spoilt)
    assert told(store) == before
    check_index(store)


def test_an_index_that_is_spoilt_in_the_middle_is_made_anew(store: Store) -> None:
    record(store, first_draft(), *(edit(story(n), story(n + 1), hour=n + 1) for n in range(40)))
    before = told(store)
    whole = index_of(store).read_bytes()
    for place in range(100, len(whole), 4096):
        index_of(store).write_bytes(whole[:place] + b"\xff" * 3000 + whole[place + 3000 :])
        assert told(store) == before


def test_an_index_of_another_version_is_made_anew(store: Store) -> None:
    record(store, first_draft())
    before = told(store)
    subprocess.run(
        [sys.executable, "-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('pragma user_version = 7')",
         index_of(store)], check=True,
    )  # fmt: skip
    assert told(store) == before


def test_an_index_whose_tip_is_gone_is_made_anew(store: Store) -> None:
    record(store, first_draft())
    record(store, edit(story(0), story(1)))
    told(store)
    git(store.root, "reset", "--quiet", "--hard", "HEAD~1")
    git(store.root, "reflog", "expire", "--expire=now", "--all")
    git(store.root, "gc", "--quiet", "--prune=now")
    check_index(store)


def test_where_nothing_can_be_kept_the_history_is_read_all_the_same(store: Store) -> None:
    record(store, first_draft(), first_draft(FERRY))
    before = told(store)
    index_of(store).unlink()
    index_of_folder = store.root / ".git" / "rowback"
    for left in sorted(index_of_folder.rglob("*"), reverse=True):
        left.unlink() if left.is_file() else left.rmdir()
    index_of_folder.rmdir()
    index_of_folder.write_text("in the way")
    assert told(store) == before
    assert store.urls() == (FERRY, HARBOUR)
    assert {texts[0][0].url for texts in store.texts()} == {FERRY, HARBOUR}
    assert index_of_folder.read_text() == "in the way"


def test_a_shallow_clone_that_is_deepened_has_its_history(store: Store, tmp_path: Path) -> None:
    record(store, first_draft(), *(edit(story(n), story(n + 1), hour=n + 1) for n in range(4)))
    git(tmp_path, "clone", "--quiet", "--depth=2", store.root.as_uri(), "clone")
    clone = Store.open(tmp_path / "clone")
    assert len(clone.history(HARBOUR)) < 5
    git(clone.root, "fetch", "--quiet", "--unshallow")
    assert clone.history(HARBOUR) == store.history(HARBOUR)


def test_two_work_trees_of_one_repository_each_have_their_own_history(store: Store, tmp_path: Path) -> None:
    record(store, first_draft())
    git(store.root, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "other"))
    other = Store.open(tmp_path / "other")
    record(store, edit(story(0), story(1)))
    (theirs,) = record(other, first_draft(FERRY))
    for _ in range(2):
        assert (len(store.history(HARBOUR)), len(store.history(FERRY))) == (2, 0)
        assert (len(other.history(HARBOUR)), [revision.id for revision in other.history(FERRY)]) == (1, [theirs])


def test_two_stores_of_one_repository_do_not_mix(desk: Path) -> None:
    one, two = Store.create(desk / "one"), Store.create(desk / "two")
    record(one, first_draft())
    (theirs,) = record(two, first_draft(hour=3))
    assert len(one.history(HARBOUR)) == 1
    assert [revision.id for revision in two.history(HARBOUR)] == [theirs]


def test_who_reads_for_long_keeps_nobody_waiting(store: Store) -> None:
    record(store, first_draft(), first_draft(FERRY))
    reading = store.texts()
    next(reading)
    record(store, edit(story(0), story(1)))
    begun = time.monotonic()
    assert len(store.history(HARBOUR)) == 2
    assert time.monotonic() - begun < 4, "a lock was waited for"
    assert len(list(reading)) == 1


def test_many_at_once_read_the_same(store: Store) -> None:
    record(store, first_draft(), *(edit(story(n), story(n + 1), hour=n + 1) for n in range(30)))
    command = [sys.executable, "-c", READ, str(store.root), HARBOUR, FERRY, HARBOUR]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = {reader.communicate()[0] for reader in readers}
    assert len(said) == 1
    assert len(said.pop().split()) == 1 + 2 * 31


def test_a_killed_process_leaves_an_index_that_can_be_used(store: Store) -> None:
    rng = random.Random(5)  # noqa: S311  moments, not secrets
    record(store, first_draft())
    for kill in range(8):
        record(store, edit(story(kill), story(kill + 1), hour=kill + 1))
        if kill % 2:
            index_of(store).unlink()
        with subprocess.Popen(
            [sys.executable, "-c", READ, store.root, HARBOUR], stdout=subprocess.PIPE, text=True
        ) as reader:
            assert reader.stdout is not None
            reader.stdout.readline()
            time.sleep(rng.uniform(0, 0.04))
            os.kill(reader.pid, signal.SIGKILL)
        assert len(store.history(HARBOUR)) == kill + 2
    check_index(store)
