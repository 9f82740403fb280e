"""Blocks -> marks, by which the same text and the same slot are known again on other pages and later.

The text of a block is known by the smallest hashes of its runs of three words, with figures left out: "for just £3 a
week" and "for just £5 a week" are one text, and so are two versions of a line that share half of their runs.

Source: A. Broder, On the resemblance and containment of documents (1997).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby, islice
from zlib import crc32

from rowback.judging.texts import words_of
from rowback.model import Block, Mark

RUN = 3
KEPT = 6
"""Hashes of a text: with so many, 36 bytes a block, two texts that share a fifth of their runs are taken for one in
2 % of cases."""
ALIKE = 0.5
FIGURES = re.compile(r"\d+")

Sketch = tuple[int, ...]


def marks_of(blocks: Iterable[Block]) -> tuple[Mark, ...]:
    """The marks of a page."""
    return tuple(Mark(crc32(block.slot.encode(errors="replace")), sketch_of(block.text)) for block in blocks)


def sketch_of(text: str) -> Sketch:
    """What a text is known by."""
    words = [FIGURES.sub("0", word) for word in words_of(text)]
    width = min(RUN, len(words))
    runs = {" ".join(words[k : k + width]) for k in range(len(words) - width + 1)} if words else set()
    return tuple(sorted(crc32(run.encode(errors="replace")) for run in runs)[:KEPT])


def is_alike(one: Sketch, other: Sketch) -> bool:
    """Two texts are one; of texts too short for `KEPT` runs all runs must be the same."""
    if one == other or min(len(one), len(other)) < KEPT:
        return one == other
    smallest = islice((hash_ for hash_, _ in groupby(merge(one, other))), KEPT)
    both = set(one) & set(other)
    return sum(hash_ in both for hash_ in smallest) >= ALIKE * KEPT


class Seen:
    """A page as it is remembered, to be asked what is on it.

    Attributes:
        slots: how many blocks stand in each.
    """

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.slots = Counter(mark.slot for mark in marks)
        self._by_hash: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            for hash_ in mark.sketch:
                self._by_hash[hash_].append(mark)

    def slots_of(self, sketch: Sketch) -> Iterator[int]:
        """Where a text stands; a slot may come more than once."""
        near = (mark for hash_ in sketch for mark in self._by_hash.get(hash_, ()))
        return (mark.slot for mark in near if is_alike(mark.sketch, sketch))

    def slot_of(self, sketch: Sketch) -> int | None:
        """Where a text stands; `None` when it does not."""
        return next(self.slots_of(sketch), None)

    def holds(self, sketch: Sketch) -> bool:
        """The text stands on the page."""
        return self.slot_of(sketch) is not None
