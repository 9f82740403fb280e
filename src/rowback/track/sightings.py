"""What a look found -> the sighting of its address, which the next look starts from."""

from dataclasses import replace
from hashlib import sha256
from http import HTTPStatus

from rowback.model import Check, Page
from rowback.store import Run, SeenText, Sighting
from rowback.track.rehearsing import Rehearsal

Notebook = Run | Rehearsal
"""Where a run writes down what it finds; a rehearsal forgets it."""

LOOKS_UNTIL_GONE = 2
"""A story that is deleted is news, and a site that is being updated often answers 404 once: so it takes two."""


def sighting_of(run: Notebook, url: str) -> Sighting:
    """What is known of an address."""
    return run.state.get(url) or Sighting()


def note(run: Notebook, check: Check, **changed: object) -> Check:
    """Note what a look found, and what else changed by it; gives the check back."""
    told = {"checked_at": check.checked_at, "outcome": check.outcome, "reason": check.reason}
    run.state[check.url] = replace(sighting_of(run, check.url), **told, **changed)  # type: ignore[arg-type]
    return check


def settle(run: Notebook, check: Check, page: Page, texts: tuple[SeenText, ...] | None = None) -> Check:
    """Note that the article itself was seen: earlier faults are over, and its validators hold from now on."""
    run.drop_held(check.url)
    before = sighting_of(run, check.url)
    changed: dict[str, object] = {"failures": 0, "gone_looks": 0, "moved_to": page.moved_to}
    if page.status == HTTPStatus.OK:
        changed |= {"etag": page.etag, "last_modified": page.last_modified, "body_hash": body_hash(page)}
    if texts is not None:
        changed |= {"texts": texts}
    moved = page.moved_to if page.moved_to != before.moved_to else None
    return note(run, replace(check, moved_to=moved), revision=check.revision, **changed)


def is_gone(sighting: Sighting) -> bool:
    """The page was no longer there for so long that, if it was ever recorded, it is recorded as gone."""
    return sighting.gone_looks >= LOOKS_UNTIL_GONE


def body_hash(page: Page) -> str:
    """What tells the bytes of a page from others."""
    return sha256(page.body).hexdigest()
