import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.model import Outcome
from rowback.store import SeenText, Sighting, checks, state
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR, MORNING, at_hour, page_of, story

sightings = st.builds(
    Sighting,
    etag=st.none() | st.text(min_size=1),
    failures=st.integers(0, 99),
    checked_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    outcome=st.none() | st.sampled_from(Outcome),
    held_since=st.none() | st.just(MORNING),
    held_reason=st.none() | st.text(min_size=1),
    texts=st.lists(st.builds(SeenText, st.text(), st.just(MORNING)), max_size=2).map(tuple),
)


@given(st.dictionaries(st.builds("https://tidewater.example/{}".format, st.integers(0, 99)), sightings, max_size=5))
def test_any_state_comes_back(known: dict[str, Sighting]) -> None:
    articles = dict.fromkeys(known, "ab" * 20)
    assert state.read_sightings(state.write_sightings(known, articles)) == {
        url: (sighting, "ab" * 20) for url, sighting in known.items()
    }


def test_what_a_newer_rowback_adds_is_passed_over() -> None:
    line = b'{"url":"https://tidewater.example/","etag":"x","colour":"blue"}\n'
    assert state.read_sightings(line) == {"https://tidewater.example/": (Sighting(etag="x"), None)}


@pytest.mark.parametrize(
    "lines",
    [
        b"{",
        b"[]",
        b"{}",
        b'{"url":"https://a.example/","outcome":"odd"}',
        b'{"url":"https://a.example/","checked_at":1}',
        b'{"url":"ftp://a.example/"}',
        b'{"url":3}',
        b'{"url":["https://a.example/"]}',
    ],
)
def test_a_spoilt_line_is_passed_over_and_the_others_are_kept(lines: bytes) -> None:
    whole = state.write_sightings({HARBOUR: Sighting(failures=2)}, {})
    assert state.read_sightings(lines + b"\n" + whole) == {HARBOUR: (Sighting(failures=2), None)}


@given(sightings, st.none() | st.just("ab" * 20))
def test_a_line_that_was_written_here_is_known_without_being_read(sighting: Sighting, article: str | None) -> None:
    if sighting.checked_at and (sighting.checked_at.month, sighting.checked_at.day) == (2, 29):
        sighting = replace(sighting, checked_at=MORNING)
    line = state.write_line(HARBOUR, sighting, article)
    assert state.url_in(line) == HARBOUR
    assert state.read_line(line) == (HARBOUR, sighting, article)


@given(sightings, st.data())
def test_a_line_that_is_known_without_being_read_can_be_read(sighting: Sighting, data: st.DataObject) -> None:
    line = bytearray(state.write_line(HARBOUR, sighting, "ab" * 20))
    for _ in range(data.draw(st.integers(1, 3))):
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.sampled_from(b'0123459a\\"{}[],:-+. u\x00\xff'))
    url, read = state.url_in(bytes(line)), state.read_line(bytes(line))
    assert url is None or (read is not None and read[0] == url)


@pytest.mark.parametrize("day", ["02-29", "02-30", "04-31", "13-01", "00-10", "10-00", "01-32"])
def test_a_day_that_no_month_may_have_is_left_to_be_read(day: str) -> None:
    line = state.write_line(HARBOUR, Sighting(checked_at=datetime(2027, 1, 1, tzinfo=UTC)), None)
    assert state.url_in(line)
    assert state.url_in(line.replace(b"01-01", day.encode())) is None


@pytest.mark.parametrize("url", [f"{HARBOUR}#top", "https://tidewater.example/é", "HTTPS://tidewater.example/"])
def test_an_address_that_is_to_be_normalised_is_left_to_be_read(url: str) -> None:
    line = state.write_line(url, Sighting(), None)
    assert state.url_in(line) is None
    assert state.read_line(line) == (url, Sighting(), None)


def test_a_held_page_has_no_validators() -> None:
    held = state.read_page(state.write_page(page_of(story())))
    assert (held.url, held.body, held.etag) == (HARBOUR, page_of(story()).body, None)


def test_two_states_make_one_that_holds_the_later_look_at_each_address() -> None:
    earlier, later = Sighting(checked_at=at_hour(1)), Sighting(checked_at=at_hour(2), held_since=at_hour(2))
    held = {state.held_path(Address.of(url).id): name for url, name in ((HARBOUR, b"wall"), (FERRY, b"old wall"))}
    ours = {
        state.SIGHTINGS: state.write_sightings({HARBOUR: later, FERRY: replace(earlier, held_since=at_hour(1))}, {}),
        checks.RUNS: b"".join(b'{"at":"%s","checked":2}\n' % at_hour(k).isoformat().encode() for k in (1, 3)),
        **held,
    }
    ours |= {state.blocks_path(Address.of(url).id): b"ours" for url in (HARBOUR, FERRY)}
    theirs = {
        state.blocks_path(Address.of(FERRY).id): b"theirs",
        state.SIGHTINGS: state.write_sightings({HARBOUR: earlier, FERRY: replace(earlier, checked_at=at_hour(5))}, {}),
        checks.RUNS: b"".join(b'{"at":"%s","checked":2}\n' % at_hour(k).isoformat().encode() for k in (1, 2)),
    }
    one = state.merged(ours, theirs)
    assert state.read_sightings(one[state.SIGHTINGS]) == {
        HARBOUR: (later, None),
        FERRY: (Sighting(checked_at=at_hour(5)), None),
    }
    assert [path for path in one if path.startswith(state.HELD)] == [state.held_path(Address.of(HARBOUR).id)]
    assert [one[state.blocks_path(Address.of(url).id)] for url in (HARBOUR, FERRY)] == [b"ours", b"theirs"]
    assert [json.loads(line)["at"][11:13] for line in one[checks.RUNS].splitlines()] == ["09", "10", "11"]
    assert state.merged(theirs, ours) == one
    assert state.merged(one, one) == one == state.merged(one, {}) == state.merged({}, one)
