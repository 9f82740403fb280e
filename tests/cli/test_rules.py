"""Rules of the user for a site that is read wrongly."""

import json
from pathlib import Path

import pytest

from tests.stories import OTHERS, PITCH, PITCHES, STORY
from tests.support import Newsroom, NewsSite, page

BOX = '<div class="k3x"><p>{}</p></div>'


def boxed(text: str, *paragraphs: str) -> str:
    return page(*(paragraphs or STORY), extra=BOX.format(text))


def rule(newsroom: Newsroom, *lines: str, host: str | None = None) -> None:
    name = host or newsroom.site.url("/").split("/")[2]
    file = newsroom.store / "rowback.toml"
    file.write_text(file.read_text().partition("\n[site.")[0] + "\n" + "\n".join([f'[site."{name}"]', *lines, ""]))


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    """Three revisions, and only the last one is an edit of the story."""
    address = newsroom.watch("/news/wall", boxed(PITCH))
    for html in (boxed(PITCHES[0]), boxed(PITCHES[0], STORY[0].replace("forty", "sixty"), *STORY[1:])):
        newsroom.site.publish("/news/wall", html)
        assert newsroom.check(address)["outcome"] == "edited"
    return address


# ---------------------------------------------------------------- what rules do
def test_what_is_dropped_is_no_text(newsroom: Newsroom) -> None:
    rule(newsroom, 'drop = [".k3x"]')
    address = newsroom.watch("/news/wall", boxed(PITCH))
    newsroom.site.publish("/news/wall", boxed(PITCHES[0]))
    assert newsroom.check(address)["outcome"] == "unchanged"
    assert "Our reporters" not in newsroom.must("show", address).out


def test_what_is_kept_is_all_the_text(newsroom: Newsroom) -> None:
    rule(newsroom, 'keep = [".k3x"]')
    address = newsroom.watch("/news/wall", page(*STORY, extra=BOX.format("</p><p>".join(OTHERS[0]))))
    shown = newsroom.must("show", address).out
    assert OTHERS[0][0] in shown
    assert STORY[0] not in shown


def test_a_page_without_what_is_to_be_kept_is_read_as_ever(newsroom: Newsroom) -> None:
    rule(newsroom, 'keep = ["section.story"]')
    address = newsroom.watch("/news/wall", page(*STORY))
    assert STORY[0] in newsroom.must("show", address).out


def test_headline_byline_and_date_are_taken_where_the_rules_say(newsroom: Newsroom) -> None:
    rule(newsroom, 'headline = ".h"', 'byline = ".w"', 'published = "time.p"')
    said = '<p class="h">The wall, again</p><span class="w">Ana Ruiz and Ben Oduya</span>'
    html = page(*STORY).replace("<main>", said + '<time class="p" datetime="2026-11-01T08:00Z">Sunday</time><main>')
    article = json.loads(newsroom.must("show", newsroom.watch("/news/wall", html), "--format", "json").out)
    assert article["headline"] == "The wall, again"
    assert article["authors"] == ["Ana Ruiz", "Ben Oduya"]
    assert article["published"].startswith("2026-11-01")


def test_rules_of_a_domain_hold_for_the_hosts_below_it(tmp_path: Path) -> None:
    from rowback.model import SiteRules
    from rowback.store.site_rules import rules_of

    wide, near = SiteRules(drop=(".a",)), SiteRules(drop=(".b",))
    sites = {"example.org": wide, "news.example.org": near}
    assert rules_of(sites, "https://www.example.org/x") is wide
    assert rules_of(sites, "https://eu.news.example.org/x") is near
    assert rules_of(sites, "https://notexample.org/x") is None


def test_a_new_rule_is_a_re_extraction_and_never_an_edit(newsroom: Newsroom, address: str) -> None:
    rule(newsroom, 'drop = [".k3x"]')
    newsroom.site.publish("/news/wall", boxed(PITCHES[1], STORY[0].replace("forty", "sixty"), *STORY[1:]))
    assert newsroom.check(address)["outcome"] == "unchanged"
    assert len(newsroom.log(address)) == 3
    newsroom.site.publish("/news/wall", boxed(PITCHES[2], STORY[0].replace("forty", "ninety"), *STORY[1:]))
    row = newsroom.check(address)
    assert (row["outcome"], row["changes"]["edited"], row["changes"]["removed"]) == ("edited", 1, 0)
    diff = newsroom.must("diff", address, "@4", "@1").out
    assert "Our reporters" not in diff
    assert "ninety" in diff


# ---------------------------------------------------------------- mistakes
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('drop = ["div["]', "drop: 'div[' is not a CSS selector"),
        ('headline = "h1:nonsense"', "headline: 'h1:nonsense' is not a CSS selector"),
        ('drop = ".k3x"', "drop is not a list of selectors"),
        ("headline = 3", "headline is not a selector"),
        ('body = ".k3x"', "body is not a setting"),
    ],
)
def test_a_bad_rule_is_told_with_its_place(newsroom: Newsroom, line: str, told: str) -> None:
    rule(newsroom, line, host="example.org")
    done = newsroom("check")
    assert done.code == 3
    assert told in done.err
    assert '[site."example.org"]' in done.err
    assert "hint: " in done.err
    assert len(done.err.splitlines()) == 2


