"""`status`: how the watched articles stand."""

import textwrap
from collections.abc import Callable, Iterable
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out

if TYPE_CHECKING:
    from rowback.store import Sighting
    from rowback.track.standing import Known, Standing

SHOWN = 10
"""Articles of a kind, at most; `--json` has them all."""


def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    utc: Annotated[bool, typer.Option("--utc", help="Times in UTC, not in local time.")] = False,
) -> None:
    """Say how the watched articles stand: what is due, held, failing or gone, and what the last run saw.

    Example: rowback status
    """
    from rowback.cli.lines import json_line
    from rowback.track.standing import standing

    console: Console = context.obj
    found = standing(console.store())
    if as_json:
        out(json_line(_object(found)))
        return
    for line in _lines(console, found, utc=utc):
        out(line)


def _lines(console: Console, found: "Standing", *, utc: bool) -> Iterable[str]:
    """What there is, then each article that needs a look; each thing is left out when there is none of it."""
    from rowback.cli.lines import reason_beside
    from rowback.text import one_line

    yield f"store     {one_line(str(found.root))}"
    yield f"watched   {len(found.watched)}" + (", all of them due" if found.watched else " yet: rowback add URL")
    yield from textwrap.wrap(
        f"last run  {_last_run(console, found, utc=utc)}", console.width, subsequent_indent=" " * 10
    )
    if found.waiting:
        s, wait = ("", "waits") if found.waiting == 1 else ("s", "wait")
        yield f"waiting   {found.waiting} revision{s} {wait} to be added to the branch: rowback check"

    def since(known: "Sighting") -> str:
        return console.local(known.held_since, utc=utc) if known.held_since else "?"

    kinds: tuple[tuple[str, dict[str, str]], ...] = (
        ("held: rowback resolve", _told(found.held, lambda known: f"since {since(known)}: {known.held_reason}")),
        (
            "failing",
            {
                url: f"{known.failures} in a row: {reason_beside(url, known.reason)}"
                for url, known in found.failing.items()
            },
        ),
        ("gone", _told(found.gone, lambda known: f"{known.gone_looks} in a row: {known.reason}")),
        (
            "moved permanently",
            {url: f"rowback move {quote(url)} {quote(known.moved_to or '')}" for url, known in found.moved.items()},
        ),
        ("the same article, watched twice", {first: f"also {' and '.join(others)}" for first, *others in found.twins}),
        ("going back and forth between texts, no longer reported", dict.fromkeys(found.turning, "")),
        ("never checked", dict.fromkeys(found.unchecked, "")),
    )
    for title, told in kinds:
        if told:
            yield "\n" + console.style(f"{len(told)} {title}", bold=True)
        for url, words in list(told.items())[:SHOWN]:
            yield f"  {one_line(url)}"
            yield from _indented(one_line(words), console.width)
        if len(told) > SHOWN:
            yield f"  … and {len(told) - SHOWN} more: rowback status --json"


def _told(known: "Known", words: "Callable[[Sighting], str]") -> dict[str, str]:
    return {url: words(sighting) for url, sighting in known.items()}


def _indented(words: str, width: int) -> list[str]:
    # Never broken inside an address.
    margin = " " * 6
    return textwrap.wrap(
        words, width, initial_indent=margin, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
    )


def _last_run(console: Console, found: "Standing", *, utc: bool) -> str:
    from rowback.cli.lines import outcomes_line

    run = found.last_run
    if run is None:
        return "none yet: rowback check"
    return f"{console.local(run.at, utc=utc)}: {outcomes_line(run.outcomes)}"


def _object(found: "Standing") -> dict[str, object]:
    run = found.last_run
    return {
        "store": str(found.root),
        "watched": len(found.watched),
        "due": list(found.watched),
        "never_checked": list(found.unchecked),
        "held": [
            {"url": url, "since": known.held_since and known.held_since.isoformat(), "reason": known.held_reason}
            for url, known in found.held.items()
        ],
        "failing": [
            {"url": url, "in_a_row": known.failures, "reason": known.reason} for url, known in found.failing.items()
        ],
        "gone": [
            {"url": url, "in_a_row": known.gone_looks, "reason": known.reason} for url, known in found.gone.items()
        ],
        "moved": [{"url": url, "to": known.moved_to} for url, known in found.moved.items()],
        "twins": [list(group) for group in found.twins],
        "back_and_forth": list(found.turning),
        "waiting": found.waiting,
        "last_run": run and {"at": run.at.isoformat(), "checked": run.checked, "outcomes": dict(run.outcomes)},
    }
