from rowback.alignment import align
from rowback.model import ChangeKind

FIRST = "The bakery in Mill Lane closed its doors for ever on Saturday."


def kinds(before: tuple[str, ...], after: tuple[str, ...]) -> list[ChangeKind]:
    return [change.kind for change in align(before, after)]


def test_a_sentence_may_be_cut_in_three() -> None:
    whole = "The owner wept, her two sons carried out the sacks of flour, and the neighbours sang an old harvest song."
    parts = (
        "The owner wept.",
        "Her two sons carried out the sacks of flour.",
        "The neighbours sang an old harvest song.",
    )
    assert kinds((FIRST, whole), (FIRST, *parts)) == [ChangeKind.UNCHANGED, ChangeKind.SPLIT]
    assert kinds((FIRST, *parts), (FIRST, whole)) == [ChangeKind.UNCHANGED, ChangeKind.MERGED]


def test_a_new_sentence_on_the_same_subject_does_not_join() -> None:
    before = (FIRST, "The owner wept when the last loaf was sold.")
    after = (
        FIRST,
        "The owner wept when the very last loaf was sold.",
        "She plans to travel to the sea with her sister.",
    )
    assert kinds(before, after) == [ChangeKind.UNCHANGED, ChangeKind.EDITED, ChangeKind.ADDED]


def test_a_sentence_that_stayed_word_for_word_takes_no_other_in() -> None:
    after = (FIRST, "The bakery in Mill Lane had been there for ever.")
    assert kinds((FIRST,), after) == [ChangeKind.UNCHANGED, ChangeKind.ADDED]
