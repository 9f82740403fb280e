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

from rowback.extraction.bylines import read_byline
from rowback.extraction.cleaning import key
from rowback.extraction.dates import read_date
from rowback.extraction.headlines import choose_headline, leads_home, read_heading
from rowback.extraction.language import read_language
from rowback.extraction.lead_image import NO_IMAGE, LeadImage, read_lead_image
from rowback.extraction.linked_data import Node, texts
from rowback.extraction.names import read_names
from rowback.extraction.notices import find_notices, outermost
from rowback.extraction.shown_dates import find_shown_date, in_zone_shown
from rowback.extraction.vicinity import elements, find_headline, subheads

# The few elements that metadata is read from; a soup of the whole page costs as much as the engine.
WANTED = etree.XPath(
    "//meta[@content] | //head//title | //link[@rel='canonical'] | //time[not(ancestor::time)]"
    " | //*[@itemprop='datePublished' or @itemprop='dateModified']"
)
DAY_IN_ADDRESS = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
# The last step of a trail of sections is the page itself, under a name of its own.
HEADLINES = etree.XPath("//h1[not(ancestor::h1 or ancestor::nav)]")
MOST_HEADLINES = 10
MOST_ELEMENTS = 400
LONGEST_ELEMENT = 100_000
AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "twitter:misc:Written by")
WRITTEN_BY = re.compile(r"written|by\b|verfasst|geschrieben|von\b|écrit|par\b|escrito|por\b|scritto|geschreven", re.I)
PUBLISHED = (
    *("article:published_time", "article:published", "og:article:published_time", "datePublished", "dc.date.issued"),
    *("parsely-pub-date", "pubdate", "pub_date", "publish_date", "publication_date", "published_at", "published"),
    *("publishedDate", "sailthru.date", "DC.date.created", "dcterms.created", "dcterms.issued", "cXenseParse:time"),
    *("cXenseParse:recs:publishtime", "article.published", "release_date", "rnews:datePublished"),
)
# Sites put the day of the last edit there too.
CREATED = ("dc.date", "dcterms.date", "date")
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
    accessible_for_free: bool | None = None
    image: LeadImage = NO_IMAGE
    notices: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body_chars: int = 0


def read_metadata(tree: html.HtmlElement, nodes: Sequence[Node], *, url: str | None = None) -> Metadata:
    """Read what is stated in JSON-LD, OpenGraph, `<meta>`, microdata, `<time>` and a byline, in this order."""
    wanted = cast("list[html.HtmlElement]", WANTED(tree))[:MOST_ELEMENTS]
    markup = (etree.tostring(element, encoding="unicode", method="html", with_tail=False) for element in wanted)
    soup = BeautifulSoup("".join(text for text in markup if len(text) <= LONGEST_ELEMENT), "lxml")
    meta = _meta(soup)
    sites = [*_values(meta, ("og:site_name",)), *texts(nodes, "publisher"), *_values(meta, ("application-name",))]
    headline = _headline(tree, soup, nodes, meta, sites)
    place = find_headline(tree, headline)
    return Metadata(
        headline=headline,
        authors=_authors(tree, place, nodes, meta, sites),
        published=_published(tree, place, soup, nodes, meta, url),
        modified=_first_date([*texts(nodes, "dateModified"), *_values(meta, MODIFIED), *_marked(soup, "dateModified")]),
        language=read_language(
            [tree.get("lang") or "", *texts(nodes, "inLanguage"), *_values(meta, ("og:locale",))], tree.text_content()
        ),
        section=next(iter(_sections(nodes, meta)), None),
        canonical_url=_canonical(soup, meta, url),
        accessible_for_free=_is_free(nodes, meta),
        image=read_lead_image(tree, nodes, [*_values(meta, ("og:image", "og:image:url", "twitter:image"))], url),
        notices=outermost([*texts(nodes, "correction"), *find_notices(tree)]),
        descriptions=tuple(
            dict.fromkeys([*texts(nodes, "description"), *_values(meta, ("og:description", "description"))])
        ),
        body_chars=max(map(len, texts(nodes, "articleBody")), default=0),
    )


def _meta(soup: BeautifulSoup) -> dict[str, list[str]]:
    """The contents of the `<meta>` elements by the letters of their names, which are spelt in many ways."""
    found: dict[str, list[str]] = {}
    for element in soup.find_all("meta"):
        content = _attribute(element, "content").strip()
        for kind in ("property", "name", "itemprop"):
            name = key(_attribute(element, kind))
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _values(meta: dict[str, list[str]], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from meta.get(key(name), ())


def _labelled(meta: dict[str, list[str]], label: re.Pattern[str]) -> Iterator[str]:
    """What stands on a card of a social network under a label: `twitter:label1` "Written by", `twitter:data1`."""
    for number in (1, 2):
        if any(label.match(text) for text in _values(meta, (f"twitter:label{number}",))):
            yield from _values(meta, (f"twitter:data{number}",))


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name)
    return value if isinstance(value, str) else ""


