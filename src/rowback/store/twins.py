"""Watched addresses -> those that lead to the same article: noticed, and never made one by the program.

Two do when they hold the same text at the same time, or when they have the same headline and the page of one calls the
other, or the same third address, its own. A canonical address alone proves nothing: many sites state that of a section
or of their front page on every page.
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from rowback.errors import UsageError
from rowback.store import layout
from rowback.store.git import Git
from rowback.store.objects import Objects
from rowback.store.paths import Address

_Key = tuple[object, ...]


def twins(git: Git, objects: Objects, urls: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of addresses of the same article, in the order that they are watched in."""
    asked = tuple(urls)
    contents = objects.contents(f"HEAD:{git.prefix}{Address.of(url).folder}/{layout.FACTS}" for url in asked)
    first: dict[_Key, str] = {}
    groups: dict[str, list[str]] = {}
    for url, content in zip(asked, contents, strict=True):
        keys = _keys(url, _facts(content))
        known = next((first[key] for key in keys if key in first), url)
        groups.setdefault(known, []).append(url)
        for key in keys:
            first.setdefault(key, known)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _facts(content: bytes | None) -> dict[str, Any]:
    try:
        said = json.loads(content or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) and said.get("status") == "live" else {}


def other_names(git: Git, objects: Objects, urls: Iterable[str]) -> dict[str, str]:
    """By the id of the address that the page of a watched one calls its own, where that is another, the watched one."""
    asked = tuple(urls)
    contents = objects.contents(f"HEAD:{git.prefix}{Address.of(url).folder}/{layout.FACTS}" for url in asked)
    names = {_canonical(_facts(content)): url for url, content in zip(asked, contents, strict=True)}
    return {article: url for article, url in names.items() if article and article != Address.of(url).id}


def _keys(url: str, facts: dict[str, Any]) -> list[_Key]:
    """What two addresses of the same article have in common, at least one of them."""
    headline = facts.get("headline")
    if not isinstance(headline, str):
        return []
    ids = filter(None, (Address.of(url).id, _canonical(facts)))
    return [("text", facts.get("text_sha256")), *(("address", headline.casefold(), article) for article in ids)]


def _canonical(facts: dict[str, Any]) -> str | None:
    """Id of the address that a page calls its own, if that can be one of an article."""
    try:
        address = Address.of(str(facts.get("canonical_url")))
    except UsageError:
        return None
    return address.id if urlsplit(address.normalised).path != "/" or "?" in address.normalised else None
