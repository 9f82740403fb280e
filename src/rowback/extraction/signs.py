"""Parsed tree -> signs: whether a page looks like an article's own page, and what stands in the way if it does not."""

import re
from collections.abc import Sequence
from typing import cast
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

from rowback.extraction.linked_data import Node
from rowback.extraction.walls import find_wall
from rowback.extraction.wording import read_wording
from rowback.model import Signs

ARTICLE_TYPE = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|Review|ClaimReview)$")
CANONICAL = etree.XPath("//link[@href and contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]/@href")
OG_TYPE = etree.XPath("//meta[@property='og:type']/@content")
TITLE = etree.XPath("string(//title[not(ancestor::svg)])")


def read_signs(tree: html.HtmlElement, nodes: Sequence[Node], *, url: str | None) -> Signs:
    """What the unpruned page shows besides its article; `second_chars` is left to the second engine."""
    named = _has_article_type(tree, nodes) or _calls_itself(tree, url)
    wording = read_wording(tree)
    title = " ".join(str(TITLE(tree)).split()) or None
    return Signs(
        title=title,
        names_itself=named,
        visible_words=wording.words,
        wall=find_wall(tree, wording, title=title or "", nodes=nodes, named=named),
    )


def _has_article_type(tree: html.HtmlElement, nodes: Sequence[Node]) -> bool:
    """It says that it is an article, whatever its address."""
    kinds = cast("Sequence[str]", OG_TYPE(tree))
    return any(kind.strip().casefold() == "article" for kind in kinds) or any(
        ARTICLE_TYPE.search(str(name)) for node in nodes for name in _names(node)
    )


def _names(node: Node) -> Sequence[object]:
    declared = node.get("@type")
    return declared if isinstance(declared, list) else [declared]


def _calls_itself(tree: html.HtmlElement, url: str | None) -> bool:
    """Its canonical URL is the address it was fetched from; a front page never counts, anything may fall back to it."""
    if url is None:
        return False
    here = _place(url, "")
    return here[1] != "" and any(_place(url, href) == here for href in cast("Sequence[str]", CANONICAL(tree)))


def _place(base: str, href: str) -> tuple[str, str]:
    """Host and path in one spelling: http or https, with or without `www.` and the last slash, are the same place."""
    try:
        parts = urlsplit(urljoin(base, href.strip()))
    except ValueError:
        return href, ""
    return (parts.hostname or "").removeprefix("www."), unquote(parts.path).rstrip("/")
