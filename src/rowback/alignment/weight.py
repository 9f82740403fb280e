"""One change -> how much it matters, and the facts it touched."""

import re
from collections import Counter
from collections.abc import Sequence, Set

from rowback.alignment.facts import Side, facts
from rowback.alignment.lexemes import Lexeme, fold, is_slip, lexemes
from rowback.alignment.lexicon import Lexicon, lexicon_of
from rowback.alignment.mentions import marks_names, mentions, units
from rowback.alignment.quotes import quoted_words
from rowback.model import Fact, FactKind, Span, Weight

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_FEWEST_WORDS = 3
# Characters on both sides. No sentence is as long, and reading a megabyte of "£" takes a minute.
_LONGEST = 50_000
# Letters of a telling word; "with" and "from" pass too, and are as often on both sides.
_TELLING = 4
# Of fewer telling words, one that is said differently is half a sentence.
_ENOUGH_TO_TELL = 6
# Written without blanks, a word takes about two characters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def weigh(
    before: str, after: str, spans: tuple[Span, ...], language: str | None, names: Set[str] = frozenset()
) -> tuple[Weight, tuple[Fact, ...]]:
    """Weigh one change, and name the facts it touched.

    cosmetic: only typography differs (quote marks, dashes, blanks, the case of a letter), or the way a number, date or
        sum is written, or a slip of the pen in a longer word: "The goverment’s ten men" -> "The government's 10 men".
    wording: said differently, with no fact touched: "Mr Holt told reporters" -> "Holt said".
    substance: a fact came, went or changed: "12 dead" -> "19 dead", "is guilty" -> "is not guilty". So is a sentence of
        which more than half is new, or gone: what it says is no longer the same, whatever facts it names. A whole
        sentence that came or went is of substance too, and its facts are not listed: all of it is new. So is any
        change in a text too long to be a sentence.

    Args:
        before: the text before; `""` when the sentence was added.
        after: the text after; `""` when it was removed.
        spans: the words that stayed and those that changed; they tell which fact became which.
        language: such as `en`, which is assumed when it is unknown.
        names: words in small letters that are known to be names, wherever they stand.
    """
    if len(before) + len(after) > _LONGEST:
        return (Weight.COSMETIC if before == after else Weight.SUBSTANCE), ()
    if not before.strip() or not after.strip():
        return _weigh_whole(before + after), ()
    old, new = _folded(before), _folded(after)
    if _is_same_but_typography(old, new):
        return Weight.COSMETIC, ()
    if [lexeme.lower for lexeme in old.lexemes] == [lexeme.lower for lexeme in new.lexemes]:
        return Weight.WORDING, ()
    lexicon = lexicon_of(language)
    marked = all(marks_names(side.text, side.lexemes, lexicon) for side in (old, new))
    old, new = (_read(side, lexicon, names, marked=marked) for side in (old, new))
    if found := facts(old, new, spans, lexicon):
        return Weight.SUBSTANCE, found
    if _is_same_but_spelling(old, new):
        return Weight.COSMETIC, ()
    return (Weight.SUBSTANCE if _is_rewritten(old.units, new.units) else Weight.WORDING), ()


def weigh_wording(before: str, after: str) -> Weight:
    """Weigh a change by its words alone, when all its facts are accounted for."""
    old, new = _folded(before), _folded(after)
    if _is_same_but_typography(old, new):
        return Weight.COSMETIC
    return Weight.SUBSTANCE if _is_rewritten(old.lexemes, new.lexemes) else Weight.WORDING


def _folded(text: str) -> Side:
    folded = fold(text)
    return Side(folded, tuple(lexemes(folded)))


def _read(side: Side, lexicon: Lexicon, names: Set[str], *, marked: bool) -> Side:
    found = tuple(mentions(side.text, side.lexemes, lexicon, names, marked=marked))
    return Side(side.text, side.lexemes, found, tuple(units(side.lexemes, found)))


