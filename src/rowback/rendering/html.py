"""Comparison -> one HTML file: no network, no script needed, the new article to read with every change marked in it.

Page text goes through the template's escaping only; what it hides is shown by `visible`, for every value without
exception (`finalize`). The one script is known to the policy by its hash, so nothing else can run.
"""

import base64
import hashlib
import re
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from rowback.model import Comparison, SpanKind
from rowback.rendering._page import paragraphs
from rowback.rendering._rows import Rest, gap, joined, rows
from rowback.rendering._spans import readable, row_spans, side
from rowback.rendering._view import View
from rowback.rendering._words import (
    counts,
    details,
    disclosure,
    fact,
    lighter,
    notices,
    observed,
    plural,
    site,
    unchanged,
    web_address,
)
from rowback.text import visible

_ASSETS = resources.files(__package__) / "assets"
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_SIGNS = {"edited": "~", "added": "+", "removed": "−", "moved": "↕", "split": "<", "merged": ">"}
_CODE_POINT = re.compile(r"⟨(U\+[0-9A-F]{4,6})⟩")


def render(comparison: Comparison, view: View) -> str:
    """Write the report as one page."""
    entries = rows(comparison, view.min_weight)
    before, after = comparison.headline or (None, None)
    headline_spans = readable(comparison.headline_spans, before or "", after or "") if comparison.headline else ()
    language = _language(comparison)
    page = _TEMPLATE.render(
        comparison=comparison,
        title=comparison.after.headline or comparison.before.headline or comparison.url or "Untitled",
        site=site(comparison),
        address=web_address(comparison.url),
        headline_before=side(headline_spans, SpanKind.DELETED),
        headline_after=side(headline_spans, SpanKind.INSERTED),
        disclosure=comparison.disclosure and disclosure(comparison.disclosure),
        counts=counts(comparison.counts),
        details=tuple(details(comparison)),
        notices=notices(comparison),
        blocks=paragraphs(entries),
        left_out=lighter(Rest.of(entries).left_out, view.min_weight),
        stops=sum(row.reported for row in entries),
        language=language,
        direction="rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr",
        script_hash=_SCRIPT_HASH,
    )
    return f"{page.strip()}\n"  # the macros leave empty lines at the top


def _language(comparison: Comparison) -> str:
    """The language of the article, as far as it is one: the page chose this text as well."""
    stated = comparison.after.language or comparison.before.language or ""
    return stated if _LANGUAGE.fullmatch(stated) else "und"


def _shown(text: str) -> Markup:
    """Escaped text in which what was invisible stands in a box, which text alone cannot draw."""
    return Markup(_CODE_POINT.sub(r'<span class="code">\1</span>', str(escape(visible(text)))))  # noqa: S704  escaped


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _source(name: str) -> Markup:
    """The style sheet or the script, ours and therefore not escaped."""
    return Markup(_asset(name).strip())  # noqa: S704  a file of this package


def _make_template() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else visible(str(value)),
    )
    environment.filters |= {
        "shown": _shown,
        "fact": fact,
        "plural": plural,
        "observed": observed,
        "spans": row_spans,
        "joined": joined,
    }
    environment.globals |= {
        "source": _source,
        "unchanged": unchanged,
        "SpanKind": SpanKind,
        "signs": _SIGNS,
        "gap": gap,
    }
    return environment


_SCRIPT_HASH = base64.b64encode(hashlib.sha256(_source("comparison.js").encode()).digest()).decode()
_TEMPLATE = _make_template().get_template("comparison.html.jinja")
