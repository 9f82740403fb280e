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


def test_parts_far_from_the_first_found_join_one_after_the_other() -> None:
    whole = (
        "The owner wept, her two sons carried out the sacks of flour, the neighbours sang an old harvest song, and the "
        "mayor, who had bought his rolls there for forty years, bowed and locked the front door for the last time."
    )
    parts = (
        "The owner wept.",
        "Her two sons carried out the sacks of flour.",
        "The neighbours sang an old harvest song.",
        "And the mayor, who had bought his rolls there for forty years, bowed and locked the front door for the "
        "last time.",
    )
    assert kinds((FIRST, whole), (FIRST, *parts)) == [ChangeKind.UNCHANGED, ChangeKind.SPLIT]


def test_a_sentence_of_a_book_may_be_cut_in_two() -> None:
    words = [f"word{k}" for k in range(3000)]
    halves = " ".join(words[:1600]) + ".", " ".join(words[1600:]) + "."
    assert kinds((FIRST, " ".join(words) + "."), (FIRST, *halves)) == [ChangeKind.UNCHANGED, ChangeKind.SPLIT]


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


def test_a_sentence_that_has_a_partner_joins_no_other_group() -> None:
    before = (
        FIRST,
        "The storm closed the harbour, and two ferries were stuck at sea overnight.",
        "Two ferries stuck at sea overnight came home.",
    )
    after = (
        FIRST,
        "The storm closed the harbour.",
        "The two ferries that were stuck at sea overnight came home on Monday.",
    )
    assert kinds(before, after) == [ChangeKind.UNCHANGED, ChangeKind.EDITED, ChangeKind.EDITED]


def test_a_long_list_comes_apart_into_twelve_at_most() -> None:
    lead = "The fair in Ostby, held on a wet and windy Sunday, ended with thanks to everybody who had given something"
    givers = "Anna Bert Carla David Ellen Frans Greta Hugo Ines Jonas Karin Lars Mona Nils".split()
    gifts = "apples beans carrots dates eggs figs grapes honey ink jam kale lemons milk nuts".split()
    items = [f"{giver} sent {gift}" for giver, gift in zip(givers, gifts, strict=True)]
    after = (FIRST, f"{lead}.", *(f"{item}." for item in items))
    split, *rest = align((FIRST, f"{lead}: {'; '.join(items)}."), after)[1:]
    assert split.kind is ChangeKind.SPLIT
    assert split.after == tuple(range(1, 13))
    assert [change.kind for change in rest] == [ChangeKind.ADDED] * 3


def test_a_weak_pair_gives_away_what_is_a_part_of_the_sentence_below() -> None:
    whole = "I asked her several times to let me go, and she kept saying no. When she let me go, I told her husband."
    before = (FIRST, "I tried to go, but she wouldn't let me out of the shop.", whole)
    after = (
        FIRST,
        "I asked her several times to let me go.",
        "She kept saying no. When she let me go I told her husband.",
    )
    assert kinds(before, after) == [ChangeKind.UNCHANGED, ChangeKind.REMOVED, ChangeKind.SPLIT]
    assert kinds(after, before) == [ChangeKind.UNCHANGED, ChangeKind.ADDED, ChangeKind.MERGED]
