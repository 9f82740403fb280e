"""An article's revisions -> its history: every state, what changed between two, and where each sentence comes from.

All states are extracted alike, as for a comparison, so that an update of rowback shows no edit that nobody made.
"""

from dataclasses import replace
from itertools import pairwise

from rowback import api
from rowback.model import Comparison, History, State
from rowback.store import Recorded, Sighting, Store
from rowback.track.history import extracted_alike, recorded_revisions
from rowback.track.lifelines import lifelines


def history_of(store: Store, url: str) -> History:
    """All that is known of an article.

    Raises:
        UsageError: it was not recorded yet.
    """
    revisions = recorded_revisions(store, url)[::-1]
    recorded = extracted_alike(store, store.states(revisions))
    comparisons = [_comparison(url, before, after) for before, after in pairwise(recorded)]
    steps = [comparison.changes for comparison in comparisons]
    sentences = [state.article.sentences for state in recorded]
    parts = zip(
        revisions, recorded, [None, *comparisons], lifelines(sentences, steps, revisions).origins(), strict=True
    )
    states = tuple(State(revision, state.article, step, origins) for revision, state, step, origins in parts)
    known = store.sightings().get(url, Sighting())
    return History(url, states, known.held_reason, known.held_since, known.checked_at)


def _comparison(url: str, before: Recorded, after: Recorded) -> Comparison:
    return replace(api.compare(before.article, after.article), url=url)
