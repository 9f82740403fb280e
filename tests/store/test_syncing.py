"""Clones that push to one remote: each revision arrives once, ids stay true, and nothing of a user's is touched."""

import subprocess
import sys
from pathlib import Path

import pytest

from rowback.errors import RemoteError, StoreError
from rowback.store import Store
from rowback.store.paths import Address
from rowback.store.remote import FETCHED
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, fsck, git, record, story
from tests.store.clones import bare, clone, push_first, sync, tips

HALL = "https://tidewater.example/news/hall.html"


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    return bare(tmp_path / "remote.git")


@pytest.fixture
def pair(store: Store, remote: Path, tmp_path: Path) -> tuple[Store, Store]:
    """Two clones with one revision each side knows."""
    record(store, first_draft())
    push_first(store, remote)
    other = Store.open(clone(remote, tmp_path / "other"))
    assert sync(other) == (0, 0)
    return store, other


def ids(store: Store, url: str = HARBOUR) -> list[str]:
    return [revision.id for revision in store.history(url)]


# ---------------------------------------------------------------- in and out
def test_the_first_sync_fills_an_empty_remote(store: Store, remote: Path) -> None:
    record(store, first_draft())
    git(store.root, "remote", "add", "origin", remote.as_uri())
    assert sync(store) == (0, 1)
    assert tips(remote) == tips(store.root)
    assert sync(store) == (0, 0)
    fsck(remote)


def test_a_fresh_clone_goes_on_where_the_last_run_stopped(pair: tuple[Store, Store]) -> None:
    _, other = pair
    with other.run(clock=lambda: at_hour(1)) as run:
        assert run.state[HARBOUR].etag == '"v1"'


def test_what_was_recorded_elsewhere_comes_in_without_a_merge(pair: tuple[Store, Store]) -> None:
    store, other = pair
    told = record(store, edit(story(0), story(1)))
    assert sync(store) == (0, 1)
    assert sync(other) == (1, 0)
    assert ids(other)[0] == told[0]
    assert tips(other.root) == tips(store.root)
    assert git(other.root, "status", "--porcelain") == ""


def test_when_both_moved_one_merge_joins_them_and_ids_stay(pair: tuple[Store, Store], remote: Path) -> None:
    store, other = pair
    told = record(store, edit(story(0), story(1), hour=1), first_draft(FERRY))
    sync(store)
    mine = record(other, edit(story(0), story(2), hour=2), first_draft(HALL))
    assert sync(other) == (2, 2)
    assert sync(store) == (2, 0)
    assert git(remote, "rev-list", "--count", "--merges", "main") == "1\n"
    for one in pair:
        assert ids(one) == [mine[0], told[0], ids(one)[-1]]
        assert (ids(one, FERRY), ids(one, HALL)) == ([told[1]], [mine[1]])
        assert one.recorded([HARBOUR])[HARBOUR].article == story(2)
        assert git(one.root, "status", "--porcelain") == ""
    assert tips(other.root) == tips(store.root) == tips(remote)
    fsck(remote)


def test_of_the_state_each_address_keeps_the_later_look(pair: tuple[Store, Store]) -> None:
    store, other = pair
    record(store, edit(story(0), story(1), hour=5))
    record(other, first_draft(FERRY, hour=3))
    sync(store)
    sync(other)
    seen = other.sightings()
    assert (seen[HARBOUR].checked_at, seen[FERRY].checked_at) == (at_hour(5), at_hour(3))
    assert seen[HARBOUR].etag == seen[FERRY].etag == '"v1"', "they are of what the joined branch holds"


def test_addresses_added_in_two_clones_are_watched_in_both(pair: tuple[Store, Store]) -> None:
    store, other = pair
    store.add([FERRY])
    other.add([HALL])
    for one in (store, other, store):
        sync(one)
    assert set(store.config.watch) == set(other.config.watch) == {FERRY, HALL}


def test_two_stores_that_began_by_themselves_are_joined(store: Store, remote: Path, tmp_path: Path) -> None:
    record(store, first_draft())
    push_first(store, remote)
    other = Store.create(tmp_path / "other")
    record(other, first_draft(FERRY))
    push_first(other, remote)
    sync(store)
    assert len(ids(store)) == len(ids(other)) == len(ids(store, FERRY)) == 1


