"""Two texts -> the words that were kept, deleted and inserted.

    before: The blast killed 12 people in the old town.
    after:  The explosion killed 19 people in the old town.
    we say: The [blast -> explosion] killed [12 -> 19] people in the old town.

Texts are compared word by word, blanks left out, so that no edit ends inside a word or a number. A word
or two that stayed between long rewrites only scatter the marks, so they are marked too:

    before: He said that the plan was sound.
    after:  Nobody in the room liked the proposal.
    ugly:   [He said that -> Nobody in] the [plan was sound -> room liked the proposal].
    we say: [He said that the plan was sound -> Nobody in the room liked the proposal].
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from rowback.alignment.tokens import tokens
from rowback.model import Span, SpanKind

# Two texts of 20,000 words each: 50 MB and 0.2 s. Longer ones are shown as replaced.
_TABLE = 400_000_000
_ISLAND_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Side:
    """A text as words with the blanks round them: blanks[k] stands before words[k], the last ones at the end."""

    words: tuple[str, ...]
    blanks: tuple[str, ...]

    def text(self, start: int, end: int) -> str:
        """The words from `start` to `end`, with the blanks between them and on both sides."""
        pieces = [self.blanks[start]]
        for index in range(start, end):
            pieces += (self.words[index], self.blanks[index + 1])
        return "".join(pieces)


class _Edit(NamedTuple):
    """How many words are deleted, how many inserted, and how many are kept after that."""

    deleted: int
    inserted: int
    kept: int


def spans(before: str, after: str) -> tuple[Span, ...]:
    """The words of two texts: same and deleted joined are the text before, same and inserted the one after."""
    one, other = _side(before), _side(after)
    edits = _without_islands(_edits(one, other), one)
    return tuple(_merged(_spans(one, other, edits)))


def _side(text: str) -> _Side:
    words: list[str] = []
    blanks = [""]
    for token in tokens(text):
        if token[0].isspace():
            blanks[-1] = token
        else:
            words.append(token)
            blanks.append("")
    return _Side(tuple(words), tuple(blanks))


def _spans(one: _Side, other: _Side, edits: list[_Edit]) -> Iterator[Span]:
    """Between two kept words stand blanks, or an edit with the blanks round it."""
    i = j = 0
    for deleted, inserted, kept in edits:
        yield from _edit(one, other, (i, i + deleted), (j, j + inserted))
        i, j = i + deleted, j + inserted
        for _ in range(kept - 1):
            yield Span(SpanKind.SAME, one.words[i])
            i, j = i + 1, j + 1
            yield from _edit(one, other, (i, i), (j, j))
        if kept:
            yield Span(SpanKind.SAME, one.words[i])
            i, j = i + 1, j + 1


def _edit(one: _Side, other: _Side, here: tuple[int, int], there: tuple[int, int]) -> Iterator[Span]:
    """Words deleted and inserted at one place; the blanks round them stay when both sides have the same."""
    deleted, inserted = one.text(*here), other.text(*there)
    head = one.blanks[here[0]] if one.blanks[here[0]] == other.blanks[there[0]] else ""
    deleted, inserted = deleted[len(head) :], inserted[len(head) :]
    tail = one.blanks[here[1]]
    if not (deleted.endswith(tail) and inserted.endswith(tail) and tail == other.blanks[there[1]]):
        tail = ""
    end = len(tail)
    yield Span(SpanKind.SAME, head)
    yield Span(SpanKind.DELETED, deleted[: len(deleted) - end])
    yield Span(SpanKind.INSERTED, inserted[: len(inserted) - end])
    yield Span(SpanKind.SAME, tail)


def _merged(pieces: Iterator[Span]) -> Iterator[Span]:
    """Without empty spans, and neighbours of one kind in one."""
    kind, texts = SpanKind.SAME, list[str]()
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind is not kind:
            if texts:
                yield Span(kind, "".join(texts))
            kind, texts = piece.kind, []
        texts.append(piece.text)
    if texts:
        yield Span(kind, "".join(texts))


def _edits(one: _Side, other: _Side) -> list[_Edit]:
    """Where the words differ, from the beginning to the end of both texts; nothing is kept after the last edit."""
    if len(one.words) * len(other.words) > _TABLE:
        return [_Edit(len(one.words), len(other.words), 0)]
    edits = [_Edit(0, 0, 0)]
    for code in LCSseq.opcodes(one.words, other.words):
        if code.tag == "equal":
            edits[-1] = edits[-1]._replace(kept=code.src_end - code.src_start)
            edits.append(_Edit(0, 0, 0))
        else:
            deleted = edits[-1].deleted + code.src_end - code.src_start
            inserted = edits[-1].inserted + code.dest_end - code.dest_start
            edits[-1] = _Edit(deleted, inserted, 0)
    return edits


def _without_islands(edits: list[_Edit], one: _Side) -> list[_Edit]:
    """Join edits when what was kept between them is a word or two, less than was edited on either side of it."""
    joined: list[_Edit] = []
    i = 0
    for edit in edits:
        i += edit.deleted
        whole = edit
        while joined:
            last = joined[-1]
            kept = one.words[i - whole.deleted - last.kept : i - whole.deleted]
            if not _is_island(kept, last, whole):
                break
            joined.pop()
            whole = _Edit(
                last.deleted + last.kept + whole.deleted, last.inserted + last.kept + whole.inserted, whole.kept
            )
        joined.append(whole)
        i += edit.kept
    return joined


def _is_island(kept: tuple[str, ...], left: _Edit, right: _Edit) -> bool:
    """A number is never one: that it stayed is worth knowing."""
    edited = min(max(left.deleted, left.inserted), max(right.deleted, right.inserted))
    return len(kept) <= _ISLAND_WORDS and len(kept) < edited and not any(map(str.isnumeric, "".join(kept)))