def _weigh_whole(text: str) -> Weight:
    """Weigh a text that came or went as a whole: an address, a mark or two words are no statement."""
    words = sum(1 for _ in lexemes(fold(_ADDRESS.sub(" ", text))))
    return Weight.SUBSTANCE if max(words, len(_UNSPACED.findall(text)) // 2) >= _FEWEST_WORDS else Weight.WORDING


def _is_same_but_typography(old: Side, new: Side) -> bool:
    """The same words, with the same of them quoted or asked, and their first letters alone in another case.

    A name in CAPITALS is the same in small letters ("ANNA HOLT", "Anna Holt").
    """
    if len(old.lexemes) != len(new.lexemes):
        return False
    if not all(_differs_in_case(a, b) for a, b in zip(old.lexemes, new.lexemes, strict=True)):
        return False
    return quoted_words(old.text, old.lexemes) == quoted_words(new.text, new.lexemes) and _asks(old) == _asks(new)


def _asks(side: Side) -> bool:
    return side.text.rstrip("\"”»') ").endswith("?")


def _differs_in_case(old: Lexeme, new: Lexeme) -> bool:
    if old.text == new.text:
        return True
    if old.lower != new.lower:
        return False
    # "groß", "gross"
    if len(old.text) != len(new.text):
        return True
    return (old.capital and new.capital) or sum(a != b for a, b in zip(old.text, new.text, strict=False)) <= 1


def _is_same_but_spelling(old: Side, new: Side) -> bool:
    """The same words but for slips and blanks ("every day", "everyday"); a capital may be a name's."""
    ones, others = old.units, new.units
    named = _named(old), _named(new)
    i = j = 0
    while i < len(ones) and j < len(others):
        is_name = ones[i].start in named[0] and others[j].start in named[1]
        if _differs_in_case(ones[i], others[j]) or _is_slip(ones[i], others[j], is_name=is_name):
            i, j = i + 1, j + 1
        elif _joined(ones[i : i + 2]) == others[j].text:
            i, j = i + 2, j + 1
        elif ones[i].text == _joined(others[j : j + 2]):
            i, j = i + 1, j + 2
        else:
            return False
    return i == len(ones) and j == len(others)


def _named(side: Side) -> set[int]:
    """Where the words of names start, of those that were looked for in the other text."""
    found = set[int]()
    units = iter(side.units)
    unit = next(units, None)
    for mention in side.mentions:
        while unit and unit.start < mention.end:
            if unit.start >= mention.start and mention.kind is FactKind.NAME and not mention.soft:
                found.add(unit.start)
            unit = next(units, None)
    return found


def _is_slip(old: Lexeme, new: Lexeme, *, is_name: bool) -> bool:
    """A slip of the pen, or an apostrophe in another place ("doctor's", "doctors"), or another genitive of "Moss".

    Args:
        is_name: both are words of names that the other text has too, put right: "Rasbperry Pi"; not "German" and
            "Germany".
    """
    if old.lower.replace("'", "") == new.lower.replace("'", "") or _genitive(old) == _genitive(new):
        return True
    capital = old.capital or new.capital
    if capital and (not is_name or old.lower.startswith(new.lower) or new.lower.startswith(old.lower)):
        return False
    return is_slip(old.lower, new.lower)


def _genitive(word: Lexeme) -> str:
    """Both "Moss'" and "Moss's"; the apostrophe behind the last letter is no part of a lexeme."""
    return word.lower.removesuffix("'s") if word.lower.endswith("s's") else word.lower


def _joined(lexemes: Sequence[Lexeme]) -> str:
    return "".join(lexeme.text for lexeme in lexemes)


def _is_rewritten(old: Sequence[Lexeme], new: Sequence[Lexeme]) -> bool:
    """More than half of the telling words of the longer text are not in the other."""
    ours, theirs = (
        Counter(each.lower for each in side if len(each.lower) >= _TELLING and not _is_unspaced(each.lower))
        for side in (old, new)
    )
    longer = max(ours.total(), theirs.total())
    return longer >= _ENOUGH_TO_TELL and 2 * (ours & theirs).total() < longer


def _is_unspaced(word: str) -> bool:
    return not word.isascii() and _UNSPACED.search(word) is not None
