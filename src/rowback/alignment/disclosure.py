"""A comparison -> whether the page says that it was changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from rowback.alignment.admissions import admits
from rowback.alignment.lexemes import fold, lexemes
from rowback.model import Admission, Article, Change, ChangeKind, Comparison, Disclosure, Fact, Weight

# Changes that admit something, with the sentences that do.
_Admitting = Mapping[Change, list[str]]


def disclosed(comparison: Comparison) -> Comparison:
    """The comparison with what the page admits to, and whether it says that it was changed.

    Admissions are new notices, then new or reworded sentences that say that the story was corrected or updated, each
    with the changes whose facts it names. The disclosure tells:

    None: no sentence changed in substance, nor did the headline.
    disclosed: there is a new or reworded notice, or a new or reworded sentence that says that the story was corrected
        or updated, and it names no fact that changed, or one at least of every change that has facts.
    partly: it names facts of some of these changes, and none of the others; or there is no such text, and only
        `modified` is newer or new.
    silent: neither.

    A notice that names nothing ("This article has been updated") is taken to speak of everything. With "An earlier
    version said that 12 people died", the change from 12 to 19 is admitted, and one from Holt to Hart is not: partly.
    """
    admitting = _admitting(comparison)
    return replace(
        comparison, disclosure=_disclosure(comparison, admitting), admissions=_admissions(comparison, admitting)
    )


def _disclosure(comparison: Comparison, admitting: _Admitting) -> Disclosure | None:
    heavy = [change for change in comparison.changes if change.weight is Weight.SUBSTANCE]
    if not heavy and comparison.headline_weight is not Weight.SUBSTANCE:
        return None
    admissions = [*_new_notices(comparison), *chain.from_iterable(admitting.values())]
    if not admissions:
        newer = _is_newer(comparison.before, comparison.after)
        return Disclosure.PARTLY if newer else Disclosure.SILENT
    # A sentence need not admit to the changes in itself.
    facts = [*(change.facts for change in heavy if change not in admitting), comparison.headline_facts]
    named = [_names_any(admissions, found) for found in facts if found]
    return Disclosure.PARTLY if any(named) and not all(named) else Disclosure.DISCLOSED


def _admissions(comparison: Comparison, admitting: _Admitting) -> tuple[Admission, ...]:
    texts = [*_new_notices(comparison), *chain.from_iterable(admitting.values())]
    if not texts:
        return ()
    said = [(k, _sides(change.facts)) for k, change in enumerate(comparison.changes) if change not in admitting]
    headline = _sides(comparison.headline_facts)
    found = []
    for text in texts:
        line = _line(text)
        named = tuple(k for k, sides in said if any(side in line for side in sides))
        found.append(Admission(text, named, headline=any(side in line for side in headline)))
    return tuple(found)


def _new_notices(comparison: Comparison) -> list[str]:
    known = set(comparison.before.notices)
    return [notice for notice in comparison.after.notices if notice not in known]


def _admitting(comparison: Comparison) -> _Admitting:
    """The changes with new or reworded sentences that say that the story was corrected, and these sentences."""
    sentences = comparison.after.sentences
    found = {}
    for change in comparison.changes:
        if change.kind is not ChangeKind.UNCHANGED:
            texts = [sentences[index] for index in change.after if index < len(sentences)]
            if admitted := list(filter(admits, texts)):
                found[change] = admitted
    return found


def _is_newer(before: Article, after: Article) -> bool:
    return after.modified is not None and (before.modified is None or after.modified > before.modified)


def _names_any(texts: Iterable[str], facts: Iterable[Fact]) -> bool:
    """Tell whether a fact stands in one of the texts, as it was or as it is, word for word."""
    said, sides = [_line(text) for text in texts], _sides(facts)
    return any(side in text for text in said for side in sides)


def _sides(facts: Iterable[Fact]) -> list[str]:
    return [_line(side) for fact in facts for side in (fact.before, fact.after) if side]


def _line(text: str) -> str:
    return f" {' '.join(lexeme.lower for lexeme in lexemes(fold(text)))} "
