"""An invented newsroom: articles, their edits and the pages they are served in, the same for the same numbers."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate

from rowback.model import (
    Article,
    Change,
    ChangeKind,
    Comparison,
    Disclosure,
    Draft,
    Page,
    RevisionKind,
    Weight,
)

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
SENTENCES = 24
_SOUNDS = [first + vowel for first in "b c d f g h l m n p r s t v st tr".split() for vowel in "a e i o u ea".split()]


@lru_cache(maxsize=1)
def _words() -> tuple[list[str], list[float]]:
    """A vocabulary in which, as in any language, few words make up most of a text."""
    rng = random.Random(0)
    words = ["".join(rng.choices(_SOUNDS, k=rng.randint(1, 4))) for _ in range(4000)]
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))


def url_of(article: int) -> str:
    """The address of an article; a hundred articles make a site."""
    return f"https://site{article // 100}.example/news/{article}/{'-'.join(_sentence(article, 0, 4)).lower()}"


def article_of(article: int, version: int) -> Article:
    """An article after so many edits, each of one sentence."""
    sentences = [" ".join(_sentence(article, k)).capitalize() + "." for k in range(SENTENCES)]
    for edit in range(version):
        sentences[edit % SENTENCES] = " ".join(_sentence(article, 1000 + edit)).capitalize() + "."
    paragraphs = tuple(tuple(sentences[k : k + 3]) for k in range(0, SENTENCES, 3))
    return Article(
        headline=" ".join(_sentence(article, 0, 8)).capitalize(),
        authors=(" ".join(_sentence(article // 7, -1, 2)).title(),),
        published=BEGIN + timedelta(minutes=article),
        language="en",
        paragraphs=tuple(" ".join(lines) for lines in paragraphs),
        sentences_by_paragraph=paragraphs,
    )


def draft_of(article: int, version: int, when: datetime, page_bytes: int) -> Draft:
    """What a check records: a first look, or the edit of one sentence."""
    url, after = url_of(article), article_of(article, version)
    draft = Draft(url, RevisionKind.NEW, after, when, "bench 1", page_of(article, after, when, page_bytes))
    if not version:
        return draft
    edited = (version - 1) % SENTENCES
    changes = tuple(
        Change(ChangeKind.EDITED if k == edited else ChangeKind.UNCHANGED, moved=False, before=(k,), after=(k,))
        for k in range(SENTENCES)
    )
    comparison = Comparison(
        article_of(article, version - 1), after, changes, weight=Weight.SUBSTANCE, disclosure=Disclosure.SILENT,
        summary="1 sentence reworded",
    )  # fmt: skip
    return replace(draft, kind=RevisionKind.EDITED, comparison=comparison)


def page_of(article: int, said: Article, when: datetime, page_bytes: int) -> Page:
    """The page: its site's template, teasers of other stories, a nonce and a time that are new in each answer."""
    teasers = "".join(f"<li><a href='/{k}'>{' '.join(_sentence(article // 10, k, 8))}</a></li>" for k in range(20))
    body = "".join(f"<p>{text}</p>\n" for text in said.paragraphs)
    nonce = random.Random(f"{article} {when}").randbytes(16).hex()
    inside = (
        f"<head><title>{said.headline}</title><script nonce='{nonce}'>t={when.timestamp()}</script></head>\n"
        f"<h1>{said.headline}</h1>\n{body}<ul>{teasers}</ul>\n"
    ).encode()
    page = b"<!doctype html>\n" + inside + _template(article // 100, page_bytes)
    url = url_of(article)
    return Page(url, url, 200, when, page, "text/html; charset=utf-8", f'"{nonce}"')


@lru_cache(maxsize=64)
def _template(site: int, length: int) -> bytes:
    rng = random.Random(site)
    lines: list[str] = []
    size = 0
    while size < length:
        lines.append(f"<div class='{rng.randbytes(4).hex()}' data-id={rng.randrange(10**6)}>{rng.choice(_words()[0])}")
        size += len(lines[-1]) + 1
    return "\n".join(lines).encode()[:length]


def _sentence(article: int, number: int, length: int | None = None) -> list[str]:
    rng = random.Random(f"{article} {number}")
    words, weights = _words()
    return rng.choices(words, cum_weights=weights, k=length or rng.randint(8, 24))
