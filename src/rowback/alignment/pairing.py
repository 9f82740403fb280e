"""Sentences of two revisions -> which belong together.

Equal sentences first; they hold the rest in place. Then the most alike, one to one, where the same gap between two
sentences that stayed asks for less likeness than a jump across the article does. Then splits and merges. What is still
free in a gap is looked at again more leniently: two sentences left alone between the same neighbours are often one
that was rewritten.

Source: anchors and gaps as in patience diff.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rowback.alignment.anchors import link_equal, link_left_over
from rowback.alignment.growth import grow
from rowback.alignment.likeness import Likeness, fold
from rowback.alignment.links import Links

_IN_GAP = 0.34
_CROWD = 0.0
_CROWD2 = 0.02
_JUMP = 0.60
_JUMP_OF_FEW_WORDS = 0.70
_FEW_WORDS = 3
_LENIENT = 0.26
_CONTEXT = 0.15
_JUMP_CONTEXT = 0.0
# A gap of more than 50 times 50 free sentences holds nothing in place.
_LOCAL = 2500
_OVERLAP_JUMP = 0.40
# Looking at this many pairs of sentence and shared word takes about a second.
_EFFORT = 10_000_000
_ROUNDS = 3

Scores = dict[tuple[int, int], float]


def pair(before: Sequence[str], after: Sequence[str]) -> Links:
    """Link the sentences that belong together."""
    links = Links(before, after)
    link_equal(links, before, after)
    folded_before, folded_after = [fold(each) for each in before], [fold(each) for each in after]
    if folded_before != list(before) or folded_after != list(after):
        link_equal(links, folded_before, folded_after)
    free_before, free_after = links.free_before(), links.free_after()
    if free_before and free_after:
        likeness = Likeness(folded_before, folded_after, free_before, free_after)
        _assign(links, _with_context(links, _candidates(links, likeness)))
        grow(links, likeness)
        link_left_over(links, folded_before, folded_after)
        for _ in range(_ROUNDS):
            if not _assign(links, _lenient(links, likeness)):
                break
            grow(links, likeness)
    return links


def _candidates(links: Links, likeness: Likeness) -> dict[tuple[int, int], tuple[float, float]]:
    """Pairs worth a thought: how alike they are, and how alike they must be."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for here, there in links.gaps():
        if len(here) * len(there) <= _LOCAL:
            least = _IN_GAP + _CROWD * math.log(len(here) * len(there) or 1)
            for i in here:
                for j in there:
                    score = likeness.score(i, j)
                    if score >= least:
                        found[i, j] = score, least
    for i, j in _sharing(likeness):
        if (i, j) not in found:
            few = min(len(likeness.before[i].words), len(likeness.after[j].words)) < _FEW_WORDS
            least = _JUMP_OF_FEW_WORDS if few else _JUMP
            score = likeness.score(i, j)
            if score >= least - 2 * _CONTEXT * _JUMP_CONTEXT:
                found[i, j] = score, least
    return found


def _sharing(likeness: Likeness) -> Iterator[tuple[int, int]]:
    """Pairs, wherever they stand, that share so many rare words that one may have become the other.

    Two sentences of which at least a share `d` of the weight is common have some word in common outside the commonest
    ones that make up `d / 2` of the weight of either: those need not be looked up.

    Source: prefix filtering for set similarity joins.
    """
    weights = likeness.weights
    holders: dict[str, list[int]] = defaultdict(list)
    for i, profile in likeness.before.items():
        for feature in profile.features:
            holders[feature].append(i)
    common = max(20, _EFFORT // (1 + sum(len(profile.words) for profile in likeness.after.values())))
    for j, profile in likeness.after.items():
        skipped = 0
        least = _OVERLAP_JUMP / 2 * profile.mass
        shared: Counter[int] = Counter()
        for feature in sorted(profile.features, key=weights.__getitem__):
            having = holders.get(feature, ())
            weight = weights[feature]
            if len(having) > common or skipped + weight < least:
                skipped += weight * bool(having)
            else:
                for i in having:
                    shared[i] += weight
        least -= skipped
        for i, weight in shared.items():
            if weight >= least + _OVERLAP_JUMP / 2 * likeness.before[i].mass:
                yield i, j


def _with_context(links: Links, candidates: dict[tuple[int, int], tuple[float, float]]) -> Scores:
    """A pair whose neighbours also are a pair is more likely."""
    first = {before: partners[0] for before, partners in enumerate(links.of_before) if partners}
    first.update(_best(links, {pair: score for pair, (score, _) in candidates.items()}))
    scores: Scores = {}
    for (i, j), (score, least) in candidates.items():
        neighbours = (first.get(i - 1) == j - 1) + (first.get(i + 1) == j + 1)
        score += _CONTEXT * neighbours
        if score >= least:
            scores[i, j] = score
    return scores


def _lenient(links: Links, likeness: Likeness) -> Scores:
    scores: Scores = {}
    for here, there in links.gaps():
        if len(here) * len(there) > _LOCAL:
            continue
        least = _LENIENT + _CROWD2 * math.log(len(here) * len(there) or 1)
        for i in here:
            for j in there:
                score = likeness.score(i, j)
                if score >= least:
                    scores[i, j] = score
    return scores


def _best(links: Links, scores: Scores) -> list[tuple[int, int]]:
    """The most alike pairs first, each sentence once; of equals the pair nearest to its old place."""
    n, m = len(links.of_before), len(links.of_after)
    order = sorted(scores, key=lambda pair: (-scores[pair], abs(pair[0] * m - pair[1] * n), pair))
    used_before: set[int] = set()
    used_after: set[int] = set()
    best = []
    for i, j in order:
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            best.append((i, j))
    return best


def _assign(links: Links, scores: Scores) -> bool:
    best = _best(links, scores)
    for i, j in best:
        links.link(i, j)
    return bool(best)
