"""Values -> the short English phrases that all formats for people share."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import quote, urlsplit

from rowback.model import Change, Comparison, Counts, Disclosure, Fact, FactKind, Revision, Weight

_DISCLOSURES = {
    Disclosure.SILENT: ("Silent edit", "the substance changed and the page does not say so"),
    Disclosure.PARTLY: ("Partly disclosed", "the page shows that it changed, but does not tell all of it"),
    Disclosure.DISCLOSED: ("Disclosed", "the page says that it was changed"),
}
_QUOTED = frozenset({FactKind.ATTRIBUTION, FactKind.NEGATION, FactKind.HEDGE})
_FACT_CHARS = 60


def plural(number: int, noun: str) -> str:
    """`1 sentence`, `12 sentences`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def observed(revision: Revision) -> str:
    """When a revision was seen, in the zone that its time is given in, with the offset."""
    return stated(revision.observed_at)


def stated(time: datetime | None) -> str:
    """A time as the page stated it, offset kept."""
    return "none" if time is None else f"{time:%Y-%m-%d %H:%M %z}"


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


def unchanged(sentences: int, left_out: int) -> str:
    """`3 sentences unchanged`, `3 sentences unchanged, 1 change left out`."""
    stayed = f"{plural(sentences, 'sentence')} unchanged" if sentences or not left_out else ""
    lighter = f"{plural(left_out, 'change')} left out" if left_out else ""
    return ", ".join(words for words in (stayed, lighter) if words)


def lighter(left_out: int, min_weight: Weight | None) -> str:
    """`2 changes lighter than substance left out`, or nothing when there are none."""
    return f"{plural(left_out, 'change')} lighter than {min_weight} left out" if left_out else ""


def details(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """What changed about the article besides its text, links by their words: (label, before, after)."""
    if comparison.authors:
        yield "Byline", names(comparison.authors[0]), names(comparison.authors[1])
    if comparison.published:
        yield "Published", stated(comparison.published[0]), stated(comparison.published[1])
    if comparison.modified:
        yield "Modified", stated(comparison.modified[0]), stated(comparison.modified[1])
    paragraph_of = comparison.after.paragraph_of if comparison.links else ()
    for link in comparison.links:
        where = f"Link “{shortened(link.text)}” in paragraph {paragraph_of[link.after] + 1}"
        yield where, link.fact.before or "none", link.fact.after or "none"


def notices(comparison: Comparison) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The notices that are gone, and the new ones."""
    before, after = comparison.notices or ((), ())
    return tuple(text for text in before if text not in after), tuple(text for text in after if text not in before)


def admits(comparison: Comparison, notice: str) -> str:
    """What a new notice speaks of: `admits number 40 → 60 in paragraph 1`, or that it names nothing that changed."""
    found = next((each for each in comparison.admissions if each.text == notice), None)
    if found is None:
        return ""
    told = [_admitted(comparison, comparison.changes[k]) for k in found.changes]
    told += ["the headline's change"] if found.headline else []
    if told:
        return f"admits {', '.join(told)}"
    changed = comparison.headline or next(comparison.reported, None)
    return "names none of these changes" if changed else "no change of the text goes with it"


def _admitted(comparison: Comparison, change: Change) -> str:
    side, indexes = (comparison.after, change.after) if change.after else (comparison.before, change.before)
    return f"{', '.join(map(fact, change.facts))} in paragraph {side.paragraph_of[indexes[0]] + 1}"


def names(authors: Iterable[str]) -> str:
    """A byline."""
    return ", ".join(authors) or "none"


def fact(changed: Fact) -> str:
    """`number 12 → 19`, `name Ann Reed added`, `negation “not” removed`, `quotation changed`."""
    if changed.kind is FactKind.QUOTATION:  # it may be a whole speech, and all its words stand right beside
        return f"{changed.kind} {_happened(changed)}"
    before, after = (_fact_side(changed.kind, text) for text in (changed.before, changed.after))
    if not before:
        return f"{changed.kind} {after} added"
    return f"{changed.kind} {before} → {after}" if after else f"{changed.kind} {before} removed"


def _happened(changed: Fact) -> str:
    if changed.before is None:
        return "added"
    return "removed" if changed.after is None else "changed"


def _fact_side(kind: FactKind, text: str | None) -> str:
    if text is None:
        return ""
    text = shortened(text)
    return f"“{text}”" if kind in _QUOTED else text


def shortened(text: str) -> str:
    """The text on one line, as much of it as is told in passing."""
    line = " ".join(text.split())
    return line if len(line) <= _FACT_CHARS else line[: _FACT_CHARS - 1].rstrip() + "…"


def web_address(url: str | None) -> str | None:
    """The address when a reader may safely click it: `javascript:` and `data:` are addresses too."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def escaped(address: str) -> str:
    """A web address in plain ASCII, without any character that would end a link where one is written."""
    return quote(address, safe="~:/?#@!$&*+,;=%", errors="replace")


def site(url: str | None) -> str:
    """The host of a page, or nothing when its address is unknown."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
