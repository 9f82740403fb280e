"""Paragraphs of a story -> the same without the notes of the desk behind it, which its type sets apart from the text.

The ramp will be mended in June.
*Do you know more? Write to [our desk](mailto:desk@post.example).*      all of it is italic, and it leads away: dropped
*This story was read by two people.*                                    kept
"""

from collections.abc import Sequence
from typing import cast

from lxml import etree, html

from rowback.extraction.cleaning import key
from rowback.extraction.engine import Block

EMPHASES = ("em", "i", "b", "strong", "small")
PLAIN = etree.XPath(f".//text()[not({' or '.join(f'ancestor::{tag}' for tag in EMPHASES)})]")
# Punctuation and a blank beside the emphasis may be plain.
PLAIN_SHARE = 0.1
# With more of them the story itself is set so, and with longer ones it ends in a letter that it quotes.
MOST_NOTES = 4
NOTES_SHARE = 0.2


def without_closing_notes(
    blocks: Sequence[Block], paragraphs: Sequence[tuple[html.HtmlElement, Block]]
) -> tuple[Block, ...]:
    """The blocks but for the last that are emphasised throughout and hold a link.

    Args:
        paragraphs: all of the page, each with its element.
    """
    last = {key(block.text): None for block in blocks[-MOST_NOTES - 1 :]}
    elements = {text: element for element, block in paragraphs if (text := key(block.text)) in last}
    notes = 0
    while notes < len(blocks) and notes <= MOST_NOTES:
        element = elements.get(key(blocks[-notes - 1].text))
        if element is None or not _is_set_apart(element):
            break
        notes += 1
    chars = [len(block.text) for block in blocks]
    if not 0 < notes <= MOST_NOTES or sum(chars[-notes:]) > NOTES_SHARE * sum(chars):
        return tuple(blocks)
    return (*blocks[:-notes], *(block for block in blocks[-notes:] if not block.anchors))


def _is_set_apart(paragraph: html.HtmlElement) -> bool:
    plain = sum(len(key(text)) for text in cast("list[str]", PLAIN(paragraph)))
    return plain <= PLAIN_SHARE * len(key(paragraph.text_content()))
