"""Two texts -> the facts that differ between them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rowback.alignment.lexemes import Lexeme, fold
from rowback.alignment.lexicon import Lexicon
from rowback.alignment.mentions import Mention, marks_names, mentions
from rowback.alignment.names import unmatched_names
from rowback.alignment.quotes import changed_quotations, is_quoted
from rowback.model import Fact, FactKind, Span, SpanKind

_ORDER = {kind: place for place, kind in enumerate(FactKind)}

# The hunk a mention stands in, and the mention.
_Placed = tuple[int, Mention]
_Pair = tuple[Mention | None, Mention | None]


class Side(NamedTuple):
    """One text of a change, folded and read."""

    text: str
    lexemes: tuple[Lexeme, ...]


def facts(before: Side, after: Side, spans: Sequence[Span], lexicon: Lexicon) -> tuple[Fact, ...]:
    """The facts that differ between two texts, in the order of `FactKind`.

    A fact that only moved, or is only written differently, is the same one: "£3m" and "£3 million". What is lost in a
    hunk, a run of changed words, became what is new there:

        before: The fire killed 12.
        after:  The fire on Ring Road 4 killed 19.
        ugly:   12 -> 4, and 19 is new
        we say: 12 -> 19, and 4 is new
    """
    names = marks_names(before.lexemes) and marks_names(after.lexemes)
    old = mentions(before.text, before.lexemes, lexicon, names=names)
    new = mentions(after.text, after.lexemes, lexicon, names=names)
    hunks_before, hunks_after = _hunks(before.text, after.text, spans)
    touched_old, touched_new = list(_touched(old, hunks_before)), list(_touched(new, hunks_after))
    pairs = [
        *_pairs(_unmatched(touched_old, touched_new), _unmatched(touched_new, touched_old)),
        *_name_pairs(before, after, (old, touched_old), (new, touched_new), lexicon),
    ]
    unattributed = (_is_unattributed(before, old), _is_unattributed(after, new))
    found = [_fact(before, after, pair) for pair in pairs if _counts(pair, unattributed)]
    found += changed_quotations(before.text, before.lexemes, after.text, after.lexemes)
    return tuple(sorted(dict.fromkeys(found), key=lambda fact: _ORDER[fact.kind]))


# -------------------------------------------------------------------- where the texts differ
def _hunks(before: str, after: str, spans: Sequence[Span]) -> tuple[list[range], list[range]]:
    """Where the runs of changed words stand in both folded texts; the whole texts when the spans do not tell."""
    old, new = 0, 0
    hunks: tuple[list[range], list[range]] = ([], [])
    open_hunk = False
    for span in spans:
        length = len(fold(span.text))
        if span.kind is SpanKind.SAME:
            old, new, open_hunk = old + length, new + length, False
            continue
        if not open_hunk:
            hunks[0].append(range(old, old))
            hunks[1].append(range(new, new))
            open_hunk = True
        old += length * (span.kind is SpanKind.DELETED)
        new += length * (span.kind is SpanKind.INSERTED)
        hunks[0][-1] = range(hunks[0][-1].start, old)
        hunks[1][-1] = range(hunks[1][-1].start, new)
    if (old, new) != (len(before), len(after)):
        return [range(len(before))], [range(len(after))]
    return hunks


def _touched(found: Iterable[Mention], hunks: Sequence[range]) -> Iterator[_Placed]:
    """The mentions that a hunk overlaps or borders on: what is put before "million" changes the number after it."""
    k = 0
    for mention in found:
        while k < len(hunks) and hunks[k].stop + 1 < mention.start:
            k += 1
        if k < len(hunks) and hunks[k].start - 1 <= mention.end:
            yield k, mention


# -------------------------------------------------------------------- what became of each mention
def _unmatched(these: Iterable[_Placed], those: Iterable[_Placed]) -> list[_Placed]:
    """The mentions of one side, names aside, that the other does not make as often."""
    others = Counter(_says(mention) for _, mention in those)
    unmatched = []
    for hunk, mention in these:
        if mention.kind is FactKind.NAME:
            continue
        says = _says(mention)
        if others[says]:
            others[says] -= 1
        else:
            unmatched.append((hunk, mention))
    return unmatched


def _says(mention: Mention) -> tuple[bool | FactKind, object]:
    """What a mention says; "2000" may be read as a year where "2,000" is a number, and is the same."""
    return mention.kind in {FactKind.NUMBER, FactKind.DATE} or mention.kind, mention.key


def _pairs(lost: Iterable[_Placed], new: Iterable[_Placed]) -> Iterator[_Pair]:
    """Pair lost with new mentions of the same kind: first within each hunk, then what is left over."""
    groups: defaultdict[tuple[FactKind, int], tuple[list[Mention], list[Mention]]] = defaultdict(lambda: ([], []))
    for side, placed in enumerate((lost, new)):
        for hunk, mention in placed:
            groups[mention.kind, hunk][side].append(mention)
    left: defaultdict[FactKind, tuple[list[Mention], list[Mention]]] = defaultdict(lambda: ([], []))
    for (kind, _), (old, fresh) in groups.items():
        yield from zip(old, fresh, strict=False)
        left[kind][0].extend(old[len(fresh) :])
        left[kind][1].extend(fresh[len(old) :])
    for old, fresh in left.values():
        yield from zip_longest(*(sorted(side, key=lambda mention: mention.soft) for side in (old, fresh)))


def _name_pairs(
    before: Side,
    after: Side,
    old: tuple[list[Mention], list[_Placed]],
    new: tuple[list[Mention], list[_Placed]],
    lexicon: Lexicon,
) -> Iterator[_Pair]:
    """Pair the names that one side lacks altogether, and those of which it lacks a part ("John Holt", "Jane Holt")."""
    lost, lost_parts = unmatched_names(old[1], new[0], after.lexemes)
    fresh, fresh_parts = unmatched_names(new[1], old[0], before.lexemes)
    if not (lost or fresh or (lost_parts and fresh_parts)):
        return
    pronouns = [sum(lexeme.lower in lexicon.pronouns for lexeme in side.lexemes) for side in (before, after)]
    for deleted, inserted in _pairs(lost, fresh):
        # "Holt said" -> "he said": the name is still meant
        if (inserted is None and pronouns[1] > pronouns[0]) or (deleted is None and pronouns[0] > pronouns[1]):
            continue
        yield deleted, inserted
    # "Holt" -> "John Holt" says more of the same person
    yield from (pair for pair in _pairs(lost_parts, fresh_parts) if None not in pair)


def _is_unattributed(side: Side, found: Iterable[Mention]) -> bool:
    return not is_quoted(side.text) and all(mention.kind is not FactKind.ATTRIBUTION for mention in found)


def _counts(pair: _Pair, unattributed: tuple[bool, bool]) -> bool:
    """Tell whether a pair is a fact: soft mentions alone are none.

    A plain "she said" that comes or goes is none either, unless a claim is then told as a fact:
        "Police said he was drunk" -> "He was drunk"
    """
    old, new = pair
    if old is not None and new is not None:
        # "yesterday" -> "on Tuesday" may well be the same day
        return old.kind is not FactKind.DATE or old.soft == new.soft
    mention, bare = (old, unattributed[1]) if old is not None else (new, unattributed[0])
    return mention is not None and (not mention.soft or (mention.kind is FactKind.ATTRIBUTION and bare))


def _fact(before: Side, after: Side, pair: _Pair) -> Fact:
    old, new = pair
    kind = (old or new).kind  # type: ignore[union-attr]  # one of the two is there
    return Fact(
        kind,
        None if old is None else before.text[old.start : old.end],
        None if new is None else after.text[new.start : new.end],
    )
