"""What is remembered of the blocks of a page <-> one file of the state.

A line of JSON. The marks are packed, 28 bytes each before base 85: of a page with 100 blocks 3.5 KB are kept.
"""

import json
import struct
from base64 import b85decode, b85encode
from collections.abc import Iterable, Iterator
from typing import Any

from rowback.model import Mark, Memory
from rowback.store import state

# 5 KB a page; of 1,000 articles none had so many blocks that are not links.
KEPT_BYTES = 4_000


def name(article: str) -> str:
    """By what name git knows it."""
    return f"{state.REF}:{state.blocks_path(article)}"


def write(memory: Memory) -> bytes:
    """The file; what is a memory's default is left out."""
    said: dict[str, Any] = {
        "marks": b85encode(pack(memory.marks)).decode(),
        "places": memory.places,
        "left_out": memory.left_out,
        "slots": sorted(memory.slots),
    }
    return json.dumps({key: value for key, value in said.items() if value}, separators=(",", ":")).encode() + b"\n"


def read(content: bytes | None) -> Memory:
    """What `write` wrote; what is spoilt is forgotten, and learned again from the next look on."""
    try:
        said = json.loads(content or b"{}")
        return Memory(
            unpack(b85decode(said.get("marks", ""))),
            tuple(map(int, said.get("places", ()))),
            tuple(tuple(map(int, sketch)) for sketch in said.get("left_out", ())),
            frozenset(map(int, said.get("slots", ()))),
        )
    except (ValueError, TypeError, AttributeError, struct.error):
        return Memory()


def pack(marks: Iterable[Mark]) -> bytes:
    """The marks as they are kept, as far as there is room."""
    return b"".join(_packed(marks))


def unpack(packed: bytes) -> tuple[Mark, ...]:
    """What `pack` packed."""
    return tuple(_unpacked(packed))


def _packed(marks: Iterable[Mark]) -> Iterator[bytes]:
    size = 0
    for mark in marks:
        packed = struct.pack(f">B{1 + len(mark.sketch)}I", len(mark.sketch), mark.slot, *mark.sketch)
        size += len(packed)
        if size > KEPT_BYTES:
            return
        yield packed


def _unpacked(packed: bytes) -> Iterator[Mark]:
    start = 0
    while start < len(packed):
        count = packed[start]
        slot, *sketch = struct.unpack_from(f">{1 + count}I", packed, start + 1)
        yield Mark(slot, tuple(sketch))
        start += 1 + 4 * (1 + count)
