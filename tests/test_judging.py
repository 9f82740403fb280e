from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from rowback.extraction import read_page
from rowback.extraction.linked_data import page_nodes
from rowback.extraction.signs import read_signs
from rowback.judging import judge
from rowback.model import Article, Evidence, Signs, Verdict

WALLS = Path(__file__).parent / "pages" / "walls"
URL = "https://tidewater-post.example/news/2026/harbour-wall"

STORY = Article(
    language="en",
    paragraphs=(
        "The council voted on Tuesday to rebuild the harbour wall, which lost forty metres in last winter's storm.",
        "Fishing families had asked for a wall that can be raised later, and engineers told the meeting it could be.",
        "The old wall was built in 1887 by the harbour company; parts of it will be shown in the museum of the town.",
        "Work begins in March and will cost four million pounds, most of which comes from a fund for coastal places.",
    ),
)
REWRITE = Article(
    language="en",
    paragraphs=(
        "Anselm Dray, the mayor of Saltness, stepped down on Friday over a letter that he never showed his colleagues.",
        "In it a firm of builders had warned that the sea floor would not carry what the town was about to put on it.",
        "His deputy said she learned of the warning from a journalist, on a bench in front of the fish market.",
        "An election must be held within sixty days, and two people have said that they will stand in it.",
    ),
)
NAMED = Signs(names_itself=True, visible_words=200, second_chars=len(REWRITE.text))
NAMELESS = replace(NAMED, names_itself=False)
LITTLE_LEFT = "little of the article is left"


def verdict(
    article: Article,
    signs: Signs = NAMED,
    *,
    previous: Article | None = STORY,
    held: Article | None = None,
    at: str = URL,
) -> Verdict:
    return judge(article, signs, Evidence(url=URL, final_url=at, previous=previous, held=held))


def walled(what: str = "asks for a login") -> Signs:
    return replace(NAMELESS, wall=what)


def with_paragraphs(*paragraphs: str) -> Article:
    return replace(STORY, paragraphs=paragraphs)


# ---------------------------------------------------------------- a first look
def test_a_first_look_at_an_article_is_taken_for_it_even_if_the_page_does_not_name_itself() -> None:
    assert verdict(STORY, Signs(), previous=None) == Verdict()


def test_a_first_look_without_text_is_suspect() -> None:
    assert verdict(Article(headline="Harbour wall"), previous=None).reason == "no article text was found on the page"
    assert verdict(Article(), walled(), previous=None).reason == "the page asks for a login"


def test_a_first_look_at_a_wall_is_suspect_however_often_it_comes_back() -> None:
    wall = with_paragraphs("Please sign in to go on.")
    assert verdict(wall, walled(), previous=None) == Verdict("the page asks for a login")
    assert verdict(wall, walled(), previous=None, held=wall) == Verdict("the page asks for a login")


def test_a_first_look_at_a_long_article_stands_against_a_sign_of_a_wall() -> None:
    assert verdict(with_paragraphs(*STORY.paragraphs, *REWRITE.paragraphs), walled(), previous=None) == Verdict()


def test_a_first_look_that_ends_at_the_front_page_is_suspect() -> None:
    reason = "the address leads to the front page or to a section"
    assert verdict(STORY, previous=None, at="https://tidewater-post.example/").reason == reason


@pytest.mark.parametrize(
    "gate",
    [
        "https://consent.tidewater-post.example/collect?next=/news",
        "https://tidewater-post.example/account/login.php?next=/news",
        "https://tidewater-post.example/404",
    ],
)
def test_an_address_that_leads_to_a_gate_is_never_accepted(gate: str) -> None:
    assert verdict(REWRITE, previous=None, at=gate) == Verdict(f"the address leads to {gate}")
    assert verdict(REWRITE, at=gate, held=REWRITE) == Verdict(f"{LITTLE_LEFT}: the address leads to {gate}")
    assert judge(REWRITE, NAMED, Evidence(gate, gate, STORY)) == Verdict()


def test_a_word_for_a_gate_inside_a_longer_step_is_none() -> None:
    assert verdict(STORY, previous=None, at="https://tidewater-post.example/trial-and-error-in-court") == Verdict()


def test_a_front_page_as_canonical_of_every_page_does_not_hinder_a_first_look() -> None:
    article = replace(STORY, canonical_url="https://tidewater-post.example/")
    assert verdict(article, previous=None) == Verdict()


