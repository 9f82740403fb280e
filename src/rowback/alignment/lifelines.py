"""The states of an article and the changes between them -> the life of each sentence.

    state 0    The wall lost 40 metres. It was built in 1887.
    state 1    The wall lost 60 metres. It was built in 1887.
    state 2    It was built in 1887.
    state 3    It was built in 1887. The wall lost 60 metres.

The last sentence of state 3 has stood in these words since state 1, and in others since state 0; it was removed in
state 2 and came back in state 3. A sentence that comes back is known by its words, so one that says the same by
chance (“He declined to comment.”) goes on with the life of the first.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rowback.alignment.likeness import fold
from rowback.alignment.moves import moves
from rowback.model import Change, ChangeKind, Origin, Wording


class Place(NamedTuple):
    """A sentence in a state: which state, oldest first, and which sentence in it."""

    state: int
    sentence: int


class EventKind(StrEnum):
    """What happens to a sentence."""

    SEEN = "first seen"
    REWORDED = "reworded"
    TYPOGRAPHY = "typography"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    REMOVED = "removed"
    BACK = "back"
    GONE = "page gone"
    RESTORED = "page back"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a sentence.

    Attributes:
        state: in which it was first seen so.
        before: the sentences until then, all that were part of it; so is `after`.
        moved: it was also moved.
        direction: of a move, "up" or "down"; "" when it only changed places with another one.
    """

    kind: EventKind
    state: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    moved: bool = False
    direction: str = ""


_KINDS = {
    ChangeKind.EDITED: EventKind.REWORDED,
    ChangeKind.REWRITTEN: EventKind.REWORDED,
    ChangeKind.SPLIT: EventKind.SPLIT,
    ChangeKind.MERGED: EventKind.MERGED,
    ChangeKind.REMOVED: EventKind.REMOVED,
}


