"""Parsed tree -> what a user's rules for the site say of it.

<div class="teaser">...</div>       drop = [".teaser"]: taken out before anything is read
<div class="story">...</div>        keep = [".story"]: read alone, whatever else the page has
<h1>...</h1>                        headline = "h1": believed before what the page states in its head
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from typing import cast

from lxml import etree, html

from rowback.extraction.dates import read_date
from rowback.extraction.metadata import Metadata
from rowback.extraction.names import read_names
from rowback.model import SiteRules


def drop(tree: html.HtmlElement, rules: SiteRules) -> None:
    """Take out, in place, what is not the story."""
    for selector in rules.drop:
        for element in select(tree, selector):
            if element.getparent() is not None and element.tag not in ("html", "body"):
                element.drop_tree()


def keep(tree: html.HtmlElement, rules: SiteRules) -> html.HtmlElement:
    """A page of nothing but the story; the page itself where no rule says which that is, or none matches."""
    wanted = {element for selector in rules.keep for element in select(tree, selector)}
    if not wanted:
        return tree
    page = html.document_fromstring("<html><body></body></html>")
    article = etree.SubElement(page[0], "article")
    for element in tree.iter():
        if element in wanted and not any(above in wanted for above in element.iterancestors()):
            copy = deepcopy(element)
            copy.tail = None
            if copy.tag in ("html", "body", "article", "main"):
                copy.tag = "div"
            article.append(copy)
    return page


def told(tree: html.HtmlElement, rules: SiteRules, metadata: Metadata) -> Metadata:
    """What is said of an article, with what the rules find on the page in the first place."""
    if headline := _text(tree, rules.headline):
        metadata = replace(metadata, headline=headline)
    if authors := read_names(_texts(tree, rules.byline)):
        metadata = replace(metadata, authors=authors)
    dates = (read_date(text) for text in _moments(tree, rules.published))
    if published := next((date for date in dates if date is not None), None):
        metadata = replace(metadata, published=published)
    return metadata


def count(tree: html.HtmlElement, rules: SiteRules) -> tuple[int, ...]:
    """How many elements each of the selectors finds, in their order."""
    return tuple(len(select(tree, selector)) for _, selector in rules.selectors)


def select(tree: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The elements that a selector means, in page order."""
    return cast("list[html.HtmlElement]", _compiled(selector)(tree))


@lru_cache(maxsize=256)
def _compiled(selector: str) -> etree.XPath:
    from lxml.cssselect import CSSSelector  # most sites need no rules

    return CSSSelector(selector, translator="html")


def _text(tree: html.HtmlElement, selector: str | None) -> str | None:
    return next(iter(_texts(tree, selector)), None)


def _texts(tree: html.HtmlElement, selector: str | None) -> list[str]:
    found = select(tree, selector) if selector else []
    texts = (" ".join((element.get("content") or element.text_content()).split()) for element in found)
    return [text for text in texts if text]


def _moments(tree: html.HtmlElement, selector: str | None) -> Iterable[str]:
    for element in select(tree, selector) if selector else []:
        yield element.get("datetime") or element.get("content") or " ".join(element.text_content().split())
