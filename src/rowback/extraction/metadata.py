"""Parsed tree -> what a page says about its article: headline, authors, dates, section, language, address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml import etree, html

from rowback.extraction.dates import read_date
from rowback.extraction.headlines import choose_headline
from rowback.extraction.language import read_language
from rowback.extraction.linked_data import Node, read_nodes, texts
from rowback.extraction.names import read_names
from rowback.extraction.notices import find_notices, outermost

# The few elements that metadata is read from; a soup of the whole page costs as much as the engine.
WANTED = etree.XPath(
    "//meta[@content] | //head//title | //link[@rel='canonical'] | //script[contains(@type, 'ld+json')]"
    " | //h1[not(ancestor::h1)] | //time[not(ancestor::time)]"
    " | //*[@itemprop='datePublished' or @itemprop='dateModified']"
)
# A byline is believed when its element says so: by microdata, a link relation, or its name.
BYLINES = (
    etree.XPath("//*[@itemprop='author'][not(self::meta)]"),
    etree.XPath("//a[@rel='author']"),
    etree.XPath("//*[contains(@class, 'byline') or contains(@class, 'Byline')][not(self::script)]"),
    etree.XPath(
        "//*[contains(@class, 'author-name') or contains(@class, 'authorName') or contains(@class, 'author_name')]"
    ),
    etree.XPath("//*[self::a or self::span or self::p or self::div][contains(@class, 'author')]"),
)
DATED = etree.XPath(
    "//*[self::span or self::div or self::p or self::dd or self::li][contains(@class, 'date')"
    " or contains(@class, 'publish') or contains(@class, 'time') or contains(@class, 'byline') or @id='date_posted']"
    "[string-length() < 120]"
)
DAY_IN_ADDRESS = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
LONGEST_BYLINE = 120
LONGEST_HEADLINE = 500
MOST_ELEMENTS = 400
# The longest JSON-LD of 410 news pages has 120,000 characters.
LONGEST_ELEMENT = 500_000
PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datePublished", "dc.date.issued", "parsely-pub-date"),
    *("pubdate", "publishdate", "publish-date", "published_at", "sailthru.date", "dc.date", "dcterms.created", "date"),
)
MODIFIED = ("article:modified_time", "og:article:modified_time", "dateModified", "og:updated_time", "dcterms.modified")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article; the fields are those of `Article`.

    Attributes:
        descriptions: of the article, for the reader of a search result.
        body_chars: length of the body that JSON-LD states.
    """

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    section: str | None = None
    canonical_url: str | None = None
    notices: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body_chars: int = 0


def read_metadata(tree: html.HtmlElement, *, url: str | None = None) -> Metadata:
    """Read what is stated in JSON-LD, OpenGraph, `<meta>`, microdata, `<time>` and a byline, in this order."""
    wanted = cast("list[html.HtmlElement]", WANTED(tree))[:MOST_ELEMENTS]
    markup = (etree.tostring(element, encoding="unicode", method="html", with_tail=False) for element in wanted)
    soup = BeautifulSoup("".join(text for text in markup if len(text) <= LONGEST_ELEMENT), "lxml")
    nodes = read_nodes([script.get_text() for script in soup.find_all("script")])
    meta = _meta(soup)
    sites = [*meta.get("og:site_name", ()), *texts(nodes, "publisher"), *meta.get("application-name", ())]
    return Metadata(
        headline=_headline(soup, nodes, meta, sites),
        authors=_authors(tree, nodes, meta, sites),
        published=_published(tree, soup, nodes, meta, url),
        modified=_first_date([*texts(nodes, "dateModified"), *_values(meta, MODIFIED), *_marked(soup, "dateModified")]),
        language=read_language(
            [tree.get("lang") or "", *texts(nodes, "inLanguage"), *meta.get("og:locale", ())], tree.text_content()
        ),
        section=next(iter([*texts(nodes, "articleSection"), *meta.get("article:section", ())]), None),
        canonical_url=_canonical(soup, meta, url),
        notices=outermost([*texts(nodes, "correction"), *find_notices(tree)]),
        descriptions=tuple(
            dict.fromkeys([*texts(nodes, "description"), *_values(meta, ("og:description", "description"))])
        ),
        body_chars=max(map(len, texts(nodes, "articleBody")), default=0),
    )


