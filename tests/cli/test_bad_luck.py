"""Command x situation: a one-line error, a hint, the right exit code, nothing on stdout, nothing lost."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rowback.cli.exits import Exit
from tests.support import STORY, Newsroom, Result, fsck, git, page

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])

READING = (["list"], ["log", "wall"], ["diff", "wall"], ["show", "wall"])
ALL = (*READING, ["check"], ["add", "https://gull.example/ferry"], ["remove", "wall"])


@pytest.fixture
def newsroom_with_story(newsroom: Newsroom) -> Newsroom:
    """A store with one article and two revisions."""
    newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED))
    newsroom.must("check")
    return newsroom


def broken(done: Result, words: str, code: Exit = Exit.FAILED) -> None:
    """The error is told in one line, with the next thing to try."""
    assert done.code == code, done
    assert done.out == ""
    error, *hint = done.err.splitlines()
    assert error.startswith("rowback: ")
    assert words in error
    assert len(hint) == 1, done.err
    assert hint[0].startswith("hint: ")


# ---------------------------------------------------------------- settings
Spoil = Callable[[str], str]

SETTINGS: dict[str, tuple[Spoil, str]] = {
    "a newer format": (lambda text: text.replace("format = 1", "format = 99"), "format"),
    "broken TOML": (lambda text: text.replace("watch = [", "watch = [["), "line"),
    "an unknown key": (lambda text: text.replace("[fetch]", "[fetch]\nspeed = 3"), "speed"),
    "a value of the wrong type": (lambda text: text.replace("delay_s = 0", 'delay_s = "soon"'), "delay_s"),
    "no list of addresses": (lambda text: text.replace("watch = [", "watched = ["), "watch"),
}


@pytest.mark.parametrize("situation", SETTINGS)
@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_broken_settings_stop_every_command(newsroom_with_story: Newsroom, command: list[str], situation: str) -> None:
    spoil, words = SETTINGS[situation]
    settings = newsroom_with_story.store / "rowback.toml"
    spoilt = spoil(settings.read_text(encoding="utf-8"))
    settings.write_text(spoilt, encoding="utf-8")
    broken(newsroom_with_story(*command), words)
    assert settings.read_text(encoding="utf-8") == spoilt
    fsck(newsroom_with_story.store)


# ---------------------------------------------------------------- the machine
def program(newsroom: Newsroom, *arguments: str, **environment: str) -> Result:
    """The program as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "rowback", "-C", str(newsroom.store), *arguments],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_take_nothing_from_the_store(newsroom_with_story: Newsroom, closed: str) -> None:
    newsroom_with_story.site.publish("/wall", page(*STORY))
    called = f'"{sys.executable}" -m rowback -C "{newsroom_with_story.store}"'
    for command in ("check", "log wall", "list"):
        done = subprocess.run(f"{called} {command} {closed}", shell=True, capture_output=True, text=True, check=False)  # noqa: S602
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done
    assert len(newsroom_with_story.must("log", "wall").out.splitlines()) == 3
    fsck(newsroom_with_story.store)


def test_without_git_the_error_says_what_to_install(newsroom_with_story: Newsroom, tmp_path: Path) -> None:
    for command in ALL:
        broken(program(newsroom_with_story, *command, PATH=str(tmp_path)), "git is not installed")


def test_an_old_git_is_told_from_a_good_one(newsroom_with_story: Newsroom, tmp_path: Path) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho git version 2.20.1\n", encoding="utf-8")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    broken(program(newsroom_with_story, "check", PATH=f"{fake.parent}:{os.environ['PATH']}"), "2.20.1")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize(
    "command",
    [["log", "wall"], ["diff", "wall"], ["export", "--table", "sentences"], ["show", "wall", "--page"]],
    ids=" ".join,
)
def test_output_that_cannot_be_written_is_one_line_and_a_hint(
    newsroom_with_story: Newsroom, command: list[str]
) -> None:
    arguments = [sys.executable, "-m", "rowback", "-C", str(newsroom_with_story.store), *command]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    broken(Result(done.returncode, "", done.stderr), "No space left on device")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 3 MB."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small file system takes root")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def test_a_full_disk_is_an_error_and_what_was_recorded_stays(small_disk: Path, newsroom: Newsroom) -> None:
    newsroom.store = small_disk / "store"
    newsroom.must("init")
    settings = newsroom.store / "rowback.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[fetch]\n", "[fetch]\nallow_private = true\ndelay_s = 0\n"),
        encoding="utf-8",
    )
    address = newsroom.watch("/wall", page(*STORY))
    filler = small_disk / "filler"
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    filler.write_bytes(b"x" * (free - 40_000))
    # Random bytes do not compress: this page has no room.
    newsroom.site.publish("/wall", page(*EDITED, extra=f"<!-- {os.urandom(200_000).hex()} -->"))
    done = newsroom("check")
    assert done.code == Exit.FAILED, done
    assert "Traceback" not in done.err
    assert "hint:" in done.err
    fsck(newsroom.store)
    filler.unlink()
    assert newsroom.check(address)["outcome"] == "edited"
    assert len(newsroom.log(address)) == 2
    fsck(newsroom.store)


