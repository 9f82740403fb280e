"""Blocks of body text -> the same with the subheads, paragraphs and list items that the engine lost between them.

Engines drop a subhead for a word in its name, a paragraph where two of their readings disagree, and all but paragraphs
when they fall back to those. Where the text before a subhead and the one beside it are the story, the subhead is too;
and so is running text between two parts of the story that hangs where other parts hang:

    <div class="part"><p>Read.</p></div> <div class="part"><p>Lost.</p></div> <div class="part"><p>Read.</p></div>
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree, html

from rowback.extraction.cleaning import SENTENCE_END, key
from rowback.extraction.engine import Block, anchors
from rowback.extraction.lines import line_of
from rowback.extraction.opinion import is_prose, linked_chars

TEXTS = ("p", "li", "h2", "h3", "h4", "h5", "h6")
HEADINGS = frozenset(TEXTS[2:])
LONGEST = 200
# Letters by which a text is known again that the engine made several blocks of, at its line breaks or a box in it.
START = 24
# Looking each one up in the whole text is quadratic.
MOST_LOST = 100
SCRIPT = etree.XPath("boolean(.//script | .//style)")

Hook: TypeAlias = "html.HtmlElement | tuple[html.HtmlElement, str]"
"""Where a paragraph hangs: its parent, or a wrapper of some name in its grandparent."""


def restore(container: html.HtmlElement | None, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, what was lost before the text that follows it in the container."""
    if container is None or not blocks:
        return tuple(blocks)
    places = {key(block.text): place for place, block in reversed(list(enumerate(blocks)))}
    texts = [(element, text, places.get(key(text))) for element in container.iter(*TEXTS) if (text := line_of(element))]
    hooks = {hook for element, _, place in texts if place is not None for hook in _hooks(element)}
    whole = "".join(key(block.text) for block in blocks)
    lookups = MOST_LOST
    lost: dict[int, list[Block]] = {}
    gap, last = _Gap(), -1
    for element, text, place in texts:
        if place is not None:
            if 0 <= last < place:
                lost[place] = list(gap.restored(element))
            gap, last = _Gap(), place
        elif element.tag in HEADINGS and len(text) <= LONGEST and element.find(".//a") is None:
            gap.texts.append((element, Block("head", text)))
        elif lookups and not hooks.isdisjoint(_hooks(element)) and _is_running(element, text):
            lookups -= 1
            if key(text)[:START] not in whole:
                gap.texts.append((element, _block(element, text)))
        else:
            gap.foreign = True
    return tuple(block for place, found in enumerate(blocks) for block in (*lost.get(place, ()), found))


@dataclass(slots=True)
class _Gap:
    """What stands between two texts that were found.

    Attributes:
        foreign: something is there that is not the story.
    """

    texts: list[tuple[html.HtmlElement, Block]] = field(default_factory=list)
    foreign: bool = False

    def restored(self, following: html.HtmlElement) -> Iterator[Block]:
        for element, block in self.texts:
            # A subhead right behind the text before it: what lies between is neither skipped nor moved.
            if block.kind != "head" or (not self.foreign and element.getparent() is following.getparent()):
                yield block


def _hooks(element: html.HtmlElement) -> tuple[Hook, ...]:
    parent = element.getparent()
    above = parent.getparent() if parent is not None else None
    if above is None:
        return ()
    if element.tag == "li":
        return (parent, above)
    return (parent, (above, f"{parent.tag} {parent.get('class')}")) if parent.get("class") else (parent,)


def _is_running(element: html.HtmlElement, text: str) -> bool:
    if element.tag in HEADINGS or SCRIPT(element):
        return False
    block = Block("p", text, linked_chars(element))
    return is_prose(block) or (element.tag == "li" and not block.linked and SENTENCE_END.search(text) is not None)


def _block(element: html.HtmlElement, text: str) -> Block:
    kind = "item" if element.tag == "li" else "p"
    return Block(kind, text, linked_chars(element), tuple(anchors(element, "a", "href")))
