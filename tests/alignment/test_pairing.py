"""What holds for every alignment, tried on texts made by known edit scripts."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment import align
from rowback.model import Change, ChangeKind
from tests.alignment.scripts import MIRRORED, Script, kinds_of, scripts

lines = st.lists(st.text(alphabet="ab. ", max_size=6) | st.text(max_size=8), max_size=12)


def check_sound(before: Sequence[str], after: Sequence[str], changes: Sequence[Change]) -> None:
    """Every index once, kinds that fit the numbers of sentences, and nothing moved that has only one side."""
    assert sorted(i for change in changes for i in change.before) == list(range(len(before)))
    assert sorted(j for change in changes for j in change.after) == list(range(len(after)))
    for change in changes:
        assert list(change.before) == sorted(change.before)
        assert list(change.after) == sorted(change.after)
        match len(change.before), len(change.after):
            case 1, 0:
                expected = ChangeKind.REMOVED
            case 0, 1:
                expected = ChangeKind.ADDED
            case 1, 1:
                equal = before[change.before[0]] == after[change.after[0]]
                expected = ChangeKind.UNCHANGED if equal else ChangeKind.EDITED
            case 1, _:
                expected = ChangeKind.SPLIT
            case _, 1:
                expected = ChangeKind.MERGED
            case _:
                expected = ChangeKind.REWRITTEN
        assert change.kind is expected
        assert not change.moved or (change.before and change.after)


@given(lines, lines)
def test_any_text_is_covered_once(before: list[str], after: list[str]) -> None:
    check_sound(before, after, align(before, after))


@given(lines)
def test_a_text_aligned_with_itself_is_unchanged(sentences: list[str]) -> None:
    changes = align(sentences, sentences)
    assert not [change for change in changes if change.reported]
    assert [change.after for change in changes] == [(index,) for index in range(len(sentences))]


@given(scripts())
def test_an_edit_script_is_found_again(script: Script) -> None:
    changes = align(script.before, script.after)
    check_sound(script.before, script.after, changes)
    assert kinds_of(changes) == script.kinds
    assert not any(change.moved for change in changes)


@given(scripts())
def test_swapping_the_revisions_mirrors_the_kinds(script: Script) -> None:
    there = kinds_of(align(script.before, script.after))
    back = kinds_of(align(script.after, script.before))
    assert back == Counter({MIRRORED.get(kind, kind): count for kind, count in there.items()})


@given(scripts())
def test_the_same_revisions_give_the_same_changes(script: Script) -> None:
    assert align(script.before, script.after) == align(list(script.before), list(script.after))


@given(scripts(), st.data())
def test_a_block_that_moved_is_what_moved(script: Script, data: st.DataObject) -> None:
    """Out of order is exactly what does not belong to the heaviest part that kept its order."""
    after = data.draw(st.permutations(script.before))
    changes = align(script.before, after)
    assert all(change.kind is ChangeKind.UNCHANGED for change in changes)
    stayed = [change.before[0] for change in changes if not change.moved]
    assert stayed == sorted(stayed)


@given(scripts())
def test_changes_come_in_reading_order(script: Script) -> None:
    order = [change.after[0] for change in align(script.before, script.after) if change.after]
    assert order == sorted(order)


def test_nothing_is_there() -> None:
    assert align((), ()) == ()


def test_empty_sentences_pair_up() -> None:
    assert kinds_of(align(("", ""), ("", "", ""))) == {ChangeKind.UNCHANGED: 2, ChangeKind.ADDED: 1}


def test_twenty_thousand_equal_sentences_end_soon() -> None:
    changes = align(["The same again."] * 20_000, ["The same again."] * 19_990)
    assert kinds_of(changes) == {ChangeKind.UNCHANGED: 19_990, ChangeKind.REMOVED: 10}


def test_a_sentence_of_very_many_words_ends_soon() -> None:
    """A word's 100,000th occurrence must cost no more than its first."""
    (change,) = align(["over and " * 100_000], ["and over " * 100_000])
    assert change.kind is ChangeKind.EDITED


def test_of_two_candidates_the_one_beside_the_old_neighbour_is_the_partner() -> None:
    """Though the other one is a little more alike."""
    neighbour = "The bakery in Mill Lane closed its doors for ever on Saturday."
    before = "Two men were taken to hospital with burns on Friday."
    partner = "Two men and a boy were flown to hospital with severe burns on Friday."
    other = "Two women were taken to hospital with burns on Sunday."
    below = align((neighbour, before), (neighbour, partner, other))
    assert [change.kind for change in below] == [ChangeKind.UNCHANGED, ChangeKind.EDITED, ChangeKind.ADDED]
    above = align((before, neighbour), (other, partner, neighbour))
    assert [change.kind for change in above] == [ChangeKind.ADDED, ChangeKind.EDITED, ChangeKind.UNCHANGED]


def test_of_two_equal_candidates_the_one_nearer_to_the_old_place_is_the_partner() -> None:
    asked = "We have asked the council of Ostby for comment."
    asked_again = "We have asked the council of Ostby for a comment."
    before = ("Rain spoiled the fair.", "Nobody sold any apples.", asked)
    after = (asked_again, "Trains ran late because snow fell.", asked_again)
    assert [change.after for change in align(before, after) if change.kind is ChangeKind.EDITED] == [(2,)]
    assert [change.before for change in align(after, before) if change.kind is ChangeKind.EDITED] == [(2,)]


def test_a_figure_that_stands_elsewhere_now_has_moved() -> None:
    before = ("1887", "The old wall was built by the harbour company.", "Parts of it stand in the town museum.")
    (first, second, third) = align(before, (*before[1:], before[0]))
    assert {first.kind, second.kind, third.kind} == {ChangeKind.UNCHANGED}
    assert third.moved
