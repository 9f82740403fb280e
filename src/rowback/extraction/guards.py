"""Page text -> parsed tree, at a cost that hostile markup cannot raise.

What is bounded, and what it cost before (lxml 6, libxml2 2.14):
    size: a page above the limit is cut; the largest of 410 news pages has 3 million characters.
    elements: 100,000 paragraphs took the engine 8 s; no news page had 5,000.
    attributes: one tag with 40,000 of them took 7 s, the check for doubles is quadratic.
    depth: the parser stops without a word below 255 levels, 50,000 nested divs gave an empty text.
"""

import re
from itertools import islice
from typing import cast

from lxml import etree, html

MAX_CHARS = 3_500_000
MAX_ELEMENTS = 8_000
MAX_ATTRIBUTES = 500
MAX_DEPTH = 200

# A quotation mark opens a value only behind "=": `<p data-who=o'hara>` would swallow the page up to the next one.
ATTRIBUTE = r"""[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
CROWDED_TAG = re.compile(rf"(<[a-zA-Z][^\s/>]*+(?:{ATTRIBUTE}){{{MAX_ATTRIBUTES}}}+)(?:{ATTRIBUTE})++")
TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)(?:{ATTRIBUTE})*+[\s/]*+>")
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
# Elements that the parser closes by itself: counting them would see depth where there is none.
SELF_CLOSING = frozenset(
    ("p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "html", "head", "body")
)
CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\f\r")


def parse(text: str) -> html.HtmlElement | None:
    """The tree of a page, with every run of white space made one blank; `None` when nothing can be parsed."""
    source = CROWDED_TAG.sub(r"\1", text[:MAX_CHARS])
    tree, complete = _parse(source)
    if not complete:
        tree, _ = _parse(_flatter(source))
    if tree is not None:
        _drop_from(tree, MAX_ELEMENTS)
    return tree


def _parse(source: str) -> tuple[html.HtmlElement | None, bool]:
    """The tree, and whether the parser went on to the end of the source."""
    # A line break in a paragraph moves trafilatura's own: all white space is made equal before parsing.
    # Splitting bytes leaves no-break and ideographic spaces alone.
    content = b" ".join(source.encode(errors="replace").translate(None, CONTROLS).split())
    parser = html.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, True
    too_deep = any("depth" in entry.message for entry in parser.error_log)
    return tree, not too_deep


def _flatter(source: str) -> str:
    """The source without the tags that open, and close again, below the deepest level the parser takes."""
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        if name in VOID or name in SELF_CLOSING:
            return tag[0]
        if tag[1]:
            depth = max(0, depth - 1)
            return tag[0] if depth < MAX_DEPTH else ""
        depth += 1
        return tag[0] if depth <= MAX_DEPTH else ""

    return TAG.sub(keep, source)


def _drop_from(tree: html.HtmlElement, position: int) -> None:
    """Take out every element from that one on, in document order."""
    for element in list(islice(tree.iter(), position, None)):
        parent = cast("html.HtmlElement | None", element.getparent())
        if parent is not None:
            parent.remove(element)
