"""Templates -> pages: no network, no script needed, page text escaped, what it hides made visible.

Page text goes through the template's escaping only; what it hides is shown by `visible`, for every value without
exception (`finalize`). A script is known to the policy by its hash, so nothing else can run.
"""

import base64
import hashlib
import json
import re
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from rowback.model import SpanKind
from rowback.rendering._rows import gap, joined
from rowback.rendering._spans import row_spans
from rowback.rendering._words import fact, observed, plural, site, stated, unchanged
from rowback.text import visible

SIGNS = {"edited": "~", "added": "+", "removed": "−", "moved": "↕", "split": "<", "merged": ">"}

_ASSETS = resources.files("rowback.rendering") / "assets"
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_CODE_POINT = re.compile(r"⟨(U\+[0-9A-F]{4,6})⟩")


def page(template: str, **values: object) -> str:
    """A template filled in; it begins with the doctype, since its macros leave empty lines at the top."""
    return f"{_environment().get_template(template).render(values).strip()}\n"


def language_of(*stated_languages: str | None) -> str:
    """The first language that is one: the page chose this text as well."""
    return next((stated for stated in stated_languages if stated and _LANGUAGE.fullmatch(stated)), "und")


def direction_of(language: str) -> str:
    """The direction in which a language is written."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def shown(text: str) -> Markup:
    """Escaped text in which what was invisible stands in a box, which text alone cannot draw."""
    return Markup(_CODE_POINT.sub(r'<span class="code">\1</span>', str(escape(visible(text)))))  # noqa: S704  escaped


def script_data(value: object) -> Markup:
    """JSON for a script element: no text in it can end the element."""
    written = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return Markup(written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def _lines(text: str) -> Markup:
    """Escaped text that keeps its line breaks."""
    return Markup("\n").join(visible(line) for line in text.split("\n"))


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _source(*names: str) -> Markup:
    """Style sheets or scripts, ours and therefore not escaped."""
    return Markup("\n".join(_asset(name).strip() for name in names))  # noqa: S704  files of this package


def _script_hash(*names: str) -> str:
    """What names a script in a page's policy."""
    return base64.b64encode(hashlib.sha256(_source(*names).encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else visible(str(value)),
    )
    environment.filters |= {
        "shown": shown,
        "fact": fact,
        "plural": plural,
        "observed": observed,
        "stated": stated,
        "lines": _lines,
        "data": script_data,
        "host": site,
        "spans": row_spans,
        "joined": joined,
    }
    environment.globals |= {
        "source": _source,
        "script_hash": _script_hash,
        "unchanged": unchanged,
        "SpanKind": SpanKind,
        "signs": SIGNS,
        "gap": gap,
    }
    return environment
