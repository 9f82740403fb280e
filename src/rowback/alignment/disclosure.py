"""A comparison -> whether the page admits to the change."""

import re

from rowback.alignment.weight import weigh
from rowback.model import Article, ChangeKind, Comparison, Disclosure, Weight

# What a correction says of its own story, one line for each language.
_ADMITS = re.compile(
    r"""
      \b(?:this|the)\s(?:article|story|piece|report|post|page|headline|column|text)\b.{0,60}?
        \b(?:amended|corrected|updated|revised|edited|clarified)\b
    | \b(?:an?|in\san)\s(?:earlier|previous|original)\sversion\b | ^(?:correction|clarification|editor'?s\snote|update[ds]?)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def disclose(comparison: Comparison) -> Disclosure | None:
    """Tell whether the page says that it was changed; `None` when no change of substance was made."""
    if not _substantial(comparison):
        return None
    before, after = comparison.before, comparison.after
    if set(after.notices) - set(before.notices) or _says_so(comparison):
        return Disclosure.DISCLOSED
    return Disclosure.PARTLY if _is_newer(before, after) else Disclosure.SILENT


def _substantial(comparison: Comparison) -> bool:
    if any(change.weight is Weight.SUBSTANCE for change in comparison.changes):
        return True
    if comparison.headline is None:
        return False
    before, after = comparison.headline
    weight, _ = weigh(before or "", after or "", comparison.headline_spans, comparison.after.language)
    return weight is Weight.SUBSTANCE


def _says_so(comparison: Comparison) -> bool:
    sentences = comparison.after.sentences
    new = (change for change in comparison.changes if change.kind is not ChangeKind.UNCHANGED)
    return any(_ADMITS.search(sentences[index]) for change in new for index in change.after)


def _is_newer(before: Article, after: Article) -> bool:
    if after.modified is None:
        return False
    return before.modified is None or after.modified > before.modified
