"""What killed runs leave behind, and what old states leave behind, are taken away."""

import contextlib
from collections.abc import Iterable

from rowback.store.git import Git, GitError

PACKS_AT_MOST = 50


def sweep(git: Git) -> bool:
    """Remove what a killed run left behind; tells whether there was anything. Only called when a run was killed."""
    packs = git.common / "objects" / "pack"
    strays = [
        *packs.glob("tmp_*"),
        *(keep for keep in packs.glob("*.keep") if keep.read_bytes().strip() == b"fast-import"),
        *(git.common / "refs" / "rowback").glob("*.lock"),
        *git.common.glob("fast_import_crash_*"),
    ]
    for stray in strays:
        with contextlib.suppress(OSError):  # what cannot be removed harms nothing
            stray.unlink()
    return bool(strays)


def drop_loose(git: Git, objects: Iterable[str]) -> None:
    """Remove loose objects that nothing names any more: those of a state that was replaced.

    A quiet run every ten minutes would pile up gigabytes of them. A state has no parents, and its blobs are no
    articles, so nothing else can name them; what is packed stays until the next `git gc`.
    """
    for thing in objects:
        with contextlib.suppress(OSError):
            (git.common / "objects" / thing[:2] / thing[2:]).unlink()


def repack(git: Git) -> None:
    """Join small packs when there are many: each object is looked for in all of them."""
    if sum(1 for _ in (git.common / "objects" / "pack").glob("pack-*.pack")) > PACKS_AT_MOST:
        with contextlib.suppress(GitError):  # a convenience: the next run tries again
            git.run("repack", "--geometric=2", "-d", "--quiet")
