"""Runs are killed at random moments, a user commits in between, and nothing is lost, doubled or undone."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rowback.model import RevisionKind
from rowback.store import Store
from rowback.store.lock import locked
from tests.store.articles import FERRY, HARBOUR, at_hour, first_draft, fsck, git, record, story

KILLS = 10

# Each run records the next version of both stories, and says so once it is published.
CHILD = """
import sys
from pathlib import Path
from rowback.store import Store
from rowback.store.lock import locked
from tests.store.articles import *

def number_of(store, url):
    return int(store.recorded([url])[url].article.sentences[1].split()[3]) - 40

store = Store.open(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    hours = []
    with store.run(clock=lambda: at_hour(hours[-1])) as run:
        for url in (HARBOUR, FERRY):
            number = number_of(store, url)
            hours.append(number + 1)
            noted(run, edit(story(number), story(number + 1), url, hour=number + 1))
    print(*hours, flush=True)
"""


def children_of(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def commit_patiently(folder: Path, message: str) -> None:
    """As a user would who is told that another git is at work: that of the killed run ends by itself."""
    for _ in range(50):
        with contextlib.suppress(AssertionError):
            git(folder, "commit", "--all", "--quiet", "-m", message)
            return
        time.sleep(0.1)
    git(folder, "commit", "--all", "--quiet", "-m", message)


@pytest.mark.parametrize("git_too", [False, True], ids=["rowback", "rowback and git"])
def test_a_killed_run_loses_doubles_and_undoes_nothing(shared: Store, desk: Path, git_too: bool) -> None:
    rng = random.Random(7)  # noqa: S311  moments, not secrets
    record(shared, first_draft(), first_draft(FERRY))
    took, told = 0.5, [0, 0]
    for kill in range(KILLS):
        command = [sys.executable, "-c", CHILD, str(shared.root)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as child:
            assert child.stdout is not None
            child.stdout.readline()
            begun = time.monotonic()
            told = [int(hour) for hour in child.stdout.readline().split()] or told
            took = time.monotonic() - begun
            time.sleep(rng.uniform(0, took))
            for process in [*(children_of(child.pid) if git_too else []), child.pid]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            told = [int(hour) for line in child.stdout for hour in line.split()][-2:] or told
        if git_too:  # a git that is killed leaves its locks, and the errors say to remove them
            for lock in (*desk.glob(".git/*.lock"), *desk.glob(".git/refs/heads/*.lock")):
                if lock.name != "rowback.lock":
                    lock.unlink()
        if rng.random() < 0.5:
            (desk / "edited.txt").write_text(f"work {kill}\n")
            commit_patiently(desk, f"Work {kill}")
        with locked(desk / ".git"):  # the killed run's git has ended
            pass
        fsck(desk)
        with shared.run(clock=lambda: at_hour(0)):
            pass
        fsck(desk)
        for url, hour in zip((HARBOUR, FERRY), told, strict=True):
            history = shared.history(url)
            newest = len(history) - 1
            assert newest >= hour, "what was published stays"
            assert [revision.observed_at for revision in history] == [at_hour(h) for h in range(newest, -1, -1)]
            assert history[-1].kind is RevisionKind.NEW
            assert shared.recorded([url])[url].article == story(newest)
            assert shared.at(history[newest // 2]).article == story(newest - newest // 2)
        assert git(desk, "status", "--porcelain", "snapshots") == ""
    assert not list(desk.glob(".git/objects/pack/tmp_*"))
