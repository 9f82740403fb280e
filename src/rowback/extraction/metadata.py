"""Parsed tree -> what a page says about its article: headline, authors, dates, section, language, address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import cast
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from lxml import etree, html

from rowback.extraction.linked_data import Node, read_nodes, texts

# The few elements that metadata is read from; a soup of the whole page costs as much as the engine.
WANTED = etree.XPath(
    "//head//meta | //head//title | //head//link[@rel] | //script[contains(@type, 'ld+json')] | //body//meta[@itemprop]"
    " | //h1 | //time | //*[@rel='author'] | //*[@itemprop='headline' or @itemprop='author']"
    " | //*[@itemprop='datePublished' or @itemprop='dateModified']"
    " | //*[contains(@class, 'byline') or contains(@class, 'author')]"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article; the fields are those of `Article`."""

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
    wanted = cast("list[html.HtmlElement]", WANTED(tree))
    soup = BeautifulSoup(
        "".join(etree.tostring(e, encoding="unicode", method="html", with_tail=False) for e in wanted), "lxml"
    )
    nodes = read_nodes([script.get_text() for script in soup.find_all("script")])
    return Metadata(
        headline=_headline(soup, nodes),
        authors=_authors(soup, nodes),
        published=next(_dates([*texts(nodes, "datePublished"), *_meta(soup, "article:published_time")]), None),
        modified=next(_dates([*texts(nodes, "dateModified"), *_meta(soup, "article:modified_time")]), None),
        language=(tree.get("lang") or "en").split("-")[0].lower(),
        section=next(iter([*texts(nodes, "articleSection"), *_meta(soup, "article:section")]), None),
        canonical_url=next(
            (urljoin(url or "", str(link.get("href") or "")) for link in soup.find_all("link", rel="canonical")), None
        ),
        descriptions=tuple(
            dict.fromkeys([*texts(nodes, "description"), *_meta(soup, "og:description"), *_meta(soup, "description")])
        ),
        body_chars=max(map(len, texts(nodes, "articleBody")), default=0),
    )


def _headline(soup: BeautifulSoup, nodes: Sequence[Node]) -> str | None:
    shown = [" ".join(h1.get_text().split()) for h1 in soup.find_all("h1")]
    stated = [*texts(nodes, "headline"), *_meta(soup, "og:title")]
    return next((text for text in [*shown, *stated] if text), None)


def _meta(soup: BeautifulSoup, name: str) -> Iterator[str]:
    for meta in soup.find_all("meta", attrs={"content": True}):
        if name in (meta.get("property"), meta.get("name"), meta.get("itemprop")) and str(meta["content"]).strip():
            yield str(meta["content"]).strip()


def _authors(soup: BeautifulSoup, nodes: Sequence[Node]) -> tuple[str, ...]:
    for node in nodes:
        if found := tuple(dict.fromkeys(texts([node], "author"))):
            return found
    return tuple(dict.fromkeys(_meta(soup, "author")))


def _dates(values: Sequence[str]) -> Iterator[datetime]:
    for value in values:
        try:
            when = datetime.fromisoformat(value)
        except ValueError:
            try:
                when = parsedate_to_datetime(value)
            except ValueError:
                continue
        yield when if when.tzinfo else when.replace(tzinfo=UTC)
