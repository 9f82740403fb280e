import pytest

from rowback.alignment.likeness import Likeness, fold, is_figures


def likeness(before: str, after: str) -> float:
    return Likeness([before], [after], [0], [0]).score(0, 0)


@pytest.mark.parametrize(
    ("typeset", "plain"),
    [
        ("“Yes” – he said…", '"Yes" - he said...'),
        ("«Oui»\u00a0dit-il", '"Oui" dit-il'),
        ("ﬁnal  result", "final result"),
        ("plain", "plain"),
    ],
)
def test_typography_is_folded_away(typeset: str, plain: str) -> None:
    assert fold(typeset) == plain


def test_equal_sentences_are_most_alike() -> None:
    equal = likeness("The ferry sank off Skarnholm.", "The ferry sank off Skarnholm.")
    edited = likeness("The ferry sank off Skarnholm.", "The ferry ran aground off Skarnholm.")
    assert equal > edited > likeness("The ferry sank off Skarnholm.", "Nobody likes the new tax.")


def test_rare_words_count_more_than_common_ones() -> None:
    before = ["The vote on the budget was lost by the mayor", "The mayor of Ostby sang", "The end of the day"]
    after = ["The vote on the ferry was won by the minister", "Skarnholm budget", "The end of the week"]
    found = Likeness(before, after, range(3), range(3))
    assert found.weights["\x03"] < max(found.weights.values())
    assert found.score(0, 0) > found.score(2, 0)


def test_sentences_without_a_word_in_common_are_not_compared_further() -> None:
    assert likeness("abcdefg", "abcdefh") == 0.0


def test_endless_sentences_are_compared_by_their_words_alone() -> None:
    text = "one two three four " * 20_000
    assert likeness(text, text + "five") > 0.9


@pytest.mark.parametrize("line", ["63", "50 34", "1,204.5 %"])
def test_a_line_of_digits_is_figures(line: str) -> None:
    assert is_figures(line)


@pytest.mark.parametrize("line", ["12 workers were hurt.", "Route 66", "***", "– –", ""])
def test_a_line_with_letters_or_without_digits_is_not_figures(line: str) -> None:
    assert not is_figures(line)
