"""Links of sentences that are on both sides -> those whose words stayed and whose address did not.

An editor changes one link; the software of a site changes many at once, in the same way, and on some sites all of them
on every render:

    /report?sid=1a, /map?sid=1a          ->  /report?sid=2b, /map?sid=2b             told: none
    http://old.example/a, /b             ->  https://new.example/a, /b               told: none
    /reports/2025, /map                  ->  /reports/2026, /map                     told: the first

So a difference that two links share is nobody's edit, and neither are three links of which none stayed as it was.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from rowback.model import Article, Change, Fact, FactKind, Link, LinkChange
from rowback.text import letters

# Of fewer links, an editor may well have changed all.
_ALL = 3


# "/rules", "/rules/", "/rules.html" and "/rules/index.html" are one place; some sites go back and forth between them.
_ENDING = re.compile(r"(?:/index)?(?:\.html?)?/?$")


class _Pair(NamedTuple):
    """A link on both sides, each with the index of its sentence."""

    before: int
    old: Link
    after: int
    new: Link


_Difference = tuple[str, ...]


def retargeted(before: Article, after: Article, changes: Sequence[Change]) -> tuple[LinkChange, ...]:
    """The links that lead elsewhere now; none when those of one side are not known."""
    if before.links is None or after.links is None:
        return ()
    pairs = list(_pairs(_by_sentence(before, before.links), _by_sentence(after, after.links), changes))
    other = (pair for pair in pairs if pair.old.url != pair.new.url)
    found = [(pair, differences) for pair in other if (differences := _differences(pair.old.url, pair.new.url))]
    if len(found) == len(pairs) >= _ALL:
        return ()
    distinct = {(pair.old.url, pair.new.url): differences for pair, differences in found}
    shared = Counter(difference for differences in distinct.values() for difference in differences)
    return tuple(
        LinkChange(pair.new.text, pair.before, pair.after, Fact(FactKind.LINK, pair.old.url, pair.new.url))
        for pair, differences in found
        if any(shared[difference] == 1 for difference in differences)
    )


def _by_sentence(article: Article, links: Iterable[Link]) -> dict[int, list[Link]]:
    first = list(accumulate(map(len, article.sentences_by_paragraph), initial=0))
    ends = [list(accumulate(map(letters, sentences))) for sentences in article.sentences_by_paragraph]
    found: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        if 0 <= link.paragraph < len(ends):
            found[first[link.paragraph] + bisect_right(ends[link.paragraph], link.start)].append(link)
    return found


def _pairs(old: dict[int, list[Link]], new: dict[int, list[Link]], changes: Iterable[Change]) -> Iterator[_Pair]:
    """Links with the same words in a change; words that are linked more often on one side say nothing."""
    for change in changes:
        sides = _by_words(old, change.before), _by_words(new, change.after)
        for words, befores in sides[0].items():
            afters = sides[1].get(words, [])
            if len(befores) == len(afters):
                yield from (_Pair(*one, *other) for one, other in zip(befores, afters, strict=True))


def _by_words(links: dict[int, list[Link]], sentences: Iterable[int]) -> dict[str, list[tuple[int, Link]]]:
    found: dict[str, list[tuple[int, Link]]] = defaultdict(list)
    for sentence in sentences:
        for link in links.get(sentence, ()):
            found[link.text].append((sentence, link))
    return found


def _differences(before: str, after: str) -> frozenset[_Difference]:
    """The ways in which two addresses lead to other places: none when one lacks what the other can be compared by."""
    old, new = _parts(before), _parts(after)
    if old is None or new is None or bool(old.netloc) is not bool(new.netloc):
        return frozenset()
    hosts = [(part.netloc.removeprefix("www."),) for part in (old, new)]
    found = {("host", *hosts[0], *hosts[1])} if hosts[0] != hosts[1] else set()
    return frozenset(found | _steps(old.path, new.path) | _parameters(old.query, new.query))


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _steps(before: str, after: str) -> set[_Difference]:
    old, new = (_ENDING.sub("", path).split("/") for path in (before, after))
    if len(old) != len(new):
        return {("path", before, after)}
    return {("step", one, other) for one, other in zip(old, new, strict=True) if one != other}


def _parameters(before: str, after: str) -> set[_Difference]:
    """By name: the mark of a session may be another one in each link."""
    old, new = (set(filter(None, query.split("&"))) for query in (before, after))
    return {("parameter", part.partition("=")[0]) for part in old ^ new}
