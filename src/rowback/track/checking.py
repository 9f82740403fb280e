"""Addresses -> checks, with what they found recorded in the store."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus

from rowback import api
from rowback.errors import FetchError
from rowback.fetch import fetch_pages
from rowback.judging import judge
from rowback.model import (
    Article,
    Check,
    Draft,
    Evidence,
    FetchSettings,
    Outcome,
    Page,
    Request,
    RevisionKind,
    Verdict,
)
from rowback.store import Recorded, Run, Sighting, Store
from rowback.track.history import extracted_now

LOOKS_UNTIL_GONE = 2
"""A story that is deleted is news, and a site that is being updated often answers 404 once: so it takes two."""


def check(
    store: Store,
    urls: Iterable[str],
    settings: FetchSettings,
    *,
    clock: Callable[[], datetime],
    seen: Callable[[Check], None],
    cleaned: Callable[[str], None],
) -> tuple[Check, ...]:
    """Look at each address once and record what was found.

    All of it is stored before this returns, in the order of arrival. When it is interrupted, what was recorded
    until then is stored before the interruption goes on.

    Args:
        seen: told of each check as it is made, before it is stored: for progress only.
        cleaned: told what a killed run had left over and this one finished.
    """
    with store.run(clock=clock) as run:
        for words in run.cleaned:
            cleaned(words)
        look = _Look(store, run, store.recorded(urls), clock)
        checks = []
        requests = [look.request(url) for url in dict.fromkeys(urls)]
        with closing(fetch_pages(requests, settings, clock=clock)) as answers:
            for request, answer in answers:
                checks.append(look.at(request.url, answer))
                seen(checks[-1])
    return tuple(checks)


@dataclass(frozen=True, slots=True)
class _Look:
    """One run's way from a server's answer to a check."""

    store: Store
    run: Run
    recorded: dict[str, Recorded]
    clock: Callable[[], datetime]

    def request(self, url: str) -> Request:
        """The request for an address, with validators when an unchanged page would tell us nothing."""
        sighting = self.run.state.get(url)
        recorded = self.recorded.get(url)
        if sighting is None or recorded is None or recorded.gone:
            return Request(url)
        return Request(url, sighting.etag, sighting.last_modified)

    def at(self, url: str, answer: Page | FetchError) -> Check:
        """What the answer means; the sighting is brought up to date, and a revision recorded if there is one."""
        if isinstance(answer, FetchError):
            return self._failed(url, answer)
        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return self._gone(url, answer)
        recorded, sighting = self.recorded.get(url), self._sighting(url)
        same_bytes = answer.status == HTTPStatus.NOT_MODIFIED or sighting.body_hash == sha256(answer.body).hexdigest()
        if recorded is not None and not recorded.gone and same_bytes:
            return self._unchanged(url, answer)
        return self._page(url, answer)

    # ------------------------------------------------------------ outcomes without an article
    def _failed(self, url: str, error: FetchError) -> Check:
        now = self.clock()
        failures = self._sighting(url).failures + 1
        self._note(url, now, Outcome.FAILED, failures=failures)
        return Check(url, Outcome.FAILED, now, reason=str(error))

    def _gone(self, url: str, page: Page) -> Check:
        recorded, looks = self.recorded.get(url), self._sighting(url).gone_looks + 1
        reason = f"the server answers {page.status} ({HTTPStatus(page.status).phrase.lower()})"
        revision = None
        if recorded is not None and recorded.gone:
            revision = recorded.revision
        elif recorded is not None and looks >= LOOKS_UNTIL_GONE:
            draft = Draft(url, RevisionKind.GONE, recorded.article, page.fetched_at, recorded.extractor)
            revision = self.run.record(draft)
        elif recorded is not None:
            reason += "; recorded as gone if the next look finds the same"
        self._note(url, page.fetched_at, Outcome.GONE, gone_looks=looks, revision=revision)
        return Check(url, Outcome.GONE, page.fetched_at, revision, reason)

    def _unchanged(self, url: str, page: Page) -> Check:
        revision = self.recorded[url].revision
        self._settled(url, page, Outcome.UNCHANGED, revision)
        return Check(url, Outcome.UNCHANGED, page.fetched_at, revision)

    # ------------------------------------------------------------ a page with other bytes than last time
    def _page(self, url: str, page: Page) -> Check:
        read = api.read_page(page.body, url=page.final_url, content_type=page.content_type)
        recorded = self.recorded.get(url)
        before = extracted_now(self.store, recorded) if recorded else None
        verdict = judge(read.article, read.signs, self._evidence(page, before))
        if verdict.reason is not None:
            return self._suspect(url, page, verdict, verdict.reason)
        first_seen = self._sighting(url).held_since if verdict.first_seen else None
        kind = RevisionKind.RESTORED if recorded and recorded.gone else RevisionKind.EDITED
        draft = Draft(url, kind, read.article, first_seen or page.fetched_at, api.extractor(), page=page)
        if recorded is None or before is None:
            return self._record(replace(draft, kind=RevisionKind.NEW), page)
        comparison = replace(api.compare(before.article, read.article), url=url)
        if kind is RevisionKind.EDITED and not comparison.makes_revision:
            return self._unchanged(url, page)
        if before.article != recorded.article:
            self._reextracted(draft, before)
        return self._record(replace(draft, comparison=comparison), page)

    def _reextracted(self, draft: Draft, before: Recorded) -> None:
        """Commit the old page as today's extractor reads it, so that the edit that follows shows nothing else."""
        again = Draft(draft.url, RevisionKind.REEXTRACTED, before.article, draft.observed_at, before.extractor)
        self.run.record(again)

    def _record(self, draft: Draft, page: Page) -> Check:
        outcome = Outcome(draft.kind)
        revision = self.run.record(draft)
        self._settled(draft.url, page, outcome, revision)
        return Check(draft.url, outcome, page.fetched_at, revision, comparison=draft.comparison)

    def _suspect(self, url: str, page: Page, verdict: Verdict, reason: str) -> Check:
        # A text that could have settled and did not is another one than what was held: its own time starts now.
        held_since = None if verdict.may_settle else self._sighting(url).held_since
        self.run.hold(url, page, reason, first_seen=held_since or page.fetched_at)
        # Its validators are not kept: a wall's 304 must never stand for the article.
        self._note(url, page.fetched_at, Outcome.SUSPECT)
        return Check(url, Outcome.SUSPECT, page.fetched_at, reason=reason)

    def _evidence(self, page: Page, before: Recorded | None) -> Evidence:
        held = self.run.held_page(page.url)
        return Evidence(
            url=page.url,
            final_url=page.final_url,
            previous=before.article if before else None,
            held=_article(held) if held else None,
        )

    # ------------------------------------------------------------ sightings
    def _sighting(self, url: str) -> Sighting:
        return self.run.state.get(url) or Sighting()

    def _note(self, url: str, now: datetime, outcome: Outcome, **changed: object) -> None:
        sighting = self._sighting(url)
        self.run.state[url] = replace(sighting, checked_at=now, outcome=outcome, **changed)  # type: ignore[arg-type]

    def _settled(self, url: str, page: Page, outcome: Outcome, revision: str | None) -> None:
        """The article itself was seen: earlier faults are over, and its validators hold from now on."""
        self.run.drop_held(url)
        validators: dict[str, object] = {}
        if page.status == HTTPStatus.OK:
            body_hash = sha256(page.body).hexdigest()
            validators = {"etag": page.etag, "last_modified": page.last_modified, "body_hash": body_hash}
        self._note(
            url,
            page.fetched_at,
            outcome,
            failures=0,
            gone_looks=0,
            revision=revision,
            moved_to=page.moved_to,
            **validators,
        )


def _article(page: Page) -> Article:
    return api.read_page(page.body, url=page.final_url, content_type=page.content_type).article
