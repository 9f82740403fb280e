"""Captures that others made -> revisions, on a line beside the branch that one merge joins to it.

Each article's captures pass through the stages of a check in the order of their times: each is judged by, and compared
with, what was recorded before its time, be it an earlier capture of the import or a revision of the store. What is
there already (the same page at the same time) is passed over, so that an import can be repeated and gone on with. The
branch keeps of each article what was observed last.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import groupby

from rowback.errors import RowbackError, UsageError
from rowback.model import Check, Draft, Extraction, Memory, Outcome, Page
from rowback.store import Recorded, Run, SeenText, Sighting, Store
from rowback.store.layout import sha256, text_id
from rowback.store.paths import Address
from rowback.track.behind import Behind
from rowback.track.history import extracted_now
from rowback.track.neighbours import Neighbours
from rowback.track.parallel import read_all
from rowback.track.recording import judged
from rowback.track.rehearsing import Rehearsal
from rowback.track.returns import with_text
from rowback.track.sightings import sighting_of

ANOTHER = "another page of this time is recorded"
# A slip in a list of captures; git, and calendars of other zones, cannot hold the earliest of such times.
FIRST_PAGE = datetime(1990, 12, 20, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Capture:
    """A page that somebody fetched at some time.

    Attributes:
        url: the address it is a capture of.
        observed_at: when it was fetched, aware.
        page: gives the page when its turn comes, so that a million of them need not be in memory; it raises a
            `RowbackError` when it cannot.
        place: where it comes from, as a report is to name it: `line 12`.
    """

    url: str
    observed_at: datetime
    page: Callable[[], Page]
    place: str = ""

    def __post_init__(self) -> None:
        """Be sure that it can be sorted in.

        Raises:
            UsageError: it has no http(s) address, or its time no zone.
        """
        Address.of(self.url)
        if self.observed_at.tzinfo is None:
            raise UsageError(f"the time {self.observed_at.isoformat()} has no zone", hint="such as Z or +01:00")

    @classmethod
    def of(cls, page: Page, *, place: str = "") -> "Capture":
        """A capture of a page that is in memory."""
        return cls(page.url, page.fetched_at, lambda: page, place)


def import_captures(
    store: Store,
    captures: Iterable[Capture],
    *,
    clock: Callable[[], datetime],
    seen: Callable[[Capture, Check], None],
    cleaned: Callable[[str], None],
    jobs: int = 1,
) -> None:
    """Record what the captures show; all of it is stored when this returns, or when it is interrupted.

    Args:
        captures: in any order.
        seen: told what was found of each: `new`, `edited` or `restored` with a revision; `unchanged` when it shows
            what was recorded before it, or is there already; `suspect` and `failed` with the reason why it is passed
            over. Articles come one after the other, the captures of one in the order of their times.
        cleaned: told what a killed run had left over and this one finished.
        jobs: processes that read pages.
    """
    now = clock()
    with (
        store.run(clock=clock, aside=True) as run,
        Behind[tuple[Capture, Check]](lambda found: seen(*_named(run, *found))) as told,
    ):
        for words in run.cleaned:
            cleaned(words)
        for look, read in read_all(_looks(store, run, captures, now), rules=store.rules, jobs=jobs):
            told.add((look.capture, look.told or look.article.at(look, read)))
            if look.last:
                look.article.conclude()


def _named(run: Run, capture: Capture, check: Check) -> tuple[Capture, Check]:
    return capture, replace(check, revision=run.id_of(check.revision)) if check.revision else check


@dataclass(frozen=True, slots=True)
class _Look:
    """A capture whose turn is near.

    Attributes:
        article: whose it is.
        told: what is found without reading the page.
        page: is to be judged, unless that is told.
        last: no other capture of the article follows.
    """

    article: "_Article"
    capture: Capture
    told: Check | None = None
    page: Page | None = None
    last: bool = False


def _looks(store: Store, run: Run, captures: Iterable[Capture], now: datetime) -> Iterator[tuple[_Look, Page | None]]:
    """Captures in their order, each with the page that is to be read, if it is not the one of the capture before."""
    for url, of_one in _by_article(store, captures):
        article = _Article(store, run, url)
        before = None
        for k, capture in enumerate(of_one):
            look = replace(_look(article, capture, now), last=k == len(of_one) - 1)
            key = _key(look.page) if look.page else None
            yield look, look.page if key != before else None
            before = key or before


def _by_article(store: Store, captures: Iterable[Capture]) -> Iterator[tuple[str, list[Capture]]]:
    """The captures of each article by time, with its address as the store spells it, if it knows it."""
    spelled = {Address.of(url).id: url for url in store.urls()}
    ordered = sorted(captures, key=lambda capture: (Address.of(capture.url).id, capture.observed_at))
    for article, of_one in groupby(ordered, key=lambda capture: Address.of(capture.url).id):
        listed = list(of_one)
        yield spelled.get(article, listed[0].url), listed


def _look(article: "_Article", capture: Capture, now: datetime) -> _Look:
    look = _Look(article, capture)
    if article.forgotten:
        return replace(look, told=_failed(article, capture, "the article was forgotten on purpose"))
    if capture.observed_at > now:
        return replace(look, told=_failed(article, capture, "its time is in the future"))
    if capture.observed_at < FIRST_PAGE:
        return replace(look, told=_failed(article, capture, "its time is before the first web page"))
    try:
        page = capture.page()
    except RowbackError as error:
        return replace(look, told=_failed(article, capture, str(error)))
    if page.status != HTTPStatus.OK:
        return replace(look, told=_failed(article, capture, f"the server had answered {page.status}"))
    known = article.stored.get(capture.observed_at)
    if known is None:
        return replace(look, page=page)
    reason = None if known.page_hash == sha256(page.body) else ANOTHER
    return replace(look, told=Check(article.url, Outcome.UNCHANGED, capture.observed_at, known.revision, reason))


def _failed(article: "_Article", capture: Capture, reason: str) -> Check:
    return Check(article.url, Outcome.FAILED, capture.observed_at, reason=reason)


def _key(page: Page) -> tuple[bytes, str, str | None]:
    """What decides how a page is read."""
    return page.body, page.final_url, page.content_type


class _Article(Rehearsal):
    """The notebook of one article's captures: what stood before each of them, in the store or in the import.

    Attributes:
        stored: what the store holds, by the time it was observed.
        forgotten: nothing may bring it back.
    """

    def __init__(self, store: Store, run: Run, url: str) -> None:
        self._store, self._run, self.url = store, run, url
        self.forgotten = store.config.is_forgotten(url)
        # What the branch does not hold has no history, as a rule; asking costs more than a capture.
        states = store.states(store.history(url)[::-1]) if run.recorded(url) else ()
        self.stored = {state.observed_at: state for state in states}
        self._coming = deque(self.stored.values())
        self._now: Recorded | None = None
        self._revision: str | None = None
        self._read: Extraction | None = None
        self._held: dict[str, Page | None] = {url: None}
        self._memories = {url: Memory()}
        self.state = {}

    def at(self, look: _Look, read: Extraction | None) -> Check:
        """Judge the page of a capture by what stood before it.

        Args:
            read: what is read on it; `None` for a page like the one before it.
        """
        assert look.page is not None  # noqa: S101  only what is told has none
        self._read = read or self._read
        page = replace(look.page, url=self.url, fetched_at=look.capture.observed_at)
        self._pass_by(page.fetched_at)
        if self._now and self._now.observed_at == page.fetched_at:
            reason = None if self._now.page_hash == sha256(page.body) else ANOTHER
            return Check(self.url, Outcome.UNCHANGED, page.fetched_at, self._now.revision, reason)
        found = judged(self._store, self, self.url, page, Neighbours(self._store, self, most=0), self._read)
        assert isinstance(found, Check)  # noqa: S101  without neighbours nothing is left to them
        return found

    def conclude(self) -> None:
        """Note what the next check needs to know, when the branch now has a text of the import, or is new to it."""
        latest, known = self._run.recorded(self.url), self._run.state.get(self.url)
        ours = latest is not None and latest.revision is not None and latest.revision == self._revision
        if latest is not None and (ours or known is None):
            texts = sighting_of(self, self.url).texts if ours else ()
            self._run.state[self.url] = replace(known or Sighting(), revision=latest.revision, texts=texts)

    def _pass_by(self, moment: datetime) -> None:
        """What the store saw before a moment, stood there then."""
        passed = None
        while self._coming and self._coming[0].observed_at < moment:
            passed = self._coming.popleft()
            self._remember(passed)
        if passed and (self._now is None or passed.observed_at > self._now.observed_at):
            self._now = extracted_now(self._store, passed)
            self.drop_held(self.url)

    def _remember(self, passed: Recorded) -> None:
        texts, text = sighting_of(self, self.url).texts, SeenText(text_id(passed.article), passed.observed_at)
        if not texts or texts[-1].id != text.id:
            self.state[self.url] = replace(sighting_of(self, self.url), texts=with_text(texts, text))

    # ------------------------------------------------------------ a notebook
    def recorded(self, url: str) -> Recorded | None:  # noqa: ARG002  there is only one
        """What stood there before the capture that is judged."""
        return self._now

    def record(self, draft: Draft) -> str:
        """Stream a revision of the side line."""
        self._revision = self._run.record(replace(draft, imported=True), ahead=True)
        page_hash, content_type = (sha256(draft.page.body), draft.page.content_type) if draft.page else ("", None)
        self._now = Recorded(
            self.url, draft.article, draft.observed_at, draft.extractor, page_hash, content_type,
            revision=self._revision,
        )  # fmt: skip
        return self._revision
