"""Revisions -> as a listing tells of them; only a step that nobody told yet needs the stages of a comparison."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rowback.model import Disclosure, Revision, RevisionKind, Weight
from rowback.store import Store

if TYPE_CHECKING:
    from rowback.model import Comparison


def retold(store: Store, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """Revisions with words that tell of the step from the one that stands before them now.

    A revision tells of the step from what was recorded when it was. An import, or the work of another clone, may have
    put a state in between since; then the two neighbours are compared.

    Args:
        revisions: newest first; re-extractions are passed over.
    """
    edits = [revision for revision in revisions if revision.kind.is_news]
    told = {after.id: _step(store, before, after) for after, before in pairwise(edits) if is_stale(before, after)}
    return tuple(told.get(revision.id, revision) for revision in revisions)


def is_stale(before: Revision, after: Revision) -> bool:
    """A revision tells of the step from another one than stands before it now."""
    first = after.kind is RevisionKind.NEW
    known = first or after.compared_with is not None
    return after.kind is not RevisionKind.GONE and known and after.compared_with != before.observed_at


def _step(store: Store, before: Revision, after: Revision) -> Revision:
    from rowback.track.history import compare_revisions

    return with_words_of(compare_revisions(store, before, after), before, after)


def with_words_of(step: "Comparison", before: Revision, after: Revision) -> Revision:
    """A revision that tells of the step from the one before it."""
    return replace(
        after, summary=step.summary, counts=step.counts, weight=step.weight, disclosure=step.disclosure,
        compared_with=before.observed_at,
    )  # fmt: skip


def weighty(
    revisions: Iterable[Revision], *, silent: bool = False, min_weight: Weight | None = None
) -> tuple[Revision, ...]:
    """The silent revisions only, or those that are heavy enough; what has no weight (new, gone) is not light."""
    return tuple(
        revision
        for revision in revisions
        if (not silent or revision.disclosure is Disclosure.SILENT)
        and (revision.weight is None or revision.weight.at_least(min_weight))
    )
