"""Linked sentences -> changes, in reading order."""

from collections.abc import Sequence

from rowback.alignment.links import Links
from rowback.alignment.ordering import heaviest_chain
from rowback.model import Change, ChangeKind

Group = tuple[tuple[int, ...], tuple[int, ...]]


def changes(before: Sequence[str], after: Sequence[str], links: Links) -> tuple[Change, ...]:
    """One change for each group of linked sentences; a removed one stands where it was."""
    groups = _groups(links)
    in_place = _in_place(before, after, groups)
    found = [
        Change(_kind(before, after, *group), bool(group[0] and group[1]) and group not in in_place, *group)
        for group in groups
    ]
    return tuple(_in_reading_order(found, len(before)))


def _groups(links: Links) -> list[Group]:
    groups: list[Group] = []
    seen: set[int] = set()
    for start in range(len(links.of_before)):
        if start in seen:
            continue
        here, there, waiting = {start}, set[int](), [start]
        while waiting:
            for j in links.of_before[waiting.pop()]:
                if j not in there:
                    there.add(j)
                    new = [i for i in links.of_after[j] if i not in here]
                    here.update(new)
                    waiting += new
        seen |= here
        groups.append((tuple(sorted(here)), tuple(sorted(there))))
    groups += [((), (index,)) for index in links.free_after()]
    return groups


def _in_place(before: Sequence[str], after: Sequence[str], groups: list[Group]) -> set[Group]:
    """The groups that kept their order: of all that could be said to have kept it, those with the most text."""
    by_start = {(here[0], there[0]): (here, there) for here, there in groups if here and there}
    points = [
        (*start, 1 + sum(len(before[i]) for i in here) + sum(len(after[j]) for j in there))
        for start, (here, there) in by_start.items()
    ]
    return {by_start[start] for start in heaviest_chain(points)}


def _kind(before: Sequence[str], after: Sequence[str], here: tuple[int, ...], there: tuple[int, ...]) -> ChangeKind:
    match len(here), len(there):
        case _, 0:
            return ChangeKind.REMOVED
        case 0, _:
            return ChangeKind.ADDED
        case 1, 1:
            return ChangeKind.UNCHANGED if before[here[0]] == after[there[0]] else ChangeKind.EDITED
        case 1, _:
            return ChangeKind.SPLIT
        case _, 1:
            return ChangeKind.MERGED
        case _:
            return ChangeKind.REWRITTEN


def _in_reading_order(changes: list[Change], count_before: int) -> list[Change]:
    """By place in the text after; what was removed follows the nearest sentence above it that stayed in place."""
    staying = {i: change.after[0] for change in changes if change.after and not change.moved for i in change.before}
    above: list[int] = []
    for index in range(count_before):
        above.append(staying.get(index, above[-1] if above else -1))

    def place(change: Change) -> tuple[int, int, int]:
        if change.after:
            return change.after[0], 0, 0
        return above[change.before[0]], 1, change.before[0]

    return sorted(changes, key=place)
