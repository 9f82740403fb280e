"""Step by step between two revisions, and since what was last read."""

from pathlib import Path

import pytest

from rowback.errors import StoreError
from rowback.model import Draft, Revision, RevisionKind
from rowback.store import Store
from rowback.track.history import compare_revisions
from rowback.track.ranges import FOLDER, last_read, mark_read, steps
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, git, record, story


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.create(tmp_path / "store")
    record(made, first_draft())
    record(made, edit(story(), story(20), hour=1))
    record(made, edit(story(20), story(30), hour=2))
    return made


def revisions(store: Store) -> tuple[Revision, ...]:
    """Oldest first."""
    return store.history(HARBOUR)[::-1]


def test_every_step_is_a_comparison_of_its_own(store: Store) -> None:
    first, second, third = revisions(store)
    assert steps(store, first, third) == (
        compare_revisions(store, first, second),
        compare_revisions(store, second, third),
    )


def test_one_step_is_the_comparison(store: Store) -> None:
    first, second, _ = revisions(store)
    assert steps(store, first, second) == (compare_revisions(store, first, second),)


def test_from_a_revision_to_itself_there_is_no_step(store: Store) -> None:
    first, *_ = revisions(store)
    assert steps(store, first, first) == ()


def test_going_back_turns_the_steps_round(store: Store) -> None:
    first, second, third = revisions(store)
    assert [found.revisions for found in steps(store, third, first)] == [(third, second), (second, first)]


def test_a_page_that_goes_is_a_step_without_changes(store: Store) -> None:
    record(store, Draft(HARBOUR, RevisionKind.GONE, story(30), at_hour(3), "engine 1"))
    *_, third, gone = revisions(store)
    (step,) = steps(store, third, gone)
    assert not step.makes_revision


def test_what_was_read_is_remembered_on_this_machine_only(store: Store) -> None:
    assert last_read(store, HARBOUR) is None
    mark_read(store, HARBOUR, revisions(store)[1].id)
    assert last_read(store, HARBOUR) == revisions(store)[1].id
    assert last_read(store, FERRY) is None
    assert git(store.root, "status", "--porcelain", "--ignored") == ""


def test_reading_on_moves_the_mark(store: Store) -> None:
    for revision in revisions(store):
        mark_read(store, HARBOUR, revision.id)
    assert last_read(store, HARBOUR) == revisions(store)[-1].id


@pytest.mark.parametrize("content", [b"", b"\xff", b"@2\n", b"deadbeef"])
def test_a_spoilt_mark_is_none(store: Store, content: bytes) -> None:
    mark_read(store, HARBOUR, revisions(store)[0].id)
    store.local(FOLDER, HARBOUR).write_bytes(content)
    assert last_read(store, HARBOUR) is None


def test_a_mark_that_cannot_be_made_is_a_clear_error(store: Store) -> None:
    path = store.local(FOLDER, HARBOUR)
    path.parent.parent.mkdir(parents=True)
    path.parent.write_bytes(b"a file where the folder should be")
    with pytest.raises(StoreError, match="cannot be written"):
        mark_read(store, HARBOUR, revisions(store)[0].id)
