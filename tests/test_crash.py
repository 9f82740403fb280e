"""A run is killed at a random moment, a user commits in between, and nothing is lost, doubled or undone."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from rowback.cli.console import utc_now
from tests.support import STORY, Newsroom, fsck, git, page

ROUNDS = 20
ARTICLES = 4


def version(article: int, number: int) -> str:
    first = STORY[0].replace("40 metres", f"{40 + number} metres").replace("council", f"council of district {article}")
    return page(first, *STORY[1:], headline=f"District {article} is to rebuild its wall")


def start_check(newsroom: Newsroom) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rowback", "-C", str(newsroom.store), "check", "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


@pytest.mark.parametrize("seed", [1])
def test_a_killed_check_loses_doubles_and_undoes_nothing(newsroom: Newsroom, seed: int) -> None:
    newsroom.clock = utc_now  # the killed runs have no other
    rng = random.Random(seed)  # noqa: S311  moments, not secrets
    addresses = [newsroom.site.publish(f"/{k}", version(k, 0)) for k in range(ARTICLES)]
    newsroom.must("add", *addresses)
    note = newsroom.store / "desk-notes.txt"
    note.write_text("notes of the night desk\n", encoding="utf-8")
    git(newsroom.store, "add", "desk-notes.txt")
    git(newsroom.store, "-c", "user.name=desk", "-c", "user.email=desk@localhost", "commit", "-qm", "Keep notes")
    begun = time.monotonic()
    whole = start_check(newsroom)
    whole.communicate()
    took = time.monotonic() - begun
    assert whole.returncode == 0

    for number in range(1, ROUNDS + 1):
        for k in range(ARTICLES):
            newsroom.site.publish(f"/{k}", version(k, number))
        running = start_check(newsroom)
        time.sleep(rng.uniform(0.2, 1.1) * took)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        fsck(newsroom.store)
        if rng.random() < 0.5:
            note.write_text(f"notes of round {number}\n", encoding="utf-8")
            git(newsroom.store, "-c", "user.name=desk", "-c", "user.email=desk@localhost", "commit", "-aqm", "Notes")
        rows = newsroom.must("check", "--json").rows
        assert {row["outcome"] for row in rows} <= {"edited", "unchanged"}, rows
        fsck(newsroom.store)

    for k, address in enumerate(addresses):
        revisions = newsroom.log(address)
        texts = []
        for revision in reversed(revisions):
            names = git(newsroom.store, "ls-tree", "-r", "--name-only", revision["revision"]).splitlines()
            (name,) = (n for n in names if n.endswith(f"{_id(newsroom, address)}/article.txt"))
            texts.append(git(newsroom.store, "show", f"{revision['revision']}:{name}"))
        for number, text in enumerate(texts):
            assert f"lost {40 + number} metres" in text, (k, number)
        assert len(texts) == ROUNDS + 1
    assert git(newsroom.store, "status", "--porcelain", "--untracked-files=no") == ""


def _id(newsroom: Newsroom, address: str) -> str:
    from rowback.store.paths import Address

    return Address.of(address).id
