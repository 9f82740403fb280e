"""Element -> its text on one line, with a blank where it breaks a line or another paragraph begins."""

from typing import Protocol, cast

from lxml import etree, html

BREAKS = ("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section", "blockquote", "figcaption")
PIECES = etree.XPath(f"descendant::text() | descendant::*[{' or '.join(f'self::{tag}' for tag in BREAKS)}]")
ENDS = frozenset(BREAKS)


class _Text(Protocol):
    """What lxml gives for a text: it knows its place."""

    is_tail: bool

    def getparent(self) -> html.HtmlElement: ...


def line_of(element: html.HtmlElement) -> str:
    """What an element says, white space made single blanks."""
    if next(element.iterdescendants(*BREAKS), None) is None:
        return " ".join(element.text_content().split())
    return " ".join("".join(map(_spaced, cast("list[html.HtmlElement | str]", PIECES(element)))).split())


def is_longer(element: html.HtmlElement, most: int) -> bool:
    """Whether it has more characters; boxes nest, and each would read all that is in it."""
    chars = 0
    for text in element.itertext():
        chars += len(text)
        if chars > most:
            return True
    return False


def start_of(element: html.HtmlElement, chars: int) -> str:
    """The beginning of what an element says, at least so many characters of it; its words may run together."""
    pieces: list[str] = []
    for text in element.itertext():
        if chars <= 0:
            break
        pieces.append(text)
        chars -= len(text.strip())
    return "".join(pieces)


def _spaced(piece: html.HtmlElement | str) -> str:
    if not isinstance(piece, str):
        return " "
    text = cast("_Text", piece)
    return f" {piece}" if text.is_tail and text.getparent().tag in ENDS else piece
