from hypothesis import given
from hypothesis import strategies as st

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
