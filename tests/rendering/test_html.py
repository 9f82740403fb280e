import base64
import hashlib
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from rowback.model import Change, Comparison, Span, SpanKind, Weight
from rowback.rendering import render
from tests.rendering.comparisons import (
    COMPARISONS,
    article,
    chinese,
    correction,
    edited,
    headline,
    hostile,
    kept,
    number,
    paragraph_moved,
    paragraphs_added_and_removed,
    removed,
    right_to_left,
)


def page(made: Comparison) -> Any:
    return html.document_fromstring(render(made, "html"))


def words(element: Any) -> str:
    """What is read, without what only screen readers read and without the numbers of notes."""
    copy: Any = html.fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    for hidden in copy.xpath("//b[@class='sr']|//a[@class='number']"):
        hidden.drop_tree()
    return " ".join(copy.text_content().split())


@pytest.mark.parametrize("name", COMPARISONS)
def test_nothing_is_asked_of_the_network(name: str) -> None:
    tree = page(COMPARISONS[name]())
    assert tree.xpath("//@src|//link|//img|//iframe|//object|//form|//base") == []
    assert "url(" not in tree.xpath("string(//style)")
    assert "@import" not in tree.xpath("string(//style)")


@pytest.mark.parametrize("name", COMPARISONS)
def test_links_inside_the_page_lead_somewhere_and_ids_are_unique(name: str) -> None:
    tree = page(COMPARISONS[name]())
    ids = Counter(tree.xpath("//@id"))
    assert set(ids.values()) <= {1}
    assert {link[1:] for link in tree.xpath("//@href") if link.startswith("#")} <= set(ids)


