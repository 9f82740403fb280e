"""`log`, `diff`: what the store holds."""

from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.cli.exits import Exit
from rowback.cli.output import ComparisonFormat, ExitCode, Output, check_format, write, write_bytes
from rowback.errors import UsageError

if TYPE_CHECKING:
    from rowback.model import Revision
    from rowback.store import Store

Url = Annotated[str, typer.Argument(metavar="URL", help="An article: its address, or a part that fits only one.")]
Utc = Annotated[bool, typer.Option("--utc", help="Times in UTC, not in local time.")]


def log(
    context: typer.Context,
    url: Url,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Also re-extractions and imports.")] = False,
    utc: Utc = False,
) -> None:
    """Print an article's revisions, newest first.

    Example: rowback log example.org/news/story
    """
    from rowback.cli.lines import json_line, revision_line, revision_object
    from rowback.track.lookup import find_url

    console: Console = context.obj
    store = console.store()
    address = find_url(url, store.urls())
    revisions = store.history(address, all=all_)
    for revision in revisions:
        if as_json:
            out(json_line(revision_object(revision)))
        else:
            out(revision_line(console, revision, utc=utc))
    if not revisions:
        say(f"{address} has not been recorded yet: rowback check")


def show(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="URL[@REV]", help="An article, by default as it is now: story@2, story@{yesterday}."),
    ],
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or markdown.")] = "text",
    page: Annotated[bool, typer.Option("--page", help="The page as it was served, byte for byte.")] = False,
    output: Output = None,
) -> None:
    """Print an article as of a revision or a time.

    Example: rowback show example.org/news/story@{yesterday}
    """
    from rowback.rendering import articles
    from rowback.track.lookup import find_revision, find_state

    check_format(format_, articles.FORMATS)
    console: Console = context.obj
    store = console.store()
    address, named = find_state(name, store.urls())
    revision = find_revision(named, _recorded(store, address), now=console.clock().astimezone())
    if page:
        write_bytes(store.page(revision), output)
    else:
        write(articles.render(store.at(revision).article, format_), output)


def diff(
    context: typer.Context,
    url: Url,
    before: Annotated[
        str | None, typer.Argument(metavar="[A]", help="A revision: @2, an id, @{yesterday}, @2026-11-01, or A..B.")
    ] = None,
    after: Annotated[str | None, typer.Argument(metavar="[B]", help="Another; default: the newest.")] = None,
    format_: ComparisonFormat = "terminal",
    output: Output = None,
    exit_code: ExitCode = False,
) -> None:
    """Say what changed between two revisions.

    By default the newest and the one before. A revision is named as in git: @1 is the newest, @2 the one before it.

    Example: rowback diff example.org/news/story @3 @1 --format html -o story.html
    """
    from rowback import rendering
    from rowback.track.history import compare_revisions, last_two
    from rowback.track.lookup import find_revision, find_url

    check_format(format_, rendering.FORMATS)
    console: Console = context.obj
    store = console.store()
    address = find_url(url, store.urls())
    revisions = _recorded(store, address)
    if before and after is None and ".." in before:
        before, _, after = before.partition("..")
    if before:
        now = console.clock().astimezone()
        sides = find_revision(before, revisions, now=now), find_revision(after or "@1", revisions, now=now)
    else:
        sides = last_two(revisions)
    comparison = compare_revisions(store, *sides)
    write(rendering.render(comparison, format_, color=console.color and output is None, width=console.width), output)
    if exit_code and comparison.makes_revision:
        raise typer.Exit(Exit.CHANGES)


def _recorded(store: "Store", address: str) -> "tuple[Revision, ...]":
    revisions = store.history(address)
    if not revisions:
        raise UsageError(f"{address} has not been recorded yet", hint="rowback check")
    return revisions
