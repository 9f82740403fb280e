"""What the state tells those who only read the store."""

from dataclasses import replace

from rowback.model import Outcome
from rowback.store import SeenText, Sighting, Store
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR, MORNING, edit, first_draft, git, page_of, story


def test_a_held_capture_can_be_read_without_a_run(store: Store) -> None:
    store.add([HARBOUR])
    assert store.held(HARBOUR) is None
    wall = page_of(story(headline="Please log in"))
    with store.run(clock=lambda: MORNING) as run:
        run.hold(HARBOUR, wall, "asks for a login", first_seen=MORNING)
    assert store.held(f"{HARBOUR}#top") == replace(wall, etag=None)
    with store.run(clock=lambda: MORNING) as run:
        run.drop_held(HARBOUR)
    assert store.held(HARBOUR) is None


def test_sightings_come_under_the_url_as_it_is_watched(store: Store) -> None:
    assert store.sightings() == {}
    store.add([f"{HARBOUR}#top", FERRY])
    texts = (SeenText("ab12", MORNING), SeenText("cd34", MORNING))
    seen = Sighting(failures=2, reason="it answered 503", outcome=Outcome.FAILED, checked_at=MORNING, texts=texts)
    with store.run(clock=lambda: MORNING) as run:
        run.state[HARBOUR] = seen
    assert store.sightings() == {f"{HARBOUR}#top": seen}


def test_sightings_of_another_branch_remember_nothing_of_the_page(store: Store) -> None:
    store.add([HARBOUR])
    with store.run(clock=lambda: MORNING) as run:
        first = run.record(first_draft())
        run.state[HARBOUR] = Sighting(revision=first, etag='"1"', texts=(SeenText("ab12", MORNING),))
    with store.run(clock=lambda: MORNING) as run:
        second = run.record(edit(story(), story(1)))
        run.state[HARBOUR] = replace(run.state[HARBOUR], revision=second, failures=1)
    assert store.sightings()[HARBOUR].revision == second
    git(store.root, "reset", "--quiet", "--hard", first)
    assert store.sightings() == {HARBOUR: Sighting(failures=1)}


def test_the_last_run_tells_what_it_saw(store: Store) -> None:
    assert store.last_run() is None
    for hour in (0, 1):
        with store.run(clock=lambda: MORNING) as run:
            run.state[HARBOUR] = Sighting(checked_at=MORNING.replace(hour=hour), outcome=Outcome.FAILED)
            run.state[FERRY] = Sighting(checked_at=MORNING, outcome=Outcome.UNCHANGED)
    last = store.last_run()
    assert last is not None
    assert (last.at, last.checked, dict(last.saw)) == (MORNING, 1, {Address.of(HARBOUR).id: Outcome.FAILED})


def test_a_run_reads_what_was_recorded_before_and_in_itself(store: Store) -> None:
    with store.run(clock=lambda: MORNING) as run:
        assert run.recorded(HARBOUR) is None
        run.record(first_draft())
    with store.run(clock=lambda: MORNING) as run:
        before = run.recorded(HARBOUR)
        assert before is not None
        assert before.article == story()
        second = run.record(edit(story(), story(1)))
        after = run.recorded(HARBOUR)
        assert after is not None
        assert (after.article, after.revision) == (story(1), second)


def test_a_return_to_an_earlier_text_is_told_in_the_history(store: Store) -> None:
    with store.run(clock=lambda: MORNING) as run:
        run.record(first_draft())
        run.record(edit(story(), story(1)))
        run.record(replace(edit(story(1), story(), hour=2), reverted_to=MORNING))
    assert [revision.reverted_to for revision in store.history(HARBOUR)] == [MORNING, None, None]
