"""What the tests share: a newsroom, the real program, and a look at the store with plain git."""

import contextlib
import io
import json
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rowback.cli import main
from rowback.demo.site import NewsSite

__all__ = ["Clock", "NewsSite", "Newsroom", "Result", "fsck", "git", "page", "run"]


def page(*paragraphs: str, headline: str = "Harbour wall is to be rebuilt", extra: str = "", **meta: str) -> str:
    """A small article page with a template round it."""
    stated = "".join(f'<meta property="article:{name}" content="{value}">' for name, value in meta.items())
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{headline} - The Tidewater Post</title>
<meta property="og:type" content="article"><meta property="og:title" content="{headline}">{stated}
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": {json.dumps(headline)}}}</script></head>
<body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article><h1>{headline}</h1>{body}{extra}</article></main>
<footer><p>© The Tidewater Post</p></footer></body></html>"""


STORY = (
    "The council voted on Tuesday to rebuild the harbour wall, which lost 40 metres in the storm of last winter.",
    "“We have waited long enough,” said the mayor, Anselm Dray. Work is to begin in March and will cost £4 million.",
    "Fishing families had asked for a wall that can be raised later. Engineers told the meeting that this is possible.",
    "The old wall was built in 1887 by the harbour company. Parts of it will be shown in the town museum.",
)
"""A story of ours, long enough to be taken for one."""


class Clock:
    """A clock that moves by an hour at each look, so that every revision has a time of its own."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


@dataclass(frozen=True, slots=True)
class Result:
    """What one call of the program did."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The JSON lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments: str | Path, clock: Callable[[], datetime] | None = None) -> Result:
    """The real program, through its entry point."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments], **({"clock": clock} if clock else {}))
    return Result(code, out.getvalue(), err.getvalue())


def git(folder: Path, *arguments: str) -> str:
    """What plain git says."""
    return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, text=True, check=True).stdout


def fsck(folder: Path) -> None:
    """The repository is whole."""
    done = subprocess.run(
        ["git", "-C", folder, "fsck", "--full", "--strict"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "error" not in done.stderr


class Newsroom:
    """A site on loopback and a store that watches it, driven through the program."""

    def __init__(self, folder: Path, site: NewsSite) -> None:
        self.store = folder / "store"
        self.site = site
        self.clock: Callable[[], datetime] = Clock()
        self.must("init")
        settings = self.store / "rowback.toml"
        text = re.sub(r"(?m)^(delay_s|allow_private) =.*\n", "", settings.read_text(encoding="utf-8"))
        text = text.replace("[fetch]\n", "[fetch]\ndelay_s = 0\nallow_private = true\n")
        settings.write_text(text, encoding="utf-8")

    def __call__(self, *arguments: str | Path) -> Result:
        return run("-C", self.store, *arguments, clock=self.clock)

    def must(self, *arguments: str | Path) -> Result:
        """The call, which has to succeed."""
        done = self(*arguments)
        assert done.code == 0, done.err
        return done

    def watch(self, path: str, html: str) -> str:
        """Publish a page, watch it and check it once; returns its address."""
        address = self.site.publish(path, html)
        self.must("add", address)
        assert self.check(address)["outcome"] == "new"
        return address

    def check(self, address: str) -> dict[str, Any]:
        """One check of one address, as `--json` says it."""
        (row,) = self.must("check", address, "--json").rows
        return row

    def log(self, address: str, *options: str) -> Sequence[dict[str, Any]]:
        """The revisions, newest first, as `--json` says them."""
        return self.must("log", address, "--json", *options).rows
