"""Stories -> figures to be drawn as inline SVG: how many edits a day, how soon, how heavy."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from rowback.model import Revision, RevisionKind, Story, Weight
from rowback.rendering._words import plural

DAYS = 60
_HOUR = timedelta(hours=1)
_DELAYS = (
    ("under 1 hour", _HOUR),
    ("1 to 6 hours", 6 * _HOUR),
    ("6 to 24 hours", 24 * _HOUR),
    ("1 to 7 days", 7 * 24 * _HOUR),
)
_LATER = "later"


@dataclass(frozen=True, slots=True)
class Figure:
    """Bars with their labels, in order.

    Attributes:
        told: what the figure shows, in words; empty when each bar is labelled.
    """

    title: str
    bars: tuple[tuple[str, int], ...]
    told: str = ""

    @property
    def highest(self) -> int:
        """The longest bar, at least 1."""
        return max((count for _, count in self.bars), default=0) or 1


def figures(stories: Iterable[Story]) -> tuple[Figure, ...]:
    """Edits a day, time from publication to edit, and weight of the edits; none without an edit."""
    edits = [(story, revision) for story in stories for revision in edits_of(story)]
    if not edits:
        return ()
    weights = Counter(revision.weight for _, revision in edits if revision.weight)
    return (
        _per_day([revision for _, revision in edits]),
        Figure("From publication to edit", tuple(_delays(edits))),
        Figure("Weight of the edits", tuple((str(weight), weights[weight]) for weight in reversed(Weight))),
    )


def edits_of(story: Story) -> Iterator[Revision]:
    """The revisions that changed a text."""
    return (revision for revision in story.revisions if revision.kind is RevisionKind.EDITED)


def _per_day(edits: list[Revision]) -> Figure:
    """The last days up to the newest edit, by UTC."""
    counts = Counter(revision.observed_at.date() for revision in edits)
    last = max(counts)
    days = [last - timedelta(days=k) for k in reversed(range(DAYS))]
    bars = tuple((day.isoformat(), counts[day]) for day in days)
    shown = sum(count for _, count in bars)
    most = max(bars, key=lambda bar: bar[1])
    told = f"{plural(shown, 'edit')} from {days[0]} to {last}; most, {most[1]}, on {most[0]}"
    return Figure("Edits a day", bars, told)


def _delays(edits: Iterable[tuple[Story, Revision]]) -> Iterator[tuple[str, int]]:
    delays = [revision.observed_at - story.published for story, revision in edits if story.published]
    shortest = timedelta()
    for label, longest in _DELAYS:
        yield label, sum(shortest <= delay < longest for delay in delays)
        shortest = longest
    yield _LATER, sum(delay >= shortest for delay in delays)
