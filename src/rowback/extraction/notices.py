"""Texts of a page -> its notices: corrections, clarifications, updates and editor's notes."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from lxml import html

from rowback.extraction.lines import is_longer, line_of
from rowback.extraction.notice_words import is_label, opens_notice

NAMED = re.compile(r"correction|editors?-?_?note|clarification|erratum", re.IGNORECASE)
LONGEST = 1200
SHORTEST = 20
LONGEST_LABEL = 60
FEW_PARTS = range(2, 9)
LINKS = frozenset({"a", "button", "img", "picture", "script", "style", "svg"})
MOST_NOTICES = 30
LEAVES = frozenset({"p", "li", "em", "i", "small"})
BOXES = frozenset({"div", "section", "aside", "footer"})
PARTS = frozenset({"p", "div", "ul", "ol", "section", "h1", "h2", "h3", "h4", "h5", "h6"})
# "Report a correction": something to fill in, or a way to another page.
FORMS = ("a", "button", "form", "input")


def is_notice(text: str) -> bool:
    """The text begins like a notice."""
    return len(text) <= LONGEST and opens_notice(text)


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
    name = element.get("class")
    named = name is not None and NAMED.search(name) is not None
    # Rules and links are left out: most of a page's items begin with a link, and no notice does.
    first = next((part for part in element if part.tag != "hr"), None)
    start = element.text or ""
    if first is not None and first.tag not in LINKS and first.tag not in PARTS:
        start += (first.text or "") + (first.tail or "")
    if not named and (not start or start.isspace()) and (first is None or first.tag not in PARTS):
        return None
    if element.tag in BOXES and any(part.tag in PARTS for part in element):
        told = _is_labelled(element, first) or (named and next(element.iter(*FORMS), None) is None)
        text = _short(element) if told else None
        return text if text is not None and len(text) >= SHORTEST else None
    text = _short(element) if named or opens_notice(start) or _may_open(start) else None
    return text if text is not None and (is_notice(text) or (named and len(text) >= SHORTEST)) else None


def _short(element: html.HtmlElement) -> str | None:
    return line_of(element) if not is_longer(element, LONGEST) else None


def _is_labelled(box: html.HtmlElement, first: html.HtmlElement | None) -> bool:
    """Its first part is a label alone: a heading "Correction" over what is corrected."""
    if first is None or len(box) not in FEW_PARTS or is_longer(first, LONGEST_LABEL):
        return False
    return is_label(line_of(first))


def _may_open(start: str) -> bool:
    """The text goes on in an inline element: "This article, *first published on Monday*, was updated"."""
    return len(start) < 60 and start.casefold().startswith(("this ", "an earlier", "a previous"))


def outermost(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not part of another, each once."""
    unique = list(dict.fromkeys(texts))
    return tuple(text for text in unique if not any(text != other and text in other for other in unique))
