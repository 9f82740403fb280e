from rowback.alignment.anchors import link_equal, link_left_over
from rowback.alignment.links import Links


def linked(before: str, after: str) -> list[tuple[int, int]]:
    """The pairs of two texts of which every letter is a sentence."""
    links = Links(before, after)
    link_equal(links, before, after)
    return list(links.pairs())


def test_what_is_there_once_is_linked_wherever_it_stands() -> None:
    assert linked("abc", "cab") == [(0, 1), (1, 2), (2, 0)]


def test_repeats_go_with_their_neighbours() -> None:
    assert linked("ArBrCr", "ArCr") == [(0, 0), (1, 1), (4, 2), (5, 3)]


def test_all_repeats_below_a_sentence_go_with_it() -> None:
    assert linked("ArrB", "ArrrB") == [(0, 0), (1, 1), (2, 2), (3, 4)]


def test_repeats_alone_are_linked_in_order() -> None:
    assert linked("rsrs", "srs") == [(1, 0), (2, 1), (3, 2)]


def test_a_repeat_elsewhere_is_left_for_later() -> None:
    before, after = "rAB", "ABrr"
    links = Links(before, after)
    link_equal(links, before, after)
    assert list(links.pairs()) == [(1, 0), (2, 1)]
    link_left_over(links, before, after, figures=True)
    assert list(links.pairs()) == [(0, 2), (1, 0), (2, 1)]


def test_the_figures_of_a_table_are_left_for_last() -> None:
    before, after = ["7", "A", "B"], ["A", "B", "7"]
    links = Links(before, after)
    link_equal(links, before, after)
    link_left_over(links, before, after, figures=False)
    assert list(links.pairs()) == [(1, 0), (2, 1)]
    link_left_over(links, before, after, figures=True)
    assert list(links.pairs()) == [(0, 2), (1, 0), (2, 1)]


def test_a_repeat_among_words_is_linked_before_figures_are() -> None:
    before, after = "rAB", "ABrr"
    links = Links(before, after)
    link_equal(links, before, after)
    link_left_over(links, before, after, figures=False)
    assert list(links.pairs()) == [(0, 2), (1, 0), (2, 1)]


def test_a_repeat_goes_with_the_sentence_below_it_too() -> None:
    assert linked("rA", "XrrA") == [(0, 2), (1, 3)]


def test_repeats_among_edited_sentences_are_linked_in_order() -> None:
    assert linked("ArBrC", "DrErF") == [(1, 1), (3, 3)]


def test_a_repeat_goes_with_the_sentence_below_it_to_the_top() -> None:
    assert linked("ABCDrXrE", "rEABCD") == [(0, 2), (1, 3), (2, 4), (3, 5), (6, 0), (7, 1)]
    assert linked("rEABCD", "ABCDrXrE") == [(0, 6), (1, 7), (2, 0), (3, 1), (4, 2), (5, 3)]
