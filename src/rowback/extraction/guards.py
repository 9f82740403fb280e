"""Page text -> parsed tree, at a cost that hostile markup cannot raise.

What is bounded, and what it cost before (lxml 6, libxml2 2.14, trafilatura 2):
    size: above the limit a page loses its scripts, then its end; the largest of 410 news pages has 3 million.
    elements: 100,000 paragraphs took the engine 8 s; no news page had 4,500, a live blog of 1,000 entries has 17,000.
    attributes: 40,000 in one tag took 7 s, the check for doubles is quadratic; a million names of classes took 6 s.
    depth: the parser stops without a word below 255 levels, 50,000 nested divs gave an empty text.
    depth times text: 7,000 paragraphs in 190 nested divs took 4 s, every level reads all that is in it; no news page
        needs a third of the limit.
Where a page is cut, the outcome says so.
"""

import re
from itertools import islice
from typing import NamedTuple, cast

from lxml import etree, html

MAX_CHARS = 3_500_000
MAX_ELEMENTS = 20_000
# For each element the characters in it and a few for itself, as often as they are read: once a level, and some more.
READINGS = 12
MAX_COST = 36_000_000
ELEMENT_CHARS = 20
HEAVY_ELEMENTS, HEAVY_COST = 4_500, 7_000_000
UNCOUNTED = frozenset(("script", "style"))
MAX_VALUE_CHARS = 10_000
NAMES = ("class", "id")
MAX_ATTRIBUTES = 500
MAX_DEPTH = 200

SCRIPT = re.compile(r"<(script|style)\b(?![^>]*ld\+json)[^>]*+>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
# What is in them is never text.
UNREAD = etree.XPath("//svg/* | //select/* | //datalist/*")
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


class Parsed(NamedTuple):
    """A page in a shape that is cheap to read.

    Attributes:
        tree: with every run of white space made one blank; `None` when nothing can be parsed.
        whole: nothing was cut off.
        heavy: it costs more than any of 410 news pages; then no engine is asked that is slower than in proportion.
    """

    tree: html.HtmlElement | None
    whole: bool = True
    heavy: bool = False


def parse(text: str) -> Parsed:
    """The tree of a page, from its beginning to its end or to where it would cost too much."""
    if len(text) > MAX_CHARS:
        text = SCRIPT.sub("", text)
    source = CROWDED_TAG.sub(r"\1", text[:MAX_CHARS])
    tree, complete = _parse(source)
    if not complete:
        tree, _ = _parse(_flatter(source))
    if tree is None:
        return Parsed(None)
    end, heavy = _measure(tree)
    if end is not None:
        for element in cast("list[html.HtmlElement]", UNREAD(tree)):
            element.getparent().remove(element)
        end, _ = _measure(tree)
    if end is not None:
        _drop_from(tree, end)
    return Parsed(tree, whole=end is None and len(text) <= MAX_CHARS, heavy=heavy)


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


def _measure(tree: html.HtmlElement) -> tuple[int | None, bool]:
    """The place in document order from which on the elements cost too much, if any, and whether all cost much.

    Names that are too long are taken out on the way.
    """
    position = cost = 0
    stack = [(tree, 1)]
    while stack:
        element, depth = stack.pop()
        text = 0 if element.tag in UNCOUNTED else len(element.text or "")
        cost += depth * ELEMENT_CHARS + (depth + READINGS) * (text + len(element.tail or ""))
        for name in NAMES:
            if len(element.get(name, "")) > MAX_VALUE_CHARS:
                del element.attrib[name]
        if position >= MAX_ELEMENTS or cost > MAX_COST:
            return max(position, 1), True
        position += 1
        if len(element):
            stack += [(child, depth + 1) for child in reversed(element)]
    return None, position > HEAVY_ELEMENTS or cost > HEAVY_COST


def _drop_from(tree: html.HtmlElement, position: int) -> None:
    """Take out every element from that one on, in document order."""
    for element in list(islice(tree.iter(), position, None)):
        parent = cast("html.HtmlElement | None", element.getparent())
        if parent is not None:
            parent.remove(element)
