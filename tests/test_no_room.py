"""The disk is full, or read-only, at each thing that is written: an error of one line, nothing half there."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rowback.cli.exits import Exit
from tests.killing import engine
from tests.soak import version
from tests.support import Newsroom, NewsSite, Result, fsck, git

COMMANDS = ("add", "check", "import", "reextract")
# From nothing to what all of a command's files need: somewhere in between, each of them is the one without room.
ROOM_KB = (0, 4, 8, 12, 16, 20, 24, 28, 36)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 4 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small file system takes root")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def newsroom(disk: Path, site: NewsSite) -> Newsroom:
    """A store on it with a story that has changed since it was checked, and a capture of it to import."""
    newsroom = Newsroom(disk, site)
    address = newsroom.watch("/wall", version(40))
    with engine(1):
        newsroom.must("reextract")
    newsroom.site.publish("/wall", version(60))
    capture = {"url": address, "time": "2020-01-01T00:00:00Z", "page": version(20)}
    (newsroom.store.parent / "captures.jsonl").write_text(json.dumps(capture), encoding="utf-8")
    return newsroom


def call(newsroom: Newsroom, command: str) -> Result:
    more = {"add": "https://gull.example/ferry", "import": str(newsroom.store.parent / "captures.jsonl")}
    return newsroom(command, *([more[command]] if command in more else []))


def refused(done: Result) -> None:
    error, *hint = [line for line in done.err.splitlines() if "cut off" not in line][-2:]
    assert done.code == Exit.FAILED
    assert error.startswith("rowback: ")
    assert [line.startswith("hint: ") for line in hint] == [True]
    assert "Traceback" not in done.err


def did_it(newsroom: Newsroom, command: str) -> None:
    """It is carried out, once."""
    assert call(newsroom, command).code == Exit.OK
    address = newsroom.site.url("/wall")
    texts = [row["text"] for row in newsroom.must("export", "--table", "sentences", address).rows if row["index"] == 0]
    metres = [int(number) for text in texts for number in re.findall(r"lost (\d+)", text)]
    assert metres == {"check": [40, 60], "import": [20, 40]}.get(command, [40])
    kinds = [row["kind"] for row in newsroom.log(address, "--all")]
    assert kinds.count("re-extracted") == 2 if command == "reextract" else True
    assert ("https://gull.example/ferry" in newsroom.must("list").out) is (command == "add")
    assert git(newsroom.store, "status", "--porcelain", "--untracked-files=no").replace(" M rowback.toml\n", "") == ""
    fsck(newsroom.store)


@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_full_disk_nothing_is_half_there(newsroom: Newsroom, command: str) -> None:
    filler = newsroom.store.parent / "filler"
    for room_kb in ROOM_KB:
        free = os.statvfs(filler.parent).f_bavail * os.statvfs(filler.parent).f_frsize
        filler.write_bytes(b"x" * (free - room_kb * 1024))
        done = call(newsroom, command)
        if done.code != Exit.OK:
            refused(done)
        fsck(newsroom.store)
        assert len(newsroom.must("list").out.splitlines()) >= 1, "the settings are whole"
        filler.unlink()
        if done.code == Exit.OK:
            break
    did_it(newsroom, command)


@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_read_only_disk_nothing_is_tried_by_halves(newsroom: Newsroom, command: str) -> None:
    before = git(newsroom.store, "for-each-ref")
    subprocess.run(["mount", "-o", "remount,ro", newsroom.store.parent], check=True)
    refused(call(newsroom, command))
    assert git(newsroom.store, "for-each-ref") == before
    subprocess.run(["mount", "-o", "remount,rw", newsroom.store.parent], check=True)
    did_it(newsroom, command)