def test_a_read_only_store_can_be_read_and_says_why_it_cannot_be_written(small_disk: Path, newsroom: Newsroom) -> None:
    shutil.copytree(newsroom.store, small_disk / "store")
    newsroom.store = small_disk / "store"
    newsroom.watch("/wall", page(*STORY))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    newsroom.site.publish("/wall", page(*EDITED))
    for command in (["check"], ["add", "https://gull.example/ferry"], ["remove", "wall"]):
        done = newsroom(*command)
        assert (done.code, done.out) == (Exit.FAILED, ""), done
        assert "ead-only" in done.err
        assert "hint:" in done.err
    assert len(newsroom.log("wall")) == 1
    assert "40 metres" in newsroom.must("show", "wall").out


# ---------------------------------------------------------------- the repository
def article(newsroom: Newsroom) -> Path:
    (found,) = newsroom.store.rglob("article.txt")
    return found


def test_a_locally_edited_article_is_kept_and_named(newsroom_with_story: Newsroom) -> None:
    newsroom = newsroom_with_story
    mine = article(newsroom)
    mine.write_text("my own words\n", encoding="utf-8")
    newsroom.site.publish("/wall", page(*STORY))
    broken(newsroom("check"), "article.txt")
    assert mine.read_text(encoding="utf-8") == "my own words\n"
    git(newsroom.store, "checkout", "--", str(mine))
    row = newsroom.check(newsroom.site.url("/wall"))
    assert row["outcome"] == "unchanged"
    assert len(newsroom.log("wall")) == 3
    fsck(newsroom.store)


def test_an_untracked_file_in_the_way_is_kept_and_named(newsroom_with_story: Newsroom) -> None:
    newsroom = newsroom_with_story
    address = newsroom.site.publish("/ferry", page(*STORY, headline="Ferry to sail again"))
    newsroom.must("add", address)
    from rowback.store.paths import Address

    mine = newsroom.store / Address.of(address).folder / "article.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own words\n", encoding="utf-8")
    broken(newsroom("check"), "article.txt")
    assert mine.read_text(encoding="utf-8") == "my own words\n"
    mine.unlink()
    newsroom.must("check")
    assert len(newsroom.log(address)) == 1
    fsck(newsroom.store)


def test_a_stranger_s_index_lock_is_named_and_nothing_is_lost(newsroom_with_story: Newsroom) -> None:
    newsroom = newsroom_with_story
    lock = newsroom.store / ".git" / "index.lock"
    lock.touch()
    newsroom.site.publish("/wall", page(*STORY))
    broken(newsroom("check"), "index.lock")
    lock.unlink()
    newsroom.must("check")
    assert len(newsroom.log("wall")) == 3
    fsck(newsroom.store)


def test_a_missing_state_is_a_first_look_at_known_articles(newsroom_with_story: Newsroom) -> None:
    newsroom = newsroom_with_story
    git(newsroom.store, "update-ref", "-d", "refs/rowback/state")
    assert newsroom.check(newsroom.site.url("/wall"))["outcome"] == "unchanged"
    assert len(newsroom.log("wall")) == 2


def test_a_spoilt_state_is_said_once_and_made_anew(newsroom_with_story: Newsroom) -> None:
    newsroom = newsroom_with_story
    blob = subprocess.run(
        ["git", "-C", newsroom.store, "hash-object", "-w", "--stdin"],
        input=b'{"url": "http://', capture_output=True, check=True,
    ).stdout.decode().strip()  # fmt: skip
    tree = subprocess.run(
        ["git", "-C", newsroom.store, "mktree"],
        input=f"100644 blob {blob}\tstate.jsonl\n".encode(), capture_output=True, check=True,
    ).stdout.decode().strip()  # fmt: skip
    commit = git(
        newsroom.store, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit-tree", tree, "-m", "spoilt"
    ).strip()
    git(newsroom.store, "update-ref", "refs/rowback/state", commit)
    first = newsroom.must("check")
    assert "state" in first.err
    second = newsroom.must("check")
    assert "state" not in second.err
    assert len(newsroom.log("wall")) == 2
    fsck(newsroom.store)
