"""`export`: the store as tables, for research."""

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console
from rowback.cli.output import Output, check_name, lines_to

if TYPE_CHECKING:
    from rowback.track.export import Cell

FORMATS = ("jsonl", "csv")


def export(
    context: typer.Context,
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="[URL...]", help="Only these; a part that fits one article will do.")
    ] = None,
    table: Annotated[
        str, typer.Option("--table", metavar="TABLE", help="revisions, changes or sentences.")
    ] = "changes",
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="jsonl or csv.")] = "jsonl",
    output: Output = None,
) -> None:
    """Write revisions, changes or sentences as a table.

    For spreadsheets and statistics. A row at a time, oldest revision first, articles in the order of their addresses
    or as they are named. All states of an article are extracted alike, so no row shows an edit that only an update of
    rowback made. Times are UTC. Where a cell holds several values, they stand one a line. Both formats hold the same;
    in JSON, what is empty is null.

    CSV is as in RFC 4180, in UTF-8, with a line of names. No text is altered: a cell that begins with = is a sentence
    that does, and a spreadsheet may take it for a formula. Import such columns as text.

    \b
    revisions  url revision time kind weight disclosure summary
               reverted_to added removed edited moved split merged
               headline_changed authors_changed published_changed
               notices_changed headline authors published modified notices
               language sentences extractor page_sha256 imported
    changes    url revision_before revision_after time_before time_after
               number part kind moved weight indexes_before indexes_after
               paragraph_before paragraph_after before after facts
    sentences  url revision time index paragraph text

    \b
    weight     cosmetic, wording or substance
    disclosure disclosed, partly or silent
    part       sentence, headline, authors, published, notices or link
    index...   of sentences in their revision, from 0, as in sentences
    facts      number: 12 -> 19

    Example: rowback export --table changes --format csv -o changes.csv

    Example: rowback export --table sentences example.org/news/story
    """  # noqa: D301  a real \b, which keeps the lines of what follows
    from rowback.cli.lines import json_line
    from rowback.track.export import TABLES, rows
    from rowback.track.lookup import find_url

    check_name(format_, FORMATS)
    check_name(table, tuple(TABLES), what="table")
    console: Console = context.obj
    store = console.store()
    known = store.urls()
    chosen = [find_url(part, known, store.config) for part in urls] if urls else sorted(known)
    columns = tuple(TABLES[table].columns)
    with lines_to(console, output) as write:
        if format_ == "csv":
            write(csv_line(columns))
        for row in rows(store, dict.fromkeys(chosen), table):
            write(csv_line(row) if format_ == "csv" else json_line(dict(zip(columns, row, strict=True))) + "\n")


def csv_line(cells: "Iterable[Cell]") -> str:
    """A record of RFC 4180, its line break included."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in cells])
    return line.getvalue()
