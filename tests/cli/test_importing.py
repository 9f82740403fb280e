"""Captures from elsewhere are recorded beside what checks found, at their times, and only once."""

import base64
import io
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from rowback.store import Store
from tests.support import STORY, Newsroom, Result, fsck, git, page

OTHER = "https://tidewater.example/news/ferry.html"
WALL = page("You have read all your free articles.", headline="Log in", extra='<form><input type="password"></form>')


def version(metres: int, *more: str) -> str:
    return page(STORY[0].replace("40 metres", f"{metres} metres"), *STORY[1:], *more)


def line(url: str, day: int, html: str, **other: Any) -> dict[str, Any]:
    return {"url": url, "time": f"2025-03-{day:02}T12:00:00Z", "page": html} | other


def written(path: Path, lines: Iterable[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return path


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    """Three texts of one address, out of order, with a capture that shows nothing new and a wall."""
    days = {3: version(30), 1: version(10), 2: version(20), 4: version(30), 5: WALL}
    return written(tmp_path / "captures.jsonl", (line(OTHER, day, html) for day, html in days.items()))


def outcomes(done: Result) -> list[str]:
    return [row["outcome"] for row in done.rows]


def tips(folder: Path) -> str:
    return git(folder, "for-each-ref", "--format=%(refname) %(objectname)")


# ---------------------------------------------------------------- what is recorded
def test_captures_are_recorded_in_the_order_of_their_times(newsroom: Newsroom, captures: Path) -> None:
    done = newsroom.must("import", captures, "--json")
    assert outcomes(done) == ["new", "edited", "edited", "unchanged", "suspect"]
    assert done.rows[4]["reason"]
    assert done.rows[0]["place"] == "line 2"
    assert "5 captures: 3 recorded, 1 unchanged or there already, 1 suspect" in done.err
    rows = newsroom.log(OTHER, "--all")
    assert [(row["time"][:10], row["kind"], row["imported"]) for row in rows] == [
        ("2025-03-03", "edited", True),
        ("2025-03-02", "edited", True),
        ("2025-03-01", "new", True),
    ]
    assert [row["changes"]["edited"] for row in rows] == [1, 1, 0]
    assert newsroom.site.requests == []
    assert git(newsroom.store, "status", "--porcelain") == ""
    fsck(newsroom.store)


def test_the_log_hides_imports_and_says_so(newsroom: Newsroom, captures: Path) -> None:
    newsroom.must("import", captures)
    done = newsroom.must("log", OTHER)
    assert done.out == ""
    assert done.err == "3 imported revisions: rowback log --all lists them too\n"
    assert newsroom.must("log", OTHER, "--all").out.count("  imported  ") == 3


def test_imports_are_one_side_line_joined_by_one_merge(newsroom: Newsroom, captures: Path) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    before = git(newsroom.store, "rev-parse", "HEAD").strip()
    newsroom.must("import", captures)
    first, second = git(newsroom.store, "log", "-1", "--format=%P").split()
    assert first == before
    assert git(newsroom.store, "log", "--format=%s", second).count("tidewater.example") == 3
    assert git(newsroom.store, "rev-list", "--count", "--merges", "HEAD").strip() == "1"
    assert "Imported: yes" in git(newsroom.store, "log", "-1", "--format=%B", second)
    assert newsroom.check(address)["outcome"] == "unchanged"
    assert [row["imported"] for row in newsroom.log(address)] == [False]


def test_old_captures_of_a_watched_article_do_not_replace_its_text(newsroom: Newsroom, tmp_path: Path) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    (shown,) = newsroom.log(address)
    file = written(tmp_path / "old.jsonl", (line(address, day, version(10 * day)) for day in (1, 2)))
    newsroom.must("import", file)
    assert "lost 40 metres" in newsroom.must("show", address).out
    assert newsroom.check(address)["outcome"] == "unchanged"
    asked = len(newsroom.site.requests)
    assert newsroom.log(address) == [shown], "the log is of checks"
    newest, *imported = newsroom.log(address, "--all")
    assert (newest["kind"], newest["imported"], newest["changes"]["edited"]) == ("new", False, 1)
    assert "20 → 40" in newest["summary"], "its words tell of the step from the capture before it"
    assert [row["imported"] for row in imported] == [True, True]
    newsroom.must("check")
    assert len(newsroom.site.requests) == asked + 2, "robots.txt and a conditional request: the validator holds still"
    fsck(newsroom.store)


def test_a_newer_capture_is_what_the_next_check_compares_with(newsroom: Newsroom, tmp_path: Path) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newer = line(address, 1, version(50)) | {"time": "2026-11-02T10:30:00Z"}  # the clock of the tests is past 11
    newsroom.must("import", written(tmp_path / "new.jsonl", [newer]))
    assert "lost 50 metres" in newsroom.must("show", address).out
    row = newsroom.check(address)
    assert (row["outcome"], row["changes"]["edited"]) == ("edited", 1)
    assert [row["kind"] for row in newsroom.log(address)] == ["edited", "new"]
    assert [row["kind"] for row in newsroom.log(address, "--all")] == ["edited", "edited", "new"]


def test_a_capture_between_two_checks_stands_between_them(newsroom: Newsroom, tmp_path: Path) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", version(60))
    assert newsroom.check(address)["outcome"] == "edited"
    late, early = (row["time"] for row in newsroom.log(address))
    between = early.replace(":00:00", ":10:00")
    assert early < between < late
    newsroom.must("import", written(tmp_path / "x.jsonl", [line(address, 1, version(50)) | {"time": between}]))
    newest, middle, first = newsroom.log(address, "--all")
    assert ("40 → 50" in middle["summary"], "50 → 60" in newest["summary"]) == (True, True)
    assert (middle["imported"], first["kind"]) == (True, "new")
    assert "40 → 60" in newsroom.log(address)[0]["summary"], "what the check found"
    rows = newsroom.must("export", "--table", "revisions").rows
    assert [(row["imported"], row["edited"]) for row in rows] == [(False, 0), (True, 1), (False, 1)]


def test_readers_take_imports_at_their_times(newsroom: Newsroom, captures: Path) -> None:
    newsroom.must("import", captures)
    assert "[-20-]{+30+}" in newsroom.must("diff", OTHER).out
    assert "[-10-]{+30+}" in newsroom.must("diff", OTHER, "@3", "@1").out
    assert newsroom.must("show", f"{OTHER}@2").out.count("20 metres") == 1
    assert newsroom.must("show", f"{OTHER}@2025-03-01").out.count("10 metres") == 1
    assert "no longer there" not in newsroom.must("grep", "lost 30 metres").out
    assert newsroom.must("grep", "lost 10 metres", "--json").rows[0]["fate"] == "removed"
    assert any(row["time"].startswith("2025-03-03") for row in newsroom.must("blame", OTHER, "--json").rows)
    changes = newsroom.must("export", "--table", "changes").rows
    assert [(row["time_before"][:10], row["time_after"][:10]) for row in changes] == [
        ("2025-03-01", "2025-03-02"),
        ("2025-03-02", "2025-03-03"),
    ]


def test_an_import_can_be_repeated_and_gone_on_with(newsroom: Newsroom, captures: Path) -> None:
    newsroom.must("import", captures)
    before = tips(newsroom.store)
    assert outcomes(newsroom.must("import", captures, "--json")) == ["unchanged"] * 4 + ["suspect"]
    assert tips(newsroom.store) == before
    with captures.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line(OTHER, 6, version(60))) + "\n")
    assert outcomes(newsroom.must("import", captures, "--json")) == ["unchanged"] * 4 + ["suspect", "edited"]
    assert len(newsroom.log(OTHER, "--all")) == 4


