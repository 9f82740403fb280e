"""The log of checks: when which addresses were looked at, and what each look saw.

Three files of the state hold it:

    checks.jsonl   one line a run, of the last 100 to 200 runs
    looks.jsonl    one line an address: the runs before those, as ranges of looks that saw the same
    looked.txt     the articles that the bits of a run's line stand for, in this order

    {"at":"2026-11-02T08:00:00+00:00","took":12,"checked":3,"saw":{"0b4f5cce2b17":"failed"},"looked":"eJxjZgAA…"}
    {"id":"0b4f5cce2b17","looks":[[1762070400,1762156800,25,3600,"unchanged"],[1762160400,1762160400,1,0,"edited"]]}

So the log grows with what happens and not with how often nothing does: a year of quiet looks at an address is one
range, which tells the first, the last, how many, and the longest time between two of them.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import chain
from operator import and_
from typing import Any

from rowback.model import Outcome

RUNS, RANGES, ROSTER = "checks.jsonl", "looks.jsonl", "looked.txt"
FILES = (RUNS, RANGES, ROSTER)

RUNS_FOLDED = 100
"""So many runs become ranges at once, when there are twice as many."""

RANGES_KEPT = 200
"""Of one address; only one that fails at every other look has so many."""

# Eight million articles; no line unpacks to more.
_MASK_BYTES = 1_000_000

# Each of them is an event: two in a row are two.
_NEWS = frozenset({Outcome.NEW, Outcome.EDITED, Outcome.RESTORED})

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class PastRun:
    """What the log of checks tells of a run.

    Attributes:
        at: when it ended; the first of its looks was so much earlier as `took` says.
        checked: how many addresses were looked at.
        saw: the outcomes that were not `unchanged`, by article id.
        looked: a bit for each article of the roster that was looked at; `None` in the log of an older rowback.
    """

    at: datetime
    checked: int
    saw: Mapping[str, Outcome]
    took: timedelta = timedelta(0)
    looked: int | None = None

    @property
    def outcomes(self) -> Counter[Outcome]:
        """How often each outcome was seen."""
        return Counter(self.saw.values()) + Counter({Outcome.UNCHANGED: self.checked - len(self.saw)})

    def look(self, outcome: Outcome) -> "Looks":
        """One look of this run.

        What did not change had not changed by the beginning of the run; what did had done so by its end.
        """
        when = self.at if outcome in _NEWS else self.at - self.took
        return Looks(when, when, 1, outcome)


@dataclass(frozen=True, slots=True)
class Looks:
    """Looks at one address that saw the same.

    Attributes:
        first, last: when; equal for a single look.
        count: how many at least. Looks that two machines made at the same time are counted once.
        longest_gap: between two of them, at most.
    """

    first: datetime
    last: datetime
    count: int
    outcome: Outcome
    longest_gap: timedelta = timedelta(0)


# ---------------------------------------------------------------- reading
def last_run(runs: bytes) -> PastRun | None:
    """The last run; `None` when there is none. A spoilt line counts as none: it is only shown."""
    return _run((runs.splitlines() or [b""])[-1])


def looks_at(article: str, files: Files) -> tuple[Looks, ...]:
    """All looks at an article, oldest first: older ones as ranges, each of the last ones by itself."""
    known = next((ranges for one, ranges in _ranges(files.get(RANGES, b""), article)), ())
    roster = _roster(files)
    bit = 1 << roster.index(article) if article in roster else 0
    runs = (run for run in map(_run, files.get(RUNS, b"").splitlines()) if run)
    looked = (run for run in runs if article in run.saw or (run.looked or 0) & bit)
    return (*known, *(run.look(run.saw.get(article, Outcome.UNCHANGED)) for run in looked))


def joined(looks: Iterable[Looks]) -> tuple[Looks, ...]:
    """The same with neighbours that saw the same as one range, and what is told twice told once."""
    whole: list[Looks] = []
    last_of: dict[Outcome, int] = {}
    for one in sorted(looks, key=lambda look: (look.first, look.last, look.outcome)):
        place = last_of.get(one.outcome, -1)
        before = whole[place] if place >= 0 else None
        if before and before == one:
            continue
        if before and one.outcome not in _NEWS and (place == len(whole) - 1 or one.first <= before.last):
            whole[place] = _range_of(before, one)
        else:
            last_of[one.outcome] = len(whole)
            whole.append(one)
    return tuple(whole)


def _range_of(before: Looks, after: Looks) -> Looks:
    apart = after.first > before.last
    return replace(
        before,
        last=max(before.last, after.last),
        count=before.count + after.count if apart else max(before.count, after.count),
        longest_gap=max(before.longest_gap, after.longest_gap, after.first - before.last),
    )


# ---------------------------------------------------------------- writing
def with_run(read: Callable[[str], bytes], at: datetime, outcomes: Mapping[str, Outcome], began: datetime) -> Files:
    """The files of the log that change when a run is added to it.

    Args:
        read: gives a file of the log as it is.
        outcomes: what was seen, by article id.
        began: when the first of them was looked at.
    """
    known = read(ROSTER)
    roster = _united(known.decode().split(), outcomes)
    places = {article: k for k, article in enumerate(roster)}
    saw = {article: outcome for article, outcome in sorted(outcomes.items()) if outcome is not Outcome.UNCHANGED}
    looked = _mask(map(places.__getitem__, outcomes))
    lines = read(RUNS).splitlines(keepends=True)
    lines.append(_written(PastRun(at, len(outcomes), saw, max(timedelta(0), at - began), looked)))
    files = {RUNS: b"".join(lines)}
    if (said := _lines(roster)) != known:
        files[ROSTER] = said
    if len(lines) <= 2 * RUNS_FOLDED:
        return files
    runs = [run for run in map(_run, lines) if run]
    return {**files, **_folded(runs, len(runs) - RUNS_FOLDED, dict(_ranges(read(RANGES))), roster)}


def merged(ours: Files, theirs: Files) -> Files:
    """The log that holds the looks of two logs."""
    # Theirs first: when they know all that we know, nothing of theirs changes.
    roster = _united(_roster(theirs), _roster(ours))
    runs: dict[bytes, PastRun] = {}
    ranges: dict[str, tuple[Looks, ...]] = {}
    for side in (ours, theirs):
        runs |= {_written(run): run for run in _moved(side, roster)}
        for article, looks in _ranges(side.get(RANGES, b"")):
            ranges[article] = joined((*ranges.get(article, ()), *looks))
    by_time = sorted(runs.values(), key=lambda run: (run.at, _written(run)))
    # What one side holds as ranges is not to be told a second time by the runs of the other.
    until = max((looks[-1].last for looks in ranges.values()), default=None)
    old = sum(1 for run in by_time if until and run.at - run.took <= until)
    return {ROSTER: _lines(roster), **_folded(by_time, max(old, len(by_time) - 2 * RUNS_FOLDED), ranges, roster)}


def without(files: Files, articles: Container[str]) -> Files:
    """The log that tells nothing of some articles."""
    roster = [article for article in _roster(files) if article not in articles]
    ranges = {article: looks for article, looks in _ranges(files.get(RANGES, b"")) if article not in articles}
    runs = []
    for run in _moved(files, roster):
        saw = {article: outcome for article, outcome in run.saw.items() if article not in articles}
        known = None if run.looked is None else run.looked.bit_count()
        runs.append(replace(run, saw=saw, checked=run.checked - len(run.saw) + len(saw) if known is None else known))
    return {ROSTER: _lines(roster), **_folded(runs, 0, ranges, roster)}


def _folded(
    runs: Sequence[PastRun], count: int, ranges: Mapping[str, tuple[Looks, ...]], roster: Sequence[str]
) -> Files:
    """The first so many runs as ranges, the others as they are."""
    old = runs[:count]
    told = {article for run in old for article in run.saw}
    looked = [run.looked or 0 for run in old]
    always = set(_of(reduce(and_, looked), roster)) - told if looked else set()
    quiet = joined(run.look(Outcome.UNCHANGED) for run in old)  # what nearly all of them saw
    each = {article: [run.look(outcome) for run in old if (outcome := run.saw.get(article))] for article in told}
    for run, mask in zip(old, looked, strict=True):
        for article in _of(mask, roster):
            if article not in always and article not in run.saw:
                each.setdefault(article, []).append(run.look(Outcome.UNCHANGED))
    new = {**dict.fromkeys(always, quiet), **each}
    whole = {article: joined((*ranges.get(article, ()), *new.get(article, ()))) for article in _united(ranges, new)}
    said = (
        _line({"id": article, "looks": [_numbers(one) for one in whole[article][-RANGES_KEPT:]]})
        for article in sorted(whole)
    )
    return {RUNS: b"".join(map(_written, runs[count:])), RANGES: b"".join(said)}


# ---------------------------------------------------------------- lines
def _run(line: bytes) -> PastRun | None:
    """What a run's line says; `None` for one that cannot be read."""
    with suppress(ValueError, KeyError, TypeError, AttributeError, zlib.error):
        said = json.loads(line)
        saw = {article: Outcome(outcome) for article, outcome in said.get("saw", {}).items()}
        packed = (
            zlib.decompressobj().decompress(b64decode(said["looked"], validate=True), _MASK_BYTES)
            if "looked" in said
            else None
        )
        looked = None if packed is None else int.from_bytes(packed, "little")
        at, took = datetime.fromisoformat(said["at"]), timedelta(seconds=said.get("took", 0))
        return PastRun(at.astimezone(UTC), int(said["checked"]), saw, took, looked)
    return None


