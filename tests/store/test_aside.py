"""Old captures: a line of their own, joined by one merge, that never takes the place of what was seen later."""

import random
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from rowback.model import Draft, RevisionKind
from rowback.store import Sighting, Store, stream
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, fsck, git, record, story


def imported(store: Store, *drafts: Draft) -> list[str]:
    with store.run(clock=lambda: at_hour(100), aside=True) as run:
        return [run.record(replace(draft, imported=True)) for draft in drafts]


def test_a_side_line_is_joined_by_one_merge(store: Store) -> None:
    record(store, first_draft(hour=10))
    first = git(store.root, "rev-parse", "HEAD").strip()
    ids = imported(store, first_draft(hour=1), edit(story(), story(1), hour=2), first_draft(FERRY, hour=3))
    merge, theirs, ours = git(store.root, "log", "-1", "--format=%H %P").split()
    assert (theirs, ours) == (first, ids[-1])
    assert git(store.root, "log", "--format=%H", "--reverse", ours).split() == ids, "it begins with nothing before it"
    assert git(store.root, "rev-list", "--merges", "HEAD").split() == [merge]
    assert store.recorded([HARBOUR])[HARBOUR].article == story(), "seen at hour 10"
    assert [(r.observed_at, r.imported) for r in store.history(HARBOUR)] == [
        (at_hour(10), False),
        (at_hour(2), True),
        (at_hour(1), True),
    ]
    assert set(store.urls()) >= {HARBOUR}
    assert git(store.root, "status", "--porcelain") == ""


def test_what_was_seen_last_stands(store: Store) -> None:
    record(store, first_draft(hour=1))
    imported(store, edit(story(), story(5), hour=2))
    assert store.recorded([HARBOUR])[HARBOUR].article == story(5)
    assert (store.root / next(store.root.glob("*/*/*/article.txt"))).read_text().count("45 metres") == 1
    with store.run(clock=lambda: at_hour(3)) as run:
        assert run.state[HARBOUR].etag is None, "its validator was for another text"


def test_a_user_s_work_beside_a_side_line_is_not_touched(shared: Store, desk: Path) -> None:
    record(shared, first_draft(hour=10))
    status = git(desk, "status", "--porcelain")
    imported(shared, first_draft(FERRY, hour=1))
    assert git(desk, "status", "--porcelain") == status
    assert (desk / "committed.txt").read_text() == "first\n"


def test_what_was_brought_to_the_disk_is_there_for_the_next_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of hours that is killed has lost the last minutes only."""
    monkeypatch.setattr(stream, "SECURED_COMMITS", 2)
    record(store, first_draft(FERRY))
    with store.run(clock=lambda: at_hour(9), aside=True) as run:
        for hour in range(1, 4):
            run.record(replace(first_draft(hour=hour), imported=True))
        assert git(store.root, "rev-list", "--count", "refs/rowback/incoming").strip() == "2"
    fsck(store.root)
    assert len(store.history(HARBOUR, all=True)) == 3


def test_a_page_that_is_gone_is_still_gone_when_it_is_read_anew(store: Store) -> None:
    record(store, first_draft())
    record(store, Draft(HARBOUR, RevisionKind.GONE, story(), at_hour(1), "engine 1"))
    with store.run(clock=lambda: at_hour(2)) as run:
        run.record(Draft(HARBOUR, RevisionKind.REEXTRACTED, story(1), at_hour(1), "engine 2"))
    recorded = store.recorded([HARBOUR])[HARBOUR]
    assert (recorded.gone, recorded.extractor, recorded.article) == (True, "engine 2", story(1))


def test_articles_that_read_the_same_are_noted_in_one_commit(store: Store) -> None:
    record(store, first_draft(), first_draft(FERRY))
    before = git(store.root, "rev-list", "--count", "HEAD")
    found = store.recorded([HARBOUR, FERRY])
    assert set(store.outdated([HARBOUR, FERRY], lambda _: "engine 2")) == {HARBOUR, FERRY}
    with store.run(clock=lambda: at_hour(1)) as run:
        run.confirm([replace(one, extractor="engine 2") for one in found.values()])
    assert store.outdated([HARBOUR, FERRY], lambda _: "engine 2") == ()
    assert int(git(store.root, "rev-list", "--count", "HEAD")) == int(before) + 1
    assert [len(store.history(url, all=True)) for url in (HARBOUR, FERRY)] == [1, 1]
    assert "re-extracted 2 articles" in git(store.root, "log", "-1", "--format=%s")
    with store.run(clock=lambda: at_hour(1)) as run:
        assert run.state[HARBOUR].etag == '"v1"', "the page is the same: its validator holds"


def test_what_is_recorded_ahead_is_named_in_the_state(store: Store) -> None:
    with store.run(clock=lambda: at_hour(100), aside=True) as run:
        marks = [run.record(edit(story(k), story(k + 1), hour=k), ahead=True) for k in range(3)]
        run.state[HARBOUR] = Sighting(revision=marks[-1])
        early = run.id_of(marks[0])
    ids = git(store.root, "log", "--no-merges", "--format=%H", "--reverse", "--", "*/article.txt").split()
    assert [early, *map(run.id_of, marks[1:])] == ids
    assert store.sightings()[HARBOUR].revision == ids[-1]


def test_an_import_stores_what_differs_from_the_page_before(store: Store) -> None:
    """Of every other page at least."""
    template = random.Random(2).randbytes(30_000).hex().encode()  # noqa: S311  a template, not a secret
    drafts = []
    for hour in range(10):
        draft = edit(story(hour), story(hour + 1), hour=hour)
        assert draft.page is not None
        drafts.append(replace(draft, page=replace(draft.page, body=draft.page.body + template)))
    ids = imported(store, *drafts)
    stored = sum(path.stat().st_size for path in store.root.glob(".git/objects/pack/*.pack"))
    assert stored < 6 * len(zlib.compress(template))
    assert [store.page(revision)[-60_000:] for revision in store.history(HARBOUR)] == [template] * len(ids)
    fsck(store.root)
