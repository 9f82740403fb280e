"""All that is stored -> one pack in which each file stands for what differs from a file like it.

Git looks for likeness among the 10 neighbours of an object, and has objects as neighbours whose paths end alike and
whose sizes are near: of a hundred sites, the `page.html` of a hundred templates. What is given to `git pack-objects` as
the path of an object decides, so a file is given one that brings together what an article was over the time, and the
articles of a site:

    1,000 revisions with pages of 100 kB, 5 sites         MB     CPU s
    git repack -f                                         8.8      3.5
    git repack -f --window=250                            2.9     16
    git repack -f, grouped                                2.9      1.1
"""

import os
import subprocess
from binascii import crc32
from pathlib import PurePosixPath
from typing import IO, cast

from rowback.store import layout, promised
from rowback.store.git import Git

_WINDOW, _DEPTH = "20", "50"
# Of the 26 bits that a path can decide by: which file, which site, which article.
_FILE_BITS, _SITE_BITS, _ARTICLE_BITS = 2, 10, 14


def packed(git: Git) -> bool:
    """Write such a pack beside the others, newer than these; tells whether it could, which is not needed."""
    if promised.is_partial(git):
        return False  # it would fetch all that it lacks
    folder = git.common / "objects" / "pack"
    options = ("--no-reuse-delta", "--delta-base-offset", "--non-empty", "--quiet")
    with (
        git.open("rev-list", "--objects", "--all", errors=subprocess.DEVNULL) as listing,
        git.open(
            "-c", "pack.packSizeLimit=0", "pack-objects", *options, f"--window={_WINDOW}", f"--depth={_DEPTH}",
            str(folder / "pack"), errors=subprocess.DEVNULL,
        ) as packing,
    ):  # fmt: skip
        put = cast(IO[bytes], packing.stdin)
        try:
            for line in cast(IO[bytes], listing.stdout):
                name, _, path = line.rstrip(b"\n").partition(b" ")
                put.write(b"%s %s\n" % (name, _hint(git, path)) if path else line)
            put.close()
            made = cast(IO[bytes], packing.stdout).read().decode().strip()
        except BrokenPipeError:
            made = ""
    if listing.returncode or packing.returncode or not made:
        return False
    # Of two packs that hold an object git reads the newer one.
    newest = max(pack.stat().st_mtime for pack in folder.glob("*.pack"))
    os.utime(folder / f"pack-{made}.pack", (newest + 1, newest + 1))
    return True


def _hint(git: Git, path: bytes) -> bytes:
    """What git is given for a path, so that it sorts by file, site and article."""
    place = PurePosixPath(os.fsdecode(path))
    if place.name not in layout.FILES or not str(place).startswith(git.prefix) or len(place.parts) < 4:
        return path
    file = layout.FILES.index(place.name)
    site, article = (crc32(part.encode()) for part in (place.parts[-4], place.parts[-2]))
    number = file << _SITE_BITS | site % (1 << _SITE_BITS)
    return _sorted_as(number << _ARTICLE_BITS | article % (1 << _ARTICLE_BITS))


def _sorted_as(number: int) -> bytes:
    """A name that git sorts by this number: of a name it adds up the characters, each worth four of the one before."""
    digits = (_FILE_BITS + _SITE_BITS + _ARTICLE_BITS) // 2
    return bytes(b"0123"[number >> 2 * k & 3] for k in range(digits))
