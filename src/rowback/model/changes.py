"""What happened to sentences and to the words in them."""

from dataclasses import dataclass
from enum import StrEnum

from rowback.model.measures import Weight


class ChangeKind(StrEnum):
    """What happened to the sentences of a change."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    REWRITTEN = "rewritten"


class SpanKind(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words inside a change: same and deleted joined are the text before, same and inserted the one after."""

    kind: SpanKind
    text: str


class FactKind(StrEnum):
    """What kind of fact a change touched."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    NAME = "name"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    NEGATION = "negation"
    HEDGE = "hedge"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a change touched: "12" became "19"; `None` where it was not there."""

    kind: FactKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Sentences before, sentences after, and what happened between.

    Attributes:
        moved: the sentence no longer stands in the order of what stayed.
        before: ascending indexes into the sentences before.
        after: ascending indexes into the sentences after.
        spans: words kept, deleted and inserted, where both sides have text that differs; filled by `compare`.
        weight: `None` for what did not change; filled by `compare`.
        facts: filled by `compare`.
    """

    kind: ChangeKind
    moved: bool
    before: tuple[int, ...]
    after: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    weight: Weight | None = None
    facts: tuple[Fact, ...] = ()

    @property
    def reported(self) -> bool:
        """A reader is told of it: it moved or is not `unchanged`."""
        return self.moved or self.kind is not ChangeKind.UNCHANGED


@dataclass(frozen=True, slots=True)
class LinkChange:
    """Words that stayed and lead to another page now.

    It is of substance, and yet neither a reason for a revision nor part of what weight and disclosure are judged by:
    many sites write the addresses in their links anew on every render.

    Attributes:
        text: the words.
        before: index of their sentence before.
        after: index of their sentence after.
        fact: the address that became another.
    """

    text: str
    before: int
    after: int
    fact: Fact

    @property
    def weight(self) -> Weight:
        """Where a claim leads to is a part of it."""
        return Weight.SUBSTANCE


@dataclass(frozen=True, slots=True)
class Admission:
    """A new notice, or a new sentence that says that the story was corrected, and the changes that it speaks of.

    Attributes:
        text: of the notice or the sentence.
        changes: ascending indexes into the changes of the comparison: those with a fact that it names; empty when it
            names none, or only facts that did not change.
        headline: it names a fact of the headline's change.
    """

    text: str
    changes: tuple[int, ...] = ()
    headline: bool = False
