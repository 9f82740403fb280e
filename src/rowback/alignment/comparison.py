"""Two articles -> everything that differs between them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from rowback.alignment.capitals import names_of
from rowback.alignment.carried import without_carried
from rowback.alignment.disclosure import disclosed
from rowback.alignment.groups import changes
from rowback.alignment.pairing import pair
from rowback.alignment.summary import summarise
from rowback.alignment.targets import retargeted
from rowback.alignment.weight import weigh, weigh_wording
from rowback.alignment.words import spans
from rowback.model import Article, Change, ChangeKind, Comparison, Fact, Weight

_Value = TypeVar("_Value")
_LIGHTEST_FIRST = tuple(Weight)


def compare(before: Article, after: Article) -> Comparison:
    """Pair the sentences of two segmented articles and say what happened to each.

    Changes come in reading order of `after`; a removed sentence stands where it was.
    """
    is_same = (before.headline, before.sentences) == (after.headline, after.sentences)
    names = frozenset[str]() if is_same else names_of({*before.sentences, *after.sentences})
    described = _described_changes(before.sentences, after.sentences, after.language, names)
    comparison = Comparison(
        before,
        after,
        described,
        headline=_pair(before.headline, after.headline),
        authors=_pair(before.authors, after.authors),
        published=None if _restamps(before) and _restamps(after) else _pair(before.published, after.published),
        modified=_pair(before.modified, after.modified),
        notices=_pair(before.notices, after.notices),
        links=retargeted(before, after, described),
    )
    if comparison.headline:
        comparison = _with_headline(comparison, names)
    comparison = replace(comparison, weight=_heaviest(comparison))
    comparison = disclosed(comparison)
    return replace(comparison, summary=summarise(comparison))


def _restamps(article: Article) -> bool:
    """The page states one time as both published and modified; when it moves, the page was only rendered again."""
    return article.published is not None and article.published == article.modified


def _pair(before: _Value, after: _Value) -> tuple[_Value, _Value] | None:
    return None if before == after else (before, after)


def _with_headline(comparison: Comparison, names: frozenset[str]) -> Comparison:
    """The words, weight and facts of a changed headline; one that was not found on one side is no editor's change."""
    before, after = comparison.before.headline, comparison.after.headline
    words = spans(before or "", after or "")
    facts: tuple[Fact, ...] = ()
    weight = Weight.WORDING
    if before and after:
        weight, facts = weigh(before, after, words, comparison.after.language, names)
    return replace(comparison, headline_spans=words, headline_weight=weight, headline_facts=facts)


def _described_changes(
    before: Sequence[str], after: Sequence[str], language: str | None, names: frozenset[str]
) -> tuple[Change, ...]:
    def texts(change: Change) -> tuple[str, str]:
        return " ".join([before[index] for index in change.before]), " ".join([after[index] for index in change.after])

    def described(change: Change) -> Change:
        """With its words, its weight and its facts; a sentence that only moved has no words to show."""
        if change.kind is ChangeKind.UNCHANGED:
            return replace(change, weight=Weight.WORDING) if change.moved else change
        return _described(change, *texts(change), language, names)

    found = [described(change) for change in changes(before, after, pair(before, after))]
    return without_carried(found, before, after, lambda change: weigh_wording(*texts(change)))


def _described(change: Change, before: str, after: str, language: str | None, names: frozenset[str]) -> Change:
    words = spans(before, after) if before != after else ()
    weight, facts = weigh(before, after, words, language, names)
    return replace(change, spans=words, weight=weight, facts=facts)


def _heaviest(comparison: Comparison) -> Weight | None:
    """Of sentences and headline by their text; a byline, date or notice counts as wording."""
    weights = [change.weight for change in comparison.changes if change.weight]
    if comparison.headline_weight:
        weights.append(comparison.headline_weight)
    if comparison.authors or comparison.published or comparison.notices:
        weights.append(Weight.WORDING)
    return max(weights, key=_LIGHTEST_FIRST.index, default=None)
