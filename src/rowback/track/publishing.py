"""A store -> a site: one folder of files that any web server, or none, can show.

    index.html, feed.xml, feed.json, search.html          all outlets
    <host>/index.html, feed.xml, feed.json, search.js     one outlet
    <host>/<xx>/<slug>-<id>/index.html, feed.xml, …       one article, at the same place as in the store
    site.json                                             what the next call needs to do only what is new

An article costs a comparison for each of its revisions, so what was made of it is kept in `site.json` and used again
until something of it changes. A file is written only when its content is another one.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from rowback import __version__
from rowback.errors import WRITABLE, RowbackError, UsageError
from rowback.model import Disclosure, History, Revision, Story, Weight
from rowback.rendering.web import feeds, site
from rowback.rendering.web.history import Place, render_history
from rowback.store import Sighting, Store
from rowback.store.config import NAME as SETTINGS
from rowback.store.paths import Address
from rowback.track.chains import put
from rowback.track.histories import histories_of
from rowback.track.history import extractor_of

MANIFEST = "site.json"
EDITION = 2
"""Of that file, and of what does not follow from an article alone."""
TITLE = "Edits of watched articles"


@dataclass(frozen=True, slots=True)
class Site:
    """What is to be made.

    Attributes:
        folder: that it is made in.
        full: with the whole texts; else only what changed, with a sentence before and after it.
        address: where it will be served, with a final slash; `None` when that is not known.
    """

    folder: Path
    full: bool = False
    address: str | None = None
    title: str = TITLE


@dataclass(slots=True)
class Built:
    """What was done.

    Attributes:
        articles: on the site.
        written: files that are new or other than before.
        kept: files that are as they were.
        removed: files of articles that are no longer there.
    """

    articles: int = 0
    written: int = 0
    kept: int = 0
    removed: int = 0
    files: set[str] = field(default_factory=set)


def publish(store: Store, wanted: Site) -> Built:
    """Make the site, or bring it up to date.

    Raises:
        UsageError: the folder holds a site that is not ours, or a store.
        RowbackError: it cannot be written.
    """
    before = _manifest(wanted.folder)
    built = Built()
    try:
        known = store.sightings()
        stories = tuple(_stories(store, wanted, known, before, built))
        _lists(wanted, stories, built)
        for name in sorted(set(before.get("files", ())) - built.files):
            _remove(wanted.folder, name, built)
        _write(wanted, MANIFEST, _written(store, wanted, stories, known, built), built)
    except OSError as error:
        raise RowbackError(
            f"{error.filename or wanted.folder} cannot be written: {error.strerror}", hint=WRITABLE
        ) from error
    built.articles = len(stories)
    return built


# ---------------------------------------------------------------- articles
def _stories(
    store: Store, wanted: Site, known: Mapping[str, Sighting], before: Mapping[str, Any], built: Built
) -> Iterator[Story]:
    """The stories, those that are as they were first; the pages of the others are written."""
    made = before.get("stories", {}) if before.get("made_by") == _made_by(wanted) else {}
    changed = []
    for revisions in store.histories():
        article = Address.of(revisions[0].url)
        kept = made.get(article.id)
        if kept and kept["key"] == _key(store, revisions, known.get(revisions[0].url)):
            built.files.update(_files_of(article.folder))
            built.kept += len(_files_of(article.folder))
            told = map(_with_words, revisions, kept["words"])
            yield _story(tuple(told), kept["headline"], kept["published"], kept["excerpts"])
        else:
            changed.append(revisions)
    for history in histories_of(store, changed, known):
        story = _told(history)
        _write(wanted, f"{story.path}/index.html", _article_page(wanted, history), built)
        _feeds(wanted, story.path, story.headline or story.url, (story,), built)
        yield story


def _article_page(wanted: Site, history: History) -> str:
    folder = Address.of(history.url).folder
    place = Place("../" * (folder.count("/") + 1), f"{folder.partition('/')[0]}/")
    # The last look is another one at each call, and would make every page a new one.
    return render_history(replace(history, last_look=None), full=wanted.full, place=place)


def _told(history: History) -> Story:
    newest_first = history.states[::-1]
    newest = newest_first[0].article
    published = newest.published.isoformat() if newest.published else None
    excerpts = [feeds.excerpt(state.comparison) if state.comparison else "" for state in newest_first]
    return _story([state.revision for state in newest_first], newest.headline, published, excerpts)


def _story(
    revisions: Sequence[Revision], headline: str | None, published: str | None, excerpts: Sequence[str]
) -> Story:
    url = revisions[0].url
    stated = datetime.fromisoformat(published) if published else None
    return Story(url, Address.of(url).folder, headline, tuple(revisions), stated, tuple(excerpts))


def _files_of(folder: str) -> tuple[str, ...]:
    return tuple(f"{folder}/{name}" for name in ("index.html", "feed.xml", "feed.json"))


# ---------------------------------------------------------------- lists
def _lists(wanted: Site, stories: tuple[Story, ...], built: Built) -> None:
    known = site.outlets(stories)
    for outlet in known:
        _write(wanted, f"{outlet.folder}/index.html", site.outlet_page(outlet), built)
        _write(wanted, f"{outlet.folder}/search.js", site.search_data(outlet), built)
        _feeds(wanted, outlet.folder, outlet.name, outlet.stories, built)
    _write(wanted, "index.html", site.front_page(wanted.title, stories, known), built)
    _write(wanted, "search.html", site.search_page(wanted.title, known), built)
    _feeds(wanted, "", wanted.title, stories, built)
    _write(wanted, ".nojekyll", "", built)  # GitHub Pages would leave out what begins with _
    if wanted.address:
        _write(wanted, "sitemap.xml", site.sitemap(wanted.address, stories, known), built)


def _feeds(wanted: Site, folder: str, title: str, stories: tuple[Story, ...], built: Built) -> None:
    inside = f"{folder}/" if folder else ""
    base = wanted.address or "../" * inside.count("/")
    home = f"{wanted.address}{inside}" if wanted.address else "index.html"
    listed = feeds.entries(stories, base=base)
    here = home if wanted.address else ""
    atom = feeds.atom(title, _feed_id(wanted, folder), listed, home=home, own=f"{here}feed.xml")
    _write(wanted, f"{inside}feed.xml", atom, built)
    _write(wanted, f"{inside}feed.json", feeds.json_feed(title, listed, home=home, own=f"{here}feed.json"), built)


def _feed_id(wanted: Site, folder: str) -> str:
    """By the address of the site; without one, by what the feed is of."""
    return f"{wanted.address}{folder}" if wanted.address else f"tag:rowback.invalid,2026:{folder or 'all'}"


# ---------------------------------------------------------------- files
def _write(wanted: Site, name: str, content: str, built: Built) -> None:
    path = wanted.folder / name
    written = content.encode("utf-8", "replace")
    built.files.add(name)
    if path.is_file() and path.read_bytes() == written:
        built.kept += 1
        return
    put(path, written)
    built.written += 1


def _remove(folder: Path, name: str, built: Built) -> None:
    path = folder / name
    if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
        path.unlink()
        built.removed += 1


def _manifest(folder: Path) -> dict[str, Any]:
    """What the last call left; empty for a new folder, and when it cannot be read: then all is made anew."""
    if (folder / SETTINGS).exists():
        raise UsageError(f"{folder} is a store", hint="name another folder, or an empty one")
    path = folder / MANIFEST
    if not path.exists():
        if (folder / "index.html").exists():
            raise UsageError(
                f"{folder} holds a site that is not rowback's", hint="name another folder, or an empty one"
            )
        return {}
    try:
        said = json.loads(path.read_bytes())
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _written(store: Store, wanted: Site, stories: Sequence[Story], known: Mapping[str, Sighting], built: Built) -> str:
    told = {Address.of(story.url).id: _remembered(store, story, known.get(story.url)) for story in stories}
    return json.dumps({"made_by": _made_by(wanted), "files": sorted(built.files), "stories": told}, indent=0) + "\n"


def _made_by(wanted: Site) -> str:
    """What the pages depend on besides the articles."""
    return f"rowback {__version__}, {EDITION}, {'full' if wanted.full else 'changed'}, {wanted.address}"


def _remembered(store: Store, story: Story, known: Sighting | None) -> dict[str, Any]:
    return {
        "key": _key(store, story.revisions, known),
        "headline": story.headline,
        "published": story.published and story.published.isoformat(),
        "excerpts": story.excerpts,
        "words": [(revision.summary, revision.weight, revision.disclosure) for revision in story.revisions],
    }


def _with_words(revision: Revision, words: Sequence[str | None]) -> Revision:
    """A revision that tells of the step from the one before it, as its page does."""
    summary, weight, disclosure = words
    return replace(
        revision,
        summary=summary or "",
        weight=Weight(weight) if weight else None,
        disclosure=Disclosure(disclosure) if disclosure else None,
    )


def _key(store: Store, revisions: Sequence[Revision], known: Sighting | None) -> str:
    """What an article's page depends on."""
    extractor = extractor_of(store, revisions[0].url)
    held = known.held_since.isoformat() if known and known.held_since else ""
    return hashlib.sha256("\n".join([extractor, held, *(revision.id for revision in revisions)]).encode()).hexdigest()
