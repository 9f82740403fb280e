import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rowback.rendering import FORMATS
from tests.support import STORY, Newsroom, NewsSite, git, page

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    """An article with three revisions."""
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED))
    newsroom.must("check")
    newsroom.site.publish("/wall", page(*EDITED, "A second vote is planned for May, the mayor said."))
    newsroom.must("check")
    return address


def test_log_draws_a_timeline_when_asked(newsroom: Newsroom, address: str) -> None:
    newest, pause, middle, _, first = newsroom.must("log", address, "--graph", "--utc").out.splitlines()
    assert newest.startswith("● ")
    assert pause.startswith("│     ")
    assert pause.split("     ")[1].endswith(("hour", "hours"))
    assert middle.startswith("● ███ ")
    assert first.startswith("○     ")


def test_log_lists_the_revisions_newest_first(newsroom: Newsroom, address: str) -> None:
    lines = newsroom.must("log", address).out.splitlines()
    assert [line.split()[4] for line in lines] == ["edited", "edited", "new"]
    assert "paragraph 5 added" in lines[0]
    times = [row["time"] for row in newsroom.log(address)]
    assert times == sorted(times, reverse=True)


def test_log_names_utc_when_asked(newsroom: Newsroom, address: str) -> None:
    assert " UTC  " in newsroom.must("log", address, "--utc").out


def test_diff_compares_the_last_two_by_default(newsroom: Newsroom, address: str) -> None:
    found = json.loads(newsroom.must("diff", address, "--format", "json").out)
    assert "A second vote is planned" in json.dumps(found)
    assert "60 metres" not in json.dumps([c for c in found["changes"] if c["kind"] != "unchanged"])


@pytest.mark.parametrize("names", [["@3", "@1"], ["@3"], ["@3..@1"], ["@3.."]])
def test_diff_spans_several_revisions(newsroom: Newsroom, address: str, names: list[str]) -> None:
    said = newsroom.must("diff", address, *names).out
    assert "60" in said
    assert "A second vote is planned" in said


def test_diff_takes_ids_from_the_log(newsroom: Newsroom, address: str) -> None:
    newest, middle, _ = (row["revision"] for row in newsroom.log(address))
    assert newsroom.must("diff", address, middle[:10], newest).out == newsroom.must("diff", address).out


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_stdout_and_to_a_file(
    newsroom: Newsroom, address: str, name: str, tmp_path: Path
) -> None:
    shown = newsroom.must("diff", address, "--format", name)
    assert shown.err == ""
    written = newsroom.must("diff", address, "--format", name, "-o", tmp_path / "diff.out")
    assert written.out == ""
    assert (tmp_path / "diff.out").read_text(encoding="utf-8").strip() == shown.out.strip()


def test_an_unknown_format_names_the_known_ones(newsroom: Newsroom, address: str) -> None:
    done = newsroom("diff", address, "--format", "pdf")
    assert done.code == 2
    assert "html" in done.err


def test_an_article_that_has_not_changed_says_so(newsroom: Newsroom) -> None:
    address = newsroom.watch("/quiet", page(*STORY))
    done = newsroom("diff", address)
    assert done.code == 2
    assert "has not changed" in done.err


def test_an_article_not_yet_checked_says_so(newsroom: Newsroom) -> None:
    address = newsroom.site.publish("/quiet", page(*STORY))
    newsroom.must("add", address)
    assert newsroom("diff", address).code == 2
    assert newsroom.must("log", address).out == ""


def test_a_removed_article_keeps_its_history(newsroom: Newsroom, address: str) -> None:
    newsroom.must("remove", address)
    assert len(newsroom.log(address)) == 3
    assert newsroom.must("diff", "/wall").out


def test_a_file_that_cannot_be_written_is_a_clear_error(newsroom: Newsroom, address: str, tmp_path: Path) -> None:
    done = newsroom("diff", address, "-o", tmp_path / "no" / "such" / "folder")
    assert done.code == 3
    assert "cannot be written" in done.err


