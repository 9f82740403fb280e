"""Comparison -> one HTML file: the new article to read with every change marked in it."""

from functools import partial

from rowback.model import Comparison, SpanKind
from rowback.rendering._page import paragraphs
from rowback.rendering._rows import rows
from rowback.rendering._spans import readable, side
from rowback.rendering._view import View
from rowback.rendering._words import admits, counts, details, disclosure, notices, site, web_address
from rowback.rendering.web.environment import direction_of, language_of, page


def render(comparison: Comparison, view: View) -> str:
    """Write the report as one page."""
    entries = rows(comparison, view.min_weight)
    before, after = comparison.headline or (None, None)
    headline_spans = readable(comparison.headline_spans, before or "", after or "") if comparison.headline else ()
    language = language_of(comparison.after.language or comparison.before.language)
    return page(
        "comparison.html.jinja",
        comparison=comparison,
        title=comparison.after.headline or comparison.before.headline or comparison.url or "Untitled",
        site=site(comparison.url),
        address=web_address(comparison.url),
        headline_before=side(headline_spans, SpanKind.DELETED),
        headline_after=side(headline_spans, SpanKind.INSERTED),
        disclosure=comparison.disclosure and disclosure(comparison.disclosure),
        counts=counts(comparison.counts),
        details=tuple(details(comparison)),
        notices=notices(comparison),
        admits=partial(admits, comparison),
        blocks=paragraphs(entries),
        left_out=view.left_out(entries),
        stops=sum(row.reported for row in entries),
        language=language,
        direction=direction_of(language),
    )
