"""Parsed tree -> its blocks, each with its slot: how a site's other pages are compared with this one.

<article class="x7"><p class="k2">One.</p><div class="z9"><p>Two.</p></div></article>

    "One." in slot "article.x7/p.k2", "Two." in slot "article.x7/div.z9/p"
"""

import re
from typing import cast

from lxml import html

from rowback.model import Block

# What holds text without holding another of these is a block.
TAGS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "td", "dd", "dt", "pre", "div", "section")
# More of the names round a block tell pages of one template apart: "post-1234", the section, the writer.
LEVELS = 4
# The number of an article, in the name of its element.
NUMBER = re.compile(r"\d{3,}")


def read_blocks(tree: html.HtmlElement) -> tuple[Block, ...]:
    """The blocks of a page in page order."""
    names: dict[html.HtmlElement, str] = {}
    found = (_block(element, names) for element in tree.iter(*TAGS) if not _holds_another(element))
    return tuple(block for block in found if block is not None)


def _holds_another(element: html.HtmlElement) -> bool:
    return next(element.iterdescendants(*TAGS), None) is not None


def _block(element: html.HtmlElement, names: dict[html.HtmlElement, str]) -> Block | None:
    text = " ".join(element.text_content().split())
    if not text:
        return None
    around = [element, *_ancestors(element)]
    inside_link = any(ancestor.tag == "a" for ancestor in around)
    linked = len(text) if inside_link else sum(len(link.text_content()) for link in element.iter("a"))
    slot = "/".join(names.get(one) or names.setdefault(one, _name(one)) for one in reversed(around))
    return Block(text, slot, min(linked, len(text)))


def _ancestors(element: html.HtmlElement) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = []
    above = element.getparent()
    while above is not None and above.tag not in ("body", "html") and len(found) < LEVELS - 1:
        found.append(above)
        above = above.getparent()
    return found


def _name(element: html.HtmlElement) -> str:
    classes = sorted(NUMBER.sub("", name) for name in cast("str", element.get("class", "")).split())
    return ".".join([cast("str", element.tag), *classes])
