"""Two articles -> everything that differs between them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from rowback.alignment.disclosure import disclose
from rowback.alignment.groups import changes
from rowback.alignment.pairing import pair
from rowback.alignment.summary import summarise
from rowback.alignment.weight import weigh
from rowback.alignment.words import spans
from rowback.model import Article, Change, ChangeKind, Comparison, Weight

_Value = TypeVar("_Value")
_LIGHTEST_FIRST = tuple(Weight)


def compare(before: Article, after: Article) -> Comparison:
    """Pair the sentences of two segmented articles and say what happened to each.

    Changes come in reading order of `after`; a removed sentence stands where it was.
    """
    comparison = Comparison(
        before,
        after,
        _described_changes(before.sentences, after.sentences, after.language),
        headline=_pair(before.headline, after.headline),
        authors=_pair(before.authors, after.authors),
        published=_pair(before.published, after.published),
        modified=_pair(before.modified, after.modified),
        notices=_pair(before.notices, after.notices),
    )
    if comparison.headline:
        comparison = replace(comparison, headline_spans=spans(before.headline or "", after.headline or ""))
    comparison = replace(comparison, weight=_heaviest(comparison))
    comparison = replace(comparison, disclosure=disclose(comparison))
    return replace(comparison, summary=summarise(comparison))


def _pair(before: _Value, after: _Value) -> tuple[_Value, _Value] | None:
    return None if before == after else (before, after)


def _described_changes(before: Sequence[str], after: Sequence[str], language: str | None) -> tuple[Change, ...]:
    return tuple(
        _described(
            change,
            " ".join(before[index] for index in change.before),
            " ".join(after[index] for index in change.after),
            language,
        )
        for change in changes(before, after, pair(before, after))
    )


def _described(change: Change, before: str, after: str, language: str | None) -> Change:
    """A change with its words, its weight and its facts; a sentence that only moved has no words to show."""
    if change.kind is ChangeKind.UNCHANGED:
        return replace(change, weight=Weight.WORDING) if change.moved else change
    words = spans(before, after) if before != after else ()
    weight, facts = weigh(before, after, words, language)
    return replace(change, spans=words, weight=weight, facts=facts)


def _heaviest(comparison: Comparison) -> Weight | None:
    """Of sentences and headline by their text; a byline, date or notice counts as wording."""
    weights = [change.weight for change in comparison.changes if change.weight]
    if comparison.headline:
        before, after = (headline or "" for headline in comparison.headline)
        weights.append(weigh(before, after, comparison.headline_spans, comparison.after.language)[0])
    if comparison.authors or comparison.published or comparison.notices:
        weights.append(Weight.WORDING)
    return max(weights, key=_LIGHTEST_FIRST.index, default=None)
