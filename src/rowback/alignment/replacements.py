"""A comparison -> what came where as much went.

A paragraph on other matters in the place of an old one is one thing to a reader:
    ugly:   paragraph 3 added; paragraph 3 removed
    we say: paragraph 3 replaced
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rowback.model import Change, ChangeKind, Comparison

_CAME_OR_WENT = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED})


def replacements(comparison: Comparison) -> Iterator[Change]:
    """What came and what went where both are alike: as many whole paragraphs, or as many sentences of some."""
    changes = comparison.changes
    old, new = comparison.before.paragraph_of, comparison.after.paragraph_of
    gone = whole_paragraphs([i for change in changes if change.kind is ChangeKind.REMOVED for i in change.before], old)
    come = whole_paragraphs([i for change in changes if change.kind is ChangeKind.ADDED for i in change.after], new)
    for came_or_went, run in groupby(changes, key=lambda change: change.kind in _CAME_OR_WENT):
        if came_or_went:
            here = list(run)
            removed = [(change, _place(change.before, old)) for change in here if change.before]
            added = [(change, _place(change.after, new)) for change in here if change.after]
            if len({place for _, place in removed} & gone) == len({place for _, place in added} & come):
                yield from (change for change, place in removed if place in gone)
                yield from (change for change, place in added if place in come)
            loose = [
                [change for change, place in side if place not in whole]
                for side, whole in ((removed, gone), (added, come))
            ]
            if len(loose[0]) == len(loose[1]):
                yield from (change for side in loose for change in side)


def whole_paragraphs(indexes: Iterable[int], places: Sequence[int]) -> set[int]:
    """The paragraphs of which all sentences are among some."""
    sizes = Counter(places)
    counts = Counter(places[index] for index in indexes if index < len(places))
    return {place for place, count in counts.items() if count == sizes[place]}


def _place(indexes: tuple[int, ...], places: Sequence[int]) -> int | None:
    return places[indexes[0]] if indexes[0] < len(places) else None
