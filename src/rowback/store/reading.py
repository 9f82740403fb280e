"""The store -> recorded articles and histories. Read from git's objects, never from the work tree."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rowback.errors import PageNotKeptError, StoreError
from rowback.model import Revision, RevisionKind
from rowback.store import layout, message
from rowback.store.git import Git
from rowback.store.layout import Recorded
from rowback.store.objects import Objects
from rowback.store.paths import Address


def recorded(
    git: Git, objects: Objects, urls: Iterable[str], *, tip: str = "HEAD"
) -> Iterator[tuple[str, bytes, Recorded]]:
    """What a commit holds of each address, and its `article.json`; those it holds nothing of are left out."""
    asked = tuple(urls)
    places = [f"{git.prefix}{Address.of(url).folder}" for url in asked]
    contents = objects.contents(f"{tip}:{place}/{name}" for place in places for name in (layout.TEXT, layout.FACTS))
    for url, place, text, facts in zip(asked, places, contents, contents, strict=False):
        if text is not None and facts is not None:
            yield url, facts, layout.read(text, facts, place=place)


def article_ids(git: Git, objects: Objects, urls: Iterable[str], *, tip: str = "HEAD") -> dict[str, str | None]:
    """By article id the object id of its `article.json`, `None` where nothing is recorded."""
    asked = {Address.of(url).id: Address.of(url).folder for url in urls}
    names = (f"{tip}:{git.prefix}{folder}/{layout.FACTS}" for folder in asked.values())
    return dict(zip(asked, objects.ids(names), strict=True))


def history(git: Git, url: str, *, everything: bool) -> tuple[Revision, ...]:
    """All revisions of an address, newest first by the time they were observed, whatever the order of commits.

    Without `--full-history` git follows one side of a merge only, and the revisions of the other would be missing.
    """
    article = Address.of(url)
    said = git.run(
        "log", "-z", "--full-history", "--no-merges", "--no-color", "--no-ext-diff", "--no-show-signature",
        "--encoding=UTF-8", "--format=%H%n%B", "HEAD", "--", f"{git.prefix}{article.folder}",
    )  # fmt: skip
    commits = (os.fsdecode(entry).partition("\n") for entry in said.split(b"\0") if entry)
    read = (message.read(text, commit=commit) for commit, _, text in commits)
    revisions = (revision for revision in read if revision and _is_of(revision, article))
    wanted = (r for r in revisions if everything or r.kind is not RevisionKind.REEXTRACTED)
    return tuple(sorted(wanted, key=lambda revision: revision.observed_at, reverse=True))


def at(git: Git, objects: Objects, revision: Revision) -> Recorded:
    """The article as of a revision."""
    for _, _, found in recorded(git, objects, [revision.url], tip=revision.id):
        return replace(found, revision=revision.id)
    raise StoreError(f"revision {revision.id[:12]} does not hold {revision.url}")


def page(git: Git, objects: Objects, url: str, commit: str) -> bytes:
    """The page as served, as of a commit."""
    body = objects.read(f"{commit}:{git.prefix}{Address.of(url).folder}/{layout.PAGE}")
    if body is None:
        raise PageNotKeptError(
            f"the page of {url} was not kept", hint='with `pages = "none"` in rowback.toml only the text is'
        )
    return body


def _is_of(revision: Revision, article: Address) -> bool:
    return Address.of(revision.url).id == article.id


def all_urls(git: Git, objects: Objects) -> tuple[str, ...]:
    """The addresses of all recorded articles, out of the articles themselves: slower than asking the state."""
    if objects.id("HEAD") is None:
        return ()
    listed = git.run("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", git.prefix or ".").split(b"\0")
    facts = (os.fsdecode(path) for path in listed if path.endswith(b"/" + layout.FACTS.encode()))
    return tuple(json.loads(found)["url"] for found in objects.contents(f"HEAD:{path}" for path in facts) if found)
