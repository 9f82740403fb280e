"""The store -> recorded articles. Read from git's objects, never from the work tree."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rowback.errors import PageNotKeptError, StoreError
from rowback.model import Revision
from rowback.store import layout, state
from rowback.store.config import WatchList
from rowback.store.git import Git
from rowback.store.layout import Recorded
from rowback.store.objects import Objects
from rowback.store.paths import Address
from rowback.store.sightings import Sightings


def recorded(
    git: Git, objects: Objects, urls: Iterable[str], *, tip: str = "HEAD"
) -> Iterator[tuple[str, bytes, Recorded]]:
    """What a commit holds of each address, and its `article.json`; those it holds nothing of are left out."""
    asked = tuple(urls)
    places = [f"{git.prefix}{Address.of(url).folder}" for url in asked]
    contents = objects.contents(f"{tip}:{place}/{name}" for place in places for name in (layout.TEXT, layout.FACTS))
    for url, place, text, facts in zip(asked, places, contents, contents, strict=False):
        if text is not None and facts is not None:
            yield url, facts, layout.read(text, facts, place=place)


def outdated(git: Git, objects: Objects, urls: Iterable[str], extractor: Callable[[str], str]) -> Iterator[str]:
    """The addresses whose article, as the branch holds it, another extractor made."""
    asked = tuple(urls)
    found = objects.contents(f"HEAD:{git.prefix}{Address.of(url).folder}/{layout.FACTS}" for url in asked)
    for url, facts in zip(asked, found, strict=True):
        if facts is not None and not layout.is_made_by(extractor(url), facts):
            yield url


def with_pages(git: Git, objects: Objects, urls: Iterable[str]) -> Iterator[tuple[str, Recorded, bytes | None]]:
    """What the branch holds of each address, and the page it was made from if that was kept."""
    for url, _, found in recorded(git, objects, urls):
        body = objects.read(f"HEAD:{git.prefix}{Address.of(url).folder}/{layout.PAGE}")
        yield url, found, body if body is not None and layout.sha256(body) == found.page_hash else None


def article_ids(git: Git, objects: Objects, urls: Iterable[str], *, tip: str = "HEAD") -> dict[str, str | None]:
    """By address the object id of its `article.json`, `None` where nothing is recorded."""
    asked = tuple(urls)
    names = (f"{tip}:{git.prefix}{Address.of(url).folder}/{layout.FACTS}" for url in asked)
    return dict(zip(asked, objects.ids(names), strict=True))


def sightings(git: Git, objects: Objects, watched: WatchList) -> Sightings:
    """What is known of each address, without what was seen of pages that the branch does not hold."""
    commit, lines = objects.contents((state.REF, f"{state.REF}:{state.SIGHTINGS}"))
    known = Sightings(lines or b"", watched)
    if not _holds_the_same(git, objects, state.tip_of(commit or b"")):
        known.hold_to(article_ids(git, objects, {*watched.urls, *known}))
    return known


def _holds_the_same(git: Git, objects: Objects, tip: str | None) -> bool:
    """HEAD holds the same articles as another commit. Asking for each of 1,000 would take 60 ms."""
    if tip is None:
        return False
    ours, theirs = objects.ids(f"{commit}:{git.prefix.rstrip('/')}" for commit in ("HEAD", tip))
    return ours is not None and ours == theirs


def states(git: Git, objects: Objects, revisions: Iterable[Revision]) -> Iterator[Recorded]:
    """The article as of each revision."""
    asked = tuple(revisions)
    places = [f"{git.prefix}{Address.of(revision.url).folder}" for revision in asked]
    contents = objects.contents(
        f"{revision.id}:{place}/{name}"
        for revision, place in zip(asked, places, strict=True)
        for name in (layout.TEXT, layout.FACTS)
    )
    for revision, place, text, facts in zip(asked, places, contents, contents, strict=False):
        if text is None or facts is None:
            raise _not_held(revision)
        yield replace(layout.read(text, facts, place=place), revision=revision.id)


def texts(git: Git, objects: Objects, revisions: Iterable[Revision]) -> tuple[str, ...]:
    """The `article.txt` as of each revision; what is the same in several of them is read once."""
    names = (f"{revision.id}:{git.prefix}{Address.of(revision.url).folder}/{layout.TEXT}" for revision in revisions)
    ids = [found or "" for found in objects.ids(names)]
    distinct = [found for found in dict.fromkeys(ids) if found]
    # A search is to go on where somebody has spoilt a file.
    decoded = ((content or b"").decode(errors="replace") for content in objects.contents(distinct))
    by_id = dict(zip(distinct, decoded, strict=True))
    return tuple(by_id.get(found, "") for found in ids)


def at(git: Git, objects: Objects, revision: Revision) -> Recorded:
    """The article as of a revision."""
    for _, _, found in recorded(git, objects, [revision.url], tip=revision.id):
        return replace(found, revision=revision.id)
    raise _not_held(revision)


def _not_held(revision: Revision) -> StoreError:
    return StoreError(f"revision {revision.id[:12]} does not hold {revision.url}")


def page(git: Git, objects: Objects, url: str, commit: str) -> bytes:
    """The page as served, as of a commit."""
    body = objects.read(f"{commit}:{git.prefix}{Address.of(url).folder}/{layout.PAGE}")
    if body is None:
        raise PageNotKeptError(
            f"the page of {url} was not kept", hint='with `pages = "none"` in rowback.toml only the text is'
        )
    return body
