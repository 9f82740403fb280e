"""Page text -> parsed tree, at a cost that hostile markup cannot raise.

What is bounded, and what it cost before (lxml 5.3, libxml2 2.12):
    size: a page above the limit is cut; articles stand in the first megabytes.
    attributes: one tag with 40,000 of them takes 7 s, the check for doubles is quadratic.
    depth: the parser stops without a word below 255 levels, 50,000 nested divs gave an empty text.
"""

import re

from lxml import etree, html

MAX_CHARS = 4_000_000
# The longest tag of 410 news pages has 60 attributes; 200 cost nothing measurable.
MAX_ATTRIBUTES = 200
MAX_DEPTH = 200

CROWDED_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]++|"[^"]*+"|'[^']*+'){150,}+>?""")
ATTRIBUTE = re.compile(r"""[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?""")
TAG = re.compile(r"""<(/?)([a-zA-Z][\w:-]*+)(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>""")
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
# Elements that the parser closes by itself: counting them would see depth where there is none.
SELF_CLOSING = frozenset(
    ("p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "html", "head", "body")
)
NOT_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def parse(text: str) -> html.HtmlElement | None:
    """The tree of a page, with every run of white space made one blank; `None` when nothing can be parsed."""
    source = CROWDED_TAG.sub(_fewer_attributes, NOT_XML.sub("", text[:MAX_CHARS]))
    tree, complete = _parse(source)
    if not complete:
        tree, _ = _parse(_flatter(source))
    return tree


def _parse(source: str) -> tuple[html.HtmlElement | None, bool]:
    """The tree, and whether the parser went on to the end of the source."""
    # A line break in a paragraph moves trafilatura's own: all white space is made equal before parsing.
    # Splitting bytes leaves no-break and ideographic spaces alone.
    content = b" ".join(source.encode().split())
    parser = html.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, True
    too_deep = any("depth" in entry.message for entry in parser.error_log)
    return tree, not too_deep


def _fewer_attributes(crowded: re.Match[str]) -> str:
    """The first attributes of a tag that has too many."""
    tag = crowded[0]
    attributes = ATTRIBUTE.findall(tag, 1)
    if len(attributes) <= MAX_ATTRIBUTES:
        return tag
    return f"<{' '.join(attributes[:MAX_ATTRIBUTES])}>"


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
