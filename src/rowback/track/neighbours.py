"""The pages of a site that a run has seen -> what they tell about one of them.

Only pages as they are now can tell: a promotion that came to a whole site this morning is on no stored page. So a page
with a change in doubt is judged when its round is over, by the other pages of the site that the same round brought.
Where those are too few, some are looked at again.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from rowback.judging.marks import Seen, marks_of, sketch_of
from rowback.judging.site import Sibling, Site, subject_words
from rowback.model import Article, Extraction, Memory
from rowback.store import Store, blocks
from rowback.track.sightings import Notebook, is_gone, sighting_of

# Fewer cannot tell what belongs to a site from what two stories have in common.
FEWEST = 2
MOST = 16
CANDIDATES = 64
LINKED = 0.8
MOST_OF_A_TEXT = 0.7
# A page takes 1 KB packed and 40 KB ready to be asked.
READY = 128


class Neighbours:
    """The pages of each site, as they were before the run and as it found them.

    Args:
        most: how many are asked about one, if not as many as the store says; no page of today tells of old captures.
    """

    def __init__(self, store: Store, run: Notebook, most: int | None = None) -> None:
        self._run = run
        self._most = store.config.siblings if most is None else most
        self._sites: dict[str, list[str]] = defaultdict(list)
        for url in store.config.watch if self._most else ():
            self._sites[site_of(url)].append(url)
        self._now: dict[str, dict[str, bytes]] = defaultdict(dict)
        self._recorded: dict[str, bool] = {}
        self._before = lru_cache(READY)(lambda url: Seen(run.memory(url).marks))
        self._ready = lru_cache(READY)(lambda packed: Seen(blocks.unpack(packed)))
        self._words = lru_cache(READY)(self._words_of)

    # ------------------------------------------------------------ what a run sees
    def saw(self, url: str, read: Extraction) -> Memory:
        """Note the page of an article; gives what is to be remembered of it if it is recorded."""
        memory = self._run.memory(url)
        marks = marks_of(block for block in read.blocks if block.linked < LINKED * len(block.text))
        self._now[site_of(url)][url] = blocks.pack(marks)
        return Memory(marks, memory.places, memory.left_out, memory.slots)

    def saw_again(self, url: str) -> None:
        """Note that a page is as it was."""
        if self.can_tell(url) and (marks := self._run.memory(url).marks):
            self._now[site_of(url)][url] = blocks.pack(marks)

    # ------------------------------------------------------------ what that tells
    def can_tell(self, url: str) -> bool:
        """There are other pages that can be asked about this one."""
        return self._most > 0 and len(list(islice(self._known(url), FEWEST))) == FEWEST

    def missing(self, url: str) -> tuple[str, ...]:
        """The siblings that are to be looked at again to judge a page."""
        seen = self._now[site_of(url)]
        unseen = (sibling for sibling in self._known(url) if sibling not in seen)
        return tuple(islice(unseen, max(0, self._most - len(self._seen(url)))))

    def site(self, url: str) -> Site:
        """All that is known for judging a page."""
        memory = self._run.memory(url)
        if not self.can_tell(url):
            return Site(memory)
        mine, seen = self._page(url), self._seen(url)
        # Pages of the same template can tell most.
        seen.sort(key=lambda sibling: -len(self._page(sibling).slots.keys() & mine.slots.keys()))
        nearest = seen[:MOST]
        slots = memory.slots.union(*(self._run.memory(sibling).slots for sibling in nearest))
        return Site(memory, slots, tuple(map(self._sibling, nearest)))

    def another(self, url: str, article: Article) -> str | None:
        """The sibling that has the text of this page, where the page has another text than it had."""
        sketches = [sketch_of(text) for text in article.paragraphs]

        def share(page: Seen) -> float:
            return sum(map(page.holds, sketches)) / len(sketches)

        before = self._before(url)
        if not sketches or not before.slots or share(before) > 1 - MOST_OF_A_TEXT:
            return None
        known = islice(self._known(url), CANDIDATES)
        return next((sibling for sibling in known if share(self._before(sibling)) >= MOST_OF_A_TEXT), None)

    # ------------------------------------------------------------ siblings
    def _known(self, url: str) -> Iterator[str]:
        """The other articles of the site that are recorded."""
        return (sibling for sibling in self._sites[site_of(url)] if sibling != url and self._is_there(sibling))

    def _seen(self, url: str) -> list[str]:
        """Those of them that this run has seen, or the last of many."""
        others = (sibling for sibling in reversed(self._now[site_of(url)]) if sibling != url)
        return list(islice(filter(self._is_there, others), CANDIDATES))

    def _is_there(self, url: str) -> bool:
        sighting = sighting_of(self._run, url)
        if sighting.revision:
            return not is_gone(sighting)
        # The state may be lost, and the article recorded all the same.
        if url not in self._recorded:
            recorded = self._run.recorded(url)
            self._recorded[url] = recorded is not None and not recorded.gone
        return self._recorded[url]

    def _sibling(self, url: str) -> Sibling:
        before = self._before(url)
        return Sibling(before if before.slots else None, self._page(url), self._words(url))

    def _page(self, url: str) -> Seen:
        return self._ready(self._now[site_of(url)][url])

    def _words_of(self, url: str) -> frozenset[str]:
        recorded = self._run.recorded(url)
        return subject_words(recorded.article) if recorded else frozenset()


def site_of(url: str) -> str:
    """What the pages of one site have in common: host and port."""
    # `urlsplit` takes ten times as long, and a run asks it of all addresses that are watched.
    return url.partition("//")[2].partition("/")[0].partition("?")[0].partition("#")[0]
