"""Two revisions far apart -> the comparisons between them, one by one; and what was last read, on this machine."""

import re
from itertools import pairwise

from rowback.errors import WRITABLE, StoreError
from rowback.model import Comparison, Revision
from rowback.store import Store
from rowback.track.chains import put
from rowback.track.history import compare_revisions

FOLDER = "read"


def steps(store: Store, before: Revision, after: Revision) -> tuple[Comparison, ...]:
    """Every step from one revision to another, in that order; going back in time, each step is turned round.

    A step may have no changes: the page went, or came back as it had been.
    """
    oldest_first = store.history(after.url)[::-1]
    places = {revision.id: k for k, revision in enumerate(oldest_first)}
    start, end = places[before.id], places[after.id]
    passed = oldest_first[start : end + 1] if start <= end else oldest_first[end : start + 1][::-1]
    return tuple(compare_revisions(store, *pair) for pair in pairwise(passed))


def last_read(store: Store, url: str) -> str | None:
    """The id of the revision that was last read on this machine, or `None`; the store may have lost it since."""
    try:
        written = store.local(FOLDER, url).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return written if re.fullmatch(r"[0-9a-f]{40,64}", written) else None


def unread(store: Store, revisions: tuple[Revision, ...]) -> tuple[Revision, Revision] | None:
    """What was last read and the newest revision, or `None` when they are the same.

    An article that was never read here, or whose last read revision the store has lost, begins with its first one.
    """
    read = last_read(store, revisions[0].url)
    begin = next((revision for revision in revisions if read in (revision.id, *revision.also)), revisions[-1])
    return None if begin is revisions[0] and (read or len(revisions) == 1) else (begin, revisions[0])


def mark_read(store: Store, url: str, revision: str) -> None:
    """Remember on this machine that an article was read as of a revision.

    Raises:
        StoreError: git's folder cannot be written.
    """
    path = store.local(FOLDER, url)
    try:
        put(path, revision.encode("ascii") + b"\n")
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}", hint=WRITABLE) from error
