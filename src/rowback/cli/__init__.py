"""The command line: parse, call `track`, print, choose the exit code."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime

from rowback.cli.app import app
from rowback.cli.console import discard_output, open_missing_streams, say, utc_now
from rowback.cli.exits import Exit
from rowback.cli.stopping import stopped_gently
from rowback.errors import WRITABLE, RowbackError, UsageError
from rowback.text import one_line


def run() -> None:
    """The program's entry point."""
    open_missing_streams()
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str], *, clock: Callable[[], datetime] = utc_now) -> int:
    """Carry out one call of the program; returns its exit code (see `Exit`).

    This is the only place where errors are printed. A traceback means a bug in rowback.
    """
    try:
        with stopped_gently():
            app(list(arguments), prog_name="rowback", obj=clock)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Exit.OK
    except RowbackError as error:
        say(f"rowback: {one_line(str(error))}")
        if error.hint:
            say(f"hint: {one_line(error.hint)}")
        return Exit.USAGE if isinstance(error, UsageError) else Exit.FAILED
    except OSError as error:
        # No bug, but this machine: a full disk behind stdout, a folder that may not be read.
        discard_output()
        place = f": {error.filename}" if error.filename else " (while writing the output)"
        say(f"rowback: {one_line(f'{error.strerror or error}{place}')}")
        say(f"hint: {WRITABLE}")
        return Exit.FAILED
    return Exit.OK