def _meta(soup: BeautifulSoup) -> dict[str, list[str]]:
    """The contents of the `<meta>` elements by name, lower case."""
    found: dict[str, list[str]] = {}
    for element in soup.find_all("meta"):
        content = _attribute(element, "content").strip()
        for kind in ("property", "name", "itemprop"):
            name = _attribute(element, kind).lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _values(meta: dict[str, list[str]], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from meta.get(name.lower(), ())


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name)
    return value if isinstance(value, str) else ""


def _headline(
    soup: BeautifulSoup, nodes: Sequence[Node], meta: dict[str, list[str]], sites: Sequence[str]
) -> str | None:
    for line_break in soup.find_all("br"):
        line_break.replace_with(" ")
    shown = [" ".join(h1.get_text().split())[:LONGEST_HEADLINE] for h1 in soup.find_all("h1", limit=10)]
    stated = [*texts(nodes, "headline"), *_values(meta, ("og:title", "twitter:title", "title"))]
    title = soup.find("title")
    return choose_headline(shown, stated, sites, " ".join(title.get_text().split()) if title else "")


def _authors(
    tree: html.HtmlElement, nodes: Sequence[Node], meta: dict[str, list[str]], sites: Sequence[str]
) -> tuple[str, ...]:
    """The first who are named; the outlet itself only when no byline names a person."""
    outlets = {site.casefold() for site in sites}
    stated = ((*texts([node], "author"),) for node in nodes)
    lists = [*stated, (*_values(meta, ("author", "article:author", "parsely-author", "sailthru.author")),)]
    found = [names for names in (read_names(names, outlets=sites) for names in lists) if names]
    for names in found:
        if not outlets.issuperset(name.casefold() for name in names):
            return names
    return _byline(tree) or (found[0] if found else ())


def _byline(tree: html.HtmlElement) -> tuple[str, ...]:
    for select in BYLINES:
        for element in cast("list[html.HtmlElement]", select(tree))[:5]:
            text = " ".join(element.text_content().split())
            if not text or len(text) > LONGEST_BYLINE:
                continue
            # "<a>Ana Ruiz</a> Harbour Post": the link is the name.
            links = [" ".join(link.text_content().split()) for link in element.iter("a")]
            for written in (links, [text]):
                names = tuple(name for name in read_names(written) if " " in name or not name.isascii())
                if names:
                    return names
    return ()


def _published(
    tree: html.HtmlElement, soup: BeautifulSoup, nodes: Sequence[Node], meta: dict[str, list[str]], url: str | None
) -> datetime | None:
    stated = [*texts(nodes, "datePublished"), *_values(meta, PUBLISHED), *_marked(soup, "datePublished")]
    times = [_attribute(element, "datetime") or element.get_text() for element in soup.find_all("time")]
    shown = (" ".join(element.text_content().split()) for element in cast("list[html.HtmlElement]", DATED(tree))[:10])
    address = DAY_IN_ADDRESS.search(url or "")
    return _first_date(
        [*stated, *texts(nodes, "dateCreated"), *times, *shown, "-".join(address.groups()) if address else ""]
    )


def _marked(soup: BeautifulSoup, name: str) -> Iterator[str]:
    """What microdata gives for a property."""
    for element in soup.find_all(itemprop=name):
        yield _attribute(element, "datetime") or _attribute(element, "content") or element.get_text()


def _first_date(values: Sequence[str]) -> datetime | None:
    return next((date for date in map(read_date, values) if date is not None), None)


def _canonical(soup: BeautifulSoup, meta: dict[str, list[str]], url: str | None) -> str | None:
    links = [_attribute(link, "href") for link in soup.find_all("link")]
    address = next((link.strip() for link in [*links, *meta.get("og:url", ())] if link.strip()), None)
    if address is None:
        return None
    try:
        return str(urljoin(url or "", address))
    except ValueError:
        return None
