"""Values -> the short English phrases that all formats for people share."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from rowback.model import Comparison, Counts, Disclosure, Fact, FactKind, Revision

_DISCLOSURES = {
    Disclosure.SILENT: ("Silent edit", "the substance changed and the page does not say so"),
    Disclosure.PARTLY: ("Partly disclosed", "the page shows that it changed, but does not tell all of it"),
    Disclosure.DISCLOSED: ("Disclosed", "the page says that it was changed"),
}
_QUOTED = frozenset({FactKind.QUOTATION, FactKind.ATTRIBUTION, FactKind.NEGATION, FactKind.HEDGE})
_FACT_CHARS = 60


def plural(number: int, noun: str) -> str:
    """`1 sentence`, `12 sentences`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def observed(revision: Revision) -> str:
    """When a revision was seen, in UTC, with the offset."""
    return stated(revision.observed_at.astimezone(UTC))


def stated(time: datetime | None) -> str:
    """A time as the page stated it, offset kept."""
    return "none" if time is None else time.isoformat(sep=" ", timespec="minutes")


def disclosure(kind: Disclosure) -> tuple[str, str]:
    """A title of two words, and what it means."""
    return _DISCLOSURES[kind]


def counts(counted: Counts) -> tuple[tuple[int, str], ...]:
    """How many changes of each kind there are, without those that there are not."""
    numbers = {
        "edited": counted.edited,
        "added": counted.added,
        "removed": counted.removed,
        "moved": counted.moved,
        "split": counted.split,
        "merged": counted.merged,
    }
    return tuple((number, kind) for kind, number in numbers.items() if number)


def details(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """What changed about the article besides its text: (label, before, after)."""
    if comparison.authors:
        yield "Byline", names(comparison.authors[0]), names(comparison.authors[1])
    if comparison.published:
        yield "Published", stated(comparison.published[0]), stated(comparison.published[1])
    if comparison.modified:
        yield "Modified", stated(comparison.modified[0]), stated(comparison.modified[1])


def notices(comparison: Comparison) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The notices that are gone, and the new ones."""
    before, after = comparison.notices or ((), ())
    return tuple(text for text in before if text not in after), tuple(text for text in after if text not in before)


def names(authors: Iterable[str]) -> str:
    """A byline."""
    return ", ".join(authors) or "none"


def fact(changed: Fact) -> str:
    """`number 12 → 19`, `name Ann Reed added`, `negation “not” removed`."""
    before, after = (_fact_side(changed.kind, text) for text in (changed.before, changed.after))
    if not before:
        return f"{changed.kind} {after} added"
    return f"{changed.kind} {before} → {after}" if after else f"{changed.kind} {before} removed"


def _fact_side(kind: FactKind, text: str | None) -> str:
    """A quotation may be a whole speech; all its words are in the sentence anyway."""
    if text is None:
        return ""
    text = " ".join(text.split())
    if len(text) > _FACT_CHARS:
        text = text[: _FACT_CHARS - 1].rstrip() + "…"
    return f"“{text}”" if kind in _QUOTED else text


def web_address(url: str | None) -> str | None:
    """The address when a reader may safely click it: `javascript:` and `data:` are addresses too."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def site(comparison: Comparison) -> str:
    """The host of the page, or nothing when its address is unknown."""
    try:
        host = urlsplit(comparison.url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
