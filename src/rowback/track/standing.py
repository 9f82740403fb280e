"""A store -> how its watched articles stand."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rowback.store import PastRun, Sighting, Store
from rowback.track.returns import takes_turns

Known = dict[str, Sighting]
"""Sightings by URL, in the order of the watch list."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the watched articles stand since the last check.

    Attributes:
        root: the store's folder.
        watched: no schedule is set, so all of them are due.
        known: what is known of those that were checked before.
        last_run: what it saw; `None` before the first one.
        twins: watched addresses that lead to the same article.
        waiting: revisions that something keeps from being added to the branch.
    """

    root: Path
    watched: tuple[str, ...]
    known: Known
    last_run: PastRun | None
    twins: tuple[tuple[str, ...], ...] = ()
    waiting: int = 0

    @property
    def unchecked(self) -> tuple[str, ...]:
        """Watched and never looked at."""
        return tuple(url for url in self.watched if url not in self.known)

    @property
    def held(self) -> Known:
        """A capture waits for `resolve`, or for a later look that settles it."""
        return self._where(lambda sighting: sighting.held_since is not None)

    @property
    def failing(self) -> Known:
        """The last look got no page."""
        return self._where(lambda sighting: sighting.failures > 0)

    @property
    def gone(self) -> Known:
        """The last answer was that there is no such page."""
        return self._where(lambda sighting: sighting.gone_looks > 0)

    @property
    def moved(self) -> Known:
        """Permanent redirects lead elsewhere."""
        return self._where(lambda sighting: sighting.moved_to is not None)

    @property
    def turning(self) -> Known:
        """The page goes back and forth between texts, which is no longer reported."""
        return self._where(lambda sighting: takes_turns(sighting.texts))

    def _where(self, holds: Callable[[Sighting], bool]) -> Known:
        return {url: sighting for url, sighting in self.known.items() if holds(sighting)}


def standing(store: Store) -> Standing:
    """How the watched articles stand."""
    sightings = store.sightings()
    known = {url: sightings[url] for url in store.config.watch if url in sightings and sightings[url].checked_at}
    return Standing(store.root, store.config.watch, known, store.last_run(), store.twins(), store.waiting())
