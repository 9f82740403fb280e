"""Stories -> the pages of a site that list them: the front page, one page an outlet, and the search.

All links are relative, so that the site works in any folder, on any server, and from a disk.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rowback.model import Disclosure, Revision, RevisionKind, Story, Weight
from rowback.rendering.web.environment import page
from rowback.rendering.web.figures import edits_of, figures
from rowback.text import visible

LISTED = 100
"""Edits on a page, at most; all of them are on the pages of the articles."""
STORIES = 1_000
"""Articles on an outlet's page, at most; the search knows all of them."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A revision in a list.

    Attributes:
        number: of the revision in its article's history, from 1, oldest first.
    """

    story: Story
    revision: Revision
    excerpt: str
    number: int

    @property
    def silent(self) -> bool:
        """The substance changed and the page does not say so."""
        return self.revision.disclosure is Disclosure.SILENT


@dataclass(frozen=True, slots=True)
class Outlet:
    """The stories of one host."""

    name: str
    stories: tuple[Story, ...]

    @property
    def folder(self) -> str:
        """Of its page in the site; a host's name may not be one that a file system takes, its stories' folder is."""
        return self.stories[0].path.partition("/")[0]

    @property
    def edits(self) -> int:
        """How often a text of it was changed."""
        return sum(1 for story in self.stories for _ in edits_of(story))

    @property
    def silent(self) -> int:
        """How often of these in substance, and without a word."""
        silent = Disclosure.SILENT
        return sum(revision.disclosure is silent for story in self.stories for revision in edits_of(story))


def outlets(stories: Iterable[Story]) -> tuple[Outlet, ...]:
    """The stories by host, in the order of their names."""
    by_host: dict[str, list[Story]] = {}
    for story in stories:
        by_host.setdefault(urlsplit(story.url).netloc.lower(), []).append(story)
    return tuple(Outlet(name, tuple(by_host[name])) for name in sorted(by_host))


def front_page(title: str, stories: Sequence[Story], known: Sequence[Outlet]) -> str:
    """The newest edits of substance, the outlets, the figures."""
    heavy = _edits(stories, lambda revision: revision.weight is Weight.SUBSTANCE)
    return page(
        "listing.html.jinja",
        title=title,
        root="",
        edits=heavy,
        heading="Latest edits of substance",
        outlets=known,
        stories=(),
        figures=figures(stories),
        counts=(len(stories), sum(outlet.edits for outlet in known), sum(outlet.silent for outlet in known)),
    )


def outlet_page(outlet: Outlet) -> str:
    """The newest edits of one host, whatever their weight, and its articles."""
    newest = sorted(outlet.stories, key=lambda story: story.revisions[0].observed_at, reverse=True)
    return page(
        "listing.html.jinja",
        title=outlet.name,
        root="../",
        edits=_edits(outlet.stories, lambda revision: revision.kind is not RevisionKind.NEW),
        heading="Latest edits",
        outlets=(),
        stories=tuple(newest[:STORIES]),
        figures=figures(outlet.stories),
        counts=(len(outlet.stories), outlet.edits, outlet.silent),
    )


def search_page(title: str, known: Sequence[Outlet]) -> str:
    """The page that searches, and the files it reads, one an outlet."""
    return page("search.html.jinja", title=title, root="", folders=[outlet.folder for outlet in known])


def search_data(outlet: Outlet) -> str:
    """What the search knows of an outlet, as a script: a page that is opened from a disk may read nothing else."""
    rows = [
        [
            f"{story.path}/",
            visible(story.headline or story.url),
            f"{story.revisions[0].observed_at:%Y-%m-%d}",
            "\n".join(visible(line) for text in _texts(story) for line in text.split("\n")),
        ]
        for story in outlet.stories
    ]
    return f"known({json.dumps(rows, ensure_ascii=True, separators=(',', ':'))});\n"


def sitemap(base: str, stories: Iterable[Story], known: Iterable[Outlet]) -> str:
    """Every page of the site, for search engines.

    Args:
        base: address of the site, with a final slash.
    """
    pages = [("", None), *((f"{outlet.folder}/", None) for outlet in known)]
    dated = [(f"{story.path}/", story.revisions[0].observed_at.isoformat(timespec="seconds")) for story in stories]
    return page("sitemap.xml.jinja", base=base, pages=[*pages, *dated])


def _texts(story: Story) -> Iterable[str]:
    """Headlines, summaries and excerpts, each once."""
    parts = (
        part
        for revision, excerpt in zip(story.revisions, story.excerpts, strict=True)
        for part in (revision.headline, revision.summary, excerpt)
        if part
    )
    return dict.fromkeys(parts)


def _edits(stories: Iterable[Story], wanted: Callable[[Revision], bool]) -> tuple[Edit, ...]:
    found = [
        Edit(story, revision, excerpt, len(story.revisions) - k)
        for story in stories
        for k, (revision, excerpt) in enumerate(zip(story.revisions, story.excerpts, strict=True))
        if wanted(revision)
    ]
    return tuple(sorted(found, key=lambda edit: edit.revision.observed_at, reverse=True)[:LISTED])
