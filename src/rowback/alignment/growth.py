"""Pairs -> groups: a sentence that was cut in two, or two that were joined."""

from collections import Counter

from rowback.alignment.likeness import Likeness, Profile, pooled
from rowback.alignment.links import Links

# A group of more than this many sentences is not what a reader calls one sentence that was split.
_LARGEST = 5
# The share of a joining sentence that the group's other side must contain beyond what is matched already.
_CONTAINED = 0.3


def grow(links: Links, likeness: Likeness) -> None:
    """Let free sentences join the group of a neighbour when that makes the two sides of the group more alike."""
    _grow_side(likeness.before, likeness.after, links.of_before, links.of_after, likeness)
    _grow_side(likeness.after, likeness.before, links.of_after, links.of_before, likeness)


def _grow_side(
    ones: list[Profile],
    many: list[Profile],
    partners_of_one: list[list[int]],
    partners_of_many: list[list[int]],
    likeness: Likeness,
) -> None:
    waiting = [index for index, partners in enumerate(partners_of_many) if not partners and many[index].words]
    joined = True
    while joined:
        joined = False
        still = []
        for index in waiting:
            best = 0.0
            host = -1
            for neighbour in (index - 1, index + 1):
                if not (0 <= neighbour < len(many)) or len(partners_of_many[neighbour]) != 1:
                    continue
                one = partners_of_many[neighbour][0]
                group = partners_of_one[one]
                if len(group) >= _LARGEST or ones[one].folded == many[group[0]].folded:
                    continue
                gain = _gain(likeness, ones[one], [many[each] for each in group], many[index])
                if gain > best:
                    best, host = gain, one
            if host >= 0:
                partners_of_one[host].append(index)
                partners_of_many[index].append(host)
                joined = True
            else:
                still.append(index)
        waiting = still


def _gain(likeness: Likeness, one: Profile, group: list[Profile], joining: Profile) -> float:
    """How much more alike a sentence and a group become when one more joins; 0 when little of the new one is in it."""
    bag: Counter[str] = pooled(each.bag for each in group)
    mass = sum(each.mass for each in group)
    shared = likeness.shared(one.bag, bag)
    shared_joined = likeness.shared(one.bag, pooled((bag, joining.bag)))
    if shared_joined - shared < _CONTAINED * joining.mass:
        return 0.0
    return 2 * shared_joined / (one.mass + mass + joining.mass) - 2 * shared / (one.mass + mass)
