import os
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from rowback.errors import StoreBusyError
from rowback.model import Outcome
from rowback.store import Store
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, fsck, git, noted, page_of, record, story

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # written once, to have a name for it


def unreachable(store: Store) -> list[str]:
    lines = git(store.root, "fsck", "--unreachable", "--no-reflogs", "--no-progress").splitlines()
    return [line for line in lines if EMPTY_TREE not in line]


def test_a_state_that_was_replaced_leaves_nothing_behind(store: Store) -> None:
    record(store, first_draft(), first_draft(FERRY))
    for hour in range(1, 6):
        with store.run(clock=lambda: at_hour(hour)) as run:  # noqa: B023  called at once
            noted(run, edit(story(hour - 1), story(hour), hour=hour))
            run.hold(FERRY, page_of(story(hour), FERRY), "it asks for a login", first_seen=at_hour(hour))
    with store.run(clock=lambda: at_hour(7)) as run:
        run.drop_held(FERRY)
    assert unreachable(store) == []
    assert len(list(store.root.glob(".git/objects/pack/*.pack"))) == 6


def test_a_state_that_somebody_else_names_stays_whole(store: Store) -> None:
    record(store, first_draft())
    git(store.root, "update-ref", "refs/rowback/remote/state", "refs/rowback/state")
    record(store, edit(story(0), story(1)))
    fsck(store.root)
    assert '"v1"' in git(store.root, "show", "refs/rowback/remote/state:state.jsonl").replace("\\", "")


def test_packs_that_are_joined_lose_nothing(store: Store) -> None:
    record(store, first_draft())
    for hour in range(1, 60):
        record(store, edit(story(hour - 1), story(hour), hour=hour))
    assert len(store.history(HARBOUR)) == 60
    assert len(list(store.root.glob(".git/objects/pack/*.pack"))) < 20
    assert unreachable(store) == []


def test_a_pack_that_is_to_be_kept_stays(store: Store) -> None:
    record(store, first_draft())
    (pack,) = store.root.glob(".git/objects/pack/*.pack")
    pack.with_suffix(".keep").write_text("mine\n")
    for hour in range(1, 55):
        record(store, edit(story(hour - 1), story(hour), hour=hour))
    assert pack.exists()
    assert len(list(store.root.glob(".git/objects/pack/*.pack"))) < 20


def test_a_removal_of_packs_that_was_cut_off_stops_nothing_and_is_finished(store: Store) -> None:
    """In any order but ours `git repack --cruft` fails from then on: it could not find pack."""

    class CutOffError(BaseException):
        pass

    record(store, first_draft())
    for hour in range(1, 45):
        record(store, edit(story(hour - 1), story(hour), hour=hour))
    unlink, gone = Path.unlink, list[Path]()

    def last(path: Path, missing_ok: bool = False) -> None:
        if path.name.startswith("pack-"):
            if gone:
                raise CutOffError
            gone.append(path)
        unlink(path, missing_ok=missing_ok)

    with patch.object(Path, "unlink", last), suppress(CutOffError):
        for hour in range(45, 60):
            record(store, edit(story(hour - 1), story(hour), hour=hour))
    assert len(gone) == 1
    git(store.root, "repack", "--cruft", "-d", "-l", "--quiet")
    (store.root / ".git" / "rowback.lock").write_text("999999999 refs/heads/main\n")  # as a process that was killed
    with store.run(clock=lambda: at_hour(70)) as run:
        assert run.cleaned == ("removed half-written files of a run that was cut off",)
    packs = store.root / ".git" / "objects" / "pack"
    assert {part.stem for part in packs.iterdir()} == {part.stem for part in packs.glob("*.pack")}
    fsck(store.root)
    assert len(store.history(HARBOUR)) > 45


