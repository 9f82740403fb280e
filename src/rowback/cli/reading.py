"""`log`, `diff`: what the store holds."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.errors import RowbackError, UsageError
from rowback.model import Disclosure, Revision
from rowback.text import visible

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
    from rowback.track.lookup import find_url

    console: Console = context.obj
    store = console.store()
    address = find_url(url, store.urls())
    revisions = store.history(address, all=all_)
    for revision in revisions:
        out(json.dumps(as_line(revision), ensure_ascii=False) if as_json else _line(console, revision, utc=utc))
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
    """Say what changed between two revisions; by default the newest and the one before.

    Example: rowback diff example.org/news/story @3 @1 --format html -o story.html
    """
    from rowback import rendering
    from rowback.cli.exits import Exit
    from rowback.track.history import compare_revisions, last_two
    from rowback.track.lookup import find_revision, find_url

    console: Console = context.obj
    rendering.check_format(format_)
    store = console.store()
    address = find_url(url, store.urls())
    revisions = store.history(address)
    if not revisions:
        raise UsageError(f"{address} has not been recorded yet", hint="rowback check")
    if before and after is None and ".." in before:
        before, _, after = before.partition("..")
    now = console.clock().astimezone()
    older, newer = (
        (find_revision(before, revisions, now=now), find_revision(after or "@1", revisions, now=now))
        if before
        else last_two(revisions)
    )
    comparison = compare_revisions(store, older, newer)
    color = console.color and output is None
    write(rendering.render(comparison, format_, color=color, width=console.width), output)
    if exit_code and comparison.makes_revision:
        raise typer.Exit(Exit.CHANGES)


def write(text: str, output: Path | None) -> None:
    """To the file, or to stdout."""
    if output is None:
        out(text.removesuffix("\n"))
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RowbackError(f"{output} cannot be written: {error.strerror}", hint="name another file with -o") from error
    say(f"written: {output}")


def as_line(revision: Revision) -> dict[str, object]:
    """A revision as `--json` prints it."""
    return {
        "revision": revision.id,
        "time": revision.observed_at.isoformat(),
        "kind": revision.kind,
        "headline": revision.headline,
        "summary": revision.summary,
        "changes": asdict(revision.counts),
        "weight": revision.weight,
        "disclosure": revision.disclosure,
    }


def _line(console: Console, revision: Revision, *, utc: bool) -> str:
    silent = console.style("SILENT", bold=True) if revision.disclosure is Disclosure.SILENT else ""
    parts = [
        console.style(revision.id[:12], fg="yellow"),
        console.local(revision.observed_at, utc=utc),
        f"{revision.kind:<8}",
        silent,
        visible(revision.summary or revision.headline or ""),
    ]
    return "  ".join(part for part in parts if part)
