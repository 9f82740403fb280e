import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment import candidates
from rowback.alignment.candidates import alike_by_rare_words
from rowback.alignment.likeness import Likeness

words = st.sampled_from(["the", "of", "sun", "sea", "hat", "red", "run", "two"])
sentences = st.lists(st.lists(words, min_size=1, max_size=8), max_size=6)


@given(sentences, sentences)
def test_no_pair_with_much_in_common_is_lost(words_before: list[list[str]], words_after: list[list[str]]) -> None:
    before, after = ([" ".join(words) for words in side] for side in (words_before, words_after))
    likeness = Likeness(before, after, range(len(before)), range(len(after)))
    found = set(alike_by_rare_words(likeness))
    for i, one in likeness.before.items():
        for j, other in likeness.after.items():
            overlap = 2 * likeness.shared(one.words, other.words) / (one.mass + other.mass)
            assert overlap < 0.4 + 1e-9 or (i, j) in found  # sums of floats


def test_a_short_sentence_found_in_a_very_long_one_is_no_candidate() -> None:
    whole = (
        "The council of Harrowby, which met for the first time since the flood, voted to close the old bridge, to move "
        "the market to the meadow behind the mill, to lend the brewery a pump and to ask for a new fire engine."
    )
    assert list(alike_by_rare_words(Likeness([whole], ["The brewery lent a pump."], [0], [0]))) == []


def test_in_a_crowd_a_sentence_meets_those_that_share_most_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [f"The ferry to Ostby left at {hour} with {hour + 30} people." for hour in range(12)]
    likeness = Likeness(before, ["The ferry to Ostby left at 7 with 37 sheep."], range(12), [0])
    assert len(list(alike_by_rare_words(likeness))) == 12
    monkeypatch.setattr(candidates, "_PAIRS", 1)
    few = list(alike_by_rare_words(likeness))
    assert few[0] == (7, 0)
    assert len(few) == 5
