"""What an article has or had, found exactly or nearly."""

from pathlib import Path

import pytest

from rowback.errors import UsageError
from rowback.model import Article, Draft, Revision, RevisionKind
from rowback.store import Store
from rowback.track.search import NEAR, Fate, Find, closeness, folded, search
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, record, story

BRIDGE = "https://tidewater.example/news/bridge.html"


def article(*sentences: str, headline: str = "Ferry is late") -> Article:
    return Article(headline=headline, language="en", paragraphs=sentences, sentences_by_paragraph=tuple(zip(sentences)))


QUOTE = "“The ferry’s engine was old,” said its master, Jonna Reyk."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A wall that lost 40, then 60 metres; a ferry that is gone; a bridge."""
    made = Store.create(tmp_path / "store")
    record(
        made,
        first_draft(),
        first_draft(FERRY, article(QUOTE, "He agreed."), 0.1),
        first_draft(BRIDGE, article("The bridge lost 40 metres of its rail.", headline="Bridge is shut"), 0.2),
    )
    record(made, edit(story(), story(20), hour=1))
    record(made, Draft(FERRY, RevisionKind.GONE, article(QUOTE, "He agreed."), at_hour(2), "engine 1"))
    return made


def found(*finds: Find) -> list[tuple[str, str, Fate]]:
    return [(find.url, find.text, find.fate) for find in finds]


def at(store: Store, url: str, count: int) -> Revision:
    return store.history(url)[count - 1]


def test_a_text_is_found_where_it_stands_and_where_it_stood(store: Store) -> None:
    finds = search(store, "lost 40 metres")
    assert found(*finds) == [
        (BRIDGE, "The bridge lost 40 metres of its rail.", Fate.THERE),
        (HARBOUR, "The wall lost 40 metres.", Fate.REMOVED),
    ]
    assert all(find.exact for find in finds)


def test_what_one_article_has_stays_together(store: Store) -> None:
    """The wall has 60 metres since after the bridge was seen, and had 40 before."""
    finds = search(store, "0 metres")
    assert [(find.url, find.fate) for find in finds] == [
        (HARBOUR, Fate.THERE),
        (HARBOUR, Fate.REMOVED),
        (BRIDGE, Fate.THERE),
    ]


def test_a_find_names_the_first_and_the_last_revision_that_had_it(store: Store) -> None:
    record(store, edit(story(20), story(), hour=3))
    record(store, edit(story(), story(30), hour=4))
    (find,) = search(store, "wall lost 40 metres")
    assert (find.first, find.last) == (at(store, HARBOUR, 4), at(store, HARBOUR, 2))
    assert find.revisions == 2
    assert find.fate is Fate.REMOVED


def test_what_a_page_said_before_it_went_is_gone_with_it(store: Store) -> None:
    (find,) = search(store, "engine was old")
    assert find.fate is Fate.GONE
    assert find.first == find.last == at(store, FERRY, 2)


def test_case_quotes_dashes_and_blanks_do_not_matter(store: Store) -> None:
    assert search(store, '"THE FERRY\'S   engine was old," said')[0].text == QUOTE


def test_a_text_may_go_across_sentences_and_paragraphs(store: Store) -> None:
    (find,) = search(store, "on Tuesday. The wall lost 60 metres. Work begins")
    assert find.text == "The council voted on Tuesday. The wall lost 60 metres. Work begins in March."


def test_headlines_and_bylines_are_searched_too(store: Store) -> None:
    assert found(*search(store, "bridge is shut")) == [(BRIDGE, "Bridge is shut", Fate.THERE)]
    assert found(*search(store, "tom arkwright")) == [(HARBOUR, "By Ines Valcourt, Tom Arkwright", Fate.THERE)]


def test_where_nothing_is_exact_the_nearest_are_found(store: Store) -> None:
    (best, *_) = finds = search(store, "The fery engine was old said its master Jona Reyk")
    assert best.text == QUOTE
    assert not any(find.exact for find in finds)
    assert NEAR <= best.score < 100


def test_words_may_stand_in_another_order(store: Store) -> None:
    assert search(store, "its rail: the bridge lost 40 metres")[0].url == BRIDGE


def test_the_search_can_be_kept_to_some_articles(store: Store) -> None:
    assert [find.url for find in search(store, "lost 40 metres", [HARBOUR])] == [HARBOUR]


def test_nothing_is_found_where_nothing_is_near(store: Store) -> None:
    assert search(store, "volcanic ash over the airport") == ()


def test_an_empty_store_has_nothing(tmp_path: Path) -> None:
    assert search(Store.create(tmp_path / "store"), "anything") == ()


def test_nothing_to_look_for_is_an_error(store: Store) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        search(store, " \n ")


def test_a_short_line_inside_a_long_text_is_not_near() -> None:
    asked = folded("He agreed. Then the master of the ferry went home and said nothing more.")
    assert closeness(asked, folded("He agreed.")) < NEAR
    assert closeness(asked, asked) == 100
