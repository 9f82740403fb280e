"""`blame` and `grep`, through the program."""

import re
from datetime import UTC, datetime

import pytest

from tests.support import STORY, Newsroom, page

CORRECTED = STORY[0].replace("40 metres", "60 metres")
VIEW = page("Work on the new bridge begins in June. It will be 40 metres long.", *STORY[1:], headline="A bridge")
BLAMED = re.compile(r"[0-9a-f]{8} \d{4}-\d\d-\d\d \d\d:\d\d (\+0000|first|UTC  )  \S.*|( {33}\S.*)?")


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    """An article that was corrected, and whose last paragraph was cut after that."""
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(CORRECTED, *STORY[1:]))
    newsroom.check(address)
    newsroom.site.publish("/wall", page(CORRECTED, *STORY[1:3]))
    newsroom.check(address)
    return address


def gone(newsroom: Newsroom, address: str) -> None:
    newsroom.site.withdraw("/wall")
    newsroom.check(address)
    assert newsroom.check(address)["outcome"] == "gone"


# ---------------------------------------------------------------- blame
def test_blame_names_the_revisions_of_each_sentence(newsroom: Newsroom, address: str) -> None:
    _, corrected, first = newsroom.log(address)
    rows = newsroom.must("blame", address, "--json").rows
    assert [row["paragraph"] for row in rows] == [0, 1, 1, 2, 2]
    assert rows[0]["sentence"] == CORRECTED
    assert (rows[0]["revision"], rows[0]["first_revision"]) == (corrected["revision"], first["revision"])
    assert (rows[0]["time"], rows[0]["first_time"]) == (corrected["time"], first["time"])
    assert {row["revision"] for row in rows[1:]} == {first["revision"]}


def test_blame_is_readable_on_80_columns(newsroom: Newsroom, address: str) -> None:
    _, corrected, first = newsroom.log(address)
    lines = newsroom.must("blame", address, "--utc").out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].startswith(corrected["revision"][:8] + " 2026-11-02 ")
    assert lines[0].endswith("The council voted on Tuesday to rebuild the")
    assert lines[1].startswith(first["revision"][:8] + " 2026-11-02 ")
    assert " first  harbour wall, which lost 60 metres" in lines[1]
    assert lines.count("") == 2
    assert "\x1b" not in "".join(lines)
    assert all(BLAMED.fullmatch(line) for line in lines)


def test_blame_fits_a_narrow_and_a_wide_terminal(
    newsroom: Newsroom, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, newsroom.must("blame", address).out.splitlines())) <= 60
    monkeypatch.setenv("COLUMNS", "200")
    assert any(line.endswith(CORRECTED) for line in newsroom.must("blame", address).out.splitlines())


def test_blame_can_be_asked_of_an_earlier_revision(newsroom: Newsroom, address: str) -> None:
    rows = newsroom.must("blame", f"{address}@3", "--json").rows
    assert len(rows) == 7
    assert len({row["revision"] for row in rows} | {row["first_revision"] for row in rows}) == 1


def test_blame_of_a_page_that_is_gone_tells_what_it_had_said(newsroom: Newsroom, address: str) -> None:
    before = newsroom.must("blame", address, "--json").out
    gone(newsroom, address)
    done = newsroom.must("blame", address, "--json")
    assert done.out == before
    assert "the page is gone since" in done.err


def test_what_was_found_is_kept_and_gives_the_same(newsroom: Newsroom, address: str) -> None:
    first = newsroom.must("blame", address).out
    (kept,) = (newsroom.store / ".git" / "rowback" / "lifelines").iterdir()
    assert newsroom.must("blame", address).out == first
    kept.write_bytes(b"spoilt")
    assert newsroom.must("blame", address).out == first


def test_page_text_cannot_drive_the_terminal(newsroom: Newsroom) -> None:
    address = newsroom.watch(
        "/wall", page(*STORY[:3], "The end is \u202ereversed here, \x9b31m the mayor wrote {+so+}.")
    )
    newsroom.site.publish("/wall", page(*STORY[:3], "The end is \u202ereversed here, \x9b31m the mayor said {+so+}."))
    newsroom.check(address)
    for shown in (
        newsroom.must("blame", address).out,
        newsroom.must("blame", address, "--sentence", "the end is").out,
        newsroom.must("blame", address, "--sentence", "the end is", "--json").out,
        newsroom.must("grep", "the end is").out,
        newsroom.must("grep", "the end is", "--json").out,
    ):
        assert "reversed" in shown
        assert not {"\u202e", "\x9b", "\x1b"} & set(shown)
    assert "⟨U+007B⟩+so+⟨U+007D⟩" in newsroom.must("blame", address, "--sentence", "the end is").out


# ---------------------------------------------------------------- the life of a sentence
def test_the_life_of_a_sentence_shows_each_rewording(newsroom: Newsroom, address: str) -> None:
    _, corrected, first = newsroom.log(address)
    said = newsroom.must("blame", address, "--sentence", "which lost 40 metres").out
    assert said.startswith("The council voted on Tuesday")
    assert f"still there: {address}" in said
    words = " ".join(said.split())
    assert re.search(first["revision"][:8] + r" 2026-11-02 \d\d:\d\d \S+ first seen The council", words)
    assert re.search(corrected["revision"][:8] + r" 2026-11-02 \d\d:\d\d \S+ reworded", words)
    assert "lost [-40-]{+60+} metres" in words


