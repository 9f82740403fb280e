"""Which sentences belong together, as far as it is known, and the gaps between those that kept their order."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rowback.alignment.ordering import heaviest_chain


class Links:
    """The pairs found so far.

    Attributes:
        of_before: for each sentence before its partners after.
        of_after: for each sentence after its partners before.
        masses: how much text each sentence before has.
    """

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self.masses = [len(sentence) for sentence in before]
        self.of_before: list[list[int]] = [[] for _ in before]
        self.of_after: list[list[int]] = [[] for _ in after]

    def link(self, before: int, after: int) -> None:
        """Two sentences belong together."""
        self.of_before[before].append(after)
        self.of_after[after].append(before)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """All pairs, by their place before."""
        return ((before, after) for before, partners in enumerate(self.of_before) for after in partners)

    def are_free(self, before: int, after: int) -> bool:
        """Neither of two sentences has a partner."""
        return not self.of_before[before] and not self.of_after[after]

    def free_before(self) -> list[int]:
        """Sentences before without a partner."""
        return [index for index, partners in enumerate(self.of_before) if not partners]

    def free_after(self) -> list[int]:
        """Sentences after without a partner."""
        return [index for index, partners in enumerate(self.of_after) if not partners]

    def chain(self) -> list[tuple[int, int]]:
        """The pairs that kept their order."""
        points = [
            (before, partners[0], 1 + self.masses[before]) for before, partners in enumerate(self.of_before) if partners
        ]
        return heaviest_chain(points)

    def gaps(self) -> list[tuple[list[int], list[int]]]:
        """Free sentences between two pairs of the chain, those before and those after; one entry for each gap."""
        chain = self.chain()
        befores = [before for before, _ in chain]
        afters = sorted({after for _, after in chain})
        gaps: dict[int, tuple[list[int], list[int]]] = {}
        for index in self.free_before():
            gaps.setdefault(bisect_left(befores, index), ([], []))[0].append(index)
        for index in self.free_after():
            gaps.setdefault(bisect_left(afters, index), ([], []))[1].append(index)
        return [gaps[number] for number in sorted(gaps)]
