"""Parsed tree and what was read of it -> the element that holds all of a story cut into pieces.

<div class="chunk"><div class="text"> read </div></div> <div>advert</div> <div class="chunk"><div class="text"> not read

Engines know a body by its name, and take the first of several. A piece is known by its paragraphs: they hang under
elements of the same names as those that were read, and nothing says that another story begins.
"""

from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import islice
from typing import NamedTuple

from lxml import html

from rowback.extraction.cleaning import key
from rowback.extraction.engine import Block
from rowback.extraction.opinion import Opinion, is_prose

# Names above a paragraph that tell where it hangs; the text of a teaser or a box shares one of them, not all.
LEVELS = 3
# Letters by which the first line of a paragraph is known again.
START = 12
WHOLE = frozenset({"body", "html"})
# Of what was read before, this much has to be there again in what is read of all pieces.
AGAIN_SHARE = 0.9


class _Paragraph(NamedTuple):
    """A paragraph of running text.

    Attributes:
        known: it was read.
    """

    element: html.HtmlElement
    chars: int
    known: bool


def whole_story(second: Opinion, blocks: Sequence[Block]) -> Opinion | None:
    """An opinion on all pieces, where `blocks` are of some of them only."""
    slots: dict[tuple[str, ...], list[_Paragraph]] = defaultdict(list)
    read = {key(block.text) for block in blocks}
    starts = {text[:START] for text in read}
    for element, block in second.paragraphs:
        if is_prose(block):
            text = key(block.text)
            # The engine makes several blocks of a paragraph with line breaks.
            known = text in read or (text[:START] in starts and element.find(".//br") is not None)
            slots[_slot(element)].append(_Paragraph(element, len(text), known))
    alike = max(slots.values(), key=lambda slot: sum(one.chars for one in slot if one.known), default=[])
    told = [one.element for one in alike if one.known]
    containers = {element.getparent() for element in told}
    missed = [one.element for one in alike if one.element.getparent() not in containers]
    if not told or not missed or not _is_named(told[0]):
        return None
    around = set[html.HtmlElement]().union(*(element.iterancestors() for element in told))
    pieces = [element for element in missed if not _is_of_another(element, around)]
    whole = _common([*told, *pieces]) if pieces else None
    return None if whole is None else second.widened(whole, [*containers, *(piece.getparent() for piece in pieces)])


def reads_again(blocks: Sequence[Block], before: Sequence[Block]) -> bool:
    """The blocks say what was read before, and more."""
    again = {key(block.text) for block in blocks}
    chars = sum(len(block.text) for block in before)
    kept = sum(len(block.text) for block in before if key(block.text) in again)
    return kept >= AGAIN_SHARE * chars and sum(len(block.text) for block in blocks) > chars


def _slot(paragraph: html.HtmlElement) -> tuple[str, ...]:
    above = islice(paragraph.iterancestors(), LEVELS)
    return tuple(f"{element.tag} {' '.join(sorted(element.get('class', '').split()))}" for element in above)


def _is_named(paragraph: html.HtmlElement) -> bool:
    return any(element.get("class") for element in islice(paragraph.iterancestors(), LEVELS))


def _is_of_another(paragraph: html.HtmlElement, around: Set[html.HtmlElement]) -> bool:
    """It is in an `<article>` of its own or under a headline of its own.

    Args:
        around: the elements that hold what was read.
    """
    own = (element for element in paragraph.iterancestors() if element not in around)
    return any(element.tag == "article" or next(element.iter("h1"), None) is not None for element in own)


def _common(paragraphs: Sequence[html.HtmlElement]) -> html.HtmlElement | None:
    """The innermost element around all of them, unless that is the page."""
    shared = set.intersection(*(set(paragraph.iterancestors()) for paragraph in paragraphs))
    innermost = next((element for element in paragraphs[0].iterancestors() if element in shared), None)
    return None if innermost is None or innermost.tag in WHOLE else innermost
