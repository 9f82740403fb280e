"""Two revisions -> what changed between them, sentence by sentence."""

from collections.abc import Sequence

from rowback.alignment.comparison import compare
from rowback.alignment.groups import changes
from rowback.alignment.pairing import pair
from rowback.model import Change

__all__ = ["align", "compare"]


def align(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """Pair the sentences of two revisions.

    Every index of both sides is in exactly one change. Changes come in reading order of `after`; a removed sentence
    stands where it was.
    """
    return changes(before, after, pair(before, after))
