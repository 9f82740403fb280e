"""`import`: captures that others made."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from rowback.cli.console import Console, out, say
from rowback.cli.exits import Exit
from rowback.cli.progress import progress
from rowback.errors import UsageError

if TYPE_CHECKING:
    from rowback.model import Check, Outcome
    from rowback.track.captures import Flaw
    from rowback.track.importing import Capture

Jobs = Annotated[
    int | None, typer.Option("--jobs", metavar="N", min=1, help="Processes that read pages; default: one a processor.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def import_(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="JSONL files, folders of captures, or - for JSONL on stdin."),
    ],
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="The address of the captures in a folder without a list.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 when anything could not be read.")] = False,
    jobs: Jobs = None,
    as_json: Json = False,
) -> None:
    """Record captures of pages that were made elsewhere.

    Each goes through the stages of a check, in the order of the times: judged and compared with what was recorded
    before its time, recorded when the article differs. What is probably not the article is passed over, with the
    reason. What is there already is passed over too, so an import can be repeated. The revisions make a line of their
    own in git, joined by one merge; an article whose text was seen later than the captures keeps that text.

    Imported revisions stand in diff, blame, grep and export in the order of their times, and in log with --all. Nothing
    is watched by this: rowback add does that.

    \b
    A line of JSONL:
      {"url": "https://...", "time": "2026-11-02T08:00:00Z", "page": "<html>..."}
    time       ISO 8601 with a zone, or 14 digits in UTC
    page       the page as text; or page_base64: its bytes; or file: where they
               are, relative to the list (for stdin: to this folder)
    also       content_type (the header), final_url (after redirects)
    A folder holds captures.jsonl with such lines; or, with --url, pages named
    by their times: 20261102080000.html, 2026-11-02T08:00:00Z.html

    Example: rowback import captures.jsonl

    Example: rowback import ./wayback --url https://example.org/news/story
    """  # noqa: D301  a real \b, which keeps the lines of what follows
    from rowback.cli.lines import check_line, check_object, json_line
    from rowback.model import Outcome
    from rowback.track.importing import import_captures

    console: Console = context.obj
    store = console.store()
    flaws: list[str] = []
    counts: Counter[Outcome] = Counter()
    recorded, interrupted = 0, False
    with ExitStack() as files:
        captures = [capture for source in sources for capture in _captures(source, url, files, _told_of(source, flaws))]
        with progress("importing", len(captures)) as show:

            def seen(capture: "Capture", check: "Check") -> None:
                nonlocal recorded
                counts[check.outcome] += 1
                recorded += check.outcome in (Outcome.NEW, Outcome.EDITED, Outcome.RESTORED)
                show(counts.total())
                if as_json:
                    out(json_line({"place": capture.place or None} | check_object(check)))
                elif check.outcome in (Outcome.SUSPECT, Outcome.FAILED):
                    out(check_line(console, check) + (f" ({capture.place})" if capture.place else ""))

            try:
                import_captures(
                    store, captures, clock=console.clock, seen=seen, cleaned=say, jobs=jobs or os.cpu_count() or 1
                )
            except KeyboardInterrupt:
                interrupted = True
    say(_summary(counts, recorded, len(flaws)))
    if interrupted:
        say(f"interrupted: {counts.total()} of {len(captures)} done, stored")
        raise typer.Exit(Exit.INTERRUPTED)
    lost = len(flaws) + counts[Outcome.FAILED]
    if lost and (strict or lost == len(flaws) + len(captures)):
        raise typer.Exit(Exit.FAILED)


def _captures(source: str, url: str | None, files: ExitStack, flaw: "Flaw") -> "Iterator[Capture]":
    from rowback.track.captures import MANIFEST, from_folder, from_lines

    folder = Path(source)
    if source != "-" and folder.is_dir():
        if url is not None:
            return from_folder(folder, url, flaw=flaw)
        if not (folder / MANIFEST).is_file():
            raise UsageError(f"{source} holds no {MANIFEST}", hint="or name the one address of its pages with --url")
        source = str(folder / MANIFEST)
    if url is not None:
        raise UsageError("--url is for a folder of pages", hint="in JSONL each line names its address")
    return from_lines(_opened(source, files), Path.cwd() if source == "-" else Path(source).parent, flaw=flaw)


def _opened(source: str, files: ExitStack) -> BinaryIO:
    """A file that can be sought in: what comes on stdin is kept in one until the import ends."""
    from shutil import copyfileobj
    from tempfile import TemporaryFile

    if source == "-":
        kept: BinaryIO = files.enter_context(TemporaryFile())  # noqa: SIM115  closed with the others
        copyfileobj(sys.stdin.buffer, kept)
        kept.seek(0)
        return kept
    try:
        return files.enter_context(Path(source).open("rb"))
    except OSError as error:
        raise UsageError(
            f"{source} cannot be read: {error.strerror}", hint="give a JSONL file, a folder of captures, or -"
        ) from error


def _told_of(source: str, flaws: list[str]) -> "Flaw":
    def flaw(words: str) -> None:
        flaws.append(words)
        say(f"{'standard input' if source == '-' else source}, {words}")

    return flaw


def _summary(counts: "Counter[Outcome]", recorded: int, flaws: int) -> str:
    from rowback.model import Outcome

    said = [f"{counts.total()} capture{'' if counts.total() == 1 else 's'}: {recorded} recorded"]
    kinds = {Outcome.UNCHANGED: "unchanged or there already", Outcome.SUSPECT: "suspect", Outcome.FAILED: "failed"}
    said += [f"{counts[kind]} {words}" for kind, words in kinds.items() if counts[kind]]
    said += [f"{flaws} could not be read"] if flaws else []
    return ", ".join(said)
