"""JSON-LD scripts -> the statements of a page about its article."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias, TypeGuard, cast

from lxml import etree
from lxml import html as lxml_html

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Node: TypeAlias = dict[str, Json]

ARTICLE_TYPE = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|Review|ClaimReview|Recipe|WebPage)$")
STRONG_TYPE = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report)$")
REFERRING = ("author", "correction")
SCRIPTS = etree.XPath("//script[contains(@type, 'ld+json')]/text()")
# What is nested deeper describes other things: the publisher's logo, related stories.
MAX_DEPTH = 6


def read_nodes(scripts: Sequence[str]) -> tuple[Node, ...]:
    """The objects that describe an article, the most telling type first; graphs, arrays and references are unfolded."""
    objects = [node for script in scripts for node in _objects(_load(script), 0)]
    named = {
        node["@id"]: node for node in objects if isinstance(node.get("@id"), str) and ("name" in node or "text" in node)
    }
    nodes = [_resolved(node, named) for node in objects if _is(node, ARTICLE_TYPE)]
    # Stable: among equals the page's order counts. A list of related stories comes last: its items have no body.
    return tuple(sorted(nodes, key=lambda node: (not _is(node, STRONG_TYPE), "headline" not in node)))


def page_nodes(tree: lxml_html.HtmlElement) -> tuple[Node, ...]:
    """The objects in the scripts of a page; the one of a live blog holds all its entries, a million characters."""
    return read_nodes(cast("Sequence[str]", SCRIPTS(tree)))


def texts(nodes: Sequence[Node], *keys: str) -> Iterator[str]:
    """The text under each key, of each node in turn; character references, which many pages leave in, are undone."""
    for node in nodes:
        for key in keys:
            for text in _strings(node.get(key)):
                yield html.unescape(text).strip()


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        yield from _strings(value.get("text") or value.get("name"))


def _load(script: str) -> Json:
    text = script.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        loaded: Json = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None
    return loaded


def _objects(value: Json, depth: int) -> Iterator[Node]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"):
            yield from _objects(value.get(key), depth + 1)


def _resolved(node: Node, named: dict[Json, Node]) -> Node:
    """The node with its authors and corrections in place of references to them."""
    return {**node, **{key: _dereferenced(node[key], named) for key in REFERRING if key in node}}


def _dereferenced(value: Json, named: dict[Json, Node]) -> Json:
    items = value if isinstance(value, list) else [value]
    return [named.get(item.get("@id"), item) if _is_reference(item) else item for item in items]


def _is_reference(item: Json) -> TypeGuard[Node]:
    return isinstance(item, dict) and "name" not in item and "text" not in item


def _is(node: Node, types: re.Pattern[str]) -> bool:
    declared = node.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return any(isinstance(name, str) and types.search(name) is not None for name in names)
