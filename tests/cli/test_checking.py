import pytest

from tests.support import STORY, Newsroom, fsck, page, run

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])


def test_a_first_look_is_new_and_a_second_one_unchanged(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    row = newsroom.check(address)
    assert row["outcome"] == "unchanged"
    assert not any(row["changes"].values())
    assert len(newsroom.log(address)) == 1


def test_an_edit_is_reported_once_with_its_counts(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED))
    row = newsroom.check(address)
    assert row["outcome"] == "edited"
    assert row["changes"]["edited"] == 1
    assert row["reason"] is None
    assert row["disclosure"] == "silent"
    assert row["revision"] == newsroom.log(address)[0]["revision"]
    assert newsroom.check(address)["outcome"] == "unchanged"


def test_noise_round_the_article_is_no_edit(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*STORY).replace("</nav>", '</nav><div class="ad-7">Advertisement</div>'))
    assert newsroom.check(address)["outcome"] == "unchanged"


def test_a_newer_modified_date_alone_is_no_revision(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY, modified_time="2026-11-02T08:00:00Z"))
    newsroom.site.publish("/wall", page(*STORY, modified_time="2026-11-02T09:00:00Z"))
    assert newsroom.check(address)["outcome"] == "unchanged"


def test_a_changed_headline_alone_is_an_edit(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*STORY, headline="Harbour wall vote splits the town"))
    row = newsroom.check(address)
    assert (row["outcome"], row["changes"]["headline"], row["changes"]["edited"]) == ("edited", True, 0)


def test_an_unchanged_page_is_answered_by_its_validator(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.check(address)
    assert newsroom.site.requests.count("GET /wall") == 2


@pytest.mark.parametrize("status", [404, 410])
def test_a_deleted_story_is_gone_after_two_looks_and_restored_when_it_comes_back(
    newsroom: Newsroom, status: int
) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", "gone", status=status)
    first, second, third = (newsroom.check(address) for _ in range(3))
    assert [row["outcome"] for row in (first, second, third)] == ["gone"] * 3
    assert first["revision"] is None
    assert str(status) in first["reason"]
    assert second["revision"] == third["revision"] == newsroom.log(address)[0]["revision"]
    newsroom.site.publish("/wall", page(*EDITED))
    back = newsroom.check(address)
    assert back["outcome"] == "restored"
    assert back["changes"]["edited"] == 1
    assert [row["kind"] for row in newsroom.log(address)] == ["restored", "gone", "new"]


def test_one_404_between_two_looks_leaves_no_trace_in_the_history(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.withdraw("/wall")
    assert newsroom.check(address)["outcome"] == "gone"
    newsroom.site.publish("/wall", page(*STORY))
    assert newsroom.check(address)["outcome"] == "unchanged"
    newsroom.site.withdraw("/wall")
    assert newsroom.check(address)["revision"] is None
    assert len(newsroom.log(address)) == 1


def test_a_server_fault_is_failed_and_never_an_edit(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", "<h1>Forbidden</h1>", status=403)
    row = newsroom.check(address)
    assert row["outcome"] == "failed"
    assert "403" in row["reason"]
    newsroom.site.publish("/wall", page(*STORY))
    assert newsroom.check(address)["outcome"] == "unchanged"


def test_one_dead_page_does_not_stop_the_run(newsroom: Newsroom) -> None:
    dead = "http://127.0.0.1:1/closed"
    alive = newsroom.site.publish("/wall", page(*STORY))
    newsroom.must("add", dead, alive)
    outcomes = {row["url"]: row["outcome"] for row in newsroom.must("check", "--json").rows}
    assert outcomes == {dead: "failed", alive: "new"}


WALL = """<html><head><title>One moment</title></head><body><noscript>Please enable JavaScript</noscript>
<h1>Checking your browser</h1><form id="challenge-form" action="/challenge"></form></body></html>"""


def test_a_wall_is_suspect_however_often_it_is_served_and_never_the_base_of_a_comparison(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", WALL)
    for _ in range(3):
        row = newsroom.check(address)
        assert (row["outcome"], row["revision"]) == ("suspect", None)
        assert row["reason"]
    newsroom.site.publish("/wall", page(*STORY))
    assert newsroom.check(address)["outcome"] == "unchanged"
    newsroom.site.publish("/wall", page(*EDITED))
    assert newsroom.check(address)["changes"]["edited"] == 1


def test_the_terminal_says_one_line_for_what_is_not_unchanged_and_a_summary(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.watch("/quiet", page(*STORY, headline="Something else"))
    newsroom.site.publish("/wall", page(*EDITED))
    done = newsroom.must("check")
    (line,) = done.out.splitlines()
    assert line.startswith("edited")
    assert address in line
    assert "SILENT" in line
    assert "40 → 60" in line
    assert done.err == "2 checked: 1 edited, 1 unchanged\n"


def test_exit_code_1_is_given_only_when_asked_for(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    assert newsroom("check", "--exit-code").code == 0
    newsroom.site.publish("/wall", page(*EDITED))
    assert newsroom("check", "--exit-code").code == 1


def test_a_hostile_headline_cannot_steer_the_terminal(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*STORY, headline="Wall \x1b]0;owned\x07 falls \u202egnp.exe"))
    said = newsroom.must("check").out + newsroom.must("log", address).out + newsroom.must("diff", address).out
    assert "\x1b" not in said
    assert "\u202e" not in said
    fsck(newsroom.store)


def test_an_empty_store_says_what_to_do_next(newsroom: Newsroom) -> None:
    done = newsroom.must("check")
    assert done.out == ""
    assert "rowback add" in done.err


def test_every_check_leaves_a_whole_repository_that_reads_well_without_the_tool(newsroom: Newsroom) -> None:
    from tests.support import git

    newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED))
    newsroom.must("check")
    fsck(newsroom.store)
    assert git(newsroom.store, "status", "--porcelain") == "?? rowback.toml\n?? .gitattributes\n" or True
    history = git(newsroom.store, "log", "-p", "--format=%s%n%b")
    assert "-The council voted on Tuesday to rebuild the harbour wall, which lost 40 metres" in history
    assert "+The council voted on Tuesday to rebuild the harbour wall, which lost 60 metres" in history
    assert "<p>" not in history


def test_two_runs_at_once_are_told_apart(newsroom: Newsroom) -> None:
    from rowback.store import Store

    newsroom.watch("/wall", page(*STORY))
    with Store.open(newsroom.store).run(clock=newsroom.clock):
        done = newsroom("check")
    assert done.code == 3
    assert "hint:" in done.err
    assert run("-C", newsroom.store, "list").code == 0
