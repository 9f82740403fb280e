"""`sync`, `check --push` and `check --wait` through the program."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rowback.cli.console import utc_now
from rowback.cli.exits import Exit
from rowback.store import Store, editing
from rowback.store.lock import locked
from rowback.store.paths import Address
from tests.store.clones import bare, clone
from tests.support import STORY, Newsroom, NewsSite, fsck, git, page

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])


@pytest.fixture
def remote(tmp_path: Path, newsroom: Newsroom) -> Path:
    made = bare(tmp_path / "remote.git")
    git(newsroom.store, "remote", "add", "origin", made.as_uri())
    return made


def elsewhere(newsroom: Newsroom, remote: Path, folder: Path) -> Newsroom:
    """The same newsroom at work in another clone."""
    other = object.__new__(Newsroom)
    other.store, other.site, other.clock = clone(remote, folder), newsroom.site, newsroom.clock
    return other


def test_sync_says_what_came_in_and_what_went_out(newsroom: Newsroom, remote: Path, tmp_path: Path) -> None:
    newsroom.watch("/wall", page(*STORY))
    assert newsroom.must("sync").err == "in step with origin/main: 0 revisions in, 1 out\n"
    assert newsroom.must("sync").err == "in step with origin/main: nothing new\n"
    other = elsewhere(newsroom, remote, tmp_path / "other")
    newsroom.site.publish("/wall", page(*EDITED))
    other.must("check")
    other.must("sync")
    assert newsroom.must("sync").err == "in step with origin/main: 1 revision in, 0 out\n"
    assert "60 metres" in newsroom.must("show", "wall").out


def test_check_push_takes_in_first_and_pushes_after(newsroom: Newsroom, remote: Path, tmp_path: Path) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.must("check", "--push")
    other = elsewhere(newsroom, remote, tmp_path / "other")
    newsroom.site.publish("/wall", page(*EDITED))
    (row,) = newsroom.must("check", "--push", "--json").rows
    assert row["outcome"] == "edited"
    done = other.must("check", "--push", "--json")
    assert [row["outcome"] for row in done.rows] == ["unchanged"], "what is known is not found again"
    assert "1 revision in" in done.err
    assert [row["revision"] for row in other.log(address)] == [row["revision"] for row in newsroom.log(address)]
    assert git(remote, "rev-list", "--count", "--merges", "main") == "0\n"


def test_check_push_watches_what_was_added_elsewhere(newsroom: Newsroom, remote: Path, tmp_path: Path) -> None:
    newsroom.watch("/wall", page(*STORY))
    newsroom.must("sync")
    other = elsewhere(newsroom, remote, tmp_path / "other")
    newsroom.watch("/ferry", page(*STORY, headline="Ferry to sail again"))
    newsroom.must("sync")
    assert len(other.must("check", "--push", "--json").rows) == 2


def test_a_remote_that_is_away_stops_no_check(newsroom: Newsroom, remote: Path, tmp_path: Path) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.must("sync")
    remote.rename(tmp_path / "away.git")
    newsroom.site.publish("/wall", page(*EDITED))
    done = newsroom("check", "--push", "--json")
    assert done.code == Exit.FAILED
    assert [row["outcome"] for row in done.rows] == ["edited"]
    assert "rowback: there is no repository at the address of origin: what is recorded is safe here" in done.err
    assert "hint: " in done.err
    (tmp_path / "away.git").rename(remote)
    assert "0 revisions in, 1 out" in newsroom.must("sync").err
    assert len(newsroom.log(address)) == 2


def test_without_a_remote_nothing_is_checked(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    for command in (["sync"], ["check", "--push"]):
        done = newsroom(*command)
        assert (done.code, done.out) == (Exit.FAILED, "")
        assert done.err.startswith("rowback: this repository has no remote\nhint: git remote add origin")


def test_a_dry_run_pushes_nothing(newsroom: Newsroom, remote: Path) -> None:
    newsroom.watch("/wall", page(*STORY))
    assert newsroom("check", "--push", "--dry-run").code == Exit.USAGE
    assert git(remote, "for-each-ref") == ""


@pytest.mark.skipif(sys.platform != "linux", reason="`script` makes the terminal, and has other options elsewhere")
def test_a_login_that_is_asked_for_never_waits_for_an_answer(newsroom: Newsroom, tmp_path: Path) -> None:
    """Not even when there is a terminal to answer at: in its own session, no program of git's can ask there."""
    newsroom.watch("/wall", page(*STORY))
    asking = tmp_path / "ssh"
    asking.write_text(
        "#!/bin/sh\nif (read answer < /dev/tty) 2> /dev/null; then :; fi\n"
        "echo 'reporter@127.0.0.1: Permission denied (publickey,password).' >&2\nexit 255\n"
    )
    asking.chmod(0o755)
    git(newsroom.store, "remote", "add", "origin", "ssh://reporter@127.0.0.1/store.git")
    git(newsroom.store, "config", "core.sshCommand", str(asking))
    command = f"{sys.executable} -m rowback -C {newsroom.store} sync"
    done = subprocess.run(
        ["script", "--quiet", "--return", "--command", command, "/dev/null"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == Exit.FAILED
    assert "origin asks for a login: what is recorded is safe here" in done.stdout
    assert "hint: rowback never asks" in done.stdout


def test_an_askpass_program_of_the_user_is_asked(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish(
        "/store.git/info/refs?service=git-upload-pack", "", status=401, headers={"WWW-Authenticate": "Basic"}
    )
    helper = tmp_path / "askpass"
    helper.write_text(f"#!/bin/sh\necho \"$1\" >> '{tmp_path}/asked'\necho secret\n")
    helper.chmod(0o755)
    monkeypatch.setenv("GIT_ASKPASS", str(helper))
    git(newsroom.store, "remote", "add", "origin", newsroom.site.url("/store.git"))
    done = newsroom("sync")
    assert "origin asks for a login" in done.err
    assert "secret" not in done.err
    assert (tmp_path / "asked").read_text().startswith("Username for ")


def test_an_edit_that_two_clones_saw_is_one_edit(newsroom: Newsroom, remote: Path, tmp_path: Path) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.must("sync")
    other = elsewhere(newsroom, remote, tmp_path / "other")
    newsroom.site.publish("/wall", page(*EDITED))
    told = [one.check(address)["revision"] for one in (newsroom, other)]
    for one in (newsroom, other, newsroom):
        one.must("sync")
    for one in (newsroom, other):
        newest, first = one.log(address)
        assert (newest["revision"], newest["also"], first["kind"]) == (told[0], [told[1]], "new")
        assert one.check(address)["outcome"] == "unchanged"
        assert "60" in one.must("diff", "wall").out
        assert one.must("diff", "wall", first["revision"], told[1]).out == one.must("diff", "wall").out
        everything = one.must("log", "wall", "--all").out
        assert f"the same as {told[0][:12]}, seen by another clone" in everything
        assert len(everything.splitlines()) == 3


def test_the_advice_about_what_was_forgotten_elsewhere_can_be_followed(
    newsroom: Newsroom, remote: Path, tmp_path: Path
) -> None:
    """The errors name an article by its id where nothing else may be said of it."""
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.must("sync")
    other = elsewhere(newsroom, remote, tmp_path / "other")
    newsroom.must("forget", address, "--yes")
    for one in (newsroom, other):
        done = one("sync")
        assert done.code == Exit.FAILED
        command = done.err.partition("hint: ")[2].partition(", then")[0].split()
        if command[0] == "git":
            git(one.store, *command[1:])
        else:
            one.must(*command[1:])
        one.must("sync")
        assert one("log", address).code == Exit.USAGE


# ---------------------------------------------------------------- at the same time
def test_a_run_waits_for_another_one_as_long_as_it_is_told_to(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    store = Store.open(newsroom.store)
    with store.run(clock=newsroom.clock):
        refused = newsroom("check")
        assert refused.code == Exit.FAILED
        assert "another rowback is writing" in refused.err
        assert "--wait" in refused.err
        assert newsroom("check", "--wait", "0.1").code == Exit.FAILED
    ended = threading.Timer(0.5, lambda: holder.__exit__(None, None, None))
    holder = store.run(clock=newsroom.clock)
    holder.__enter__()
    ended.start()
    newsroom.must("check", "--wait", "60")
    ended.join()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells who waits")
def test_a_check_that_waited_looks_at_what_is_watched_by_then(newsroom: Newsroom) -> None:
    """While it waited, one article was forgotten, and another one moved."""
    wall, ferry, hall = (
        newsroom.watch(f"/{name}", page(*STORY, headline=f"What is new of the {name}"))
        for name in ("wall", "ferry", "hall")
    )
    moved = newsroom.site.url("/2026/ferry")
    for path in ("/wall", "/ferry", "/2026/ferry", "/hall"):
        newsroom.site.publish(path, page(*EDITED, headline=f"What is new of the {path.rpartition('/')[2]}"))
    command = [sys.executable, "-m", "rowback", "-C", str(newsroom.store), "check", "--json", "--wait", "120"]
    with locked(newsroom.store / ".git"):
        waiting = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        wait_until(lambda: f"{waiting.pid}" in held_open(newsroom.store / ".git" / "rowback.lock"))
        editing.move(newsroom.store / "rowback.toml", ferry, moved)
        editing.forget(newsroom.store / "rowback.toml", [Address.of(wall).id])
    out, err = waiting.communicate()
    assert waiting.returncode == 0, err
    told = {row["url"]: row["outcome"] for row in map(json.loads, out.splitlines())}
    assert told == {moved: "edited", hall: "edited"}


def held_open(path: Path) -> set[str]:
    """The processes that have a file open."""
    found = set()
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if link.samefile(path):
                found.add(link.parts[2])
    return found


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(3000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to that")


def test_four_runs_at_once_record_each_revision_once(newsroom: Newsroom, site: NewsSite) -> None:
    addresses = [newsroom.watch(f"/{k}", page(*STORY, headline=f"Harbour wall, part {k}")) for k in range(6)]
    for step in range(3):
        for k in range(6):
            text = STORY[0].replace("40 metres", f"{50 + step} metres")
            site.publish(f"/{k}", page(text, *STORY[1:], headline=f"Harbour wall, part {k}"))
        runs = [
            subprocess.Popen(
                [sys.executable, "-m", "rowback", "-C", newsroom.store, "check", "--json", "--wait", "120", *lists],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for lists in (addresses[:4], addresses[2:], addresses, addresses[1:5])
        ]  # fmt: skip
        told = [run.communicate() for run in runs]
        assert [run.returncode for run in runs] == [0] * 4, told
        assert sum(out.count('"outcome": "edited"') for out, _ in told) == 6
    for address in addresses:
        assert [row["kind"] for row in newsroom.log(address)] == ["edited"] * 3 + ["new"]
    fsck(newsroom.store)


def test_three_clones_that_check_and_push_at_once_tell_each_edit_once(
    newsroom: Newsroom, remote: Path, tmp_path: Path
) -> None:
    check_in_three_clones(newsroom, remote, tmp_path, articles=4, steps=2)


def check_in_three_clones(newsroom: Newsroom, remote: Path, folder: Path, *, articles: int, steps: int) -> int:
    """Have them all look at the same pages at the same time; tells how many revisions they recorded."""
    newsroom.clock = utc_now  # the clones' own
    addresses = [newsroom.watch(f"/{k}", page(*STORY, headline=f"Harbour wall, part {k}")) for k in range(articles)]
    newsroom.must("sync")
    clones = [newsroom, *(elsewhere(newsroom, remote, folder / name) for name in ("second", "third"))]
    for step in range(steps):
        for k in range(articles):
            text = STORY[0].replace("40 metres", f"{50 + step} metres")
            newsroom.site.publish(f"/{k}", page(text, *STORY[1:], headline=f"Harbour wall, part {k}"))
        command = [sys.executable, "-m", "rowback", "-C"]
        runs = [
            subprocess.Popen(
                [*command, str(one.store), "check", "--push"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            for one in clones
        ]
        told = [run.communicate() for run in runs]
        assert [run.returncode for run in runs] == [0] * 3, told
    recorded = []
    for one in clones:
        one.must("sync")
        assert [row["outcome"] for row in one.must("check", "--json").rows] == ["unchanged"] * articles
        logs = [one.log(address) for address in addresses]
        assert [[row["kind"] for row in log] for log in logs] == [["edited"] * steps + ["new"]] * articles
        recorded.append(sorted(id_ for log in logs for row in log for id_ in (row["revision"], *row["also"])))
        fsck(one.store)
    assert recorded[0] == recorded[1] == recorded[2]
    fsck(remote)
    said = git(remote, "log", "--format=%H", "--grep=^Article-Id: ", "main").split()
    assert sorted(said) == recorded[0], "each arrived once, under the id that it was told by"
    return len(said)
