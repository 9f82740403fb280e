"""The command line: parse, call `track`, print, choose the exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime

from rowback.cli.app import app
from rowback.cli.console import say, utc_now
from rowback.cli.exits import Exit
from rowback.errors import RowbackError, UsageError


def run() -> None:
    """The program's entry point."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str], *, clock: Callable[[], datetime] = utc_now) -> int:
    """Carry out one call of the program; returns its exit code (see `Exit`).

    This is the only place where errors are printed. A traceback means a bug in rowback.
    """
    try:
        app(list(arguments), prog_name="rowback", obj=clock)
    except SystemExit as end:
        return _flushed(end.code if isinstance(end.code, int) else Exit.OK)
    except RowbackError as error:
        say(f"rowback: {error}")
        if error.hint:
            say(f"hint: {error.hint}")
        return Exit.USAGE if isinstance(error, UsageError) else Exit.FAILED
    except BrokenPipeError:
        return _flushed(Exit.PIPE_CLOSED)
    return Exit.OK


def _flushed(code: int) -> int:
    """The code, or `PIPE_CLOSED` when nobody reads the output any more."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain again when it closes the stream at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.PIPE_CLOSED
    return code
