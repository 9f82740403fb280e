"""Sentences -> pairs that are equal, before anything is compared by likeness."""

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from rowback.alignment.likeness import is_figures
from rowback.alignment.links import Links

# 2,000 sentences against 2,000 take less than 1 ms; a larger gap has nothing that holds repeats in order.
_TABLE = 4_000_000


def link_equal(links: Links, before: Sequence[str], after: Sequence[str]) -> None:
    """Link what is equal: first what is there once, then its equal neighbours, then the repeats, gap by gap."""
    here, there = links.free_before(), links.free_after()
    if {before[i] for i in here}.isdisjoint(after[j] for j in there):
        return
    _link_unique(links, before, after)
    _link_neighbours(links, before, after)
    for gap_before, gap_after in links.gaps():
        _link_in_order(links, gap_before, gap_after, before, after)


def _places(items: Sequence[str], free: list[int]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index in free:
        places.setdefault(items[index], []).append(index)
    return places


def _link_unique(links: Links, before: Sequence[str], after: Sequence[str]) -> None:
    """Not the figures of a table: 63, which is the number of one town today, was that of another yesterday."""
    places = _places(after, links.free_after())
    for item, here in _places(before, links.free_before()).items():
        there = places.get(item, ())
        if len(here) == 1 == len(there) and not is_figures(item):
            links.link(here[0], there[0])


def _link_neighbours(links: Links, before: Sequence[str], after: Sequence[str]) -> None:
    """Repeats next to a linked pair go with it; the two beginnings count as a pair, and so do the two ends."""
    for step, start in ((1, (-1, -1)), (-1, (len(before), len(after)))):
        pairs = sorted([start, *links.pairs()])[::step]
        for here, there in pairs:
            i, j = here + step, there + step
            while 0 <= i < len(before) and 0 <= j < len(after) and before[i] == after[j] and links.are_free(i, j):
                links.link(i, j)
                i, j = i + step, j + step


def _link_in_order(
    links: Links, here: list[int], there: list[int], before: Sequence[str], after: Sequence[str]
) -> None:
    if 0 < len(here) * len(there) <= _TABLE:
        opcodes = LCSseq.opcodes([before[i] for i in here], [after[j] for j in there])
        for code in opcodes:
            if code.tag == "equal":
                starts = range(code.src_start, code.src_end), range(code.dest_start, code.dest_end)
                for a, b in zip(*starts, strict=True):
                    links.link(here[a], there[b])


def link_left_over(links: Links, before: Sequence[str], after: Sequence[str], *, figures: bool) -> None:
    """Link what is equal and still free, in order, wherever it stands.

    To be done late: of two lines "Read more" far apart the one may have been removed and the other added, and an edited
    "Read more here" next to its old neighbours is the better partner.

    Args:
        figures: link the figures of a table too, which is to be done last of all.
    """
    places = _places(after, links.free_after())
    for item, here in _places(before, links.free_before()).items():
        there = places.get(item, ()) if figures or not is_figures(item) else ()
        for i, j in zip(here, there, strict=False):
            links.link(i, j)
