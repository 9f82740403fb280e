"""A comparison -> what changed, in words, on one line.

2 sentences added in paragraph 4; 1 reworded (number 12 → 19); paragraph 7 moved up; headline changed
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rowback.alignment.moves import moves
from rowback.alignment.replacements import replacements, whole_paragraphs
from rowback.model import Change, ChangeKind, Comparison, Fact, FactKind, Weight

_MOST_CLAUSES = 6
_MOST_FACTS = 2
_MOST_PLACES = 3
_LONGEST_FACT = 40
_IN_WORDS = {2: "two", 3: "three"}


class _Clause(NamedTuple):
    """A part of the summary.

    Attributes:
        sentences: how many it is about; 0 when it is about something else. The noun is left out when the clause
            before has it.
        words: the rest of it.
        heavy: a change of substance is in it.
    """

    words: str
    sentences: int = 0
    heavy: bool = False


def summarise(comparison: Comparison) -> str:
    """Say in words what changed, changes of substance first; "no changes" when nothing did.

    Paragraphs count from 1 in the article after, for what was removed in the one before. A paragraph that came, went
    or moved as a whole is told as one, and so is what came where as much went. After six clauses the rest is only
    counted.
    """
    clauses = sorted(_clauses(comparison), key=lambda clause: not clause.heavy)
    shown = clauses[:_MOST_CLAUSES]
    parts = [_written(clause, named=k > 0 and shown[k - 1].sentences > 0) for k, clause in enumerate(shown)]
    if len(clauses) > len(shown):
        parts.append(f"and {len(clauses) - len(shown)} more")
    return "; ".join(parts) or "no changes"


def _written(clause: _Clause, *, named: bool) -> str:
    if not clause.sentences:
        return clause.words
    return f"{clause.sentences if named else _count(clause.sentences, 'sentence')} {clause.words}"


def _clauses(comparison: Comparison) -> Iterator[_Clause]:
    changes = comparison.changes
    places = comparison.before.paragraph_of, comparison.after.paragraph_of
    replaced = set(replacements(comparison))
    fresh = [change for change in changes if change.kind is ChangeKind.ADDED]
    gone = [change for change in changes if change.kind is ChangeKind.REMOVED]
    new = [change for change in fresh if change in replaced]
    yield from _whole("replaced", [*replaced], [index for change in new for index in change.after], places[1])
    added, removed = ([change for change in side if change not in replaced] for side in (fresh, gone))
    yield from _whole("added", added, [index for change in added for index in change.after], places[1])
    yield from _whole("removed", removed, [index for change in removed for index in change.before], places[0])
    yield from _reworded([change for change in changes if change.kind is ChangeKind.EDITED])
    for kind, clause in _REGROUPED.items():
        if found := [change for change in changes if change.kind is kind]:
            words = clause(found)
            yield words._replace(words=words.words + _facts(found), heavy=_heavy(found))
    yield from _moves(comparison)
    yield from _metadata(comparison)


# -------------------------------------------------------------------- sentences
def _whole(verb: str, changes: Sequence[Change], indexes: Sequence[int], places: Sequence[int]) -> Iterator[_Clause]:
    """Sentences that came or went: those that are a whole paragraph together, then the others."""
    counts = Counter(places[index] for index in indexes if index < len(places))
    paragraphs = sorted(whole_paragraphs(indexes, places))
    sentences = len(indexes) - sum(counts[place] for place in paragraphs)
    if paragraphs:
        where = _paragraphs(paragraphs) or _count(len(paragraphs), "paragraph")
        yield _Clause(f"{where} {verb}", heavy=_heavy(changes))
    if sentences:
        where = _paragraphs(sorted(counts.keys() - set(paragraphs)))
        yield _Clause(f"{verb} in {where}" if where else verb, sentences, _heavy(changes))


def _reworded(changes: Sequence[Change]) -> Iterator[_Clause]:
    cosmetic = [change for change in changes if change.weight is Weight.COSMETIC]
    reworded = [change for change in changes if change.weight is not Weight.COSMETIC]
    if reworded:
        yield _Clause(f"reworded{_facts(reworded)}", len(reworded), _heavy(reworded))
    if cosmetic:
        yield _Clause("touched up", len(cosmetic))


def _rewritten(changes: Sequence[Change]) -> _Clause:
    if len(changes) > 1:
        return _Clause(f"{len(changes)} passages rewritten")
    return _Clause(f"rewritten as {len(changes[0].after)}", len(changes[0].before))


def _split(changes: Sequence[Change]) -> _Clause:
    if len(changes) > 1:
        return _Clause("split", len(changes))
    pieces = len(changes[0].after)
    return _Clause(f"split in {_IN_WORDS.get(pieces, pieces)}", 1)


def _merged(changes: Sequence[Change]) -> _Clause:
    sentences = sum(len(change.before) for change in changes)
    return _Clause(f"merged into {'one' if len(changes) == 1 else len(changes)}", sentences)


_REGROUPED: dict[ChangeKind, Callable[[Sequence[Change]], _Clause]] = {
    ChangeKind.REWRITTEN: _rewritten,
    ChangeKind.SPLIT: _split,
    ChangeKind.MERGED: _merged,
}


def _heavy(changes: Iterable[Change]) -> bool:
    return any(change.weight is Weight.SUBSTANCE for change in changes)


# -------------------------------------------------------------------- facts
def _facts(changes: Iterable[Change]) -> str:
    return _in_brackets([fact for change in changes for fact in change.facts])


def _in_brackets(facts: Sequence[Fact]) -> str:
    """Name the first facts in brackets, those that became another first: " (number 12 → 19, and 3 more)"."""
    ordered = sorted(dict.fromkeys(facts), key=lambda fact: fact.before is None or fact.after is None)
    shown = ordered[:_MOST_FACTS]
    told: list[str] = []
    for k, fact in enumerate(shown):
        kind = "" if k and shown[k - 1].kind is fact.kind and fact.kind is not FactKind.QUOTATION else f"{fact.kind} "
        told.append(f"{kind}{_fact(fact)}")
    told = list(dict.fromkeys(told))
    if len(ordered) > len(shown):
        told.append(f"and {len(ordered) - len(shown)} more")
    return f" ({', '.join(told)})" if told else ""


def _fact(fact: Fact) -> str:
    if fact.kind is FactKind.QUOTATION:  # too long for a line
        return "added" if fact.before is None else "dropped" if fact.after is None else "changed"
    if fact.before is None:
        return f"“{_cut(fact.after)}” added"
    if fact.after is None:
        return f"“{_cut(fact.before)}” dropped"
    return f"{_cut(fact.before)} → {_cut(fact.after)}"


def _cut(text: str | None) -> str:
    line = " ".join((text or "")[: 4 * _LONGEST_FACT].split())
    return line if len(line) <= _LONGEST_FACT else f"{line[: _LONGEST_FACT - 1].rstrip()}…"


# -------------------------------------------------------------------- moves and metadata
def _moves(comparison: Comparison) -> Iterator[_Clause]:
    found = moves(comparison.changes)
    if len(found) > _MOST_PLACES:
        yield _Clause(f"{len(found)} passages moved")
        return
    old, places = comparison.before.paragraph_of, comparison.after.paragraph_of
    sizes = Counter(places)
    for move in found:
        counts = Counter(places[index] for index in move.after if index < len(places))
        verb = f"moved {move.direction}".rstrip()
        where = _paragraphs(sorted(counts))
        if where and all(count == sizes[place] for place, count in counts.items()) and len(sizes) > len(counts):
            yield _Clause(f"{where} {verb}")
        else:
            stayed = counts.keys() == {old[index] for index in move.before if index < len(old)}
            yield _Clause(verb + (f" {'within' if stayed else 'to'} {where}" if where else ""), len(move.after))


def _metadata(comparison: Comparison) -> Iterator[_Clause]:
    if comparison.notices is not None:
        before, after = (set(notices) for notices in comparison.notices)
        verb = "added" if before < after else "removed" if after < before else "changed"
        yield _Clause(f"notice {verb}")
    if comparison.headline is not None:
        heavy = comparison.headline_weight is Weight.SUBSTANCE
        yield _Clause(f"headline changed{_in_brackets(comparison.headline_facts)}", heavy=heavy)
    if comparison.authors is not None:
        yield _Clause("byline changed")
    if comparison.published is not None:
        yield _Clause("date changed")
    if links := len(comparison.links):
        yield _Clause(f"{_count(links, 'link')} {'leads' if links == 1 else 'lead'} elsewhere")


# -------------------------------------------------------------------- counting
def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _paragraphs(places: Sequence[int]) -> str:
    """Name paragraphs: "paragraph 4", "paragraphs 4 and 7", "paragraphs 4 to 8"; nothing when they are too many."""
    numbers = [place + 1 for place in places]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"paragraphs {numbers[0]} to {numbers[-1]}"
    if len(numbers) > _MOST_PLACES:
        return ""
    return f"paragraphs {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
