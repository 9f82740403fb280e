"""Captures as people keep them, in files -> captures to import, and what cannot be read of them, in words.

    JSON lines      {"url": "https://…", "time": "2026-11-02T08:00:00Z", "page": "<!doctype html>…"}
                    {"url": "https://…", "time": "20261102080000", "file": "pages/7.html", "content_type": "text/html"}
    a folder        captures.jsonl with such lines; or, for one address, 20261102080000.html, 2026-11-03T08:00Z.html

Pages are read when their turn comes: here only their places are noted.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from rowback.errors import RowbackError, UsageError
from rowback.model import Page
from rowback.track.importing import Capture

MANIFEST = "captures.jsonl"
# As archives write it, in UTC.
STAMP = re.compile(r"\d{14}")
BODIES = ("page", "page_base64", "file")

Flaw = Callable[[str], None]
"""Told of what cannot be read, in words that name its place."""


def from_lines(lines: BinaryIO, folder: Path, *, flaw: Flaw) -> Iterator[Capture]:
    """The captures of a JSONL file.

    Args:
        lines: a file that can be sought in, open until the captures are imported.
        folder: that `file` is relative to; nothing outside it is read.
    """
    number, start = 0, 0
    while line := lines.readline():
        number += 1
        place = f"line {number}"
        if line.strip():
            try:
                yield _capture(_said(line), place, partial(_said_at, lines, start), folder)
            except (ValueError, RowbackError) as error:
                flaw(f"{place}: {_in_words(error)}")
        start += len(line)


def from_folder(folder: Path, url: str, *, flaw: Flaw) -> Iterator[Capture]:
    """The captures of one address: the HTML files of a folder, each named by its time."""
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in (".html", ".htm")):
        try:
            moment = when(path.stem)
            yield Capture(url, moment, partial(_page_of, path, url, moment), path.name)
        except ValueError as error:
            flaw(f"{path.name}: {error}")


def when(text: str) -> datetime:
    """A time: ISO 8601 with a zone, or 14 digits in UTC.

    Raises:
        ValueError: it is none.
    """
    try:
        if STAMP.fullmatch(text):
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):  # the first and last days there are may have no like in UTC
        raise ValueError(f"{text!r} is no time, such as 2026-11-02T08:00:00Z or 20261102080000") from None
    raise ValueError(f"the time {text!r} has no zone, such as Z or +01:00")


# ---------------------------------------------------------------- one line
def _capture(said: dict[str, object], place: str, again: Callable[[], dict[str, object]], folder: Path) -> Capture:
    """What a line says of a capture; the line itself is read `again` when the page is wanted."""
    url, time = said.get("url"), said.get("time")
    if not isinstance(url, str) or not isinstance(time, str):
        raise UsageError('"url" and "time" are needed, as text')
    if sum(name in said for name in BODIES) != 1:
        raise UsageError(f"one of {', '.join(BODIES)} is needed")
    moment = when(time)
    return Capture(url, moment, lambda: _page(again(), url, moment, folder), place)


def _said(line: bytes) -> dict[str, object]:
    try:
        said = json.loads(line)
    except RecursionError:
        raise UsageError("not JSON: it is nested too deeply") from None
    if not isinstance(said, dict):
        raise UsageError("not a JSON object")
    return said


def _said_at(lines: BinaryIO, start: int) -> dict[str, object]:
    lines.seek(start)
    return _said(lines.readline())


def _page(said: dict[str, object], url: str, moment: datetime, folder: Path) -> Page:
    stated = said.get("content_type")
    content_type = stated if isinstance(stated, str) else None
    final_url = said.get("final_url")
    if "page" in said:  # decoded already, whatever charset it or its header declares
        body, content_type = _text(said["page"]).encode("utf-8", "replace"), "text/html; charset=utf-8"
    elif "file" in said:
        body = _read(_inside(folder, _text(said["file"])))
    else:
        body = _decoded(_text(said["page_base64"]))
    return Page(url, final_url if isinstance(final_url, str) else url, 200, moment, body, content_type)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UsageError("the page is not given as text")
    return value


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise UsageError(f"page_base64: {error}") from error


def _inside(folder: Path, name: str) -> Path:
    """A list of captures may come from anywhere: what it names outside its folder is not for a store to keep."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UsageError(f"{name} leads out of the folder")
    return path


def _page_of(path: Path, url: str, moment: datetime) -> Page:
    return Page(url, url, 200, moment, _read(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # a name may hold a NUL
        raise UsageError(f"{path.name} cannot be read: {getattr(error, 'strerror', error)}") from error


def _in_words(error: Exception) -> str:
    return f"not JSON: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)