# ---------------------------------------------------------------- edits that must get through at once
@pytest.mark.parametrize(
    "after",
    [
        STORY,
        with_paragraphs(*REWRITE.paragraphs * 5, *STORY.paragraphs),
        with_paragraphs(*STORY.paragraphs[:2]),
        with_paragraphs(*reversed(STORY.paragraphs)),
        with_paragraphs(STORY.paragraphs[0].replace("forty", "sixty"), *STORY.paragraphs[1:]),
        with_paragraphs(" ".join(STORY.paragraphs).upper()),
    ],
    ids=["the same", "many new paragraphs", "cut to half", "turned round", "one word", "one paragraph in capitals"],
)
def test_an_edit_of_the_same_story_is_accepted_at_once(after: Article) -> None:
    assert verdict(after, NAMELESS) == Verdict()
    assert verdict(after, replace(NAMED, second_chars=0)) == Verdict()


def test_a_whole_rewrite_is_accepted_at_once_where_the_page_names_itself_and_two_engines_agree() -> None:
    assert verdict(REWRITE) == Verdict()


def test_a_sign_of_a_wall_does_not_stop_an_edit_of_the_text_it_does_not_hide() -> None:
    assert verdict(with_paragraphs(*STORY.paragraphs[:3]), walled()) == Verdict()


def test_a_text_in_a_script_without_blanks_is_recognised() -> None:
    before = with_paragraphs("岸壁の工事は来週から始まると町は発表した。費用は四億円で、国の基金が大半を負担する。")
    after = with_paragraphs("岸壁の工事は再来週から始まると町は発表した。費用は五億円で、国の基金が大半を負担する。")
    assert verdict(after, NAMELESS, previous=before) == Verdict()
    assert verdict(replace(REWRITE, language="en"), NAMELESS, previous=before).reason == LITTLE_LEFT


# ---------------------------------------------------------------- texts that settle with the second look
@pytest.mark.parametrize(
    ("article", "signs", "reason"),
    [
        (REWRITE, NAMELESS, LITTLE_LEFT),
        (REWRITE, replace(NAMED, second_chars=0), LITTLE_LEFT),
        (REWRITE, replace(NAMED, second_chars=5000), LITTLE_LEFT),
        (with_paragraphs("The ferry runs on Sundays."), replace(NAMED, second_chars=26), LITTLE_LEFT),
        (
            replace(REWRITE, canonical_url="https://tidewater-post.example/news/2026/mayor"),
            NAMED,
            f"{LITTLE_LEFT}: the page calls itself https://tidewater-post.example/news/2026/mayor",
        ),
        (
            with_paragraphs(STORY.paragraphs[0][:60]),
            replace(NAMED, second_chars=len(STORY.text)),
            "only part of the article came",
        ),
    ],
    ids=["unnamed", "second finds nothing", "second finds more", "far shorter", "another address", "cut body"],
)
def test_another_text_is_suspect_first_and_accepted_when_the_second_look_finds_it(
    article: Article, signs: Signs, reason: str
) -> None:
    assert verdict(article, signs) == Verdict(reason, may_settle=True)
    assert verdict(article, signs, held=article) == Verdict(first_seen=True)
    assert verdict(article, signs, held=STORY) == Verdict(reason, may_settle=True)


def test_an_address_that_leads_to_another_page_is_looked_at_twice() -> None:
    elsewhere = "https://tidewater-post.example/news/2026/mayor"
    assert verdict(REWRITE, at=elsewhere).may_settle
    assert verdict(REWRITE, at=elsewhere, held=REWRITE) == Verdict(first_seen=True)


def test_an_address_that_the_article_had_before_is_its_own() -> None:
    own = "https://tidewater-post.example/id/4711"
    assert verdict(replace(REWRITE, canonical_url=own), previous=replace(STORY, canonical_url=own)) == Verdict()


def test_a_body_lost_by_the_engine_is_not_an_edit_even_if_a_third_is_left() -> None:
    signs = replace(NAMED, second_chars=len(STORY.text))
    assert verdict(with_paragraphs(STORY.paragraphs[0], STORY.paragraphs[1][:60]), signs) == Verdict(
        "only part of the article came", may_settle=True
    )


