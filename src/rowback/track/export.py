"""Stored histories -> the rows of a table, for research: one article after the other, oldest revision first.

All states of an article are extracted alike: when an update of rowback changed how pages are read, all of them are read
anew, so that no row shows an edit that nobody made. Times of rowback's own are UTC, those that a page states keep their
offset. Indexes count from 0, and are the same in `changes` and in `sentences`. Several values in one cell stand one a
line.

Texts are exact, in CSV too. A spreadsheet takes a cell that begins with =, +, - or @ for a formula; the usual cure, a
quote mark put before it, would change what a page said in a table that is made to be counted and quoted. The help says
how to import such a table instead.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from rowback import api
from rowback.model import ChangeKind, Comparison, Fact, Revision, RevisionKind
from rowback.store import Recorded, Store
from rowback.track.history import extracted_alike
from rowback.track.telling import retold

Cell = str | int | bool | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _State:
    revision: Revision
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row.

    Attributes:
        columns: what each column holds, by name, in order.
        rows: makes them out of one article's history, oldest first.
    """

    columns: Mapping[str, str]
    rows: Callable[[Sequence[_State]], Iterator[Row]]


def rows(store: Store, urls: Iterable[str], table: str) -> Iterator[Row]:
    """The rows of one of the `TABLES`; one article's history is held in memory at a time."""
    for url in urls:
        yield from TABLES[table].rows(_states(store, url))


def _states(store: Store, url: str) -> Sequence[_State]:
    revisions = retold(store, store.history(url))[::-1]
    recorded = extracted_alike(store, store.states(revisions))
    return [_State(*pair) for pair in zip(revisions, recorded, strict=True)]


# ---------------------------------------------------------------- revisions
def _revisions(states: Sequence[_State]) -> Iterator[Row]:
    for state in states:
        revision, article, counts = state.revision, state.recorded.article, state.revision.counts
        yield (
            revision.url, revision.id, _utc(revision.observed_at), revision.kind, revision.weight, revision.disclosure,
            revision.summary, _utc(revision.reverted_to) if revision.reverted_to else None,
            counts.added, counts.removed, counts.edited, counts.moved, counts.split, counts.merged,
            counts.headline, counts.authors, counts.published, counts.notices, article.headline,
            _lines(article.authors), _stated(article.published), _stated(article.modified), _lines(article.notices),
            article.language, len(article.sentences), state.recorded.extractor, state.recorded.page_hash or None,
            revision.imported,
        )  # fmt: skip


_REVISIONS = {
    "url": "the watched address",
    "revision": "id of the commit",
    "time": "when this state was first seen",
    "kind": "new, edited, gone or restored",
    "weight": "cosmetic, wording or substance; empty when nothing was compared",
    "disclosure": "disclosed, partly or silent; empty without a change of substance",
    "summary": "what changed, in words",
    "reverted_to": "when the text that it returned to was first seen; empty for a text that is new",
    "added": "how many changes of this kind, as the log has them; so are the next five",
    "removed": "",
    "edited": "",
    "moved": "",
    "split": "",
    "merged": "",
    "headline_changed": "true or false; so are the next three",
    "authors_changed": "",
    "published_changed": "",
    "notices_changed": "",
    "headline": "of the article as of this revision; so is all that follows",
    "authors": "names, one a line",
    "published": "as the page states it",
    "modified": "as the page states it",
    "notices": "corrections and updates, one a line",
    "language": "such as en",
    "sentences": "how many",
    "extractor": "what made the article from the page",
    "page_sha256": "of the page as it was served",
    "imported": "true for a capture that was made elsewhere",
}


# ---------------------------------------------------------------- changes
def _changes(states: Sequence[_State]) -> Iterator[Row]:
    for before, after in pairwise(states):
        comparison = api.compare(before.recorded.article, after.recorded.article)
        head = (
            after.revision.url, before.revision.id, after.revision.id,
            _utc(before.revision.observed_at), _utc(after.revision.observed_at),
        )  # fmt: skip
        for number, row in enumerate(_of_one(comparison), start=1):
            yield (*head, number, *row)


