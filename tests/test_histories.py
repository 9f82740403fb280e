"""Whatever happens, in whatever order, the history is what plain Python says it must be.

Stories are published, edited, taken back, withdrawn and restored; checks look at them and captures of earlier years are
imported, both cut off between any two steps of publishing; a user commits in between. The model beside it knows nothing
of git.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from unittest.mock import patch

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rowback.model import Page, RevisionKind
from rowback.store import Store, landing
from rowback.store.stream import Stream
from rowback.track.importing import Capture, import_captures
from rowback.track.looking import Look
from rowback.track.neighbours import Neighbours
from tests.soak import DESK, metres_of, version
from tests.support import fsck, git

URLS = tuple(f"https://tidewater.example/{name}" for name in ("wall", "ferry"))
TEXTS = st.integers(41, 43)
BEGIN = datetime(2026, 11, 2, tzinfo=UTC)


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
CUT = st.none() | st.sampled_from(sorted(CUTS))


# ---------------------------------------------------------------- what must be
@dataclass(frozen=True, order=True)
class Entry:
    """A revision as the model has it."""

    at: datetime
    kind: RevisionKind
    text: int
    imported: bool = False


@dataclass
class Life:
    """What one address must look like.

    Attributes:
        memory: the texts that the next check knows of.
    """

    entries: list[Entry] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    gone_looks: int = 0

    @property
    def tip(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    def look(self, text: int | None, at: datetime) -> None:
        """A check sees a text, or that there is no such page."""
        tip = self.tip
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
class Histories(RuleBasedStateMachine):
    """A store, and what it must hold."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.create(self.folder)
        self.lives = {url: Life() for url in URLS}
        self.now = BEGIN
        self.cut_off = False

    def clock(self) -> datetime:
        return self.now

    @rule(texts=st.tuples(*[st.none() | TEXTS] * len(URLS)), cut=CUT, commit=st.booleans())
    def check(self, texts: tuple[int | None, ...], cut: str | None, commit: bool) -> None:
        """Look at what is online now."""

        def look(lives: dict[str, Life]) -> None:
            with self.store.run(clock=self.clock) as run:
                check = Look(self.store, run, self.clock, Neighbours(self.store, run, most=0))
                for url, text in zip(URLS, texts, strict=True):
                    self.now += timedelta(minutes=10)
                    check.at(url, page_of(url, text, self.now))
                    lives[url].look(text, self.now)

        self._run(look, cut, commit=commit)

    @rule(
        url=st.sampled_from(URLS),
        texts=st.dictionaries(st.integers(1, 9), TEXTS, min_size=1, max_size=4),
        cut=CUT,
        commit=st.booleans(),
    )
    def import_(self, url: str, texts: dict[int, int], cut: str | None, commit: bool) -> None:
        """Captures of months that end before the first check."""

        def take(lives: dict[str, Life]) -> None:
            def page(text: int, at: datetime) -> Page:
                lives[url].capture(text, at)  # their turns come in the order of their times
                return page_of(url, text, at)

            months = [(datetime(2020, month, 1, tzinfo=UTC), text) for month, text in texts.items()]
            given = [Capture(url, at, partial(page, text, at)) for at, text in months]
            import_captures(self.store, given, clock=self.clock, seen=lambda *_: None, cleaned=lambda _: None)

        self._run(take, cut, commit=commit)

    @invariant()
    def the_history_is_what_it_must_be(self) -> None:
        if self.cut_off:
            return  # the next run finishes what this one left
        for url, life in self.lives.items():
            texts = dict(next(iter(self.store.texts([url])), ()))
            found = [Entry(r.observed_at, r.kind, metres_of(text), r.imported) for r, text in texts.items()]
            assert found[::-1] == life.entries
            if life.tip:
                recorded = self.store.recorded([url])[url]
                assert (recorded.observed_at, metres_of(recorded.article.text)) == (life.tip.at, life.tip.text)
                assert recorded.gone is (life.tip.kind is RevisionKind.GONE)
        assert git(self.folder, "status", "--porcelain", "--untracked-files=no") == ""

    def teardown(self) -> None:
        fsck(self.folder)
        shutil.rmtree(self.folder)

    def _run(self, run: Callable[[dict[str, Life]], None], cut: str | None, *, commit: bool) -> None:
        """Do something, and on the model too; cut off, it is still to happen, unless git had nothing of it yet.

        Cut off while it finishes what another one left, it never came to its own work, nor to that of the model.
        """
        lives = deepcopy(self.lives)
        with suppress(CutOffError), cut_off_at(cut):
            self.cut_off = True
            run(lives)
            self.cut_off = False
        if not (self.cut_off and cut == LOST):
            self.lives = lives
        if commit:
            (self.folder / "notes.txt").write_text(f"{self.now}\n", encoding="utf-8")
            git(self.folder, "add", "notes.txt")
            git(self.folder, *DESK, "commit", "--quiet", "--all", "--allow-empty", "-m", "Notes")


def page_of(url: str, text: int | None, at: datetime) -> Page:
    if text is None:
        return Page(url, url, HTTPStatus.NOT_FOUND, at)
    return Page(url, url, HTTPStatus.OK, at, version(text).encode(), "text/html; charset=utf-8")


def cut_off_at(cut: str | None) -> AbstractContextManager[object]:
    """One of the steps is one that the process does not survive."""
    if cut is None:
        return nullcontext()
    place, name, done = CUTS[cut]
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
    max_examples=6,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # to shrink what fails takes five minutes: add Phase.shrink for it
    suppress_health_check=[HealthCheck.too_slow],
)
TestHistories = Histories.TestCase
