"""What killed runs leave behind, and what old states leave behind, are taken away."""

import contextlib
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

from rowback.store import grouping
from rowback.store.git import Git, GitError
from rowback.store.lock import is_alive

PACKS_AT_MOST = 50
_PARTS = (".idx", ".rev", ".mtimes", ".bitmap")
"""What git writes only after the pack itself."""


def sweep(git: Git) -> bool:
    """Remove what a killed run left behind; tells whether there was anything. Only called when a run was killed."""
    packs = git.common / "objects" / "pack"
    strays = [
        *packs.glob("tmp_*"),
        *(part for part in packs.glob(".tmp-*-pack-*") if _is_left(part)),
        *(part for part in packs.glob("pack-*") if part.suffix in _PARTS and not part.with_suffix(".pack").exists()),
        *(keep for keep in packs.glob("*.keep") if _is_of_fast_import(keep)),
        *(git.common / "refs" / "rowback").glob("*.lock"),
        *git.common.glob("fast_import_crash_*"),
    ]
    for stray in strays:
        with contextlib.suppress(OSError):  # what cannot be removed harms nothing
            stray.unlink()
    return bool(strays)


def _is_of_fast_import(keep: Path) -> bool:
    """On a full disk it is left empty, and in the way of the same pack when there is room again."""
    said = keep.read_bytes().strip()
    return said == b"fast-import" or not (said or keep.with_suffix(".pack").exists())


def _is_left(part: Path) -> bool:
    """The git that began a pack, and whose number its name tells, has ended."""
    process = part.name.split("-")[1]
    return process.isdecimal() and not is_alive(int(process))


def drop_loose(git: Git, objects: Iterable[str]) -> None:
    """Remove loose objects that nothing names any more: those of a state that was replaced.

    A quiet run every ten minutes would pile up gigabytes of them. A state has no parents, and its blobs are no
    articles, so nothing else can name them; what came here in a pack stays until `rowback gc`.
    """
    for thing in objects:
        with contextlib.suppress(OSError):
            (git.common / "objects" / thing[:2] / thing[2:]).unlink()


def repack(git: Git) -> None:
    """Join the smallest packs when there are many: each object is looked for in all of them.

    Only packs: `git repack --geometric` would take the loose state in as well, where it stays when it is replaced.
    """
    folder = git.common / "objects" / "pack"
    if (folder / "multi-pack-index").exists():
        return  # the user's `git maintenance` looks after them
    sizes = {pack: pack.stat().st_size for pack in folder.glob("pack-*.pack") if not _is_kept(pack)}
    packs = sorted(sizes, key=lambda pack: sizes[pack])
    if len(packs) <= PACKS_AT_MOST:
        return
    small = _first_steps([sizes[pack] for pack in packs])
    names = "".join(f"{pack.name}\n" for pack in packs[:small]).encode()
    with contextlib.suppress(GitError, OSError):  # a convenience: the next run tries again
        joined = git.line(
            "pack-objects", "--stdin-packs", "--delta-base-offset", "--quiet", str(folder / "pack"), given=names
        )
        for pack in packs[:small]:
            if pack.stem != f"pack-{joined}":
                remove_pack(pack)


def remove_pack(pack: Path) -> None:
    """Remove a pack with all that belongs to it.

    Cut off in between, what belongs to no pack is not looked at. A pack without its index would be in the way of every
    later `git repack --cruft`.
    """
    for part in (pack, *pack.parent.glob(f"{pack.stem}.*")):
        part.unlink(missing_ok=True)


def pack(git: Git) -> tuple[int, int]:
    """Pack everything anew and as small as it gets; tells the bytes of all objects before and after.

    What nothing names any more goes as with `git gc`: when it is two weeks old, since it may be the user's.
    """
    before = _size(git.common / "objects")
    if grouping.packed(git):  # in the pack of all that follows, what is packed well already stays as it is
        git.run("repack", "-A", "-d", "--quiet", "--unpack-unreachable=2.weeks.ago")
    else:
        git.run("repack", "-A", "-d", "-f", "--quiet", "--unpack-unreachable=2.weeks.ago")
    git.run("prune", "--expire=2.weeks.ago")
    # `git log -- path`, which people use without rowback, then takes an eighth of the time.
    git.run("commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")
    return before, _size(git.common / "objects")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _is_kept(pack: Path) -> bool:
    """Somebody asked git to leave it alone, or its missing objects are promised by another repository."""
    return any(pack.with_suffix(suffix).exists() for suffix in (".keep", ".promisor"))


def _first_steps(sizes: list[int]) -> int:
    """How many of the packs, smallest first, to join, so that each one left is more than twice what is before it."""
    sums = [0, *accumulate(sizes)]
    return max(k for k, size in enumerate(sizes, 1) if k == 2 or size <= 2 * sums[k - 1])
