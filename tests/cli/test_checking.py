import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from rowback import api
from rowback.model import Draft, RevisionKind
from rowback.store import Sighting, Store
from tests.support import STORY, Newsroom, fsck, git, page, run

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


def test_what_failed_is_told_once_with_the_next_thing_to_try(newsroom: Newsroom) -> None:
    addresses = [newsroom.site.publish(f"/{name}", "no", status=403) for name in ("wall", "ferry")]
    newsroom.must("add", *addresses)
    done = newsroom.must("check")
    assert done.out.splitlines() == [f"failed     {address}  answered 403 (Forbidden)" for address in addresses]
    assert done.err.count("hint: open it in a browser: it may need a login, or refuse programs\n") == 1
    assert "1 in a row: answered 403 (Forbidden)" in newsroom.must("status").out


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


def linking(report: str, *, session: str = "1a", museum: str = "town museum") -> str:
    words = f'<a href="/reports/{report}?sid={session}">is possible</a>'
    home = f'<a href="/museum?sid={session}">{museum}</a>'
    return page(*STORY[:2], STORY[2].replace("is possible", words), STORY[3].replace("town museum", home))


def test_a_link_that_leads_elsewhere_makes_no_revision_and_is_told_with_the_next(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", linking("2025"))
    newsroom.site.publish("/wall", linking("2026", session="2b"))
    assert newsroom.check(address)["outcome"] == "unchanged"
    assert newsroom("check", "--exit-code").code == 0
    newsroom.site.publish("/wall", linking("2026", session="3c").replace("40 metres", "60 metres"))
    found = newsroom.check(address)
    assert found["outcome"] == "edited"
    assert found["changes"]["edited"] == 1
    assert found["summary"] == "1 sentence reworded (number 40 → 60); 1 link leads elsewhere"
    assert "1 link leads elsewhere" in git(newsroom.store, "log", "-1", "--format=%b")
    for form in ("terminal", "text", "markdown", "html"):
        said = newsroom.must("diff", address, "--format", form).out
        assert "is possible” in paragraph 3" in said
        assert "museum?sid" not in said
    (link,) = json.loads(newsroom.must("diff", address, "--format", "json").out)["links"]
    site = address.removesuffix("/wall")
    assert link["facts"] == [
        {"kind": "link", "before": f"{site}/reports/2025?sid=1a", "after": f"{site}/reports/2026?sid=3c"}
    ]


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
    newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED))
    newsroom.must("check")
    fsck(newsroom.store)
    history = git(newsroom.store, "log", "-p", "--format=%s%n%b")
    assert "-The council voted on Tuesday to rebuild the harbour wall, which lost 40 metres" in history
    assert "+The council voted on Tuesday to rebuild the harbour wall, which lost 60 metres" in history
    assert "<p>" not in history


