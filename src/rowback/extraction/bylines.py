"""Parsed tree -> the names in the byline that a reader sees, for pages that state none in their head.

<div class="byline">By <a>Ana Ruiz</a> Harbour Post</div>     Ana Ruiz: the link is the name
<h1>...</h1> <span>Von Ana Ruiz, Lower Holm</span>            Ana Ruiz: it stands at the headline and says "by"
<h1>...</h1> <span>By the end of the year</span>              nobody
<h1>...</h1> <span>Ana Ruiz</span> <span>Mar 2, 2026</span>     Ana Ruiz: a name right before the day
"""

import re
from collections.abc import Container, Sequence

from lxml import etree, html

from rowback.extraction.cleaning import key
from rowback.extraction.dates import read_date
from rowback.extraction.names import LEAD_IN, read_names
from rowback.extraction.vicinity import around, elements, is_beside

# A byline is believed when its element says so: by microdata, a link relation, or its name.
NAMED = (
    etree.XPath("//*[@itemprop='author'][not(self::meta)]"),
    etree.XPath("//a[@rel='author']"),
    etree.XPath("//*[contains(@class, 'byline') or contains(@class, 'Byline')][not(self::script)]"),
    etree.XPath(
        "//*[contains(@class, 'author-name') or contains(@class, 'authorName') or contains(@class, 'author_name')]"
    ),
    etree.XPath("//*[self::a or self::span or self::p or self::div][contains(@class, 'author')]"),
)
MOST_NAMED = 5
LONGEST = 120
# Pages about their writers are called so all over the world.
PROFILE = re.compile(
    r"/(?:authors?|writers?|staff|people|profiles?|contributors?|autor(?:es|in|en|a)?|auteurs?)/", re.I
)
# A capital or a letter of a script without capitals: "By Ana", not "By the end".
NAME_WORDS = range(2, 5)
CAPITAL = re.compile(r"[^\W\d_]")


def read_byline(
    tree: html.HtmlElement, headline: html.HtmlElement | None, *, others: Sequence[str] = ()
) -> tuple[str, ...]:
    """The names of the first byline that has any.

    Args:
        others: what may stand there and is no author: the names of the site and of its sections.
    """
    for select in NAMED:
        for element in elements(select, tree)[:MOST_NAMED]:
            if names := _names(element):
                return names
    near = [element for element in around(headline) if not is_beside(element)] if headline is not None else []
    said = next((names for element in near if _says_so(element) and (names := _names(element))), ())
    return said or next((names for element in near if (names := _before_day(element, frozenset(map(key, others))))), ())


def _says_so(element: html.HtmlElement) -> bool:
    return _says_by(element) or _links_to_profile(element)


def _before_day(element: html.HtmlElement, others: Container[str]) -> tuple[str, ...]:
    """The name that an element is, when the day stands right behind it."""
    after = element.getnext()
    if after is None and (parent := element.getparent()) is not None:
        after = parent.getnext()
    text = " ".join((element.text or "").split()).strip(" |·•,")
    words = text.split()
    if after is None or len(element) or len(words) not in NAME_WORDS or not all(map(_is_capital, words)):
        return ()
    day = " ".join(after.text_content().split())
    return (text,) if key(text) not in others and len(day) <= LONGEST and read_date(day) is not None else ()


def _is_capital(word: str) -> bool:
    return word[0].isupper() and not any(map(str.isdigit, word)) and not word.isupper()


def _says_by(element: html.HtmlElement) -> bool:
    text = " ".join((element.text or "").split()) + " "
    lead_in = LEAD_IN.match(text)
    if lead_in is None or not lead_in[0].strip(" —–-"):
        return False
    name = CAPITAL.search(element.text_content().lstrip()[lead_in.end() - 1 :])
    return name is not None and not name[0].islower()


def _links_to_profile(element: html.HtmlElement) -> bool:
    return element.tag == "a" and PROFILE.search(element.get("href") or "") is not None


def _names(element: html.HtmlElement) -> tuple[str, ...]:
    text = " ".join(element.text_content().split())
    if not text or len(text) > LONGEST:
        return ()
    links = [" ".join(link.text_content().split()) for link in element.iter("a")]
    for written in (links, [text]):
        names = tuple(name for name in read_names(written) if " " in name or not name.isascii())
        if names:
            return names
    return ()
