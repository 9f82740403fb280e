import pytest

from rowback.model import Mark, Memory
from rowback.store import blocks

MEMORY = Memory((Mark(7, (1, 2, 2**32 - 1)), Mark(2**32 - 1, ())), (5, 5, 9), ((1, 2), (3,)), frozenset({7, 8}))


def test_what_is_remembered_comes_back() -> None:
    assert blocks.read(blocks.write(MEMORY)) == MEMORY
    assert blocks.read(blocks.write(Memory())) == Memory()


def test_a_page_takes_five_kilobytes_whatever_it_holds() -> None:
    memory = Memory(tuple(Mark(k, tuple(range(k, k + 6))) for k in range(5_000)))
    written = blocks.write(memory)
    assert len(written) <= 5_200
    assert blocks.read(written).marks == memory.marks[: len(blocks.read(written).marks)]


@pytest.mark.parametrize(
    "spoilt", [None, b"", b"\x00", b"[]", b'{"marks": 3}', b'{"marks": "0096"}', b'{"places": ["x"]}']
)
def test_what_is_spoilt_is_forgotten(spoilt: bytes | None) -> None:
    assert blocks.read(spoilt) == Memory()
