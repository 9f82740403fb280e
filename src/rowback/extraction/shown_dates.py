"""Parsed tree -> the day that a reader sees at the headline, for pages that state none in their head.

<h1>Ferry stays in port</h1> <span>Ana Ruiz</span> <span>Mar 2, 2026</span>     2 March
<h1>Ferry stays in port</h1> <div>Updated March 3, 2026</div>                   none: it moves with each edit
<li>Bridge closed <span class="date">Mar 1, 2026</span></li>                    none: another story's
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from lxml import etree, html

from rowback.extraction.dates import read_date
from rowback.extraction.vicinity import around, elements, is_beside

# A longer text with a date in it tells a story.
LONGEST = 80
# Teasers are links and items of a list; so are the parts of some bylines, but those have a `<time>`.
TEASERS = frozenset({"a", "li"})
NAMED = (
    "[self::time or self::span or self::div or self::p or self::dd or self::li][self::time or contains(@class, 'date')"
    " or contains(@class, 'publish') or contains(@class, 'time') or contains(@class, 'byline') or @id='date_posted']"
)
NAMED_FOLLOWING = etree.XPath(f"following::*{NAMED}")
NAMED_ANYWHERE = etree.XPath(f"//body//*{NAMED}")
MOST_NAMED = 10
LABEL_CHARS = 30
HALF_HOUR, NONE = timedelta(minutes=30), timedelta()
FURTHEST_WEST, FURTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)
# What stands behind such a word is the day of the last edit, in a dozen languages.
UPDATED = re.compile(
    r"updat|modifi|edited|revis|review|aktualis|actuali|atualiz|mise? à jour|aggiorna|bijgewerkt|gewijzigd|o?ppdater"
    r"|opdater|ändrad|päivit|güncel|обновл|оновл|更新|수정|עודכן|تحديث|ενημέρ",
    re.IGNORECASE,
)


def find_shown_date(tree: html.HtmlElement, headline: html.HtmlElement | None) -> datetime | None:
    """The first day shown at the headline, else in an element named after it; `None` where it is that of an update."""
    return next((date for element in _candidates(tree, headline) if (date := _read(element)) is not None), None)


def _candidates(tree: html.HtmlElement, headline: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    if headline is not None:
        yield from around(headline)
        yield from elements(NAMED_FOLLOWING, headline)[:MOST_NAMED]
    # What is no <h1> may be the headline above a list of further stories.
    if headline is None or headline.tag != "h1":
        yield from elements(NAMED_ANYWHERE, tree)[:MOST_NAMED]


def in_zone_shown(headline: html.HtmlElement | None, moment: datetime) -> datetime:
    """A moment stated in UTC, in the zone of the page: where a reader is shown the same minute on another clock.

    2026-03-03T01:06:51Z, and at the headline "Mar 2, 2026 5:06pm PT"     2026-03-02T17:06:51-08:00
    """
    if moment.utcoffset() or headline is None:
        return moment
    for element in around(headline):
        for date in _dates(element):
            ahead = date.replace(tzinfo=UTC) - moment.replace(second=0, microsecond=0)
            if ahead and ahead % HALF_HOUR == NONE and FURTHEST_WEST <= ahead <= FURTHEST_EAST:
                return moment.astimezone(timezone(ahead))
    return moment


def _read(element: html.HtmlElement) -> datetime | None:
    return next(iter(_dates(element)), None)


def _dates(element: html.HtmlElement) -> Iterator[datetime]:
    """The moments that an element states and shows."""
    if not isinstance(element.tag, str) or is_beside(element):
        return
    text = " ".join(element.text_content().split())
    if element.tag == "time":
        written = _written_in_time(element, text)
    else:
        line = (element, *element.iterancestors())
        # A bare paragraph is a part of the text: "In force from 1 April 2026".
        if len(text) > LONGEST or any(part.tag in TEASERS or (part.tag == "p" and not part.attrib) for part in line):
            return
        written = (UPDATED.split(text, maxsplit=1)[0],)
    yield from (date for date in map(read_date, written) if date is not None)


def _written_in_time(element: html.HtmlElement, text: str) -> tuple[str, ...]:
    name = element.get("class") or ""
    # "entry-date published updated" is one moment for both.
    updated = UPDATED.search(name) is not None and "publi" not in name
    if updated or UPDATED.search(f"{_label(element)} {text}") is not None:
        return ()
    return (element.get("datetime") or "", text)


def _label(element: html.HtmlElement) -> str:
    """What stands before an element in its line."""
    parent, previous = element.getparent(), element.getprevious()
    if previous is not None:
        before = f"{previous.text_content()}{previous.tail or ''}"
    else:
        before = (parent.text or "") if parent is not None else ""
    return before[-LABEL_CHARS:]
