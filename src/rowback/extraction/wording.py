"""Parsed tree -> how much there is to read on a page, and how much of it is running text."""

import re
from dataclasses import dataclass
from typing import cast

from lxml import etree, html

HIDDEN = frozenset(("head", "script", "style", "noscript", "template", "svg", "math", "object", "iframe"))
# Menus, boxes and dialogs: what they say is not what a page is about.
BESIDE = etree.XPath(
    "//nav | //footer | //aside | //dialog | //select | //button | //*[@aria-modal='true']"
    " | //*[@role and contains(' navigation contentinfo complementary dialog alertdialog menu ',"
    " concat(' ', @role, ' '))]"
)
CELLS = frozenset(("td", "th"))
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
        running: those in table cells and in lines long enough to be prose, outside menus, boxes and dialogs.
    """

    words: int = 0
    running: int = 0


def count_words(text: str) -> int:
    """Words of a text in any script, roughly."""
    return len(text.split()) + len(UNSPACED.findall(text)) // 2 if not text.isascii() else len(text.split())


def latin_chars(text: str) -> int:
    """Characters of a text, those of scripts without blanks counted twice: they say as much as two Latin ones."""
    return len(text) if text.isascii() else len(text) + len(UNSPACED.findall(text))


def read_wording(tree: html.HtmlElement) -> Wording:
    """Count the words in one walk over the tree."""
    wording, line, boxes = Wording(), list[str](), 0
    beside = frozenset(cast("list[html.HtmlElement]", BESIDE(tree)))

    def end_line(tag: str) -> None:
        words = count_words("".join(line))
        line.clear()
        wording.words += words
        if not boxes and (words >= RUNNING_WORDS or tag in CELLS):
            wording.running += words

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag, starts = cast("str", element.tag), event == "start"
        if tag in HIDDEN:
            if starts:
                walk.skip_subtree()  # its end is still reported
        elif tag not in INLINE:
            if line:
                end_line(tag)
            if element in beside:
                boxes += 1 if starts else -1
        if starts and tag not in HIDDEN:
            if text := element.text:
                line.append(text)
        elif not starts and element is not tree and (tail := element.tail):
            line.append(tail)
    return wording
