"""Parsed tree -> blocks of body text, by trafilatura.

Blocks are taken from its tree, not from its text: where its lines break depends on white space.
"""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import trafilatura
from lxml import etree, html
from trafilatura.xpaths import BODY_XPATH

# It warns about every page without a text, and without a handler that goes to stderr.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

# Elements of trafilatura's tree that are one block of their own.
BLOCKS = frozenset({"p", "head", "item", "row", "code", "quote", "ab"})
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, subhead, list item or table row.

    Attributes:
        kind: the tag of trafilatura's tree, such as "p" or "head".
        linked: characters of the text that are a link.
    """

    kind: str
    text: str
    linked: int = 0


def read_body(tree: html.HtmlElement, *, precise: bool = False) -> tuple[Block, ...]:
    """The blocks of the main text, in page order; empty when there are none. The tree is left as it is."""
    try:
        found = trafilatura.bare_extraction(
            deepcopy(tree),
            include_comments=False,
            include_links=True,
            favor_precision=precise,
            deduplicate=False,
        )
    except Exception:  # noqa: BLE001 - whatever a page breaks in a library, it is a page without a body, not a crash
        return ()
    if found is None or isinstance(found, dict) or found.body is None:
        return ()
    return tuple(_blocks(found.body, "p"))


def knows_body(tree: html.HtmlElement) -> bool:
    """An element of the page is by its name the one that holds the story."""
    return any(bool(path(tree)) for path in BODY_XPATH)


def _blocks(element: etree._Element, kind: str) -> Iterator[Block]:
    """Text collected until the next block begins or ends."""
    pieces: list[str] = []
    linked = 0

    def flush() -> Iterator[Block]:
        nonlocal linked
        text = SPACE.sub(" ", "".join(pieces)).strip()
        if text:
            yield Block(kind, text, linked)
        pieces.clear()
        linked = 0

    pieces.append(element.text or "")
    for child in element:
        if child.tag == "lb":
            yield from flush()
        elif child.tag in BLOCKS or next(child.iter(*BLOCKS), None) is not None:
            yield from flush()
            yield from _blocks(child, child.tag if child.tag in BLOCKS else kind)
        else:
            text = "".join(map(str, child.itertext()))
            pieces.append(f" {text} " if child.tag == "cell" else text)
            # A link to another place of this page leads nowhere: subheads are often links to themselves.
            if child.tag == "ref" and not (kind == "head" and (child.get("target") or "").startswith("#")):
                linked += len(text)
        pieces.append(child.tail or "")
    yield from flush()
