"""Two articles and everything that differs between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rowback.model.articles import Article
from rowback.model.changes import Admission, Change, ChangeKind, Fact, LinkChange, Span
from rowback.model.measures import Counts, Disclosure, Weight
from rowback.model.revisions import Revision


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles and everything that differs between them.

    Attributes:
        changes: every sentence of both sides once, in reading order of `after`; a removed sentence stands where it was.
        headline: (before, after) when it changed, else `None`; so are the other pairs.
        headline_spans: the words of the changed headline.
        headline_weight: of the changed headline; of wording when it was not found on one side, as no editor does that.
        headline_facts: that the headline's change touched.
        links: words that stayed and lead elsewhere now, in reading order of `after`; they make no revision.
        weight: of the heaviest change, or `None` when nothing changed.
        disclosure: `None` when no change of substance was made.
        admissions: what the page newly says about having been changed, and what that speaks of; notices first.
        summary: what changed, in words, on one line; "no changes" when nothing did.
        url: of the page, when it is known.
        revisions: the recorded states that were compared, when they come from a store.
        path: of the `article.txt` that was compared, from the store's folder, when it comes from a store.
    """

    before: Article
    after: Article
    changes: tuple[Change, ...]
    headline: tuple[str | None, str | None] | None = None
    authors: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    published: tuple[datetime | None, datetime | None] | None = None
    modified: tuple[datetime | None, datetime | None] | None = None
    notices: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    headline_spans: tuple[Span, ...] = ()
    headline_weight: Weight | None = None
    headline_facts: tuple[Fact, ...] = ()
    links: tuple[LinkChange, ...] = ()
    weight: Weight | None = None
    disclosure: Disclosure | None = None
    admissions: tuple[Admission, ...] = ()
    summary: str = "no changes"
    url: str | None = None
    revisions: tuple[Revision, Revision] | None = None
    path: str | None = None

    @property
    def reported(self) -> Iterator[Change]:
        """The changes that a reader is told of."""
        return (change for change in self.changes if change.reported)

    @property
    def makes_revision(self) -> bool:
        """Something changed that is worth a revision; `modified` alone is not, many sites bump it on every render."""
        pairs = (self.headline, self.authors, self.published, self.notices)
        return any(pair is not None for pair in pairs) or any(True for _ in self.reported)

    @property
    def counts(self) -> Counts:
        """How many changes of each kind."""
        kinds = [change.kind for change in self.changes]
        return Counts(
            added=kinds.count(ChangeKind.ADDED),
            removed=kinds.count(ChangeKind.REMOVED),
            edited=kinds.count(ChangeKind.EDITED) + kinds.count(ChangeKind.REWRITTEN),
            moved=sum(change.moved for change in self.changes),
            split=kinds.count(ChangeKind.SPLIT),
            merged=kinds.count(ChangeKind.MERGED),
            headline=self.headline is not None,
            authors=self.authors is not None,
            published=self.published is not None,
            notices=self.notices is not None,
        )