def _written(run: PastRun) -> bytes:
    said: dict[str, Any] = {"at": run.at.isoformat(timespec="seconds")}
    if took := int(run.took.total_seconds()):
        said["took"] = took
    said["checked"] = run.checked
    if run.saw:
        said["saw"] = dict(run.saw)
    if run.looked is not None:
        packed = run.looked.to_bytes((run.looked.bit_length() + 7) // 8, "little")
        said["looked"] = b64encode(zlib.compress(packed, 9)).decode()
    return _line(said)


def _ranges(lines: bytes, article: str = "") -> Iterator[tuple[str, tuple[Looks, ...]]]:
    """By article the ranges of its looks, of all of them or of one."""
    wanted = b'{"id":"' + article.encode()
    for line in lines.splitlines():
        if line.startswith(wanted):
            with suppress(ValueError, KeyError, TypeError):
                said = json.loads(line)
                yield said["id"], tuple(_looks(*numbers) for numbers in said["looks"])


def _numbers(looks: Looks) -> list[int | str]:
    times = (int(looks.first.timestamp()), int(looks.last.timestamp()))
    return [*times, looks.count, int(looks.longest_gap.total_seconds()), looks.outcome]


def _looks(first: int, last: int, count: int, gap_s: int, outcome: str) -> Looks:
    since, until = datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)
    return Looks(since, until, count, Outcome(outcome), timedelta(seconds=gap_s))