def test_texts_that_alternate_are_recorded_once_however_often_they_are_imported(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    lines = [line(OTHER, day, version(10 if day % 2 else 20)) for day in range(1, 9)]
    file = written(tmp_path / "turns.jsonl", lines)
    assert outcomes(newsroom.must("import", file, "--json")) == ["new"] + ["edited"] * 3 + ["unchanged"] * 4
    before = tips(newsroom.store)
    assert outcomes(newsroom.must("import", file, "--json")) == ["unchanged"] * 8
    assert tips(newsroom.store) == before


def test_a_rewrite_is_dated_at_its_first_capture_and_recorded_once(newsroom: Newsroom, tmp_path: Path) -> None:
    def bare(*texts: str) -> str:
        return "<html><body><article>" + "".join(f"<p>{text}</p>" for text in texts) + "</article></body></html>"

    other = (
        "Ferries will sail through the night from the first of May, the port authority has announced after long talks.",
        "Crews had asked for two more boats and a third of the harbour's old coal quay, where they now wait at anchor.",
        "Passengers pay a little more after midnight, and bicycles travel free of charge when there is room on deck.",
    )
    days = {1: bare(*STORY), 2: bare(*other), 3: bare(*other, "A timetable follows.")}
    file = written(tmp_path / "rewrite.jsonl", (line(OTHER, day, html) for day, html in days.items()))
    assert outcomes(newsroom.must("import", file, "--json")) == ["new", "suspect", "edited"]
    assert [row["time"][:10] for row in newsroom.log(OTHER, "--all")] == ["2025-03-02", "2025-03-01"]
    before = tips(newsroom.store)
    newsroom.must("import", file)
    assert tips(newsroom.store) == before


def test_a_first_import_makes_the_branch(newsroom: Newsroom, captures: Path) -> None:
    newsroom.must("import", captures)
    assert git(newsroom.store, "rev-list", "--count", "--merges", "HEAD").strip() == "0"
    assert "rowback.toml" in git(newsroom.store, "ls-tree", "--name-only", "HEAD")
    newsroom.must("add", OTHER)
    assert OTHER in newsroom.must("list").out


def test_the_processes_that_read_decide_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    lines = [line(f"{OTHER}?id={k}", day, version(10 * day + k)) for k in range(9) for day in range(1, 5)]
    file = written(tmp_path / "many.jsonl", lines)
    other = Newsroom(tmp_path / "other", newsroom.site)
    told = [room.must("import", file, "--json", "--jobs", jobs).out for room, jobs in ((newsroom, "1"), (other, "2"))]
    assert told[0] == told[1]
    assert len(newsroom.log(f"{OTHER}?id=8", "--all")) == 4


# ---------------------------------------------------------------- where captures come from
def test_bytes_files_and_text_are_taken(newsroom: Newsroom, tmp_path: Path) -> None:
    latin = version(20).replace('charset="utf-8"', 'charset="windows-1252"').replace("harbour wall,", "harbour wall é,")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "3.html").write_text(version(30), encoding="utf-8")
    bare = {"url": OTHER, "content_type": "text/html"}
    lines = [
        line(OTHER, 1, version(10)),
        bare | {"time": "20250302120000", "page_base64": base64.b64encode(latin.encode("cp1252")).decode()},
        bare | {"time": "2025-03-03T13:00:00+01:00", "file": "pages/3.html"},
    ]
    assert outcomes(newsroom.must("import", written(tmp_path / "captures.jsonl", lines), "--json")) == [
        "new",
        "edited",
        "edited",
    ]
    assert newsroom.log(OTHER, "--all")[0]["time"] == "2025-03-03T12:00:00+00:00"
    assert "harbour wall é," in newsroom.must("show", f"{OTHER}@2").out
    again = newsroom.must("import", tmp_path, "--json")
    assert outcomes(again) == ["unchanged"] * 3, "a folder is its captures.jsonl"