# ---------------------------------------------------------------- rules test
def test_rules_are_tried_on_the_stored_history_before_they_are_adopted(newsroom: Newsroom, address: str) -> None:
    before = (newsroom.store / "rowback.toml").read_bytes()
    lines = newsroom.must("rules", "test", address, "--drop", ".k3x").out.splitlines()
    assert sum("drop .k3x 1" in line for line in lines) == 3
    assert f"    - {PITCH}" in lines
    assert lines.count(f"    - {PITCHES[0]}") == 1
    assert lines[-1] == "edits in this history: 2 as it is read now, 1 with these rules"
    assert (newsroom.store / "rowback.toml").read_bytes() == before
    assert PITCHES[0].split(".")[0] in newsroom.must("show", address).out


def test_rules_are_tried_as_json(newsroom: Newsroom, address: str) -> None:
    rows = newsroom.must("rules", "test", address, "--drop", ".k3x", "--headline", "h1", "--json").rows
    assert [row["matches"] for row in rows] == [{"drop .k3x": 1, "headline h1": 1}] * 3
    assert [row["removed"] for row in rows] == [[PITCH], [PITCHES[0]], [PITCHES[0]]]
    assert rows[0]["revision"] == newsroom.log(address)[-1]["revision"]


def test_the_rules_of_the_store_are_tried_when_none_are_given(newsroom: Newsroom, address: str) -> None:
    done = newsroom("rules", "test", address)
    assert done.code == 2
    assert "there are no rules for" in done.err
    rule(newsroom, 'drop = [".k3x"]')
    assert "drop .k3x 1" in newsroom.must("rules", "test", address).out


def test_a_bad_selector_on_the_command_line_is_told(newsroom: Newsroom, address: str) -> None:
    done = newsroom("rules", "test", address, "--keep", "div[")
    assert done.code == 2
    assert "--keep: 'div[' is not a CSS selector" in done.err


def test_rules_cannot_be_tried_without_pages(newsroom: Newsroom) -> None:
    file = newsroom.store / "rowback.toml"
    file.write_text(file.read_text().replace("[store]", '[store]\npages = "none"'))
    address = newsroom.watch("/news/wall", boxed(PITCH))
    done = newsroom("rules", "test", address, "--drop", ".k3x")
    assert done.code == 2
    assert "no page of" in done.err


# ---------------------------------------------------------------- rules check
def test_rules_that_hold_are_no_news(newsroom: Newsroom, address: str) -> None:
    rule(newsroom, 'drop = [".k3x"]', 'headline = "h1"')
    done = newsroom.must("rules", "check", "--exit-code")
    assert (done.out, done.err) == ("", "the rules hold\n")


def test_a_rule_that_finds_nothing_any_more_is_told(newsroom: Newsroom, address: str) -> None:
    rule(newsroom, 'drop = [".k3x", ".never"]', 'headline = "h1"')
    newsroom.site.publish("/news/wall", page(*STORY[:3], "Work is to begin in March.").replace("h1", "h2"))
    assert newsroom.check(address)["outcome"] == "edited"
    done = newsroom("rules", "check", "--exit-code")
    assert done.code == 1
    told = [line.partition(": ")[2] for line in done.out.splitlines()]
    assert told == [
        "drop '.k3x' matches nothing any more on the newest pages (1)",
        "drop '.never' matches nothing on the newest pages (1)",
        "headline 'h1' matches nothing any more on the newest pages (1)",
    ]


def test_a_rule_that_finds_nothing_on_some_pages_is_told(newsroom: Newsroom, address: str) -> None:
    newsroom.watch("/news/library", page(*OTHERS[0]).replace("h1", "h2"))
    rule(newsroom, 'drop = [".k3x"]', 'headline = "h1"')
    (row,) = newsroom.must("rules", "check", "--json").rows
    assert row["warning"].endswith("headline 'h1' matches nothing on 1 of the 2 newest pages")


def test_a_day_on_which_most_articles_of_a_site_were_edited_is_told(tmp_path: Path) -> None:
    with NewsSite() as news:
        newsroom = Newsroom(tmp_path, news)
        stories = [STORY, *OTHERS]
        addresses = [newsroom.watch(f"/news/{k}", page(*story)) for k, story in enumerate(stories)]
        assert newsroom.must("rules", "check").out == ""
        for k, story in enumerate(stories[:4]):
            news.publish(f"/news/{k}", page(*story, OTHERS[4 - k][2] if k < 3 else STORY[3]))
        newsroom.must("check", *addresses)
        (line,) = newsroom.must("rules", "check").out.splitlines()
        assert ": 4 of 6 articles were edited on 2026-11-03: its template may have changed" in line