def _line(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode() + b"\n"


# ---------------------------------------------------------------- who was looked at
def _mask(places: Iterable[int]) -> int:
    bits = bytearray()
    for place in places:
        if place >= len(bits) * 8:
            bits.extend(bytes(place // 8 + 1 - len(bits)))
        bits[place // 8] |= 1 << place % 8
    return int.from_bytes(bits, "little")


def _of(mask: int, roster: Sequence[str]) -> list[str]:
    """The articles that the bits stand for."""
    return [article for article, bit in zip(roster, bin(mask)[:1:-1], strict=False) if bit == "1"]


def _moved(files: Files, roster: Sequence[str]) -> Iterator[PastRun]:
    """The runs of a log, with the bits of another roster; what that does not hold is lost."""
    own = _roster(files)
    places = {article: k for k, article in enumerate(roster)}
    for run in filter(None, map(_run, files.get(RUNS, b"").splitlines())):
        if run.looked is None:
            yield run
        else:
            yield replace(run, looked=_mask(places[one] for one in _of(run.looked, own) if one in places))


def _roster(files: Files) -> list[str]:
    return files.get(ROSTER, b"").decode().split()


def _united(*articles: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(articles)))


def _lines(roster: Iterable[str]) -> bytes:
    return "".join(f"{article}\n" for article in roster).encode()
