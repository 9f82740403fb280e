import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rowback.model import Outcome
from rowback.store import Looks, Store, checks
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR, MORNING, at_hour, first_draft, git, record

Runs = Iterator[tuple[datetime, dict[str, Outcome]]]
Model = dict[str, list[tuple[datetime, Outcome]]]
"""What was seen, look by look, as plainly as can be."""

ARTICLES = tuple(f"{k:012x}" for k in range(0, 400, 17))
NEWS = (Outcome.NEW, Outcome.EDITED, Outcome.RESTORED)


def runs(seed: int, count: int, *, start: int = 0) -> Runs:
    """Runs that look at all, at some or at one, and rarely see something."""
    rng = random.Random(seed)  # noqa: S311  a sequence, not secrets
    for number in range(start, start + count):
        some = rng.choice([ARTICLES, ARTICLES, ARTICLES, rng.sample(ARTICLES, 9), [rng.choice(ARTICLES)]])
        odd = {ARTICLES[3]: Outcome.SUSPECT, rng.choice(ARTICLES): rng.choice(list(Outcome))}
        yield at_hour(number), {one: odd.get(one, Outcome.UNCHANGED) for one in some}


def written(
    files: Mapping[str, bytes], seen: Iterator[tuple[datetime, dict[str, Outcome]]], model: Model
) -> checks.Files:
    for at, outcomes in seen:
        files = {**files, **checks.with_run(lambda name: files.get(name, b""), at, outcomes, at)}  # noqa: B023
        for article, outcome in outcomes.items():
            model.setdefault(article, []).append((at, outcome))
    return files


def grouped(seen: list[tuple[datetime, Outcome]]) -> list[tuple[datetime, datetime, int, Outcome]]:
    found: list[tuple[datetime, datetime, int, Outcome]] = []
    for at, outcome in seen:
        if found and found[-1][3] is outcome and outcome not in NEWS:
            found[-1] = (found[-1][0], at, found[-1][2] + 1, outcome)
        else:
            found.append((at, at, 1, outcome))
    return found


def told(article: str, files: Mapping[str, bytes]) -> list[tuple[datetime, datetime, int, Outcome]]:
    looks = checks.joined(checks.looks_at(article, files))
    return [(one.first, one.last, one.count, one.outcome) for one in looks]


def test_every_look_of_a_long_log_is_told() -> None:
    model: Model = {}
    files = written({}, runs(1, 430), model)
    assert len(files[checks.RUNS].splitlines()) <= 2 * checks.RUNS_FOLDED
    for article in ARTICLES:
        assert told(article, files) == grouped(model[article])


def test_the_last_looks_are_told_one_by_one() -> None:
    files = written({}, ((at_hour(k), {ARTICLES[0]: Outcome.UNCHANGED}) for k in range(450)), {})
    first, *single = checks.looks_at(ARTICLES[0], files)
    assert (first.first, first.count, first.longest_gap) == (MORNING, 303, timedelta(hours=1))
    assert [one.first for one in single] == [at_hour(k) for k in range(303, 450)]


def test_a_gap_is_remembered() -> None:
    hours = [*range(150), *range(250, 401)]
    files = written({}, ((at_hour(k), {ARTICLES[0]: Outcome.UNCHANGED}) for k in hours), {})
    (whole,) = checks.joined(checks.looks_at(ARTICLES[0], files))
    assert whole == Looks(MORNING, at_hour(400), 301, Outcome.UNCHANGED, timedelta(hours=101))


def test_a_quiet_log_does_not_grow() -> None:
    quiet = dict.fromkeys(ARTICLES, Outcome.UNCHANGED)
    files = written({}, ((at_hour(k), quiet) for k in range(400)), {})
    size = sum(map(len, files.values()))
    files = written(files, ((at_hour(k), quiet) for k in range(400, 1000)), {})
    assert sum(map(len, files.values())) < 1.1 * size


def test_what_was_unchanged_was_so_when_the_run_began_and_what_changed_had_by_its_end() -> None:
    outcomes = {ARTICLES[0]: Outcome.UNCHANGED, ARTICLES[1]: Outcome.EDITED}
    files = checks.with_run(lambda _: b"", at_hour(2), outcomes, at_hour(1))
    assert [one.first for one in checks.looks_at(ARTICLES[0], files)] == [at_hour(1)]
    assert [one.first for one in checks.looks_at(ARTICLES[1], files)] == [at_hour(2)]


