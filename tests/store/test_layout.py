import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.errors import StoreError
from rowback.model import Article, Link
from rowback.store import layout
from rowback.store.layout import Recorded
from tests.store.articles import HARBOUR, MORNING, story


def recorded(article: Article) -> Recorded:
    return Recorded(HARBOUR, article, MORNING, "engine 1", "ab" * 32, "text/html")


def read_back(article: Article) -> Recorded:
    files = layout.files_of(recorded(article))
    return layout.read(files[layout.TEXT], files[layout.FACTS], place="here")


def test_the_text_is_for_people() -> None:
    assert layout.text_of(story()).decode() == (
        "Harbour wall is to be rebuilt\nBy Ines Valcourt, Tom Arkwright\n\n"
        "The council voted on Tuesday.\nThe wall lost 40 metres.\n\nWork begins in March.\n"
    )


def test_what_is_read_is_what_was_recorded() -> None:
    assert read_back(story()) == recorded(story())


def test_sentences_that_follow_without_a_blank_are_told_apart() -> None:
    chinese = Article(
        paragraphs=("议会周二投票。城墙失去了40米。工程 将开始。",),
        sentences_by_paragraph=(("议会周二投票。", "城墙失去了40米。", "工程 将开始。"),),
    )
    glued = Article(
        paragraphs=("It ended.Then it began. So it is.",),
        sentences_by_paragraph=(("It ended.", "Then it began.", "So it is."),),
    )
    for article, joints in ((chinese, {"usual": ""}), (glued, {"odd": [1]})):
        facts = json.loads(layout.facts_of(recorded(article)))
        assert facts["joints"] == joints
        assert "exact" not in facts
        assert read_back(article).article == article


def test_facts_are_sorted_and_readable() -> None:
    facts = layout.facts_of(recorded(story(headline="Zürich’s wall"))).decode()
    assert '  "headline": "Zürich’s wall",\n' in facts
    names = list(json.loads(facts))
    assert names == sorted(names)


def test_records_without_links_say_that_they_are_not_known() -> None:
    assert "links" not in json.loads(layout.facts_of(recorded(story())))
    linked = replace(story(), links=(Link(1, 0, "Work", "https://tidewater.example/works"),))
    assert read_back(linked).article == linked
    assert read_back(replace(story(), links=())).article.links == ()


def test_a_page_s_own_times_keep_their_offset() -> None:
    nepal = datetime(2026, 11, 1, 18, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    published = read_back(Article(published=nepal)).article.published
    assert published is not None
    assert published.utcoffset() == timedelta(hours=5, minutes=45)


@pytest.mark.parametrize("facts", [b"", b"{}", b"[]", b"\xff", b'{"url": 1, "authors": null}'])
def test_files_that_were_spoilt_are_named(facts: bytes) -> None:
    with pytest.raises(StoreError, match="tidewater/aa/x"):
        layout.read(b"\n\n", facts, place="tidewater/aa/x")


times = st.none() | st.datetimes(timezones=st.timezones() | st.just(UTC))
texts = (
    st.text(max_size=12)
    | st.text("ab .\n\r\x00\x85\u2028", max_size=12)
    | st.sampled_from(["One.", "Two ", " ", "\ud800"])
)
names = st.lists(texts, max_size=3).map(tuple)
links = st.lists(st.builds(Link, st.integers(), st.integers(), texts, texts), max_size=3).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Such as the segmenter makes, and others that no segmenter would make."""
    sentences = draw(st.lists(st.lists(texts, max_size=3).map(tuple), max_size=3).map(tuple))
    glue = draw(st.sampled_from(["", " "]))
    paragraphs = tuple(glue.join(lines) for lines in sentences)
    return Article(
        headline=draw(st.none() | texts),
        authors=draw(names),
        published=draw(times),
        modified=draw(times),
        language=draw(st.none() | texts),
        section=draw(st.none() | texts),
        accessible_for_free=draw(st.none() | st.booleans()),
        image_url=draw(st.none() | texts),
        image_caption=draw(st.none() | texts),
        canonical_url=draw(st.none() | texts),
        notices=draw(names),
        left_out=draw(names),
        paragraphs=draw(st.just(paragraphs) | names),
        sentences_by_paragraph=draw(st.just(sentences) | st.just(())),
        links=draw(st.none() | links),
    )


@given(articles())
def test_any_article_comes_back_equal(article: Article) -> None:
    assert read_back(article).article == article
