r"""Parsed tree without a text -> the text that its scripts hold for the reader's browser.

A page may be an empty frame and `{"contentHtml": "\u003cp\u003eThe ferry stayed in port...` in a script, or state the
whole text in its JSON-LD. Only asked where the page itself shows nothing: what is seen goes before what is stored.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import cast

from lxml import etree, html

from rowback.extraction.engine import Block
from rowback.extraction.guards import parse
from rowback.extraction.lines import line_of
from rowback.extraction.linked_data import Node, texts
from rowback.extraction.pruning import prune

SCRIPTS = etree.XPath("//script[not(@src)]/text()")
# A string in JSON, long enough for a story and with a paragraph in it, escaped once or twice.
STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
PARAGRAPH = re.compile(r"(?:<|\\+u003c)p[ >\\]", re.IGNORECASE)
SHORTEST = 300
MOST_STRINGS = 20


def read_scripts(tree: html.HtmlElement, nodes: Sequence[Node]) -> tuple[Block, ...]:
    """The paragraphs of the longest text; none when there is none of some length."""
    stored = max(map(_paragraphs, _markup(tree)), key=_chars, default=())
    stated = tuple(
        Block("p", " ".join(line.split()))
        for line in max(texts(nodes, "articleBody"), key=len, default="").splitlines()
        if line.strip()
    )
    longest = max(stored, stated, key=_chars)
    return longest if _chars(longest) >= SHORTEST else ()


def _markup(tree: html.HtmlElement) -> Iterator[str]:
    found = 0
    for script in cast("list[str]", SCRIPTS(tree)):
        if PARAGRAPH.search(script) is None:
            continue
        for string in STRING.finditer(script):
            if len(string[1]) >= SHORTEST and PARAGRAPH.search(string[1]) is not None:
                yield from _decoded(string[1])
                found += 1
                if found == MOST_STRINGS:
                    return


def _decoded(string: str) -> Iterator[str]:
    """The markup in a string, or in the strings of the JSON that it holds."""
    try:
        text = str(json.loads(f'"{string}"', strict=False))
    except ValueError:
        return
    inner = [found[1] for found in STRING.finditer(text) if len(found[1]) >= SHORTEST and PARAGRAPH.search(found[1])]
    yield text
    for part in inner:
        try:
            yield str(json.loads(f'"{part}"', strict=False))
        except ValueError:
            continue


def _paragraphs(markup: str) -> tuple[Block, ...]:
    tree = parse(markup).tree
    if tree is None:
        return ()
    prune(tree)
    lines = ((element.tag, line_of(element)) for element in tree.iter("p", "h2", "h3", "h4", "li"))
    return tuple(Block("p" if tag == "p" else "item" if tag == "li" else "head", text) for tag, text in lines if text)


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
