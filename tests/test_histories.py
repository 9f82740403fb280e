"""Whatever happens, in whatever order, the history is what plain Python says it must be.

Stories are published, edited, taken back, withdrawn and restored; the checks of two clones look at them, captures of
earlier years are imported, all cut off between any two steps of publishing; users commit in between. The clones sync,
cut off as well, watch and stop watching, and forget. The model beside it knows nothing of git.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from unittest.mock import patch

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rowback.errors import RemoteError
from rowback.model import Page, RevisionKind
from rowback.store import Store, forgetting, landing
from rowback.store.remote import Remote
from rowback.store.stream import Stream
from rowback.track.importing import Capture, import_captures
from rowback.track.looking import Look
from rowback.track.neighbours import Neighbours
from tests.soak import DESK, metres_of, version
from tests.store.clones import bare, clone
from tests.support import fsck, git

URLS = tuple(f"https://tidewater.example/{name}" for name in ("wall", "ferry"))
TEXTS = st.integers(41, 43)
BEGIN = datetime(2026, 11, 2, tzinfo=UTC)
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class CutOffError(BaseException):
    """The process ended here."""


LOST = "while git takes the revisions"
# Where a run can be cut off: what is called there, and whether that is still done.
CUTS: dict[str, tuple[object, str, bool]] = {
    LOST: (Stream, "finish", False),
    "before the work tree": (landing, "_check_out", False),
    "after the work tree": (landing, "_check_out", True),
    "before the refs": (landing, "_move_refs", False),
    "after the refs": (landing, "_move_refs", True),
}
SYNC_CUTS: dict[str, tuple[object, str, bool]] = {
    **{f"sync {cut}": CUTS[cut] for cut in CUTS if cut != LOST},
    "before the push": (Remote, "push", False),
    "after the push": (Remote, "push", True),
}
FORGET_CUTS: dict[str, tuple[object, str, bool]] = {
    f"forget {when} {step}": (forgetting, step, when == "after")
    for step in ("_commits", "_check_out", "_move_refs", "_forget_here")
    for when in ("before", "after")
}
ALL_CUTS = CUTS | SYNC_CUTS | FORGET_CUTS
CUT = st.none() | st.sampled_from(sorted(CUTS))
CLONE = st.integers(0, 1)


# ---------------------------------------------------------------- what must be
@dataclass(frozen=True, order=True)
class Entry:
    """A revision as the model has it."""

    at: datetime
    kind: RevisionKind
    text: int
    imported: bool = False

    @property
    def said(self) -> tuple[int, bool, datetime | None]:
        return self.text, self.kind is RevisionKind.GONE, self.at if self.imported else None


@dataclass
class Life:
    """What one address must look like.

    Attributes:
        memory: the texts that the next check knows of.
        looked_at: when the last check looked at it.
    """

    entries: list[Entry] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    gone_looks: int = 0
    looked_at: datetime = BEFORE_ALL

    @property
    def tip(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    def look(self, text: int | None, at: datetime) -> None:
        """A check sees a text, or that there is no such page."""
        tip, self.looked_at = self.tip, at
        if text is None:
            self.gone_looks += 1
            if tip and tip.kind is not RevisionKind.GONE and self.gone_looks >= 2:
                self.entries.append(Entry(at, RevisionKind.GONE, tip.text))
            return
        self.gone_looks = 0
        memory = known(self.memory, tip)
        if kind := kind_of(text, tip, memory):
            self.entries.append(Entry(at, kind, text))
            memory = with_text(memory, text)
        self.memory = memory

    def capture(self, text: int, at: datetime) -> None:
        """Somebody had seen a text before all checks."""
        if any(entry.at == at for entry in self.entries):
            return
        earlier = [entry for entry in self.entries if entry.at < at]
        memory: list[int] = []
        for entry in earlier:
            memory = with_text(memory, entry.text)
        if kind := kind_of(text, earlier[-1] if earlier else None, memory):
            self.entries = sorted([*self.entries, Entry(at, kind, text, imported=True)])
            if self.entries[-1].at == at:
                self.memory = with_text(memory, text)

    @property
    def told(self) -> list[Entry]:
        """What is listed: what another clone saw as well is one entry."""
        kept: list[Entry] = []
        for entry in self.entries:
            if not kept or entry.said != kept[-1].said:
                kept.append(entry)
        return kept


def joined(one: Life, other: Life) -> Life:
    """What two clones know of an address after a sync: all that either recorded, and what the later look knew."""
    later = max(one, other, key=lambda life: life.looked_at)
    return replace(deepcopy(later), entries=sorted({*one.entries, *other.entries}))


def known(memory: list[int], tip: Entry | None) -> list[int]:
    """The memory, unless it ends with another text than the one that is recorded."""
    return memory if not tip or memory[-1:] == [tip.text] else [tip.text]


def with_text(memory: list[int], text: int) -> list[int]:
    return memory if memory[-1:] == [text] else [*memory, text]


def kind_of(text: int, before: Entry | None, memory: list[int]) -> RevisionKind | None:
    """What a look records, if anything: after two returns in a row no return is recorded."""
    if before is None:
        return RevisionKind.NEW
    if before.kind is RevisionKind.GONE:
        return RevisionKind.RESTORED
    turns = len(memory) > 2 and memory[-1] in memory[:-1] and memory[-2] in memory[:-2]
    if text == before.text or (turns and text in memory):
        return None
    return RevisionKind.EDITED


# ---------------------------------------------------------------- what is
@dataclass
class Known:
    """What one clone, or the remote, holds in the model."""

    lives: dict[str, Life] = field(default_factory=lambda: {url: Life() for url in URLS})
    watched: frozenset[str] = frozenset()


class Histories(RuleBasedStateMachine):
    """Two clones and their remote, and what they must hold."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.now = BEGIN
        store = Store.create(self.folder / "desk")
        remote = bare(self.folder / "remote.git")
        git(store.root, "remote", "add", "origin", remote.as_uri())
        store.sync(clock=self.clock)
        self.stores = [store, Store.open(clone(remote, self.folder / "other"))]
        self.known, self.remote = [Known(), Known()], Known()
        self.forks: list[frozenset[str]] = [frozenset(), frozenset()]
        self.cut_off = [False, False]

    def clock(self) -> datetime:
        return self.now

    @rule(
        who=CLONE,
        texts=st.tuples(*[st.none() | TEXTS] * len(URLS)),
        cut=CUT,
        commit=st.booleans(),
        push=st.booleans(),
    )
    def check(self, who: int, texts: tuple[int | None, ...], cut: str | None, commit: bool, push: bool) -> None:
        """Look at what is online now."""
        store = self.stores[who]

        def look(lives: dict[str, Life]) -> None:
            with store.run(clock=self.clock) as run:
                check = Look(store, run, self.clock, Neighbours(store, run, most=0))
                for url, text in zip(URLS, texts, strict=True):
                    self.now += timedelta(minutes=10)
                    check.at(url, page_of(url, text, self.now))
                    lives[url].look(text, self.now)

        self._run(who, look, cut, commit=commit)
        if push:
            self._exchange(who)

    @rule(
        url=st.sampled_from(URLS),
        texts=st.dictionaries(st.integers(1, 9), TEXTS, min_size=1, max_size=4),
        cut=CUT,
        commit=st.booleans(),
    )
    def import_(self, url: str, texts: dict[int, int], cut: str | None, commit: bool) -> None:
        """Captures of months that end before the first check, always by the same clone."""

        def take(lives: dict[str, Life]) -> None:
            def page(text: int, at: datetime) -> Page:
                lives[url].capture(text, at)  # their turns come in the order of their times
                return page_of(url, text, at)

            months = [(datetime(2020, month, 1, tzinfo=UTC), text) for month, text in texts.items()]
            given = [Capture(url, at, partial(page, text, at)) for at, text in months]
            import_captures(self.stores[0], given, clock=self.clock, seen=lambda *_: None, cleaned=lambda _: None)

        self._run(0, take, cut, commit=commit)

    @precondition(lambda self: self.known[0] != self.known[1])
    @rule(who=CLONE, cut=st.sampled_from(sorted(SYNC_CUTS)), commit=st.booleans())
    def sync(self, who: int, cut: str, commit: bool) -> None:
        """Exchange all; cut off, do it again."""
        with suppress(CutOffError), cut_off_at(cut):
            self.stores[who].sync(clock=self.clock)
        self._keep_notes(who, commit)
        self._exchange(who)

    @precondition(lambda self: self.known[0] != self.known[1])
    @rule(who=CLONE, add=st.sets(st.sampled_from(URLS)), drop=st.sets(st.sampled_from(URLS)), commit=st.booleans())
    def watch(self, who: int, add: set[str], drop: set[str], commit: bool) -> None:
        """Add addresses, and take some off."""
        self.stores[who].add(sorted(add))
        self.stores[who].remove(sorted(drop))
        self.known[who].watched = (self.known[who].watched | add) - drop
        self._keep_notes(who, commit)

    @precondition(lambda self: all(life.entries for life in self.known[0].lives.values()))
    @rule(url=st.sampled_from(URLS), cut=st.sampled_from(sorted(FORGET_CUTS)), commit=st.booleans())
    def forget(self, url: str, cut: str, commit: bool) -> None:
        """Forget an article everywhere, and begin anew with it."""
        store, other = self.stores
        with suppress(CutOffError), cut_off_at(cut):
            store.forget(url, clock=self.clock)
        self._keep_notes(0, commit)
        store.forget(url, clock=self.clock)
        with suppress(RemoteError):
            store.sync(clock=self.clock)
        git(store.root, "push", "--quiet", "--force-with-lease", "origin", "HEAD:main")
        store.sync(clock=self.clock)
        with suppress(RemoteError):
            other.sync(clock=self.clock)
        other.forget(url, clock=self.clock)
        for known in (*self.known, self.remote):
            known.lives[url] = Life()
            known.watched -= {url}
        self.forks = [fork - {url} for fork in self.forks]
        self.cut_off = [False, False]
        for who in (0, 1):
            self._exchange(who)
        store.add([url], again=True)
        self.known[0].watched |= {url}
        for who in (0, 1):
            self._exchange(who)

    @invariant()
    def the_history_is_what_it_must_be(self) -> None:
        for store, known, cut_off in zip(self.stores, self.known, self.cut_off, strict=True):
            if not cut_off:  # else the next run finishes what this one left
                self._see(store, known)

    def _see(self, store: Store, known: Known) -> None:
        for url, life in known.lives.items():
            texts = dict(next(iter(store.texts([url])), ()))
            found = [Entry(r.observed_at, r.kind, metres_of(text), r.imported) for r, text in texts.items()]
            assert found[::-1] == life.told
            if life.tip:
                recorded = store.recorded([url])[url]
                assert (recorded.observed_at, metres_of(recorded.article.text)) == (life.tip.at, life.tip.text)
                assert recorded.gone is (life.tip.kind is RevisionKind.GONE)
        assert set(store.config.watch) == known.watched
        changed = git(store.root, "status", "--porcelain", "--untracked-files=no").splitlines()
        assert changed in ([], [" M rowback.toml"]), "settings wait for the next run"

    def teardown(self) -> None:
        for folder in (*(store.root for store in self.stores), self.folder / "remote.git"):
            fsck(folder)
        shutil.rmtree(self.folder)

    def _run(self, who: int, run: Callable[[dict[str, Life]], None], cut: str | None, *, commit: bool) -> None:
        """Do something, and on the model too; cut off, it is still to happen, unless git had nothing of it yet.

        Cut off while it finishes what another one left, it never came to its own work, nor to that of the model.
        """
        lives = deepcopy(self.known[who].lives)
        with suppress(CutOffError), cut_off_at(cut):
            self.cut_off[who] = True
            run(lives)
            self.cut_off[who] = False
        if not (self.cut_off[who] and cut == LOST):
            self.known[who].lives = lives
        self._keep_notes(who, commit)

    def _exchange(self, who: int) -> None:
        self.stores[who].sync(clock=self.clock)
        self.cut_off[who] = False
        mine, theirs, fork = self.known[who], self.remote, self.forks[who]
        lives = {url: joined(mine.lives[url], theirs.lives[url]) for url in URLS}
        watched = (mine.watched | theirs.watched) - (fork - (mine.watched & theirs.watched))
        self.known[who], self.remote = (Known(deepcopy(lives), watched) for _ in range(2))
        self.forks[who] = watched

    def _keep_notes(self, who: int, commit: bool) -> None:
        if commit:
            root = self.stores[who].root
            (root / f"notes-{who}.txt").write_text(f"{self.now}\n", encoding="utf-8")
            git(root, "add", f"notes-{who}.txt")
            git(root, *DESK, "commit", "--quiet", "--all", "--allow-empty", "-m", "Notes")


def page_of(url: str, text: int | None, at: datetime) -> Page:
    if text is None:
        return Page(url, url, HTTPStatus.NOT_FOUND, at)
    return Page(url, url, HTTPStatus.OK, at, version(text).encode(), "text/html; charset=utf-8")


def cut_off_at(cut: str | None) -> AbstractContextManager[object]:
    """One of the steps is one that the process does not survive."""
    if cut is None:
        return nullcontext()
    place, name, done = ALL_CUTS[cut]
    step: Callable[..., object] = getattr(place, name)

    def last(*arguments: object, **named: object) -> None:
        if done:
            step(*arguments, **named)
        elif isinstance(arguments[0], Stream) and arguments[0]._process and arguments[0]._answers:
            arguments[0]._process.kill()  # its git ends with it, before it has written anything
            arguments[0]._process.communicate()
            arguments[0]._answers.close()
        raise CutOffError

    return patch.object(place, name, last)


Histories.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # to shrink what fails takes five minutes: add Phase.shrink for it
    suppress_health_check=[HealthCheck.too_slow],
)
TestHistories = Histories.TestCase
