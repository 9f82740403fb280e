"""Comparison -> rows: what is told in one breath, in reading order of the article after.

A paragraph of four sentences that was added is four changes, but one row; so is one that moved as a whole.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rowback.model import Change, ChangeKind, Comparison, Fact, Weight
from rowback.rendering._words import fact

_GROUPED = frozenset({ChangeKind.UNCHANGED, ChangeKind.ADDED, ChangeKind.REMOVED})
_SHOWN_BY_MARKS = frozenset({ChangeKind.UNCHANGED, ChangeKind.EDITED, ChangeKind.ADDED, ChangeKind.REMOVED})
_HEAVIEST_FIRST = (Weight.SUBSTANCE, Weight.WORDING, Weight.COSMETIC)


@dataclass(frozen=True, slots=True)
class Row:
    """Neighbouring changes of one kind, with their texts.

    Attributes:
        number: counts what the reader is told, from 1; 0 for what is not.
        before: texts of the sentences before; so is `after`.
        paragraphs: the paragraphs, before and after, that it begins in, counted from 1; `None` where it is not.
    """

    number: int
    changes: tuple[Change, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    paragraphs: tuple[int | None, int | None]

    @property
    def kind(self) -> ChangeKind:
        """The kind of its changes."""
        return self.changes[0].kind

    @property
    def moved(self) -> bool:
        """Its changes moved."""
        return self.changes[0].moved

    @property
    def reported(self) -> bool:
        """A reader is told of it."""
        return self.number > 0

    @property
    def left_out(self) -> int:
        """How many changes it holds that a reader could be told of and does not want to be."""
        return len(self.changes) if self.changes[0].reported and not self.number else 0

    @property
    def weight(self) -> Weight | None:
        """Of the heaviest change."""
        weights = {change.weight for change in self.changes}
        return next((weight for weight in _HEAVIEST_FIRST if weight in weights), None)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that it touches."""
        return tuple(fact for change in self.changes for fact in change.facts)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What stands on the page now, or stood there when it is gone."""
        return self.after or self.before

    @property
    def happened(self) -> str:
        """What happened, in words: `edited`, `2 sentences merged into 1`, `moved up from paragraph 7 to 2`."""
        return ", ".join(words for words in (self._done, self.move) if words)

    @property
    def _done(self) -> str:
        before, after = len(self.before), len(self.after)
        match self.kind:
            case ChangeKind.UNCHANGED:
                return ""
            case ChangeKind.SPLIT:
                return f"1 sentence split into {after}"
            case ChangeKind.MERGED:
                return f"{before} sentences merged into 1"
            case ChangeKind.REWRITTEN:
                return f"{before} sentences rewritten as {after}"
            case ChangeKind.EDITED:
                return "edited"
            case ChangeKind.ADDED | ChangeKind.REMOVED:
                return str(self.kind) if before + after == 1 else f"{before + after} sentences {self.kind}"

    @property
    def move(self) -> str:
        """From where to where it moved, or nothing."""
        start, end = self.paragraphs
        if not self.moved or start is None or end is None:
            return ""
        if start == end:
            return f"moved within paragraph {end}"
        return f"moved {'up' if end < start else 'down'} from paragraph {start} to {end}"

    @property
    def note(self) -> str:
        """What its marks do not show: what happened, facts, weight; or nothing."""
        happened = self.move if self.kind in _SHOWN_BY_MARKS else self.happened
        return " · ".join(words for words in (happened, *map(fact, self.facts), self.weight) if words)


@dataclass(frozen=True, slots=True)
class Rest:
    """What stands between two rows that a reader is told of: sentences that stayed, changes that were left out."""

    unchanged: int
    left_out: int

    @classmethod
    def of(cls, entries: Iterable[Row]) -> "Rest":
        """Count them."""
        rest = tuple(entries)
        return cls(sum(not row.left_out and len(row.after) for row in rest), sum(row.left_out for row in rest))


def rows(comparison: Comparison, min_weight: Weight | None = None) -> tuple[Row, ...]:
    """All changes of a comparison, neighbours of one kind joined; lighter ones than asked for are not reported."""
    places = _Places(comparison)
    made: list[Row] = []
    number = 0
    for changes in _runs(comparison.changes, places):
        row = places.row(0, changes)
        if changes[0].reported and (row.weight is None or row.weight.at_least(min_weight)):
            number += 1
            row = replace(row, number=number)
        made.append(row)
    return tuple(made)


def gap(sentence: str) -> str:
    """What stands between a sentence and the next: Chinese and Japanese have no blank there."""
    return "" if unicodedata.east_asian_width(sentence[-1:] or " ") in "WF" else " "


def joined(sentences: Iterable[str]) -> str:
    """Sentences as running text."""
    return "".join(sentence + gap(sentence) for sentence in sentences).rstrip(" ")


def folded(entries: Iterable[Row]) -> Iterator[Row | Rest]:
    """The reported rows, and between them what is folded away."""
    for reported, run in groupby(entries, key=lambda row: row.reported):
        if reported:
            yield from run
        else:
            yield Rest.of(run)


class _Places:
    """Where each sentence stands; `Article` works its sentences out anew on every call."""

    def __init__(self, comparison: Comparison) -> None:
        self._before, self._after = comparison.before.sentences, comparison.after.sentences
        self._before_of, self._after_of = comparison.before.paragraph_of, comparison.after.paragraph_of

    def of(self, change: Change) -> tuple[int | None, int | None]:
        """The paragraphs before and after that a change begins in."""
        return _first(self._before_of, change.before), _first(self._after_of, change.after)

    def row(self, number: int, changes: tuple[Change, ...]) -> Row:
        """The row of some changes."""
        return Row(
            number=number,
            changes=changes,
            before=tuple(self._before[k] for change in changes for k in change.before),
            after=tuple(self._after[k] for change in changes for k in change.after),
            paragraphs=self.of(changes[0]),
        )


def _first(paragraph_of: Sequence[int], indexes: tuple[int, ...]) -> int | None:
    return paragraph_of[indexes[0]] + 1 if indexes else None


def _runs(changes: Iterable[Change], places: _Places) -> Iterator[tuple[Change, ...]]:
    run: list[Change] = []
    for change in changes:
        if run and not (_alike(run[-1], change) and places.of(run[-1]) == places.of(change)):
            yield tuple(run)
            run = []
        run.append(change)
    if run:
        yield tuple(run)


def _alike(last: Change, change: Change) -> bool:
    if (last.kind, last.moved) != (change.kind, change.moved) or change.kind not in _GROUPED:
        return False
    return not change.moved or (last.before[-1] + 1, last.after[-1] + 1) == (change.before[0], change.after[0])
