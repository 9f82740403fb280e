"""Two articles -> everything that differs between them."""

from dataclasses import replace
from typing import TypeVar

from rowback.alignment.groups import changes
from rowback.alignment.pairing import pair
from rowback.alignment.words import spans
from rowback.model import Article, Change, Comparison

_Value = TypeVar("_Value")


def compare(before: Article, after: Article) -> Comparison:
    """Pair the sentences of two segmented articles and say what happened to each.

    Changes come in reading order of `after`; a removed sentence stands where it was.
    """
    sentences = before.sentences, after.sentences
    comparison = Comparison(
        before,
        after,
        tuple(_described(change, *sentences) for change in changes(*sentences, pair(*sentences))),
        headline=_differing(before.headline, after.headline),
        authors=_differing(before.authors, after.authors),
        published=_differing(before.published, after.published),
        modified=_differing(before.modified, after.modified),
        notices=_differing(before.notices, after.notices),
    )
    if comparison.headline is None:
        return comparison
    return replace(comparison, headline_spans=spans(before.headline or "", after.headline or ""))


def _differing(before: _Value, after: _Value) -> tuple[_Value, _Value] | None:
    return None if before == after else (before, after)


def _described(change: Change, before: tuple[str, ...], after: tuple[str, ...]) -> Change:
    deleted, inserted = " ".join(before[i] for i in change.before), " ".join(after[j] for j in change.after)
    if deleted == inserted:
        return change
    return replace(change, spans=spans(deleted, inserted))
