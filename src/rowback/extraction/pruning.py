"""Parsed tree -> the same tree without what is not the story by its element, its role, its name or its content.

What stays is left to the engine. Everything here looks at one box at a time, so a box that comes or goes
elsewhere on the page does not change what is pruned.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import cast

from lxml import etree, html

# fmt: off
TAGS = frozenset({
    "aside", "audio", "button", "canvas", "dialog", "figcaption", "iframe", "input", "label", "menu", "nav", "noscript",
    "object", "select", "style", "svg", "template", "textarea", "video",
})
ROLES = frozenset({
    "alert", "alertdialog", "banner", "button", "complementary", "contentinfo", "dialog", "menu", "menubar",
    "navigation", "search", "status", "tablist", "toolbar", "tooltip",
})
# Words that web developers everywhere put into class and id for what stands around a story. Whole words, as they are
# between hyphens, underscores and humps: "share" is found in "article-share" and not in "shareholders".
WORDS = frozenset({
    "addthis", "adslot", "advert", "advertisement", "advertising", "bio", "breadcrumb", "breadcrumbs", "byline",
    "bylines", "caption", "captions", "comment", "comments", "consent",
    "cookie", "cookies", "copyright", "credit", "credits",
    "dateline", "disqus", "gdpr", "menu", "navigation", "newsletter", "newsletters", "outbrain", "pager", "pagination",
    "popular", "popup", "promo", "promotion", "recirc", "recommendation", "recommendations", "recommended", "related",
    "share", "sharing", "signup", "social", "socials", "sponsor", "sponsored", "subscribe", "subscription", "taboola",
    "taglist", "tags", "timestamp", "toolbar", "tooltip", "trending",
})
# fmt: on
PHRASES = re.compile(
    r"(?:^| )(?:ads?(?: (?:slot|unit|container|wrapper|box))?$|read (?:next|also)|see also|most (?:read|popular|viewed)"
    r"|more (?:stories|from|news)|up next|also read|sign up|author (?:bio|box|info|card|details|profile)"
    r"|about (?:the )?author|article (?:tags|footer|meta|info|tools|date)"
    r"|print (?:only|header|footer)|(?:visible|for) print|visually hidden|screen reader|sr only|skip link)(?: |$)"
)
# What a reader wrote elsewhere and the story quotes is the story, whatever it is called around it.
EMBED_LEVELS = 2
EMBED = re.compile("embed|tweet", re.IGNORECASE)
# A box with a field to fill in, or with little but links under a heading; the story's own box is larger.
BOXES = frozenset({"div", "section", "ul", "ol"})
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
SUBHEADS = frozenset(HEADINGS)
# A picture and a headline inside one link lead to another story; with less text it is a button.
BLOCKS = ("p", "div", "figure", *HEADINGS)
TEASER_CHARS = 20
MOST_CHILDREN = 12
MOST_BOX_CHARS = 800
MOST_BESIDE_BUTTON = 3
FEWEST_LINKS = 2
LINKED_SHARE = 0.8
PICTURES_IN_SENTENCES = etree.XPath(".//p//span//img")
SENTENCE_CHARS = 40
SIGN = re.compile(r"\s*[^\w\s]+\s*")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+")
# "css-1k2j3h", "sc-4f9a01": a build tool's mark; it changes with each release and means nothing.
HASH = re.compile(r"(?=[A-Za-z]*\d)[A-Za-z0-9]{5,}$")
# A reason is not believed when it would take this much of the page's text, and not from lists: a soft paywall hides the
# whole story, and some sites call its every part "article-comments-open".
LARGEST_SHARE = 0.3


def prune(tree: html.HtmlElement) -> None:
    """Take out, in place, what surrounds a story."""
    body = tree.find("body")
    if body is None:
        return
    boxes = defaultdict(list)
    most = LARGEST_SHARE * _paragraph_chars(body)
    for reason, box in _boxes(body, most):
        boxes[reason].append(box)
    for alike in boxes.values():
        if sum(map(_paragraph_chars, alike)) <= most or all(map(_is_list_of_posts, alike)):
            for box in alike:
                box.drop_tree()
    for box in _boxes_in_sentences(body):
        box.drop_tree()
    _keep_embeds(body)


def _is_list_of_posts(box: html.HtmlElement) -> bool:
    """All paragraphs in it are of list items: what readers wrote may be longer than the story."""
    items = set(box.iterdescendants("li"))
    return all(not items.isdisjoint(paragraph.iterancestors("li")) for paragraph in box.iter("p"))


def _keep_embeds(body: html.HtmlElement) -> None:
    """Take the names from what holds a quoted post: the engine would drop it for them, quotation and all.

    It would also drop what stands in a `<figure>`.
    """
    for quote in body.iter("blockquote"):
        for box in (quote, *islice(quote.iterancestors(), EMBED_LEVELS)):
            if box.tag == "figure":
                box.tag = "div"
            if EMBED.search(f"{box.get('class')} {box.get('id')}") is not None:
                for name in ("class", "id"):
                    box.attrib.pop(name, None)


def _boxes_in_sentences(body: html.HtmlElement) -> list[html.HtmlElement]:
    """What opens when the mouse rests on a name: a picture and a text of its own, in the middle of a paragraph."""
    found: dict[html.HtmlElement, None] = {}
    for picture in cast("list[html.HtmlElement]", PICTURES_IN_SENTENCES(body)):
        line = list(picture.iterancestors())
        paragraph = next(element for element in line if element.tag == "p")
        box = next((element for element in line[: line.index(paragraph)] if element.text_content().strip()), None)
        if box is None:
            continue
        text, inside = paragraph.text_content().strip(), box.text_content().strip()
        if len(text) - len(inside) >= SENTENCE_CHARS and not text.startswith(inside):
            found[box] = None
    return list(found)


def _boxes(body: html.HtmlElement, most: float) -> Iterator[tuple[str, html.HtmlElement]]:
    """The outermost elements that are not the story, each with its reason."""
    known: dict[str, str | None] = {}
    stack = [body]
    while stack:
        for element in stack.pop():
            reason = element.tag if element.tag in TAGS else _reason(element, known) or _content_reason(element, most)
            if reason is not None:
                yield reason, element
            else:
                stack.append(element)


def _reason(element: html.HtmlElement, known: dict[str, str | None]) -> str | None:
    attributes: Mapping[str, str] = element.attrib
    if not attributes:
        return None
    # "#" or "¶" beside a subhead: a link to itself, for those who want to quote it.
    if element.tag == "a" and SIGN.fullmatch(element.text_content()) is not None:
        return "sign"
    role = attributes.get("role", "")
    if role in ROLES:
        return role
    if "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", "").lower():
        return "hidden"
    names = attributes.get("class", "")
    # The id of a subhead is its own words: `<h2 id="the-social-question">`.
    if element.tag not in SUBHEADS and element.getparent().tag not in SUBHEADS:
        names = f"{names} {attributes.get('id', '')}"
    if names not in known:
        known[names] = _box_name(names)
    return known[names]


def _content_reason(element: html.HtmlElement, most: float) -> str | None:
    """What a box is by what is in it, whatever it is called; where links are most of a page they are its text."""
    if element.tag == "a":
        is_box = next(element.iterdescendants(*BLOCKS), None) is not None
        return "teaser" if is_box and len(element.text_content().strip()) >= TEASER_CHARS else None
    if element.tag == "p" and element.getparent().tag == "figure":
        return "caption"
    if element.tag not in BOXES or not 0 < len(element) <= MOST_CHILDREN:
        return None
    chars = _few_chars(element)
    if chars is None or chars > most:
        return None
    if any(field.get("type") != "hidden" for field in element.iter("input", "textarea")):
        return "form"
    # "Get the news before breakfast. [Sign up]"
    if len(element) <= MOST_BESIDE_BUTTON and element.find("button") is not None:
        return "button"
    links = list(element.iter("a"))
    if len(links) < FEWEST_LINKS:
        return None
    linked = sum(len(link.text_content()) for link in links)
    headed = sum(len(heading.text_content()) for heading in element.iter(*HEADINGS) if heading.find(".//a") is None)
    return "links" if linked >= LINKED_SHARE * (chars - headed) else None


def _few_chars(element: html.HtmlElement) -> int | None:
    """The length of its text, or `None` above the limit; boxes nest, and each would read all that is in it."""
    chars = 0
    for text in element.itertext():
        chars += len(text)
        if chars > MOST_BOX_CHARS:
            return None
    return chars


def _box_name(names: str) -> str | None:
    """The word that tells what a box is."""
    if EMBED.search(names):
        return None
    for name in names.split():
        # "print:hidden" is a style sheet's condition, not a name.
        words = [] if ":" in name else [word.lower() for word in HUMP.split(name) if word and not HASH.match(word)]
        for word in words:
            if word in WORDS:
                return word
        phrase = PHRASES.search(" ".join(words))
        if phrase is not None:
            return str(phrase[0])
    return None


def _paragraph_chars(element: html.HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
