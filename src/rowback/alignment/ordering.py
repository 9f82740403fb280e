"""Paired positions -> those that kept their order."""

from bisect import bisect_left
from collections.abc import Iterable


def heaviest_chain(points: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The heaviest of all subsets of (before, after, weight) that rise on both sides: what stayed in place.

    Of the chains found so far those are kept that no other beats, by ending earlier and weighing as much: their ends
    rise and so do their weights, and the best one to continue is found by bisection.

    Source: patience sorting, with weights.
    """
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    ends: list[int] = []
    totals: list[int] = []
    lasts: list[int] = []
    previous: list[int] = []
    for index, (_, after, weight) in enumerate(ordered):
        start = bisect_left(ends, after)
        total = weight + (totals[start - 1] if start else 0)
        previous.append(lasts[start - 1] if start else -1)
        stop = start
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        if stop == start < len(ends) and ends[start] == after:
            continue
        ends[start:stop], totals[start:stop], lasts[start:stop] = [after], [total], [index]
    chain = []
    index = lasts[-1] if lasts else -1
    while index >= 0:
        chain.append(ordered[index][:2])
        index = previous[index]
    return chain[::-1]
