"""Changes -> what moved together, and which way."""

from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from rowback.model import Change


class Move(NamedTuple):
    """Sentences that moved as one block.

    Attributes:
        direction: "up" or "down", past sentences that stayed; "" when it only changed places with another move.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    direction: str


def moves(changes: Sequence[Change]) -> tuple[Move, ...]:
    """The blocks that moved: neighbours that are neighbours on both sides moved together."""
    blocks: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for change in sorted(
        (change for change in changes if change.moved and change.before and change.after), key=lambda c: c.after
    ):
        if blocks and _follows(blocks[-1], change):
            before, after = blocks.pop()
            blocks.append((before + change.before, after + change.after))
        else:
            blocks.append((change.before, change.after))
    stayed = [change for change in changes if change.before and change.after and not change.moved]
    old = sorted(change.before[0] for change in stayed)
    new = sorted(change.after[0] for change in stayed)
    return tuple(
        Move(before, after, _direction(bisect(old, before[0]), bisect(new, after[0]))) for before, after in blocks
    )


def _follows(block: tuple[tuple[int, ...], tuple[int, ...]], change: Change) -> bool:
    before, after = block
    return before[-1] + 1 == change.before[0] and after[-1] + 1 == change.after[0]


def _direction(passed_before: int, passed_after: int) -> str:
    """By how many sentences that stayed come first, before and after."""
    if passed_before == passed_after:
        return ""
    return "up" if passed_after < passed_before else "down"
