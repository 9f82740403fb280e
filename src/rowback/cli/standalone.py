"""`extract`, `compare`, `demo`: what needs no store."""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.comparisons import (
    ComparisonFormat,
    ExitCode,
    Ignore,
    MinWeight,
    Open,
    Presentation,
    Silent,
    lightest,
    only_silent,
)
from rowback.cli.console import Console, out, with_environment
from rowback.cli.output import Output, check_name, write
from rowback.cli.pictures import Font
from rowback.errors import UsageError

if TYPE_CHECKING:
    from rowback.model import Article

Source = Annotated[str, typer.Argument(metavar="PAGE", help="A file, an http(s) address, or - for standard input.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch from this machine and its own network.")
]


def extract(
    context: typer.Context,
    source: Source,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or markdown.")] = "text",
    output: Output = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Print the article of one page; no store is needed.

    Headline, byline, date, notices and paragraphs, without anything else that is on the page; nothing but an empty line
    when there is no article. JSON has the sentences, too.

    Example: rowback extract story.html --format markdown

    Example: curl -s https://example.org/news/story | rowback extract - --format json
    """
    from rowback.rendering import articles

    check_name(format_, articles.FORMATS)
    write(context.obj, articles.render(_article(context.obj, source, allow_private=allow_private), format_), output)


def compare(
    context: typer.Context,
    before: Source,
    after: Source,
    format_: ComparisonFormat = "terminal",
    output: Output = None,
    opened: Open = False,
    min_weight: MinWeight = None,
    ignored: Ignore = None,
    silent: Silent = False,
    exit_code: ExitCode = False,
    font: Font = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Say what changed between two pages; no store is needed.

    Prints what `rowback diff` prints. A page may be a file or an address, and one of the two standard input.

    Example: rowback compare before.html after.html --format html -o changes.html

    Example: rowback compare before.html https://example.org/news/story --exit-code
    """
    from rowback import api

    weight = lightest(min_weight, ignored)
    presentation = Presentation.of(format_, output, opened=opened, min_weight=weight, exit_code=exit_code, font=font)
    if before == after == "-":
        raise UsageError("standard input can be read only once", hint="save one of the pages to a file")
    console: Console = context.obj
    sides = (_article(console, source, allow_private=allow_private) for source in (before, after))
    comparison = api.compare(*sides)
    found = only_silent((comparison,)) if silent else (comparison,)
    if found:
        presentation.write(console, *found)
    presentation.tell(*found)


def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Make the store in this folder, to look around later.")
    ] = None,
) -> None:
    """Watch an invented story change, on this machine alone.

    A news site on loopback publishes it and changes it tick by tick; each tick is a real check of a real store. Prints
    what each check said, then everything that changed in one comparison. No internet is needed, and nothing is left
    running.

    Example: rowback demo

    Example: rowback demo --keep tour
    """
    from rowback.demo.tour import tour

    console: Console = context.obj
    home = folder or Path(tempfile.mkdtemp(prefix="rowback-demo-"))
    tour(home, clock=console.clock, out=out, color=console.color, width=console.width)


def _article(console: Console, source: str, *, allow_private: bool) -> "Article":
    from rowback import api

    if source == "-":
        return api.extract(sys.stdin.buffer.read())
    if source.startswith(("http://", "https://")):
        return _fetched(console, source, allow_private=allow_private)
    try:
        return api.extract(Path(source).read_bytes())
    except OSError as error:
        raise UsageError(
            f"{source} cannot be read: {error.strerror}", hint="give a file, an http(s) address, or -"
        ) from error


def _fetched(console: Console, address: str, *, allow_private: bool) -> "Article":
    from http import HTTPStatus

    from rowback import api
    from rowback.errors import FetchError
    from rowback.fetch import fetch_page
    from rowback.model import FetchSettings, Request

    settings = with_environment(FetchSettings(allow_private=allow_private))
    page = fetch_page(Request(address), settings, clock=console.clock)
    if page.status != HTTPStatus.OK:
        raise FetchError(f"{address} answered {page.status}", status=page.status, hint="open it in a browser")
    return api.read_page(page.body, url=page.final_url, content_type=page.content_type).article
