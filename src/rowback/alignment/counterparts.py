"""Mentions lost and mentions new -> which became which.

    before: The jet crashed in Velden about 30 seconds after taking off.
    after:  The jet, with four people aboard, fell on a school in Velden shortly after takeoff.
    ugly:   30 became four.
    we say: 30 is gone, and four is new.

Two mentions of a kind answer each other when little else changed round them, or when the same word stands next to both:
"12 people died" and "died in the fire: 19 people".
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from rowback.alignment.hunks import Hunk
from rowback.alignment.lexemes import Lexeme
from rowback.alignment.mentions import Mention
from rowback.model import FactKind

_TELLING_NEIGHBOUR = 3  # letters; "of" and "in" stand next to anything


class Placed(NamedTuple):
    """A mention in its text.

    Attributes:
        hunk: the run of changed words that it stands in or next to.
        neighbours: the words before and after the mention.
    """

    mention: Mention
    hunk: Hunk
    neighbours: tuple[str, str]

    @property
    def is_inside(self) -> bool:
        """It stands in its hunk, not only next to it."""
        return self.hunk.place.start <= self.mention.start and self.mention.end <= self.hunk.place.stop


Pair = tuple[Mention | None, Mention | None]


def placed(mentions: Iterable[Mention], lexemes: Sequence[Lexeme], hunks: Sequence[Hunk]) -> Iterator[Placed]:
    """The mentions that a hunk overlaps or borders on: what is put before "million" changes the number after it."""
    starts = attrgetter("start")
    k = 0
    for mention in mentions:
        while k < len(hunks) and hunks[k].place.stop + 1 < mention.start:
            k += 1
        if k < len(hunks) and hunks[k].place.start - 1 <= mention.end:
            first = bisect_left(lexemes, mention.start, key=starts)
            last = bisect_left(lexemes, mention.end, key=starts)
            yield Placed(mention, hunks[k], (_word(lexemes, first - 1), _word(lexemes, last)))


def _word(lexemes: Sequence[Lexeme], k: int) -> str:
    return lexemes[k].lower if 0 <= k < len(lexemes) else ""


def paired(lost: Iterable[Placed], new: Iterable[Placed]) -> Iterator[Pair]:
    """Each lost mention with the new one that answers it, and those that nothing answers, alone."""
    fresh: defaultdict[FactKind, list[Placed]] = defaultdict(list)
    for each in new:
        fresh[each.mention.kind].append(each)
    left = []
    for each in lost:
        others = fresh[each.mention.kind]
        best = max(others, key=lambda other: _answer(each, other), default=None)
        if best is None or not _answer(each, best):
            left.append(each)
        else:
            others.remove(best)
            yield each.mention, best.mention
    for each in left:
        yield each.mention, None
    for others in fresh.values():
        for each in others:
            yield None, each.mention


def _answer(old: Placed, new: Placed) -> int:
    """How surely one mention became the other; 0 when nothing tells."""
    same_place = old.hunk.number == new.hunk.number
    telling = any(a == b and len(a) >= _TELLING_NEIGHBOUR for a, b in zip(old.neighbours, new.neighbours, strict=True))
    # A sentence has one verb of saying, wherever it stands, and one "today" or "tomorrow".
    alone = old.mention.kind is FactKind.ATTRIBUTION or old.mention.shape == new.mention.shape == "day"
    likely = telling or (same_place and old.hunk.short) or alone
    if not likely:
        return 0
    return 1 + 4 * same_place + 2 * (old.mention.shape == new.mention.shape) + telling
