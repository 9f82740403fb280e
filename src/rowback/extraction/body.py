"""Parsed tree -> paragraphs of the article: prune, let the engine read, compare with a second opinion, clean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from lxml import etree, html

from rowback.extraction.cleaning import clean, key
from rowback.extraction.closing import without_closing_notes
from rowback.extraction.engine import Block, knows_body, read_body
from rowback.extraction.linked_data import Node
from rowback.extraction.notices import is_notice, without_notices
from rowback.extraction.opinion import Opinion, form_opinion
from rowback.extraction.pieces import reads_again, whole_story
from rowback.extraction.pruning import prune
from rowback.extraction.restoring import restore
from rowback.extraction.scripted import read_scripts
from rowback.extraction.standfirst import find_standfirst
from rowback.extraction.targets import target_of
from rowback.model import Link

# Below this share of what the second opinion found, the engine reads again, only the element where that was.
# On 410 news pages it found .69 or more; a text in several elements of one name is cut after the first of them.
CUT_SHARE = 0.65
# Where no element has a name that the engine knows (16 of 410 pages), it takes paragraphs from all over the page and no
# subheads or lists. Then what it reads in the element of the second opinion is the body, unless it is shorter.
WHOLE_SHARE = 0.9
LINKED_DATA = etree.XPath("//script[contains(@type, 'ld+json')]")


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a page.

    Attributes:
        links: of the paragraphs.
        second_chars: length of the body as a second, simpler engine sees it.
        scripted: the page shows no text, and its scripts hold it.
    """

    paragraphs: tuple[str, ...]
    links: tuple[Link, ...]
    notices: tuple[str, ...]
    second_chars: int
    scripted: bool = False


def read_text(
    tree: html.HtmlElement,
    *,
    headline: str | None,
    dates: Sequence[datetime],
    descriptions: Sequence[str],
    notices: Sequence[str],
    base: str,
    nodes: Sequence[Node] = (),
    heavy: bool = False,
) -> Body:
    """The paragraphs of the article in a tree, which is pruned in place.

    Args:
        notices: are no paragraphs; those of the text that were not known yet are returned.
        headline: is taken out where the text repeats it.
        dates: of the article; they are taken out around the text.
        nodes: what JSON-LD says about the article, its text included.
        heavy: the page is read by the fastest engine alone.
        descriptions: of the article in the head of the page; a standfirst is recognised by them.
        base: what its links start from.
    """
    prune(tree)
    second = form_opinion(tree)
    found = _find_blocks(tree, second, heavy=heavy)
    scripted = () if found else read_scripts(tree, nodes)
    blocks = without_closing_notes(clean(found or scripted, headline, dates), second.paragraphs)
    texts = [block.text for block in blocks]
    paragraphs = without_notices(texts, notices)
    kept = set(paragraphs)
    story = [block for block in blocks if block.text in kept]
    if paragraphs:
        known = set(map(key, paragraphs))
        standfirst = find_standfirst(tree, descriptions, headline, paragraphs[0])
        paragraphs[:0] = [line for line in standfirst if key(line) not in known and not is_notice(line)]
    links = _links(story, base, first=len(paragraphs) - len(story))
    shown = tuple(text for text in texts if is_notice(text))
    return Body(tuple(paragraphs), links, shown, _chars(second.blocks), scripted=bool(scripted))


def _find_blocks(tree: html.HtmlElement, second: Opinion, *, heavy: bool) -> tuple[Block, ...]:
    """What the engine finds, read again where the second opinion says that it was cut."""
    for data in cast("list[html.HtmlElement]", LINKED_DATA(tree)):
        # The engine would take the text from it, in one paragraph.
        data.text = None
    found = read_body(tree, alone=heavy)
    if not knows_body(tree):
        inside = read_body(second.container(), alone=heavy)
        found = inside if _chars(inside) >= WHOLE_SHARE * _chars(found) else found
    if _chars(found) < CUT_SHARE * _chars(second.blocks):
        found = max(read_body(second.container(), alone=heavy), second.linked_blocks(), key=_chars)
    if (whole := whole_story(second, found)) is not None:
        again = read_body(whole.container(), alone=heavy)
        if reads_again(again, found):
            found, second = again, whole
    return restore(second.element, found)


def _links(blocks: Sequence[Block], base: str, *, first: int) -> tuple[Link, ...]:
    """The links of paragraphs, of which the `first` one has this index."""
    return tuple(
        Link(paragraph, anchor.start, anchor.text, target)
        for paragraph, block in enumerate(blocks, start=first)
        for anchor in block.anchors
        if (target := target_of(anchor.target, base)) is not None
    )


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
