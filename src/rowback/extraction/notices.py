"""Texts of a page -> its notices: corrections, clarifications, updates and editor's notes."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from lxml import html

from rowback.extraction.lines import line_of
from rowback.extraction.notice_words import LABEL, OPENING

NAMED = re.compile(r"correction|editors?-?_?note|clarification|erratum", re.IGNORECASE)
LONGEST = 1200
SHORTEST = 20
MOST_NOTICES = 30
LEAVES = frozenset({"p", "li", "em", "i", "small"})
BOXES = frozenset({"div", "section", "aside", "footer"})
PARTS = ("p", "div", "ul", "ol", "section", "h1", "h2", "h3", "h4", "h5", "h6")
# "Report a correction": something to fill in, or a way to another page.
FORMS = ("a", "button", "form", "input")


def is_notice(text: str) -> bool:
    """The text begins like a notice."""
    return len(text) <= LONGEST and OPENING.match(text) is not None


def find_notices(tree: html.HtmlElement) -> tuple[str, ...]:
    """The notices shown on a page, wherever they stand, in page order."""
    body = tree.find("body")
    elements = body.iter(*LEAVES, *BOXES) if body is not None else ()
    texts = (text for element in elements if (text := _notice(element)) is not None)
    return outermost(islice(texts, MOST_NOTICES))


def without_notices(texts: Sequence[str], notices: Sequence[str]) -> list[str]:
    """The paragraphs that are no notice and no part of one."""
    return [text for text in texts if not is_notice(text) and not _is_part(text, notices)]


def _is_part(text: str, notices: Sequence[str]) -> bool:
    return any(
        notice.startswith(f"{text} ") or text == notice or (len(text) >= SHORTEST and text in notice)
        for notice in notices
    )


def _notice(element: html.HtmlElement) -> str | None:
    """The text of an element that is a notice, by its name, its label or its beginning."""
    named = NAMED.search(element.get("class") or "") is not None
    if (
        element.tag in BOXES
        and element.find("./*") is not None
        and next(element.iterchildren(*PARTS), None) is not None
    ):
        told = _is_labelled(element) or (named and next(element.iter(*FORMS), None) is None)
        text = _short(element) if told else None
        return text if text is not None and len(text) >= SHORTEST else None
    start = (element.text or "") + "".join(map(_start, element[:1]))
    if not named and OPENING.match(start) is None and not _may_open(start):
        return None
    text = _short(element)
    return text if text is not None and (is_notice(text) or (named and len(text) >= SHORTEST)) else None


def _is_labelled(box: html.HtmlElement) -> bool:
    """Its first part is a label alone: a heading "Correction" over what is corrected."""
    first = next((part for part in box if part.tag != "hr"), None)
    return first is not None and len(box) > 1 and LABEL.fullmatch(line_of(first)) is not None


def _short(element: html.HtmlElement) -> str | None:
    """Its text, unless it is too long for a notice; boxes nest, and each would read all that is in it."""
    chars = 0
    for text in element.itertext():
        chars += len(text)
        if chars > LONGEST:
            return None
    return line_of(element)


def _start(child: html.HtmlElement) -> str:
    return (child.text or "") + (child.tail or "") if isinstance(child.tag, str) else ""


def _may_open(start: str) -> bool:
    """The text goes on in an inline element: "This article, *first published on Monday*, was updated"."""
    return len(start) < 60 and start.casefold().startswith(("this ", "an earlier", "a previous"))


def outermost(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not part of another, each once."""
    unique = list(dict.fromkeys(texts))
    return tuple(text for text in unique if not any(text != other and text in other for other in unique))
