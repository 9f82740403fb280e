"""Folded text -> the stretches that stand in quote marks.

A quotation may begin or end in another sentence, so a mark may stand alone:
    “We were warned. | Nobody listened,” she said.
Both halves are quoted: the first up to its end, the second from its start.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rowback.alignment.lexemes import Lexeme, is_slip
from rowback.model import Fact, FactKind

_MOST = 20  # quotations looked for in the other text, which takes time in step with its length

_MARK = re.compile("[\"'“”„«»「」『』]")
# Not the inches of 6'1".
_DOUBLE = re.compile("""(?:(?<!\\d'\\d)(?<!\\d'\\d\\d)"|[“”„«»「」『』])""")
# An apostrophe has letters on both sides ("don't"). One after the last letter ("the dogs' owner") looks like a closing
# mark, and is one only when another mark has opened.
_SINGLE = re.compile(r"(?<!\w)'(?=\w)|(?<=[^\s'])'(?!\w)")


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where quoted text starts and ends, in order, without the marks.

    Single marks count only in a text without double ones.
    """
    opened: int | None = None
    marks = 0
    for marks, match in enumerate(_DOUBLE.finditer(text), 1):
        if opened is not None:
            yield opened, match.start()
            opened = None
        elif marks == 1 and not _opens(text, match):
            yield 0, match.start()
        else:
            opened = match.end()
    if opened is not None:
        yield opened, len(text)
    if not marks and "'" in text:
        yield from _in_single_marks(text)


def _in_single_marks(text: str) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for match in _SINGLE.finditer(text):
        if match.end() < len(text) and text[match.end()].isalnum():
            opened = match.end()
        elif opened is not None:
            yield opened, match.start()
            opened = None


def _opens(text: str, match: re.Match[str]) -> bool:
    """The first mark of a text opens after a blank or a bracket; French sets a blank before » too."""
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    if match.group() == "»" and not after.isalnum():
        return False
    return not before or before.isspace() or before in "([-—"


def is_quoted(text: str) -> bool:
    """Something in the text is in quote marks."""
    return next(quotations(text), None) is not None


def quoted_words(text: str, lexemes: Sequence[Lexeme]) -> tuple[str, ...]:
    """All words in quote marks, in lower case, whichever quotation they are in."""
    return tuple(word for _, words in _quotations(text, lexemes) for word in words)


def changed_quotations(
    before: str, words_before: Sequence[Lexeme], after: str, words_after: Sequence[Lexeme]
) -> Iterator[Fact]:
    """The quotations whose words changed; a corrected slip of the pen and marks that come or go are no change.

    Cut in two by "she said", a quotation is the same: all quoted words are compared first.
    """
    if _MARK.search(before) is None and _MARK.search(after) is None:
        return
    if "".join(quoted_words(before, words_before)) == "".join(quoted_words(after, words_after)):
        return
    old, new = _quotations(before, words_before), _quotations(after, words_after)
    lost, fresh = _without(old, new), _without(new, old)
    everything = _joined([word.lower] for word in words_before), _joined([word.lower] for word in words_after)
    for deleted, inserted in list(zip_longest(lost, fresh))[:_MOST]:
        if deleted is None and inserted is not None:
            if _joined([inserted[1]]) not in everything[0]:
                yield Fact(FactKind.QUOTATION, None, inserted[0])
        elif inserted is None and deleted is not None:
            if _joined([deleted[1]]) not in everything[1]:
                yield Fact(FactKind.QUOTATION, deleted[0], None)
        elif deleted is not None and inserted is not None and not _only_slips(deleted[1], inserted[1]):
            yield Fact(FactKind.QUOTATION, deleted[0], inserted[0])


def _quotations(text: str, lexemes: Sequence[Lexeme]) -> list[tuple[str, tuple[str, ...]]]:
    """Each quotation as it stands, and its words in lower case."""
    quoted = []
    k = 0
    for start, end in quotations(text):
        while k < len(lexemes) and lexemes[k].start < start:
            k += 1
        first = k
        while k < len(lexemes) and lexemes[k].end <= end:
            k += 1
        if first < k:
            quoted.append((text[start:end].strip(), tuple(lexeme.lower for lexeme in lexemes[first:k])))
    return quoted


def _without(
    these: list[tuple[str, tuple[str, ...]]], those: list[tuple[str, tuple[str, ...]]]
) -> list[tuple[str, tuple[str, ...]]]:
    others = Counter(words for _, words in those)
    kept = []
    for quotation in these:
        if others[quotation[1]]:
            others[quotation[1]] -= 1
        else:
            kept.append(quotation)
    return kept


def _joined(groups: Iterable[Sequence[str]]) -> str:
    """The words on one line, blanks round each, so that whole words are found in it."""
    return f" {' '.join(word for words in groups for word in words)} "


def _only_slips(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    return "".join(before) == "".join(after) or (
        len(before) == len(after) and all(a == b or is_slip(a, b) for a, b in zip(before, after, strict=True))
    )
