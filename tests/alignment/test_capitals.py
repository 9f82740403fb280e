from rowback.alignment.capitals import names_of


def test_a_capital_behind_a_small_word_makes_a_name() -> None:
    assert names_of(["The mayor met Holt, and “praised Marsh’s plan.”"]) == {"holt", "marsh"}


def test_a_capital_where_a_sentence_may_begin_tells_nothing() -> None:
    assert names_of(["Ferries sail daily. Nobody knows why: Storms are near.", "He asked who? Nobody."]) == set()


def test_a_word_that_is_written_small_elsewhere_is_no_name() -> None:
    assert names_of(["He met the Minister.", "The minister agreed."]) == set()


def test_a_headline_in_title_case_names_nobody() -> None:
    assert names_of(["Ferry Sinks Off Ostby Coast"]) == set()


def test_the_end_of_a_longer_name_is_none_by_itself() -> None:
    assert names_of(["She led the Department of Health in Velden."]) == {"department", "velden"}
    assert names_of(["She led the Department of Health.", "They met Health."]) == {"department", "health"}
