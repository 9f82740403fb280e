"""Changing `rowback.toml`. The file is the user's: it is edited in place, comments and all."""

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from glob import escape
from pathlib import Path
from typing import Any, TypeVar

from rowback.errors import WRITABLE, StoreError, UsageError
from rowback.store.config import read
from rowback.store.lock import is_alive
from rowback.store.paths import Address

_T = TypeVar("_T")
_LISTS = {"watch": None, "forgotten": None, "moved": None}


def watch_also(path: Path, urls: Iterable[str], *, again: bool = False) -> tuple[str, ...]:
    """Add addresses to the list, and tell which ones are new in it.

    Args:
        again: also those that were forgotten, which are so no longer.

    Raises:
        UsageError: one is not an http(s) address, or was forgotten; nothing is written.
    """
    urls = tuple(urls)
    told = read(path)
    lifted = {Address.of(url).id: url for url in urls if Address.of(url).id in told.forgotten}
    if lifted and not again:
        raise UsageError(
            f"{next(iter(lifted.values()))} was forgotten on purpose", hint="to watch it anew all the same: add --again"
        )
    _lift(path, lifted)
    watched = {Address.of(url).id for url in told.watch}
    new = {Address.of(url).id: url for url in reversed(tuple(urls))}
    added = tuple(url for article, url in reversed(new.items()) if article not in watched)
    if added:
        replace_file(path, edited(_text(path), add=added))
    return added


def watch_no_more(path: Path, urls: Iterable[str]) -> tuple[str, ...]:
    """Take addresses off the list, and tell which ones were on it, as they were written there.

    Raises:
        UsageError: one is not an http(s) address; nothing is written.
    """
    unwanted = {Address.of(url).id for url in urls}
    removed = tuple(url for url in read(path).watch if Address.of(url).id in unwanted)
    if removed:
        replace_file(path, edited(_text(path), drop=removed))
    return removed


def forget(path: Path, articles: Iterable[str]) -> None:
    """Take articles off the list, and note their ids as forgotten."""
    unwanted = set(articles)

    def change(document: Any) -> None:
        for url in [url for url in document.get("watch", ()) if Address.of(url).id in unwanted]:
            document["watch"].remove(url)
        for new, old in list(document.get("moved", {}).items()):
            if unwanted & {Address.of(new).id, Address.of(old).id}:
                del document["moved"][new]
        known = document.get("forgotten", ())
        document["forgotten"] = _listed(sorted({*known, *unwanted}))

    _edit_document(path, change)


def move(path: Path, old: str, new: str) -> None:
    """Watch an article under another address, where the old one stood in the list, and note that the two are one."""
    ids = {Address.of(old).id, Address.of(new).id}

    def change(document: Any) -> None:
        watch = document.get("watch", [])
        places = [k for k, url in enumerate(watch) if Address.of(url).id in ids]
        for k in places[:0:-1]:
            del watch[k]
        if places:
            watch[places[0]] = new
        moved = document.setdefault("moved", {})
        for known in [known for known, before in moved.items() if Address.of(before).id == Address.of(new).id]:
            del moved[known]  # it came back: the address is no former one any more
        moved[new] = old

    _edit_document(path, change)


def edited(
    text: str,
    *,
    add: Iterable[str] = (),
    drop: Iterable[str] = (),
    forgotten: Iterable[str] | None = None,
    moved: Mapping[str, str] | None = None,
) -> str:
    """The text of a `rowback.toml` with some addresses more and some fewer in its list; its comments stay.

    Args:
        forgotten: ids of all articles that are to be forgotten; `None` leaves the list as it is.
        moved: all moves, in the same way.
    """
    import tomlkit  # 60 ms, and `check` never edits

    document = tomlkit.parse(text)
    if "watch" not in document:
        document["watch"] = tomlkit.array()
    listed: Any = document["watch"]
    for url in drop:
        listed.remove(url)
    if added := tuple(add):
        listed.add_line(*added)  # all in one go: 5,000 appends take 8 s
        listed.multiline(True)  # one a line again
    if forgotten is not None:
        document["forgotten"] = _listed(sorted(forgotten))
    if moved is not None:
        document["moved"] = dict(sorted(moved.items()))
    return tomlkit.dumps(document)


