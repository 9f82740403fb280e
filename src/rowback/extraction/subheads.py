"""Blocks of body text -> the same with the subheads that the engine lost between them.

Engines drop a subhead for a word in its name, a heading inside a wrapper, or all of them when they fall back to
paragraphs alone. Where the text before a subhead and the one beside it are the story, the subhead is too.
"""

from collections.abc import Sequence

from lxml import html

from rowback.extraction.cleaning import key
from rowback.extraction.engine import Block
from rowback.extraction.lines import line_of

TEXTS = ("p", "li", "h2", "h3", "h4", "h5", "h6")
HEADINGS = frozenset(TEXTS[2:])
LONGEST = 200


def restore_subheads(container: html.HtmlElement | None, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each lost subhead before the text that follows it in the container."""
    if container is None or not blocks:
        return tuple(blocks)
    places = {key(block.text): place for place, block in reversed(list(enumerate(blocks)))}
    lost: dict[int, list[Block]] = {}
    waiting: list[html.HtmlElement] = []
    last = -1
    for element in container.iter(*TEXTS):
        text = line_of(element)
        place = places.get(key(text))
        if place is not None:
            # Right behind the text before it: what lies between is neither skipped nor moved.
            beside = [Block("head", line_of(head)) for head in waiting if head.getparent() is element.getparent()]
            if beside and 0 <= last < place:
                lost[place] = beside
            waiting, last = [], place
        elif element.tag in HEADINGS and 0 < len(text) <= LONGEST and element.find(".//a") is None:
            waiting.append(element)
        elif text:
            waiting, last = [], -1
    return tuple(block for place, found in enumerate(blocks) for block in (*lost.get(place, ()), found))