def test_a_remote_that_has_nothing_in_common_is_refused(store: Store, remote: Path, tmp_path: Path, desk: Path) -> None:
    git(desk, "push", "--quiet", remote.as_uri(), "trunk:main")
    record(store, first_draft())
    with pytest.raises(StoreError, match="nothing in common"):
        push_first(store, remote)
    assert git(remote, "rev-list", "--count", "main") == "1\n"


# ---------------------------------------------------------------- a user's own work
def test_work_of_the_user_is_not_touched(shared: Store, desk: Path, remote: Path, tmp_path: Path) -> None:
    record(shared, first_draft())
    git(desk, "remote", "add", "origin", remote.as_uri())
    assert sync(shared) == (0, 1)
    other = Store.open(clone(remote, tmp_path / "other", "--branch", "trunk") / "snapshots")
    (other.root.parent / "theirs.txt").write_text("theirs\n")
    git(other.root.parent, "add", "theirs.txt")
    git(other.root.parent, "commit", "--quiet", "-m", "Work elsewhere")
    record(other, edit(story(0), story(1)))
    sync(other)
    record(shared, first_draft(FERRY))
    assert sync(shared) == (1, 1)
    assert git(desk, "status", "--porcelain").splitlines() == [" M edited.txt", "M  staged.txt", "?? untracked.txt"]
    assert (desk / "theirs.txt").read_text() == "theirs\n"
    assert git(desk, "show", ":staged.txt") == "second\n"


def test_an_edit_by_hand_in_the_way_is_named_and_stops_no_later_run(pair: tuple[Store, Store]) -> None:
    store, other = pair
    record(store, edit(story(0), story(1)))
    sync(store)
    (text,) = other.root.rglob("article.txt")
    text.write_text("mine\n")
    with pytest.raises(StoreError, match=r"article\.txt was changed by hand: nothing was changed here"):
        sync(other)
    assert text.read_text() == "mine\n"
    record(other, first_draft(FERRY))
    git(other.root, "checkout", "--", ".")
    assert sync(other) == (1, 1)


def test_a_tag_and_another_branch_are_left_where_they_are(pair: tuple[Store, Store], remote: Path) -> None:
    store, other = pair
    record(store, edit(story(0), story(1)))
    git(store.root, "tag", "mine")
    git(store.root, "branch", "side")
    git(store.root, "config", "push.followTags", "true")
    sync(store)
    git(store.root, "push", "--quiet", "origin", "mine", "side")
    sync(other)
    assert git(other.root, "tag") == ""
    assert "side" not in git(other.root, "for-each-ref")


def test_a_tracking_ref_that_another_git_moves_underneath_a_fetch_stops_no_sync(
    pair: tuple[Store, Store], tmp_path: Path
) -> None:
    """As the push of a sync does which was killed: its git goes on for a moment, and moves the ref when it is done."""
    store, other = pair
    record(store, edit(story(0), story(1)))
    sync(store)
    taken_back = git(other.root, "rev-parse", "refs/remotes/origin/main^").strip()
    moves, serves = tmp_path / "moves", tmp_path / "serves"
    # Git calls the first where it makes the pack: the fetch knows by then where its ref is.
    moves.write_text(
        f"#!/bin/sh\nif mkdir '{tmp_path}/moved'; then\n"
        f"git --git-dir='{other.root}/.git' update-ref refs/remotes/origin/main {taken_back}\nfi 2>&-\nexec \"$@\"\n"
    )
    serves.write_text(f"#!/bin/sh\nexec git -c uploadpack.packObjectsHook='{moves}' upload-pack \"$@\"\n")
    for program in (moves, serves):
        program.chmod(0o755)
    git(other.root, "config", "remote.origin.uploadpack", str(serves))
    assert sync(other) == (1, 0)
    assert (tmp_path / "moved").is_dir()
    assert tips(other.root) == tips(store.root)


def test_a_state_that_a_killed_sync_had_fetched_is_cleared_away(pair: tuple[Store, Store]) -> None:
    store, _ = pair
    for sweep in (lambda: sync(store), lambda: store.mend()):
        git(store.root, "update-ref", FETCHED, "refs/rowback/state")
        assert FETCHED in {found.place for found in store.examine()}
        sweep()
        assert git(store.root, "for-each-ref", FETCHED) == ""


