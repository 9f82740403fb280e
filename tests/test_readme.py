"""What the README says works: its commands are run in their order, against a site of ours."""

import json
import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support import STORY, NewsSite, page, run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = "https://example.org/news/story"
BLOCKS = re.findall(r"(?m)^(?: {4}|```\n(?:.*\n)*?)?(rowback .*)$", README)
COMMANDS = [shlex.split(line, comments=True) for line in BLOCKS]
TEXTS = (
    STORY,
    (STORY[0].replace("40 metres", "60 metres"), *STORY[1:]),
    (STORY[0].replace("40 metres", "60 metres"), *STORY[1:], "A second vote is planned for May."),
    (STORY[0].replace("40 metres", "65 metres"), *STORY[1:], "A second vote is planned for May."),
)


class Days:
    """A clock on which each check of the story is a day later than the one before, the last one now."""

    def __init__(self) -> None:
        self.days_left = len(TEXTS)

    def __call__(self) -> datetime:
        return datetime.now(UTC) - timedelta(days=self.days_left)


def test_there_are_commands_to_try() -> None:
    assert len(COMMANDS) > 10


def test_every_command_of_the_readme_succeeds(tmp_path: Path, site: NewsSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(("before", "after", "story")):
        (tmp_path / f"{name}.html").write_text(page(*TEXTS[number]), encoding="utf-8")
    clock = Days()
    address = site.publish("/news/story", page(*TEXTS[0]))
    capture = {"url": address, "time": "2025-03-01T12:00:00Z", "page": page(*TEXTS[0])}
    (tmp_path / "captures.jsonl").write_text(json.dumps(capture), encoding="utf-8")
    for command in COMMANDS:
        done = run(*(_here(argument, address) for argument in command[1:]), clock=clock)
        assert done.code == 0, (command, done.err)
        assert done.out or done.err, command
        if command[1] == "init":
            _allow_loopback(tmp_path / "snapshots" / "rowback.toml")
        if command[1] == "check" and clock.days_left == len(TEXTS):
            _live_on(site, clock)


def _here(argument: str, address: str) -> str:
    """The argument with the README's address, or the part of it that is given, pointing at our site."""
    if EXAMPLE in argument:
        return argument.replace(EXAMPLE, address)
    return argument.replace("example.org/news", address.partition("//")[2].removesuffix("/story"))


def _allow_loopback(settings: Path) -> None:
    text = re.sub(r"(?m)^(delay_s|allow_private) =.*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(text.replace("[fetch]\n", "[fetch]\ndelay_s = 0\nallow_private = true\n"), encoding="utf-8")


def _live_on(site: NewsSite, clock: Days) -> None:
    """The first five minutes are about a story that has changed for days."""
    for text in TEXTS[1:]:
        clock.days_left -= 1
        site.publish("/news/story", page(*text))
        assert run("check", clock=clock).code == 0
    clock.days_left = 0


def test_every_make_target_of_the_readme_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"(?m)^ {4}make ([a-z-]+)|`make ([a-z-]+)`", README)
    assert named
    for target in {first or second for first, second in named}:
        assert re.search(rf"(?m)^{target}:", makefile), target


def test_every_path_of_the_readme_is_there() -> None:
    for path in re.findall(r"`((?:src|tests|\.github|snapshots)/[\w./-]*)`", README):
        assert (ROOT / path).exists(), path
