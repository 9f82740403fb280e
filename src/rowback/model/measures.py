"""What the changes between two articles amount to."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a change matters, lightest first."""

    COSMETIC = "cosmetic"
    WORDING = "wording"
    SUBSTANCE = "substance"

    def at_least(self, other: "Weight | None") -> bool:
        """It is as heavy as the other, or heavier; everything is when no other is given."""
        order = tuple(Weight)
        return other is None or order.index(self) >= order.index(other)


class Disclosure(StrEnum):
    """Whether the page says that it was changed."""

    DISCLOSED = "disclosed"
    PARTLY = "partly"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many changes of each kind; `moved` counts what moved whatever its kind."""

    added: int = 0
    removed: int = 0
    edited: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    headline: bool = False
    authors: bool = False
    published: bool = False
    notices: bool = False
