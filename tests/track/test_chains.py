"""What is kept on this machine: it costs what is new, and can be lost or spoilt at any time."""

from dataclasses import replace
from pathlib import Path

import pytest

from rowback import api
from rowback.model import Article, Draft, Page, RevisionKind
from rowback.store import Store
from rowback.track.chains import FOLDER, Chain, chain
from tests.store.articles import HARBOUR, at_hour, edit, first_draft, git, record, story


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.create(tmp_path / "store")
    record(made, first_draft())
    record(made, edit(story(), story(20)))
    return made


def made(store: Store) -> Chain:
    return chain(store, store.history(HARBOUR))


def kept(store: Store) -> Path:
    return store.local(FOLDER, HARBOUR)


def page_with(*sentences: str) -> tuple[Article, bytes]:
    """A page, and its article as today's extractor reads it."""
    body = "<!doctype html><html lang=en><title>Harbour</title><article><h1>Harbour wall is to be rebuilt</h1>"
    body += "".join(f"<p>{sentence}</p>" for sentence in sentences) + "</article></html>"
    return api.read_page(body.encode(), url=HARBOUR).article, body.encode()


def test_states_and_steps_come_oldest_first(store: Store) -> None:
    found = made(store)
    assert found.revisions == tuple(revision.id for revision in store.history(HARBOUR)[::-1])
    assert found.states == (story().sentences_by_paragraph, story(20).sentences_by_paragraph)
    assert found.steps == (api.align(story().sentences, story(20).sentences),)


def test_what_was_kept_is_what_was_found(store: Store) -> None:
    assert made(store) == made(store)
    assert kept(store).exists()


def test_nothing_of_it_is_in_the_work_tree(store: Store) -> None:
    made(store)
    assert git(store.root, "status", "--porcelain", "--ignored") == ""


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"0" * 64 + b"\n{}", b"not\nours"])
def test_a_spoilt_file_is_made_again(store: Store, content: bytes) -> None:
    found = made(store)
    right = kept(store).read_bytes()
    kept(store).write_bytes(content)
    assert made(store) == found
    assert kept(store).read_bytes() == right


def test_a_file_with_one_wrong_letter_is_made_again(store: Store) -> None:
    found = made(store)
    right = kept(store).read_bytes()
    kept(store).write_bytes(right.replace(b"40 metres", b"99 metres"))
    assert made(store) == found


def test_a_folder_that_cannot_be_written_only_costs_time(store: Store) -> None:
    kept(store).parent.parent.mkdir()
    kept(store).parent.write_bytes(b"a file where the folder should be")
    assert len(made(store).states) == 2


def test_a_second_call_reads_only_what_is_new(store: Store) -> None:
    """What was kept is believed: a state that git could not give any more does not matter."""
    first = made(store)
    record(store, edit(story(20), story(30), hour=2))
    with_one_more = made(store)
    assert with_one_more.states[:2] == first.states
    assert with_one_more.states[2] == story(30).sentences_by_paragraph
    assert with_one_more.steps[1] == api.align(story(20).sentences, story(30).sentences)
    kept(store).unlink()
    assert made(store) == with_one_more


def test_a_revision_that_is_found_later_takes_its_place(store: Store) -> None:
    made(store)
    record(store, edit(story(), story(10), hour=0.5))
    with_import = made(store)
    assert with_import.states[1] == story(10).sentences_by_paragraph
    kept(store).unlink()
    assert made(store) == with_import


def test_states_of_two_extractors_are_read_by_the_newest(tmp_path: Path) -> None:
    """The old extractor took a caption for a sentence and lost the last one: neither is an edit."""
    store = Store.create(tmp_path / "store")
    first = "The council voted on Tuesday to rebuild the harbour wall after the storm."
    last = "Fishing families had asked for a wall that can be raised later on."
    now, body = page_with(first, last)
    then = replace(now, paragraphs=("Photo: harbour", first), sentences_by_paragraph=(("Photo: harbour",), (first,)))
    seen = Page(HARBOUR, HARBOUR, 200, at_hour(0), body, "text/html")
    record(store, Draft(HARBOUR, RevisionKind.NEW, then, at_hour(0), "engine 0", seen))
    assert made(store).sentences == (("Photo: harbour", first),)
    after, body = page_with(first + " It will cost £4 million.", last)
    seen = replace(seen, body=body, fetched_at=at_hour(1))
    comparison = api.compare(now, after)
    record(store, Draft(HARBOUR, RevisionKind.EDITED, after, at_hour(1), api.extractor(), seen, comparison))
    found = made(store)
    assert found.extractor == api.extractor()
    assert found.sentences == (now.sentences, after.sentences)
    kept(store).unlink()
    assert made(store) == found


def test_a_later_state_of_an_old_extractor_is_read_like_the_kept_ones(tmp_path: Path) -> None:
    """An import of old captures, or another machine with an older program, may add such a state."""
    store = Store.create(tmp_path / "store")
    first = "The council voted on Tuesday to rebuild the harbour wall after the storm."
    now, body = page_with(first)
    page = Page(HARBOUR, HARBOUR, 200, at_hour(0), body, "text/html")
    record(store, Draft(HARBOUR, RevisionKind.NEW, now, at_hour(0), api.extractor(), page))
    made(store)
    right, body = page_with(first, "Fishing families had asked for a wall that can be raised later on.")
    page = replace(page, body=body, fetched_at=at_hour(1))
    wrong = replace(right, sentences_by_paragraph=(("Read badly.",), *right.sentences_by_paragraph[1:]))
    comparison = api.compare(now, wrong)
    record(store, Draft(HARBOUR, RevisionKind.EDITED, wrong, at_hour(1), "engine 0", page, comparison))
    assert made(store).sentences == (now.sentences, right.sentences)