def test_two_runs_at_once_are_told_apart(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    with Store.open(newsroom.store).run(clock=newsroom.clock):
        done = newsroom("check")
    assert done.code == 3
    assert "hint:" in done.err
    assert run("-C", newsroom.store, "list").code == 0


# ---------------------------------------------------------------- texts that come back
def look_at(newsroom: Newsroom, address: str, *texts: str) -> list[str]:
    """Publish one text after the other, and tell what each check found."""
    found = []
    for text in texts:
        newsroom.site.publish("/wall", text)
        found.append(newsroom.check(address)["outcome"])
    return found


A, B, C = (page(STORY[0].replace("40", metres), *STORY[1:]) for metres in ("40", "60", "80"))


def test_taking_back_an_edit_is_an_edit_that_says_so(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", A)
    assert look_at(newsroom, address, B) == ["edited"]
    newsroom.site.publish("/wall", A)
    row = newsroom.check(address)
    assert row["outcome"] == "edited"
    newest, middle, oldest = newsroom.log(address)
    assert row["reverted_to"] == newest["reverted_to"] == oldest["time"]
    assert middle["reverted_to"] is None
    said = f"reverted to the text of {datetime.fromisoformat(oldest['time']):%Y-%m-%d %H:%M} UTC"
    assert row["summary"].startswith(said)
    assert said in newsroom.must("log", address).out
    assert "Reverted-To: " in git(newsroom.store, "log", "-1", "--format=%b")


def test_texts_that_take_turns_are_reported_once(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", A)
    assert look_at(newsroom, address, B, A, B, A, B, A) == ["edited"] * 3 + ["unchanged"] * 3
    assert "no longer reported" not in newsroom.log(address)[1]["summary"]
    assert "not reported" in newsroom.log(address)[0]["summary"]
    assert len(newsroom.log(address)) == 4
    assert "back and forth" in newsroom.must("status").out


def test_three_texts_that_take_turns_settle_too(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", A)
    assert look_at(newsroom, address, B, C, A, B, C, A, B) == ["edited"] * 4 + ["unchanged"] * 3


def test_a_new_text_among_variants_is_an_edit_and_counts_anew(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", A)
    look_at(newsroom, address, B, A, B, A)
    newest = page(*STORY, "A second vote is planned for May, the mayor said on Friday.")
    assert look_at(newsroom, address, newest, B) == ["edited", "edited"]


def test_two_corrections_taken_back_are_four_edits(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", A)
    assert look_at(newsroom, address, B, A, C, A) == ["edited"] * 4
    assert [bool(row["reverted_to"]) for row in newsroom.log(address)] == [True, False, True, False, False]


# ---------------------------------------------------------------- another extractor
def recorded_by_an_older_rowback(newsroom: Newsroom) -> str:
    """An article whose text an older extractor took without its last paragraph."""
    html = page(*STORY)
    address = newsroom.watch("/wall", html)
    store = Store.open(newsroom.store)
    with store.run(clock=newsroom.clock) as run:
        before = run.recorded(address)
        assert before is not None
        served = page(*STORY[:-1])
        article = api.extract(served)
        old = Draft(address, RevisionKind.REEXTRACTED, article, before.observed_at, "older engine 1")
        run.record(old)
        run.state[address] = Sighting(revision=run.state[address].revision)
    return address


def test_what_a_newer_extractor_reads_otherwise_is_never_an_edit(newsroom: Newsroom) -> None:
    address = recorded_by_an_older_rowback(newsroom)
    newsroom.site.publish("/wall", page(*STORY).replace("</nav>", '</nav><div class="ad-7">Advertisement</div>'))
    assert newsroom.check(address)["outcome"] == "unchanged"
    assert [row["kind"] for row in newsroom.log(address)] == ["new"]
    assert [row["kind"] for row in newsroom.log(address, "--all")] == ["re-extracted", "re-extracted", "new"]
    assert STORY[-1].split(". ")[0] in newsroom.must("show", address).out


def test_an_edit_after_a_newer_extractor_shows_the_edit_alone(newsroom: Newsroom) -> None:
    address = recorded_by_an_older_rowback(newsroom)
    newsroom.site.publish("/wall", page(*EDITED))
    row = newsroom.check(address)
    assert row["outcome"] == "edited"
    assert {name: count for name, count in row["changes"].items() if count} == {"edited": 1}
    assert [row["kind"] for row in newsroom.log(address, "--all")] == ["edited", "re-extracted", "re-extracted", "new"]
    assert len(newsroom.log(address)) == 2
    fsck(newsroom.store)


# ---------------------------------------------------------------- moved for good
def test_a_page_that_moved_for_good_is_told_once(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    there = newsroom.site.publish("/harbour-wall", page(*STORY))
    newsroom.site.publish("/wall", "", status=301, headers={"Location": there})
    done = newsroom.must("check", "--quiet")
    assert (done.out, done.err) == (
        "",
        f"{address} has moved permanently; to follow it: rowback move {address} {there}\n",
    )
    assert newsroom.must("check", "--quiet").err == ""
    assert there in newsroom.must("status").out


# ---------------------------------------------------------------- second looks
def test_one_run_can_record_that_a_page_is_gone(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.withdraw("/wall")
    (row,) = newsroom.must("check", "--json", "--settle", "0").rows
    assert row["revision"] == newsroom.log(address)[0]["revision"]
    assert [row["kind"] for row in newsroom.log(address)] == ["gone", "new"]
    assert newsroom.site.requests.count("GET /robots.txt") == 2  # one a run


REWRITTEN = (
    "Divers found a bronze bell beneath the quay on Friday, and the town has talked of little else since then.",
    "It bears the name of a brig that sank in 1791 with a cargo of tin, salt and letters for the garrison.",
    "Historians from the university will clean it over the summer, and hope to read the maker's mark.",
    "Until then it lies in a tank of fresh water behind the library, where visitors may look at it on Sundays.",
)


def all_new(text: tuple[str, ...]) -> str:
    """A page of another text that does not say it is an article, as after a change of the site's software."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    return f"<html lang='en'><head><title>Quay</title></head><body><article>{body}</article></body></html>"


def test_a_text_that_is_all_new_is_held_and_settles_with_the_second_look(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", all_new(REWRITTEN))
    first, second = newsroom.check(address), newsroom.check(address)
    assert (first["outcome"], second["outcome"]) == ("suspect", "edited")
    assert newsroom.log(address)[0]["time"] == first["checked_at"]


def test_one_run_can_settle_a_text_that_is_all_new(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", all_new(REWRITTEN))
    done = newsroom.must("check", "--settle", "0.05")
    assert done.out.startswith("edited")
    assert done.err == "1 checked: 1 edited\n"
    assert len(newsroom.log(address)) == 2


def test_a_wall_is_not_looked_at_twice(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", WALL)
    newsroom.must("check", "--settle", "0")
    assert newsroom.site.requests.count("GET /wall") == 2


# ---------------------------------------------------------------- held captures
def test_a_held_capture_is_accepted_with_the_time_of_its_first_sighting(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", all_new(REWRITTEN))
    first = newsroom.check(address)
    (row,) = newsroom.must("resolve", "/wall", "--accept", "--json").rows
    newest = newsroom.log(address)[0]
    assert (row["outcome"], row["revision"]) == ("edited", newest["revision"])
    assert newest["time"] == first["checked_at"]
    assert row["changes"]["removed"] + row["changes"]["edited"] > 0
    assert newsroom.check(address)["outcome"] == "unchanged"
    assert newsroom.must("status", "--json").rows[0]["held"] == []


def test_a_first_look_at_a_wall_can_be_accepted_as_the_article(newsroom: Newsroom) -> None:
    address = newsroom.site.publish("/wall", WALL)
    newsroom.must("add", address)
    assert newsroom.check(address)["outcome"] == "suspect"
    assert newsroom.must("resolve", address, "--accept").out.startswith("new")
    assert [row["kind"] for row in newsroom.log(address)] == ["new"]


def test_an_accepted_capture_restores_an_article_that_was_gone(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.withdraw("/wall")
    newsroom.must("check", "--settle", "0")
    newsroom.site.publish("/wall", WALL)
    assert newsroom.check(address)["outcome"] == "suspect"
    assert newsroom.must("resolve", address, "--accept").out.startswith("restored")


def test_a_dropped_capture_is_forgotten_and_judged_anew(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", all_new(REWRITTEN))
    newsroom.must("check")
    done = newsroom.must("resolve", address, "--drop")
    assert (done.out, done.err) == ("", f"dropped what was held of {address}\n")
    assert newsroom.check(address)["outcome"] == "suspect"
    assert len(newsroom.log(address)) == 1


def test_what_is_older_than_the_last_revision_is_not_accepted(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", WALL)
    newsroom.check(address)
    newsroom.site.withdraw("/wall")
    newsroom.must("check", "--settle", "0")
    done = newsroom("resolve", address, "--accept")
    assert done.code == 2
    assert "older than what was recorded since" in done.err
    newsroom.must("resolve", address, "--drop")


@pytest.mark.parametrize("options", [["--accept"], ["--drop"], [], ["--accept", "--drop"]])
def test_resolving_nothing_or_both_ways_is_a_usage_error(newsroom: Newsroom, options: list[str]) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    done = newsroom("resolve", address, *options)
    assert (done.code, done.out) == (2, "")
    assert "hint:" in done.err
    assert len(newsroom.log(address)) == 1


# ---------------------------------------------------------------- rehearsals and quiet runs
def files_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time and bytes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in found}


def test_a_dry_run_says_what_would_be_recorded_and_writes_nothing(newsroom: Newsroom) -> None:
    edited, gone = newsroom.watch("/wall", page(*STORY)), newsroom.watch("/ferry", page(*STORY, headline="Ferry"))
    wall = newsroom.watch("/bell", page(*REWRITTEN, headline="Bell"))
    newsroom.site.publish("/wall", page(*EDITED))
    newsroom.site.withdraw("/ferry")
    newsroom.site.publish("/bell", WALL)
    new = newsroom.site.publish("/new", page(*STORY, headline="New"))
    newsroom.must("add", new)
    before = files_of(newsroom.store)
    done = newsroom.must("check", "--dry-run", "--settle", "0", "--json")
    assert files_of(newsroom.store) == before
    rows = {row["url"]: row for row in done.rows}
    assert {url: row["outcome"] for url, row in rows.items()} == {
        edited: "edited",
        gone: "gone",
        wall: "suspect",
        new: "new",
    }
    assert rows[edited]["changes"]["edited"] == 1
    assert not any(row["revision"] for row in rows.values())
    assert "nothing was written" in done.err
    really = newsroom.must("check", "--settle", "0", "--json").rows
    assert {row["url"]: row["outcome"] for row in really} == {url: row["outcome"] for url, row in rows.items()}


def test_a_dry_run_does_not_wait_for_another_run(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    with Store.open(newsroom.store).run(clock=newsroom.clock):
        assert newsroom("check", "--dry-run").code == 0


def test_a_quiet_run_says_nothing_when_there_is_nothing_to_say(newsroom: Newsroom) -> None:
    assert newsroom.must("check", "--quiet") == run("-C", newsroom.store, "check", "-q")
    newsroom.watch("/wall", page(*STORY))
    done = newsroom.must("check", "--quiet")
    assert (done.out, done.err) == ("", "")
    assert newsroom.must("check", "--quiet", "--json").out == ""


def test_a_quiet_run_tells_of_what_changed_once_and_of_faults_each_time(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))

    def said(html: str, status: int = 200) -> list[str]:
        newsroom.site.publish("/wall", html, status=status)
        done = newsroom.must("check", "--quiet")
        assert done.err == ""
        return [line.split()[0] for line in done.out.splitlines()]

    assert said(page(*EDITED)) == ["edited"]
    assert [said("no", 403) for _ in range(2)] == [["failed"]] * 2
    assert [said(WALL) for _ in range(3)] == [["suspect"], [], []]
    assert [said("", 404) for _ in range(4)] == [["gone"], ["gone"], [], []]
    assert said(page(*STORY)) == ["restored"]


NOTE = '<p class="correction">Correction: an earlier version of this article said that the wall lost 40 metres.</p>'
QUOTED = page(STORY[0], STORY[1].replace("“", '"').replace("”", '"'), *STORY[2:])


def check_all(newsroom: Newsroom, *options: str) -> tuple[int, list[tuple[str, str]], list[str]]:
    """Three edits and a fault in one run: exit code, what is told as JSON, and which lines without."""
    pages = {"/silent": page(*EDITED), "/noted": page(*EDITED, extra=NOTE), "/quoted": QUOTED}
    for path in (*pages, "/failing", "/quiet"):
        newsroom.watch(path, page(*STORY))
    for path, html in pages.items():
        newsroom.site.publish(path, html)
    newsroom.site.publish("/failing", "no", status=403)
    lines = newsroom.must("check", "--dry-run", *options).out.splitlines()
    done = newsroom("check", "--json", "--exit-code", *options)
    told = [(row["url"].rpartition("/")[2], row["outcome"]) for row in done.rows]
    assert len(newsroom.log("/quoted")) == len(newsroom.log("/noted")) == 2
    return done.code, told, [line.split()[0] for line in lines]


def test_only_silent_edits_are_told_when_asked_for(newsroom: Newsroom) -> None:
    assert check_all(newsroom, "--silent") == (1, [("silent", "edited")], ["edited"])
    newsroom.site.publish("/noted", page(*EDITED, "A vote is planned for May.", extra=NOTE + NOTE.replace("40", "44")))
    done = newsroom("check", "--silent", "--exit-code")
    assert (done.code, done.out) == (0, "")
    assert "1 edited" in done.err


@pytest.mark.parametrize("options", [["--ignore", "cosmetic"], ["--min-weight", "wording"]])
def test_edits_of_little_weight_are_not_told_when_ignored(newsroom: Newsroom, options: list[str]) -> None:
    code, told, lines = check_all(newsroom, *options)
    assert code == 1
    assert sorted(told) == [("failing", "failed"), ("noted", "edited"), ("quiet", "unchanged"), ("silent", "edited")]
    assert sorted(lines) == ["edited", "edited", "failed"]
    newsroom.site.publish("/quoted", page(*STORY))
    assert newsroom("check", "/quoted", "--exit-code", *options).code == 0


def test_exit_code_1_is_given_for_a_deletion_once_it_is_recorded(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    newsroom.site.withdraw("/wall")
    assert [newsroom("check", "--exit-code").code for _ in range(4)] == [0, 1, 0, 0]


# ---------------------------------------------------------------- numbers
def test_every_outcome_that_stored_a_revision_is_one_row_of_the_log(newsroom: Newsroom) -> None:
    """The rule of the benchmark's contract, over a life with everything in it."""
    address = newsroom.watch("/wall", A)
    stored, named = 1, {newsroom.log(address)[0]["revision"]}
    life: list[tuple[str, int]] = [(A, 404), (B, 200), (A, 200), (B, 200), (A, 200), (WALL, 200), (C, 404), (C, 404)]
    for html, status in [*life, (C, 404), (C, 200), (C, 503), (all_new(REWRITTEN), 200), (all_new(REWRITTEN), 200)]:
        newsroom.site.publish("/wall", html, status=status, headers={"Retry-After": "0"})
        row = newsroom.check(address)
        if row["revision"] and row["revision"] not in named:
            stored += row["outcome"] != "unchanged"
            named.add(row["revision"])
        assert len(newsroom.log(address)) == stored
    assert {row["revision"] for row in newsroom.log(address)} == named


# ---------------------------------------------------------------- interruptions
def start_check(newsroom: Newsroom, *options: str) -> "subprocess.Popen[str]":
    """The real program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "rowback", "-C", newsroom.store, "check", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # Tests that a shell runs in the background are deaf to Ctrl-C, and so would be the programs that they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def is_recording(newsroom: Newsroom) -> bool:
    """A revision has been streamed, and is not published yet."""
    return any((newsroom.store / ".git" / "objects" / "pack").glob("tmp_pack_*"))


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stores_what_was_found_and_says_so(newsroom: Newsroom, sent: signal.Signals) -> None:
    addresses = [newsroom.site.publish(f"/{k}", page(*STORY, headline=f"Story {k}")) for k in range(3)]
    newsroom.must("add", *addresses)
    settings = newsroom.store / "rowback.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("delay_s = 0", "robots = false\ndelay_s = 60"), encoding="utf-8"
    )
    process = start_check(newsroom, "--settle", "60")
    wait_until(lambda: is_recording(newsroom))
    time.sleep(0.5)
    process.send_signal(sent)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err == "1 checked: 1 new\ninterrupted: 1 of 3 checked, stored\n"
    assert out.startswith("new")
    assert [row["kind"] for row in newsroom.log(addresses[0])] == ["new"]
    fsck(newsroom.store)


def test_ctrl_c_stores_edits_that_wait_for_the_rest_of_their_site(newsroom: Newsroom) -> None:
    """And no new paragraph, which may be the site's: the pages that would show it have not been seen."""
    addresses = [newsroom.watch(f"/{k}", page(*(f"{k}: {text}" for text in STORY))) for k in range(4)]
    newsroom.site.publish("/0", page(*(f"0: {text}" for text in EDITED)))
    newsroom.site.publish("/1", page(*(f"1: {text}" for text in STORY), "Read all about the storm here."))
    settings = newsroom.store / "rowback.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("delay_s = 0", "robots = false\ndelay_s = 3"), encoding="utf-8"
    )
    process = start_check(newsroom)
    wait_until(lambda: newsroom.site.requests.count("GET /1") == 2)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted: 1 of 4 checked, stored" in err
    assert out.startswith(f"edited     {addresses[0]}")
    assert [len(newsroom.log(address)) for address in addresses] == [2, 1, 1, 1]
    newsroom.must("check", "--json")
    assert [len(newsroom.log(address)) for address in addresses] == [2, 2, 1, 1]
    fsck(newsroom.store)


def test_ctrl_c_while_waiting_for_the_second_look_loses_nothing(newsroom: Newsroom) -> None:
    gone, edited = newsroom.watch("/wall", A), newsroom.watch("/ferry", page(*STORY, headline="Ferry"))
    newsroom.site.withdraw("/wall")
    newsroom.site.publish("/ferry", page(*EDITED, headline="Ferry"))
    process = start_check(newsroom, "--settle", "60")
    wait_until(lambda: newsroom.site.requests.count("GET /wall") == 2 and is_recording(newsroom))
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted: 2 of 2 checked, stored" in err
    assert len(newsroom.log(edited)) == 2
    assert newsroom.check(gone)["revision"]


def test_a_second_program_at_the_same_time_is_told_to_come_back(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    newsroom.site.withdraw("/wall")
    process = start_check(newsroom, "--settle", "60")
    try:
        wait_until(lambda: newsroom.site.requests.count("GET /wall") == 2)
        done = newsroom("check")
        assert (done.code, done.out) == (3, "")
        assert "another rowback" in done.err
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


# ---------------------------------------------------------------- speed
def test_a_run_without_changes_loads_nothing_that_reads_pages(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    script = "import sys; from rowback.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", script, "-C", str(newsroom.store), "check", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["outcome"] == "unchanged"
    loaded = set(done.stderr.split())
    assert not loaded & {
        "lxml",
        "bs4",
        "trafilatura",
        "rich",
        "jinja2",
        "rapidfuzz",
        "rowback.api",
        "rowback.alignment",
    }
