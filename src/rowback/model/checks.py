"""Looks at an address, and what they are about to record."""

from dataclasses import dataclass
from datetime import datetime

from rowback.model.articles import Article
from rowback.model.comparisons import Comparison
from rowback.model.outcomes import Outcome
from rowback.model.pages import Page
from rowback.model.revisions import RevisionKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A revision about to be recorded.

    Attributes:
        url: the watched address.
        article: segmented.
        page: the page it was taken from; `None` keeps the stored one (gone, re-extracted).
        observed_at: when this state was first seen.
        extractor: id and version of what made the article from the page.
        comparison: with the revision before; `None` for a first one.
        reverted_to: when the text that it returned to was observed; `None` for a text not seen before.
        compared_with: when the state before was observed.
        imported: it is no check's, but a capture from elsewhere.
        moved_from: the address that the article had before.
    """

    url: str
    kind: RevisionKind
    article: Article
    observed_at: datetime
    extractor: str
    page: Page | None = None
    comparison: Comparison | None = None
    reverted_to: datetime | None = None
    compared_with: datetime | None = None
    imported: bool = False
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One look at one address.

    Attributes:
        revision: id of the revision that was stored or confirmed, or `None`.
        reason: in words, for `suspect`, `gone` and `failed`.
        hint: what to try next, for `failed`.
        comparison: what changed, for `edited` and `restored`.
        reverted_to: when the text that it returned to was observed; `None` for a text not seen before.
        moved_to: where the address has moved for good, when it did so since the last look.
        undecided: another look soon may settle it: `gone` for the first time, `suspect` without a sign of a wall.
        again: the last look found the same: still `gone`, or `suspect` for the same reason.
    """

    url: str
    outcome: Outcome
    checked_at: datetime
    revision: str | None = None
    reason: str | None = None
    comparison: Comparison | None = None
    reverted_to: datetime | None = None
    moved_to: str | None = None
    undecided: bool = False
    again: bool = False
    hint: str | None = None
