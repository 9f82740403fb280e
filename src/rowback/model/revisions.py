"""Article states recorded in git."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from rowback.model.measures import Counts, Disclosure, Weight


class RevisionKind(StrEnum):
    """Why a revision was recorded."""

    NEW = "new"
    EDITED = "edited"
    GONE = "gone"
    RESTORED = "restored"
    REEXTRACTED = "re-extracted"
    MOVED = "moved"

    @property
    def is_news(self) -> bool:
        """It tells of what the site did, and not of what we did."""
        return self not in {RevisionKind.REEXTRACTED, RevisionKind.MOVED}


@dataclass(frozen=True, slots=True)
class Revision:
    """An article state recorded in git.

    Attributes:
        id: of the commit, 40 hex digits.
        url: the watched address.
        summary: what changed, in words.
        reverted_to: when the text that it returned to was observed; `None` for a text not seen before.
        compared_with: when the state was observed that `summary` and `counts` are told from; `None` when there was
            none, or when the revision does not say. Another state may have come in between since.
        imported: it was no check's, but a capture from elsewhere.
        text_id: tells what the article said from all else it said; `None` where an older rowback recorded it.
        also: ids of revisions that other clones recorded of the same change.
        repeats: id of the revision that recorded this change first, for one of those.
    """

    id: str
    url: str
    kind: RevisionKind
    observed_at: datetime
    headline: str | None = None
    summary: str = ""
    counts: Counts = field(default_factory=Counts)
    weight: Weight | None = None
    disclosure: Disclosure | None = None
    reverted_to: datetime | None = None
    compared_with: datetime | None = None
    imported: bool = False
    text_id: str | None = None
    also: tuple[str, ...] = ()
    repeats: str | None = None
