"""Rules for a site -> what they do to the stored pages, and whether they still hold."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

from rowback import api
from rowback.errors import PageNotKeptError, UsageError
from rowback.model import Article, Revision, RevisionKind, SiteRules
from rowback.store import Recorded, Store
from rowback.track.history import extracted_alike, recorded_revisions
from rowback.track.standing import standing

# A site of two articles may well correct both on one day.
FEWEST_MOVED = 4
MOVED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Trial:
    """What rules would do to one recorded page.

    Attributes:
        matches: how many elements each selector finds, in the order of the rules' `selectors`.
        before: the article as it is read now; `after` is with these rules.
    """

    revision: Revision
    matches: tuple[int, ...]
    before: Article
    after: Article

    @property
    def removed(self) -> tuple[str, ...]:
        """Paragraphs that the rules take away."""
        return tuple(text for text in self.before.paragraphs if text not in self.after.paragraphs)

    @property
    def added(self) -> tuple[str, ...]:
        """Paragraphs that the rules bring."""
        return tuple(text for text in self.after.paragraphs if text not in self.before.paragraphs)


def try_rules(store: Store, url: str, rules: SiteRules) -> tuple[Trial, ...]:
    """What rules would do to each recorded page of an article, oldest first; nothing is written.

    Raises:
        UsageError: nothing is recorded, or no page was kept.
    """
    revisions = [one for one in recorded_revisions(store, url) if one.kind is not RevisionKind.GONE][::-1]
    states = extracted_alike(store, store.states(revisions))
    trials = tuple(_trials(store, zip(revisions, states, strict=True), rules))
    if not trials:
        raise UsageError(f"no page of {url} was kept", hint='with `pages = "none"` in rowback.toml only the text is')
    return trials


def edits(articles: Iterable[Article]) -> int:
    """How many of the steps between states are edits."""
    return sum(api.compare(before, after).makes_revision for before, after in pairwise(articles))


def _trials(store: Store, states: Iterable[tuple[Revision, Recorded]], rules: SiteRules) -> Iterator[Trial]:
    for revision, state in states:
        try:
            page = store.page(revision)
        except PageNotKeptError:
            continue
        matches = api.count_matches(page, rules, content_type=state.content_type)
        after = api.read_page(page, url=state.url, content_type=state.content_type, rules=rules).article
        yield Trial(revision, matches, state.article, after)


# ---------------------------------------------------------------- health
def warnings(store: Store) -> tuple[str, ...]:
    """What may be wrong with the rules, or with what they stand on: one line each."""
    histories = [history for history in store.histories() if history[0].kind is not RevisionKind.GONE]
    watched = frozenset(standing(store).watched)
    alive = [history for history in histories if history[0].url in watched]
    return (*_idle(store, alive), *_moved(alive))


def _idle(store: Store, histories: Sequence[tuple[Revision, ...]]) -> Iterator[str]:
    """Selectors that find nothing on the newest pages."""
    for host, rules in store.config.sites.items():
        mine = [history for history in histories if store.rules(history[0].url) is rules]
        newest = [found for history in mine if (found := _matches(store, history[0], rules))]
        older = [found for history in mine if len(history) > 1 and (found := _matches(store, history[1], rules))]
        if not newest:
            yield f"{host}: none of its pages is kept in the store"
        for k, (name, selector) in enumerate(rules.selectors):
            idle = sum(not found[k] for found in newest)
            if idle and idle == len(newest):
                more = " any more" if any(found[k] for found in older) else ""
                yield f"{host}: {name} {selector!r} matches nothing{more} on the newest pages ({idle})"
            # What is to be dropped need not be on every page.
            elif idle and name != "drop":
                yield f"{host}: {name} {selector!r} matches nothing on {idle} of the {len(newest)} newest pages"


def _matches(store: Store, revision: Revision, rules: SiteRules) -> tuple[int, ...] | None:
    try:
        return api.count_matches(store.page(revision), rules)
    except PageNotKeptError:
        return None


def _moved(histories: Sequence[tuple[Revision, ...]]) -> Iterator[str]:
    """Sites most of whose articles were edited on one day: the last such day of each."""
    sites: dict[str, list[tuple[Revision, ...]]] = defaultdict(list)
    for history in histories:
        sites[urlsplit(history[0].url).netloc].append(history)
    for host, articles in sorted(sites.items()):
        days: Counter[date] = Counter()
        for history in articles:
            days.update({one.observed_at.date() for one in history if one.kind is RevisionKind.EDITED})
        many = [day for day, count in days.items() if count >= max(FEWEST_MOVED, MOVED_SHARE * len(articles))]
        if many:
            day = max(many)
            yield (
                f"{host}: {days[day]} of {len(articles)} articles were edited on {day}: its template may have changed; "
                "rowback diff shows whether that was the text"
            )


def with_parts(rules: SiteRules | None, given: SiteRules) -> SiteRules:
    """Rules with the parts that are given in place of theirs."""
    parts = {name: getattr(given, name) for name in ("keep", "drop", "headline", "byline", "published")}
    return replace(rules or SiteRules(), **{name: value for name, value in parts.items() if value})
