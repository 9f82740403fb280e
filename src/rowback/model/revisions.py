"""Article states recorded in git."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from rowback.model.changes import Counts, Disclosure, Weight


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