def test_the_policy_allows_our_script_and_nothing_else() -> None:
    tree = page(number())
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    digest = base64.b64encode(hashlib.sha256(tree.xpath("string(//script)").encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy


def test_only_web_addresses_are_links() -> None:
    (link,) = page(number()).xpath("//a[starts-with(@href, 'http')]")
    assert link.get("rel") == "noopener noreferrer"
    assert page(hostile()).xpath("//a[not(starts-with(@href, '#'))]") == []
    assert page(replace(number(), url="data:text/html,<b>x")).xpath("//a[not(starts-with(@href, '#'))]") == []


def test_a_page_writes_no_markup() -> None:
    tree = page(hostile())
    assert tree.xpath("//img|//i|//main//del[text()='old']") == []
    assert len(tree.xpath("//script")) == 1
    assert "<script>alert(1)</script>" in words(tree.find(".//main"))


def test_what_is_hidden_stands_in_a_box_that_a_page_cannot_draw() -> None:
    boxes = page(hostile()).xpath("//main//p/span[@class='code']/text()")
    assert "U+001B" in boxes
    assert "U+0041" not in boxes


@given(st.text(st.sampled_from("ab<>&'\"=/ ⟨U+\x1b\u202e"), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_stays_text(text: str) -> None:
    made = number()
    spans = (Span(SpanKind.SAME, "Police said "), Span(SpanKind.DELETED, "12"), Span(SpanKind.INSERTED, f"x{text}x"))
    changes = tuple(replace(change, spans=spans) if change.spans else change for change in made.changes)
    tags = {element.tag for element in page(replace(made, changes=changes, summary=text, url=text)).iter()}
    assert tags == {element.tag for element in page(replace(made, url=None)).iter()} | ({"a"} & tags)


def test_the_article_reads_on_with_what_is_gone_where_it_stood() -> None:
    paragraphs = [words(p) for p in page(paragraphs_added_and_removed()).xpath("//main//p[not(ancestor::ol)]")]
    assert paragraphs[2:4] == [
        "The mill has stood empty since 1998. It was sold to a developer last year.",
        "The cause is not known. An inquiry opens on Monday, the county said.",
    ]


def test_a_sentence_taken_out_of_a_paragraph_stays_in_it() -> None:
    """The first one too, though only the row after it tells where its paragraph is now."""
    stays = (("Smoke rose.", "Bells rang.", "People ran."), ("It rained.",))
    for gone in range(3):
        left = (tuple(text for k, text in enumerate(stays[0]) if k != gone), stays[1])
        changes = [kept(k, k - (k > gone)) for k in range(4) if k != gone]
        changes.insert(gone, removed(gone))
        made = Comparison(article(stays), article(left), tuple(changes))
        paragraphs = [words(p) for p in page(made).xpath("//main//p[not(ancestor::ol)]")]
        assert paragraphs == ["Smoke rose. Bells rang. People ran.", "It rained."]


def test_a_move_is_linked_with_its_other_end() -> None:
    tree = page(paragraph_moved())
    (departure,) = tree.xpath("//a[@class='gone']")
    (arrival,) = tree.xpath("//*[@id='c1']")
    assert departure.get("href") == "#c1"
    assert tree.xpath("//ol//a[text()='where it was']/@href") == [f"#{departure.get('id')}"]
    order = list(tree.iter())
    assert order.index(arrival) < order.index(departure)


def test_the_headline_is_shown_before_and_after() -> None:
    tree = page(headline())
    assert words(tree.xpath("//p[@class='was']")[0]).startswith("Minister denies knowing")
    assert words(tree.find(".//h1")) == "Minister admits knowing of leak at Marston mill"
    assert words(tree.xpath("//h1/ins")[0]) == "admits"


def test_notices_and_details_have_their_own_place() -> None:
    tree = page(correction())
    assert "Correction: an earlier version" in words(tree.xpath("//section[@id='notices']//ins")[0])
    assert "Mira Okonjo → Mira Okonjo, Tom Reyes" in words(tree.xpath("//dl")[0])


def test_marks_are_told_to_those_who_do_not_see_them() -> None:
    tree = page(number())
    assert tree.xpath("//main//del")[0].text_content() == "[deleted: 12]"
    assert tree.xpath("//main//ins")[0].text_content() == "[inserted: 19]"


def test_the_article_has_its_own_language_and_direction() -> None:
    (main,) = page(right_to_left()).xpath("//main")
    assert (main.get("lang"), main.get("dir")) == ("ar", "rtl")
    (main,) = page(replace(number(), after=replace(number().after, language='x" onload="'))).xpath("//main")
    assert (main.get("lang"), main.get("dir")) == ("und", "ltr")


def test_chinese_sentences_stand_without_blanks_between() -> None:
    assert "火灾。警方称有" in words(page(chinese()).find(".//main"))


def long_story(sentences: int, every: int) -> Comparison:
    """Paragraphs of three; each `every`-th sentence is edited."""
    texts = [
        f"Sentence {k} tells of the mill, the harbour and the people of the town at length." for k in range(sentences)
    ]
    edits = [text.replace("people", "citizens") if k % every == 0 else text for k, text in enumerate(texts)]
    before, after = (article(tuple(tuple(side[k : k + 3]) for k in range(0, sentences, 3))) for side in (texts, edits))
    changes: list[Change] = []
    for k in range(sentences):
        start = f"Sentence {k} tells of the mill, the harbour and the "
        spans = (
            Span(SpanKind.SAME, start),
            Span(SpanKind.DELETED, "people"),
            Span(SpanKind.INSERTED, "citizens"),
            Span(SpanKind.SAME, " of the town at length."),
        )
        changes.append(edited(k, k, *spans, weight=Weight.WORDING) if k % every == 0 else kept(k))
    return Comparison(before, after, tuple(changes), summary="people became citizens", weight=Weight.WORDING)


@pytest.mark.parametrize("every", [4, 60])
def test_a_report_on_an_article_of_60_sentences_stays_below_60_kb(every: int) -> None:
    assert len(render(long_story(60, every), "html").encode()) < 60_000


def test_a_report_on_5000_sentences_is_mostly_folds() -> None:
    tree = page(long_story(5000, 100))
    assert len(tree.xpath("//main/details")) == 50
    assert len(tree.xpath("//main/section")) == 50


def test_every_reported_row_has_a_note_in_words() -> None:
    notes = [note for made in COMPARISONS.values() for note in page(made()).xpath("//ol//strong/text()")]
    assert {
        "edited",
        "removed",
        "added",
        "2 sentences removed",
        "2 sentences added",
        "1 sentence split into 2",
        "2 sentences merged into 1",
        "moved up from paragraph 5 to 1",
    } == set(notes)
