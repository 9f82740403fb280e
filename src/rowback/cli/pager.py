"""A long result -> the reader's pager, as git does it."""

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping


def chosen(environment: Mapping[str, str]) -> list[str]:
    """The command of the pager; empty when none is wanted.

    `ROWBACK_PAGER` goes before `PAGER`; an empty one and `cat` mean none.
    """
    named = (environment[name] for name in ("ROWBACK_PAGER", "PAGER") if name in environment)
    command = shlex.split(next(named, "less"))
    return [] if command == ["cat"] else command


def page(text: str, command: list[str]) -> bool:
    """Show a text in a pager and wait for its end; tells whether there is such a pager.

    Ctrl-C is the pager's to answer, as long as it runs: in `less` it only stops a search.
    """
    # What git gives to less and lv: leave when all fits on the screen, show colours, do not clear the screen.
    environment = {"LESS": "FRX", "LV": "-c"} | os.environ
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pager.communicate(text.encode("utf-8", "backslashreplace"))
    finally:
        signal.signal(signal.SIGINT, handler)
    return True
