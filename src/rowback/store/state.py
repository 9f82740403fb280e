"""What the next check needs to know of each address, and what the last ones saw: kept beside the branch, not in it.

The state is one commit without parents at `refs/rowback/state`:

    state.jsonl    one line an address
    held/<id>      a suspect capture: a line of JSON, then the body as served
    the log of checks, see checks.py
    blocks/<xx>/<id>  what is remembered of the blocks of a page (blocks.py)

A state may be older or newer than the branch: a crash came between them, somebody reset the branch, checked out
another one or never got the push. Older is harmless: a page is fetched once more and compared. Newer would hide an
edit ("this body was seen already", while the revision is lost), so each line names the `article.json` it was written
for, and when the branch holds another one, the line's validators and body hash are forgotten. The commit says which
tip of the branch all of its lines were written for: where the articles are the same as there, no line has to be asked.
"""

import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from rowback.errors import UsageError
from rowback.model import Outcome, Page
from rowback.store import checks
from rowback.store.paths import PLAIN, Address

REF = "refs/rowback/state"
SIGHTINGS, HELD, BLOCKS = "state.jsonl", "held", "blocks"


@dataclass(frozen=True, slots=True)
class SeenText:
    """A text that an article had: what tells it from others, and when it was first observed."""

    id: str
    observed_at: datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is known of an address beyond its revisions. `dataclasses.replace` makes the next one.

    Attributes:
        etag: validator of the last accepted answer, exactly as it came; so is `last_modified`.
        body_hash: sha256 of the last accepted body.
        failures: in a row.
        gone_looks: answers 404 or 410 in a row.
        checked_at: of the last check; `outcome` is what it found, `reason` is why, for what has one.
        revision: id of the latest revision.
        held_since: when the capture that is held was first seen; `held_reason` is why it is held.
        moved_to: where permanent redirects led, noted and never followed into another folder.
        texts: the recorded ones, the latest last; only the last few are kept.
    """

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    failures: int = 0
    gone_looks: int = 0
    checked_at: datetime | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    revision: str | None = None
    held_since: datetime | None = None
    held_reason: str | None = None
    moved_to: str | None = None
    texts: tuple[SeenText, ...] = ()

    def without_memory(self) -> "Sighting":
        """The same for a branch that does not hold what was seen: the page is to be fetched and compared again."""
        return replace(self, etag=None, last_modified=None, body_hash=None, revision=None, texts=())


_TIMES = ("checked_at", "held_since")


def message(tip: str | None) -> str:
    """What the commit of a state says: the tip of the branch that its lines were written for."""
    return f"rowback: state\n\nTip: {tip}\n" if tip else "rowback: state\n"


def tip_of(commit: bytes) -> str | None:
    """The tip that the commit of a state names; `None` for one that was merged, or made by an older rowback."""
    found = re.search(rb"^Tip: ([0-9a-f]{40,64})$", commit, re.MULTILINE)
    return found[1].decode() if found else None


# ---------------------------------------------------------------- one line an address
def write_line(url: str, sighting: Sighting, article: str | None) -> bytes:
    """The line of an address; `article` is the object id of the `article.json` that it is written for."""
    return _line({"url": url, "article": article, **_said(sighting)})


def read_line(line: bytes) -> tuple[str, Sighting, str | None] | None:
    """What `write_line` was given, `None` for a line that cannot be read."""
    with suppress(ValueError, KeyError, TypeError, AttributeError, UsageError):
        said = json.loads(line)
        return Address.of(said.pop("url")).url, _sighting(said), said.pop("article", None)
    return None


def url_in(line: bytes) -> str | None:
    """The address of a line that is just as `write_line` writes it, at a tenth of the cost of `read_line`.

    `None` for all others, some of which can be read.
    """
    found = _whole_line().fullmatch(line)
    return found[1].decode() if found else None


def write_sightings(state: Mapping[str, Sighting], articles: Mapping[str, str | None]) -> bytes:
    """The lines of a state, by address; `articles` are the object ids of the `article.json` each was written for."""
    return b"".join(write_line(url, state[url], articles.get(url)) for url in sorted(state))


def read_sightings(lines: bytes) -> dict[str, tuple[Sighting, str | None]]:
    """What `write_sightings` wrote: by address the sighting, and the object id of its `article.json`.

    A line that cannot be read is passed over: its page is fetched and compared once more, and nothing is lost by it.
    """
    read = filter(None, map(read_line, lines.splitlines()))
    return {url: (sighting, article) for url, sighting, article in read}


def sightings_without(lines: bytes, articles: Collection[str], ids: Mapping[str, str | None]) -> bytes:
    """The lines of a state without some articles; the revisions that others name are those that took their place."""
    kept = {u: one for u, one in read_sightings(lines).items() if Address.of(u).id not in articles}
    renamed = {u: replace(s, revision=s.revision and ids.get(s.revision, s.revision)) for u, (s, _) in kept.items()}
    return write_sightings(renamed, {url: article for url, (_, article) in kept.items()})


def _said(sighting: Sighting) -> dict[str, Any]:
    values = {name: getattr(sighting, name) for name in _NAMES}
    said = {name: v.isoformat() if isinstance(v, datetime) else v for name, v in values.items() if v}
    if sighting.texts:
        said["texts"] = [[text.id, text.observed_at.isoformat()] for text in sighting.texts]
    return said


def _sighting(said: dict[str, Any]) -> Sighting:
    # A name that we do not know is from a newer rowback, and of no use to this one.
    known: dict[str, Any] = {
        name: datetime.fromisoformat(v) if name in _TIMES else v for name, v in said.items() if name in _NAMES
    }
    if outcome := known.get("outcome"):
        known["outcome"] = Outcome(outcome)
    if texts := known.get("texts"):
        known["texts"] = tuple(SeenText(name, datetime.fromisoformat(at)) for name, at in texts)
    return Sighting(**known)


_NAMES = tuple(field.name for field in fields(Sighting))


@cache
def _whole_line() -> re.Pattern[bytes]:
    """Lines that `read_line` surely can read; a leap day is left to it."""
    text = r'"(?:[ !#-\[\]-~]++|\\(?:["\\/bfnrt]|u[0-9a-f]{4}))*+"'
    day = r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    time = rf'"(?!0000)\d{{4}}-{day}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{{6}})?\+00:00"'
    forms = {name: time if name in _TIMES else text for name in _NAMES}
    forms |= {"failures": r"[1-9]\d{0,8}+", "gone_looks": r"[1-9]\d{0,8}+", "outcome": f'"(?:{"|".join(Outcome)})"'}
    forms["texts"] = rf"\[\[{text},{time}\](?:,\[{text},{time}\])*+\]"
    parts = "".join(rf'(?:,"{name}":{forms[name]})?+' for name in _NAMES)
    return re.compile(rf'\{{"url":"({PLAIN.pattern})","article":(?:null|{text}){parts}\}}\n'.encode())


# ---------------------------------------------------------------- two states of one store
def merged(ours: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a state that holds what two of them know, each file by its path in the state's tree.

    Of each address the later look counts, with the capture that is held and the blocks that are remembered by it; all
    looks of both logs are kept.
    """
    sides = [(read_sightings(side.get(SIGHTINGS, b"")), side) for side in (theirs, ours)]
    newest: dict[str, tuple[Sighting, str | None, Mapping[str, bytes]]] = {}
    for sightings, side in sides:
        for url, (sighting, article) in sightings.items():
            if url not in newest or _seen(sighting) >= _seen(newest[url][0]):
                newest[url] = sighting, article, side
    held = {held_path(Address.of(url).id): side for url, (sighting, _, side) in newest.items() if sighting.held_since}
    blocks = {blocks_path(Address.of(url).id): side for url, (_, _, side) in newest.items()}
    return {
        SIGHTINGS: write_sightings(
            {url: sighting for url, (sighting, _, _) in newest.items()},
            {url: article for url, (_, article, _) in newest.items()},
        ),
        **checks.merged(ours, theirs),
        **{path: side[path] for path, side in (*held.items(), *blocks.items()) if path in side},
    }


def blocks_path(article: str) -> str:
    """Where the blocks of a page are; one folder for all would be written anew with each page, 0.4 MB for 10,000."""
    return f"{BLOCKS}/{article[:2]}/{article}"


def held_path(article: str) -> str:
    """Where a state keeps the capture that is held of an article."""
    return f"{HELD}/{article}"


def _seen(sighting: Sighting) -> datetime:
    return sighting.checked_at or datetime.min.replace(tzinfo=UTC)


# ---------------------------------------------------------------- held captures
def write_page(page: Page) -> bytes:
    """A held capture: without its validators, which are never sent back for a page that was not accepted."""
    said = {
        "url": page.url,
        "final_url": page.final_url,
        "status": page.status,
        "fetched_at": page.fetched_at.isoformat(),
        "content_type": page.content_type,
        "moved_to": page.moved_to,
    }
    return _line(said) + page.body


def read_page(content: bytes) -> Page:
    """What `write_page` wrote."""
    head, _, body = content.partition(b"\n")
    said = json.loads(head)
    return Page(**said | {"fetched_at": datetime.fromisoformat(said["fetched_at"])}, body=body)


def _line(said: dict[str, Any]) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode() + b"\n"