def test_a_run_that_looks_at_no_other_articles_leaves_their_list_as_it_is() -> None:
    files = dict(checks.with_run(lambda _: b"", at_hour(1), dict.fromkeys(ARTICLES[:2], Outcome.NEW), at_hour(1)))
    assert checks.ROSTER in files
    again = checks.with_run(files.__getitem__, at_hour(2), {ARTICLES[1]: Outcome.UNCHANGED}, at_hour(2))
    assert [*again] == [checks.RUNS]
    assert [len(checks.looks_at(one, {**files, **again})) for one in ARTICLES[:3]] == [1, 2, 0]


def test_two_logs_make_one_that_tells_the_looks_of_both() -> None:
    shared: Model = {}
    base = written({}, runs(2, 150), shared)
    for many in (10, 280):
        one_model, two_model = ({one: [*seen] for one, seen in shared.items()} for _ in range(2))
        ours = written(base, runs(3, 40, start=150), one_model)
        theirs = written(base, runs(4, many, start=150), two_model)
        one = checks.merged(ours, theirs)
        assert checks.merged(one, one) == one
        assert checks.merged(one, theirs) == one
        for article in ARTICLES:
            assert told(article, one) == told(article, checks.merged(theirs, ours))
            looks = told(article, one)
            real = {*one_model[article], *two_model[article]}
            assert sum(count for _, _, count, _ in looks) <= len(real)
            for at, outcome in real:
                assert any(first <= at <= last and saw is outcome for first, last, _, saw in looks)
            for first, last, _, outcome in looks:
                assert {(first, outcome), (last, outcome)} <= real


def test_a_log_and_nothing_is_the_log() -> None:
    files = written({}, runs(5, 250), {})
    assert checks.merged(files, {}) == checks.merged({}, files) == files


def test_a_log_without_an_article_tells_nothing_of_it_and_all_of_the_others() -> None:
    model: Model = {}
    files = written({}, runs(6, 250), model)
    left = checks.without(files, {ARTICLES[3], ARTICLES[5]})
    assert not any(ARTICLES[k].encode() in content for k in (3, 5) for content in left.values())
    for article in ARTICLES:
        assert told(article, left) == ([] if article in (ARTICLES[3], ARTICLES[5]) else grouped(model[article]))


def test_the_lines_of_an_older_rowback_are_read() -> None:
    old = b'{"at":"2026-11-02T08:00:00+00:00","checked":2,"saw":{"%s":"failed"}}\n' % ARTICLES[0].encode()
    files = written({checks.RUNS: old}, iter([(at_hour(1), {ARTICLES[0]: Outcome.UNCHANGED})]), {})
    assert [one.outcome for one in checks.looks_at(ARTICLES[0], files)] == [Outcome.FAILED, Outcome.UNCHANGED]
    assert checks.looks_at(ARTICLES[1], files) == ()
    run = checks.last_run(old)
    assert run is not None
    assert (run.at, run.checked, run.outcomes[Outcome.UNCHANGED]) == (MORNING, 2, 1)


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"at":1}', b'{"at":"2026-11-02","checked":1,"looked":"!"}', b"\xff"])
def test_a_spoilt_line_is_passed_over(line: bytes) -> None:
    files = {checks.RUNS: line + b"\n", checks.RANGES: line + b"\n"}
    assert checks.last_run(line) is None
    files = {**files, **written(files, iter([(at_hour(1), {ARTICLES[0]: Outcome.UNCHANGED})]), {})}
    assert [one.first for one in checks.looks_at(ARTICLES[0], files)] == [at_hour(1)]
    assert checks.merged(files, {})[checks.RUNS].count(b"\n") == 1


def test_a_run_is_logged_with_whom_it_looked_at(store: Store) -> None:
    record(store, first_draft(), first_draft(FERRY))
    with store.run(clock=lambda: at_hour(2)) as run:
        run.state[HARBOUR] = replace(run.state[HARBOUR], checked_at=at_hour(2), outcome=Outcome.UNCHANGED)
    assert [one.outcome for one in store.looks(HARBOUR)] == [Outcome.NEW, Outcome.UNCHANGED]
    assert [one.outcome for one in store.looks(FERRY)] == [Outcome.NEW]
    line = json.loads(git(store.root, "show", f"refs/rowback/state:{checks.RUNS}").splitlines()[-1])
    assert line["checked"] == 1
    assert Address.of(HARBOUR).id in git(store.root, "show", f"refs/rowback/state:{checks.ROSTER}")
