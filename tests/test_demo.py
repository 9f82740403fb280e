import re
from itertools import pairwise
from pathlib import Path

from tests.support import fsck, git, run


def test_the_demo_tells_each_tick_rightly(tmp_path: Path) -> None:
    done = run("demo", "--keep", tmp_path / "demo")
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    said = [line.strip() for before, line in pairwise(lines) if re.match(r" ?\d+\. ", before)]
    outcomes = [line.split()[0] for line in said]
    assert outcomes == ["new", "unchanged", *["edited"] * 7, "suspect", "unchanged", "gone", "gone"]
    typo, number, moved, split, quote, headline, note = said[2:9]
    assert "1 " in typo
    assert "214 → 241" in number
    assert "SILENT" in number
    assert "moved up" in moved
    assert "split" in split
    assert "SILENT" in quote
    assert "headline changed" in headline
    assert "notice added" in note
    assert (tmp_path / "demo" / "diff.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    fsck(tmp_path / "demo" / "snapshots")


def test_the_demo_commits_nothing_to_a_repository_round_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert run("demo", "--keep", tmp_path / "demo").code == 0
    assert git(tmp_path, "for-each-ref") == ""
    assert git(tmp_path / "demo" / "snapshots", "rev-list", "--count", "HEAD").strip() != "0"
