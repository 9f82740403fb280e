from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment import compare
from rowback.model import Article, Fact, FactKind, Link, Weight
from rowback.text import letters

SITE = "https://harbour.example"
PARAGRAPHS = (
    ("The council put off the vote on the ramp.", "It has a plan, and the plan is this report."),
    ("A map of the harbour shows the old ramp.", "The office wrote a report, and the report is long."),
)
TEXT = [sentence for paragraph in PARAGRAPHS for sentence in paragraph]


def linked(words: str, url: str, nth: int = 0, paragraphs: Sequence[Sequence[str]] = PARAGRAPHS) -> Link:
    """A link at the n-th place where these words stand."""
    for number, paragraph in enumerate(paragraphs):
        text = " ".join(paragraph)
        places = [k for k in range(len(text)) if text.startswith(words, k)]
        if nth < len(places):
            return Link(number, letters(text[: places[nth]]), words, url if "://" in url else SITE + url)
        nth -= len(places)
    raise AssertionError(words)


def article(*links: Link, paragraphs: tuple[tuple[str, ...], ...] = PARAGRAPHS) -> Article:
    return Article(language="en", sentences_by_paragraph=paragraphs, links=links)


def told(before: Article, after: Article) -> list[tuple[int, int, str | None, str | None]]:
    return [(k.before, k.after, k.fact.before, k.fact.after) for k in compare(before, after).links]


def test_words_that_stayed_and_lead_elsewhere_are_told() -> None:
    before = article(linked("report", "/2025"), linked("map", "/map"))
    comparison = compare(before, article(linked("report", "/2026"), linked("map", "/map")))
    (found,) = comparison.links
    assert (found.text, found.before, found.after) == ("report", 1, 1)
    assert found.fact == Fact(FactKind.LINK, f"{SITE}/2025", f"{SITE}/2026")
    assert found.weight is Weight.SUBSTANCE
    assert comparison.summary == "1 link leads elsewhere"


def test_a_link_alone_makes_no_revision_and_alarms_nobody() -> None:
    comparison = compare(article(linked("report", "/2025")), article(linked("report", "/2026")))
    assert comparison.links
    assert not comparison.makes_revision
    assert not list(comparison.reported)
    assert comparison.weight is None
    assert comparison.disclosure is None


def test_links_that_nobody_knows_of_have_not_changed() -> None:
    known, unknown = article(linked("report", "/2025")), Article(sentences_by_paragraph=PARAGRAPHS)
    assert told(unknown, known) == told(known, unknown) == told(unknown, unknown) == []


def test_a_link_that_came_or_went_is_not_one_that_leads_elsewhere() -> None:
    assert told(article(), article(linked("map", "/map"))) == []
    assert told(article(linked("map", "/map")), article(linked("ramp", "/ramp"))) == []


def test_a_link_is_followed_into_the_sentence_that_was_edited_or_moved() -> None:
    moved = (PARAGRAPHS[1], (PARAGRAPHS[0][0], "It has a good plan, and the plan is this report."))
    after = article(
        linked("report", "/2026", 2, moved), linked("map of the harbour", "/y", paragraphs=moved), paragraphs=moved
    )
    before = article(linked("report", "/2025"), linked("map of the harbour", "/x"))
    assert told(before, after) == [
        (2, 0, f"{SITE}/x", f"{SITE}/y"),
        (1, 3, f"{SITE}/2025", f"{SITE}/2026"),
    ]


def test_the_same_words_linked_twice_are_told_apart_by_their_order() -> None:
    before = article(linked("report", "/a", 1), linked("report", "/b", 2))
    assert told(before, article(linked("report", "/a", 1), linked("report", "/c", 2))) == [
        (3, 3, f"{SITE}/b", f"{SITE}/c")
    ]
    assert told(before, article(linked("report", "/c", 2))) == []


