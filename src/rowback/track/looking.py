"""A server's answer -> a check, with what it means noted and recorded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from rowback.errors import FetchError
from rowback.model import Check, Draft, Outcome, Page, Request, RevisionKind
from rowback.store import Recorded, Store
from rowback.track.neighbours import Neighbours
from rowback.track.sightings import LOOKS_UNTIL_GONE, Notebook, body_hash, is_gone, note, settle, sighting_of

if TYPE_CHECKING:
    from rowback.track.recording import Doubtful


@dataclass(frozen=True, slots=True)
class Look:
    """One run's way from an address to its check."""

    store: Store
    run: Notebook
    clock: Callable[[], datetime]
    neighbours: Neighbours

    def request(self, url: str) -> Request:
        """The request for an address, with validators when an unchanged page would tell us nothing."""
        sighting = sighting_of(self.run, url)
        if sighting.revision is None or is_gone(sighting):
            return Request(url)
        return Request(url, sighting.etag, sighting.last_modified)

    def at(self, url: str, answer: Page | FetchError) -> "Check | Doubtful":
        """What the answer means; the sighting is brought up to date, and a revision recorded if there is one.

        Whether a change belongs to the article may be left open until the rest of the site has been seen.
        """
        if isinstance(answer, FetchError):
            return self._failed(url, answer)
        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return self._gone(url, answer)
        sighting = sighting_of(self.run, url)
        same_bytes = answer.status == HTTPStatus.NOT_MODIFIED or sighting.body_hash == body_hash(answer)
        if same_bytes and sighting.revision is not None and not is_gone(sighting):
            self.neighbours.saw_again(url)
            check = Check(url, Outcome.UNCHANGED, answer.fetched_at, sighting.revision)
            return settle(self.run, check, answer)
        from rowback.track.recording import judged

        return judged(self.store, self.run, url, answer, self.neighbours)

    def missing(self, doubtful: "Iterable[Doubtful]") -> tuple[str, ...]:
        """The pages that are to be seen again before these can be judged."""
        return tuple(dict.fromkeys(url for one in doubtful if one.anew for url in self.neighbours.missing(one.url)))

    def glance(self, url: str, answer: Page | FetchError) -> None:
        """Look at a page for what it tells of others; what it means for itself is found at its own check."""
        if isinstance(answer, FetchError) or answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return
        if answer.status == HTTPStatus.NOT_MODIFIED or sighting_of(self.run, url).body_hash == body_hash(answer):
            self.neighbours.saw_again(url)
            return
        from rowback.track.recording import glanced

        glanced(self.store, url, answer, self.neighbours)

    def decided(self, doubtful: "Doubtful") -> Check:
        """What a page means, now that the rest of its site has been seen."""
        from rowback.track.recording import decided

        return decided(self.store, self.run, doubtful, self.neighbours)

    def _failed(self, url: str, error: FetchError) -> Check:
        check = Check(url, Outcome.FAILED, self.clock(), reason=str(error), hint=error.hint)
        return note(self.run, check, failures=sighting_of(self.run, url).failures + 1)

    def _gone(self, url: str, page: Page) -> Check:
        recorded, sighting = self.run.recorded(url), sighting_of(self.run, url)
        looks = sighting.gone_looks + 1
        reason = f"the server answers {page.status} ({HTTPStatus(page.status).phrase.lower()})"
        check = Check(url, Outcome.GONE, page.fetched_at, sighting.revision, reason, again=looks > 1)
        if recorded is not None and not recorded.gone:
            check = self._missed(check, recorded, looks)
        return note(self.run, check, gone_looks=looks, failures=0, revision=check.revision or sighting.revision)

    def _missed(self, check: Check, recorded: Recorded, looks: int) -> Check:
        """The article was there when it was last recorded."""
        if looks < LOOKS_UNTIL_GONE:
            reason = f"{check.reason}; recorded as gone if the next look finds the same"
            return replace(check, reason=reason, revision=None, undecided=True, again=False)
        draft = Draft(
            check.url, RevisionKind.GONE, recorded.article, check.checked_at, recorded.extractor,
            compared_with=recorded.observed_at,
        )  # fmt: skip
        return replace(check, revision=self.run.record(draft), again=False)
