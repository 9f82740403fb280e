"""Hard cases, one a file: about what, the sentences before and after, the changes a reader would report, a summary.

A change is written `edited 2 -> 3`, sentences counted from 1; `moved` follows when it moved. What stays is left out.
For the summary all sentences are one paragraph.
"""

from pathlib import Path

import pytest

from rowback.alignment import align, compare
from rowback.model import Article, Change

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def sections(path: Path) -> tuple[list[str], ...]:
    return tuple(part.split("\n")[1:-1] for part in path.read_text(encoding="utf-8").split("== ")[1:])


def written(change: Change) -> str:
    before, after = ("".join(f" {index + 1}" for index in side) for side in (change.before, change.after))
    return f"{change.kind}{before} ->{after}{' moved' * change.moved}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_reader_would_report_these_changes(path: Path) -> None:
    before, after, expected, _ = sections(path)
    assert [written(change) for change in align(before, after) if change.reported] == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_reader_would_put_it_so(path: Path) -> None:
    before, after, _, summary = sections(path)
    articles = [Article(sentences_by_paragraph=(tuple(side),) if side else ()) for side in (before, after)]
    assert [compare(*articles).summary] == summary
