"""A text -> the articles that have it or had it, and how near a line of text is to what was asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import inf

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from rowback.alignment.likeness import fold
from rowback.errors import UsageError
from rowback.model import Revision, RevisionKind
from rowback.store import Store
from rowback.track.history import extracted_alike

NEAR = 80
"""From 0 to 100. Of 200 English lines that have nothing to do with a text of 5 words the nearest comes to 60 (in the
median; 71 in one of ten), with a whole sentence to 52. With a word left out and a typing error, 5 words still come to
84 in nine of ten cases, a whole sentence to 95."""
NEAREST = 10
LINES_REMEMBERED = 50_000


class Fate(StrEnum):
    """What became of a text."""

    THERE = "there"
    REMOVED = "removed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Find:
    """A text that an article has or had.

    Attributes:
        text: the lines of the article that hold what was asked for: headline, byline or sentences.
        score: how near it is, 0 to 100; 100 holds it exactly.
        fate: whether the article still says it; `gone` when the page went with it.
        first: the first revision that had it; `last` is the last one.
        revisions: how many had it.
    """

    url: str
    text: str
    score: float
    fate: Fate
    first: Revision
    last: Revision
    revisions: int

    @property
    def exact(self) -> bool:
        """It holds what was asked for, but for case and typography."""
        return self.score == 100


def search(store: Store, text: str, urls: Iterable[str] | None = None) -> tuple[Find, ...]:
    """Where a text stands or stood: in these articles, or in all.

    What holds it exactly (case and typography aside), newest first; or else what is nearest to it, nearest first. What
    one article has stays together.

    Raises:
        UsageError: there is nothing to look for.
    """
    asked = folded(text)
    if not asked:
        raise UsageError("there is nothing to look for", hint='give some words: rowback grep "harbour wall"')
    wanted = None if urls is None else tuple(urls)
    exact = _finds(store, wanted, lambda text: dict.fromkeys(_holding(asked, text), 100.0))
    if exact:
        return _by_article(exact, lambda find: find.last.observed_at.timestamp())
    score = lru_cache(LINES_REMEMBERED)(lambda line: closeness(asked, folded(line)))
    near = _finds(store, wanted, lambda text: {line: score(line) for line in _lines(text) if score(line) >= NEAR})
    nearest = sorted(near, key=lambda find: find.score, reverse=True)[:NEAREST]
    return _by_article(nearest, lambda find: find.score)


def folded(text: str) -> str:
    """A text without case and typography."""
    return fold(text).casefold()


def closeness(asked: str, line: str) -> float:
    """How near a line is to what was asked for, 0 to 100; 100 when it holds it. Both are folded.

    A part of the line may be like it, or its words may stand somewhere in the line. A short line inside a long text
    that was asked for ("He agreed.") is not near: most of the text is missing.
    """
    if asked in line:
        return 100
    if len(line) < len(asked):
        return fuzz.ratio(asked, line)
    words = fuzz.token_set_ratio(asked, line, processor=default_process)
    return min(99.0, max(fuzz.partial_ratio(asked, line), words))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("\n")))


def _holding(asked: str, text: str) -> Iterator[str]:
    """The lines that hold what was asked for, or the run of lines that it goes across."""
    if asked not in folded(text):  # nearly always, and far cheaper than line by line
        return
    lines = _lines(text)
    known = [folded(line) for line in lines]
    single = [line for line, plain in zip(lines, known, strict=True) if asked in plain]
    start = " ".join(known).find(asked)
    yield from single or [_run(lines, known, start, start + len(asked))]


def _run(lines: tuple[str, ...], known: list[str], start: int, end: int) -> str:
    """The lines between two places in all of them joined by blanks."""
    inside, place = [], 0
    for line, plain in zip(lines, known, strict=True):
        if place < end and place + len(plain) > start:
            inside.append(line)
        place += len(plain) + 1
    return " ".join(inside)


# ---------------------------------------------------------------- over all revisions
def _by_article(finds: Collection[Find], rank: Callable[[Find], float]) -> tuple[Find, ...]:
    """The highest first, each followed by what else its article has."""
    best: dict[str, float] = {}
    for find in finds:
        best[find.url] = max(best.get(find.url, -inf), rank(find))
    return tuple(sorted(finds, key=lambda find: (best[find.url], find.url, rank(find)), reverse=True))


Matches = Callable[[str], dict[str, float]]
"""Which lines of a text are meant, and how near each is."""


def _finds(store: Store, urls: tuple[str, ...] | None, matches: Matches) -> list[Find]:
    return [find for texts in store.texts(urls) for find in _finds_alike(store, texts, matches)]


def _finds_alike(store: Store, texts: tuple[tuple[Revision, str], ...], matches: Matches) -> list[Find]:
    """What one article has or had; where several extractors read it, with all of it read by today's.

    Or else a line that only the older one took from the page would seem to have been removed.
    """
    finds = list(_finds_in(texts, matches))
    if not finds:
        return finds
    states = store.states(revision for revision, _ in texts)
    alike = extracted_alike(store, states)
    if alike is states:
        return finds
    read_anew = ("\n".join(state.article.lines) for state in alike)
    return list(_finds_in(tuple(zip((revision for revision, _ in texts), read_anew, strict=True)), matches))


def _finds_in(texts: tuple[tuple[Revision, str], ...], matches: Matches) -> Iterator[Find]:
    """What one article has or had; its revisions come newest first. When a page is gone, its text is not there."""
    found_in = {text: matches(text) for text in dict.fromkeys(text for _, text in texts)}
    seen: dict[str, list[Revision]] = {}
    scores: dict[str, float] = {}
    for revision, text in texts:
        if revision.kind is not RevisionKind.GONE:
            scores |= found_in[text]
            for line in found_in[text]:
                seen.setdefault(line, []).append(revision)
    newest, newest_text = texts[0]
    for line, revisions in seen.items():
        fate = Fate.REMOVED
        if line in found_in[newest_text]:
            fate = Fate.GONE if newest.kind is RevisionKind.GONE else Fate.THERE
        yield Find(newest.url, line, scores[line], fate, revisions[-1], revisions[0], len(revisions))
