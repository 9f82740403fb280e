"""Names of one text -> those that the other text does not have."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

from rowback.alignment.counterparts import Placed
from rowback.alignment.lexemes import Lexeme
from rowback.alignment.mentions import Mention
from rowback.model import FactKind

_SUFFIXES = ("s", "n", "an", "ian", "ish", "ese", "i", "ns", "ans", "ians")
_SHORTEST_STEM = 4


def unmatched_names(
    these: Iterable[Placed], those: Iterable[Placed], ours: Sequence[Lexeme], theirs: Sequence[Lexeme]
) -> tuple[list[Placed], list[Placed]]:
    """The names that the other text lacks altogether, and the names of which it lacks a part.

    Any word of the other text will do, whatever its case and place. Titles are no part of a name, "Russian" stands
    for "Russia", and "UN" for "United Nations". Of a name that is there in part, a word that is there in small
    letters must be there as often:
        before: The business clients of Holt Rail wait.
        after:  The business clients of Holt Business wait.

    Args:
        these: the mentions of one side that a hunk touches.
        those: those of the other side.
        ours: all words of the one side.
        theirs: all words of the other side.
    """
    names = [each for each in these if each.mention.kind is FactKind.NAME and not each.mention.soft]
    if not names:
        return [], []
    counts, words = (Counter(_bare(lexeme.lower) for lexeme in side) for side in (ours, theirs))
    joined = {_bare(one.lower) + _bare(other.lower) for one, other in pairwise(theirs)}
    capitals = {_bare(lexeme.lower) for lexeme in theirs if lexeme.capital}
    # "at" does not stand for "Avonian Telephone"
    acronyms = [{lexeme.lower for lexeme in side if lexeme.text.isupper()} for side in (ours, theirs)]
    initials = {_initials(each.mention) for each in those if each.mention.kind is FactKind.NAME}
    whole: list[Placed] = []
    part: list[Placed] = []
    for each in names:
        key = _words(each.mention)
        there = [word for word in key if _has(words, word)]
        # "Body Size (BS)" -> "Body Mass (BS)": what stood beside it before stands for nothing else now
        acronym = _initials(each.mention)
        if (acronym in acronyms[1] and not (there and acronym in acronyms[0])) or (
            len(key) == 1 and key[0] in initials
        ):
            continue
        # "Mill Town" is there as "Milltown", and the other way round.
        if "".join(key) in (words if len(key) > 1 else joined):
            continue
        # "Holt Rail and Holt Air" -> "Holt Air": one of two namesakes went, as a whole
        if not there or (len(there) < len(key) and each.is_inside and all(counts[it] > words[it] for it in there)):
            whole.append(each)
        elif not all(_has(words if counts[word] <= words[word] else capitals, word) for word in key):
            part.append(each)
    return whole, part


def is_same_name(one: Mention, other: Mention, short_forms: Mapping[str, str]) -> bool:
    """Tell whether two names differ in blanks and short forms only: "Mill Town" and "Milltown", "Ave." and "Avenue"."""
    sides = ([short_forms.get(word, word) for word in _words(each)] for each in (one, other))
    return len({"".join(side) for side in sides}) == 1


def _words(mention: Mention) -> tuple[str, ...]:
    return mention.key if isinstance(mention.key, tuple) else ()


def _initials(mention: Mention) -> str:
    words = _words(mention)
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _has(words: Container[str], word: str) -> bool:
    if word in words:
        return True
    if len(word) < _SHORTEST_STEM:
        return False
    # "Advisory", "Advisories"
    if f"{word.removesuffix('y')}ies" in words or f"{word.removesuffix('ies')}y" in words:
        return True
    shorter = (word.removesuffix(suffix) for suffix in _SUFFIXES)
    return any(stem in words for stem in shorter if len(stem) >= _SHORTEST_STEM) or any(
        word + suffix in words for suffix in _SUFFIXES
    )
