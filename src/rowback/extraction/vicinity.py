"""Parsed tree -> the elements around the headline, where a byline and a dateline stand."""

from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml import etree, html

from rowback.extraction.cleaning import key

# Elements from the headline on.
NEAR = 60
# From here on the story is told.
PARAGRAPH_CHARS = 160
HEADLINE = etree.XPath("//h1[normalize-space()][1]")
# A heading that is a link is another story's.
HEADINGS = etree.XPath("//body//*[self::h1 or self::h2 or self::h3 or self::h4][self::h1 or not(.//a or ancestor::a)]")
MOST_HEADINGS = 200
WHOLE = frozenset({"body", "html", "main"})
BESIDE = frozenset({"aside", "figcaption", "figure", "footer", "form", "nav", "script", "style", "title"})


def find_headline(tree: html.HtmlElement, text: str | None) -> html.HtmlElement | None:
    """The heading that says this, with or without a kicker, else the first `<h1>` with a text.

    A bar that stays in sight while the text is scrolled says it too.
    """
    wanted = key(text or "")
    headings = elements(HEADINGS, tree)[:MOST_HEADINGS] if wanted else []
    said = next((one for one in headings if wanted in key(one.text_content()) and not _is_in_menu(one)), None)
    return said if said is not None else next(iter(elements(HEADLINE, tree)), None)


def _is_in_menu(heading: html.HtmlElement) -> bool:
    return next(heading.iterancestors("nav"), None) is not None


def subheads(tree: html.HtmlElement, headline: html.HtmlElement | None) -> list[html.HtmlElement]:
    """The `<h2>` right below a headline; without one, the first of the page."""
    near = islice(following(headline), NEAR) if headline is not None else islice(tree.iter("h2"), MOST_HEADINGS)
    return [element for element in near if element.tag == "h2" and not _is_linked(element)]


def _is_linked(heading: html.HtmlElement) -> bool:
    return heading.find(".//a") is not None or next(heading.iterancestors("a"), None) is not None


def following(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements after it, in page order, not those in it."""
    for level in (element, *element.iterancestors()):
        for sibling in level.itersiblings():
            yield from sibling.iter()


def around(headline: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What follows the headline up to the first long paragraph, then what stands in one box with it."""
    for element in islice(following(headline), NEAR):
        if element.tag == "p" and len(element.text_content()) > PARAGRAPH_CHARS:
            break
        yield element
    # Above it stands the masthead, with the day of today, unless that is of one box with the headline.
    boxes = [box for box in islice(headline.iterancestors(), 2) if box.tag not in WHOLE]
    yield from islice(boxes[-1].iterdescendants(), NEAR) if boxes else ()


def is_beside(element: html.HtmlElement) -> bool:
    """It is in a menu, a caption or the like, and speaks of something else."""
    return any(part.tag in BESIDE for part in (element, *element.iterancestors()))


def elements(path: etree.XPath, start: html.HtmlElement) -> list[html.HtmlElement]:
    """What a path selects, when it selects elements."""
    return cast("list[html.HtmlElement]", path(start))
