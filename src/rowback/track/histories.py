"""An article's revisions -> its history: every state, what changed between two, and where each sentence comes from.

All states are extracted alike, as for a comparison, so that an update of rowback shows no edit that nobody made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice, pairwise
from typing import TypeVar

from rowback import api
from rowback.model import Comparison, History, Outcome, Revision, State
from rowback.store import Looks, Recorded, Sighting, Store
from rowback.track.history import extracted_alike, recorded_revisions
from rowback.track.lifelines import lifelines
from rowback.track.telling import is_stale, with_words_of

AT_A_TIME = 50
SAW_THE_PAGE = frozenset({Outcome.NEW, Outcome.EDITED, Outcome.UNCHANGED, Outcome.RESTORED})
T = TypeVar("T")


def history_of(store: Store, url: str) -> History:
    """All that is known of an article.

    Raises:
        UsageError: it was not recorded yet.
    """
    revisions = recorded_revisions(store, url)
    history = _history(store, revisions, store.states(revisions), store.sightings().get(url, Sighting()))
    looks = [look for look in store.looks(url) if look.outcome in SAW_THE_PAGE]
    return replace(history, states=tuple(replace(s, not_before=_last(looks, s.revision)) for s in history.states))


def _last(looks: Iterable[Looks], revision: Revision) -> datetime | None:
    """When the text before a revision was last seen."""
    return max((look.last for look in looks if look.last < revision.observed_at), default=None)


def histories_of(
    store: Store, articles: Iterable[Sequence[Revision]], known: Mapping[str, Sighting]
) -> Iterator[History]:
    """The same without the looks, for many articles, given by their revisions, newest first; some of them at a time."""
    for some in _batched(articles, AT_A_TIME):
        states = iter(store.states(revision for revisions in some for revision in revisions))
        for revisions in some:
            sighting = known.get(revisions[0].url, Sighting())
            yield _history(store, revisions, tuple(islice(states, len(revisions))), sighting)


def _history(store: Store, revisions: Sequence[Revision], states: tuple[Recorded, ...], known: Sighting) -> History:
    """Out of revisions and states that come newest first."""
    oldest_first = revisions[::-1]
    recorded = extracted_alike(store, states[::-1])
    comparisons = [_comparison(before, after) for before, after in pairwise(recorded)]
    sentences = [state.article.sentences for state in recorded]
    origins = lifelines(sentences, [step.changes for step in comparisons], oldest_first).origins()
    retold = [
        with_words_of(step, before, after) if is_stale(before, after) else after
        for (before, after), step in zip(pairwise(oldest_first), comparisons, strict=True)
    ]
    parts = zip([oldest_first[0], *retold], recorded, [None, *comparisons], origins, strict=True)
    made = tuple(State(revision, state.article, step, found) for revision, state, step, found in parts)
    return History(revisions[0].url, made, known.held_reason, known.held_since, known.checked_at)


def _comparison(before: Recorded, after: Recorded) -> Comparison:
    return replace(api.compare(before.article, after.article), url=after.url)


def _batched(things: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """As `itertools.batched`, which comes with Python 3.12."""
    waiting = iter(things)
    while some := tuple(islice(waiting, size)):
        yield some
