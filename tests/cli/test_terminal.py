"""What is different when a person sits at a real terminal."""

import os
import pty
import re
import select
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import STORY, Newsroom, page

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*EDITED))
    newsroom.must("check")
    return address


def at_a_terminal(*arguments: str | Path, **environment: str) -> str:
    """What a terminal of 80 columns is sent."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name not in {"PAGER", "LESS", "TERM_PROGRAM"}}
    program = subprocess.Popen(
        [sys.executable, "-m", "rowback", *arguments],
        stdout=theirs,
        stderr=theirs,
        stdin=theirs,
        env=inherited | {"TERM": "xterm-256color", "COLUMNS": "80", "PAGER": "cat"} | environment,
        start_new_session=True,
    )
    os.close(theirs)
    said = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            some = os.read(ours, 65536)
        except OSError:  # the other end was closed
            break
        if not some:
            break
        said += some
    os.close(ours)
    assert program.wait(60) == 0
    return said.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("command", ["log", "diff", "show"])
def test_results_go_through_the_pager_that_is_chosen(newsroom: Newsroom, address: str, command: str) -> None:
    ask = ("-C", newsroom.store, command, address)
    mine = "sed 's/^/mine: /'"
    assert at_a_terminal(*ask, ROWBACK_PAGER=mine, PAGER="false").startswith("mine: ")
    assert at_a_terminal(*ask, PAGER=mine).startswith("mine: ")
    for none in ("", "cat", "no-such-program"):
        plain = at_a_terminal(*ask, ROWBACK_PAGER=none, PAGER=mine)
        assert "mine: " not in plain
        assert len(plain.splitlines()) > 1
    assert "mine: " not in at_a_terminal("--no-pager", *ask, PAGER=mine)


def test_less_leaves_when_all_fits(newsroom: Newsroom, address: str) -> None:
    said = at_a_terminal("-C", newsroom.store, "log", address, PAGER="less")
    assert "new" in said


def test_files_and_pipes_never_see_a_pager(newsroom: Newsroom, address: str, tmp_path: Path) -> None:
    file = tmp_path / "diff.txt"
    said = at_a_terminal("-C", newsroom.store, "diff", address, "-o", file, ROWBACK_PAGER="sed s/^/mine:/")
    assert said == f"written: {file}\n"
    assert "\x1b" not in file.read_text(encoding="utf-8")
    os.environ["ROWBACK_PAGER"] = "false"
    try:
        assert newsroom.must("log", address).out
    finally:
        del os.environ["ROWBACK_PAGER"]


LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\(.*?)\x1b\]8;;\x1b\\")


@pytest.mark.parametrize("command", ["log", "diff"])
def test_addresses_are_links_on_terminals_that_have_them(newsroom: Newsroom, address: str, command: str) -> None:
    ask = ("-C", newsroom.store, command, address)
    for known in ({"TERM": "xterm-kitty"}, {"VTE_VERSION": "7003"}, {"TERM_PROGRAM": "vscode"}):
        (found,) = LINK.findall(at_a_terminal(*ask, **known))
        assert found[0] == address
        assert address in found[1]
    for other in ({}, {"VTE_VERSION": "4900"}, {"TERM": "xterm-kitty", "NO_COLOR": "1"}, {"FORCE_HYPERLINK": "0"}):
        plain = at_a_terminal(*ask, **other)
        assert address in plain
        assert "\x1b]8" not in plain


def test_a_patch_drives_no_terminal_and_is_exact_in_a_file(newsroom: Newsroom, tmp_path: Path) -> None:
    hidden = "The mayor\u2066 said so\u2069 in the town hall on Tuesday evening."
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*STORY, hidden))
    newsroom.must("check")
    ask = ("-C", newsroom.store, "diff", address, "--format", "unified")
    shown = at_a_terminal(*ask)
    assert "\u2066" not in shown
    assert "⟨U+2066⟩" in shown
    newsroom.must("diff", address, "--format", "unified", "-o", tmp_path / "patch")
    assert hidden in (tmp_path / "patch").read_text(encoding="utf-8")
    table = ("-C", newsroom.store, "export", "--format", "csv")
    assert "⟨U+2066⟩" in at_a_terminal(*table)
    assert hidden in newsroom.must("export", "--format", "csv").out


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that notes what it is to open."""
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/opened\n', encoding="utf-8")
    program.chmod(stat.S_IRWXU)
    return program


def test_a_comparison_is_opened_in_the_browser(newsroom: Newsroom, address: str, browser: Path, tmp_path: Path) -> None:
    file = tmp_path / "my report.html"
    ask = ("-C", newsroom.store, "diff", address, "--open")
    at_a_terminal(*ask, BROWSER=f"{browser} %s", TMPDIR=str(tmp_path))
    at_a_terminal(*ask, "-o", file, BROWSER=f"{browser} %s")
    temporary, named = (tmp_path / "opened").read_text(encoding="utf-8").splitlines()
    assert named == file.as_uri()
    assert Path(temporary.removeprefix("file://")).parent == tmp_path
    for written in (Path(temporary.removeprefix("file://")), file):
        assert written.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_only_html_is_opened(newsroom: Newsroom, address: str) -> None:
    done = newsroom("diff", address, "--open", "--format", "json")
    assert done.code == 2
    assert "hint:" in done.err
