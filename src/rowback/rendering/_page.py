"""Rows -> the paragraphs of a page to read: the article after, with what is gone where it stood."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from rowback.rendering._rows import Rest, Row

_Home = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Departure:
    """The place that a row moved away from."""

    row: Row

    @property
    def sentences(self) -> tuple[str, ...]:
        """None of its text stands here."""
        return ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What stands together, in reading order."""

    entries: tuple[Row | Departure, ...]

    @property
    def told(self) -> tuple[Row, ...]:
        """The rows to remark on beside it."""
        return tuple(entry for entry in self.entries if isinstance(entry, Row) and entry.reported)

    @property
    def quiet(self) -> bool:
        """Nothing in it changed."""
        return all(isinstance(entry, Row) and not entry.reported for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Fold:
    """Paragraphs in which no change is told."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def rest(self) -> Rest:
        """What is in it."""
        return Rest.of(entry for part in self.paragraphs for entry in part.entries if isinstance(entry, Row))


def paragraphs(entries: Iterable[Row]) -> tuple[Paragraph | Fold, ...]:
    """Cut the rows of a comparison into paragraphs, runs of unchanged ones folded."""
    shown = tuple(row for row in entries if row.reported or row.after)  # what is gone and not told has no place
    made = _paragraphs(_with_departures(shown))
    blocks: list[Paragraph | Fold] = []
    for quiet, run in groupby(made, key=lambda paragraph: paragraph.quiet):
        together = tuple(run)
        blocks += [Fold(together)] if quiet else together
    return tuple(blocks)


def _with_departures(entries: tuple[Row, ...]) -> Iterator[Row | Departure]:
    """Put a departure before the first row that stood behind it and still does."""
    leaving = sorted((row for row in entries if row.moved and row.reported), key=_first_before, reverse=True)
    for row in entries:
        while leaving and row.before and not row.moved and _first_before(leaving[-1]) < _first_before(row):
            yield Departure(leaving.pop())
        yield row
    yield from (Departure(row) for row in reversed(leaving))


def _first_before(row: Row) -> int:
    return row.changes[0].before[0]


def _paragraphs(entries: Iterable[Row | Departure]) -> Iterator[Paragraph]:
    placed = list(entries)
    for _, run in groupby(zip(_homes(placed), placed, strict=True), key=itemgetter(0)):
        yield Paragraph(tuple(entry for _, entry in run))


def _homes(entries: Sequence[Row | Departure]) -> list[_Home]:
    """For each entry what tells its paragraph from its neighbours.

    What is on the page knows its paragraph. What is gone joins the paragraph in which its neighbours ended up: the one
    before it when they stood in one paragraph once, else the one after it; a paragraph gone as a whole stays by itself.
    """
    homes = _homes_in_order(entries, [None] * len(entries))
    backwards = _homes_in_order(entries[::-1], homes[::-1])
    return [home or ("gone", _origin(entry)) for home, entry in zip(backwards[::-1], entries, strict=True)]


def _homes_in_order(entries: Sequence[Row | Departure], known: Sequence[_Home | None]) -> list[_Home | None]:
    homes = list(known)
    home: _Home | None = None
    origin: int | None = None
    for k, entry in enumerate(entries):
        if isinstance(entry, Row) and entry.after:
            last, home = home, ("here", entry.paragraphs[1])
            if entry.before and not entry.moved:
                origin = entry.paragraphs[0]
            elif home != last:
                origin = None
            homes[k] = home
        elif origin is not None and _origin(entry) == origin:
            homes[k] = homes[k] or home
    return homes


def _origin(entry: Row | Departure) -> int | None:
    return (entry.row if isinstance(entry, Departure) else entry).paragraphs[0]
