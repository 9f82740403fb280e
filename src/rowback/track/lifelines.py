"""An article's revisions -> where each sentence comes from, and what happened to one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from textwrap import shorten

from rapidfuzz import fuzz

from rowback.alignment.lifelines import Event, EventKind, Lifelines, Place
from rowback.alignment.words import spans
from rowback.errors import UsageError
from rowback.model import Change, Revision, RevisionKind, Span
from rowback.store import Store
from rowback.text import one_line
from rowback.track.chains import chain
from rowback.track.search import NEAR, Fate, closeness, folded

CANDIDATES = 3
CANDIDATE_CHARS = 60


@dataclass(frozen=True, slots=True)
class Blamed:
    """A sentence of a revision and where it comes from.

    Attributes:
        paragraph: its index.
        worded: the revision that had it in these words first.
        first: the revision that had it in any words first.
    """

    sentence: str
    paragraph: int
    worded: Revision
    first: Revision


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a sentence.

    Attributes:
        spans: the words of what was reworded, split or merged, else empty.
    """

    revision: Revision
    event: Event
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """All that happened to a sentence, oldest first.

    Attributes:
        sentence: the one that was meant, in the words that are nearest to those asked for.
        now: what the newest revision has of it.
        others: sentences of the same revision that hold what was asked for as well.
    """

    url: str
    sentence: str
    moments: tuple[Moment, ...]
    fate: Fate
    now: tuple[str, ...]
    others: tuple[str, ...]


def blame(store: Store, history: Sequence[Revision], revision: Revision) -> tuple[Blamed, ...]:
    """For each sentence of a revision the ones it comes from.

    Args:
        store: that holds them.
        history: of the article, newest first, without re-extractions.
        revision: one of them.
    """
    oldest_first = history[::-1]
    states = chain(store, history)
    state = states.revisions.index(revision.id)
    origins = iter(next(islice(lifelines(states.sentences, states.steps, oldest_first).origins(), state, None)))
    return tuple(
        Blamed(sentence, k, oldest_first[origin.worded], oldest_first[origin.first])
        for k, paragraph in enumerate(states.states[state])
        for sentence, origin in zip(paragraph, origins, strict=False)
    )


def life_of(store: Store, url: str, text: str) -> Life:
    """The life of the sentence that is nearest to a text, in whatever revision it stands.

    Raises:
        UsageError: the article was not recorded yet, or no sentence is near; the nearest are named in the hint.
    """
    history = store.history(url)
    if not history:
        raise UsageError(f"{url} has not been recorded yet", hint="rowback check")
    oldest_first = history[::-1]
    states = chain(store, history)
    place = _nearest(url, states.sentences, text)
    lines = lifelines(states.sentences, states.steps, oldest_first)
    now = lines.became(place)
    fate = Fate.REMOVED
    if now:
        fate = Fate.GONE if history[0].kind is RevisionKind.GONE else Fate.THERE
    moments = tuple(Moment(oldest_first[event.state], event, _spans(event)) for event in lines.life(place))
    here = states.sentences[place.state]
    others = (here[k] for k in range(len(here)) if k != place.sentence and folded(text) in folded(here[k]))
    return Life(url, here[place.sentence], moments, fate, now, tuple(others))


def lifelines(
    sentences: Sequence[Sequence[str]], steps: Sequence[Sequence[Change]], revisions: Sequence[Revision]
) -> Lifelines:
    """The sentences of an article's states, linked; all oldest first."""
    gone = [k for k, revision in enumerate(revisions) if revision.kind is RevisionKind.GONE]
    return Lifelines(sentences, steps, gone=gone)


def _spans(event: Event) -> tuple[Span, ...]:
    if event.kind in (EventKind.REWORDED, EventKind.TYPOGRAPHY, EventKind.SPLIT, EventKind.MERGED):
        return spans(" ".join(event.before), " ".join(event.after))
    return ()


# ---------------------------------------------------------------- which sentence is meant
def _nearest(url: str, states: Sequence[Sequence[str]], text: str) -> Place:
    """The sentence that a text means: one that is it, or holds it, or is most like it; of equals in the newest state.

    Raises:
        UsageError: none is near.
    """
    asked = folded(text)
    if not asked:
        raise UsageError("there is no sentence to look for", hint="give some of its words")
    places = {sentence: Place(k, i) for k, state in enumerate(states) for i, sentence in reversed([*enumerate(state)])}
    scores = {sentence: _score(asked, folded(sentence), place.state) for sentence, place in places.items()}
    best = sorted(places, key=scores.__getitem__, reverse=True)
    if best and scores[best[0]][1] >= NEAR:
        return places[best[0]]
    named = "; ".join(one_line(shorten(sentence, CANDIDATE_CHARS, placeholder=" …")) for sentence in best[:CANDIDATES])
    raise UsageError(
        f"no sentence of {url} was ever like {text!r}", hint=f"the nearest: {named}" if named else "it has no text"
    )


def _score(asked: str, sentence: str, state: int) -> tuple[bool, float, int, float]:
    return asked == sentence, closeness(asked, sentence), state, fuzz.ratio(asked, sentence)
