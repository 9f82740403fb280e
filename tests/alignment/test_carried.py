from rowback.alignment import compare
from rowback.model import Article, Change, FactKind, Weight


def compared(before: list[str], after: list[str]) -> list[Change]:
    def article(sentences: list[str]) -> Article:
        return Article(language="en", sentences_by_paragraph=(tuple(sentences),))

    return list(compare(article(before), article(after)).reported)


def test_a_number_that_went_to_the_next_sentence_is_no_fact() -> None:
    before = [
        "The launch is set for 9 pm on Friday from the island of Skarn in the north.",
        "The 30-metre rocket will head north over the sea and drop its first stage there.",
    ]
    after = [
        "The 30-metre rocket took off at 9 pm on Friday from the island of Skarn in the north.",
        "The launcher headed north over the sea and dropped its first stage there.",
    ]
    assert [(change.weight, change.facts) for change in compared(before, after)] == [(Weight.WORDING, ())] * 2


def test_a_name_that_a_new_sentence_took_over_is_no_fact() -> None:
    before = ["Researchers at Ostby Labs wrote on Monday that the worm was first seen in a school in Velden in May."]
    after = [
        "Researchers at Ostby Labs found a worm.",
        "The worm was first seen in a school in Velden in May.",
    ]
    assert not [fact for change in compared(before, after) for fact in change.facts if fact.kind is FactKind.NAME]


def test_what_stands_far_away_is_another_number() -> None:
    filler = ["The mayor came.", "Nobody slept.", "It rained all night.", "The band played on."]
    before = ["The fire killed 30 people in the old town.", *filler, "The hall was full of people."]
    after = ["The fire killed people in the old town.", *filler, "The hall was full of 30 people."]
    facts = [fact for change in compared(before, after) for fact in change.facts]
    assert [(fact.before, fact.after) for fact in facts] == [("30", None), (None, "30")]


def test_a_number_that_changed_is_told_whatever_stands_near() -> None:
    before = ["The fire killed 12 people.", "The blast hurt 19 people."]
    after = ["The fire killed 19 people.", "The blast hurt 12 people."]
    facts = [fact for change in compared(before, after) for fact in change.facts]
    assert [(fact.before, fact.after) for fact in facts] == [("12", "19"), ("19", "12")]