def test_diff_exits_with_1_only_when_asked(newsroom: Newsroom, address: str) -> None:
    assert newsroom("diff", address).code == 0
    assert newsroom("diff", address, "--exit-code").code == 1
    assert newsroom("diff", address, "@1", "@1", "--exit-code").code == 0


def test_show_prints_the_article_as_it_was(newsroom: Newsroom, address: str) -> None:
    assert "A second vote" in newsroom.must("show", address).out
    assert "40 metres" in newsroom.must("show", f"{address}@3").out
    middle = newsroom.log(address)[1]["revision"]
    said = newsroom.must("show", f"/wall@{middle[:12]}").out
    assert "60 metres" in said
    assert "A second vote" not in said
    assert "A second vote" in newsroom.must("show", f"/wall@{{{datetime(2027, 1, 1, tzinfo=UTC).isoformat()}}}").out


def test_show_gives_the_page_as_it_was_served(newsroom: Newsroom, address: str, tmp_path: Path) -> None:
    newsroom.must("show", f"{address}@3", "--page", "-o", tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page(*STORY)


def test_show_of_a_revision_that_is_not_there_says_what_is(newsroom: Newsroom, address: str) -> None:
    done = newsroom("show", f"{address}@9")
    assert done.code == 2
    assert "the article has 3" in done.err


def test_log_can_be_asked_for_silent_edits_and_heavy_ones(newsroom: Newsroom, address: str) -> None:
    newsroom.site.publish("/wall", page(*EDITED[:3], EDITED[3].replace("town museum", "museum of the town")))
    newsroom.must("check")
    everything = newsroom.log(address)
    assert {row["disclosure"] for row in newsroom.log(address, "--silent")} == {"silent"}
    heavy = newsroom.log(address, "--min-weight", "substance")
    assert heavy == [row for row in everything if row["weight"] in ("substance", None)]
    assert 1 < len(heavy) <= len(everything)
    assert newsroom.log(address, "--min-weight", "cosmetic") == everything


def test_log_says_when_no_revision_is_such_a_one(newsroom: Newsroom) -> None:
    address = newsroom.watch("/quiet", page(*STORY))
    done = newsroom.must("log", address, "--silent")
    assert done.out == ""
    assert "none of 1 revisions" in done.err


def test_diff_leaves_lighter_changes_out_and_counts_them(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(EDITED[0], STORY[1], STORY[2], STORY[3].replace("Parts", "Prats")))
    newsroom.must("check")
    said = newsroom.must("diff", address, "--min-weight", "substance").out
    assert "{+60+}" in said
    assert "Prats" not in said
    assert "1 change lighter than substance left out" in said
    assert "Prats" in newsroom.must("diff", address).out


@pytest.mark.parametrize(
    "wrong",
    [
        ["--min-weight", "heavy"],
        ["--min-weight", "wording", "--format", "json"],
        ["--ignore", "cosmetic", "--format", "unified"],
        ["--ignore", "typos"],
        ["--ignore", "substance"],
        ["@4"],
        ["", "@1"],
    ],
)
def test_what_cannot_be_shown_says_why(newsroom: Newsroom, address: str, wrong: list[str]) -> None:
    done = newsroom("diff", address, *wrong)
    assert done.code == 2
    assert done.out == ""
    assert "hint:" in done.err


@pytest.fixture
def touched_up(newsroom: Newsroom) -> str:
    """An article whose last edit only changed the form of its quotation marks."""
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(STORY[0], STORY[1].replace("“", '"').replace("”", '"'), *STORY[2:]))
    assert newsroom.check(address)["weight"] == "cosmetic"
    return address


