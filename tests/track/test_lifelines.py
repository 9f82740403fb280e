"""Blame, and the life of one sentence, out of a real store."""

from pathlib import Path

import pytest

from rowback.alignment.lifelines import EventKind
from rowback.errors import UsageError
from rowback.model import Article, Draft, RevisionKind
from rowback.store import Store
from rowback.track.lifelines import Life, blame, life_of
from rowback.track.search import Fate
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, record

COUNCIL = "The council voted on Tuesday to rebuild the harbour wall."
WALL = "The wall lost 40 metres in the storm of last winter."
WALL_CORRECTED = "The wall lost 60 metres in the storm of last winter."
WALL_VAGUE = "The wall lost many metres in the storm of last winter."
BUILT = "It was built in 1887 by the harbour company of the town."


def article(*paragraphs: tuple[str, ...]) -> Article:
    return Article(
        headline="Harbour wall is to be rebuilt",
        language="en",
        paragraphs=tuple(" ".join(sentences) for sentences in paragraphs),
        sentences_by_paragraph=paragraphs,
    )


STATES = (
    article((COUNCIL, WALL)),
    article((COUNCIL, WALL), (BUILT,)),
    article((COUNCIL, WALL_CORRECTED), (BUILT,)),
    article((COUNCIL, WALL_CORRECTED)),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.create(tmp_path / "store")
    record(made, first_draft(article=STATES[0]))
    for k in range(1, len(STATES)):
        record(made, edit(STATES[k - 1], STATES[k], hour=k))
    return made


def ages(store: Store, count: int = 1) -> list[tuple[str, int, int, int]]:
    """For each sentence of a revision: paragraph, and the numbers of the revisions it is from, oldest 0."""
    history = store.history(HARBOUR)
    number = {revision.id: k for k, revision in enumerate(history[::-1])}
    return [
        (found.sentence, found.paragraph, number[found.worded.id], number[found.first.id])
        for found in blame(store, history, history[count - 1])
    ]


def events(store: Store, life: Life) -> list[tuple[EventKind, int]]:
    number = {revision.id: k for k, revision in enumerate(store.history(HARBOUR)[::-1])}
    return [(moment.event.kind, number[moment.revision.id]) for moment in life.moments]


def test_every_sentence_says_where_it_comes_from(store: Store) -> None:
    assert ages(store) == [(COUNCIL, 0, 0, 0), (WALL_CORRECTED, 0, 2, 0)]


def test_an_earlier_revision_can_be_asked(store: Store) -> None:
    assert ages(store, 3) == [(COUNCIL, 0, 0, 0), (WALL, 0, 0, 0), (BUILT, 1, 1, 1)]


def test_the_life_of_a_sentence_is_found_by_its_words_then_or_now(store: Store) -> None:
    for asked in ("lost 40 metres", "wall lost 60 metres", "the wal lost metres in the storm"):
        life = life_of(store, HARBOUR, asked)
        assert events(store, life) == [(EventKind.SEEN, 0), (EventKind.REWORDED, 2)]
        assert life.fate is Fate.THERE
        assert life.now == (WALL_CORRECTED,)
    assert life_of(store, HARBOUR, "lost 40 metres").sentence == WALL


def test_a_rewording_has_its_words_marked(store: Store) -> None:
    _, reworded = life_of(store, HARBOUR, WALL).moments
    assert [(str(span.kind), span.text.strip()) for span in reworded.spans][1:3] == [
        ("deleted", "40"),
        ("inserted", "60"),
    ]


def test_a_removed_sentence_has_an_end(store: Store) -> None:
    life = life_of(store, HARBOUR, "built in 1887")
    assert events(store, life) == [(EventKind.SEEN, 1), (EventKind.REMOVED, 3)]
    assert life.fate is Fate.REMOVED
    assert life.now == ()


def test_a_sentence_goes_with_its_page_and_comes_back_with_it(store: Store) -> None:
    record(store, Draft(HARBOUR, RevisionKind.GONE, STATES[3], at_hour(5), "engine 1"))
    assert life_of(store, HARBOUR, COUNCIL).fate is Fate.GONE
    assert ages(store)[1] == (WALL_CORRECTED, 0, 2, 0)
    again = article((COUNCIL, WALL_VAGUE))
    draft = edit(STATES[3], again, hour=6)
    record(store, Draft(HARBOUR, RevisionKind.RESTORED, again, at_hour(6), "engine 1", draft.page, draft.comparison))
    life = life_of(store, HARBOUR, WALL_VAGUE)
    assert events(store, life)[2:] == [(EventKind.GONE, 4), (EventKind.RESTORED, 5), (EventKind.REWORDED, 5)]
    assert life.fate is Fate.THERE
    assert ages(store)[1] == (WALL_VAGUE, 0, 5, 0)


def test_a_sentence_that_comes_back_goes_on_with_its_life(store: Store) -> None:
    record(store, edit(STATES[3], STATES[2], hour=5))
    life = life_of(store, HARBOUR, BUILT)
    assert events(store, life) == [(EventKind.SEEN, 1), (EventKind.REMOVED, 3), (EventKind.BACK, 4)]
    assert ages(store)[2] == (BUILT, 1, 1, 1)


def test_other_sentences_that_hold_the_words_are_named(store: Store) -> None:
    life = life_of(store, HARBOUR, "wall")
    assert {life.sentence, *life.others} == {COUNCIL, WALL_CORRECTED}


def test_a_sentence_that_is_the_text_comes_before_one_that_holds_it(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    record(store, first_draft(article=article(("He agreed, said the mayor.", "He agreed"))))
    assert life_of(store, HARBOUR, "he agreed").sentence == "He agreed"


def test_where_no_sentence_is_near_the_nearest_are_named(store: Store) -> None:
    with pytest.raises(UsageError, match="was ever like 'volcanic ash'") as raised:
        life_of(store, HARBOUR, "volcanic ash")
    assert raised.value.hint is not None
    assert "storm of last winter" in raised.value.hint


def test_an_article_without_text_says_so(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    record(store, first_draft(article=article()))
    with pytest.raises(UsageError) as raised:
        life_of(store, HARBOUR, "anything")
    assert raised.value.hint == "it has no text"


def test_nothing_to_look_for_and_nothing_recorded_are_errors(store: Store) -> None:
    with pytest.raises(UsageError, match="no sentence to look for"):
        life_of(store, HARBOUR, "  ")
    with pytest.raises(UsageError, match="not been recorded"):
        life_of(store, FERRY, "anything")
