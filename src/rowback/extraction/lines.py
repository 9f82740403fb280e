"""Element -> its text on one line, with a blank for each line break in it."""

from typing import cast

from lxml import etree, html

PIECES = etree.XPath("descendant::text() | descendant::br")


def line_of(element: html.HtmlElement) -> str:
    """What an element says, white space made single blanks."""
    if element.find(".//br") is None:
        return " ".join(element.text_content().split())
    pieces = cast("list[html.HtmlElement | str]", PIECES(element))
    return " ".join("".join(piece if isinstance(piece, str) else " " for piece in pieces).split())
