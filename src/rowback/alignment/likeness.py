"""Sentences -> how alike two of them are.

Three views of a pair are mixed: the words they share, rare ones counting more; the words they share in the same order;
and the letters they share, which sees through inflection and typing errors.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|\d+(?:[.,]\d+)*|[^\W\d_{_UNSPACED}]+(?:['’][^\W\d_]+)?")
_TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-"}
)
# rapidfuzz compares 1,000,000 characters with as many others in 12 s, 20,000 in 5 ms.
_LONG = 20_000


def fold(sentence: str) -> str:
    """The sentence without what only typography changed: kinds of quotes, dashes, blanks and letter forms."""
    if not sentence.isascii():
        sentence = unicodedata.normalize("NFKC", sentence).translate(_TYPOGRAPHY)
    return " ".join(sentence.split())


class Profile:
    """What is compared of one sentence.

    Attributes:
        folded: the sentence without differences of typography.
        words: one character for each word.
        bag: how often each word occurs.
        mass: the weights of all words together.
    """

    __slots__ = ("bag", "folded", "mass", "words")

    def __init__(self, folded: str, words: str) -> None:
        self.folded = folded
        self.words = words
        self.bag = Counter(words)
        self.mass = 0.0


class Likeness:
    """How alike the sentences of two revisions are.

    Attributes:
        before: profiles of the sentences before.
        after: profiles of the sentences after.
        weights: of each word; the rarer in both revisions, the heavier.
        rarity: in how many sentences each word occurs.
    """

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        codes: dict[str, str] = {}
        known: dict[str, Profile] = {}

        def profile(sentence: str) -> Profile:
            found = known.get(sentence)
            if found is None:
                folded = fold(sentence)
                words = _WORD.findall(folded.casefold()) or folded.split()
                coded = "".join([codes.setdefault(word, chr(len(codes) + 1)) for word in words])
                found = known[sentence] = Profile(folded, coded)
            return found

        self.before = [profile(sentence) for sentence in before]
        self.after = [profile(sentence) for sentence in after]
        self.rarity: Counter[str] = Counter()
        for side in (self.before, self.after):
            for each in side:
                self.rarity.update(each.bag.keys())
        total = len(before) + len(after)
        self.weights = {word: math.log(1 + total / count) for word, count in self.rarity.items()}
        for each in known.values():
            each.mass = sum([self.weights[word] * count for word, count in each.bag.items()])

    def shared(self, one: Counter[str], other: Counter[str]) -> float:
        """The weight of the words that two bags have in common."""
        if len(other) < len(one):
            one, other = other, one
        weights = self.weights
        return sum([weights[word] * min(count, other[word]) for word, count in one.items() if word in other])

    def overlap(self, before: Profile, after: Profile) -> float:
        """The share of weight in common, 0 to 1."""
        return 2 * self.shared(before.bag, after.bag) / ((before.mass + after.mass) or 1.0)

    def score(self, before: Profile, after: Profile, overlap: float, least: float) -> float:
        """How alike two sentences are, 0 to 1; 0 when it is less than `least`."""
        score = 0.40 * overlap + 0.42 * Indel.normalized_similarity(before.words, after.words)
        if score + 0.18 < least:
            return 0.0
        if len(before.folded) + len(after.folded) < _LONG:
            score += 0.18 * Indel.normalized_similarity(before.folded, after.folded)
        else:
            score /= 0.82
        return score if score >= least else 0.0


def pooled(bags: Iterable[Counter[str]]) -> Counter[str]:
    """Several bags of words in one."""
    pool: Counter[str] = Counter()
    for bag in bags:
        pool.update(bag)
    return pool
