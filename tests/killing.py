"""The program as a process of its own that is killed at a random moment, and plain facts about what that leaves."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rowback import api
from rowback.model import Article

TOP = Path(__file__).parents[1]

# The program as an older or newer rowback: every second one passes over the last paragraph.
PROGRAM = """
import sys
from tests.killing import engine
from rowback.cli import run
with engine(int(sys.argv.pop(1))):
    run()
"""


@contextlib.contextmanager
def engine(number: int) -> Iterator[None]:
    """Be another extractor."""
    before = api.extractor, api.segment

    def segment(article: Article) -> Article:
        kept = article.paragraphs[:-1] if number % 2 else article.paragraphs
        return before[1](replace(article, paragraphs=kept))

    api.extractor, api.segment = lambda *_: f"engine {number}", segment
    try:
        yield
    finally:
        api.extractor, api.segment = before


def children_of(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    with contextlib.suppress(OSError):
        return [int(child) for child in listed.read_text().split()]
    return []


class Killer:
    """Starts things and kills them.

    Attributes:
        kills: how many were killed before they came to their end, by what they did.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._took: dict[str, float] = {}
        self.kills: Counter[str] = Counter()

    def kill(self, what: str, store: Path, call: Sequence[str], *, engine: int, signs: Sequence[str]) -> None:
        """Run a command until some moment, and sometimes kill its git with it.

        Args:
            what: it does, to learn how long that takes.
            signs: files in the git folder that show how far it is; the moment is one after such a sign, or any.
        """
        command = [sys.executable, "-c", PROGRAM, str(engine), "-C", str(store), *call]
        begun = time.monotonic()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=TOP)
        self._wait_for_a_moment(running, self._took.get(what, 1.0), [store / ".git" / sign for sign in signs])
        git_too = self._rng.random() < 0.3
        for process in [*(children_of(running.pid) if git_too else []), running.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._count(what, running, begun)
        if git_too:  # a git that is killed leaves its locks, and the errors say to remove them
            for lock in locks_of_git(store):
                lock.unlink(missing_ok=True)

    def kill_init(self, folder: Path) -> None:
        """Begin to make a store, and kill that."""
        running = subprocess.Popen(
            [sys.executable, "-m", "rowback", "init", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        begun = time.monotonic()
        if self._rng.random() < 0.5:
            time.sleep(self._rng.uniform(0.1, 1.1) * self._took.get("first init", 0.5))
        else:
            while running.poll() is None and not folder.exists():
                time.sleep(0.001)
            time.sleep(self._rng.uniform(0, 0.15))
        running.kill()
        self._count("first init", running, begun)

    def _count(self, what: str, running: "subprocess.Popen[bytes]", begun: float) -> None:
        if running.wait() == -signal.SIGKILL:
            self.kills[what] += 1
        else:
            self._took[what] = time.monotonic() - begun

    def _wait_for_a_moment(self, running: "subprocess.Popen[bytes]", usual_s: float, signs: Sequence[Path]) -> None:
        """Any moment; or one after the run has the lock, or after git has written what is to be published."""
        sign = self._rng.choice((None, *signs))
        if sign is None:
            time.sleep(self._rng.uniform(0.1, 1.0) * usual_s)
            return
        while running.poll() is None and not (sign.exists() and sign.stat().st_size):
            time.sleep(0.001)
        time.sleep(self._rng.uniform(0, 0.3 if sign.suffix == ".lock" else 0.04))


def wait_for_git(store: Path) -> None:
    """See that the git of a killed run has ended: one that talks to a remote does not hold the lock.

    While a fetch unpacks objects, `git fsck` may miss those that came after it had looked.
    """
    for _ in range(600):
        if not any(_works_in(process, store) for process in Path("/proc").glob("[0-9]*")):
            return
        time.sleep(0.05)
    raise AssertionError("a git of a killed run did not end in 30 s")


def _works_in(process: Path, store: Path) -> bool:
    with contextlib.suppress(OSError):
        return (process / "cwd").readlink().is_relative_to(store)
    return False


def locks_of_git(store: Path) -> list[Path]:
    return [lock for lock in store.glob(".git/**/*.lock") if lock.name != "rowback.lock"]
