"""Comparison -> JSON, promised by `comparison.schema.json`.

Keys keep their order, dates are ISO 8601, text is exact.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from rowback.model import Article, Change, Comparison, Fact, Revision, Span
from rowback.rendering._view import View
from rowback.text import safe_json

SCHEMA = "rowback.comparison/1"


def render(comparison: Comparison, view: View) -> str:  # noqa: ARG001  every format is called alike
    """Write the whole comparison, unchanged sentences included."""
    return safe_json(json.dumps(_comparison(comparison), ensure_ascii=False, indent=2)) + "\n"


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "url": comparison.url,
        "summary": comparison.summary,
        "weight": comparison.weight,
        "disclosure": comparison.disclosure,
        "counts": asdict(comparison.counts),
        "revisions": comparison.revisions and _pair(*map(_revision, comparison.revisions)),
        "headline": comparison.headline and _headline(comparison, *comparison.headline),
        "authors": comparison.authors and _pair(*comparison.authors),
        "published": comparison.published and _pair(*map(_time, comparison.published)),
        "modified": comparison.modified and _pair(*map(_time, comparison.modified)),
        "notices": comparison.notices and _pair(*comparison.notices),
        "admissions": list(map(asdict, comparison.admissions)),
        "links": _links(comparison),
        "articles": _pair(_article(comparison.before), _article(comparison.after)),
        "changes": _changes(comparison),
    }


def _headline(comparison: Comparison, before: str | None, after: str | None) -> dict[str, Any]:
    return _pair(
        before,
        after,
        spans=_spans(comparison.headline_spans),
        weight=comparison.headline_weight,
        facts=[_fact(fact) for fact in comparison.headline_facts],
    )


def _pair(before: object, after: object, **more: object) -> dict[str, Any]:
    return {"before": before, "after": after, **more}


def _time(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "id": revision.id,
        "kind": revision.kind,
        "observed_at": _time(revision.observed_at.astimezone(UTC)),
        "headline": revision.headline,
    }


def _article(article: Article) -> dict[str, Any]:
    """What is not in the changes: they hold every sentence."""
    return {
        "headline": article.headline,
        "authors": article.authors,
        "published": _time(article.published),
        "modified": _time(article.modified),
        "language": article.language,
        "section": article.section,
        "canonical_url": article.canonical_url,
        "notices": article.notices,
    }


def _changes(comparison: Comparison) -> list[dict[str, Any]]:
    before = list(zip(comparison.before.sentences, comparison.before.paragraph_of, strict=True))
    after = list(zip(comparison.after.sentences, comparison.after.paragraph_of, strict=True))
    return [_change(change, before, after) for change in comparison.changes]


def _change(change: Change, before: list[tuple[str, int]], after: list[tuple[str, int]]) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "moved": change.moved,
        "weight": change.weight,
        "before": [_sentence(k, *before[k]) for k in change.before],
        "after": [_sentence(k, *after[k]) for k in change.after],
        "spans": _spans(change.spans),
        "facts": [_fact(fact) for fact in change.facts],
    }


def _links(comparison: Comparison) -> list[dict[str, Any]]:
    """Each with the places of its sentence."""
    places = comparison.before.paragraph_of, comparison.after.paragraph_of
    return [
        {
            "text": link.text,
            "weight": link.weight,
            "before": {"index": link.before, "paragraph": places[0][link.before]},
            "after": {"index": link.after, "paragraph": places[1][link.after]},
            "facts": [_fact(link.fact)],
        }
        for link in comparison.links
    ]


def _sentence(index: int, text: str, paragraph: int) -> dict[str, Any]:
    return {"index": index, "paragraph": paragraph, "text": text}


def _spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [{"kind": span.kind, "text": span.text} for span in spans]


def _fact(fact: Fact) -> dict[str, Any]:
    return {"kind": fact.kind, "before": fact.before, "after": fact.after}
