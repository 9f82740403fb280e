"""Histories that an update of rowback runs through: the old extractor had read the pages in another way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rowback import api
from rowback.model import Draft, Page, Revision, RevisionKind
from rowback.store import Store
from rowback.track.export import TABLES, rows
from rowback.track.history import compare_revisions
from rowback.track.telling import weighty
from tests.support import STORY, git, page

URL = "https://tidewater.example/news/wall"
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
OLD_NOISE = "Share this story with your friends."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two revisions; the extractor that read the first one took a line for text that is none."""
    store = Store.create(tmp_path / "snapshots")
    with store.run(clock=lambda: START) as run:
        for number, text in enumerate((STORY, (*STORY[:3], STORY[3].replace("1887", "1889")))):
            seen = START + timedelta(hours=number)
            served = Page(URL, URL, 200, seen, page(*text).encode(), "text/html; charset=utf-8")
            article = api.extract(served.body, url=URL)
            extractor = api.extractor()
            if number == 0:
                article = api.segment(replace(article, paragraphs=(OLD_NOISE, *article.paragraphs)))
                extractor = "an older one"
            kind = RevisionKind.EDITED if number else RevisionKind.NEW
            run.record(Draft(URL, kind, article, seen, extractor, served))
    return store


def two(store: Store) -> tuple[Revision, Revision]:
    newest, first = store.history(URL)
    return first, newest


def test_both_sides_are_extracted_alike(store: Store) -> None:
    comparison = compare_revisions(store, *two(store))
    assert comparison.counts.edited == 1
    assert comparison.counts.removed == 0
    assert OLD_NOISE not in comparison.before.paragraphs


def test_a_patch_is_of_the_texts_as_they_are_stored(store: Store) -> None:
    comparison = compare_revisions(store, *two(store), as_stored=True)
    assert OLD_NOISE in comparison.before.paragraphs
    assert comparison.path
    first = two(store)[0].id
    stored = git(store.root, "show", f"{first}:./{comparison.path}")
    assert stored == "".join(f"{line}\n" for line in comparison.before.lines)


def test_no_table_shows_an_edit_that_nobody_made(store: Store) -> None:
    for table in TABLES:
        assert OLD_NOISE not in str(list(rows(store, [URL], table)))
    (row,) = rows(store, [URL], "changes")
    change = dict(zip(TABLES["changes"].columns, row, strict=True))
    assert "1887" in str(change["before"])


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_cell_for_every_column(store: Store, table: str) -> None:
    made = list(rows(store, [URL], table))
    assert made
    assert {len(row) for row in made} == {len(TABLES[table].columns)}


def test_what_has_no_weight_is_not_light(store: Store) -> None:
    first, newest = two(store)
    assert weighty((newest, first), silent=True) == ()
    assert first in weighty((newest, first))
