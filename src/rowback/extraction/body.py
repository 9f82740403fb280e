"""Parsed tree -> paragraphs of the article: prune, let the engine read, compare with a second opinion, clean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import html

from rowback.extraction.cleaning import clean, key
from rowback.extraction.engine import Block, knows_body, read_body
from rowback.extraction.notices import is_notice, without_notices
from rowback.extraction.opinion import form_opinion
from rowback.extraction.pruning import prune
from rowback.extraction.standfirst import find_standfirst
from rowback.extraction.subheads import restore_subheads

# Below this share of what the second opinion found, the engine reads again, only the element where that was.
# On 410 news pages it found .69 or more; a text in several elements of one name is cut after the first of them.
CUT_SHARE = 0.65
# Where no element has a name that the engine knows (16 of 410 pages), it takes paragraphs from all over the page and no
# subheads or lists. Then what it reads in the element of the second opinion is the body, unless it is shorter.
WHOLE_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a page.

    Attributes:
        second_chars: length of the body as a second, simpler engine sees it.
    """

    paragraphs: tuple[str, ...]
    notices: tuple[str, ...]
    second_chars: int


def read_text(
    tree: html.HtmlElement,
    *,
    headline: str | None,
    dates: Sequence[datetime],
    descriptions: Sequence[str],
    notices: Sequence[str],
) -> Body:
    """The paragraphs of the article in a tree, which is pruned in place.

    Args:
        notices: are no paragraphs; those of the text that were not known yet are returned.
        headline: is taken out where the text repeats it.
        dates: of the article; they are taken out around the text.
        descriptions: of the article in the head of the page; a standfirst is recognised by them.
    """
    prune(tree)
    second = form_opinion(tree)
    found = read_body(tree)
    if not knows_body(tree) and _chars(inside := read_body(second.container())) >= WHOLE_SHARE * _chars(found):
        found = inside
    if _chars(found) < CUT_SHARE * _chars(second.blocks):
        found = max(read_body(second.container()), second.blocks, key=_chars)
    found = restore_subheads(second.element, found)
    texts = [block.text for block in clean(found, headline, dates)]
    paragraphs = without_notices(texts, notices)
    if paragraphs:
        known = set(map(key, paragraphs))
        standfirst = find_standfirst(tree, descriptions, headline, paragraphs[0])
        paragraphs[:0] = [line for line in standfirst if key(line) not in known and not is_notice(line)]
    return Body(tuple(paragraphs), tuple(text for text in texts if is_notice(text)), _chars(second.blocks))


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
