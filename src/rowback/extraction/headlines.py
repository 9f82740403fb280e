"""What a page calls its story -> the headline as a reader sees it.

<h1>VALLEY NEWS Ferry stays in port</h1>, stated "Ferry stays in port"      the kicker is left out
<h1>Ferry repair: news of today</h1> <h2>Ferry stays in port</h2>, stated both     the stated one of the `<h2>`
<article><h1>A port waits for its ramp</h1>, stated "Ferry stays in port"     the `<h1>`: a reader sees no other
<h1><img alt="Harbour Post"></h1>, stated "Ferry stays in port"             the stated one
<title>Ferry stays in port | Harbour Post</title>                           without the site's name
"""

import re
from collections.abc import Sequence
from typing import cast

from lxml import etree, html

from rowback.extraction.cleaning import key
from rowback.extraction.lines import line_of
from rowback.extraction.wording import count_words

TITLE_SEPARATOR = re.compile(r"\s+[|–—·•»-]+\s+|\s*[|ㅣ]\s*")
# Bigrams that an h1 must share with what is stated; less means it is the logo or the name of the section.
SHARED_BIGRAMS = 0.3
LONGEST_HEADLINE = 500
# The name of a section has fewer words.
HEADLINE_WORDS = 4
# A shorter end of a title says nothing: "... of the week".
LEAST_LAST = 24
FRONT_PAGE = re.compile(r"(?:https?:)?//[^/]+/?")
LINKS = etree.XPath("descendant-or-self::a/@href | ancestor::a/@href")
OWN = etree.XPath("text()")


def choose_headline(
    shown: Sequence[str],
    stated: Sequence[str],
    sites: Sequence[str],
    title: str,
    below: Sequence[str] = (),
    own: Sequence[str] = (),
) -> str | None:
    """The headline.

    Args:
        shown: the texts of the `<h1>` elements, in page order.
        stated: JSON-LD headline, then `og:title` and the like.
        sites: names of the outlet.
        below: subheads right below the first of `shown`, or anywhere where none is shown.
        own: those of `shown` that stand in the article.
    """
    # The `<title>` is written for search results, and with the site's name in it every logo looks like it.
    stated = [cut for text in (stated or [title]) if (cut := _without_site(text, sites))]
    likely = [text for text in shown if key(text) and key(text) not in map(key, sites)]
    if not stated:
        return likely[0] if likely else None
    known = frozenset(map(key, stated))
    # Above a large headline some sites put a small `<h1>` for search engines, and state both.
    apart = known.difference(map(key, likely))
    if large := next((text for text in below if key(text) in apart), None):
        return large
    if likely:
        shared = {text: max(_shared(text, other) for other in stated) for text in likely}
        first = next((text for text in likely if shared[text] >= SHARED_BIGRAMS), None)
        if first is not None:
            return _without_kicker(first, stated)
        # What is stated is for search engines where the article is headed otherwise.
        headed = next((text for text in likely if text in own and count_words(text) >= HEADLINE_WORDS), None)
        if headed is not None:
            return headed
    return stated[0]


def read_heading(heading: html.HtmlElement, stated: Sequence[str]) -> str:
    """Its text, without the kicker where that is an element before the one that holds what is stated.

    Where the kicker is stated as well, it is "Kicker: headline", and between two elements no reader misses the colon.
    """
    text = line_of(heading)[:LONGEST_HEADLINE]
    parts = [part for part in map(line_of, heading) if part]
    # "Ferry stays in <b>port</b>" is one text; a kicker and a headline are two elements with nothing between.
    if len(parts) < 2 or any(not piece.isspace() for piece in cast("list[str]", OWN(heading))):
        return text
    text = " ".join(parts)[:LONGEST_HEADLINE]
    titles = {key(title): title for title in reversed(stated)}
    last = key(parts[-1])
    if last in titles:
        return parts[-1]
    if key(text) in titles:
        return titles[key(text)]
    return parts[-1] if len(last) >= LEAST_LAST and any(title.endswith(last) for title in titles) else text


def leads_home(heading: html.HtmlElement) -> bool:
    """It is the logo: a link to the front page."""
    return any(href == "/" or FRONT_PAGE.fullmatch(href) for href in cast("list[str]", LINKS(heading)))


def _without_site(text: str, sites: Sequence[str]) -> str:
    """The text without the outlet's name at its end or start."""
    known = {key(site) for site in sites if site}
    parts = TITLE_SEPARATOR.split(text)
    if len(parts) > 1:
        if key(parts[-1]) in known:
            return text[: text.rindex(parts[-1])].rstrip(" |–—·•»-ㅣ")
        if key(parts[0]) in known:
            return text[text.index(parts[0]) + len(parts[0]) :].lstrip(" |–—·•»-ㅣ")
    return text


def _without_kicker(shown: str, stated: Sequence[str]) -> str:
    """What is stated when it is the same but for a kicker before it, or for blanks lost between two elements."""
    whole = key(shown)
    # What is stated in full has no kicker, whatever a shorter title leaves out.
    for text in sorted(stated, key=lambda text: (key(text) != whole, len(text))):
        part = key(text)
        if part == whole:
            return shown if len(shown.split()) >= len(text.split()) else text
        # In front of it stands a blank, or an element ended and "KickerThe" lost it.
        if (
            3 * len(part) > len(whole)
            and whole.endswith(part)
            and not shown[: -len(text)].rstrip().endswith(("-", ":"))
        ):
            return text
    return shown


def _shared(one: str, other: str) -> float:
    """Share of the shorter text's letter pairs that the other has too."""
    left, right = ({word[k : k + 2] for k in range(len(word) - 1)} for word in (key(one), key(other)))
    return len(left & right) / max(1, min(len(left), len(right)))
