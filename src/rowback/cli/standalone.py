"""`extract`, `compare`, `demo`: what needs no store."""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, with_environment
from rowback.cli.exits import Exit
from rowback.cli.output import ComparisonFormat, ExitCode, Output, check_format, write
from rowback.errors import UsageError

if TYPE_CHECKING:
    from rowback.model import Article

Source = Annotated[str, typer.Argument(metavar="PAGE", help="A file, an http(s) address, or - for standard input.")]


def extract(
    context: typer.Context,
    source: Source,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or markdown.")] = "text",
    output: Output = None,
) -> None:
    """Print the article of one page; no store is needed.

    Example: rowback extract story.html --format markdown
    """
    from rowback.rendering import articles

    check_format(format_, articles.FORMATS)
    write(articles.render(_article(context.obj, source), format_), output)


def compare(
    context: typer.Context,
    before: Source,
    after: Source,
    format_: ComparisonFormat = "terminal",
    output: Output = None,
    exit_code: ExitCode = False,
) -> None:
    """Say what changed between two pages; no store is needed.

    Example: rowback compare before.html after.html --format html -o changes.html
    """
    from rowback import api, rendering

    check_format(format_, rendering.FORMATS)
    if before == after == "-":
        raise UsageError("standard input can be read only once", hint="save one of the pages to a file")
    console: Console = context.obj
    comparison = api.compare(_article(console, before), _article(console, after))
    write(rendering.render(comparison, format_, color=console.color and output is None, width=console.width), output)
    if exit_code and comparison.makes_revision:
        raise typer.Exit(Exit.CHANGES)


def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Make the store in this folder, to look around later.")
    ] = None,
) -> None:
    """Watch an invented story change, on this machine alone.

    A news site on loopback publishes it and changes it tick by tick; each tick is a real check of a real store.

    Example: rowback demo
    """
    from rowback.demo.tour import tour

    console: Console = context.obj
    home = folder or Path(tempfile.mkdtemp(prefix="rowback-demo-"))
    tour(home, clock=console.clock, out=out, color=console.color, width=console.width)


def _article(console: Console, source: str) -> "Article":
    from rowback import api

    if source == "-":
        return api.extract(sys.stdin.buffer.read())
    if source.startswith(("http://", "https://")):
        return _fetched(console, source)
    try:
        return api.extract(Path(source).read_bytes())
    except OSError as error:
        raise UsageError(
            f"{source} cannot be read: {error.strerror}", hint="give a file, an http(s) address, or -"
        ) from error


def _fetched(console: Console, address: str) -> "Article":
    from http import HTTPStatus

    from rowback import api
    from rowback.errors import FetchError
    from rowback.fetch import fetch_page
    from rowback.model import FetchSettings, Request

    page = fetch_page(Request(address), with_environment(FetchSettings()), clock=console.clock)
    if page.status != HTTPStatus.OK:
        raise FetchError(f"{address} answered {page.status}", status=page.status, hint="open it in a browser")
    return api.read_page(page.body, url=page.final_url, content_type=page.content_type).article
