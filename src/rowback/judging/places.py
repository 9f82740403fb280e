"""Two states of an article -> between which neighbours each paragraph stands that came or went.

before: one, PROMOTION A, two        after: one, PROMOTION B, two

    A and B stand at one place, that between "one" and "two"
"""

from collections.abc import Iterator, Sequence
from zlib import crc32

from rowback.model import Article


def places_of(before: Article, after: Article) -> dict[str, int]:
    """For each paragraph between which neighbours that stayed it stands."""
    stayed = frozenset(before.paragraphs) & frozenset(after.paragraphs)
    return dict([*_places_in(before.paragraphs, stayed), *_places_in(after.paragraphs, stayed)])


def _places_in(paragraphs: Sequence[str], stayed: frozenset[str]) -> Iterator[tuple[str, int]]:
    last = ""
    waiting: list[str] = []
    for text in (*paragraphs, ""):
        if text in stayed or not text:
            place = crc32(f"{last}\n{text}".encode(errors="replace"))
            yield from ((one, place) for one in waiting)
            last, waiting = text, []
        else:
            waiting.append(text)
