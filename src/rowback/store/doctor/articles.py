"""The tip's files -> what is not as the program writes it."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rowback.errors import UsageError
from rowback.store import layout
from rowback.store.doctor.findings import PLACE, About, Case, Entry, Finding
from rowback.store.paths import Address

FILE = "100644"
LAST_GOOD = "`git log -- {}` shows its last good state"

Files = Mapping[str, Entry]


def look(case: Case) -> Iterator[Finding]:
    """Layout and hashes of each article, and strangers among them."""
    folders: dict[str, dict[str, Entry]] = defaultdict(dict)
    others: list[Entry] = []
    for entry in case.entries:
        place = PLACE.fullmatch(entry.path)
        if place and place["name"] in layout.FILES:
            folders[place["folder"]][place["name"]] = entry
        else:
            others.append(entry)
    yield from _strangers(others, {folder.partition("/")[0] for folder in folders})
    yield from _mixed_up(case.entries)
    yield from _not_plain(entry for files in folders.values() for entry in files.values())
    for folder, files in folders.items():
        yield from _article(case, folder, files)


def _strangers(entries: Iterable[Entry], hosts: set[str]) -> Iterator[Finding]:
    for entry in entries:
        if entry.path.partition("/")[0] in hosts and "/" in entry.path:
            advice = "move it elsewhere: git mv, or git rm"
            yield Finding(About.LAYOUT, entry.path, "is no file of an article, and stands among them", advice)


def _mixed_up(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Names that are one on a file system which folds case or normalises Unicode, as on macOS and Windows."""
    same: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        parts = entry.path.split("/")
        for end in range(1, len(parts) + 1):
            path = "/".join(parts[:end])
            same[unicodedata.normalize("NFC", path).casefold()].add(path)
    for paths in same.values():
        if len(paths) > 1:
            says = f"is one with {', '.join(sorted(paths)[1:])} where case or Unicode forms do not count"
            yield Finding(About.NAME, min(paths), says, "rename one: git mv")


def _not_plain(entries: Iterable[Entry]) -> Iterator[Finding]:
    kinds = {"120000": "a symbolic link", "160000": "a submodule", "100755": "an executable file"}
    for entry in entries:
        if entry.mode != FILE:
            says = f"is {kinds.get(entry.mode, entry.mode)}, where a plain file belongs"
            yield Finding(About.LAYOUT, entry.path, says, LAST_GOOD.format(entry.path))


def _article(case: Case, folder: str, files: Files) -> Iterator[Finding]:
    absent = [name for name in (layout.TEXT, layout.FACTS) if name not in files]
    for name in absent:
        path = f"{folder}/{name}"
        yield Finding(About.LAYOUT, path, "is missing", f"git restore --source COMMIT {path}; {LAST_GOOD.format(path)}")
    unread = [entry for entry in files.values() if entry.id in case.missing]
    if absent or any(entry.mode != FILE for entry in files.values()):
        return
    if any(entry.path.endswith((layout.TEXT, layout.FACTS)) for entry in unread):
        return  # told of once, for all of them
    text, facts = case.objects.contents((files[layout.TEXT].id, files[layout.FACTS].id))
    said = _facts(facts or b"")
    path = f"{folder}/{layout.FACTS}"
    if said is None or not _is_readable(text or b"", facts or b"", path):
        yield Finding(About.LAYOUT, path, "cannot be read", LAST_GOOD.format(path))
        return
    yield from _belongs(folder, path, str(said["url"]))
    if said.get("text_sha256") != layout.sha256(text or b""):
        path = f"{folder}/{layout.TEXT}"
        yield Finding(About.HASH, path, "is not the text that article.json tells of", LAST_GOOD.format(path))
    page = files.get(layout.PAGE)
    if page and page not in unread and said["page"]["sha256"] != layout.sha256(case.objects.read(page.id) or b""):
        yield Finding(About.HASH, page.path, "is not the page that article.json tells of", LAST_GOOD.format(page.path))


def _facts(content: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(content)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _is_readable(text: bytes, facts: bytes, place: str) -> bool:
    from rowback.errors import StoreError

    try:
        layout.read(text, facts, place=place)
    except StoreError:
        return False
    return True


def _belongs(folder: str, path: str, url: str) -> Iterator[Finding]:
    try:
        right = Address.of(url).folder
    except UsageError:
        right = ""
    if right != folder:
        says = f"is of {re.sub(r'[^!-~]', '?', url)}, whose folder is {right or 'none'}"
        yield Finding(About.LAYOUT, path, says, f"git mv the folder there, or see who moved it: git log -- {folder}")
