"""What the state tells those who only read the store."""

from dataclasses import replace

from rowback.store import Store
from tests.store.articles import HARBOUR, MORNING, page_of, story


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
