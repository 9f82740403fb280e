"""Each kind of wrong page, in place of a recorded story: suspect at once, never an edit by being served again."""

from pathlib import Path

import pytest

from tests.stories import ON_SUBJECT, OTHERS, STORY
from tests.support import Newsroom, page

WALLS = Path(__file__).parent.parent / "pages" / "walls"
LONG = (*STORY, ON_SUBJECT, *OTHERS[2])


def wall(name: str) -> str:
    return (WALLS / f"{name}.html").read_text(encoding="utf-8")


SERVED = {
    "script wall": (wall("script_shell"), "the page asks to enable JavaScript"),
    "consent wall": (wall("consent_form_page"), "the page asks for consent before anything is shown"),
    "consent dialog": (wall("consent_dialog_alone"), "the page asks for consent before anything is shown"),
    "login wall": (wall("login_form_alone"), "the page asks for a login"),
    "login by mail": (wall("login_by_mail"), "the page asks for a login"),
    "paywall teaser": (wall("subscribers_only"), "the page asks to subscribe to read on"),
    "captcha": (wall("captcha_challenge"), "the page checks that you are not a robot (captcha)"),
    "waiting room": (wall("waiting_room"), "the page lets readers wait in a queue"),
    "soft 404": (wall("soft_404"), "the page answers 'page not found' with status 200"),
    "soft 404 in Polish": (wall("soft_404_in_polish"), "the page answers 'page not found' with status 200"),
    "error page with status 200": (wall("error_page"), "the page answers with an error page"),
    "parked domain": (wall("parked_domain"), "the page is a parked domain"),
    "other region": (wall("other_region"), "the page is not shown in this region"),
    "other language": (
        page(
            "Der Rat von Saltness hat am Dienstag beschlossen, die Hafenmauer neu zu bauen, die im Sturm gelitten hat.",
            "Der Bürgermeister sagte, die Maurer hätten lange genug auf die Steine gewartet, die nun kommen sollen.",
        ).replace('lang="en"', 'lang="de"'),
        "the page is in another language (de)",
    ),
    "nothing but the frame": (page(), "the page shows hardly any text"),
}
# What a second look at the same text may settle: no sign tells it from a rewrite.
UNSETTLED = {
    "the beginning of the story": (page(*LONG[:2]), "only part of the article came"),
    "the beginning and a box": (
        page(*LONG[:2], extra="<div><p>You have read all that is free. Stay with us for two crowns a week.</p></div>"),
        "only part of the article came",
    ),
    "a page cut off in a sentence": (page(*LONG[:2], LONG[2][:40]).partition("</p></article>")[0], "only part"),
    "another story under its own address": (
        page(*OTHERS[0]).replace("<head>", '<head><link rel="canonical" href="/news/library">'),
        "little of the article is left: the page calls itself",
    ),
}


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    return newsroom.watch("/news/wall", page(*LONG))


@pytest.mark.parametrize("kind", SERVED)
def test_a_wrong_page_is_suspect_however_often_it_is_served(newsroom: Newsroom, address: str, kind: str) -> None:
    html, reason = SERVED[kind]
    newsroom.site.publish("/news/wall", html)
    for _ in range(3):
        row = newsroom.check(address)
        assert (row["outcome"], row["revision"]) == ("suspect", None)
        assert reason in row["reason"]
    assert reason in " ".join(newsroom.must("status").out.split())
    assert len(newsroom.log(address)) == 1
    newsroom.site.publish("/news/wall", page(*LONG))
    assert newsroom.check(address)["outcome"] == "unchanged"


@pytest.mark.parametrize("kind", UNSETTLED)
def test_a_page_that_may_be_wrong_waits_for_a_second_look(newsroom: Newsroom, address: str, kind: str) -> None:
    html, reason = UNSETTLED[kind]
    newsroom.site.publish("/news/wall", html)
    row = newsroom.check(address)
    assert row["outcome"] == "suspect"
    assert reason in row["reason"]
    again = newsroom.check(address)
    assert again["outcome"] == "edited"
    assert newsroom.log(address)[0]["time"] == row["checked_at"]


@pytest.mark.parametrize("where", ["/", "/news/", "/en/"])
def test_a_redirect_to_the_front_page_or_a_section_is_suspect(newsroom: Newsroom, address: str, where: str) -> None:
    newsroom.site.publish(where, page(*OTHERS[0], *OTHERS[1]))
    newsroom.site.publish("/news/wall", "", status=302, headers={"Location": where})
    for _ in range(2):
        row = newsroom.check(address)
        assert row["outcome"] == "suspect"
        assert row["reason"] == "little of the article is left: the address leads to the front page or to a section"


def test_the_text_of_another_watched_story_is_never_an_edit_of_this_one(newsroom: Newsroom, address: str) -> None:
    other = newsroom.watch("/news/library", page(*OTHERS[0], headline="Library opens"))
    newsroom.watch("/news/pool", page(*OTHERS[1], headline="Pool closes"))
    newsroom.site.publish("/news/wall", page(*OTHERS[0], headline="Library opens"))
    for _ in range(3):
        row = newsroom.check(address)
        assert row["outcome"] == "suspect"
        assert row["reason"] == f"little of the article is left: the page shows another article, {other}"


def test_a_large_rewrite_of_a_page_that_names_itself_is_an_edit_at_once(newsroom: Newsroom, address: str) -> None:
    newsroom.site.publish("/news/wall", page(*OTHERS[3], *OTHERS[4]))
    assert newsroom.check(address)["outcome"] == "edited"


def test_a_story_cut_by_its_editors_in_the_middle_is_an_edit_at_once(newsroom: Newsroom, address: str) -> None:
    newsroom.site.publish("/news/wall", page(LONG[1], LONG[3], LONG[6]))
    assert newsroom.check(address)["outcome"] == "edited"