@pytest.mark.parametrize("said", ["", "fast-import"])
def test_a_mark_that_a_git_without_room_left_is_not_in_the_way_of_the_same_pack(store: Store, said: str) -> None:
    record(store, first_draft())
    packs = store.root / ".git" / "objects" / "pack"
    (mine,) = packs.glob("*.pack")
    mine.with_suffix(".keep").touch()
    tip = git(store.root, "rev-parse", "HEAD").strip()
    record(store, edit(story(0), story(1)))
    (pack,) = set(packs.glob("*.pack")) - {mine}
    git(store.root, "reset", "--hard", "--quiet", tip)  # as if the disk had been full
    for part in packs.glob(f"{pack.stem}.*"):
        part.unlink()
    pack.with_suffix(".keep").write_text(said)
    (store.root / ".git" / "rowback.lock").write_text("999999999 refs/heads/main\n")
    record(store, edit(story(0), story(1)))
    assert pack.exists()
    assert [keep.stem for keep in packs.glob("*.keep")] == [mine.stem], "that one is the user's"


def test_packs_that_a_killed_git_left_unfinished_go_and_those_of_a_running_one_stay(store: Store) -> None:
    record(store, first_draft())
    packs = store.root / ".git" / "objects" / "pack"
    ended = subprocess.Popen(["git", "version"], stdout=subprocess.DEVNULL)
    ended.wait()
    running, dead = (packs / f".tmp-{process}-pack-{'1' * 40}.pack" for process in (os.getpid(), ended.pid))
    for pack in (running, dead, packs / "tmp_pack_1"):
        pack.write_bytes(b"PACK")
    (store.root / ".git" / "rowback.lock").write_text(f"{ended.pid} refs/heads/main\n")
    record(store, edit(story(0), story(1)))
    assert [part for part in packs.iterdir() if "tmp" in part.name] == [running]


def test_a_state_is_trusted_only_while_the_branch_holds_the_same_articles(shared: Store, desk: Path) -> None:
    record(shared, first_draft(), first_draft(FERRY))
    before = git(desk, "rev-parse", "HEAD").strip()
    record(shared, edit(story(0), story(1)))
    git(desk, "commit", "--quiet", "--all", "-m", "Work of the user's, elsewhere")
    assert shared.sightings()[HARBOUR].etag == '"v1"'
    git(desk, "reset", "--quiet", "--hard", before)
    assert (shared.sightings()[HARBOUR].etag, shared.sightings()[FERRY].etag) == (None, '"v1"')
    with shared.run(clock=lambda: at_hour(3)) as run:
        run.state[FERRY] = replace(run.state[FERRY], checked_at=at_hour(3), outcome=Outcome.UNCHANGED)
    assert (shared.sightings()[HARBOUR].etag, shared.sightings()[FERRY].etag) == (None, '"v1"')


def test_gc_packs_everything_and_loses_nothing(shared: Store, desk: Path) -> None:
    (desk / "lost.txt").write_text("work that was reset away\n")
    git(desk, "add", "lost.txt")
    git(desk, "commit", "--quiet", "-m", "Lost")
    lost = git(desk, "rev-parse", "HEAD").strip()
    git(desk, "reset", "--quiet", "--soft", "HEAD~1")
    git(desk, "reflog", "expire", "--expire=now", "--all")
    record(shared, first_draft(), first_draft(FERRY))
    for hour in range(1, 20):
        record(shared, edit(story(hour - 1), story(hour), hour=hour))
    settings = git(desk, "config", "--local", "--list")
    before, after = shared.gc(clock=lambda: at_hour(21))
    assert after < before
    assert len(list(desk.glob(".git/objects/pack/*.pack"))) == 1
    assert len(shared.history(HARBOUR)) == 20
    assert shared.sightings()[HARBOUR].etag == '"v1"'
    assert git(desk, "cat-file", "-t", lost) == "commit\n"
    assert git(desk, "config", "--local", "--list") == settings
    record(shared, edit(story(19), story(20), hour=22))
    assert len(shared.history(HARBOUR)) == 21


def test_gc_does_not_run_beside_another_run(store: Store) -> None:
    with store.run(clock=lambda: at_hour(1)), pytest.raises(StoreBusyError):
        store.gc(clock=lambda: at_hour(1))
