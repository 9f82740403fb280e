"""`log`, `diff`: what the store holds."""

import json
from pathlib import Path
from typing import Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.cli.exits import Exit
from rowback.errors import RowbackError, UsageError

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
    from rowback.cli.lines import revision_line, revision_object
    from rowback.track.lookup import find_url

    console: Console = context.obj
    store = console.store()
    address = find_url(url, store.urls())
    revisions = store.history(address, all=all_)
    for revision in revisions:
        if as_json:
            out(json.dumps(revision_object(revision), ensure_ascii=False))
        else:
            out(revision_line(console, revision, utc=utc))
    if not revisions:
        say(f"{address} has not been recorded yet: rowback check")


def diff(
    context: typer.Context,
    url: Url,
    before: Annotated[
        str | None, typer.Argument(metavar="[A]", help="A revision: @2, an id, @{yesterday}, @2026-11-01, or A..B.")
    ] = None,
    after: Annotated[str | None, typer.Argument(metavar="[B]", help="Another; default: the newest.")] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="terminal, html, json, markdown or text.")
    ] = "terminal",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not to stdout.")
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when something differs.")] = False,
) -> None:
    """Say what changed between two revisions.

    By default the newest and the one before. A revision is named as in git: @1 is the newest, @2 the one before it.

    Example: rowback diff example.org/news/story @3 @1 --format html -o story.html
    """
    from rowback import rendering
    from rowback.track.history import compare_revisions, last_two
    from rowback.track.lookup import find_revision, find_url

    if format_ not in rendering.FORMATS:
        raise UsageError(f"there is no format {format_!r}", hint=f"one of: {', '.join(rendering.FORMATS)}")
    console: Console = context.obj
    store = console.store()
    address = find_url(url, store.urls())
    revisions = store.history(address)
    if not revisions:
        raise UsageError(f"{address} has not been recorded yet", hint="rowback check")
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


def write(text: str, output: Path | None) -> None:
    """To the file, or to stdout.

    Raises:
        RowbackError: the file cannot be written.
    """
    if output is None:
        out(text.removesuffix("\n"))
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RowbackError(f"{output} cannot be written: {error.strerror}", hint="name another file with -o") from error
    say(f"written: {output}")
