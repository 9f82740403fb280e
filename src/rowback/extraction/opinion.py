"""Parsed tree -> a second opinion on where the body is: the container with the most paragraph text.

It is fast and coarse. It tells when the engine lost or cut the body, and then serves in its place.
"""

from collections import defaultdict

from lxml import html

from rowback.extraction.engine import Block

PARAGRAPH_TAGS = ("p",)
# Shorter paragraphs are as often captions and teasers.
LONG_CHARS = 60
LINKED_SHARE = 0.5


def second_body(tree: html.HtmlElement) -> tuple[Block, ...]:
    """The paragraphs of the element that holds most of them, two levels up at most; empty when there are none."""
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
        return ()
    # The first of equals: a dictionary keeps the order of the page.
    best = max(scores, key=lambda element: scores[element])
    inside = set(best.iter(*PARAGRAPH_TAGS))
    return tuple(block for paragraph, block in paragraphs if paragraph in inside)


def _block(paragraph: html.HtmlElement) -> Block | None:
    text = " ".join(paragraph.text_content().split())
    if not text:
        return None
    return Block("p", text, sum(len(link.text_content()) for link in paragraph.iter("a")))
