"""A comparison -> what changed, in words, on one line."""

from rowback.model import ChangeKind, Comparison

_PLURAL = {
    ChangeKind.ADDED: "{} added",
    ChangeKind.REMOVED: "{} removed",
    ChangeKind.EDITED: "{} reworded",
    ChangeKind.REWRITTEN: "{} rewritten",
    ChangeKind.SPLIT: "{} split",
    ChangeKind.MERGED: "{} merged",
}


def summarise(comparison: Comparison) -> str:
    """Say in words what changed; "no changes" when nothing did."""
    clauses = []
    for kind, words in _PLURAL.items():
        if count := sum(change.kind is kind for change in comparison.changes):
            clauses.append(words.format(f"{count} sentence{'s' * (count > 1)}"))
    if moved := sum(change.moved for change in comparison.changes):
        clauses.append(f"{moved} sentence{'s' * (moved > 1)} moved")
    if comparison.headline:
        clauses.append("headline changed")
    if comparison.authors:
        clauses.append("byline changed")
    if comparison.published:
        clauses.append("date changed")
    if comparison.notices:
        clauses.append("correction note changed")
    return "; ".join(clauses) or "no changes"
