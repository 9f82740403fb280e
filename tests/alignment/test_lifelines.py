"""The life of each sentence, over states whose changes the aligner finds itself."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment import align
from rowback.alignment.lifelines import EventKind, Lifelines, Place

COUNCIL = "The council voted on Tuesday to rebuild the harbour wall."
WALL = "The wall lost 40 metres in the storm of last winter."
WALL_CORRECTED = "The wall lost 60 metres in the storm of last winter."
BUILT = "It was built in 1887 by the harbour company of the town."
BOTH = "Work on it begins in March, and the mayor has promised that it will cost no more than £4 million."
HALVES = ("Work on it begins in March.", "The mayor has promised that it will cost no more than £4 million.")
MAYOR = "Anselm Dray, the mayor, thanked the engineers for their advice."
FISHING = "Fishing families had asked for a wall that can be raised later."


def lifelines(*states: Sequence[str], gone: tuple[int, ...] = ()) -> Lifelines:
    return Lifelines(states, [align(before, after) for before, after in pairwise(states)], gone=gone)


def life(place: tuple[int, int], *states: Sequence[str], gone: tuple[int, ...] = ()) -> list[tuple[EventKind, int]]:
    return [(event.kind, event.state) for event in lifelines(*states, gone=gone).life(Place(*place))]


# ---------------------------------------------------------------- origins
def ages(lines: Lifelines, state: int) -> tuple[tuple[int, int], ...]:
    """For each sentence of a state the first one that had it in these words, and in any."""
    return tuple((origin.worded, origin.first) for origin in tuple(lines.origins())[state])


def test_a_sentence_that_stayed_is_from_the_first_state() -> None:
    assert ages(lifelines([COUNCIL], [COUNCIL, WALL], [COUNCIL, WALL]), 2) == ((0, 0), (1, 1))


def test_a_reworded_sentence_has_new_words_and_an_old_origin() -> None:
    assert ages(lifelines([COUNCIL, WALL], [COUNCIL, WALL_CORRECTED], [COUNCIL, WALL_CORRECTED]), 2)[1] == (1, 0)


def test_every_other_wording_is_known_with_its_first_state() -> None:
    *_, last = lifelines([WALL], [WALL_CORRECTED], [WALL], [WALL_CORRECTED]).origins()
    assert [(wording.text, wording.state) for wording in last[0].others] == [(WALL, 0)]
    assert last[0].worded == 1


def test_words_that_are_taken_back_are_as_old_as_at_first() -> None:
    assert ages(lifelines([COUNCIL, WALL], [COUNCIL, WALL_CORRECTED], [COUNCIL, WALL]), 2)[1] == (0, 0)


def test_other_quotes_and_dashes_are_no_new_words() -> None:
    before, after = '"It was time" - so the mayor.', "“It was time” – so the mayor."
    assert ages(lifelines([COUNCIL, before], [COUNCIL, after]), 1)[1] == (0, 0)


def test_both_halves_of_a_split_come_from_the_whole() -> None:
    assert ages(lifelines([COUNCIL, BOTH], [COUNCIL, *HALVES]), 1) == ((0, 0), (1, 0), (1, 0))


def test_a_merged_sentence_is_as_old_as_its_oldest_part() -> None:
    lines = lifelines([COUNCIL, HALVES[0]], [COUNCIL, *HALVES], [COUNCIL, BOTH])
    assert ages(lines, 1) == ((0, 0), (0, 0), (1, 1))
    assert ages(lines, 2) == ((0, 0), (2, 0))


def test_a_split_that_is_taken_back_has_its_first_words_again() -> None:
    assert ages(lifelines([COUNCIL, BOTH], [COUNCIL, *HALVES], [COUNCIL, BOTH]), 2) == ((0, 0), (0, 0))


def test_a_moved_sentence_keeps_its_origin() -> None:
    before = [COUNCIL, WALL, BUILT, MAYOR, FISHING]
    after = [COUNCIL, MAYOR, FISHING, BUILT, WALL]
    assert set(ages(lifelines(before, after), 1)) == {(0, 0)}


def test_a_sentence_that_comes_back_keeps_its_origin() -> None:
    assert ages(lifelines([COUNCIL, WALL], [COUNCIL], [COUNCIL], [WALL, COUNCIL]), 3) == ((0, 0), (0, 0))


# ---------------------------------------------------------------- lives
def test_a_life_tells_the_same_from_every_state() -> None:
    states = [COUNCIL, WALL], [COUNCIL, WALL], [COUNCIL, WALL_CORRECTED]
    told = [(EventKind.SEEN, 0), (EventKind.REWORDED, 2)]
    assert [life((k, 1), *states) for k in range(3)] == [told] * 3


def test_a_rewording_has_both_texts() -> None:
    event = lifelines([COUNCIL, WALL], [COUNCIL, WALL_CORRECTED]).life(Place(1, 1))[1]
    assert (event.before, event.after, event.moved) == ((WALL,), (WALL_CORRECTED,), False)


def test_only_typography_is_told_apart() -> None:
    states = [COUNCIL, '"It was time," said the mayor.'], [COUNCIL, "“It was time,” said the mayor."]
    assert life((1, 1), *states) == [(EventKind.SEEN, 0), (EventKind.TYPOGRAPHY, 1)]


def test_a_move_has_a_direction() -> None:
    lines = lifelines([COUNCIL, BUILT, FISHING, MAYOR, WALL], [COUNCIL, WALL, BUILT, FISHING, MAYOR])
    (_, moved) = lines.life(Place(0, 4))
    assert (moved.kind, moved.moved, moved.direction) == (EventKind.MOVED, True, "up")


def test_a_half_of_a_split_has_the_life_of_the_whole_but_not_of_the_other_half() -> None:
    states = [COUNCIL, BOTH], [COUNCIL, *HALVES], [COUNCIL, HALVES[0]]
    assert life((1, 1), *states) == [(EventKind.SEEN, 0), (EventKind.SPLIT, 1)]
    assert life((1, 2), *states) == [(EventKind.SEEN, 0), (EventKind.SPLIT, 1), (EventKind.REMOVED, 2)]


def test_a_split_sentence_lives_on_in_both_halves() -> None:
    states = [COUNCIL, BOTH], [COUNCIL, *HALVES], [COUNCIL, HALVES[0]]
    lines = lifelines(*states)
    assert [event.kind for event in lines.life(Place(0, 1))] == [EventKind.SEEN, EventKind.SPLIT, EventKind.REMOVED]
    assert lines.became(Place(0, 1)) == (HALVES[0],)


def test_a_merged_sentence_has_the_lives_of_its_parts() -> None:
    states = [COUNCIL, HALVES[0]], [COUNCIL, *HALVES], [COUNCIL, BOTH]
    assert life((2, 1), *states) == [(EventKind.SEEN, 0), (EventKind.SEEN, 1), (EventKind.MERGED, 2)]


def test_a_sentence_dies_and_comes_back() -> None:
    states = [COUNCIL, WALL], [COUNCIL], [COUNCIL], [COUNCIL, WALL], [COUNCIL]
    told = [(EventKind.SEEN, 0), (EventKind.REMOVED, 1), (EventKind.BACK, 3), (EventKind.REMOVED, 4)]
    assert life((0, 1), *states) == told
    assert life((3, 1), *states) == told
    assert lifelines(*states).became(Place(0, 1)) == ()


def test_a_page_that_goes_takes_its_sentences_and_brings_them_back() -> None:
    states = [COUNCIL, WALL], [COUNCIL, WALL], [COUNCIL, WALL_CORRECTED]
    gone = (1,)
    assert life((0, 0), *states, gone=gone) == [(EventKind.SEEN, 0), (EventKind.GONE, 1), (EventKind.RESTORED, 2)]
    assert life((0, 1), *states, gone=gone) == [
        (EventKind.SEEN, 0),
        (EventKind.GONE, 1),
        (EventKind.RESTORED, 2),
        (EventKind.REWORDED, 2),
    ]


def test_a_sentence_that_does_not_come_back_with_its_page_is_removed() -> None:
    states = [COUNCIL, WALL], [COUNCIL, WALL], [COUNCIL]
    assert life((0, 1), *states, gone=(1,)) == [(EventKind.SEEN, 0), (EventKind.GONE, 1), (EventKind.REMOVED, 2)]


# ---------------------------------------------------------------- whatever happens
STATES = st.lists(
    st.lists(st.sampled_from([COUNCIL, WALL, WALL_CORRECTED, BUILT, BOTH, *HALVES, MAYOR]), max_size=6),
    min_size=1,
    max_size=6,
)


@given(STATES)
def test_every_sentence_has_an_origin_and_a_life_that_begins_with_it(states: list[list[str]]) -> None:
    lines = lifelines(*states)
    for k, (state, origins) in enumerate(zip(states, lines.origins(), strict=True)):
        assert len(origins) == len(state)
        for i, (sentence, origin) in enumerate(zip(state, origins, strict=True)):
            events = lines.life(Place(k, i))
            assert origin.first <= origin.worded <= k
            assert events[0].kind is EventKind.SEEN
            assert events[0].state == origin.first
            assert list(events) == sorted(events, key=lambda event: event.state)
            if k == len(states) - 1:
                assert sentence in lines.became(Place(k, i))


@given(STATES)
def test_words_are_first_seen_where_they_stand(states: list[list[str]]) -> None:
    """The state that is said to have had a sentence in these words first has them."""
    for state, origins in zip(states, lifelines(*states).origins(), strict=True):
        for sentence, origin in zip(state, origins, strict=True):
            assert sentence in states[origin.worded]
