"""Sentences -> how alike two of them are.

Four views of a pair are mixed: the words they share, rare ones counting more; how much that is of the shorter sentence,
which sees through a clause that was added or cut; the words they share in the same order; and the letters they share,
which sees through inflection and typing errors.
"""

import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import Indel

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|\d+(?:[.,]\d+)*|[^\W\d_{_UNSPACED}]+(?:'[^\W\d_]+)?")
_TYPOGRAPHY = (("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'), ("‘", "'"), ("’", "'"), ("‚", "'"))
_DASHES = (("–", "-"), ("—", "-"), ("‑", "-"))
# What each view counts; together 1.04.
_OVERLAP = 0.40
_ORDER = 0.36
_LETTERS = 0.18
_CONTAINED = 0.10
# Below this overlap, or when not even equal letters could lift the score above that, the costly views are left out.
_LEAST_OVERLAP = 0.08
_HARDLY = 0.20
# Two lines of as many figures, such as "50 34" and "49 38", say the same of another day when they stand in one place;
# this is enough for two sentences that were left over, and with equal letters not enough for two far apart.
_FIGURES = 0.30
_LETTER = re.compile(r"[^\W\d_]")
# Of two sentences together: 1,000,000 letters against as many take 27 s, 10,000 against as many 4 ms.
LONG = 20_000
# More occurrences of one word in one sentence are not told apart.
_OFTEN = 1000


def fold(sentence: str) -> str:
    """The sentence without what only typography changed: kinds of quotes, dashes, blanks and letter forms."""
    if not sentence.isascii():
        sentence = unicodedata.normalize("NFKC", sentence)
        for fancy, plain in _TYPOGRAPHY + _DASHES:
            sentence = sentence.replace(fancy, plain)
    return " ".join(sentence.split())


def is_figures(sentence: str) -> bool:
    """It has digits and no letters, as the lines and cells of a table have."""
    return sentence[:1].isdecimal() and not _LETTER.search(sentence)


class _Codes(dict[str, str]):
    """For each word one character, given out as words come."""

    def __missing__(self, word: str) -> str:
        self[word] = code = chr(len(self) % sys.maxunicode)
        return code


class _Weights(dict[str, int]):
    """For each feature how much it counts; the rarer its word in both revisions, the more.

    Whole numbers, so that sums are the same in whatever order a set gives its members.
    """

    def __init__(self, rarity: Mapping[str, int], total: int) -> None:
        super().__init__()
        self._rarity = rarity
        self._total = total

    def __missing__(self, feature: str) -> int:
        self[feature] = weight = round(1000 * math.log(1 + self._total / self._rarity[feature[0]]))
        return weight


class Profile:
    """What is compared of one sentence.

    Attributes:
        folded: the sentence without differences of typography.
        words: one character for each word.
        features: the words as a set; a word's further occurrences carry their number.
        mass: the weights of all words together.
        figures: there are digits in it and no letters: a line of a table.
    """

    __slots__ = ("features", "figures", "folded", "mass", "words")

    def __init__(self, folded: str, words: str, weights: Mapping[str, int]) -> None:
        self.folded = folded
        self.words = words
        self.features = set(words)
        if len(self.features) < len(words):
            for word, count in Counter(words).items():
                if count > 1:
                    self.features.update([word + chr(times) for times in range(2, min(count, _OFTEN) + 1)])
        self.mass = sum(map(weights.__getitem__, self.features))
        self.figures = is_figures(folded)


class Likeness:
    """How alike the sentences of two revisions are; only what is still free is looked at, but all words are weighed.

    Attributes:
        before: profiles of the free sentences before, by index.
        after: profiles of the free sentences after, by index.
        weights: of each word; the rarer in both revisions, the heavier.
    """

    def __init__(
        self, before: Sequence[str], after: Sequence[str], free_before: Iterable[int], free_after: Iterable[int]
    ) -> None:
        codes = _Codes()
        rarity: Counter[str] = Counter()
        coded: dict[str, str] = {}
        for sentence in (*before, *after):
            words = coded.get(sentence)
            if words is None:
                found = _WORD.findall(sentence.casefold()) or sentence.split()
                words = coded[sentence] = "".join(map(codes.__getitem__, found))
            rarity.update(set(words))
        self.weights = _Weights(rarity, len(before) + len(after))
        profiles: dict[str, Profile] = {}

        def profile(sentence: str) -> Profile:
            if sentence not in profiles:
                profiles[sentence] = Profile(sentence, coded[sentence], self.weights)
            return profiles[sentence]

        self.before = {i: profile(before[i]) for i in free_before}
        self.after = {j: profile(after[j]) for j in free_after}
        self._scores: dict[tuple[str, str], float] = {}

    def common(self, one: Profile, other: Profile) -> int:
        """The weight of the words that two sentences have in common."""
        return sum(map(self.weights.__getitem__, one.features & other.features))

    def shared(self, one: str, other: str) -> int:
        """The weight of the words that two runs of words have in common."""
        counts, others = Counter(one), Counter(other)
        return sum([self.weights[word] * min(count, others[word]) for word, count in counts.items()])

    def score(self, i: int, j: int) -> float:
        """How alike two sentences are, 1.04 when they are equal; 0 when hardly."""
        before, after = self.before[i], self.after[j]
        score = self._scores.get((before.folded, after.folded))
        if score is None:
            score = self._scores[before.folded, after.folded] = self._score(before, after)
        return score

    def _score(self, before: Profile, after: Profile) -> float:
        common = self.common(before, after)
        overlap = 2 * common / ((before.mass + after.mass) or 1.0)
        if overlap < _LEAST_OVERLAP:
            alike = before.figures and after.figures and len(before.words) == len(after.words)
            return _FIGURES + _LETTERS * Indel.normalized_similarity(before.folded, after.folded) if alike else 0.0
        contained = common / min(before.mass, after.mass)
        order = overlap
        if len(before.words) + len(after.words) < LONG:
            order = Indel.normalized_similarity(before.words, after.words)
        score = _OVERLAP * overlap + _ORDER * order + _CONTAINED * contained
        if score + _LETTERS < _HARDLY:
            return 0.0
        if len(before.folded) + len(after.folded) > LONG:
            return score + _LETTERS * overlap
        return score + _LETTERS * Indel.normalized_similarity(before.folded, after.folded)
