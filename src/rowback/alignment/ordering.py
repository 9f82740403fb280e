"""Paired positions -> those that kept their order."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise


def heaviest_chain(points: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The heaviest of all subsets of (before, after, weight) that rise on both sides: what stayed in place.

    Source: weighted longest increasing subsequence with a Fenwick tree of prefix maxima.
    """
    ordered = sorted(points)
    if all(here[1] < there[1] for here, there in pairwise(ordered)):
        return [point[:2] for point in ordered]
    columns = sorted({after for _, after, _ in ordered})
    best: list[tuple[int, int]] = [(0, -1)] * (len(columns) + 1)
    previous: list[int] = []
    for index, (_, after, weight) in enumerate(ordered):
        rank = bisect_left(columns, after) + 1
        heaviest, last = _best_up_to(best, rank - 1)
        previous.append(last)
        while rank < len(best):
            if best[rank][0] < heaviest + weight:
                best[rank] = (heaviest + weight, index)
            rank += rank & -rank
    chain = []
    index = _best_up_to(best, len(columns))[1]
    while index >= 0:
        chain.append(ordered[index][:2])
        index = previous[index]
    return chain[::-1]


def _best_up_to(best: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    found = (0, -1)
    while rank > 0:
        if best[rank][0] > found[0]:
            found = best[rank]
        rank -= rank & -rank
    return found
