"""The same edit seen by two clones is one edit, and both ids that were told stay true."""

from dataclasses import replace
from pathlib import Path

from rowback.model import Article, Draft, RevisionKind
from rowback.store import Store
from rowback.track.lookup import find_revision
from tests.store.articles import HARBOUR, at_hour, edit, first_draft, record, story
from tests.store.clones import bare, clone, push_first, sync


def two_clones(store: Store, folder: Path) -> tuple[Store, Store]:
    record(store, first_draft())
    push_first(store, bare(folder / "remote.git"))
    return store, Store.open(clone(folder / "remote.git", folder / "other"))


def meet(store: Store, other: Store) -> None:
    for one in (store, other, store):
        sync(one)


def hours(store: Store) -> list[float]:
    return [(revision.observed_at - at_hour(0)).total_seconds() / 3600 for revision in store.history(HARBOUR)]


def test_an_edit_that_two_clones_saw_is_listed_once(store: Store, tmp_path: Path) -> None:
    store, other = two_clones(store, tmp_path)
    (mine,) = record(store, edit(story(0), story(1), hour=1))
    (others,) = record(other, edit(story(0), story(1), hour=1.1))
    meet(store, other)
    for one in (store, other):
        newest, first = one.history(HARBOUR)
        assert (newest.id, newest.also, first.also) == (mine, (others,), ())
        assert find_revision(others, one.history(HARBOUR), now=at_hour(9)) == newest
        assert [revision.repeats for revision in one.history(HARBOUR, all=True)] == [mine, None, None]
        assert [len(texts) for texts in one.texts()] == [2]


def test_what_only_one_of_them_saw_stands_between(store: Store, tmp_path: Path) -> None:
    """A, B, A: the second A is news, whoever saw it."""
    store, other = two_clones(store, tmp_path)
    record(store, edit(story(0), story(1), hour=1), edit(story(1), story(2), hour=3))
    record(other, edit(story(0), story(1), hour=4))
    meet(store, other)
    assert hours(other) == [4, 3, 1, 0]


def test_a_notice_or_a_deletion_is_no_repeat(store: Store, tmp_path: Path) -> None:
    def gone(article: Article, hour: float) -> Draft:
        return Draft(HARBOUR, RevisionKind.GONE, article, at_hour(hour), "engine 1")

    store, other = two_clones(store, tmp_path)
    admitted = replace(story(1), notices=("Correction: the wall lost 41 metres.",))
    record(store, edit(story(0), story(1), hour=1), gone(story(1), 4))
    record(other, edit(story(0), admitted, hour=2), gone(admitted, 5))
    meet(store, other)
    assert hours(store) == [5, 4, 2, 1, 0]


def test_a_deletion_that_both_saw_is_listed_once(store: Store, tmp_path: Path) -> None:
    store, other = two_clones(store, tmp_path)
    for number, one in enumerate((store, other), 1):
        record(one, Draft(HARBOUR, RevisionKind.GONE, story(0), at_hour(number), "engine 1"))
    meet(store, other)
    assert hours(store) == [1, 0]
    assert len(store.history(HARBOUR, all=True)) == 3


def test_a_change_told_from_an_older_text_is_told_anew(store: Store, tmp_path: Path) -> None:
    """The other clone had not seen the first edit, so that its words tell of two."""
    from tests.support import run

    store, other = two_clones(store, tmp_path)
    record(store, edit(story(0), story(1), hour=1))
    later = edit(story(0), replace(story(1), headline="Harbour wall vote splits the town"), hour=2)
    record(other, replace(later, compared_with=at_hour(0)))
    meet(store, other)
    newest = run("-C", store.root, "log", "harbour", "--json").rows[0]
    assert (newest["changes"]["headline"], newest["changes"]["edited"]) == (True, 0)


def test_an_imported_text_does_not_stand_for_what_a_check_recorded(store: Store) -> None:
    (_, found) = record(store, replace(first_draft(hour=1), imported=True), first_draft(hour=2))
    assert store.history(HARBOUR)[0].id == found
    assert len(store.history(HARBOUR)) == 2
