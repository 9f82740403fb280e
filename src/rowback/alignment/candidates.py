"""Free sentences -> the few pairs that may belong together although they stand far apart."""

from collections import defaultdict
from collections.abc import Iterator
from heapq import nlargest

from rowback.alignment.likeness import Likeness

# Less of their weight in common, and sentences far apart are never alike enough.
_LEAST_OVERLAP = 0.40
# Steps from a word to a sentence that holds it: this many take about a second.
_EFFORT = 4_000_000
# A word in this few sentences is always looked up.
_RARE = 20
# Pairs in all: 10 µs each to score and rank. So many of a sentence are looked at in any case, those that share most.
_PAIRS = 200_000
_OF_ONE = 5


def alike_by_rare_words(likeness: Likeness) -> Iterator[tuple[int, int]]:
    """Pairs that may share enough of their weight, found by the sentences that hold each word.

    Two sentences that share a part of their weight have one of their rarer words in common: the commonest, which
    together make up less than that part, need not be looked up. Nor are words that half the article holds.

    Source: prefix filtering for set similarity joins.
    """
    weights = likeness.weights
    holders: dict[str, list[int]] = defaultdict(list)
    for i, profile in likeness.before.items():
        for feature in profile.features:
            holders[feature].append(i)
    rank = {feature: place for place, feature in enumerate(sorted(holders, key=lambda each: (weights[each], each)))}
    too_many = max(_RARE, _EFFORT // (1 + sum(len(profile.words) for profile in likeness.after.values())))
    most = max(_OF_ONE, _PAIRS // (1 + len(likeness.after)))
    for j, profile in likeness.after.items():
        needed = _LEAST_OVERLAP / 2 * profile.mass
        skipped = 0
        shared: dict[int, int] = defaultdict(int)
        for feature in sorted(profile.features & rank.keys(), key=rank.__getitem__):
            weight = weights[feature]
            if skipped + weight < needed or len(holders[feature]) > too_many:
                skipped += weight
            else:
                for i in holders[feature]:
                    shared[i] += weight
        found = [
            (weight, -abs(i - j), i)
            for i, weight in shared.items()
            if weight + skipped >= needed + _LEAST_OVERLAP / 2 * likeness.before[i].mass
        ]
        for _, _, i in nlargest(most, found) if len(found) > most else found:
            yield i, j
