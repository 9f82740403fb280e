"""The lines of a state -> what is known of each address, read when it is asked for.

A run may ask for one address of 25,000. Reading all of them takes 0.35 s, and writing them as much.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from functools import cached_property

from rowback.store import state
from rowback.store.config import WatchList
from rowback.store.paths import normalised
from rowback.store.state import Sighting


class Sightings(MutableMapping[str, Sighting]):
    """What is known of each address, by the URL as it is watched; another spelling of it finds the same.

    A line that nobody replaces is written back byte for byte.

    Attributes:
        lost: how many lines cannot be read; they are not written back.
    """

    def __init__(self, lines: bytes = b"", watched: WatchList | None = None) -> None:
        self._watched = watched or WatchList()
        # All that follows is by normalised address.
        self._lines: dict[str, bytes] = {}
        self._spelled: dict[str, str] = {}
        self._read: dict[str, tuple[Sighting, str | None]] = {}
        self._now: dict[str, Sighting | None] = {}
        self._articles: dict[str, str | None] = {}
        self.lost = 0
        for line in lines.splitlines(keepends=True):
            if url := state.url_in(line):
                self._lines[url] = line
            elif told := state.read_line(line):
                article = normalised(told[0])
                self._lines[article] = line.rstrip(b"\r\n") + b"\n"
                self._spelled[article] = told[0]
            else:
                self.lost += 1

    def __getitem__(self, url: str) -> Sighting:
        article = normalised(url)
        if found := self._sighting(article):
            return found
        raise KeyError(url)

    def __setitem__(self, url: str, sighting: Sighting) -> None:
        article = normalised(url)
        self._now[article] = sighting
        if url != article or article in self._spelled:
            self._spelled[article] = url

    def __delitem__(self, url: str) -> None:
        if url not in self:
            raise KeyError(url)
        self._now[normalised(url)] = None

    def __iter__(self) -> Iterator[str]:
        for article in {**self._lines, **self._now}:
            if article not in self._now or self._now[article]:
                yield self._as_watched.get(article) or self._spelled.get(article, article)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def before(self, url: str) -> Sighting:
        """What was known before anything was replaced."""
        return self._told(normalised(url))[0]

    def news(self) -> Iterator[tuple[str, Sighting | None]]:
        """What is known otherwise than before, and what no more."""
        for article, sighting in self._now.items():
            if sighting != (self._told(article)[0] if article in self._lines else None):
                yield self._spelled.get(article, article), sighting

    def revision_of(self, url: str, article: str) -> str | None:
        """The revision that recorded an `article.json`, by its object id; `None` where another one was seen last."""
        sighting, written_for = self._told(normalised(url))
        return sighting.revision if written_for == article else None

    # ------------------------------------------------------------ the branch
    def hold_to(self, articles: Mapping[str, str | None]) -> None:
        """Forget what was seen of pages whose lines were written for another `article.json` than the branch holds.

        Args:
            articles: by address the object id of the one that it holds.
        """
        for url, held in articles.items():
            article = normalised(url)
            sighting, written_for = self._told(article)
            if held != written_for:
                self.write_for(url, held)
                if article in self._lines:
                    self._read[article] = sighting.without_memory(), held

    def write_for(self, url: str, article: str | None) -> None:
        """The branch holds another `article.json` of an address from now on."""
        self._articles[normalised(url)] = article

    def lines(self) -> bytes:
        """What is known, a line an address."""
        lines = dict(self._lines)
        for article in {**self._articles, **self._now}:
            lines.pop(article, None)
            if sighting := self._sighting(article):
                held = self._articles[article] if article in self._articles else self._told(article)[1]
                lines[article] = state.write_line(self._spelled.get(article, article), sighting, held)
        return b"".join(lines[article] for article in sorted(lines, key=lambda one: self._spelled.get(one, one)))

    # ------------------------------------------------------------ one address
    def _sighting(self, article: str) -> Sighting | None:
        if article in self._now:
            return self._now[article]
        return self._told(article)[0] if article in self._lines else None

    def _told(self, article: str) -> tuple[Sighting, str | None]:
        """What its line says."""
        if article not in self._read:
            told = state.read_line(self._lines[article]) if article in self._lines else None
            self._read[article] = told[1:] if told else (Sighting(), None)
        return self._read[article]

    @cached_property
    def _as_watched(self) -> dict[str, str]:
        return {normalised(url): url for url in self._watched.urls}
