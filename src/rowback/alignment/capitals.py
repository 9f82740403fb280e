"""Sentences -> the words that are names even where a sentence begins, and a capital alone tells nothing.

    elsewhere: The mayor met Holt on Monday.
    before:    Holt opened the bridge.
    after:     Marsh opened the bridge.
    we say:    Holt was a name, so the name changed.

A word is one when it has a capital behind a small word somewhere and is nowhere written small. The end of a longer
name need be none: with "the Department of Health" in the text, "Health officers" names nobody.
"""

from collections.abc import Iterable
from itertools import pairwise

from rowback.alignment.lexemes import fold
from rowback.alignment.mentions import LINKS

_ENDS = (".", "!", "?", ":", ";")
_MARKS = ".,;:!?\"'()[]“”„«»"


def names_of(sentences: Iterable[str]) -> frozenset[str]:
    """The names, in small letters and without a genitive."""
    pairs: set[tuple[str, str]] = set()
    for sentence in sentences:
        words = fold(sentence).split()
        ends = {k for k, link in enumerate(words) if link in LINKS and k and words[k - 1][0].isupper()}
        pairs.update(pair for k, pair in enumerate(pairwise(words)) if k not in ends or not pair[1][0].isupper())
    small = {word.strip(_MARKS) for pair in pairs for word in pair if word.islower()}
    capital = {
        word.strip(_MARKS).removesuffix("'s").casefold()
        for previous, word in pairs
        if word[0].isupper() and previous.islower() and not previous.endswith(_ENDS)
    }
    return frozenset(capital - small)