def test_a_folder_of_pages_named_by_their_times(newsroom: Newsroom, tmp_path: Path) -> None:
    folder = tmp_path / "wayback"
    folder.mkdir()
    (folder / "20250301120000.html").write_text(version(10), encoding="utf-8")
    (folder / "2025-03-02T12:00:00Z.html").write_text(version(20), encoding="utf-8")
    (folder / "index.html").write_text("a list", encoding="utf-8")
    done = newsroom.must("import", folder, "--url", OTHER, "--json")
    assert outcomes(done) == ["new", "edited"]
    assert "index.html: " in done.err
    assert "1 could not be read" in done.err
    assert newsroom("import", folder, "--url", OTHER, "--strict").code == 3


def test_lines_may_come_on_standard_input(newsroom: Newsroom, captures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(captures.read_bytes())))
    assert len(newsroom.must("import", "-", "--json").rows) == 5


def test_a_bad_line_is_named_and_the_others_are_imported(newsroom: Newsroom, tmp_path: Path) -> None:
    good = json.dumps(line(OTHER, 1, version(10)))
    bad = {
        "{": "not JSON",
        "[]": "not a JSON object",
        '{"url": 7}': '"url" and "time" are needed',
        json.dumps(line("ftp://x", 1, "x")): "not an http",
        json.dumps(line(OTHER, 1, "x") | {"time": "2025-03-01T12:00:00"}): "has no zone",
        json.dumps(line(OTHER, 1, "x") | {"time": "yesterday"}): "'yesterday' is no time, such as ",
        json.dumps(line(OTHER, 1, "x") | {"time": "20251301000000"}): "'20251301000000' is no time, such as ",
        json.dumps(line(OTHER, 1, "x") | {"time": "0001-01-01T00:00:00+14:00"}): "is no time, such as ",
        '{"url":' * 100_000: "nested too deeply",
        json.dumps(line(OTHER, 1, "x", file="x")): "one of page, page_base64, file is needed",
    }
    file = tmp_path / "mixed.jsonl"
    file.write_text("\n".join([*bad, good, "", ""]), encoding="utf-8")
    done = newsroom.must("import", file)
    for number, words in enumerate(bad.values(), start=1):
        assert any(f"line {number}: " in said and words in said for said in done.err.splitlines()), (number, words)
    assert "1 capture: 1 recorded, 10 could not be read" in done.err
    assert newsroom("import", file, "--strict").code == 3
    file.write_text("{\n", encoding="utf-8")
    assert newsroom("import", file).code == 3


