"""What a page states and shows -> its lead image: address and caption, as metadata; a caption is never body text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast
from urllib.parse import urljoin

from lxml import etree, html

from rowback.extraction.lines import line_of
from rowback.extraction.linked_data import Json, Node

CAPTIONS = etree.XPath("(//article | //main | //body)[1]//figure//figcaption")
LONGEST_CAPTION = 500


class LeadImage(NamedTuple):
    """Address and caption; each `None` where the page has none."""

    url: str | None = None
    caption: str | None = None


NO_IMAGE = LeadImage()


def read_lead_image(tree: html.HtmlElement, nodes: Sequence[Node], stated: Sequence[str], url: str | None) -> LeadImage:
    """The first image of the JSON-LD, else the one stated for social networks; the caption it has there or is shown."""
    images = [image for node in nodes for image in _images(node.get("image"))]
    address = next((text for text in (*(image.url for image in images), *stated) if text), None)
    if address is None:
        return NO_IMAGE
    captions = (image.caption for image in images)
    return LeadImage(_absolute(url, address), next(filter(None, captions), None) or _shown_caption(tree))


def _images(value: Json) -> Iterator[LeadImage]:
    if isinstance(value, str):
        yield LeadImage(value.strip())
    elif isinstance(value, list):
        for item in value:
            yield from _images(item)
    elif isinstance(value, dict):
        yield LeadImage(
            _text(value.get("url") or value.get("contentUrl") or value.get("@id")), _text(value.get("caption"))
        )


def _text(value: Json) -> str | None:
    return " ".join(value.split())[:LONGEST_CAPTION] or None if isinstance(value, str) else None


def _absolute(url: str | None, address: str) -> str | None:
    try:
        return str(urljoin(url or "", address.strip()))
    except ValueError:
        return None


def _shown_caption(tree: html.HtmlElement) -> str | None:
    """That of the first figure."""
    shown = (line_of(caption) for caption in cast("list[html.HtmlElement]", CAPTIONS(tree))[:1])
    return next((text for text in shown if 0 < len(text) <= LONGEST_CAPTION), None)
