"""Parsed tree -> a second opinion on where the body is: the container with the most paragraph text.

It is fast and coarse. It tells when the engine lost or cut the body, and then serves in its place.
"""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree, html

from rowback.extraction.engine import Block, anchors
from rowback.extraction.lines import line_of
from rowback.extraction.wording import latin_chars

PARAGRAPH_TAGS = ("p",)
# Shorter paragraphs are as often captions and teasers.
LONG_CHARS = 60
LINKED_SHARE = 0.5


# What an engine knows a body by, inside the element that already is one.
MARKS = ("class", "id", "itemprop", "itemtype", "role")
SECTIONS = frozenset({"article", "main", "section"})
BOXES = frozenset({"div", "section"})


@dataclass(frozen=True, slots=True)
class Opinion:
    """Where the body is, and its paragraphs.

    Attributes:
        element: that holds most of the paragraphs, two levels up at most; `None` when there are none.
        paragraphs: of the whole page, each with its element.
        pieces: the elements right around the paragraphs of a story that is cut into pieces.
    """

    element: html.HtmlElement | None = None
    blocks: tuple[Block, ...] = ()
    paragraphs: tuple[tuple[html.HtmlElement, Block], ...] = ()
    pieces: frozenset[html.HtmlElement] = frozenset()

    def widened(self, element: html.HtmlElement, pieces: Iterable[html.HtmlElement] = ()) -> "Opinion":
        """The same with another element, and the paragraphs in that."""
        inside = set(element.iter(*PARAGRAPH_TAGS))
        blocks = tuple(block for paragraph, block in self.paragraphs if paragraph in inside)
        return Opinion(element, blocks, self.paragraphs, frozenset(pieces))

    def container(self) -> html.HtmlElement:
        """A page of that element alone, without a mark by which an engine could take a part of it for the whole."""
        page = html.document_fromstring("<html><body></body></html>")
        article = etree.SubElement(page[0], "article")
        if self.element is not None:
            copy = deepcopy(self.element)
            # In one order: the list is made before anything is taken out.
            copies = dict(zip(self.element.iter(), list(copy.iter()), strict=True))
            for box in self._boxes_between():
                copies[box].drop_tree()
            article.extend(copy)
        for element in article.iter(etree.Element):
            if element is not article and element.tag in SECTIONS:
                element.tag = "div"
            for mark in MARKS:
                if mark in element.attrib:
                    del element.attrib[mark]
        return page

    def _boxes_between(self) -> list[html.HtmlElement]:
        """What interrupts a story between its pieces: a box in a row with them, or with what holds them."""
        if self.element is None or not self.pieces:
            return []
        above = {element for piece in self.pieces for element in piece.iterancestors()}
        rows, held = above.intersection(self.element.iter()), above | self.pieces
        return [
            box
            for box in self.element.iter(*BOXES)
            if box.getparent() in rows and box not in held and not _is_told_between(box)
        ]

    def linked_blocks(self) -> tuple[Block, ...]:
        """The paragraphs with their links, which are only looked for when the paragraphs serve."""
        elements = () if self.element is None else self.element.iter(*PARAGRAPH_TAGS)
        found = ((element, _block(element)) for element in elements)
        return tuple(replace(block, anchors=tuple(anchors(p, "a", "href"))) for p, block in found if block is not None)


def form_opinion(tree: html.HtmlElement) -> Opinion:
    """The element with the most paragraph text, and all paragraphs in it."""
    scores: dict[html.HtmlElement, float] = defaultdict(float)
    paragraphs = tuple((p, block) for p in tree.iter(*PARAGRAPH_TAGS) if (block := _block(p)) is not None)
    for paragraph, block in paragraphs:
        if not is_prose(block):
            continue
        parent = paragraph.getparent()
        for share in (1.0, 0.9, 0.6):
            if parent is None or parent.tag in {"body", "html"}:
                break
            scores[parent] += share * len(block.text)
            parent = parent.getparent()
    if not scores:
        return Opinion()
    # The first of equals: a dictionary keeps the order of the page.
    best = max(scores, key=lambda element: scores[element])
    return Opinion(None, (), paragraphs).widened(best)


def is_prose(block: Block) -> bool:
    """It is long enough for a sentence of a story, and most of it is no link."""
    return latin_chars(block.text) >= LONG_CHARS and block.linked <= LINKED_SHARE * len(block.text)


def _is_told_between(box: html.HtmlElement) -> bool:
    """It holds a quotation, or nothing but a subhead."""
    if next(box.iter("blockquote"), None) is not None:
        return True
    headed = sum(len(line_of(heading)) for heading in box.iter("h2", "h3", "h4") if heading.find(".//a") is None)
    return headed > 0 and headed == len(line_of(box))


def _block(paragraph: html.HtmlElement) -> Block | None:
    text = line_of(paragraph)
    if not text:
        return None
    return Block("p", text, linked_chars(paragraph))


def linked_chars(element: html.HtmlElement) -> int:
    """Characters of an element that are a link."""
    return sum(len(link.text_content()) for link in element.iter("a"))
