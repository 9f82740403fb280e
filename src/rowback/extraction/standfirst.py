"""Parsed tree -> the standfirst: the summary between headline and text, which engines take for a caption or a teaser.

A page names it in its head; it is part of the story when a reader sees it before the text begins.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import html

from rowback.extraction.cleaning import key

TAGS = ("p", "div", "span", "h2", "h3", "h4", "h5", "strong", "b", "li")
# Enough of a text to know it again, in letters; a description is often cut, and ends in another word.
START = 24
# A standfirst stands near the top.
MOST_ELEMENTS = 2000


def find_standfirst(tree: html.HtmlElement, descriptions: Sequence[str], first: str) -> str | None:
    """The element before the `first` paragraph whose text is one of the descriptions, or `None`."""
    wanted = {description_key[:START]: description_key for description_key in map(key, descriptions)}
    wanted = {start: whole for start, whole in wanted.items() if len(start) == START}
    body_start = key(first)[:START]
    if not wanted or body_start in wanted:
        return None
    for text in _texts(tree):
        text_key = key(text)
        if body_start and text_key.startswith(body_start):
            return None
        whole = wanted.get(text_key[:START])
        if whole is not None and len(text_key) <= 1.5 * len(whole) + START:
            return text
    return None


def _texts(tree: html.HtmlElement) -> Iterator[str]:
    """The text of each element that begins with text of its own, in page order."""
    body = tree.find("body")
    if body is None:
        return
    for element in islice(body.iter(*TAGS), MOST_ELEMENTS):
        if element.text and not element.text.isspace():
            text = " ".join(element.text_content().split())
            if len(text) > START:
                yield text
