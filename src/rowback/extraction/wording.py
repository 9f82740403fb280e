"""Parsed tree -> how much there is to read on a page, and how much of it is running text."""

import re
from dataclasses import dataclass

from lxml import etree, html

HIDDEN = frozenset(("head", "script", "style", "noscript", "template", "svg", "math", "object", "iframe"))
# Menus, boxes and dialogs: what they say is not what a page is about.
BESIDE = frozenset(("nav", "footer", "aside", "dialog", "select", "button"))
BESIDE_ROLES = frozenset(("navigation", "contentinfo", "complementary", "dialog", "alertdialog", "menu"))
# They stand inside a line; everything else ends one.
INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark")
) | frozenset(("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"))
# A line of fewer words is a label, a link or a menu item.
RUNNING_WORDS = 8
# Scripts that put no blank between words: two or three characters make one.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(slots=True)
class Wording:
    """Words on a page.

    Attributes:
        words: all that a reader without scripts sees.
        running: those in lines long enough to be prose, outside menus, boxes and dialogs.
        beside: those in such lines inside boxes and dialogs.
    """

    words: int = 0
    running: int = 0
    beside: int = 0


def count_words(text: str) -> int:
    """Words of a text in any script, roughly."""
    return len(text.split()) + len(UNSPACED.findall(text)) // 2 if not text.isascii() else len(text.split())


def read_wording(tree: html.HtmlElement) -> Wording:
    """Count the words in one walk over the tree."""
    wording, line = Wording(), list[str]()
    boxes = 0

    def end_line() -> None:
        words = count_words("".join(line))
        line.clear()
        wording.words += words
        if words >= RUNNING_WORDS:
            if boxes:
                wording.beside += words
            else:
                wording.running += words

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        hidden = element.tag in HIDDEN or element.get("hidden") is not None
        if not hidden and element.tag not in INLINE:
            end_line()
            boxes += is_beside(element) * (1 if event == "start" else -1)
        if hidden and event == "start":
            walk.skip_subtree()  # its end is still reported
            line.append(" ")
        elif event == "start":
            line.append(element.text or "")
        elif element is not tree:
            line.append(element.tail or "")
    end_line()
    return wording


def is_beside(element: html.HtmlElement) -> bool:
    """The element is a menu, a box or a dialog."""
    return element.tag in BESIDE or element.get("role") in BESIDE_ROLES or element.get("aria-modal") == "true"
