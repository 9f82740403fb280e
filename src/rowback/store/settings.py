"""The store's own two files: written by `init`, and recorded by the next run, so that a clone is a store too."""

import os
from collections.abc import Iterable
from pathlib import Path

from rowback.store import config, editing
from rowback.store.git import Git, GitError
from rowback.store.objects import Objects

ATTRIBUTES = ".gitattributes"
FILES = (config.NAME, ATTRIBUTES)

# By name, so that nothing else in the repository is touched when the store is its top folder. No conversion of line
# ends or by a filter: what was recorded is what is read. Pages are not shown in diffs; the text is.
RULES = (
    "rowback.toml -filter -working-tree-encoding",
    ".gitattributes -filter -working-tree-encoding",
    "page.html -text -filter -ident -working-tree-encoding -diff",
    "article.txt -text -filter -ident -working-tree-encoding",
    "article.json -text -filter -ident -working-tree-encoding",
)


def write_rules(folder: Path) -> None:
    """Add what is missing to `.gitattributes`; what stands there stays."""
    path = folder / ATTRIBUTES
    there = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    missing = [rule for rule in RULES if rule not in there.splitlines()]
    if missing:
        kept = there if not there or there.endswith("\n") else there + "\n"
        editing.replace_file(path, kept + "\n".join([*missing, ""]))


def pending(git: Git, objects: Objects, base: str | None) -> dict[str, bytes]:
    """The two files, as far as they differ from what is recorded; they are staged, ready for being committed.

    One that the user has staged in another form is theirs to commit.
    """
    if git.bare:
        return {}  # they are committed as they are edited
    paths = [f"{git.prefix}{name}" for name in FILES]
    there = {path: (git.top / path).read_bytes() for path in paths if _is_plain_file(git.top / path)}
    recorded = dict(zip(paths, objects.ids(f"{base}:{path}" for path in paths), strict=True)) if base else {}
    changed = {path: content for path, content in there.items() if git.object_id(content) != recorded.get(path)}
    if changed:
        staged = _staged(git, changed)
        ours = {
            path: content
            for path, content in changed.items()
            if staged.get(path) in (recorded.get(path), git.object_id(content))
        }
        try:
            git.run(
                *git.unfiltered(), "update-index", "--add", "-z", "--stdin", given=b"\0".join(map(os.fsencode, ours))
            )
        except GitError:
            return {}  # a stranger's index.lock: they are recorded by the next run
        return ours
    return {}


def _is_plain_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _staged(git: Git, paths: Iterable[str]) -> dict[str, str]:
    """By path the object id in the index."""
    rows = git.run("ls-files", "--stage", "-z", "--", *paths).split(b"\0")
    heads = (row.partition(b"\t") for row in rows if row)
    return {os.fsdecode(path): head.split()[1].decode() for head, _, path in heads}
