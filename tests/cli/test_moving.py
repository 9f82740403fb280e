"""An article has a new address: its history stays one, whatever it is called by."""

import json

from tests.cli.test_checking import WALL
from tests.support import STORY, Newsroom, fsck, git, page

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])
LATER = (*EDITED, "A second vote is planned for May.")


def moved(newsroom: Newsroom) -> tuple[str, str]:
    """An article that was edited, moved, and edited again."""
    old = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED))
    newsroom.check(old)
    new = newsroom.site.publish("/2026/wall", page(*EDITED))
    newsroom.site.publish("/wall", "", status=301, headers={"Location": new})
    newsroom.must("check")
    newsroom.must("move", old, new)
    return old, new


def test_the_history_goes_on_under_the_new_address(newsroom: Newsroom) -> None:
    old, new = moved(newsroom)
    assert newsroom.must("list").out == f"{new}\n"
    row = newsroom.check(new)
    assert (row["url"], row["outcome"]) == (new, "unchanged"), "no phantom edit"
    newsroom.site.publish("/2026/wall", page(*LATER))
    row = newsroom.check(new)
    assert (row["outcome"], row["changes"]["added"]) == ("edited", 1)
    assert [row["kind"] for row in newsroom.log(new)] == ["edited", "edited", "new"]
    assert [row["kind"] for row in newsroom.log(new, "--all")] == ["edited", "moved", "edited", "new"]
    assert newsroom.log(old) == newsroom.log(new)
    fsck(newsroom.store)
    assert newsroom.must("doctor", "--deep").out == ""


def test_every_command_shows_one_history(newsroom: Newsroom) -> None:
    old, new = moved(newsroom)
    newsroom.site.publish("/2026/wall", page(*LATER))
    newsroom.must("check")
    assert "[-40-]{+60+} metres" in newsroom.must("diff", new, "@3", "@2").out
    assert "second vote" in newsroom.must("diff", old).out
    assert len(newsroom.must("diff", new, "@1", "@3", "--each").out.split("reworded")) >= 2
    assert "40 metres" in newsroom.must("show", f"{new}@3").out
    assert "40 metres" in newsroom.must("show", f"{old}@3").out
    newsroom.must("show", f"{new}@3", "--page", "-o", newsroom.store.parent / "page.html")
    assert (newsroom.store.parent / "page.html").read_text(encoding="utf-8") == page(*STORY)
    ages = [json.loads(line) for line in newsroom.must("blame", new, "--json").out.splitlines()]
    assert len(ages) > 1
    (found,) = newsroom.must("grep", "40 metres", "--json").rows
    assert (found["fate"], found["url"] in (old, new)) == ("removed", True)
    rows = newsroom.must("export", "--table", "revisions").rows
    assert [row["kind"] for row in rows] == ["new", "edited", "edited"]
    (row,) = newsroom.must("status", "--json").rows
    assert (row["due"], row["never_checked"], row["moved"]) == ([new], [], [])
    assert newsroom.must("log", new, "--checks").out.count("\n") >= 3


def test_a_part_of_the_old_address_will_do_where_it_fits_no_present_one(newsroom: Newsroom) -> None:
    old, new = (newsroom.site.url(path) for path in ("/news/ferry", "/2026/boats"))
    newsroom.watch("/news/ferry", page(*STORY))
    newsroom.must("move", old, new)
    newsroom.site.publish("/2026/boats", page(*STORY))
    for command in ("log", "show", "blame", "check", "export", "reextract"):
        newsroom.must(command, "ferry")
    newsroom.watch("/news/ferry-fare", page(*STORY, headline="The fare goes up"))
    assert newsroom.must("show", "ferry").out.startswith("The fare goes up")
    newsroom.must("remove", "/news/ferry")
    assert newsroom.must("list").out == f"{new}\n"
    newsroom.must("remove", old)
    assert newsroom.must("list").out == ""


def test_plain_git_sees_the_files_renamed(newsroom: Newsroom) -> None:
    _, new = moved(newsroom)
    said = git(newsroom.store, "show", "--format=%B", "--name-status", "--find-renames", "HEAD^{/moved from}")
    assert f"\nURL: {new}\n" in said
    assert "\nOutcome: moved\n" in said
    assert "\nMoved-From: http" in said
    assert said.count("\nR1") == 2, "text and page are the same bytes"


def test_what_is_held_moves_too(newsroom: Newsroom) -> None:
    old = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", WALL)
    newsroom.check(old)
    new = newsroom.site.publish("/2026/wall", page(*STORY))
    newsroom.must("move", "/wall", new)
    assert newsroom.must("status", "--json").rows[0]["held"][0]["url"] == new
    newsroom.must("show", new, "--suspect", "--page", "-o", newsroom.store.parent / "page.html")
    assert (newsroom.store.parent / "page.html").read_text(encoding="utf-8") == WALL
    assert newsroom.must("doctor").out == ""


