"""A run that writes nothing: what it finds is told and forgotten."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from rowback.model import Draft, Memory, Page
from rowback.store import Recorded, Sighting, Store


class Rehearsal:
    """What a `Run` is to a check, without a lock and without a trace.

    Attributes:
        state: as in `Run`; changes to it end with this object.
        cleaned: always empty: what a killed run had left over stays.
    """

    cleaned: tuple[str, ...] = ()

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, Page | None] = {}
        self._recorded: dict[str, Recorded | None] = {}
        self._memories: dict[str, Memory] = {}
        self.state: MutableMapping[str, Sighting] = store.sightings()

    def record(self, draft: Draft) -> str | None:  # noqa: ARG002  as in `Run`
        """Record nothing; so there is no revision to name."""
        return None

    def recorded(self, url: str) -> Recorded | None:
        """What was last recorded of an address."""
        if url not in self._recorded:
            self._recorded[url] = self._store.recorded([url]).get(url)
        return self._recorded[url]

    def hold(self, url: str, page: Page, reason: str, *, first_seen: datetime) -> None:
        """Hold a suspect capture until this object ends."""
        self._held[url] = page
        self.state[url] = replace(self.state.get(url, Sighting()), held_since=first_seen, held_reason=reason)

    def held_page(self, url: str) -> Page | None:
        """The capture that is held of an address."""
        return self._held[url] if url in self._held else self._store.held(url)

    def memory(self, url: str) -> Memory:
        """What was remembered of the blocks of an article's page."""
        if url not in self._memories:
            self._memories[url] = self._store.memory(url)
        return self._memories[url]

    def remember(self, url: str, memory: Memory) -> None:
        """Keep nothing."""

    def drop_held(self, url: str) -> None:
        """Forget the capture that is held of an address until this object ends."""
        self._held[url] = None
        if url in self.state:
            self.state[url] = replace(self.state[url], held_since=None, held_reason=None)


@contextmanager
def rehearsal(store: Store) -> Iterator[Rehearsal]:
    """A `Rehearsal`, to be used where a run could be."""
    yield Rehearsal(store)