def joined(fork: str, ours: str, theirs: str) -> str:
    """One text of two that were both made of a third: whatever either added to a list or took off it counts.

    Of what else they say, and of comments, the side is kept that changed a setting, and theirs when both did.

    Raises:
        ValueError: one is not TOML.
    """
    before, mine, others = (tomllib.loads(text) for text in (fork, ours, theirs))
    changed = [{**side, **_LISTS} != {**before, **_LISTS} for side in (mine, others)]
    kept, other = (ours, mine), (theirs, others)
    if changed != [True, False]:
        kept, other = other, kept
    known, there, wanted = (_by_article(side) for side in (before, kept[1], other[1]))
    ids = [frozenset(side.get("forgotten", ())) for side in (before, mine, others)]
    moves = [frozenset(side.get("moved", {}).items()) for side in (before, mine, others)]
    forgotten, moved = _both(*ids), dict(_both(*moves))
    add = [url for article, url in wanted.items() if article not in {*known, *there, *forgotten}]
    stays = {article for article in there if article not in forgotten and (article not in known or article in wanted)}
    drop = [url for url in kept[1].get("watch", []) if Address.of(url).id not in stays]
    other_ids = None if forgotten == frozenset(kept[1].get("forgotten", ())) else forgotten
    other_moves = None if moved == kept[1].get("moved", {}) else moved
    if not (add or drop or other_ids is not None or other_moves is not None):
        return kept[0]
    return edited(kept[0], add=add, drop=drop, forgotten=other_ids, moved=other_moves)


def replace_file(path: Path, content: str) -> None:
    """Write a file so that it is never seen half written, also through a symbolic link.

    Raises:
        StoreError: it cannot be written; the old one is untouched.
    """
    path = path.resolve()
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        for begun in path.parent.glob(f".{escape(path.name)}.*"):
            if begun.suffix[1:].isdecimal() and not is_alive(int(begun.suffix[1:])):
                begun.unlink(missing_ok=True)  # of a process that was killed
        new.unlink(missing_ok=True)
        try:
            with new.open("x", encoding="utf-8", errors="surrogateescape", newline="") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                new.chmod(path.stat().st_mode & 0o7777)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}", hint=WRITABLE) from error


def _edit_document(path: Path, change: Callable[[Any], None]) -> None:
    import tomlkit  # 60 ms, and `check` never edits

    document = tomlkit.parse(_text(path))
    change(document)
    replace_file(path, tomlkit.dumps(document))


def _lift(path: Path, articles: Iterable[str]) -> None:
    """Take articles off the list of those that are forgotten; an old entry in `watch` would come before the new one."""
    unwanted = set(articles)

    def change(document: Any) -> None:
        document["forgotten"] = _listed([one for one in document["forgotten"] if one not in unwanted])

    if unwanted:
        _edit_document(path, change)


def _listed(values: Iterable[str]) -> Any:
    import tomlkit

    listed = tomlkit.array()
    listed.extend(values)
    return listed.multiline(True)


def _both(before: frozenset[_T], mine: frozenset[_T], others: frozenset[_T]) -> frozenset[_T]:
    """What is in a set that two sides have changed: what either put in, without what either took out."""
    return (mine | others) - (before - (mine & others))


def _by_article(told: dict[str, Any]) -> dict[str, str]:
    """What is watched; a list that was merged may name what was forgotten on the other side."""
    listed = {Address.of(url).id: url for url in reversed(told.get("watch", []))}
    return {article: url for article, url in listed.items() if article not in told.get("forgotten", ())}


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
