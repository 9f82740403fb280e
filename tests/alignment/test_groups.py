from rowback.alignment.groups import changes
from rowback.alignment.links import Links
from rowback.model import Change, ChangeKind

LONG = "A long sentence which holds most of the text that there is."


def grouped(before: list[str], after: list[str], *pairs: tuple[int, int]) -> tuple[Change, ...]:
    links = Links(before, after)
    for pair in pairs:
        links.link(*pair)
    return changes(before, after, links)


def test_a_removed_sentence_stands_between_its_old_neighbours() -> None:
    found = grouped(["one", "gone", "two"], ["one", "new", "two"], (0, 0), (2, 2))
    assert [change.kind for change in found] == ["unchanged", "removed", "added", "unchanged"]


def test_what_was_removed_at_the_top_comes_first() -> None:
    found = grouped(["gone", "one"], ["new", "one"], (1, 1))
    assert [change.kind for change in found] == ["removed", "added", "unchanged"]


def test_a_removed_sentence_does_not_follow_one_that_moved_away() -> None:
    found = grouped([LONG, "leaps", "gone", LONG + LONG], [LONG, LONG + LONG, "leaps"], (0, 0), (1, 2), (3, 1))
    assert [(change.kind, change.moved) for change in found] == [
        (ChangeKind.UNCHANGED, False),
        (ChangeKind.REMOVED, False),
        (ChangeKind.UNCHANGED, False),
        (ChangeKind.UNCHANGED, True),
    ]


def test_many_to_many_is_rewritten() -> None:
    (found,) = grouped(["a", "b"], ["c", "d"], (0, 0), (0, 1), (1, 1))
    assert found == Change(ChangeKind.REWRITTEN, False, (0, 1), (0, 1))


def test_the_lighter_part_moved() -> None:
    found = grouped([LONG, "short"], ["short", LONG], (0, 1), (1, 0))
    assert [change.moved for change in found] == [True, False]
