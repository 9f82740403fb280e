from rowback.alignment.moves import Move, moves
from rowback.model import Change, ChangeKind


def test_a_split_that_moved_with_its_neighbour_is_one_move_with_it() -> None:
    found = moves(
        (
            Change(ChangeKind.UNCHANGED, False, (2,), (0,)),
            Change(ChangeKind.UNCHANGED, True, (0,), (1,)),
            Change(ChangeKind.SPLIT, True, (1,), (2, 3)),
        )
    )
    assert found == (Move((0, 1), (1, 2, 3), "down"),)


def test_a_merger_that_moved_with_its_neighbour_is_one_move_with_it() -> None:
    found = moves(
        (
            Change(ChangeKind.UNCHANGED, True, (1,), (0,)),
            Change(ChangeKind.MERGED, True, (2, 3), (1,)),
            Change(ChangeKind.UNCHANGED, False, (0,), (2,)),
        )
    )
    assert found == (Move((1, 2, 3), (0, 1), "up"),)
