import csv
import io
import tracemalloc
from dataclasses import fields
from pathlib import Path

import pytest

from rowback.model import Counts
from rowback.track.export import TABLES
from tests.support import STORY, Newsroom, page, run

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])
FORMULA = '=HYPERLINK("https://evil.example","click"), said the mayor.'


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    """An article that was edited, got a new headline and a sentence of its own kind, was deleted and came back."""
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED, headline="Harbour wall is to be rebuilt by May"))
    newsroom.must("check")
    newsroom.site.publish("/wall", page(*EDITED, FORMULA, headline="Harbour wall is to be rebuilt by May"))
    newsroom.must("check")
    newsroom.site.withdraw("/wall")
    newsroom.must("check")
    newsroom.must("check")
    newsroom.site.publish("/wall", page(*STORY, FORMULA, headline="Harbour wall is to be rebuilt by May"))
    newsroom.must("check")
    return address


def test_revisions_come_oldest_first_with_what_the_log_says(newsroom: Newsroom, address: str) -> None:
    rows = newsroom.must("export", "--table", "revisions").rows
    assert [row["kind"] for row in rows] == ["new", "edited", "edited", "gone", "restored"]
    for row, logged in zip(rows, newsroom.log(address)[::-1], strict=True):
        assert {row["revision"]: row["time"]} == {logged["revision"]: logged["time"]}
        assert (row["weight"], row["summary"]) == (logged["weight"], logged["summary"])
        assert row["edited"] == logged["changes"]["edited"]
    assert rows[1]["headline"] == "Harbour wall is to be rebuilt by May"
    assert (rows[0]["sentences"], rows[2]["sentences"]) == (7, 8)


def test_changes_say_what_became_of_each_sentence_and_of_the_headline(newsroom: Newsroom, address: str) -> None:
    rows = newsroom.must("export", address).rows
    told = [(row["number"], row["part"], row["kind"]) for row in rows]
    assert told == [
        (1, "headline", "edited"),
        (2, "sentence", "edited"),
        (1, "sentence", "added"),
        (1, "sentence", "edited"),
    ]
    assert (rows[0]["weight"], rows[0]["facts"]) == ("substance", "date: -> May")
    assert rows[1]["before"] == STORY[0]
    assert rows[1]["after"] == EDITED[0]
    assert rows[1]["facts"] == "number: 40 -> 60"
    assert rows[1]["weight"] == "substance"
    assert rows[2]["before"] is None
    assert rows[2]["after"] == FORMULA
    ids = [row["revision"] for row in newsroom.log(address)[::-1]]
    assert [(row["revision_before"], row["revision_after"]) for row in rows[1:]] == [
        (ids[0], ids[1]), (ids[1], ids[2]), (ids[3], ids[4]),
    ]  # fmt: skip


def test_links_that_lead_elsewhere_are_changes_too(newsroom: Newsroom) -> None:
    def linking(report: str, text: str) -> str:
        return page(text, STORY[1].replace("said", f'<a href="/reports/{report}">said</a>'), *STORY[2:])

    address = newsroom.watch("/wall", linking("2025", STORY[0]))
    newsroom.site.publish("/wall", linking("2026", EDITED[0]))
    newsroom.must("check")
    sentence, link = newsroom.must("export", address).rows
    assert (sentence["part"], link["part"], link["number"]) == ("sentence", "link", 2)
    assert (link["kind"], link["weight"], link["before"], link["after"]) == ("edited", "substance", "said", "said")
    site = address.removesuffix("/wall")
    assert link["facts"] == f"link: {site}/reports/2025 -> {site}/reports/2026"
    (after,) = (
        row
        for row in newsroom.must("export", "--table", "sentences").rows
        if (row["revision"], str(row["index"])) == (link["revision_after"], link["indexes_after"])
    )
    assert "said" in after["text"]
    assert after["paragraph"] == link["paragraph_after"]


def test_indexes_of_changes_lead_to_sentences(newsroom: Newsroom, address: str) -> None:
    sentences = {
        (row["revision"], str(row["index"])): row for row in newsroom.must("export", "--table", "sentences").rows
    }
    for change in newsroom.must("export").rows:
        if change["part"] == "sentence":
            found = sentences[change["revision_after"], change["indexes_after"]]
            assert found["text"] == change["after"]
            assert found["paragraph"] == change["paragraph_after"]


def test_a_deleted_page_says_nothing(newsroom: Newsroom, address: str) -> None:
    (gone,) = (row["revision"] for row in newsroom.log(address) if row["kind"] == "gone")
    said = {row["revision"] for row in newsroom.must("export", "--table", "sentences").rows}
    assert len(said) == 4
    assert gone not in said


def as_csv(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_as_in_the_rfc_and_alters_nothing(newsroom: Newsroom, address: str, table: str, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    ask = ("export", "--table", table, "--format", "csv")
    assert newsroom.must(*ask, "-o", file).out == ""
    text = file.read_bytes().decode("utf-8")
    assert newsroom.must(*ask).out == text
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    same = newsroom.must("export", "--table", table).rows
    assert rows == [{name: as_csv(value) for name, value in row.items()} for row in same]


def test_articles_come_in_the_order_of_their_addresses_or_as_named(newsroom: Newsroom) -> None:
    second, first = (newsroom.watch(path, page(*STORY, headline=f"The story {path}")) for path in ("/b", "/a"))
    order = [row["url"] for row in newsroom.must("export", "--table", "revisions").rows]
    assert order == [first, second]
    named = [row["url"] for row in newsroom.must("export", "--table", "revisions", second, first, second).rows]
    assert named == [second, first]


def test_an_empty_store_is_an_empty_table(newsroom: Newsroom) -> None:
    assert newsroom.must("export").out == ""
    (line,) = newsroom.must("export", "--format", "csv", "--table", "sentences").out.splitlines()
    assert line == "url,revision,time,index,paragraph,text"


@pytest.mark.parametrize("options", [["--table", "words"], ["--format", "xlsx"], ["nowhere"]])
def test_what_is_not_there_is_named(newsroom: Newsroom, address: str, options: list[str]) -> None:
    done = newsroom("export", *options)
    assert done.code == 2
    assert "hint:" in done.err


def test_a_file_that_cannot_be_written_is_a_clear_error(newsroom: Newsroom, address: str, tmp_path: Path) -> None:
    assert newsroom("export", "-o", tmp_path).code == 3
    full = newsroom("export", "-o", "/dev/full")
    assert full.code == 3
    assert "No space left" in full.err


def test_the_help_names_every_column_and_every_table_says_what_it_holds() -> None:
    words = set(run("export", "--help").out.split())
    for name, table in TABLES.items():
        assert {name, *table.columns} <= words
    assert {field.name for field in fields(Counts)} <= {
        column.removesuffix("_changed") for column in TABLES["revisions"].columns
    }


def test_one_article_at_a_time_is_in_memory(newsroom: Newsroom) -> None:
    from rowback.store import Store
    from rowback.track.export import rows

    for k in range(4):
        story = tuple(f"{text} Part {k}." for text in STORY)
        newsroom.watch(f"/{k}", page(*story, *(f"Sentence {n} of the long report {k}." * 9 for n in range(200))))
    store = Store.open(newsroom.store)
    list(rows(store, store.urls(), "sentences"))
    peaks = []
    for urls in (store.urls()[:1], store.urls()):
        tracemalloc.start()
        for _ in rows(store, urls, "sentences"):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]
