"""An article's life, as a reader steps through it."""

from dataclasses import dataclass
from datetime import datetime

from rowback.model.articles import Article
from rowback.model.comparisons import Comparison
from rowback.model.revisions import Revision


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a sentence, and the index of the first state that had it in them."""

    text: str
    state: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sentence of a state comes from.

    Attributes:
        worded: index of the first state that had it in these words.
        first: index of the first state that had it in any.
        others: what else it said until then, oldest first; all that it was merged from.
    """

    worded: int
    first: int
    others: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """An article as of one of its revisions.

    Attributes:
        comparison: with the state before; `None` for the first.
        origins: one for each sentence of the article.
        not_before: when a look last saw the state before; the change came after that. `None` when no look is known.
    """

    revision: Revision
    article: Article
    comparison: Comparison | None
    origins: tuple[Origin, ...]
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of an article.

    Attributes:
        states: oldest first, at least one.
        held: the reason why a capture is held as suspect now, or `None`; `held_since` is when it was first seen.
        last_look: when the address was last checked, whatever came of it.
    """

    url: str
    states: tuple[State, ...]
    held: str | None = None
    held_since: datetime | None = None
    last_look: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """An article as a site lists it, among many.

    Attributes:
        path: of its page in the site, `/` between its parts; so is its folder in the store.
        revisions: newest first, at least one.
        published: as the page states it.
        excerpts: for each revision, in the same order, what changed in plain words; empty for a first look.
    """

    url: str
    path: str
    headline: str | None
    revisions: tuple[Revision, ...]
    published: datetime | None
    excerpts: tuple[str, ...]
