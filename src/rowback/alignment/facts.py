"""Two texts -> the facts that differ between them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rowback.alignment.counterparts import Pair, Placed, paired, placed
from rowback.alignment.hunks import hunks, words_in
from rowback.alignment.lexemes import Lexeme
from rowback.alignment.lexicon import Lexicon
from rowback.alignment.mentions import Mention
from rowback.alignment.names import is_same_name, unmatched_names
from rowback.alignment.quotes import changed_quotations, is_quoted
from rowback.model import Fact, FactKind, Span

_ORDER = {kind: place for place, kind in enumerate(FactKind)}


class Side(NamedTuple):
    """One text of a change, folded and read.

    Attributes:
        units: the lexemes, but one for each number, date, time and sum, however it is written.
    """

    text: str
    lexemes: tuple[Lexeme, ...]
    mentions: tuple[Mention, ...] = ()
    units: tuple[Lexeme, ...] = ()


def facts(before: Side, after: Side, spans: Sequence[Span], lexicon: Lexicon) -> tuple[Fact, ...]:
    """The facts that differ between two texts, in the order of `FactKind`.

    A fact that only moved, or is only written differently, is the same one: "£3m" and "£3 million". What is lost in a
    hunk, a run of changed words, became what is new there:

        before: The fire killed 12.
        after:  The fire on Ring Road 4 killed 19.
        ugly:   12 -> 4, and 19 is new
        we say: 12 -> 19, and 4 is new
    """
    both = hunks((before.text, before.lexemes), (after.text, after.lexemes), spans)
    old, new = (
        list(placed(side.mentions, side.lexemes, places)) for side, places in zip((before, after), both, strict=True)
    )
    replaced = list(_replaced(before, after, old, new))
    pairs: list[Pair] = [(here.mention, there.mention) for here, there in replaced]
    old = [each for each in old if all(each is not here for here, _ in replaced)]
    new = [each for each in new if all(each is not there for _, there in replaced)]
    pairs += paired(_unmatched(old, new), _unmatched(new, old))
    pairs += _name_pairs(before, after, old, new, lexicon)
    found = [_fact(before, after, pair) for pair in pairs if _counts(pair, before, after)]
    found += changed_quotations(before.text, before.units, after.text, after.units)
    return tuple(sorted(dict.fromkeys(found), key=lambda fact: _ORDER[fact.kind]))


# -------------------------------------------------------------------- what became of each mention
def _replaced(
    before: Side, after: Side, old: Sequence[Placed], new: Sequence[Placed]
) -> Iterator[tuple[Placed, Placed]]:
    """Mentions that stand one for the other, in hunks that hold nothing else.

    "12 dead, 19 hurt" -> "19 dead, 12 hurt": each number is still there, but says something else. A name is looked at
    only when both are on both sides; else a part of it may be what stayed.
    """
    says = [{each.mention.key for each in side} for side in (old, new)]
    theirs = _filled(after, new)
    for number, ours in _filled(before, old).items():
        if len(ours) != len(theirs.get(number, ())):
            continue
        for here, there in zip(ours, theirs[number], strict=True):
            same_kind = here.mention.kind is there.mention.kind and _says(here.mention) != _says(there.mention)
            swapped = here.mention.key in says[1] and there.mention.key in says[0]
            if same_kind and (swapped or here.mention.kind is not FactKind.NAME):
                yield here, there


def _filled(side: Side, mentions: Iterable[Placed]) -> dict[int, list[Placed]]:
    """The mentions of each hunk that holds mentions only, by its number."""
    by_hunk = defaultdict(list)
    for each in mentions:
        if each.is_inside:
            by_hunk[each.hunk.number].append(each)
    return {
        number: found
        for number, found in by_hunk.items()
        if words_in(side.units, found[0].hunk.place) == sum(map(_size, found))
    }


def _size(each: Placed) -> int:
    """In units: a name has as many as it has words."""
    return len(each.mention.key) if each.mention.kind is FactKind.NAME and isinstance(each.mention.key, tuple) else 1


def _unmatched(these: Iterable[Placed], those: Iterable[Placed]) -> list[Placed]:
    """The mentions of one side, names aside, that the other does not make as often."""
    others = Counter(_says(each.mention) for each in those)
    unmatched = []
    for each in these:
        if each.mention.kind is FactKind.NAME:
            continue
        says = _says(each.mention)
        if others[says]:
            others[says] -= 1
        else:
            unmatched.append(each)
    return unmatched


def _says(mention: Mention) -> tuple[bool | FactKind, object]:
    """What a mention says; "2000" may be read as a year where "2,000" is a number, and is the same."""
    return mention.kind in {FactKind.NUMBER, FactKind.DATE} or mention.kind, mention.key


def _name_pairs(before: Side, after: Side, old: list[Placed], new: list[Placed], lexicon: Lexicon) -> Iterator[Pair]:
    """Pair the names that one side lacks altogether, and those of which it lacks a part ("John Holt", "Jane Holt")."""
    lost, lost_parts = unmatched_names(old, new, before.lexemes, after.lexemes)
    fresh, fresh_parts = unmatched_names(new, old, after.lexemes, before.lexemes)
    if not (lost or fresh or (lost_parts and fresh_parts)):
        return
    forms = lexicon.short_forms
    pronouns = [sum(lexeme.lower in lexicon.pronouns for lexeme in side.lexemes) for side in (before, after)]
    for deleted, inserted in paired(lost, fresh):
        # "Holt said" -> "he said": the name is still meant
        if (inserted is None and pronouns[1] > pronouns[0]) or (deleted is None and pronouns[0] > pronouns[1]):
            continue
        if deleted is None or inserted is None or not is_same_name(deleted, inserted, forms):
            yield deleted, inserted
    # "Holt" -> "John Holt" says more of the same person
    for deleted, inserted in paired(lost_parts, fresh_parts):
        if deleted is not None and inserted is not None and not is_same_name(deleted, inserted, forms):
            yield deleted, inserted


def _is_unattributed(side: Side) -> bool:
    return not is_quoted(side.text) and all(mention.kind is not FactKind.ATTRIBUTION for mention in side.mentions)


def _counts(pair: Pair, before: Side, after: Side) -> bool:
    """Tell whether a pair is a fact: soft mentions alone are none.

    A plain "she said" that comes or goes is none either, unless a claim is then told as a fact:
        "Police said he was drunk" -> "He was drunk"
    """
    old, new = pair
    if old is not None and new is not None:
        # "yesterday" -> "on Tuesday" may well be the same day
        return old.kind is not FactKind.DATE or old.soft == new.soft
    mention, other = (old, after) if old is not None else (new, before)
    if mention is None:
        return False
    return not mention.soft or (mention.kind is FactKind.ATTRIBUTION and _is_unattributed(other))


def _fact(before: Side, after: Side, pair: Pair) -> Fact:
    old, new = pair
    kind = (old or new).kind  # type: ignore[union-attr]  # one of the two is there
    return Fact(kind, old and _as_written(before, old), new and _as_written(after, new))


def _as_written(side: Side, mention: Mention) -> str:
    text = side.text[mention.start : mention.end]
    return text.removesuffix("'s") if mention.kind is FactKind.DATE else text