# ---------------------------------------------------------------- pages that are never accepted by themselves
@pytest.mark.parametrize(
    ("article", "signs", "at", "reason"),
    [
        (Article(), NAMED, URL, "no article text was found on the page"),
        (Article(), walled("is a parked domain"), URL, "the page is a parked domain"),
        (REWRITE, walled(), URL, f"{LITTLE_LEFT}: the page asks for a login"),
        (
            with_paragraphs(STORY.paragraphs[0], STORY.paragraphs[1][:60]),
            walled("asks to subscribe to read on"),
            URL,
            "only part of the article came: the page asks to subscribe to read on",
        ),
        (
            REWRITE,
            NAMED,
            "https://tidewater-post.example/news/",
            f"{LITTLE_LEFT}: the address leads to the front page or to a section",
        ),
        (
            replace(REWRITE, canonical_url="https://tidewater-post.example/en/"),
            NAMED,
            URL,
            f"{LITTLE_LEFT}: the address leads to the front page or to a section",
        ),
        (replace(REWRITE, language="de"), NAMED, URL, f"{LITTLE_LEFT}: the page is in another language (de)"),
    ],
    ids=["empty", "empty wall", "wall", "teaser", "section", "front page", "language"],
)
def test_repetition_never_makes_a_wrong_page_an_edit(article: Article, signs: Signs, at: str, reason: str) -> None:
    assert verdict(article, signs, at=at) == Verdict(reason)
    assert verdict(article, signs, at=at, held=article) == Verdict(reason)


def test_a_short_page_that_lost_its_name_is_taken_for_a_notice_of_the_server() -> None:
    previous = replace(STORY, canonical_url=URL)
    notice = with_paragraphs("We are working on our site and will be back soon.")
    reason = f"{LITTLE_LEFT}: the page holds little more, and does not name its address as it did before"
    bare = Signs(visible_words=12)
    assert verdict(notice, bare, previous=previous, held=notice) == Verdict(reason)
    assert verdict(notice, replace(bare, visible_words=90), previous=previous, held=notice) == Verdict(first_seen=True)


def test_a_note_in_place_of_a_withdrawn_story_settles() -> None:
    previous = replace(STORY, canonical_url=URL)
    note = replace(with_paragraphs("This story was taken down, as it did not meet our standards."), canonical_url=URL)
    assert verdict(note, previous=previous).may_settle
    assert verdict(note, previous=previous, held=note) == Verdict(first_seen=True)


def test_an_empty_article_held_before_settles_nothing() -> None:
    assert verdict(REWRITE, NAMELESS, held=Article()) == Verdict(LITTLE_LEFT, may_settle=True)


# ---------------------------------------------------------------- whatever the text
@given(st.text(min_size=1), st.booleans(), st.sampled_from([None, "asks for a login"]))
def test_an_unchanged_article_is_always_the_article(text: str, named: bool, wall: str | None) -> None:
    article = Article(paragraphs=(text,))
    assert verdict(article, Signs(names_itself=named, wall=wall), previous=article) == Verdict()


@given(st.text(), st.text(min_size=1), st.booleans(), st.integers(0, 200))
def test_a_verdict_is_an_acceptance_or_a_reason(text: str, before: str, named: bool, second: int) -> None:
    article, previous = Article(paragraphs=(text,)), Article(paragraphs=(before,))
    found = verdict(article, Signs(names_itself=named, second_chars=second), previous=previous, held=article)
    assert (found.reason is None) or not found.first_seen
    assert found.reason is None or text == ""


# ---------------------------------------------------------------- whole pages
@pytest.mark.parametrize("path", sorted(WALLS.glob("*.html")), ids=lambda path: path.stem)
def test_stored_pages_are_judged_as_they_are_named(path: Path) -> None:
    """Every wall is refused at the first look and in place of a story; every near miss is a good first look."""
    source = path.read_text(encoding="utf-8")
    address = "https://tidewater-post.example/news/" + ("skipper" if "not_found" in path.stem else "road-closed")
    article = read_page(source, url=address).article
    tree = html.document_fromstring(source)
    signs = read_signs(tree, page_nodes(tree), url=address)
    first = judge(article, signs, Evidence(address, address))
    later = judge(article, signs, Evidence(address, address, previous=STORY, held=article))
    if path.stem.startswith("near_miss"):
        assert first.reason is None
        assert later.reason is None
    else:
        assert first.reason is not None
        assert later.reason is not None
        assert not later.may_settle
