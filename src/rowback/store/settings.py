"""The store's own two files: written by `init`, and recorded by the next run, so that a clone is a store too."""

import os
from pathlib import Path

from rowback.store import config
from rowback.store.git import Git, GitError

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
        config.replace_file(path, kept + "\n".join([*missing, ""]))


def pending(git: Git, prefix: str, base: str | None) -> dict[str, bytes]:
    """The two files, as far as they differ from what is recorded; they are staged, ready for being committed.

    One that the user has staged in another form is theirs to commit.
    """
    found: dict[str, bytes] = {}
    for path in (f"{prefix}{name}" for name in FILES):
        whole = git.top / path
        if whole.is_file() and not whole.is_symlink():
            content = whole.read_bytes()
            recorded = _id(git.run("ls-tree", base, "--", path)) if base else None
            staged = _id(git.run("ls-files", "--stage", "--", path), column=1)
            if git.object_id(content) != recorded and staged in (recorded, git.object_id(content)):
                found[path] = content
    if found:
        try:
            git.run("update-index", "--add", "-z", "--stdin", given=b"\0".join(map(os.fsencode, found)))
        except GitError:
            return {}  # a stranger's index.lock: they are recorded by the next run
    return found


def _id(row: bytes, *, column: int = 2) -> str | None:
    return row.split()[column].decode() if row else None
