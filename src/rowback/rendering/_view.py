"""What the reader can see and wants to see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rowback.model import Comparison, Weight
from rowback.rendering._rows import Rest, Row
from rowback.rendering._words import lighter


@dataclass(frozen=True, slots=True)
class View:
    """How a comparison is shown.

    Attributes:
        width: columns of the terminal.
        links: the terminal shows hyperlinks.
        min_weight: of the changes to tell; `None` tells all.
        parts_left_out: how many changes of headline, byline and date are lighter.
    """

    color: bool
    width: int
    links: bool
    min_weight: Weight | None
    parts_left_out: int = 0

    def left_out(self, entries: Iterable[Row]) -> str:
        """How much is not told, in words; nothing when all is."""
        return lighter(Rest.of(entries).left_out + self.parts_left_out, self.min_weight)


def without_lighter(comparison: Comparison, min_weight: Weight | None) -> tuple[Comparison, int]:
    """The comparison without those changes of headline, byline and date that are lighter, and how many they are.

    Byline and date are of wording. Notices stay: they are what the page says about its changes.
    """
    title = comparison.headline_weight or Weight.WORDING
    wording = Weight.WORDING.at_least(min_weight)
    kept = replace(
        comparison,
        headline=comparison.headline if title.at_least(min_weight) else None,
        authors=comparison.authors if wording else None,
        published=comparison.published if wording else None,
    )
    return kept, _parts(comparison) - _parts(kept)


def _parts(comparison: Comparison) -> int:
    return sum(pair is not None for pair in (comparison.headline, comparison.authors, comparison.published))
