"""The options that say where results are written, and the writing."""

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.errors import RowbackError, UsageError
from rowback.text import visible

Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not to stdout.")]


def check_name(name: str, known: Collection[str], *, what: str = "format") -> None:
    """Before any work is done.

    Raises:
        UsageError: there is no such format (or table, or weight).
    """
    if name not in known:
        raise UsageError(f"there is no {what} {name!r}", hint=f"one of: {', '.join(known)}")


def write(console: Console, text: str, output: Path | None) -> None:
    """To the file, to the pager, or to stdout.

    Raises:
        RowbackError: the file cannot be written.
    """
    if output is None:
        show(console, text)
    else:
        write_bytes(text.encode("utf-8", "surrogatepass"), output)


def show(console: Console, text: str) -> None:
    """To stdout; when that is a terminal, through a pager."""
    from rowback.cli import pager

    if console.terminal and console.paged:
        command = pager.chosen(os.environ)
        if command and pager.page(text, command):
            return
    out(text.removesuffix("\n").encode("utf-8", "backslashreplace").decode())


def harmless(console: Console, text: str) -> str:
    """Exact text, as patches and tables have it, made visible on a terminal, so that it drives nothing."""
    return "\n".join(visible(line) for line in text.split("\n")) if console.terminal else text


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
        raise _unwritable(output, error) from error
    say(f"written: {output}")


def open_in_browser(html: str, output: Path | None) -> None:
    """Write a page, to a temporary file if to no other, and show it in a browser.

    Raises:
        RowbackError: the file cannot be written.
    """
    import tempfile
    import webbrowser

    if output is None:
        # It stays: the browser reads it after this program has ended.
        descriptor, name = tempfile.mkstemp(prefix="rowback-", suffix=".html")
        os.close(descriptor)
        output = Path(name)
    write_bytes(html.encode(), output)
    if not webbrowser.open(output.resolve().as_uri()):
        out(str(output))
        say("no browser was found; open the file yourself")


@contextmanager
def lines_to(console: Console, output: Path | None) -> Iterator[Callable[[str], None]]:
    """What writes one line after the other, for results that are never held as a whole; line ends are the caller's.

    Raises:
        RowbackError: the file cannot be written.
    """
    if output is None:
        yield lambda line: out(harmless(console, line.removesuffix("\n")))
        return
    try:
        with output.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            yield lambda line: print(line, end="", file=file)
    except OSError as error:
        raise _unwritable(output, error) from error
    say(f"written: {output}")


def _unwritable(output: Path, error: OSError) -> RowbackError:
    return RowbackError(f"{output} cannot be written: {error.strerror}", hint="name another file with -o")