@pytest.mark.parametrize("leaving_out", [["--ignore", "cosmetic"], ["--min-weight", "wording"]])
def test_what_is_ignored_is_neither_shown_nor_told_by_the_exit_code(
    newsroom: Newsroom, touched_up: str, leaving_out: list[str]
) -> None:
    done = newsroom("diff", touched_up, "--exit-code", *leaving_out)
    assert done.code == 0
    assert "waited long enough" not in done.out
    assert "1 change lighter than wording left out" in done.out
    assert newsroom("diff", touched_up, "--exit-code").code == 1
    assert [row["kind"] for row in newsroom.log(touched_up, *leaving_out)] == ["new"]


def test_ignoring_wording_leaves_out_what_is_lighter_too(newsroom: Newsroom, touched_up: str) -> None:
    said = newsroom.must("diff", touched_up, "--ignore", "wording", "--format", "text").out
    assert "1 change lighter than substance left out" in said
    both = newsroom.must("diff", touched_up, "--ignore", "cosmetic", "--ignore", "wording", "--format", "text").out
    assert both == said


NOTE = '<p class="correction">Correction: an earlier version of this article said that the wall lost 60 metres.</p>'
CORRECTED = page(STORY[0].replace("40 metres", "55 metres"), *STORY[1:], extra=NOTE)


@pytest.fixture
def corrected(newsroom: Newsroom) -> str:
    """An article of which one edit is silent, one is of wording, and the last one is admitted."""
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED))
    assert newsroom.check(address)["disclosure"] == "silent"
    newsroom.site.publish("/wall", page(*EDITED[:3], EDITED[3].replace("will be shown", "are to be shown")))
    assert newsroom.check(address)["weight"] == "wording"
    newsroom.site.publish("/wall", CORRECTED)
    assert newsroom.check(address)["disclosure"] == "disclosed"
    return address


def test_a_change_that_is_admitted_is_not_shown_among_silent_ones(newsroom: Newsroom, corrected: str) -> None:
    done = newsroom("diff", corrected, "--silent", "--exit-code")
    assert (done.code, done.out, done.err) == (0, "", "not silent: the page admits the change\n")
    done = newsroom.must("diff", corrected, "@3..@2", "--silent")
    assert (done.out, done.err) == ("", "not silent: nothing of substance changed\n")
    done = newsroom("diff", corrected, "@4..@3", "--silent", "--exit-code")
    assert done.code == 1
    assert done.out == newsroom.must("diff", corrected, "@4..@3").out


def test_a_notice_is_shown_with_what_it_admits(newsroom: Newsroom, corrected: str) -> None:
    for form in ("terminal", "text", "markdown", "html"):
        said = " ".join(newsroom.must("diff", corrected, "--format", form).out.split())
        assert "admits number 60 → 55 in paragraph 1" in said
    (admission,) = json.loads(newsroom.must("diff", corrected, "--format", "json").out)["admissions"]
    assert admission["text"].startswith("Correction: an earlier version")
    assert admission["changes"] == [0]
    assert "  disclosed  2 sentences reworded" in newsroom.must("log", corrected).out


def test_a_notice_without_a_change_in_the_text_is_shown_too(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*STORY, extra=NOTE))
    assert newsroom.check(address)["summary"] == "notice added"
    assert "no change of the text goes with it" in newsroom.must("diff", address, "--format", "text").out


def test_of_the_steps_only_silent_ones_are_shown_when_asked_for(newsroom: Newsroom, corrected: str) -> None:
    said = newsroom.must("diff", corrected, "@4..@1", "--each", "--silent", "--format", "text").out
    assert said == newsroom.must("diff", corrected, "@4..@3", "--format", "text").out
    none = newsroom.must("diff", corrected, "@3..@1", "--each", "--silent")
    assert (none.out, none.err) == ("", "not silent: none of 2 steps is\n")


def test_what_was_read_is_remembered_whatever_the_exit_code(newsroom: Newsroom, corrected: str) -> None:
    assert newsroom("diff", corrected, "--since-read", "--exit-code").code == 1
    assert newsroom("diff", corrected, "--since-read", "--exit-code").code == 0


