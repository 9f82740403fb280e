"""Parsed tree -> a second opinion on where the body is: the container with the most paragraph text.

It is fast and coarse. It tells when the engine lost or cut the body, and then serves in its place.
"""

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree, html

from rowback.extraction.engine import Block, anchors
from rowback.extraction.lines import line_of

PARAGRAPH_TAGS = ("p",)
# Shorter paragraphs are as often captions and teasers.
LONG_CHARS = 60
LINKED_SHARE = 0.5


# What an engine knows a body by, inside the element that already is one.
MARKS = ("class", "id", "itemprop", "itemtype", "role")
SECTIONS = frozenset({"article", "main", "section"})


@dataclass(frozen=True, slots=True)
class Opinion:
    """Where the body is, and its paragraphs.

    Attributes:
        element: that holds most of the paragraphs, two levels up at most; `None` when there are none.
    """

    element: html.HtmlElement | None = None
    blocks: tuple[Block, ...] = ()

    def container(self) -> html.HtmlElement:
        """A page of that element alone, without a mark by which an engine could take a part of it for the whole."""
        page = html.document_fromstring("<html><body></body></html>")
        article = etree.SubElement(page[0], "article")
        if self.element is not None:
            article.extend(deepcopy(self.element))
        for element in article.iter(etree.Element):
            if element is not article and element.tag in SECTIONS:
                element.tag = "div"
            for mark in MARKS:
                if mark in element.attrib:
                    del element.attrib[mark]
        return page

    def linked_blocks(self) -> tuple[Block, ...]:
        """The paragraphs with their links, which are only looked for when the paragraphs serve."""
        elements = () if self.element is None else self.element.iter(*PARAGRAPH_TAGS)
        found = ((element, _block(element)) for element in elements)
        return tuple(replace(block, anchors=tuple(anchors(p, "a", "href"))) for p, block in found if block is not None)


def form_opinion(tree: html.HtmlElement) -> Opinion:
    """The element with the most paragraph text, and all paragraphs in it."""
    scores: dict[html.HtmlElement, float] = defaultdict(float)
    paragraphs = [(p, block) for p in tree.iter(*PARAGRAPH_TAGS) if (block := _block(p)) is not None]
    for paragraph, block in paragraphs:
        if len(block.text) < LONG_CHARS or block.linked > LINKED_SHARE * len(block.text):
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
    inside = set(best.iter(*PARAGRAPH_TAGS))
    return Opinion(best, tuple(block for paragraph, block in paragraphs if paragraph in inside))


def _block(paragraph: html.HtmlElement) -> Block | None:
    text = line_of(paragraph)
    if not text:
        return None
    linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
    return Block("p", text, linked)
