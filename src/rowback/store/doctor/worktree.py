"""The folder on the disk -> what differs from the tip, and what does not belong there.

Files are read and hashed by us and never handed to `git status`, which would run the filters that a hostile
repository names for them.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from rowback.store import layout
from rowback.store.doctor.findings import PLACE, About, Case, Finding

_UNFINISHED = re.compile(r"\.(rowback\.toml|\.gitattributes)\.\d+")


def look(case: Case) -> Iterator[Finding]:
    """Files that differ from the tip, symbolic links, and strays."""
    yield from _unfinished(case)
    left_out = _left_out(case)
    linked: set[Path] = set()
    for entry in case.entries:
        place = PLACE.fullmatch(entry.path)
        if place is None or place["name"] not in layout.FILES or entry.path in left_out:
            continue
        link = _link_on_the_way(case.root, entry.path)
        if link is None:
            yield from _compared(case, entry.path, entry.id)
        elif link not in linked:
            linked.add(link)
            advice = "remove it and take the files back: git checkout -- ."
            yield Finding(About.WORK_TREE, _told(case, link), "is a symbolic link, and leads elsewhere", advice)
    yield from _strays(case)


def _compared(case: Case, path: str, recorded: str) -> Iterator[Finding]:
    file = case.root / path
    advice = f"take it back if it is not your own work: git checkout -- {path}"
    if not file.is_file():
        yield Finding(About.WORK_TREE, path, "is not there, and is recorded", advice)
    elif case.git.object_id(file.read_bytes()) != recorded:
        yield Finding(About.WORK_TREE, path, "differs from what is recorded", advice)


def _link_on_the_way(root: Path, path: str) -> Path | None:
    """The first part of a path that is a symbolic link."""
    there = root
    for part in path.split("/"):
        there /= part
        if there.is_symlink():
            return there
    return None


def _left_out(case: Case) -> frozenset[str]:
    """What a sparse checkout leaves out of the work tree."""
    rows = case.git.run("ls-files", "-t", "-z", "--", case.git.prefix or ".").split(b"\0")
    start = 2 + len(case.git.prefix)
    return frozenset(os.fsdecode(row)[start:] for row in rows if row.startswith(b"S "))


def _strays(case: Case) -> Iterator[Finding]:
    """Files in the folders of articles that are in no commit, such as those of an editor or a sync program."""
    known = {entry.path for entry in case.entries}
    folders = {place["folder"] for place in map(PLACE.fullmatch, known) if place}
    for folder in sorted(folders):
        if _link_on_the_way(case.root, folder) is None and (case.root / folder).is_dir():
            for item in sorted((case.root / folder).iterdir()):
                path = f"{folder}/{item.name}"
                if path not in known and item.name not in layout.FILES:
                    yield Finding(About.WORK_TREE, path, "is no file of rowback's", "move it elsewhere")


def _unfinished(case: Case) -> Iterator[Finding]:
    """What a process left behind that was killed while it wrote a file of settings."""
    for item in case.root.glob(".*"):
        if _UNFINISHED.fullmatch(item.name) and item.is_file() and not item.is_symlink():
            yield Finding(
                About.LEFTOVER, item.name, "was left half written by a killed process", "delete it", mend=item.unlink
            )


def _told(case: Case, path: Path) -> str:
    return str(path.relative_to(case.root))
