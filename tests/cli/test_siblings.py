"""A site of six stories: what comes to all of them is no edit, what comes to one is."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.stories import ON_SUBJECT, OTHERS, PITCH, PITCHES, STORY
from tests.support import Newsroom, NewsSite, fsck, git, page

STORIES = (STORY, *OTHERS)
ALL = range(len(STORIES))


class Site:
    """Six stories on one template; `boxes` are what stands behind the second paragraph of each."""

    def __init__(self, folder: Path, site: NewsSite, boxes: Sequence[str] = ()) -> None:
        self.newsroom, self.site = Newsroom(folder, site), site
        self.stories = [list(story) for story in STORIES]
        self.box(boxes or [""] * len(STORIES))
        self.publish()
        self.urls = [site.url(f"/news/{k}") for k in ALL]
        self.newsroom.must("add", *self.urls)
        assert self.look() == ["new"] * len(STORIES)

    def publish(self) -> None:
        for k, (texts, box) in enumerate(zip(self.stories, self.boxes, strict=True)):
            html = page(*texts, headline=f"Number {k}")
            self.site.publish(f"/news/{k}", html.replace(f"<p>{texts[2]}", f"{box}<p>{texts[2]}"))

    def look(self, *options: str) -> list[str]:
        self.publish()
        rows = {row["url"]: row for row in self.newsroom.must("check", "--json", *options).rows}
        return [rows[url]["outcome"] for url in self.urls]

    def box(self, texts: Sequence[str]) -> None:
        self.boxes = [f'<div class="k3x"><p>{text}</p></div>' if text else "" for text in texts]

    def text(self, number: int) -> str:
        return self.newsroom.must("show", self.urls[number]).out


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with NewsSite() as news:
        yield Site(tmp_path, news)


@pytest.fixture
def boxed(tmp_path: Path) -> Iterator[Site]:
    """All stories but the first one have a box from the beginning, each with other words."""
    with NewsSite() as news:
        yield Site(tmp_path, news, ["", *PITCHES])


NOTHING = ["unchanged"] * len(STORIES)


def test_the_same_new_text_in_all_stories_is_no_edit(site: Site) -> None:
    site.box([PITCH] * 6)
    assert site.look() == NOTHING
    assert site.look() == NOTHING
    assert PITCH not in site.text(0)


def test_other_words_for_each_in_one_new_wrapper_are_no_edit(site: Site) -> None:
    site.box([PITCH, *PITCHES])
    assert site.look() == NOTHING


def test_a_correction_in_two_of_six_stories_is_seen_in_both(site: Site) -> None:
    for k in (0, 3):
        site.stories[k].append(ON_SUBJECT)
    assert site.look() == ["edited", *NOTHING[:2], "edited", *NOTHING[:2]]


def test_what_was_left_out_never_comes_back_as_an_edit(site: Site) -> None:
    site.box([PITCH] * 6)
    site.look()
    site.stories[0][0] = STORY[0].replace("forty", "sixty")
    assert site.look() == ["edited", *NOTHING[1:]]
    site.box([""] * 6)
    assert site.look() == NOTHING
    url, newsroom = site.urls[0], site.newsroom
    assert newsroom.log(url)[0]["changes"]["edited"] == 1
    for command in (["diff", url], ["blame", url], ["show", url]):
        assert "Our reporters" not in newsroom.must(*command).out
    facts = [json.loads(file.read_text()) for file in newsroom.store.rglob("article.json")]
    assert [fact["left_out"] for fact in facts if fact["url"] == url] == [[PITCH]]
    fsck(newsroom.store)


def test_a_text_that_was_recorded_before_it_was_known_shows_in_no_later_comparison(site: Site) -> None:
    """The first story had it long before the others, so it was taken for the article."""
    site.boxes[0] = f'<div class="k3x"><p>{PITCH}</p></div>'
    assert site.look() == ["edited", *NOTHING[1:]]
    assert "Our reporters" in site.newsroom.must("blame", site.urls[0]).out
    site.box([PITCH] * 6)
    assert site.look() == NOTHING
    site.box([""] * 6)
    site.stories[0][0] = STORY[0].replace("forty", "sixty")
    assert site.look() == ["edited", *NOTHING[1:]]
    url, newsroom = site.urls[0], site.newsroom
    assert newsroom.log(url)[0]["changes"]["removed"] == 0
    for command in (["diff", url], ["diff", url, "@2", "@1"], ["diff", url, "@3", "@1"], ["blame", url]):
        assert "Our reporters" not in newsroom.must(*command).out
    assert "Our reporters" not in git(newsroom.store, "log", "-1", "-p", "--", "*.txt")


def test_a_doubtful_box_is_suspect_and_settled_by_a_second_look(boxed: Site) -> None:
    site = boxed
    site.box([PITCH, *PITCHES])
    site.publish()
    (row,) = [row for row in site.newsroom.must("check", "--json").rows if row["url"] == site.urls[0]]
    assert (row["outcome"], row["revision"], row["changes"]) == ("suspect", None, None)
    assert row["reason"].startswith("it is not certain that this belongs to the article")
    assert "Our reporters ask" in row["reason"]
    assert "Our reporters ask" in site.newsroom.must("status").out
    assert PITCH in site.newsroom.must("show", site.urls[0], "--suspect").out
    held_since = row["checked_at"]
    assert site.look() == ["edited", *NOTHING[1:]]
    assert site.newsroom.log(site.urls[0])[0]["time"] == held_since


def test_a_pause_of_seconds_settles_no_doubtful_box(boxed: Site) -> None:
    boxed.box([PITCH, *PITCHES])
    assert boxed.look("--settle", "0")[0] == "suspect"


def test_a_doubtful_box_that_goes_leaves_no_trace(boxed: Site) -> None:
    site = boxed
    site.box([PITCH, *PITCHES])
    assert site.look()[0] == "suspect"
    site.box(["", *PITCHES])
    assert site.look() == NOTHING
    assert "suspect" not in site.newsroom.must("status").out


@pytest.mark.parametrize("choice", ["--accept", "--drop"])
def test_a_doubtful_box_can_be_resolved(boxed: Site, choice: str) -> None:
    site = boxed
    site.box([PITCH, *PITCHES])
    assert site.look()[0] == "suspect"
    site.newsroom.must("resolve", site.urls[0], choice)
    assert (PITCH in site.text(0)) == (choice == "--accept")
    assert site.look()[0] == ("unchanged" if choice == "--accept" else "suspect")


def test_one_page_alone_is_judged_by_siblings_that_are_looked_at_again(site: Site) -> None:
    site.box([PITCH] * 6)
    site.publish()
    site.site.requests.clear()
    assert site.newsroom.check(site.urls[0])["outcome"] == "unchanged"
    asked = [line.removeprefix("GET ") for line in site.site.requests if "robots" not in line]
    assert asked == ["/news/0", "/news/1", "/news/2", "/news/3", "/news/4"]
    assert site.look() == NOTHING


def test_what_is_no_new_block_needs_no_second_look_at_others(site: Site) -> None:
    site.stories[0][0] = STORY[0].replace("forty", "sixty")
    site.publish()
    site.site.requests.clear()
    assert site.newsroom.check(site.urls[0])["outcome"] == "edited"
    assert len([line for line in site.site.requests if "robots" not in line]) == 1


def test_no_sibling_is_asked_when_the_settings_forbid_it(site: Site) -> None:
    settings = site.newsroom.store / "rowback.toml"
    settings.write_text(settings.read_text().replace("[judge]", "[judge]\nsiblings = 0"))
    site.box([PITCH] * 6)
    assert site.look() == ["edited"] * 6


def test_an_article_alone_on_its_site_is_judged_alone(tmp_path: Path) -> None:
    with NewsSite() as news:
        newsroom = Newsroom(tmp_path, news)
        address = newsroom.watch("/wall", page(*STORY))
        newsroom.site.publish("/wall", page(*STORY[:2], PITCH, *STORY[2:]))
        assert newsroom.check(address)["outcome"] == "edited"


def test_a_dry_run_judges_alike_and_keeps_nothing(site: Site) -> None:
    site.box([PITCH] * 6)
    assert site.look("--dry-run") == NOTHING
    state = git(site.newsroom.store, "rev-parse", "refs/rowback/state")
    assert site.look("--dry-run") == NOTHING
    assert git(site.newsroom.store, "rev-parse", "refs/rowback/state") == state


def test_a_store_without_its_memory_judges_by_what_it_sees(site: Site) -> None:
    git(site.newsroom.store, "update-ref", "-d", "refs/rowback/state")
    site.box([PITCH] * 6)
    assert site.look() == NOTHING


def test_a_page_takes_five_kilobytes_of_memory_at_most(site: Site) -> None:
    site.stories[0] = [f"{text} ({k})" for k in range(400) for text in STORY]
    site.look()
    sizes = git(site.newsroom.store, "ls-tree", "-r", "-l", "refs/rowback/state", "blocks/").splitlines()
    assert len(sizes) == 6
    assert max(int(line.split()[3]) for line in sizes) <= 6_000
