"""rowback is killed at random moments of everything it does, and nothing is lost, doubled or undone.

Each round prepares something to do, starts it as a process of its own, kills that (sometimes its git too), lets a user
commit in between, and does it again to its end. What the history must be is kept beside it in plain Python: of each
address the captures that were imported and the versions that were published, in the order of their times. A second
clone looks at pages too, and both go through one remote.

    make soak                 300 rounds; SOAK="--rounds 40 --seed 9 --only import" for others
    tests/test_crash.py       a few of each, with every `make test`
"""

import argparse
import contextlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rowback.cli.console import utc_now
from rowback.cli.exits import Exit
from rowback.store import Store
from rowback.store.lock import locked
from rowback.store.paths import Address
from tests.killing import Killer, engine, locks_of_git, wait_for_git
from tests.store.clones import bare, clone
from tests.support import STORY, Newsroom, NewsSite, Result, fsck, git, page, run

ARTICLES = 3
DESK = ("-c", "user.name=desk", "-c", "user.email=desk@localhost")
KNOWN_REFS = re.compile(r"refs/(heads/main|rowback/state|remotes/origin/.*)")


def version(metres: int) -> str:
    return page(STORY[0].replace("40 metres", f"{metres} metres"), *STORY[1:])


class Soak:
    """A store under attack.

    Attributes:
        killer: knows what was killed in time.
        cleaned: what the runs after them said to have cleaned up.
        target: the addresses that a round is about.
    """

    def __init__(self, folder: Path, site: NewsSite, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311  moments, not secrets
        self.killer = Killer(self.rng)
        self.folder, self.site = folder, site
        self.newsroom = Newsroom(folder, site)
        self.store, self.other = self.newsroom.store, folder / "other"
        self.engine = 0
        self.metres = 40
        self.number = 0
        self.cleaned: Counter[str] = Counter()
        self.paths = {site.url(f"/{k}"): f"/{k}" for k in range(ARTICLES)}
        self.captured: dict[str, list[tuple[datetime, int]]] = {url: [] for url in self.paths}
        self.published: dict[str, list[int]] = {url: [] for url in self.paths}
        self.target: tuple[str, ...] = ()
        self._call("add", *self.paths)
        self._publish()
        self._call("check")
        self._keep_notes()
        self.remote = bare(folder / "remote.git")
        git(self.store, "remote", "add", "origin", self.remote.as_uri())
        self._call("sync")
        clone(self.remote, self.other)
        self.verify(self.store)
        self.verify(self.other)

    @property
    def newest(self) -> str:
        """The address that changed last."""
        return [*self.paths][-1]

    # ------------------------------------------------------------ rounds
    def round(self, action: str) -> None:
        """Prepare, kill, commit, do it again, and look at everything."""
        step = STEPS[action]
        self.number += 1
        step.prepare(self)
        call = [argument.format(soak=self) for argument in step.call]
        self.killer.kill(action, self.store, call, engine=self.engine, signs=step.signs)
        if self.rng.random() < 0.5:
            self._keep_notes()
        with locked(self.store / ".git"):
            pass
        wait_for_git(self.store)
        fsck(self.store)
        step.meanwhile(self)
        left = git(self.store, "for-each-ref", "refs/rowback/incoming")
        said = self._call(*call)
        assert not left or "finished a run that was cut off" in said, said
        self.cleaned.update(line.partition("(")[0].strip() for line in said.splitlines() if "cut off" in line)
        step.settle(self)
        self.verify(self.store)

    def _call(self, *arguments: str, at: Path | None = None) -> str:
        """The program to its end; what it said."""
        done = self._try(*arguments, at=at or self.store)
        assert done.code == 0, done
        return done.err

    def _try(self, *arguments: str, at: Path) -> Result:
        with engine(self.engine):
            return run("-C", at, *arguments, clock=utc_now)

    def _keep_notes(self) -> None:
        """A user commits everything there is to commit, as soon as git lets them."""
        (self.store / "notes.txt").write_text(f"notes of round {self.number}\n", encoding="utf-8")
        git(self.store, "add", "notes.txt")
        for _ in range(100):
            with contextlib.suppress(subprocess.CalledProcessError):
                git(self.store, *DESK, "commit", "--all", "--quiet", "--allow-empty", "-m", f"Notes {self.number}")
                return
            time.sleep(0.1)
        raise AssertionError("git let nobody commit for 10 s")

    # ------------------------------------------------------------ what there is to do
    def _publish(self, *urls: str) -> None:
        for url in urls or self.paths:
            self.metres += 1
            self.site.publish(self.paths[url], version(self.metres))
            self.published[url].append(self.metres)

    def _capture(self) -> None:
        """Captures of the years before, each with a text of its own, in any order."""
        lines = []
        for url in self.rng.sample([*self.paths], 2):
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

    # ------------------------------------------------------------ with others
    def _look_elsewhere(self) -> None:
        """The other clone finds an edit, and sends it; then there is another one."""
        self._exchange()
        url = self.rng.choice([*self.paths])
        self._publish(url)
        self._call("check", url, at=self.other)
        self._call("sync", at=self.other)
        self._publish()

    def _look_on_both_sides(self) -> None:
        self._look_elsewhere()
        self._call("check")

    def _exchange(self) -> None:
        """Both clones know the same afterwards."""
        self._call("sync")
        self._call("sync", at=self.other)
        self.verify(self.other)

    # ------------------------------------------------------------ moved, and forgotten
    def _relocate(self) -> None:
        """An article has another address now."""
        old = self.rng.choice([*self.paths])
        new = self.site.url(f"/moved-{self.number}")
        self.target = (old, new)
        self.site.publish(f"/moved-{self.number}", version(self.published[old][-1]))

    def _follow(self) -> None:
        old, new = self.target
        self.paths = {url: path for url, path in self.paths.items() if url != old} | {new: f"/moved-{self.number}"}
        self.captured[new], self.published[new] = self.captured.pop(old), self.published.pop(old)

    def _regret(self) -> None:
        """An article that is to be forgotten was edited while others were, and sometimes others hold it too."""
        url = self.site.publish(f"/wrong-{self.number}", version(1))
        self.target = (url,)
        self._call("add", url)
        self._call("check", url)
        self.site.publish(f"/wrong-{self.number}", version(2))
        self._publish()
        self._call("check")
        if self.rng.random() < 0.5:
            self._exchange()

    def _look_in_between(self) -> None:
        """No other article has lost anything; and a sync brings nothing back that was taken away."""
        self._verify_histories(self.store)
        if self.rng.random() < 0.5:
            done = self._try("sync", at=self.store)
            assert done.code == Exit.OK or "still holds what was forgotten here" in done.err, done
            self._verify_histories(self.store)

    def _see_it_gone(self) -> None:
        """From here, and once they are told, from the remote and the other clone."""
        self._verify_gone(self.store)
        done = self._try("sync", at=self.store)
        if done.code != Exit.OK:
            assert "still holds what was forgotten here" in done.err, done
            git(self.store, "push", "--quiet", "--force-with-lease", "origin", "HEAD:main")
            self._call("sync")
        done = self._try("sync", at=self.other)
        if done.code != Exit.OK:
            assert "has forgotten an article that is still here" in done.err, done
            self._call("forget", Address.of(self.target[0]).id, "--yes", at=self.other)
            self._call("sync", at=self.other)
        self._verify_gone(self.other)
        self.verify(self.other)

    def _verify_gone(self, where: Path) -> None:
        (url,) = self.target
        store = Store.open(where)
        assert store.history(url) == ()
        assert Address.of(url).id in store.config.forgotten
        assert url not in store.sightings()
        assert git(where, "log", "--format=%H", "--", f":(glob)**/*-{Address.of(url).id}/**") == ""
        done = self._try("doctor", "--deep", at=where)
        assert (done.code, done.out) == (Exit.OK, ""), done

    # ------------------------------------------------------------ the first of all
    def first_init(self) -> None:
        """A store that is being made when it is killed is made by the next init."""
        folder = Path(tempfile.mkdtemp(dir=self.folder)) / "new"
        self.killer.kill_init(folder)
        assert run("init", folder).code == 0
        assert run("-C", folder, "add", "https://tidewater.example/1").code == 0
        assert run("-C", folder, "list").out == "https://tidewater.example/1\n"
        fsck(folder)

    # ------------------------------------------------------------ what must be
    def verify(self, where: Path) -> None:
        """A clone holds what happened, once, in its order, and nothing lies about."""
        fsck(where)
        self._verify_histories(where)
        store = Store.open(where)
        for url in self.paths:
            recorded = store.recorded([url])[url]
            assert metres_of(recorded.article.text) == self._expected(url)[-1]
            assert len(store.page(recorded)) > 500
        assert git(where, "status", "--porcelain") == ""
        refs = git(where, "for-each-ref", "--format=%(refname)").split()
        assert [ref for ref in refs if not KNOWN_REFS.fullmatch(ref)] == []
        assert [*where.glob(".git/objects/pack/tmp_*"), *where.glob(".git/objects/pack/.tmp-*")] == []
        assert locks_of_git(where) == []

    def _verify_histories(self, where: Path) -> None:
        store = Store.open(where)
        for url in self.paths:
            expected = self._expected(url)
            ((*texts,),) = store.texts([url])
            assert [metres_of(text) for _, text in reversed(texts)] == expected, url
            assert [r.imported for r, _ in reversed(texts)] == [
                k < len(self.captured[url]) for k in range(len(expected))
            ]

    def _expected(self, url: str) -> list[int]:
        return [metres for _, metres in sorted(self.captured[url])] + self.published[url]


def metres_of(text: str) -> int:
    """Which version a text is."""
    (metres,) = re.findall(r"lost (\d+) metres", text)
    return int(metres)


def _nothing(_: Soak) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is killed.

    Attributes:
        call: the command, in which `{soak}` is known.
        prepare: what happens before.
        meanwhile: between the killed call and the same one again.
        settle: what happens after that.
        signs: files in the git folder that show how far it is.
    """

    call: tuple[str, ...]
    prepare: Callable[[Soak], None] = _nothing
    meanwhile: Callable[[Soak], None] = _nothing
    settle: Callable[[Soak], None] = _nothing
    signs: tuple[str, ...] = ("rowback.lock", "refs/rowback/incoming")


_REWRITES = ("rowback.lock", "refs/rowback/rewriting", "rowback/forgetting")
_SYNCS = ("rowback.lock", "refs/rowback/fetched", "refs/rowback/incoming")
STEPS = {
    "check": Step(("check",), Soak._publish),
    "import": Step(("import", "{soak.folder}/captures.jsonl"), Soak._capture),
    "reextract": Step(("reextract",), Soak._update),
    "log": Step(("log", "{soak.newest}", "--all"), Soak._lose_index, signs=()),
    "gc": Step(("gc",)),
    "doctor": Step(("doctor", "--fix")),
    "sync": Step(("sync",), Soak._look_on_both_sides, settle=Soak._exchange, signs=_SYNCS),
    "check --push": Step(("check", "--push"), Soak._look_elsewhere, settle=Soak._exchange, signs=_SYNCS),
    "move": Step(("move", "{soak.target[0]}", "{soak.target[1]}"), Soak._relocate, settle=Soak._follow),
    "forget": Step(
        ("forget", "{soak.target[0]}", "--yes"), Soak._regret, Soak._look_in_between, Soak._see_it_gone, _REWRITES
    ),
}
FIRST_INIT = "first init"


def soak(folder: Path, site: NewsSite, *, rounds: int, seed: int, only: str | None = None) -> Soak:
    """So many rounds of everything in turn, or of one thing."""
    under_attack = Soak(folder, site, seed)
    names = [only] if only else [*STEPS, FIRST_INIT]
    for number in range(rounds):
        name = names[number % len(names)]
        try:
            under_attack.first_init() if name == FIRST_INIT else under_attack.round(name)
        except BaseException as error:
            error.add_note(f"round {number} ({name}) of seed {seed}")
            raise
    return under_attack


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill rowback at random moments.")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[*STEPS, FIRST_INIT], help="this, and nothing else")
    told = parser.parse_args()
    os.environ["GIT_CONFIG_GLOBAL"] = os.environ["GIT_CONFIG_SYSTEM"] = os.devnull
    with tempfile.TemporaryDirectory() as folder, NewsSite() as site:
        done = soak(Path(folder), site, rounds=told.rounds, seed=told.seed, only=told.only)
    kills, cleaned = (
        ", ".join(f"{n} {name}" for name, n in how_often.items()) for how_often in (done.killer.kills, done.cleaned)
    )
    sys.stdout.write(
        f"seed {told.seed}, {told.rounds} rounds; killed before their end: {kills}\n"
        f"the next runs said: {cleaned}\nnothing was lost, doubled or undone\n"
    )


if __name__ == "__main__":
    main()