def _of_one(comparison: Comparison) -> Iterator[Row]:
    """Headline, byline, date and notices first, then the sentences in reading order, then the links."""
    yield from _details(comparison)
    before, after = comparison.before, comparison.after
    paragraphs = before.paragraph_of, after.paragraph_of
    texts = before.sentences, after.sentences
    for change in comparison.reported:
        yield (
            "sentence", change.kind, change.moved, change.weight,
            _lines(map(str, change.before)), _lines(map(str, change.after)),
            _first(change.before, paragraphs[0]), _first(change.after, paragraphs[1]),
            _lines(texts[0][k] for k in change.before), _lines(texts[1][k] for k in change.after),
            _facts(change.facts),
        )  # fmt: skip
    for link in comparison.links:
        yield (
            "link", ChangeKind.EDITED, False, link.weight, str(link.before), str(link.after),
            paragraphs[0][link.before], paragraphs[1][link.after], link.text, link.text, _facts((link.fact,)),
        )  # fmt: skip


def _details(comparison: Comparison) -> Iterator[Row]:
    pairs: dict[str, tuple[str | None, str | None] | None] = {
        "headline": comparison.headline,
        "authors": comparison.authors and (_lines(comparison.authors[0]), _lines(comparison.authors[1])),
        "published": comparison.published and (_stated(comparison.published[0]), _stated(comparison.published[1])),
        "notices": comparison.notices and (_lines(comparison.notices[0]), _lines(comparison.notices[1])),
    }
    for part, pair in pairs.items():
        if pair:
            before, after = pair
            kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED if after is None else ChangeKind.EDITED
            weighed = (
                (comparison.headline_weight, _facts(comparison.headline_facts)) if part == "headline" else (None, None)
            )
            yield (part, kind, False, weighed[0], None, None, None, None, before, after, weighed[1])


def _first(indexes: Sequence[int], paragraph_of: Sequence[int]) -> int | None:
    return paragraph_of[indexes[0]] if indexes else None


def _facts(facts: Iterable[Fact]) -> str | None:
    return _lines(map(_fact, facts))


def _fact(fact: Fact) -> str:
    """`number: 12 -> 19`; a side that was not there is empty."""
    return " ".join(f"{fact.kind}: {fact.before or ''} -> {fact.after or ''}".split())


_CHANGES = {
    "url": "the watched address",
    "revision_before": "id of the commit before",
    "revision_after": "id of the commit after",
    "time_before": "when the state before was first seen",
    "time_after": "when the state after was first seen: the change was made in between",
    "number": "of the change in this comparison, from 1",
    "part": "sentence, headline, authors, published, notices or link",
    "kind": "edited, added, removed, split, merged, rewritten, or unchanged when it only moved",
    "moved": "true when a sentence no longer stands in the order of what stayed",
    "weight": "cosmetic, wording or substance; empty for authors, published and notices, as are facts",
    "indexes_before": "of the sentences before, from 0, one a line; of sentences and links only, as are the next three",
    "indexes_after": "of the sentences after",
    "paragraph_before": "that the first of them stands in, from 0",
    "paragraph_after": "the same after",
    "before": "the text before, one sentence, name or notice a line, or the words of a link; empty when there was none",
    "after": "the text after",
    "facts": "what it touched, one a line: number: 12 -> 19",
}


# ---------------------------------------------------------------- sentences
def _sentences(states: Sequence[_State]) -> Iterator[Row]:
    for state in states:
        if state.revision.kind is RevisionKind.GONE:  # the store keeps the last text; the site shows none
            continue
        article, revision = state.recorded.article, state.revision
        for k, (paragraph, text) in enumerate(zip(article.paragraph_of, article.sentences, strict=True)):
            yield (revision.url, revision.id, _utc(revision.observed_at), k, paragraph, text)


_SENTENCES = {
    "url": "the watched address",
    "revision": "id of the commit; a gone one has no sentences",
    "time": "when this state was first seen",
    "index": "of the sentence in this revision, from 0",
    "paragraph": "that it stands in, from 0",
    "text": "the sentence",
}


# ---------------------------------------------------------------- cells
def _utc(time: datetime) -> str:
    return time.astimezone(UTC).isoformat()


def _stated(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _lines(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None


TABLES = {
    "revisions": Table(_REVISIONS, _revisions),
    "changes": Table(_CHANGES, _changes),
    "sentences": Table(_SENTENCES, _sentences),
}
