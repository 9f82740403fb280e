"""What the state tells, of some addresses and of all."""

from dataclasses import replace

import pytest

from rowback.model import Outcome
from rowback.store import SeenText, Sighting, Store, state
from rowback.store.config import WatchList
from rowback.store.paths import Address
from rowback.store.sightings import Sightings
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


# ---------------------------------------------------------------- lines
KNOWN = Sighting(etag='"1"', body_hash="ab", revision="cd" * 20, failures=2)
NEWER = b'{"url":"https://a.example/","article":null,"etag":"x","colour":"blue"}\n'
ODD = b'{"url": "https://b.example/#top"}\n'


def lines_of(*urls: str, article: str | None = "ab" * 20) -> bytes:
    return b"".join(state.write_line(url, KNOWN, article) for url in urls)


def test_lines_that_nobody_replaces_come_back_byte_for_byte() -> None:
    told = NEWER + ODD + lines_of(FERRY, HARBOUR)
    known = Sightings(told)
    assert known[FERRY] == KNOWN
    assert known["https://a.example/"] == Sighting(etag="x")
    assert not any(known.news())
    assert known.lines() == told
    known[FERRY] = replace(KNOWN, failures=3)
    assert known.lines() == NEWER + ODD + state.write_line(FERRY, known[FERRY], "ab" * 20) + lines_of(HARBOUR)


@pytest.mark.parametrize("spoilt", [b"{", b"", b'{"url":3}', lines_of("https://c.example/")[:-2]])
def test_a_line_that_cannot_be_read_is_counted_and_not_written_back(spoilt: bytes) -> None:
    known = Sightings(lines_of(FERRY) + spoilt + b"\n" + lines_of(HARBOUR))
    assert (known.lost, list(known)) == (1, [FERRY, HARBOUR])
    assert known.lines() == lines_of(FERRY, HARBOUR)


def test_a_line_without_its_end_is_written_whole() -> None:
    assert Sightings(lines_of(FERRY, HARBOUR)[:-1]).lines() == lines_of(FERRY, HARBOUR)


def test_what_was_seen_on_another_branch_is_forgotten_and_no_news() -> None:
    known = Sightings(lines_of(FERRY, HARBOUR))
    known.hold_to({FERRY: "ab" * 20, HARBOUR: "ef" * 20, "https://c.example/": None})
    assert (known[FERRY], known[HARBOUR]) == (KNOWN, Sighting(failures=2))
    assert not any(known.news())
    assert known.lines() == lines_of(FERRY) + state.write_line(HARBOUR, Sighting(failures=2), "ef" * 20)


def test_a_line_names_the_article_that_was_recorded_last() -> None:
    known = Sightings(lines_of(FERRY, HARBOUR))
    known.write_for(HARBOUR, "ef" * 20)
    known.write_for("https://c.example/", "ef" * 20)
    assert known.lines() == lines_of(FERRY) + lines_of(HARBOUR, article="ef" * 20)
    known["https://c.example/"] = KNOWN
    assert lines_of("https://c.example/", article="ef" * 20) in known.lines()


def test_spellings_of_one_address_find_one_line() -> None:
    known = Sightings(lines_of(HARBOUR), WatchList.of([f"{HARBOUR}#top"]))
    assert known[f"{HARBOUR}#other"] == known[HARBOUR] == KNOWN
    assert known == {f"{HARBOUR}#top": KNOWN}
    known[f"{HARBOUR}#top"] = Sighting()
    assert list(known.news()) == [(f"{HARBOUR}#top", Sighting())]
    assert Sightings(known.lines()) == {f"{HARBOUR}#top": Sighting()}


def test_what_is_known_can_be_dropped() -> None:
    known = Sightings(lines_of(FERRY, HARBOUR))
    del known[HARBOUR]
    assert (HARBOUR in known, len(known), list(known.news())) == (False, 1, [(HARBOUR, None)])
    assert known.before(HARBOUR) == KNOWN
    assert known.lines() == lines_of(FERRY)
    with pytest.raises(KeyError):
        del known[HARBOUR]
