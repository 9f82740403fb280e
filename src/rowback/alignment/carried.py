"""Changes -> changes without the facts that only went over to a neighbour.

A reader of both sentences learns the same number:
    before: The launch is set for 9 pm. | The 30-metre rocket will head north.
    after:  The 30-metre rocket took off at 9 pm. | It headed north.
    ugly:   30 was added to one sentence and dropped from the other.
    we say: neither.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rowback.alignment.lexemes import fold, lexemes
from rowback.model import Change, Fact, FactKind, Weight

# Sentences: farther away, the same number is rather another one.
_NEAR = 2
# The words that turn or attribute a statement belong to their own sentence.
_CARRIED = frozenset({FactKind.NUMBER, FactKind.DATE, FactKind.TIME, FactKind.MONEY, FactKind.NAME})

# For each sentence what came to it, or went from it, as words with blanks round them.
_Lines = dict[int, str]


def without_carried(
    changes: Sequence[Change], before: Sequence[str], after: Sequence[str], reweigh: Callable[[Change], Weight]
) -> tuple[Change, ...]:
    """Leave out the facts that a sentence lost to a changed one near it, or has from there.

    Args:
        reweigh: tells how much a change matters that has no facts left.
    """
    if not any(change.facts for change in changes):
        return tuple(changes)
    gone, come = _gone(changes, before), _come(changes, after)

    def is_carried(change: Change, fact: Fact) -> bool:
        if fact.kind not in _CARRIED or (fact.before and fact.after):
            return False
        if fact.before:
            return _stands_near(fact.before, change.after, come)
        return _stands_near(fact.after or "", change.before, gone)

    def lighter(change: Change) -> Change:
        facts = tuple(fact for fact in change.facts if not is_carried(change, fact))
        if facts == change.facts:
            return change
        return replace(change, facts=facts, weight=change.weight if facts else reweigh(change))

    return tuple(map(lighter, changes))


def _gone(changes: Iterable[Change], before: Sequence[str]) -> _Lines:
    lines = {}
    for change in changes:
        lost = " | ".join(fact.before for fact in change.facts if fact.before and not fact.after)
        for index in change.before if lost or not change.after else ():
            lines[index] = _line(before[index] if not change.after else lost)
    return lines


def _come(changes: Iterable[Change], after: Sequence[str]) -> _Lines:
    lines = {}
    for change in changes:
        new = " | ".join(fact.after for fact in change.facts if fact.after and not fact.before)
        for index in change.after if new or not change.before else ():
            lines[index] = _line(after[index] if not change.before else new)
    return lines


def _stands_near(text: str, indexes: Sequence[int], lines: _Lines) -> bool:
    if not indexes:
        return False
    near = range(indexes[0] - _NEAR, indexes[-1] + _NEAR + 1)
    return any(_line(text) in lines[index] for index in near if index in lines and index not in indexes)


def _line(text: str) -> str:
    return f" {' '.join(lexeme.lower for lexeme in lexemes(fold(text)))} "
