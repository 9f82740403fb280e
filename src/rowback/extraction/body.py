"""Parsed tree -> paragraphs of the article: prune, let the engine read, compare with a second opinion, clean."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from rowback.extraction.cleaning import clean, key
from rowback.extraction.engine import Block, read_body
from rowback.extraction.notices import is_notice
from rowback.extraction.opinion import second_body
from rowback.extraction.pruning import prune
from rowback.extraction.standfirst import find_standfirst

# The engine is overruled when it found less than this share of what the second opinion found.
CUT_SHARE = 0.5


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
    tree: html.HtmlElement, *, headline: str | None, descriptions: Sequence[str], notices: Sequence[str]
) -> Body:
    """The paragraphs of the article in a tree, which is pruned in place.

    Args:
        notices: are no paragraphs; those of the text that were not known yet are returned.
        headline: is taken out where the text repeats it.
        descriptions: of the article in the head of the page; a standfirst is recognised by them.
    """
    prune(tree)
    second = second_body(tree)
    found = read_body(tree)
    if _chars(found) < CUT_SHARE * _chars(second):
        found = second
    texts = [block.text for block in clean(found, headline)]
    paragraphs = [text for text in texts if not is_notice(text) and text not in notices]
    standfirst = find_standfirst(tree, descriptions, paragraphs[0]) if paragraphs else None
    if standfirst is not None and key(standfirst) not in map(key, paragraphs):
        paragraphs.insert(0, standfirst)
    return Body(tuple(paragraphs), tuple(text for text in texts if is_notice(text)), _chars(second))


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