# ---------------------------------------------------------------- refusals
def test_a_remote_that_cannot_move_two_refs_at_once_gets_them_one_by_one(
    pair: tuple[Store, Store], remote: Path
) -> None:
    store, other = pair
    git(remote, "config", "receive.advertiseAtomic", "false")
    record(store, edit(story(0), story(1)))
    assert sync(store) == (0, 1)
    record(other, first_draft(FERRY))
    assert sync(other) == (1, 1)
    assert tips(remote) == tips(other.root)


def test_a_remote_that_refuses_is_told_and_what_came_in_is_kept(pair: tuple[Store, Store], remote: Path) -> None:
    store, other = pair
    record(store, edit(story(0), story(1)))
    sync(store)
    before = tips(remote)
    hook = remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'GH006: Protected branch update failed' >&2\nexit 1\n")
    hook.chmod(0o755)
    record(other, first_draft(FERRY))
    with pytest.raises(RemoteError, match=r"origin/main takes no such push .*safe here") as refused:
        sync(other)
    assert refused.value.hint
    assert tips(remote) == before
    assert (len(ids(other)), len(ids(other, FERRY))) == (2, 1)
    hook.unlink()
    assert sync(other) == (0, 1)


def test_a_remote_that_is_not_there_is_told(pair: tuple[Store, Store], remote: Path, tmp_path: Path) -> None:
    store, _ = pair
    remote.rename(tmp_path / "elsewhere.git")
    told = record(store, edit(story(0), story(1)))
    with pytest.raises(RemoteError, match="no repository at the address of origin"):
        sync(store)
    git(store.root, "remote", "set-url", "origin", "http://127.0.0.1:1/store.git")
    with pytest.raises(RemoteError, match="origin cannot be reached: what is recorded is safe here"):
        sync(store)
    assert ids(store)[0] == told[0]
    git(store.root, "remote", "set-url", "origin", (tmp_path / "elsewhere.git").as_uri())
    assert sync(store) == (0, 1)


def test_a_remote_that_runs_a_command_is_not_used(pair: tuple[Store, Store], tmp_path: Path) -> None:
    store, _ = pair
    git(store.root, "remote", "set-url", "origin", f"ext::sh -c touch% {tmp_path}/ran")
    with pytest.raises(RemoteError, match="ext"):
        sync(store)
    assert not (tmp_path / "ran").exists()


def test_without_a_remote_or_a_branch_the_error_says_what_to_do(store: Store, pair: tuple[Store, Store]) -> None:
    git(store.root, "remote", "rename", "origin", "backup")
    assert sync(store) == (0, 0), "the only one is meant"
    with pytest.raises(StoreError, match="no remote origin") as refused:
        store.sync(clock=lambda: at_hour(1), remote="origin")
    assert "backup" in str(refused.value.hint)
    git(store.root, "checkout", "--quiet", "--detach")
    with pytest.raises(StoreError, match="no branch is checked out") as refused:
        sync(store)
    assert "--branch" in str(refused.value.hint)
    record(store, edit(story(0), story(1)))
    done = store.sync(clock=lambda: at_hour(1), branch="main")
    assert (done.remote, done.went_out) == ("backup/main", 1)
    git(store.root, "remote", "remove", "backup")
    with pytest.raises(StoreError, match="has no remote"):
        sync(store)


# ---------------------------------------------------------------- what was forgotten
def test_a_remote_does_not_bring_back_what_was_forgotten(pair: tuple[Store, Store], remote: Path) -> None:
    store, other = pair
    record(store, first_draft(FERRY))
    sync(store)
    sync(other)
    store.forget(HARBOUR, clock=lambda: at_hour(9))
    (news,) = record(other, edit(story(0), story(1), FERRY))
    record(other, edit(story(0), story(1)))
    sync(other)
    assert sync(store, push=False) == (1, 0)
    with pytest.raises(RemoteError, match="still holds what was forgotten here") as refused:
        sync(store)
    assert "--force-with-lease" in str(refused.value.hint)
    assert len(ids(other)) == 2
    assert (ids(store), len(ids(store, FERRY))) == ([], 2)
    assert HARBOUR not in store.sightings()
    assert store.recorded([FERRY])[FERRY].article == story(1)

    git(store.root, "push", "--quiet", "--force-with-lease", "origin", "HEAD:main")
    assert sync(store) == (0, 0)
    with pytest.raises(RemoteError, match="has forgotten an article that is still here") as refused:
        sync(other)
    assert Address.of(HARBOUR).id in str(refused.value.hint)
    assert news in ids(other, FERRY), "nothing of a clone is rewritten by a sync"
    other.forget(HARBOUR, clock=lambda: at_hour(10))
    record(other, edit(story(1), story(2), FERRY, hour=2))
    assert sync(other) == (0, 1)
    assert sync(store) == (1, 0)
    assert ids(store, FERRY) == ids(other, FERRY)
    assert len(ids(store, FERRY)) == 3
    for one in pair:
        assert HARBOUR not in git(one.root, "show", "refs/rowback/state:state.jsonl")


