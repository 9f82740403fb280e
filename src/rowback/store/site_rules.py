"""The `[site."example.org"]` sections of `rowback.toml` -> rules, and which of them an address has."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rowback.errors import StoreError

if TYPE_CHECKING:
    from rowback.model import SiteRules

LISTS, TEXTS = ("keep", "drop"), ("headline", "byline", "published")
EXAMPLE = 'write for example drop = [".teaser"] or headline = "h1"'


def read(path: Path, sections: object) -> "dict[str, SiteRules]":
    """The rules by host.

    Raises:
        StoreError: they say what we do not know, or what is no selector; the place is named.
    """
    if not isinstance(sections, dict) or not all(isinstance(section, dict) for section in sections.values()):
        raise StoreError(f"{path}: site is not a section for each host", hint='write [site."example.org"]')
    return {host.lower().removeprefix("www."): _rules(path, host, told) for host, told in sections.items()}


def rules_of(sites: "Mapping[str, SiteRules]", url: str) -> "SiteRules | None":
    """Those of the host, or of the nearest domain above it; `news.example.org` has those of `example.org` too."""
    parts = urlsplit(url)
    labels = (parts.hostname or "").split(".")
    names = (parts.netloc.lower(), *(".".join(labels[k:]) for k in range(len(labels))))
    return next((sites[name] for name in names if name in sites), None)


def check_selector(selector: str) -> str | None:
    """What is wrong with a selector; `None` when it is one."""
    from cssselect import HTMLTranslator, SelectorError  # most stores have no rules

    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        return str(error)
    return None


def _rules(path: Path, host: str, told: dict[str, Any]) -> "SiteRules":
    from rowback.model import SiteRules  # most stores have none

    place = f'{path}: [site."{host}"]'
    for name, value in told.items():
        if name not in (*LISTS, *TEXTS):
            raise StoreError(
                f"{place} {name} is not a setting", hint=f"the settings are: {', '.join((*LISTS, *TEXTS))}"
            )
        if name in LISTS and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise StoreError(f"{place} {name} is not a list of selectors", hint=EXAMPLE)
        if name in TEXTS and not isinstance(value, str):
            raise StoreError(f"{place} {name} is not a selector", hint=EXAMPLE)
        for selector in value if name in LISTS else [value]:
            if wrong := check_selector(selector):
                raise StoreError(f"{place} {name}: {selector!r} is not a CSS selector: {wrong}", hint=EXAMPLE)
    lists = {name: tuple(told.get(name, ())) for name in LISTS}
    return SiteRules(lists["keep"], lists["drop"], *(told.get(name) for name in TEXTS))
