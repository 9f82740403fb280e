"""`check`: look at the watched pages."""

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say, with_environment
from rowback.cli.exits import Exit

if TYPE_CHECKING:
    from rich.progress import Progress


def check(
    context: typer.Context,
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="[URL...]", help="Only these; a part that fits one article will do.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one for every address.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when an article changed.")] = False,
) -> None:
    """Fetch the watched pages and record what changed.

    Prints one line for each article that is not unchanged. A page that cannot be had, or is probably not the article,
    is never an edit and never stops the run.

    Example: rowback check --exit-code
    """
    from rowback.cli.lines import check_line, check_object, checks_line, json_line
    from rowback.model import Outcome
    from rowback.track.checking import check as check_pages
    from rowback.track.lookup import find_url

    console: Console = context.obj
    store = console.store()
    watched = store.config.watch
    chosen = [find_url(part, watched) for part in urls] if urls else list(watched)
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
            out(json_line(check_object(found)))
        elif found.outcome is not Outcome.UNCHANGED:
            out(check_line(console, found))
    if checks:
        say(checks_line(checks))
    if exit_code and any(found.outcome in {Outcome.EDITED, Outcome.GONE, Outcome.RESTORED} for found in checks):
        raise typer.Exit(Exit.CHANGES)


def _progress(total: int) -> "AbstractContextManager[Progress | None]":
    """A bar on the terminal while pages are looked at; nothing when nobody watches."""
    if not sys.stderr.isatty() or not total:
        return nullcontext()
    from rich.console import Console as Terminal
    from rich.progress import Progress

    return Progress(console=Terminal(stderr=True), transient=True)