def test_a_capture_whose_page_cannot_be_had_is_told(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.html").write_text(version(90), encoding="utf-8")
    bare = {"url": OTHER}
    lines = [
        bare | {"time": "2025-03-01T12:00:00Z", "file": "missing.html"},
        bare | {"time": "2025-03-02T12:00:00Z", "file": "../secret.html"},
        bare | {"time": "2025-03-03T12:00:00Z", "page_base64": "???"},
        line(OTHER, 4, version(10)) | {"time": "2099-01-01T00:00:00Z"},
        line(OTHER, 5, version(10)),
        line(OTHER, 6, version(10)) | {"time": "0001-01-01T00:00:00Z"},
    ]
    done = newsroom.must("import", written(tmp_path / "in" / "captures.jsonl", lines), "--json")
    assert outcomes(done) == ["failed", "failed", "failed", "failed", "new", "failed"]
    reasons = [row["reason"] for row in done.rows if row["reason"]]
    assert "before the first web page" in reasons[0]
    assert "cannot be read" in reasons[1]
    assert "out of the folder" in reasons[2]
    assert "future" in reasons[4]
    assert "secret" not in git(newsroom.store, "log", "--format=%B", "--all")


def test_a_forgotten_article_is_not_brought_back(newsroom: Newsroom, captures: Path) -> None:
    newsroom.must("import", captures)
    newsroom.must("forget", OTHER, "--yes")
    done = newsroom("import", captures, "--json")
    assert (done.code, outcomes(done)) == (3, ["failed"] * 5)
    assert {row["reason"] for row in done.rows} == {"the article was forgotten on purpose"}
    assert newsroom("log", OTHER, "--all").code == 2
    fsck(newsroom.store)


def test_what_sigterm_stops_stores_what_it_has_read(newsroom: Newsroom, tmp_path: Path) -> None:
    lines = [line(f"https://tidewater.example/{k}", 1, version(k)) for k in range(3000)]
    file = written(tmp_path / "many.jsonl", lines)
    command = [sys.executable, "-m", "rowback", "-C", str(newsroom.store), "import", str(file)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        packs = newsroom.store / ".git" / "objects" / "pack"
        while not any(packs.glob("tmp_pack_*")):
            assert process.poll() is None
            time.sleep(0.02)
        time.sleep(0.3)
        process.terminate()
        assert process.wait(30) == 130
    assert git(newsroom.store, "log", "--grep=^Imported: yes", "--format=%H")
    assert newsroom.must("doctor").out == ""
    fsck(newsroom.store)


def test_sources_that_are_not_there_are_named(newsroom: Newsroom, tmp_path: Path) -> None:
    for arguments, words in (
        ((tmp_path / "none.jsonl",), "cannot be read"),
        ((tmp_path,), "holds no captures.jsonl"),
        ((written(tmp_path / "x.jsonl", []), "--url", OTHER), "--url is for a folder"),
    ):
        done = newsroom("import", *arguments)
        assert (done.code, words in done.err) == (2, True)
    assert newsroom.must("import", tmp_path / "x.jsonl").err.startswith("0 captures")


def test_two_pages_of_one_time_cannot_both_be_recorded(newsroom: Newsroom, tmp_path: Path) -> None:
    lines = [line(OTHER, 1, version(10)), line(OTHER, 1, version(20))]
    done = newsroom.must("import", written(tmp_path / "x.jsonl", lines), "--json")
    assert [(row["outcome"], row["reason"]) for row in done.rows] == [
        ("new", None),
        ("unchanged", "another page of this time is recorded"),
    ]
    assert len(Store.open(newsroom.store).history(OTHER)) == 1