def test_an_article_that_comes_back_to_its_old_address(newsroom: Newsroom) -> None:
    old, new = moved(newsroom)
    newsroom.site.publish("/wall", page(*LATER))
    newsroom.must("move", new, old)
    assert newsroom.check(old)["outcome"] == "edited"
    assert [row["kind"] for row in newsroom.log(old)] == ["edited", "edited", "new"]
    assert newsroom.must("list").out == f"{old}\n"
    assert newsroom.must("doctor").out == ""


def test_a_move_that_was_cut_off_is_found_and_done_again(newsroom: Newsroom) -> None:
    """The settings name the move, and the commit was never published: an edit in between is still an edit."""
    old = newsroom.watch("/wall", page(*STORY))
    new = newsroom.site.publish("/2026/wall", page(*EDITED))
    settings = newsroom.store / "rowback.toml"
    text = settings.read_text().replace(f'"{old}"', f'"{new}"')
    settings.write_text(f'{text}\n[moved]\n"{new}" = "{old}"\n')
    done = newsroom("doctor")
    assert done.code == 1
    assert f"rowback move {old} {new}" in done.out
    assert newsroom.check(new)["outcome"] == "edited"
    assert [row["kind"] for row in newsroom.log(new)] == ["edited", "new"]
    newsroom.must("move", old, new)
    assert newsroom.must("doctor").out == ""
    assert len(newsroom.log(new)) == 2


def test_forgetting_takes_all_addresses(newsroom: Newsroom) -> None:
    _, new = moved(newsroom)
    newsroom.must("forget", new, "--yes")
    assert newsroom.must("list").out == ""
    text = (newsroom.store / "rowback.toml").read_text()
    assert "/wall" not in text
    assert "moved" not in text or "[moved]" in text
    assert newsroom("log", new).code == 2


def test_what_cannot_be_moved_is_refused(newsroom: Newsroom) -> None:
    one = newsroom.watch("/wall", page(*STORY))
    two = newsroom.watch("/ferry", page(*STORY, headline="Ferry is late"))
    newsroom.site.publish("/wall", page(*EDITED))
    newsroom.must("check")
    before = (newsroom.store / "rowback.toml").read_bytes()
    for old, new, said in ((one, two, "same time"), (one, f"{one}#top", "already"), (one, "wall", "not an http")):
        done = newsroom("move", old, new)
        assert (done.code, said in done.err, "hint:" in done.err) == (2, True, True)
    assert (newsroom.store / "rowback.toml").read_bytes() == before


# ---------------------------------------------------------------- noticed, never followed
def test_the_same_article_under_two_addresses_is_noticed(newsroom: Newsroom) -> None:
    one, two, other = (newsroom.site.url(path) for path in ("/wall", "/amp/wall", "/ferry"))
    canonical = f'<link rel="canonical" href="{one}">'
    newsroom.site.publish("/wall", page(*STORY))
    newsroom.site.publish("/amp/wall", page(*EDITED).replace("</head>", f"{canonical}</head>"))
    newsroom.site.publish("/ferry", page(*EDITED, headline="Ferry is late"))
    newsroom.must("add", two, other)
    newsroom.must("check")
    assert f"{one} may be the same article as {two}" in newsroom.must("add", one).err
    newsroom.must("check")
    (row,) = newsroom.must("status", "--json").rows
    assert row["twins"] == [[two, one]]
    assert f"also {one}" in " ".join(newsroom.must("status").out.split())
    done = newsroom.must("doctor")
    assert done.out.startswith(f"note    {two} is the same article as {one} -> ")
    assert len(newsroom.log(one)) == len(newsroom.log(two)) == 1


def test_the_same_text_at_the_same_time_is_noticed(newsroom: Newsroom) -> None:
    one, two = newsroom.watch("/wall", page(*STORY)), newsroom.watch("/wall-2", page(*STORY))
    (row,) = newsroom.must("status", "--json").rows
    assert row["twins"] == [[one, two]]
    newsroom.site.publish("/wall-2", page(*EDITED))
    newsroom.must("check")
    (row,) = newsroom.must("status", "--json").rows
    assert row["twins"] == []


def test_two_addresses_of_one_page_share_what_is_remembered_of_it(newsroom: Newsroom) -> None:
    """And keep it when one of them changes: the state would lose an object that the other still needs."""
    newsroom.watch("/wall", page(*STORY))
    newsroom.watch("/wall-2", page(*STORY))
    newsroom.site.publish("/wall-2", page(*LATER, extra="<aside><p>Read this next.</p></aside>"))
    newsroom.must("check")
    fsck(newsroom.store)


def test_a_site_that_calls_all_its_pages_the_front_page_is_not_believed(newsroom: Newsroom) -> None:
    front = f'<link rel="canonical" href="{newsroom.site.url("/")}"></head>'
    for path, text in (("/wall", STORY), ("/wall-2", EDITED)):
        newsroom.watch(path, page(*text).replace("</head>", front))
    assert newsroom.must("status", "--json").rows[0]["twins"] == []


def test_a_command_that_is_suggested_is_safe_to_paste(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    there = newsroom.site.publish("/$(touch%20x);wall", page(*STORY))
    newsroom.site.publish("/wall", "", status=301, headers={"Location": there})
    said = newsroom.must("check").err
    assert f"rowback move {address} '{there}'" in said
