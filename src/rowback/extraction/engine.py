"""Parsed tree -> blocks of body text, by trafilatura.

Blocks are taken from its tree, not from its text: where its lines break depends on white space.
"""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple

import trafilatura
from lxml import etree, html
from trafilatura.xpaths import BODY_XPATH

from rowback.text import letters

# It warns about every page without a text, and without a handler that goes to stderr.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

# Elements of trafilatura's tree that are one block of their own.
BLOCKS = frozenset({"p", "head", "item", "row", "code", "quote", "ab"})
SPACE = re.compile(r"\s+")


class Anchor(NamedTuple):
    """A link inside a block.

    Attributes:
        start: characters of the block before it, blanks not counted.
        target: as the page has it.
    """

    start: int
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, subhead, list item or table row.

    Attributes:
        kind: the tag of trafilatura's tree, such as "p" or "head".
        linked: characters of the text that are a link.
        lines: in the paragraph of which it is one.
    """

    kind: str
    text: str
    linked: int = 0
    anchors: tuple[Anchor, ...] = ()
    lines: int = 1


def read_body(tree: html.HtmlElement, *, alone: bool = False) -> tuple[Block, ...]:
    """The blocks of the main text, in page order; empty when there are none. The tree is left as it is.

    Args:
        alone: trafilatura does not compare its result with other engines, one of which is quadratic.
    """
    try:
        found = trafilatura.bare_extraction(
            deepcopy(tree),
            include_comments=False,
            include_links=True,
            fast=alone,
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
    text = _Text(lines=1 + len(element.findall("lb")))
    text.add(element.text or "")
    for child in element:
        if child.tag == "lb":
            yield from text.flush(kind)
        elif child.tag in BLOCKS or next(child.iter(*BLOCKS), None) is not None:
            yield from text.flush(kind)
            yield from _blocks(child, child.tag if child.tag in BLOCKS else kind)
        else:
            text.add_element(child, kind)
        text.add(child.tail or "")
    yield from text.flush(kind)


class _Text:
    """What was collected of a block so far."""

    def __init__(self, *, lines: int) -> None:
        self._lines = lines
        self._pieces: list[str] = []
        self._linked = 0
        self._anchors: list[Anchor] = []
        self._before = _Letters()

    def add(self, text: str) -> None:
        self._pieces.append(text)

    def add_element(self, element: etree._Element, kind: str) -> None:
        if element.tag == "ref" or (len(element) and next(element.iter("ref"), None) is not None):
            self._anchors += anchors(element, "ref", "target", start=self._before.of(self._pieces))
        text = "".join(map(str, element.itertext()))
        self.add(f" {text} " if element.tag == "cell" else text)
        # A link to another place of this page leads nowhere: subheads are often links to themselves.
        if element.tag == "ref" and not (kind == "head" and (element.get("target") or "").startswith("#")):
            self._linked += len(text)

    def flush(self, kind: str) -> Iterator[Block]:
        text = SPACE.sub(" ", "".join(self._pieces)).strip()
        if text:
            yield Block(kind, text, self._linked, tuple(self._anchors), self._lines)
        self._pieces, self._linked, self._anchors, self._before = [], 0, [], _Letters()


class _Letters:
    """Counts the characters of pieces, blanks not counted, each piece once; most blocks have no link to count for."""

    def __init__(self) -> None:
        self._count = self._pieces = 0

    def of(self, pieces: list[str]) -> int:
        self._count += sum(map(letters, pieces[self._pieces :]))
        self._pieces = len(pieces)
        return self._count


def anchors(element: etree._Element, tag: str, attribute: str, *, start: int = 0) -> Iterator[Anchor]:
    """The links of an element, itself included.

    Args:
        start: what stands before the element in its block, as `Anchor` counts.
    """
    for event, part in etree.iterwalk(element, events=("start", "end")) if len(element) else (("start", element),):
        if event == "start":
            target = part.get(attribute) if part.tag == tag else None
            if target is not None and (text := " ".join("".join(map(str, part.itertext())).split())):
                yield Anchor(start, text, target)
            start += letters(part.text or "")
        elif part is not element:
            start += letters(part.tail or "")