def _headline(
    tree: html.HtmlElement,
    soup: BeautifulSoup,
    nodes: Sequence[Node],
    meta: dict[str, list[str]],
    sites: Sequence[str],
) -> str | None:
    stated = [*texts(nodes, "headline"), *_values(meta, ("og:title", "twitter:title", "title"))]
    headings = [h1 for h1 in elements(HEADLINES, tree)[:MOST_HEADLINES] if not leads_home(h1)]
    shown = [read_heading(h1, stated) for h1 in headings]
    own = [
        text for h1, text in zip(headings, shown, strict=True) if next(h1.iterancestors("article"), None) is not None
    ]
    below = [read_heading(h2, stated) for h2 in subheads(tree, headings[0] if headings else None)]
    title = soup.find("title")
    return choose_headline(shown, stated, sites, " ".join(title.get_text().split()) if title else "", below, own)


def _authors(
    tree: html.HtmlElement,
    headline: html.HtmlElement | None,
    nodes: Sequence[Node],
    meta: dict[str, list[str]],
    sites: Sequence[str],
) -> tuple[str, ...]:
    """The first who are named; the outlet itself only when no byline names a person."""
    outlets = {site.casefold() for site in sites}
    stated = ((*texts([node], "author"),) for node in nodes)
    lists = [*stated, (*_values(meta, AUTHORS),), (*_labelled(meta, WRITTEN_BY),)]
    found = [names for names in (read_names(names, outlets=sites) for names in lists) if names]
    for names in found:
        if not outlets.issuperset(name.casefold() for name in names):
            return _fullest(names, found)
    return read_byline(tree, headline, others=[*sites, *_sections(nodes, meta)]) or (found[0] if found else ())


def _sections(nodes: Sequence[Node], meta: dict[str, list[str]]) -> list[str]:
    return [*texts(nodes, "articleSection"), *_values(meta, ("article:section",))]


def _fullest(names: tuple[str, ...], lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest list that begins with these names: a program often knows only the first of two reporters."""
    longer = (other for other in lists if other[: len(names)] == names and all(" " in name for name in other))
    return max((names, *longer), key=len)


def _published(
    tree: html.HtmlElement,
    headline: html.HtmlElement | None,
    soup: BeautifulSoup,
    nodes: Sequence[Node],
    meta: dict[str, list[str]],
    url: str | None,
) -> datetime | None:
    stated = [*texts(nodes, "datePublished"), *_values(meta, PUBLISHED), *_marked(soup, "datePublished")]
    created = [*texts(nodes, "dateCreated"), *_values(meta, CREATED)]
    moment = _first_date([*stated, *created])
    if moment is not None:
        return in_zone_shown(headline, moment)
    address = DAY_IN_ADDRESS.search(url or "")
    return find_shown_date(tree, headline) or read_date("-".join(address.groups()) if address else "")


def _marked(soup: BeautifulSoup, name: str) -> Iterator[str]:
    """What microdata gives for a property."""
    for element in soup.find_all(itemprop=name):
        yield _attribute(element, "datetime") or _attribute(element, "content") or element.get_text()


def _first_date(values: Sequence[str]) -> datetime | None:
    return next((date for date in map(read_date, values) if date is not None), None)


def _is_free(nodes: Sequence[Node], meta: dict[str, list[str]]) -> bool | None:
    """What the first article says; "true" and true are the same, and so is what OpenGraph calls a tier."""
    stated = [str(node["isAccessibleForFree"]).casefold() for node in nodes if "isAccessibleForFree" in node]
    tiers = {"free": "true", "metered": "false", "locked": "false"}
    stated += [tiers.get(tier.casefold(), "") for tier in _values(meta, ("article:content_tier",))]
    return next(({"true": True, "false": False}[text] for text in stated if text in ("true", "false")), None)


def _canonical(soup: BeautifulSoup, meta: dict[str, list[str]], url: str | None) -> str | None:
    links = [_attribute(link, "href") for link in soup.find_all("link")]
    address = next((link.strip() for link in [*links, *_values(meta, ("og:url",))] if link.strip()), None)
    if address is None:
        return None
    try:
        return str(urljoin(url or "", address))
    except ValueError:
        return None