class Lifelines:
    """The sentences of all states of one article, each linked with what it was before and what it became.

    Args:
        states: the sentences of each, oldest first.
        steps: the changes from each state to the next; every sentence stands in exactly one of them.
        gone: the states in which the page was not there; their sentences are what it had said before.
    """

    def __init__(
        self, states: Sequence[Sequence[str]], steps: Sequence[Sequence[Change]], *, gone: Collection[int] = ()
    ) -> None:
        self._states = states
        self._steps = steps
        self._gone = frozenset(gone)
        self._into = [{j: change for change in step for j in change.after} for step in steps]
        self._out_of = [{i: change for change in step for i in change.before} for step in steps]
        self._died = dict(self._returns())
        self._returned = {died: back for back, died in self._died.items()}

    def origins(self) -> Iterator[tuple[Origin, ...]]:
        """For each state, oldest first, where each of its sentences comes from."""
        lines: dict[Place, _Line] = {}
        for state, sentences in enumerate(self._states):
            here = [Place(state, i) for i in range(len(sentences))]
            for place, sentence in zip(here, sentences, strict=True):
                before = [lines[parent] for parent in self._parents(place)]
                lines[place] = _continued(before, Wording(sentence, state))
            yield tuple(_origin(lines[place], sentence) for place, sentence in zip(here, sentences, strict=True))

    def life(self, place: Place) -> tuple[Event, ...]:
        """Everything that happened to a sentence, oldest first: to all that it was made of, and all it became."""
        back, on = _reached(place, self._parents), _reached(place, self._children)
        events = dict.fromkeys(event for found in back for event in self._events_into(found))
        events |= dict.fromkeys(event for found in on if found != place for event in self._events_into(found))
        events |= dict.fromkeys(event for found in on for event in self._ends(found))
        return tuple(sorted(events, key=lambda event: (event.state, event.kind is not EventKind.RESTORED)))

    def became(self, place: Place) -> tuple[str, ...]:
        """What the last state has of a sentence: nothing, itself, or what it was reworded, split or merged into."""
        last = len(self._steps)
        return tuple(
            self._states[last][there.sentence] for there in _reached(place, self._children) if there[0] == last
        )

    # ------------------------------------------------------------ links
    def _returns(self) -> Iterator[tuple[Place, Place]]:
        """Each sentence that came back after it had been removed, and where it last stood."""
        dead: dict[str, Place] = {}
        for k, step in enumerate(self._steps):
            for change in step:
                if change.kind is ChangeKind.REMOVED:
                    dead |= {fold(self._states[k][i]): Place(k, i) for i in change.before}
                elif change.kind is ChangeKind.ADDED:
                    for j in change.after:
                        died = dead.pop(fold(self._states[k + 1][j]), None)
                        if died is not None:
                            yield Place(k + 1, j), died

    def _parents(self, place: Place) -> tuple[Place, ...]:
        if place.state == 0:
            return ()
        before = self._into[place.state - 1][place.sentence].before
        if not before:
            return (self._died[place],) if place in self._died else ()
        return tuple(Place(place.state - 1, i) for i in before)

    def _children(self, place: Place) -> tuple[Place, ...]:
        if place.state == len(self._steps):
            return ()
        after = self._out_of[place.state][place.sentence].after
        if not after:
            return (self._returned[place],) if place in self._returned else ()
        return tuple(Place(place.state + 1, j) for j in after)

    # ------------------------------------------------------------ events
    def _events_into(self, place: Place) -> Iterator[Event]:
        """What happened when a sentence came to stand where it is."""
        state, sentence = place
        text = self._states[state][sentence]
        if state == 0:
            yield Event(EventKind.SEEN, 0, after=(text,))
            return
        change = self._into[state - 1][sentence]
        if state in self._gone:
            yield Event(EventKind.GONE, state)
        elif place in self._died:
            yield from self._ends(self._died[place])
            yield Event(EventKind.BACK, state, after=(text,))
        elif not change.before:
            yield Event(EventKind.SEEN, state, after=(text,))
        else:
            if state - 1 in self._gone:
                yield Event(EventKind.RESTORED, state)
            yield from self._changed(state, change)

    def _ends(self, place: Place) -> Iterator[Event]:
        """That a sentence was removed after it had stood here."""
        if place.state < len(self._steps):
            change = self._out_of[place.state][place.sentence]
            if not change.after:
                yield from self._changed(place.state + 1, change)

    def _changed(self, state: int, change: Change) -> Iterator[Event]:
        if not change.reported:
            return
        before = tuple(self._states[state - 1][i] for i in change.before)
        after = tuple(self._states[state][j] for j in change.after)
        kind = _KINDS.get(change.kind, EventKind.MOVED)
        if kind is EventKind.REWORDED and fold(" ".join(before)) == fold(" ".join(after)):
            kind = EventKind.TYPOGRAPHY
        direction = self._direction(state, change) if change.moved else ""
        yield Event(kind, state, before, after, change.moved, direction)

    def _direction(self, state: int, change: Change) -> str:
        blocks = moves(self._steps[state - 1])
        return next(move.direction for move in blocks if set(change.after) <= set(move.after))


def _reached(place: Place, further: Callable[[Place], tuple[Place, ...]]) -> dict[Place, None]:
    """All places that links lead to, the first included."""
    found = {place: None}
    waiting = [place]
    while waiting:
        new = [there for there in further(waiting.pop()) if there not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return found


# ---------------------------------------------------------------- origins
class _Line(NamedTuple):
    """What is known of a sentence's past: the first state that had it, and by its folded words each wording."""

    first: int
    wordings: Mapping[str, Wording]


def _continued(before: Sequence[_Line], now: Wording) -> _Line:
    words = fold(now.text)
    if len(before) == 1 and words in before[0].wordings:
        return before[0]
    found = (wording for line in before for wording in line.wordings.items())
    # Of lines that became one, each wording is as old as the oldest of them that had it.
    known = dict(sorted(found, key=lambda wording: wording[1].state, reverse=True))
    return _Line(min((line.first for line in before), default=now.state), {words: now} | known)


def _origin(line: _Line, sentence: str) -> Origin:
    words = fold(sentence)
    others = (wording for known, wording in line.wordings.items() if known != words)
    return Origin(line.wordings[words].state, line.first, tuple(sorted(others, key=lambda wording: wording.state)))
