"""The index -> histories of articles, newest first by the time they were observed, whatever the order of commits."""

from collections.abc import Iterable, Iterator

from rowback.model import Revision
from rowback.store import index, repeats
from rowback.store.git import Git
from rowback.store.paths import Address


def history(git: Git, url: str, *, everything: bool) -> tuple[Revision, ...]:
    """All revisions of an address, newest first by the time they were observed, whatever the order of commits."""
    for revisions in index.revisions(git, [Address.of(url)]):
        return repeats.marked(revisions) if everything else _told(revisions)
    return ()


def histories(git: Git, urls: Iterable[str] | None) -> Iterator[tuple[Revision, ...]]:
    """As `history`, without re-extractions, for several addresses or for all articles."""
    for revisions in index.revisions(git, None if urls is None else [Address.of(url) for url in urls]):
        if told := _told(revisions):
            yield told


def _told(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """What happened to the article: without what only we did, and each edit once, however many clones saw it."""
    return repeats.folded(revision for revision in revisions if revision.kind.is_news)