def test_what_was_forgotten_stays_away_though_the_note_of_it_is_not_committed(
    pair: tuple[Store, Store], remote: Path
) -> None:
    """The user has staged other settings, which are theirs to commit."""
    store, other = pair
    record(store, first_draft(FERRY))
    sync(store)
    path = store.root / "rowback.toml"
    text = path.read_text()
    path.write_text(f"# mine\n{text}")
    git(store.root, "add", "rowback.toml")
    path.write_text(text)
    store.forget(HARBOUR, clock=lambda: at_hour(9))
    assert Address.of(HARBOUR).id not in git(store.root, "show", "HEAD:rowback.toml")
    sync(other)
    record(other, edit(story(0), story(1)), edit(story(0), story(1), FERRY))
    sync(other)
    with pytest.raises(RemoteError, match="still holds what was forgotten here"):
        sync(store)
    assert (ids(store), len(ids(store, FERRY))) == ([], 2)


# ---------------------------------------------------------------- at the same time
CHILD = """
import sys, time
import subprocess
import sys
from pathlib import Path
from rowback.store import Store
from rowback.store.remote import FETCHED
from tests.store.articles import *
from tests.store.clones import sync

store, me = Store.open(Path(sys.argv[1])), int(sys.argv[2])
for number in range(7):
    with store.run(clock=lambda: at_hour(time.time() / 3600)) as run:
        for k in range(me * 12, me * 12 + 24):
            url, hour = f"https://tidewater.example/news/{k}.html", time.time() / 3600
            before = run.recorded(url).article
            print(k, noted(run, edit(before, story(3 * number + me + 1), url, hour=hour)))
    sync(store)
"""


def test_three_clones_that_push_at_the_same_time_lose_and_double_nothing(
    store: Store, remote: Path, tmp_path: Path
) -> None:
    urls = [f"https://tidewater.example/news/{k}.html" for k in range(48)]
    record(store, *(first_draft(url) for url in urls))
    push_first(store, remote)
    clones = [clone(remote, tmp_path / f"clone {k}") for k in range(3)]
    root = Path(__file__).parents[2]
    children = [
        subprocess.Popen([sys.executable, "-c", CHILD, folder, str(k)], stdout=subprocess.PIPE, text=True, cwd=root)
        for k, folder in enumerate(clones)
    ]
    said = [child.communicate()[0] for child in children]
    assert [child.returncode for child in children] == [0, 0, 0]
    told = [line.split() for out in said for line in out.splitlines()]
    assert len(told) == 504
    fsck(remote)
    merges = int(git(remote, "rev-list", "--count", "--merges", "main"))
    assert merges <= 3 * 7, "one merge a sync at most, however many races it lost"
    for folder in (store.root, *clones):
        one = Store.open(folder)
        sync(one)
        assert tips(folder) == tips(remote)
        fsck(folder)
        histories = {url: one.history(url) for url in urls}
        found = [(str(k), revision.id) for k, url in enumerate(urls) for revision in histories[url][:-1]]
        assert sorted(found) == sorted((k, commit) for k, commit in told), "each once, and under its id"
        for url, recorded in one.recorded(urls).items():
            newest = max(histories[url], key=lambda revision: revision.observed_at)
            assert recorded.article == one.at(newest).article, "the next check compares with what was seen last"
            assert one.sightings()[url].etag is not None, "and with its validators"
        assert git(folder, "status", "--porcelain") == ""
