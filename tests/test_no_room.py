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
from tests.store.clones import bare, clone
from tests.support import Newsroom, NewsSite, Result, fsck, git, run

COMMANDS = ("add", "check", "import", "reextract", "sync", "move", "forget", "gc")
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
def newsroom(disk: Path, tmp_path: Path, site: NewsSite) -> Newsroom:
    """A store on it with a story that has changed since it was checked, and a capture of it to import.

    Another clone has sent what it found, and yet another story is to be forgotten.
    """
    newsroom = Newsroom(disk, site)
    address = newsroom.watch("/wall", version(40))
    remote = bare(tmp_path / "remote.git")
    git(newsroom.store, "remote", "add", "origin", remote.as_uri())
    newsroom.must("sync")
    found = site.publish("/found", version(70))
    clone(remote, tmp_path / "other")
    for command in (["add", found], ["check", found], ["sync"]):
        assert run("-C", tmp_path / "other", *command).code == Exit.OK
    newsroom.watch("/wrong", version(1))
    with engine(1):
        newsroom.must("reextract")
    newsroom.site.publish("/wall", version(60))
    capture = {"url": address, "time": "2020-01-01T00:00:00Z", "page": version(20)}
    (newsroom.store.parent / "captures.jsonl").write_text(json.dumps(capture), encoding="utf-8")
    return newsroom


def call(newsroom: Newsroom, command: str) -> Result:
    more = {
        "add": ["https://gull.example/ferry"],
        "import": [str(newsroom.store.parent / "captures.jsonl")],
        "move": [newsroom.site.url("/wall"), newsroom.site.url("/2026/wall")],
        "forget": [newsroom.site.url("/wrong"), "--yes"],
    }
    return newsroom(command, *more.get(command, []))


def refused(done: Result) -> None:
    error, *hint = [line for line in done.err.splitlines() if "cut off" not in line][-2:]
    assert done.code == Exit.FAILED
    assert error.startswith("rowback: ")
    assert [line.startswith("hint: ") for line in hint] == [True]
    assert "Traceback" not in done.err


def did_it(newsroom: Newsroom, command: str) -> None:
    """It is carried out, once."""
    assert call(newsroom, command).code == Exit.OK
    address = newsroom.site.url("/2026/wall" if command == "move" else "/wall")
    texts = [row["text"] for row in newsroom.must("export", "--table", "sentences", address).rows if row["index"] == 0]
    metres = [int(number) for text in texts for number in re.findall(r"lost (\d+)", text)]
    assert metres == {"check": [40, 60], "import": [20, 40]}.get(command, [40])
    kinds = [row["kind"] for row in newsroom.log(address, "--all")]
    assert kinds.count("re-extracted") == 2 if command == "reextract" else True
    listed = newsroom.must("list").out
    assert ("https://gull.example/ferry" in listed) is (command == "add")
    assert (newsroom.site.url("/found") in listed) is (command == "sync")
    assert (newsroom.site.url("/wrong") in listed) is (command != "forget")
    if command == "forget":
        assert newsroom("log", newsroom.site.url("/wrong")).code == Exit.USAGE
        assert newsroom.must("doctor", "--deep").out == ""
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


@pytest.mark.parametrize("room_kb", [0, 8])
def test_without_room_for_the_index_a_history_is_read_all_the_same(newsroom: Newsroom, room_kb: int) -> None:
    for index in newsroom.store.glob(".git/rowback/**/index.sqlite*"):
        index.unlink()
    filler = newsroom.store.parent / "filler"
    free = os.statvfs(filler.parent).f_bavail * os.statvfs(filler.parent).f_frsize
    filler.write_bytes(b"x" * (free - room_kb * 1024))
    assert [row["kind"] for row in newsroom.log(newsroom.site.url("/wall"))] == ["new"]


def test_on_a_read_only_disk_a_history_is_read_without_an_index(newsroom: Newsroom) -> None:
    for index in newsroom.store.glob(".git/rowback/**/index.sqlite*"):
        index.unlink()
    subprocess.run(["mount", "-o", "remount,ro", newsroom.store.parent], check=True)
    assert [row["kind"] for row in newsroom.log(newsroom.site.url("/wall"))] == ["new"]


@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_read_only_disk_nothing_is_tried_by_halves(newsroom: Newsroom, command: str) -> None:
    before = git(newsroom.store, "for-each-ref")
    subprocess.run(["mount", "-o", "remount,ro", newsroom.store.parent], check=True)
    refused(call(newsroom, command))
    assert git(newsroom.store, "for-each-ref") == before
    subprocess.run(["mount", "-o", "remount,rw", newsroom.store.parent], check=True)
    did_it(newsroom, command)
