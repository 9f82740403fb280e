"""Sentences of two revisions -> which belong together.

Equal sentences first; they hold the rest in place. Then the most alike, one to one, where the same gap between two
sentences that stayed asks for less likeness than a jump across the article does. Then splits and merges. What is still
free in a gap is looked at again more leniently: two sentences left alone between the same neighbours are often one
that was rewritten.

Source: anchors and gaps as in patience diff.
"""

from collections import defaultdict
from collections.abc import Sequence

from rowback.alignment.anchors import link_equal
from rowback.alignment.growth import grow
from rowback.alignment.likeness import Likeness, fold
from rowback.alignment.links import Links

_IN_GAP = 0.34
_JUMP = 0.60
_JUMP_OF_FEW_WORDS = 0.70
_FEW_WORDS = 3
_LENIENT = 0.28
_CONTEXT = 0.10
_COMMON = 400
_LOCAL = 2500
_OVERLAP_IN_GAP = 0.12
_OVERLAP_JUMP = 0.25
_OVERLAP_LENIENT = 0.05

Scores = dict[tuple[int, int], float]


def pair(before: Sequence[str], after: Sequence[str]) -> Links:
    """Link the sentences that belong together."""
    links = Links(before, after)
    link_equal(links, before, after)
    link_equal(links, [fold(each) for each in before], [fold(each) for each in after])
    if not (links.free_before() or links.free_after()):
        return links
    likeness = Likeness(before, after)
    scores = _with_context(links, _candidates(links, likeness))
    _assign(links, scores)
    grow(links, likeness)
    while _assign(links, _lenient(links, likeness)):
        grow(links, likeness)
    return links


def _candidates(links: Links, likeness: Likeness) -> Scores:
    gap_of_after: dict[int, int] = {}
    gap_of_before: dict[int, int] = {}
    local: list[bool] = []
    gaps = links.gaps()
    for number, (here, there) in enumerate(gaps):
        gap_of_before.update(dict.fromkeys(here, number))
        gap_of_after.update(dict.fromkeys(there, number))
        local.append(len(here) * len(there) <= _LOCAL)
    holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i in gap_of_before:
        for word, count in likeness.before[i].bag.items():
            holders[word].append((i, count))
    scores: Scores = {}
    for j, gap in gap_of_after.items():
        profile = likeness.after[j]
        shared: dict[int, float] = defaultdict(float)
        for word, count in profile.bag.items():
            having = holders.get(word, ())
            if len(having) <= _COMMON:
                weight = likeness.weights[word]
                for i, other in having:
                    shared[i] += weight * min(count, other)
        for i, mass in shared.items():
            other_profile = likeness.before[i]
            overlap = 2 * mass / ((other_profile.mass + profile.mass) or 1.0)
            same_gap = local[gap] and gap_of_before[i] == gap
            if overlap < (_OVERLAP_IN_GAP if same_gap else _OVERLAP_JUMP):
                continue
            least = _IN_GAP
            if not same_gap:
                few = min(len(profile.words), len(other_profile.words)) < _FEW_WORDS
                least = _JUMP_OF_FEW_WORDS if few else _JUMP
            score = likeness.score(other_profile, profile, overlap, least)
            if score:
                scores[i, j] = score
    return scores


def _with_context(links: Links, scores: Scores) -> Scores:
    """A pair whose neighbours also are a pair is more likely."""
    first = {before: partners[0] for before, partners in enumerate(links.of_before) if partners}
    first.update(_best(links, scores))
    return {
        (i, j): score + _CONTEXT * ((first.get(i - 1) == j - 1) + (first.get(i + 1) == j + 1))
        for (i, j), score in scores.items()
    }


def _lenient(links: Links, likeness: Likeness) -> Scores:
    scores: Scores = {}
    for here, there in links.gaps():
        if len(here) * len(there) > _LOCAL:
            continue
        for i in here:
            for j in there:
                before, after = likeness.before[i], likeness.after[j]
                overlap = likeness.overlap(before, after)
                if overlap >= _OVERLAP_LENIENT:
                    score = likeness.score(before, after, overlap, _LENIENT)
                    if score:
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
