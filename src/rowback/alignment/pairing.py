"""Sentences of two revisions -> which belong together.

Equal sentences first; they hold the rest in place. Then the most alike, one to one, where the same gap between two
sentences that stayed asks for less likeness than a jump across the article does. Then splits and merges. What is still
free in a gap is looked at again more leniently: two sentences left alone between the same neighbours are often one
that was rewritten.

The thresholds were tuned on three sets of revisions: news under known edits, students' essays and simplified news, the
latter two aligned by people. Steps of 0.02 round these values moved the F1 of changed pairs by up to 0.003.

Source: anchors and gaps as in patience diff.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from rowback.alignment.anchors import link_equal, link_left_over
from rowback.alignment.candidates import alike_by_rare_words
from rowback.alignment.growth import grow, reclaim
from rowback.alignment.likeness import Likeness, fold
from rowback.alignment.links import Links

# How alike two sentences of one gap must be at first, and how alike when they were left over.
_IN_GAP = 0.36
_LEFT_OVER = 0.24
# In a crowd a sentence finds something alike by chance: asked on top for each factor e of pairs in the gap.
_CROWD = 0.04
# How alike two sentences must be of which one jumped; few words are alike by chance.
_JUMPED = 0.60
_JUMPED_FEW_WORDS = 0.80
_FEW_WORDS = 3
# What a pair gains from each neighbour that also is a pair.
_CONTEXT = 0.15
# A gap of more than 50 times 50 free sentences holds nothing in place.
_CROWDED = 2500

Scores = dict[tuple[int, int], float]


def pair(before: Sequence[str], after: Sequence[str]) -> Links:
    """Link the sentences that belong together."""
    before, after = list(before), list(after)
    links = Links(before, after)
    link_equal(links, before, after)
    folded_before, folded_after = [fold(sentence) for sentence in before], [fold(sentence) for sentence in after]
    if (folded_before, folded_after) != (before, after):
        link_equal(links, folded_before, folded_after)
    free_before, free_after = links.free_before(), links.free_after()
    if not free_before or not free_after:
        return links
    likeness = Likeness(folded_before, folded_after, free_before, free_after)
    scores = dict(_in_gaps(links, likeness, _IN_GAP, 0.0))
    scores.update(_jumps(likeness, scores))
    _link_best(links, _with_context(links, scores))
    reclaim(links, likeness)
    grow(links, likeness)
    link_left_over(links, folded_before, folded_after, figures=False)
    _link_best(links, dict(_in_gaps(links, likeness, _LEFT_OVER, _CROWD)))
    grow(links, likeness)
    link_left_over(links, folded_before, folded_after, figures=True)
    return links


def _in_gaps(links: Links, likeness: Likeness, least: float, crowd: float) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs of free sentences of one gap that are alike."""
    for here, there in links.gaps():
        pairs = len(here) * len(there)
        if 0 < pairs <= _CROWDED:
            enough = least + crowd * math.log(pairs)
            for i in here:
                for j in there:
                    score = likeness.score(i, j)
                    if score >= enough:
                        yield (i, j), score


def _jumps(likeness: Likeness, known: Scores) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs of free sentences, wherever they stand, that are so much alike that one must have become the other.

    The same figure elsewhere in a table is another one.
    """
    before, after = likeness.before, likeness.after
    for i, j in alike_by_rare_words(likeness):
        if (i, j) not in known and not before[i].figures:
            few = min(len(before[i].words), len(after[j].words)) < _FEW_WORDS
            score = likeness.score(i, j)
            if score >= (_JUMPED_FEW_WORDS if few else _JUMPED):
                yield (i, j), score


def _with_context(links: Links, scores: Scores) -> Scores:
    """A pair whose neighbours also are a pair is more likely."""
    partner = {before: partners[0] for before, partners in enumerate(links.of_before) if partners}
    partner.update(_best(links, scores))
    neighbours = Counter((i + step, j + step) for i, j in partner.items() for step in (-1, 1))
    lifted = {pair: scores[pair] + _CONTEXT * count for pair, count in neighbours.items() if pair in scores}
    return scores | lifted


def _link_best(links: Links, scores: Scores) -> None:
    for i, j in _best(links, scores):
        links.link(i, j)


def _best(links: Links, scores: Scores) -> list[tuple[int, int]]:
    """The most alike pairs first, each sentence once; of equals the pair nearest to its old place."""
    total_before, total_after = len(links.of_before), len(links.of_after)
    ranked = [(-score, abs(i * total_after - j * total_before), i, j) for (i, j), score in scores.items()]
    ranked.sort()
    used_before: set[int] = set()
    used_after: set[int] = set()
    best = []
    for _, _, i, j in ranked:
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            best.append((i, j))
    return best
