from rowback.judging.marks import Seen, is_alike, marks_of, sketch_of
from rowback.model import Block

PITCH = "Get unlimited access to all our reporting for just £3 a week, and cancel at any time you like."


def test_a_text_is_known_again_whatever_its_figures_and_its_case() -> None:
    assert is_alike(sketch_of(PITCH), sketch_of(PITCH.replace("£3", "£45").upper()))


def test_a_text_with_one_other_word_is_known_again() -> None:
    assert is_alike(sketch_of(PITCH), sketch_of(PITCH.replace("all our reporting", "all our journalism")))


def test_texts_that_share_single_words_only_are_two() -> None:
    other = (
        "Just cancel your week: unlimited reporting on all that you like, and access at any time for £3 to our site."
    )
    assert not is_alike(sketch_of(PITCH), sketch_of(other))


def test_a_short_text_is_known_again_only_as_a_whole() -> None:
    assert is_alike(sketch_of("More on this"), sketch_of("more on this"))
    assert not is_alike(sketch_of("More on this"), sketch_of("More on that"))
    assert not is_alike(sketch_of("…"), sketch_of("More"))


def test_scripts_without_blanks_are_known_again() -> None:
    assert is_alike(sketch_of("続きを読むには会員登録が必要です。"), sketch_of("続きを読むには会員登録が必要です"))
    assert not is_alike(sketch_of("続きを読むには会員登録が必要です"), sketch_of("港の防波堤が再建されることになった"))


def test_a_page_tells_in_which_slot_a_text_stands() -> None:
    story, promo = Block("The council voted on Tuesday.", "article/p"), Block(PITCH, "article/div.x7/p")
    seen = Seen(marks_of([story, promo, Block("Work begins in March.", "article/p")]))
    slot = seen.slot_of(sketch_of(PITCH))
    assert slot is not None
    assert seen.slots[slot] == 1
    assert seen.slots[seen.slot_of(sketch_of(story.text)) or 0] == 2
    assert not seen.holds(sketch_of("Nothing of the kind stands here."))