@pytest.mark.parametrize("inside", [".", "news/snapshots"])
def test_git_applies_a_patch_to_the_state_before(tmp_path: Path, site: NewsSite, inside: str) -> None:
    """Whether the store is the whole repository or a folder of it."""
    git(tmp_path, "init", "--quiet")
    newsroom = Newsroom(tmp_path / inside, site)
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED, headline="Harbour wall “is to be rebuilt”"))
    newsroom.must("check")
    newest, first = (row["revision"] for row in newsroom.log(address))
    patch = tmp_path / "change.patch"
    newsroom.must("diff", address, "--format", "unified", "-o", patch)
    git(tmp_path, "checkout", "--quiet", first)
    git(newsroom.store, "apply", "--check", str(patch))
    git(newsroom.store, "apply", str(patch))
    assert git(tmp_path, "diff", "--name-only", newest, "--", "*article.txt") == ""
    assert git(tmp_path, "diff", "--name-only", first, "--", "*article.txt").count("\n") == 1


WALL = """<html><head><title>One moment</title></head><body><noscript>Please enable JavaScript</noscript>
<h1>Checking your browser</h1><form id="challenge-form" action="/challenge"></form></body></html>"""


def test_show_tells_what_is_held_as_suspect(newsroom: Newsroom, address: str, tmp_path: Path) -> None:
    nothing = newsroom("show", address, "--suspect")
    assert nothing.code == 2
    assert "no suspect capture" in nothing.err
    newsroom.site.publish("/wall", WALL)
    assert newsroom.check(address)["outcome"] == "suspect"
    newsroom.must("show", "/wall", "--suspect", "--page", "-o", tmp_path / "held.html")
    assert (tmp_path / "held.html").read_text(encoding="utf-8") == WALL
    assert "40 metres" not in newsroom.must("show", "/wall", "--suspect").out
    assert json.loads(newsroom.must("show", "/wall", "--suspect", "--format", "json").out)["schema"]


def test_each_step_between_two_revisions_is_told(newsroom: Newsroom, address: str) -> None:
    said = newsroom.must("diff", address, "@3", "@1", "--each", "--format", "text").out
    assert said.count("What changed:") == 2
    assert said.index("40 → 60") < said.index("paragraph 5 added")


def test_a_file_of_one_comparison_cannot_hold_each_step(newsroom: Newsroom, address: str) -> None:
    for name in ("html", "json", "unified"):
        done = newsroom("diff", address, "@3", "--each", "--format", name)
        assert done.code == 2
        assert "text" in done.err


def test_what_was_read_is_remembered(newsroom: Newsroom, address: str) -> None:
    first = newsroom.must("diff", address, "--since-read", "--format", "text").out
    assert "40 → 60" in first
    again = newsroom.must("diff", address, "--since-read")
    assert (again.out, again.err) == ("", "nothing new since it was last read\n")
    newsroom.site.publish("/wall", page(*EDITED))
    newsroom.must("check")
    assert "paragraph 5 removed" in newsroom.must("diff", address, "--since-read", "--format", "text").out
    assert newsroom("diff", address, "@2", "--since-read").code == 2


def test_log_tells_the_life_of_a_sentence(newsroom: Newsroom, address: str) -> None:
    said = newsroom.must("log", address, "--sentence", "which lost 40 metres").out
    assert "40" in said
    assert "60" in said


# ---------------------------------------------------------------- speed
def test_log_loads_only_what_it_prints(newsroom: Newsroom, address: str) -> None:
    """Making the classes of the other nouns takes as long as all the rest of it."""
    script = "import sys; from rowback.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", script, "-C", str(newsroom.store), "log", address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "edited" in done.stdout
    assert not set(done.stderr.split()) & {
        "git",
        "rich",
        "rowback.api",
        "rowback.model.articles",
        "rowback.model.changes",
        "rowback.store.editing",
        "rowback.store.layout",
        "rowback.store.state",
    }
