"""The options that say how and where results are written, and the writing."""

import sys
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from rowback.cli.console import out, say
from rowback.errors import RowbackError, UsageError

ComparisonFormat = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="terminal, html, json, markdown or text.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not to stdout.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when something differs.")]


def check_format(name: str, known: Collection[str]) -> None:
    """Before any work is done.

    Raises:
        UsageError: there is no such format.
    """
    if name not in known:
        raise UsageError(f"there is no format {name!r}", hint=f"one of: {', '.join(known)}")


def write(text: str, output: Path | None) -> None:
    """To the file, or to stdout.

    Raises:
        RowbackError: the file cannot be written.
    """
    if output is None:
        out(text.removesuffix("\n"))
    else:
        write_bytes(text.encode("utf-8", "backslashreplace"), output)


def write_bytes(content: bytes, output: Path | None) -> None:
    """To the file, or to stdout, as they are.

    Raises:
        RowbackError: the file cannot be written.
    """
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise RowbackError(f"{output} cannot be written: {error.strerror}", hint="name another file with -o") from error
    say(f"written: {output}")
