"""An article's revisions, and comparisons between them."""

from dataclasses import replace

from rowback import api
from rowback.errors import PageNotKeptError, UsageError
from rowback.model import Comparison, Revision
from rowback.store import Recorded, Store


def compare_revisions(store: Store, before: Revision, after: Revision) -> Comparison:
    """Everything that differs between two recorded states, both extracted alike."""
    sides = [store.at(before), store.at(after)]
    if sides[0].extractor != sides[1].extractor:
        sides = [extracted_now(store, side) for side in sides]
    comparison = api.compare(sides[0].article, sides[1].article)
    return replace(comparison, url=after.url, revisions=(before, after))


def last_two(revisions: tuple[Revision, ...]) -> tuple[Revision, Revision]:
    """The newest revision that changed the text and the one before it.

    Raises:
        UsageError: there is only one revision yet.
    """
    if len(revisions) > 1:
        return revisions[1], revisions[0]
    seen = revisions[0].observed_at
    raise UsageError(
        f"{revisions[0].url} has not changed since it was first seen on {seen:%Y-%m-%d %H:%M} UTC",
        hint="rowback check looks again",
    )


def extracted_now(store: Store, recorded: Recorded) -> Recorded:
    """A recorded state as today's extractor reads its page; as it is when the store keeps no pages."""
    if recorded.extractor == api.extractor():
        return recorded
    try:
        page = store.page(recorded)
    except PageNotKeptError:
        return recorded
    article = api.read_page(page, url=recorded.url, content_type=recorded.content_type).article
    return replace(recorded, article=article, extractor=api.extractor())
