from pathlib import Path

from tests.support import STORY, Newsroom, page, run


def test_a_report_holds_all_that_an_article_said(tmp_path: Path, newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*STORY[:1], STORY[1].replace("£4", "£6"), *STORY[2:]))
    newsroom.check(address)
    report = tmp_path / "life.html"
    done = newsroom.must("report", "wall", "-o", report)
    assert done.out == ""
    text = report.read_text(encoding="utf-8")
    assert "£4" in text
    assert "£6" in text
    assert "2 revisions, 1 of substance, silent" in text
    assert newsroom.must("report", "wall", "--utc").out.startswith("<!doctype html>")


def test_a_report_of_an_unknown_article_says_what_is_known(newsroom: Newsroom) -> None:
    newsroom.must("add", newsroom.site.url("/wall"))
    assert "no article fits" in newsroom("report", "bridge").err
    done = newsroom("report", "wall")
    assert (done.code, done.out) == (2, "")
    assert "has not been recorded yet" in done.err


def test_a_report_that_cannot_be_written_says_so(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    done = newsroom("report", "wall", "-o", tmp_path / "nowhere" / "life.html")
    assert done.code == 3
    assert "cannot be written" in done.err
    assert run("report", "--help").code == 0
