"""The commits -> those that no run made, and with `deep` those whose files are not what they say."""

import os
from collections.abc import Iterator

from rowback.store import layout, message
from rowback.store.doctor.findings import PLACE, About, Case, Finding
from rowback.store.paths import Address

SHOWN = 20
"""Findings of a kind, at most: a history that was converted by a script has one for each commit."""


def look(case: Case) -> Iterator[Finding]:
    """Commits that touched articles."""
    if case.tip is None:
        return
    odd = 0
    for commit, text in _commits(case):
        for finding in _one(case, commit, text):
            odd += 1
            if odd <= SHOWN:
                yield finding
    if odd > SHOWN:
        advice = "rowback doctor shows the first ones"
        yield Finding(About.COMMIT, "the history", f"has {odd - SHOWN} more such commits", advice)


def _commits(case: Case) -> Iterator[tuple[str, str]]:
    """Id and message of each commit that touched the store, without merges."""
    said = case.git.run(
        "log", "-z", "--full-history", "--no-merges", "--no-color", "--no-ext-diff", "--no-textconv",
        "--encoding=UTF-8", "--format=%H%n%B", "HEAD", "--", case.git.prefix or ".",
    )  # fmt: skip
    for entry in said.split(b"\0"):
        commit, _, text = os.fsdecode(entry).partition("\n")
        if commit:
            yield commit, text


def _one(case: Case, commit: str, text: str) -> Iterator[Finding]:
    if text.startswith("rowback: "):
        return  # settings, and the like
    revision = message.read(text, commit=commit)
    if revision is None:
        changed = (path for path in _touched(case, commit) if not _is_recorded_too(case, commit, path))
        if touched := next(changed, None):
            says = f"changed {touched} and is no revision: made by hand?"
            yield Finding(About.COMMIT, commit[:12], says, f"if it was not meant: git revert {commit[:12]}")
        return
    said, address = message.trailers_of(text), Address.of(revision.url)
    if said.get("Article-Id") != address.id:
        says = f"names another article id than that of {address.normalised}"
        yield Finding(About.COMMIT, commit[:12], says, f"see who made it: git show {commit[:12]}")
    if case.deep:
        yield from _files(case, commit, f"{case.git.prefix}{address.folder}", said)


def _touched(case: Case, commit: str) -> Iterator[str]:
    """The files of articles that a commit changed."""
    listed = case.git.run(
        "diff-tree", "-r", "-z", "--root", "--no-commit-id", "--name-only", "--no-renames", commit, "--",
        case.git.prefix or ".",
    )  # fmt: skip
    paths = (os.fsdecode(path)[len(case.git.prefix) :] for path in listed.split(b"\0") if path)
    return (path for path in paths if (p := PLACE.fullmatch(path)) and p["name"] in layout.FILES)


def _is_recorded_too(case: Case, commit: str, path: str) -> bool:
    """A run did the same to the file: a `git commit -a` after it was cut off commits that once more."""
    whole = f"{case.git.prefix}{path}"
    blob = case.objects.id(f"{commit}:{whole}")
    # The revision that took a file away is the one that moved the article.
    same = ("--grep=^Article-Id: ", f"--find-object={blob}") if blob else ("--grep=^Moved-From: ", "--diff-filter=D")
    beside = ("HEAD", f"^{commit}", "--", whole)  # what came before it, a commit may have put back by hand
    found = case.git.line("log", "-1", "--full-history", "--no-merges", "--format=%H", *same, *beside)
    return bool(found)


def _files(case: Case, commit: str, folder: str, said: dict[str, str]) -> Iterator[Finding]:
    """The text and the page of a revision against the hashes in its trailers."""
    for name, trailer in ((layout.TEXT, "Text-SHA256"), (layout.PAGE, "Page-SHA256")):
        if case.partial and name == layout.PAGE:
            continue  # reading it would fetch it
        content = case.objects.read(f"{commit}:{folder}/{name}")
        if content is None and name == layout.TEXT:
            says = f"holds no {folder}/{name}"
            yield Finding(About.COMMIT, commit[:12], says, "take the objects from another clone: git fetch")
        elif content is not None and layout.sha256(content) != said.get(trailer):
            says = f"holds another {name} than it says"
            yield Finding(About.HASH, commit[:12], says, f"see who made it: git show {commit[:12]}")
