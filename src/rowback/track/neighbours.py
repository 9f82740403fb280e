"""The pages of a site that a run has seen -> what they tell about one of them.

Only pages as they are now can tell: a promotion that came to a whole site this morning is on no stored page. So a page
with a change in doubt is judged when its round is over, by the other pages of the site that the same round brought.
Where those are too few, some are looked at again.
"""

from collections import defaultdict
from urllib.parse import urlsplit

from rowback.judging.marks import Seen, marks_of, sketch_of
from rowback.judging.site import Sibling, Site, subject_words
from rowback.model import Article, Extraction, Memory
from rowback.store import Store
from rowback.track.sightings import Notebook, is_gone, sighting_of

# Fewer cannot tell what belongs to a site from what two stories have in common.
FEWEST = 2
MOST = 16
LINKED = 0.8
MOST_OF_A_TEXT = 0.7
MOST_ASKED = 200


class Neighbours:
    """The pages of each site, as they were before the run and as it found them."""

    def __init__(self, store: Store, run: Notebook) -> None:
        self._run = run
        self._most = store.config.siblings
        self._sites: dict[str, list[str]] = defaultdict(list)
        for url in store.config.watch:
            self._sites[_site_of(url)].append(url)
        self._before: dict[str, Memory] = {}
        self._now: dict[str, Seen] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._recorded: dict[str, bool] = {}

    def saw(self, url: str, read: Extraction) -> Memory:
        """Note the page of an article; gives what is to be remembered of it if it is recorded."""
        memory = self._before.setdefault(url, self._run.memory(url))
        marks = marks_of(block for block in read.blocks if block.linked < LINKED * len(block.text))
        self._now[url] = Seen(marks)
        return Memory(marks, memory.places, memory.left_out, memory.slots)

    def saw_again(self, url: str) -> None:
        """Note that a page is as it was."""
        memory = self._before.setdefault(url, self._run.memory(url))
        if memory.marks:
            self._now[url] = Seen(memory.marks)

    def another(self, url: str, article: Article) -> str | None:
        """The sibling that has the text of this page, where the page has another text than it had."""
        sketches = [sketch_of(text) for text in article.paragraphs]

        def share(memory: Memory) -> float:
            page = Seen(memory.marks)
            return sum(map(page.holds, sketches)) / len(sketches)

        before = self._run.memory(url)
        if not sketches or not before.marks or share(before) > 1 - MOST_OF_A_TEXT:
            return None
        known = ((sibling, self._run.memory(sibling)) for sibling in self._known(url)[:MOST_ASKED])
        return next((sibling for sibling, memory in known if share(memory) >= MOST_OF_A_TEXT), None)

    def can_tell(self, url: str) -> bool:
        """There are other pages that can be asked about this one."""
        return self._most > 0 and len(self._known(url)) >= FEWEST

    def missing(self, url: str) -> tuple[str, ...]:
        """The siblings that are to be looked at again to judge a page."""
        known = self._known(url)
        seen = [sibling for sibling in known if sibling in self._now]
        unseen = [sibling for sibling in known if sibling not in self._now]
        return tuple(unseen[: max(0, self._most - len(seen))])

    def site(self, url: str) -> Site:
        """All that is known for judging a page."""
        memory = self._before.setdefault(url, self._run.memory(url))
        mine = self._now[url]
        seen = [sibling for sibling in self._known(url) if sibling in self._now] if self.can_tell(url) else []
        # Pages of the same template can tell most.
        seen.sort(key=lambda sibling: -len(self._now[sibling].slots.keys() & mine.slots.keys()))
        nearest = seen[:MOST]
        slots = frozenset().union(memory.slots, *(self._before[sibling].slots for sibling in nearest))
        return Site(memory, slots, tuple(map(self._sibling, nearest)))

    def _known(self, url: str) -> list[str]:
        """The other articles of the site that are recorded."""
        return [sibling for sibling in self._sites[_site_of(url)] if sibling != url and self._is_there(sibling)]

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
        if url not in self._words:
            recorded = self._run.recorded(url)
            self._words[url] = subject_words(recorded.article) if recorded else frozenset()
        before = self._before[url].marks
        return Sibling(Seen(before) if before else None, self._now[url], self._words[url])


def _site_of(url: str) -> str:
    return urlsplit(url).netloc
