"""`check`: look at the watched pages."""

import json
import sys
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say, with_environment
from rowback.cli.exits import Exit
from rowback.model import Check, Counts, Disclosure, Outcome
from rowback.text import visible

if TYPE_CHECKING:
    from rich.progress import Progress

CHANGED = {Outcome.EDITED, Outcome.GONE, Outcome.RESTORED}


def check(
    context: typer.Context,
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="[URL...]", help="Only these; a part that fits one article will do.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one for every address.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when an article changed.")] = False,
) -> None:
    """Fetch the watched pages, record what changed, and say it: one line for each article that is not unchanged.

    Example: rowback check --exit-code
    """
    from rowback.track.checking import check as check_pages
    from rowback.track.lookup import find_url

    console: Console = context.obj
    store = console.store()
    watched = store.config.watch
    chosen = [find_url(part, watched) for part in urls] if urls else watched
    if not chosen:
        say("nothing is watched yet: rowback add URL")
    with _progress(len(chosen)) as progress:
        task = progress.add_task("checking", total=len(chosen)) if progress else None
        checks = check_pages(
            store,
            chosen,
            with_environment(store.config.fetch),
            clock=console.clock,
            seen=lambda _: progress.advance(task) if progress and task is not None else None,
            cleaned=say,
        )
    for found in checks:
        if as_json:
            out(json.dumps(as_line(found), ensure_ascii=False))
        elif found.outcome is not Outcome.UNCHANGED:
            out(_line(console, found))
    if checks:
        say(_summary(checks))
    if exit_code and any(found.outcome in CHANGED for found in checks):
        raise typer.Exit(Exit.CHANGES)


def as_line(check: Check) -> dict[str, object]:
    """A check as `--json` prints it."""
    comparison = check.comparison
    return {
        "url": check.url,
        "outcome": check.outcome,
        "revision": check.revision,
        "changes": asdict(comparison.counts if comparison else Counts()),
        "reason": check.reason,
        "summary": comparison.summary if comparison else None,
        "weight": comparison.weight if comparison else None,
        "disclosure": comparison.disclosure if comparison else None,
        "checked_at": check.checked_at.isoformat(),
    }


STYLES: dict[Outcome, dict[str, object]] = {
    Outcome.NEW: {"fg": "green"},
    Outcome.EDITED: {"fg": "yellow", "bold": True},
    Outcome.RESTORED: {"fg": "yellow"},
    Outcome.GONE: {"fg": "magenta", "bold": True},
    Outcome.SUSPECT: {"fg": "cyan"},
    Outcome.FAILED: {"fg": "red"},
}


def _line(console: Console, check: Check) -> str:
    comparison = check.comparison
    words = check.reason or (comparison.summary if comparison else "")
    silent = comparison is not None and comparison.disclosure is Disclosure.SILENT
    parts = [
        console.style(f"{check.outcome:<9}", **STYLES.get(check.outcome, {})),
        check.url,
        *([console.style("SILENT", bold=True)] if silent else []),
        visible(words),
    ]
    return "  ".join(part for part in parts if part)


def _summary(checks: tuple[Check, ...]) -> str:
    counts = Counter(check.outcome for check in checks)
    found = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
    return f"{len(checks)} checked: {found}"


def _progress(total: int) -> "AbstractContextManager[Progress | None]":
    """A bar on the terminal while pages are looked at; nothing when nobody watches."""
    if not sys.stderr.isatty() or not total:
        return nullcontext()
    from rich.console import Console as Terminal
    from rich.progress import Progress

    return Progress(console=Terminal(stderr=True), transient=True)
