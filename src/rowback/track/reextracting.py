"""Articles that an older extractor made -> the same pages read by today's.

A run that is killed loses at most what it did since git last brought it to the disk; the next one reads only what is
still another extractor's. Pages are never touched, and what was recorded stays as it was: readers extract both sides of
a comparison alike. What is brought up to date is what the branch holds now, which the next check compares with.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from rowback import api
from rowback.model import Comparison, Page
from rowback.store import Recorded, Run, SeenText, Store
from rowback.store.layout import text_id
from rowback.track.behind import Behind
from rowback.track.history import extractor_of, with_article
from rowback.track.parallel import read_all
from rowback.track.recording import reextraction

# Articles whose texts are the same are noted together: a commit for each would tell nobody anything.
CONFIRMED_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Reread:
    """An article that another extractor made, read anew.

    Attributes:
        comparison: of the two readings; `None` when the page was not kept.
        revision: id of the commit that holds the new reading, when it differs and was recorded.
    """

    url: str
    comparison: Comparison | None = None
    revision: str | None = None

    @property
    def differs(self) -> bool:
        """Today's extractor reads another text, not only another date of modification."""
        return self.comparison is not None and self.comparison.makes_revision


def reextract(
    store: Store,
    urls: Sequence[str],
    *,
    clock: Callable[[], datetime],
    seen: Callable[[Reread], None],
    cleaned: Callable[[str], None],
    jobs: int = 1,
    rehearse: bool = False,
) -> None:
    """Read the pages of these articles anew.

    Args:
        urls: as `outdated` gives them; what has been brought up to date since is passed over.
        seen: told of each article.
        cleaned: told what a killed run had left over and this one finished.
        jobs: processes that read pages.
        rehearse: write nothing at all, not even a lock.
    """
    same: list[Recorded] = []
    with (
        nullcontext() if rehearse else store.run(clock=clock) as run,
        Behind[Reread](lambda found: seen(_named(run, found))) as told,
    ):
        for words in run.cleaned if run else ():
            cleaned(words)
        try:
            for url, before, after in _read_anew(store, urls, jobs):
                comparison = api.compare(before.article, after.article) if after else None
                found = Reread(url, comparison)
                if run and after:
                    if found.differs:
                        found = replace(found, revision=run.record(reextraction(after), ahead=True))
                    else:
                        same.append(after)
                    _remember(run, url, before, after)
                told.add(found)
                if run and len(same) >= CONFIRMED_TOGETHER:
                    run.confirm(same)
                    same.clear()
        finally:
            if run and same:
                run.confirm(same)


def _named(run: Run | None, found: Reread) -> Reread:
    return replace(found, revision=run.id_of(found.revision)) if run and found.revision else found


def outdated(store: Store, urls: Iterable[str]) -> tuple[str, ...]:
    """Those of the addresses whose article another extractor than today's made."""
    return store.outdated(urls, lambda url: extractor_of(store, url))


def _read_anew(store: Store, urls: Sequence[str], jobs: int) -> Iterator[tuple[str, Recorded, Recorded | None]]:
    items = (
        ((url, before), None if body is None else _page(before, body))
        for url, before, body in store.with_pages(urls)
        if before.extractor != extractor_of(store, url) and not store.config.is_forgotten(url)
    )
    for (url, before), read in read_all(items, rules=store.rules, jobs=jobs):
        yield url, before, with_article(store, before, read.article) if read else None


def _page(recorded: Recorded, body: bytes) -> Page:
    return Page(recorded.url, recorded.url, 200, recorded.observed_at, body, recorded.content_type)


def _remember(run: Run, url: str, before: Recorded, after: Recorded) -> None:
    """The memory of texts ends with the text that is recorded now; without that it would begin anew."""
    sighting = run.state.get(url)
    if sighting and sighting.texts and sighting.texts[-1].id == text_id(before.article):
        last = SeenText(text_id(after.article), sighting.texts[-1].observed_at)
        run.state[url] = replace(sighting, texts=(*sighting.texts[:-1], last))
