"""An article's revisions, and comparisons between them."""

from collections.abc import Sequence
from dataclasses import replace

from rowback import api
from rowback.errors import PageNotKeptError, UsageError
from rowback.model import Article, Comparison, Extraction, Page, Revision
from rowback.store import Recorded, Store
from rowback.store.layout import TEXT
from rowback.store.paths import Address
from rowback.track.lookup import DEEPEN, is_cut_off


def compare_revisions(store: Store, before: Revision, after: Revision, *, as_stored: bool = False) -> Comparison:
    """Everything that differs between two recorded states, both extracted alike.

    Args:
        as_stored: compare the texts as the store holds them, whatever extracted them: for patches.
    """
    sides = store.states((before, after))
    if not as_stored:
        sides = extracted_alike(store, sides)
    comparison = api.compare(sides[0].article, sides[1].article)
    path = f"{Address.of(after.url).folder}/{TEXT}"
    return replace(comparison, url=after.url, revisions=(before, after), path=path)


def recorded_revisions(store: Store, url: str) -> tuple[Revision, ...]:
    """The revisions of an address, newest first.

    Raises:
        UsageError: there is none yet.
    """
    revisions = store.history(url)
    if not revisions and store.is_shallow:
        raise UsageError(f"no revision of {url} is in this shallow clone", hint=DEEPEN)
    if not revisions:
        raise UsageError(f"{url} has not been recorded yet", hint="rowback check")
    return revisions


def held_capture(store: Store, url: str) -> Page:
    """The suspect page that is held of an address.

    Raises:
        UsageError: none is.
    """
    page = store.held(url)
    if page is None:
        raise UsageError(f"no suspect capture of {url} is held", hint="rowback show prints what is recorded")
    return page


def read_page(store: Store, page: Page) -> Extraction:
    """What a page that is not recorded shows, its blocks too, by the rules for its site."""
    rules = store.rules(page.url)
    return api.read_page(page.body, url=page.final_url, content_type=page.content_type, rules=rules, blocks=True)


def extractor_of(store: Store, url: str) -> str:
    """What makes articles from the pages of an address today."""
    return api.extractor(store.rules(url))


def last_two(revisions: tuple[Revision, ...]) -> tuple[Revision, Revision]:
    """The newest revision that changed the text and the one before it.

    Raises:
        UsageError: there is only one revision yet.
    """
    if len(revisions) > 1:
        return revisions[1], revisions[0]
    if is_cut_off(revisions):
        raise UsageError(f"the history here begins with the newest revision of {revisions[0].url}", hint=DEEPEN)
    seen = revisions[0].observed_at
    raise UsageError(
        f"{revisions[0].url} has not changed since it was first seen on {seen:%Y-%m-%d %H:%M} UTC",
        hint="rowback check looks again",
    )


def extracted_alike(store: Store, states: tuple[Recorded, ...]) -> tuple[Recorded, ...]:
    """States of one article as one extractor reads them (as they are when one made them all), and judged alike."""
    if len({state.extractor for state in states}) > 1:
        states = tuple(extracted_now(store, state) for state in states)
    return judged_alike(states)


def extracted_now(store: Store, recorded: Recorded) -> Recorded:
    """A recorded state as today's extractor reads its page; as it is when the store keeps no pages."""
    if recorded.extractor == extractor_of(store, recorded.url):
        return recorded
    try:
        page = store.page(recorded)
    except PageNotKeptError:
        return recorded
    rules = store.rules(recorded.url)
    article = api.read_page(page, url=recorded.url, content_type=recorded.content_type, rules=rules).article
    return with_article(store, recorded, article)


def with_article(store: Store, recorded: Recorded, article: Article) -> Recorded:
    """A recorded state with what today's extractor reads on its page, and without what had been left out of it."""
    from rowback.judging.sifting import without  # a listing needs none of it

    left_out = recorded.article.left_out
    article = replace(without(article, left_out), left_out=left_out)
    return replace(recorded, article=article, extractor=extractor_of(store, recorded.url))


def judged_alike(states: Sequence[Recorded]) -> tuple[Recorded, ...]:
    """States of one article without what the latest of them knows not to be the article."""
    from rowback.judging.sifting import without

    left_out = max(states, key=lambda state: state.observed_at).article.left_out if states else ()
    return tuple(replace(state, article=without(state.article, left_out)) for state in states)
