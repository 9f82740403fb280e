"""Parsed tree -> the elements around the headline, where a byline and a dateline stand."""

from collections.abc import Iterator
from typing import cast

from lxml import etree, html

# Elements from the headline on.
NEAR = 60
# From here on the story is told.
PARAGRAPH_CHARS = 160
HEADLINE = etree.XPath("//h1[normalize-space()][1]")
FOLLOWING = etree.XPath(f"following::*[position() <= {NEAR}]")
# Above the headline stands the masthead, with the day of today, unless it is of one box with the headline.
BOX = etree.XPath("(.. | ../..)[not(self::body or self::html or self::main)]//*")
BESIDE = frozenset({"aside", "figcaption", "figure", "footer", "form", "nav", "script", "style", "title"})


def find_headline(tree: html.HtmlElement) -> html.HtmlElement | None:
    """The first `<h1>` with a text."""
    return next(iter(elements(HEADLINE, tree)), None)


def around(headline: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What follows the headline up to the first long paragraph, then what stands in one box with it."""
    for element in elements(FOLLOWING, headline):
        if element.tag == "p" and len(element.text_content()) > PARAGRAPH_CHARS:
            break
        yield element
    yield from elements(BOX, headline)[:NEAR]


def is_beside(element: html.HtmlElement) -> bool:
    """It is in a menu, a caption or the like, and speaks of something else."""
    return any(part.tag in BESIDE for part in (element, *element.iterancestors()))


def elements(path: etree.XPath, start: html.HtmlElement) -> list[html.HtmlElement]:
    """What a path selects, when it selects elements."""
    return cast("list[html.HtmlElement]", path(start))