STAYED = linked("council", "/council")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("/map?sid=1a", "/report?sid=1a"), ("/map?sid=2b", "/report?sid=2b")),
        (("/map?sig=1a", "/report?sig=3c"), ("/map?sig=2b", "/report?sig=4d")),
        (("/map", "/report"), ("/map?from=home", "/report?from=home")),
        (("http://a.example/map", "http://a.example/report"), ("http://b.example/map", "http://b.example/report")),
        (("/s/1a/map", "/s/1a/report"), ("/s/2b/map", "/s/2b/report")),
        (("http://a.example/map", "/report"), ("https://www.a.example/map/", "/report")),
        (("/map", "/report"), ("/map.html", "/report/index.html")),
        (("/", "/report"), ("/index.html", "/report")),
    ],
)
def test_what_software_does_to_many_links_is_nobody_s_edit(old: tuple[str, str], new: tuple[str, str]) -> None:
    before, after = (article(STAYED, linked("report", side[1]), linked("map", side[0])) for side in (old, new))
    assert told(before, after) == told(after, before) == []


def test_an_edit_is_seen_among_what_software_did() -> None:
    before = article(linked("report", "/2025?sid=1a"), linked("map", "/map?sid=1a"))
    after = article(linked("report", "/2026?sid=2b"), linked("map", "/map?sid=2b"))
    assert told(before, after) == [(1, 1, f"{SITE}/2025?sid=1a", f"{SITE}/2026?sid=2b")]


def test_one_address_corrected_wherever_it_stands_is_told_each_time() -> None:
    before = article(STAYED, linked("report", "/2025"), linked("ramp", "/2025", 1))
    after = article(STAYED, linked("report", "/2026"), linked("ramp", "/2026", 1))
    assert [found[:2] for found in told(before, after)] == [(1, 1), (2, 2)]


def test_links_of_which_none_stayed_are_written_by_software() -> None:
    words = ("vote", "report", "map")
    before = article(*(linked(word, f"/out/{k}") for k, word in enumerate(words)))
    after = article(*(linked(word, f"/out/{k}x{k}") for k, word in enumerate(words)))
    assert told(before, after) == []


def test_an_address_of_an_unknown_site_is_not_compared_with_one_of_a_known() -> None:
    before, after = article(Link(0, 0, "The", "/a")), article(Link(0, 0, "The", f"{SITE}/b"))
    assert told(before, after) == []


hostile = st.builds(
    Link,
    st.integers(-2, 4),
    st.integers(-2, 200),
    st.sampled_from(["report", "map", ""]),
    st.sampled_from(["/a", "/b?x=1", "http://[", "//", "?", f"{SITE}/c/d"]) | st.text(max_size=12),
)
sides = st.none() | st.lists(hostile, max_size=6).map(tuple)
texts = st.lists(st.lists(st.sampled_from(TEXT), max_size=3).map(tuple), max_size=3).map(tuple)


@given(sides, sides, texts, texts)
def test_any_links_are_compared_and_backwards_the_same(
    old: tuple[Link, ...] | None,
    new: tuple[Link, ...] | None,
    before: tuple[tuple[str, ...], ...],
    after: tuple[tuple[str, ...], ...],
) -> None:
    one, other = Article(sentences_by_paragraph=before, links=old), Article(sentences_by_paragraph=after, links=new)
    forth = compare(one, other).links
    assert compare(one, one).links == ()
    for found in forth:
        assert found.fact.before != found.fact.after
        assert found.before < len(one.sentences)
        assert found.after < len(other.sentences)


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_backwards_the_same_links_are_told(old: list[int], new: list[int]) -> None:
    words = ("council", "report", "map", "office")
    one, other = (
        article(*(linked(word, f"/s/{n}", paragraphs=PARAGRAPHS) for word, n in zip(words, side, strict=True)))
        for side in (old, new)
    )
    assert told(other, one) == [(j, i, b, a) for i, j, a, b in told(one, other)]