def test_the_life_of_a_sentence_shows_its_end(newsroom: Newsroom, address: str) -> None:
    rows = newsroom.must("blame", address, "--sentence", "built in 1887", "--json").rows
    assert [(row["event"], row["fate"]) for row in rows] == [("first seen", "removed"), ("removed", "removed")]
    assert rows[1]["before"] == [STORY[3].partition(". ")[0] + "."]
    assert rows[1]["revision"] == newsroom.log(address)[0]["revision"]
    assert "no longer there" in newsroom.must("blame", address, "--sentence", "built in 1887").out


def test_colour_marks_words_without_brackets(newsroom: Newsroom, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    said = newsroom.must("blame", address, "--sentence", "which lost 40 metres").out
    assert "[-" not in said
    assert re.search(r"\x1b\[9;38;5;208m40\x1b\[0m.*60\x1b\[0m", said)


def test_other_sentences_that_hold_it_are_named_beside(newsroom: Newsroom, address: str) -> None:
    done = newsroom.must("blame", address, "--sentence", "the town museum")
    assert done.err == ""
    done = newsroom.must("blame", address, "--sentence", "wall")
    assert "this holds it, too:" in done.err


def test_a_sentence_that_never_was_there_names_the_nearest(newsroom: Newsroom, address: str) -> None:
    done = newsroom("blame", address, "--sentence", "volcanic ash")
    assert done.code == 2
    assert done.out == ""
    first, second = done.err.splitlines()
    assert "no sentence" in first
    assert second.startswith("hint: the nearest: ")


@pytest.mark.parametrize(
    ("name", "words"), [("/no-such-article", "no article fits"), ("/wall@9", "there is no @9"), ("/wall@zzz", "is no")]
)
def test_what_is_not_there_says_what_is(newsroom: Newsroom, address: str, name: str, words: str) -> None:
    done = newsroom("blame", name)
    assert done.code == 2
    assert words in done.err
    assert "hint: " in done.err


def test_an_article_not_yet_checked_has_no_blame(newsroom: Newsroom) -> None:
    newsroom.must("add", newsroom.site.publish("/quiet", page(*STORY)))
    assert "not been recorded" in newsroom("blame", "/quiet").err
    assert "not been recorded" in newsroom("blame", "/quiet", "--sentence", "wall").err


# ---------------------------------------------------------------- grep
def test_grep_finds_what_is_there_and_what_was(newsroom: Newsroom, address: str) -> None:
    bridge = newsroom.watch("/bridge", VIEW)
    _, _, first = newsroom.log(address)
    rows = newsroom.must("grep", "40 METRES", "--json").rows
    assert [(row["url"], row["fate"], row["match"]) for row in rows] == [
        (bridge, "there", "exact"),
        (address, "removed", "exact"),
    ]
    assert rows[1]["text"] == STORY[0]
    assert (rows[1]["first_revision"], rows[1]["last_revision"]) == (first["revision"], first["revision"])
    assert (rows[1]["last_time"], rows[1]["revisions"], rows[1]["score"]) == (first["time"], 1, 100)


def test_grep_shows_articles_and_below_them_what_they_have(newsroom: Newsroom, address: str) -> None:
    newsroom.watch("/bridge", VIEW)
    lines = newsroom.must("grep", "40 metres", "--utc").out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [newsroom.site.url("/bridge"), address]
    assert "  there    It will be 40 metres long." in lines
    assert "  removed  The council voted on Tuesday to rebuild the harbour wall, which lost" in lines
    assert re.fullmatch(r" {11}[0-9a-f]{8} 2026-11-02 \d\d:\d\d UTC", lines[-1])
    assert all(len(line) <= 80 for line in lines)


def test_grep_can_be_kept_to_some_articles(newsroom: Newsroom, address: str) -> None:
    newsroom.watch("/bridge", VIEW)
    assert {row["url"] for row in newsroom.must("grep", "40 metres", "/wall", "--json").rows} == {address}
    assert newsroom("grep", "40 metres", "/no-such-article").code == 2


def test_grep_finds_what_went_with_its_page(newsroom: Newsroom, address: str) -> None:
    gone(newsroom, address)
    (row,) = newsroom.must("grep", "lost 60 metres", "--json").rows
    assert row["fate"] == "gone"
    assert row["last_revision"] == newsroom.log(address)[1]["revision"]


def test_grep_without_an_exact_find_lists_the_nearest(newsroom: Newsroom, address: str) -> None:
    done = newsroom.must("grep", "the harbor wall wich lost 60 meters in the storm")
    assert "the nearest" in done.err
    assert "lost 60" in " ".join(done.out.split())
    rows = newsroom.must("grep", "the harbor wall wich lost 60 meters in the storm", "--json").rows
    assert rows[0]["match"] == "near"
    assert 80 <= rows[0]["score"] < 100


def test_grep_that_finds_nothing_exits_with_1(newsroom: Newsroom, address: str) -> None:
    done = newsroom("grep", "volcanic ash over the airport")
    assert (done.code, done.out) == (1, "")
    assert "volcanic ash" in done.err


def test_grep_of_nothing_is_a_usage_error(newsroom: Newsroom, address: str) -> None:
    done = newsroom("grep", " ")
    assert done.code == 2
    assert "nothing to look for" in done.err


def test_grep_in_an_empty_store_finds_nothing(newsroom: Newsroom) -> None:
    assert newsroom("grep", "wall").code == 1


def test_times_are_those_of_the_revisions(newsroom: Newsroom, address: str) -> None:
    (row, *_) = newsroom.must("blame", address, "--json").rows
    assert datetime.fromisoformat(row["time"]).tzinfo == UTC
