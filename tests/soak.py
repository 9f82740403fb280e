"""rowback is killed at random moments of everything it does, and nothing is lost, doubled or undone.

Each round prepares something to do, starts it as a process of its own, kills that (sometimes its git too), lets a user
commit in between, and does it again to its end. What the history must be is kept beside it in plain Python: of each
address the captures that were imported and the versions that were published, in the order of their times.

    make soak                 300 rounds; SOAK="--rounds 40 --seed 9 --only import" for others
    tests/test_crash.py       a few of each, with every `make test`
"""

import argparse
import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rowback import api
from rowback.cli.app import app
from rowback.cli.console import utc_now
from rowback.model import Article
from rowback.store import Store
from rowback.store.lock import locked
from tests.support import STORY, Newsroom, NewsSite, fsck, git, page, run

ARTICLES = 3
TOP = Path(__file__).parents[1]
AVAILABLE = {command.name for command in app.registered_commands}
DESK = ("-c", "user.name=desk", "-c", "user.email=desk@localhost")
KNOWN_REFS = re.compile(r"refs/(heads/main|rowback/state|rowback/forgotten|remotes/origin/.*|rowback/remotes/.*)")

# The program as an older or newer rowback: every second one passes over the last paragraph.
PROGRAM = """
import sys
from tests.soak import engine
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


def version(metres: int) -> str:
    return page(STORY[0].replace("40 metres", f"{metres} metres"), *STORY[1:])


def children_of(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    with contextlib.suppress(OSError):
        return [int(child) for child in listed.read_text().split()]
    return []


class Soak:
    """A store under attack.

    Attributes:
        kills: how many processes were killed before they came to their end, by what they did.
        cleaned: what the runs after them said to have cleaned up.
    """

    def __init__(self, folder: Path, site: NewsSite, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311  moments, not secrets
        self.folder, self.site = folder, site
        self.newsroom = Newsroom(folder, site)
        self.newsroom.clock = utc_now  # the killed runs have no other
        self.store = self.newsroom.store
        self.engine = 0
        self.metres = 40
        self.kills: Counter[str] = Counter()
        self.cleaned: Counter[str] = Counter()
        self._took: dict[str, float] = {}
        self.addresses = [site.url(f"/{k}") for k in range(ARTICLES)]
        self.captured: dict[str, list[tuple[datetime, int]]] = {url: [] for url in self.addresses}
        self.published: dict[str, list[int]] = {url: [] for url in self.addresses}
        self.newsroom.must("add", *self.addresses)
        self._publish()
        self._call("check")
        self._keep_notes(0)
        self.verify()

    # ------------------------------------------------------------ rounds
    def round(self, action: str) -> None:
        """Prepare, kill, commit, do it again, and look at everything."""
        prepare, arguments = ACTIONS[action]
        prepare(self)
        call = [argument.format(soak=self) for argument in arguments]
        killed = self._killed(action, call)
        self.kills[action] += killed
        if self.rng.random() < 0.5:
            self._keep_notes(sum(self.kills.values()))
        with locked(self.store / ".git"):  # the killed run's git has ended
            pass
        fsck(self.store)
        left = git(self.store, "for-each-ref", "refs/rowback/incoming")
        said = self._call(*call)
        assert not left or "finished a run that was cut off" in said, said
        self.cleaned.update(line.partition("(")[0].strip() for line in said.splitlines() if "cut off" in line)
        self.verify()

    def _killed(self, action: str, call: list[str]) -> bool:
        """Whether the kill came before the end."""
        command = [sys.executable, "-c", PROGRAM, str(self.engine), "-C", str(self.store), *call]
        begun = time.monotonic()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=TOP)
        self._wait_for_a_moment(running, self._took.get(action, 1.0), writes=action != "log")
        git_too = self.rng.random() < 0.3
        for process in [*(children_of(running.pid) if git_too else []), running.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        killed = running.wait() == -signal.SIGKILL
        if not killed:
            self._took[action] = time.monotonic() - begun
        if git_too:  # a git that is killed leaves its locks, and the errors say to remove them
            for lock in (*self.store.glob(".git/*.lock"), *self.store.glob(".git/refs/**/*.lock")):
                if lock.name != "rowback.lock":
                    lock.unlink(missing_ok=True)
        return killed

    def _wait_for_a_moment(self, running: "subprocess.Popen[bytes]", usual_s: float, *, writes: bool) -> None:
        """Any moment; or one after the run has the lock, or after git has written what is to be published."""
        signs = (None, self.store / ".git" / "rowback.lock", self.store / ".git" / "refs" / "rowback" / "incoming")
        sign = self.rng.choice(signs) if writes else None
        if sign is None:
            time.sleep(self.rng.uniform(0.1, 1.0) * usual_s)
            return
        while running.poll() is None and not (sign.exists() and sign.stat().st_size):
            time.sleep(0.001)
        time.sleep(self.rng.uniform(0, 0.3 if sign is signs[1] else 0.04))

    def _call(self, *arguments: str) -> str:
        """The program to its end; what it said."""
        with engine(self.engine):
            done = run("-C", self.store, *arguments, clock=utc_now)
        assert done.code == 0, done
        return done.err

    def _keep_notes(self, number: int) -> None:
        """A user commits everything there is to commit, as soon as git lets them."""
        (self.store / "notes.txt").write_text(f"notes of round {number}\n", encoding="utf-8")
        git(self.store, "add", "notes.txt")
        for _ in range(100):
            with contextlib.suppress(subprocess.CalledProcessError):
                git(self.store, *DESK, "commit", "--all", "--quiet", "--allow-empty", "-m", f"Notes {number}")
                return
            time.sleep(0.1)
        raise AssertionError("git let nobody commit for 10 s")

    # ------------------------------------------------------------ what there is to do
    def _publish(self) -> None:
        for k, url in enumerate(self.addresses):
            self.metres += 1
            self.site.publish(f"/{k}", version(self.metres))
            self.published[url].append(self.metres)

    def _capture(self) -> None:
        """Captures of the years before, each with a text of its own, in any order."""
        lines = []
        for url in self.rng.sample(self.addresses, 2):
            for _ in range(3):
                self.metres += 1
                moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=self.rng.randrange(10**8))
                self.captured[url].append((moment, self.metres))
                lines.append({"url": url, "time": moment.isoformat(), "page": version(self.metres)})
        (self.folder / "captures.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    def _update(self) -> None:
        self.engine += 1

    def _lose_index(self) -> None:
        for index in self.store.glob(".git/rowback/**/index.sqlite*"):
            index.unlink()

    def first_init(self) -> None:
        """A store that is being made when it is killed is made by the next init."""
        folder = Path(tempfile.mkdtemp(dir=self.folder)) / "new"
        running = subprocess.Popen(
            [sys.executable, "-m", "rowback", "init", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        usual_s = self._took.get("first init", 0.5)
        begun = time.monotonic()
        if self.rng.random() < 0.5:
            time.sleep(self.rng.uniform(0.1, 1.1) * usual_s)
        else:
            while running.poll() is None and not folder.exists():
                time.sleep(0.001)
            time.sleep(self.rng.uniform(0, 0.15))
        running.kill()
        if running.wait() == -signal.SIGKILL:
            self.kills["first init"] += 1
        else:
            self._took["first init"] = time.monotonic() - begun
        assert run("init", folder).code == 0
        assert run("-C", folder, "add", "https://tidewater.example/1").code == 0
        assert run("-C", folder, "list").out == "https://tidewater.example/1\n"
        fsck(folder)

    # ------------------------------------------------------------ what must be
    def verify(self) -> None:
        """The store holds what happened, once, in its order, and nothing lies about."""
        fsck(self.store)
        store = Store.open(self.store)
        for url in self.addresses:
            expected = [metres for _, metres in sorted(self.captured[url])] + self.published[url]
            ((*texts,),) = store.texts([url])
            assert [metres_of(text) for _, text in reversed(texts)] == expected, url
            assert [r.imported for r, _ in reversed(texts)] == [
                k < len(self.captured[url]) for k in range(len(expected))
            ]
            recorded = store.recorded([url])[url]
            assert metres_of(recorded.article.text) == expected[-1]
            assert len(store.page(recorded)) > 500
        assert git(self.store, "status", "--porcelain") == ""
        refs = git(self.store, "for-each-ref", "--format=%(refname)").split()
        assert [ref for ref in refs if not KNOWN_REFS.fullmatch(ref)] == []
        assert list(self.store.glob(".git/objects/pack/tmp_*")) == []
        assert [lock for lock in self.store.glob(".git/**/*.lock") if lock.name != "rowback.lock"] == []


def metres_of(text: str) -> int:
    """Which version a text is."""
    (metres,) = re.findall(r"lost (\d+) metres", text)
    return int(metres)


Action = tuple[Callable[[Soak], None], tuple[str, ...]]


def _nothing(_: Soak) -> None:
    pass


# Those of commands that are not there (yet) are left out.
ACTIONS: dict[str, Action] = {
    action: step
    for action, step in {
        "check": (Soak._publish, ("check",)),
        "import": (Soak._capture, ("import", "{soak.folder}/captures.jsonl")),
        "reextract": (Soak._update, ("reextract",)),
        "log": (Soak._lose_index, ("log", "{soak.addresses[0]}", "--all")),
        "gc": (_nothing, ("gc",)),
        "doctor": (_nothing, ("doctor", "--fix")),
    }.items()
    if step[1][0] in AVAILABLE
}


def soak(folder: Path, site: NewsSite, *, rounds: int, seed: int, only: str | None = None) -> Soak:
    """So many rounds of everything in turn, or of one thing."""
    under_attack = Soak(folder, site, seed)
    names = [only] if only else [*ACTIONS, "first init"]
    for number in range(rounds):
        name = names[number % len(names)]
        try:
            under_attack.first_init() if name == "first init" else under_attack.round(name)
        except BaseException as error:
            error.add_note(f"round {number} ({name}) of seed {seed}")
            raise
    return under_attack


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill rowback at random moments.")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[*ACTIONS, "first init"], help="this, and nothing else")
    told = parser.parse_args()
    os.environ["GIT_CONFIG_GLOBAL"] = os.environ["GIT_CONFIG_SYSTEM"] = os.devnull
    with tempfile.TemporaryDirectory() as folder, NewsSite() as site:
        done = soak(Path(folder), site, rounds=told.rounds, seed=told.seed, only=told.only)
    kills, cleaned = (
        ", ".join(f"{n} {name}" for name, n in how_often.items()) for how_often in (done.kills, done.cleaned)
    )
    sys.stdout.write(
        f"seed {told.seed}, {told.rounds} rounds; killed before their end: {kills}\n"
        f"the next runs said: {cleaned}\nnothing was lost, doubled or undone\n"
    )


if __name__ == "__main__":
    main()
