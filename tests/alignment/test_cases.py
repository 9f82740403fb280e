"""Hard cases, one a file: what it is about, the sentences before and after, and the changes a reader would report.

A change is written `edited 2 -> 3`, sentences counted from 1; `moved` follows when it moved. What stays is left out.
"""

from pathlib import Path

import pytest

from rowback.alignment import align
from rowback.model import Change

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def sections(text: str) -> tuple[list[str], ...]:
    return tuple(part.split("\n")[1:-1] for part in text.split("== ")[1:])


def written(change: Change) -> str:
    before, after = ("".join(f" {index + 1}" for index in side) for side in (change.before, change.after))
    return f"{change.kind}{before} ->{after}{' moved' * change.moved}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_reader_would_report_these_changes(path: Path) -> None:
    before, after, expected = sections(path.read_text(encoding="utf-8"))
    assert [written(change) for change in align(before, after) if change.reported] == expected
