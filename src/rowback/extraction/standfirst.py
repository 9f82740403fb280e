"""Parsed tree -> the standfirst: the summary between headline and text, which engines take for a caption or a teaser.

It is known by the head of the page, which gives it as the description of the story, or by its place: a sentence or two
below the headline and in one box with it, above the picture and the text; below the picture it would be a caption. Or
it is a paragraph or a subhead right before the text, which begins in one box with it.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import html

from rowback.extraction.cleaning import key
from rowback.extraction.dates import read_date
from rowback.extraction.lines import is_longer, line_of, start_of
from rowback.extraction.names import LEAD_IN
from rowback.extraction.vicinity import find_headline, following, is_beside
from rowback.extraction.wording import count_words

TAGS = ("p", "div", "span", "h2", "h3", "h4", "h5", "strong", "b", "li")
# Enough of a text to know it again, in letters; a description is often cut, and ends in another word.
START = 24
# A standfirst stands near the top.
MOST_ELEMENTS = 2000
BLOCKS = frozenset({"p", "div", "h2", "h3", "h4"})
PICTURES = frozenset({"img", "figure", "picture"})
FEWEST_WORDS = 6
CHARS = range(40, 500)
FARTHEST = 400
# Boxes around the first paragraph in which a standfirst before it may stand, or in a box of its own.
LEVELS = 3
# Some sites sum a story up in three lines.
MOST_LINES = 4


def find_standfirst(
    tree: html.HtmlElement, descriptions: Sequence[str], headline: str | None, first: str
) -> tuple[str, ...]:
    """The lines of the standfirst before the `first` paragraph; none when there is none."""
    described = _described(tree, descriptions, first)
    lines = (described,) if described is not None else _placed(tree, headline, first)
    before = _before(tree, headline, first)
    return lines if before is None or key(before) in set(map(key, lines)) else (*lines, before)


def _described(tree: html.HtmlElement, descriptions: Sequence[str], first: str) -> str | None:
    """The element before the `first` paragraph whose text is one of the descriptions, or `None`."""
    wanted = {description_key[:START]: description_key for description_key in map(key, descriptions)}
    wanted = {start: whole for start, whole in wanted.items() if len(start) == START}
    body_start = key(first)[:START]
    if not wanted or body_start in wanted:
        return None
    for text in _texts(tree):
        text_key = key(text)
        if body_start and text_key.startswith(body_start):
            return None
        whole = wanted.get(text_key[:START])
        if whole is not None and len(text_key) <= 1.5 * len(whole) + START:
            return text
    return None


def _placed(tree: html.HtmlElement, headline: str | None, first: str) -> tuple[str, ...]:
    """The lines below the headline, in one box with it, above picture and text."""
    place, body_start = find_headline(tree, headline), key(first)[:START]
    if place is None or not body_start:
        return ()
    boxes = frozenset(place.iterancestors())
    lines: list[str] = []
    for element in islice(following(place), FARTHEST):
        if element.tag in PICTURES or key(start_of(element, CHARS.stop)).startswith(body_start):
            break
        near = element.getparent() in boxes or element.getparent().getparent() in boxes
        if near and element.tag in BLOCKS and not is_longer(element, 2 * CHARS.stop):
            text = line_of(element)
            if _sums_up(element, text, key(headline or "")):
                lines.append(text)
    return tuple(lines) if len(lines) <= MOST_LINES else ()


def _before(tree: html.HtmlElement, headline: str | None, first: str) -> str | None:
    """The text right before the `first` paragraph, but for bylines, that the engine left out."""
    body, body_start = tree.find("body"), key(first)[:START]
    last: html.HtmlElement | None = None
    text = ""
    for element in islice(body.iter("p", "h1", "h2", "h3"), MOST_ELEMENTS) if body is not None and body_start else ():
        line = line_of(element)
        if element.tag == "p" and key(line).startswith(body_start):
            break
        if element.tag != "p" or (len(line) >= CHARS.start and not _is_caption(element, line)):
            last, text = element, line
    else:
        return None
    if last is None or last.tag not in ("p", "h2"):
        return None
    around, parent = list(islice(element.iterancestors(), LEVELS)), last.getparent()
    near = parent is around[0] if last.tag == "h2" else parent in around or parent.getparent() in around
    return text if near and _sums_up(last, text, key(headline or "")) else None


def _is_caption(element: html.HtmlElement, text: str) -> bool:
    """A picture and this text are all that its box holds."""
    box = element.getparent()
    return next(box.iter(*PICTURES), None) is not None and line_of(box) == text


def _sums_up(element: html.HtmlElement, text: str, title: str) -> bool:
    """A sentence or two of its own: no dateline, no byline, no link, not the headline again."""
    if len(text) not in CHARS or count_words(text) < FEWEST_WORDS or not (element.text or "").strip():
        return False
    if is_beside(element) or element.find(".//a") is not None or LEAD_IN.match(text) is not None:
        return False
    text_key = key(text)
    return read_date(text) is None and text_key not in title and title not in text_key


def _texts(tree: html.HtmlElement) -> Iterator[str]:
    """The text of each element that begins with text of its own, in page order."""
    body = tree.find("body")
    if body is None:
        return
    for element in islice(body.iter(*TAGS), MOST_ELEMENTS):
        if element.text and not element.text.isspace():
            text = line_of(element)
            if len(text) > START:
                yield text
