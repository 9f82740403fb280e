"""Spans -> hunks: the runs of changed words, and where they stand in both texts."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from rowback.alignment.lexemes import Lexeme, fold
from rowback.model import Span, SpanKind

# Lexemes on each side.
_SHORT = 8


class Hunk(NamedTuple):
    """A run of changed words, as one of the two texts has it.

    Attributes:
        place: where it stands in that text.
        short: it has few words, in both texts.
    """

    number: int
    place: range
    short: bool


def hunks(
    before: tuple[str, Sequence[Lexeme]], after: tuple[str, Sequence[Lexeme]], spans: Sequence[Span]
) -> tuple[list[Hunk], list[Hunk]]:
    """The hunks of two folded texts, each with its words; the whole texts are one when the spans do not tell."""
    *places, ends = _places(spans)
    if (ends[0].stop, ends[1].stop) != (len(before[0]), len(after[0])):
        places = [(range(len(before[0])), range(len(after[0])))]
    found: tuple[list[Hunk], list[Hunk]] = ([], [])
    for number, both in enumerate(places):
        short = max(words_in(words, place) for (_, words), place in zip((before, after), both, strict=True)) <= _SHORT
        for side, place in zip(found, both, strict=True):
            side.append(Hunk(number, place, short))
    return found


def _places(spans: Sequence[Span]) -> Iterator[tuple[range, range]]:
    """Where each run of changed words stands in both texts, and at last the whole of both."""
    old = new = 0
    start: tuple[int, int] | None = None
    for span in spans:
        length = len(fold(span.text))
        if span.kind is SpanKind.SAME:
            if start:
                yield range(start[0], old), range(start[1], new)
            start = None
            old, new = old + length, new + length
            continue
        start = start or (old, new)
        old += length * (span.kind is SpanKind.DELETED)
        new += length * (span.kind is SpanKind.INSERTED)
    if start:
        yield range(start[0], old), range(start[1], new)
    yield range(old), range(new)


def words_in(lexemes: Sequence[Lexeme], place: range) -> int:
    """How many lexemes start in a part of their text."""
    starts = attrgetter("start")
    return bisect_left(lexemes, place.stop, key=starts) - bisect_left(lexemes, place.start, key=starts)
