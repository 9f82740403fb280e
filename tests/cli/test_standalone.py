import json
from pathlib import Path

import pytest

from rowback.rendering import FORMATS, articles
from tests.support import STORY, NewsSite, page, run

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])


@pytest.fixture
def pages(tmp_path: Path) -> tuple[Path, Path]:
    before, after = tmp_path / "before.html", tmp_path / "after.html"
    before.write_text(page(*STORY), encoding="utf-8")
    after.write_text(page(*EDITED), encoding="utf-8")
    return before, after


@pytest.mark.parametrize("name", articles.FORMATS)
def test_extract_writes_the_article_in_every_format(pages: tuple[Path, Path], name: str) -> None:
    done = run("extract", pages[0], "--format", name)
    assert (done.code, done.err) == (0, "")
    assert "Harbour wall is to be rebuilt" in done.out
    assert "museum" in done.out
    assert "The Tidewater Post" not in done.out


def test_extract_gives_sentences_as_json(pages: tuple[Path, Path]) -> None:
    found = json.loads(run("extract", pages[0], "--format", "json").out)
    assert found["schema"] == "rowback.article/1"
    assert found["paragraphs"] == list(STORY)
    assert " ".join(found["sentences"][0]) == STORY[0]


def test_page_text_cannot_become_markdown(tmp_path: Path) -> None:
    source = tmp_path / "odd.html"
    source.write_text(page("# no heading", *STORY, "1. no *list*", "- <b> @desk", headline="[x](y)"), encoding="utf-8")
    said = run("extract", source, "--format", "markdown").out
    assert "\n# no" not in said
    assert "*list*" not in said.replace("\\*", "")
    assert "[x](y)" not in said


@pytest.mark.parametrize("name", FORMATS)
def test_compare_writes_every_format_without_a_store(pages: tuple[Path, Path], name: str) -> None:
    done = run("compare", *pages, "--format", name)
    assert (done.code, done.err) == (0, "")
    assert "60" in done.out


def test_compare_tells_by_exit_code_when_asked(pages: tuple[Path, Path]) -> None:
    before, after = pages
    assert run("compare", before, after).code == 0
    assert run("compare", before, after, "--exit-code").code == 1
    assert run("compare", before, before, "--exit-code").code == 0


def test_compare_leaves_out_what_is_ignored(pages: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text(page(*STORY).replace("“", '"').replace("”", '"'), encoding="utf-8")
    assert run("compare", pages[0], other, "--exit-code").code == 1
    assert run("compare", pages[0], other, "--exit-code", "--ignore", "cosmetic").code == 0
    assert run("compare", *pages, "--exit-code", "--ignore", "wording").code == 1


def test_compare_shows_only_what_the_page_does_not_admit(pages: tuple[Path, Path], tmp_path: Path) -> None:
    before, after = pages
    assert run("compare", before, after, "--silent").out == run("compare", before, after).out
    admitting = tmp_path / "admitting.html"
    admitting.write_text(page(*EDITED, extra="<p>This article was corrected on Monday.</p>"), encoding="utf-8")
    done = run("compare", before, admitting, "--silent", "--exit-code")
    assert (done.code, done.out) == (0, "")
    assert "the page admits the change" in done.err


def test_what_cannot_be_read_is_named(tmp_path: Path, pages: tuple[Path, Path]) -> None:
    for arguments in (["extract", tmp_path / "none.html"], ["compare", pages[0], tmp_path], ["compare", "-", "-"]):
        done = run(*arguments)
        assert done.code == 2
        assert done.out == ""
        assert "hint:" in done.err


def test_a_private_address_is_not_fetched_by_accident(site: NewsSite) -> None:
    address = site.publish("/wall", page(*STORY))
    for done in (run("extract", address), run("compare", address, address)):
        assert done.code == 3
        assert "--allow-private" in done.err
    assert not site.requests


def test_a_private_address_is_fetched_when_that_is_wanted(site: NewsSite, pages: tuple[Path, Path]) -> None:
    address = site.publish("/wall", page(*EDITED))
    assert "60 metres" in run("extract", address, "--allow-private").out
    done = run("compare", pages[0], address, "--allow-private", "--exit-code")
    assert (done.code, done.err) == (1, "")


def test_an_unknown_format_names_the_known_ones(pages: tuple[Path, Path]) -> None:
    assert "markdown" in run("extract", pages[0], "--format", "pdf").err
    assert "html" in run("compare", *pages, "--format", "pdf").err
