"""Revisions that several clones recorded -> what happened to the article: an edit that two of them saw is one edit.

    clone     A             B             by the time they were observed
    10:00     v1 -> v2                    v1 -> v2
    10:05                   v1 -> v2      v2 again: no edit, but a second witness of the first

Neither could know of the other, and both ids were told, so both commits stay. A repeat is what says just what the
revision before it says. A text that comes back later is not one: another text stands between.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from rowback.model import Revision, RevisionKind


def marked(newest_first: Iterable[Revision]) -> tuple[Revision, ...]:
    """All revisions of an article, those that only repeat the one before them marked as such."""
    return tuple(_marked(tuple(newest_first)[::-1]))[::-1]


def folded(newest_first: Iterable[Revision]) -> tuple[Revision, ...]:
    """The revisions of an article without repeats, whose ids the repeated ones bear as well."""
    found: dict[str, Revision] = {}
    for revision in reversed(marked(newest_first)):
        if revision.repeats:
            first = found[revision.repeats]
            found[first.id] = replace(first, also=(*first.also, revision.id))
        else:
            found[revision.id] = revision
    return tuple(found.values())[::-1]


def _marked(oldest_first: tuple[Revision, ...]) -> Iterator[Revision]:
    before: Revision | None = None
    for revision in oldest_first:
        if not revision.kind.is_news:
            yield revision
        elif before and revision.text_id and _said(revision) == _said(before):
            yield replace(revision, repeats=before.id)
        else:
            before = revision
            yield revision


def _said(revision: Revision) -> tuple[str | None, bool, datetime | None]:
    # What was imported cannot stand for what a check recorded; two clones that imported one capture give one time.
    imported_at = revision.observed_at if revision.imported else None
    return revision.text_id, revision.kind is RevisionKind.GONE, imported_at
