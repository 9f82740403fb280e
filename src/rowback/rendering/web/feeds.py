"""Stories -> feeds: Atom and JSON, an entry for each revision, whose id never changes.

Source: RFC 4287 (Atom), RFC 4151 (`tag:` ids), https://www.jsonfeed.org/version/1.1/.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten
from urllib.parse import urlsplit

from rowback.model import Comparison, Disclosure, Revision, RevisionKind, Story
from rowback.rendering._rows import Row, joined, rows
from rowback.rendering.web.environment import page
from rowback.text import visible

ENTRIES = 100
LINES = 20
CHARS = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A revision as a feed lists it.

    Attributes:
        id: by the article and its revision alone, so that it is the same in all feeds, on all sites, and whatever else
            comes into the history.
        link: to its place on the article's page.
    """

    story: Story
    revision: Revision
    excerpt: str
    link: str

    @property
    def id(self) -> str:
        """A `tag:` URI."""
        host = urlsplit(self.story.url).hostname or "localhost"
        return (
            f"tag:{host},{self.revision.observed_at:%Y-%m-%d}:{self.story.path.rpartition('-')[2]}/{self.revision.id}"
        )

    @property
    def title(self) -> str:
        """`Silent edit: Ferry stopped`."""
        kind = "silent edit" if self.revision.disclosure is Disclosure.SILENT else str(self.revision.kind)
        return f"{kind.capitalize()}: {self.revision.headline or self.story.headline or self.story.url}"

    @property
    def text(self) -> str:
        """What changed: in words, then the passages."""
        return "\n".join(part for part in (self.revision.summary, self.excerpt) if part)


def entries(stories: Iterable[Story], *, base: str) -> tuple[Entry, ...]:
    """The newest revisions of some stories, newest first.

    First looks are no news, nor is what was imported: a feed reader shows an entry as new whenever it first comes.

    Args:
        base: what links begin with: the site's address, or the way from the feed to the site's folder.
    """
    found = [
        Entry(story, revision, excerpt, f"{base}{story.path}/#r{len(story.revisions) - k}")
        for story in stories
        for k, (revision, excerpt) in enumerate(zip(story.revisions, story.excerpts, strict=True))
        if revision.kind is not RevisionKind.NEW and not revision.imported
    ]
    return tuple(sorted(found, key=lambda entry: entry.revision.observed_at, reverse=True)[:ENTRIES])


def atom(title: str, id_: str, listed: tuple[Entry, ...], *, home: str, own: str) -> str:
    """An Atom feed.

    Args:
        id_: names the feed for ever.
        home: address of the page that the feed is of; `own` is the feed's.
    """
    return page("atom.xml.jinja", title=title, id=id_, entries=listed, home=home, own=own)


def json_feed(title: str, listed: tuple[Entry, ...], *, home: str, own: str) -> str:
    """A JSON feed."""
    items = [
        {
            "id": entry.id,
            "url": entry.link,
            "external_url": entry.story.url,
            "title": visible(entry.title),
            "content_text": "\n".join(map(visible, entry.text.split("\n"))),
            "date_published": entry.revision.observed_at.isoformat(),
            "_rowback": {
                "kind": entry.revision.kind,
                "weight": entry.revision.weight,
                "disclosure": entry.revision.disclosure,
                "revision": entry.revision.id,
            },
        }
        for entry in listed
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": home, "feed_url": own}
    return json.dumps(feed | {"items": items}, ensure_ascii=False, indent=1) + "\n"


def excerpt(comparison: Comparison) -> str:
    """What changed in the text, one passage a line, as a feed can say it; long ones are cut."""
    lines = [_line(row) for row in rows(comparison) if row.reported]
    more = [f"… and {len(lines) - LINES} more"] if len(lines) > LINES else []
    return "\n".join([*lines[:LINES], *more])


def _line(row: Row) -> str:
    before, after = (shorten(joined(side), CHARS, placeholder=" …") for side in (row.before, row.after))
    if not before or not after:
        return f"{'+' if after else '−'} {after or before}"
    return f"{before} → {after}" if before != after else f"{row.move}: {after}"
