from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from rowback.extraction.linked_data import page_nodes
from rowback.extraction.signs import read_signs
from rowback.model import Signs

PAGES = Path(__file__).parent.parent / "pages" / "walls"
URL = "https://tidewater-post.example/news/ferry"

WALLS = {
    "captcha_challenge": "checks that you are not a robot (captcha)",
    "consent_dialog_alone": "asks for consent before anything is shown",
    "consent_form_page": "asks for consent before anything is shown",
    "error_page": "answers with an error page",
    "login_by_mail": "asks for a login",
    "login_form_alone": "asks for a login",
    "menu_only": "shows hardly any text",
    "other_region": "is not shown in this region",
    "parked_domain": "is a parked domain",
    "script_shell": "asks to enable JavaScript",
    "sends_on": "sends the reader on to another page",
    "soft_404": "answers 'page not found' with status 200",
    "soft_404_in_polish": "answers 'page not found' with status 200",
    "subscribers_only": "asks to subscribe to read on",
    "waiting_room": "lets readers wait in a queue",
}
NEAR_MISSES = sorted(path.stem for path in PAGES.glob("near_miss_*.html"))


def signs_of(source: str, url: str | None = URL) -> Signs:
    tree = html.document_fromstring(source)
    return read_signs(tree, page_nodes(tree), url=url)


def stored(name: str) -> str:
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


def test_every_stored_page_is_tried() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == {*WALLS, *NEAR_MISSES}


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_named(name: str) -> None:
    assert signs_of(stored(name)).wall == WALLS[name]


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_what_also_stands_on_article_pages_is_no_wall(name: str) -> None:
    url = "https://tidewater-post.example/news/" + ("skipper" if "not_found" in name else "road-closed")
    assert signs_of(stored(name), url).wall is None


def test_a_subscription_cuts_a_story_that_states_more_words_than_came() -> None:
    page = stored("near_miss_whole_paid_story")
    assert signs_of(page.replace('"wordCount": "130"', '"wordCount": "900"')).wall == "asks to subscribe to read on"


def test_a_declared_paid_part_that_is_missing_tells_a_long_teaser() -> None:
    page = stored("near_miss_whole_paid_story").replace('"wordCount": "130",', "")
    assert signs_of(page).wall == "asks to subscribe to read on"
    assert signs_of(page.replace("<article>", '<article class="story paid">')).wall is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="article">',
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": ["BlogPosting"], "headline": "Ferry"}]}</script>',
        '<link rel="canonical" href="https://www.tidewater-post.example/news/ferry/">',
        '<link rel="shortlink canonical" href="/news/ferry">',
    ],
)
def test_a_page_names_itself(head: str) -> None:
    assert signs_of(f"<html><head>{head}</head><body><p>Ferry</p></body></html>").names_itself


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta property="og:type" content="website">',
        '<script type="application/ld+json">{"@type": "WebSite", "name": "The Tidewater Post"}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>',
        '<link rel="canonical" href="https://tidewater-post.example/news/bridge">',
        '<link rel="canonical" href="https://[broken">',
    ],
)
def test_a_page_does_not_name_itself(head: str) -> None:
    assert not signs_of(f"<html><head>{head}</head><body><p>Ferry</p></body></html>").names_itself


def test_a_front_page_that_is_its_own_canonical_names_nothing() -> None:
    page = '<html><head><link rel="canonical" href="https://tidewater-post.example/"></head><body><p>News</p></body></html>'
    assert not signs_of(page, "https://tidewater-post.example/").names_itself


def test_only_words_that_a_reader_sees_are_counted() -> None:
    page = """<html><head><title>Not these two</title></head><body><p>One <b>two</b>three four</p><!-- no -->
    <script>not these</script><style>nor these</style><noscript>nor those</noscript><ul><li>five</li><li>six</li></ul>
    <svg><text>not drawn</text></svg></body></html>"""
    assert signs_of(page).visible_words == 5


def test_words_are_counted_in_scripts_without_blanks() -> None:
    assert signs_of("<html><body><p>岸壁の工事は来週から始まると町は発表した</p></body></html>").visible_words == 11


def test_the_title_is_on_one_line_and_not_that_of_a_drawing() -> None:
    page = "<html><body><svg><title>Logo</title></svg><div hidden><title>Ferry\n runs again</title></div></body></html>"
    assert signs_of(page).title == "Ferry runs again"


@settings(max_examples=60)
@given(st.text(st.sampled_from("<>/=\"' \n&#;abcpdivnosrtulihem404岸")))
def test_broken_markup_is_read_too(source: str) -> None:
    assert signs_of(f"<p>{source}").visible_words >= 0


def test_a_page_with_nothing_on_it_shows_hardly_any_text() -> None:
    assert signs_of("<html></html>", None) == Signs(wall="shows hardly any text")
