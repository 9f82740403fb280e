"""The exit codes, which scripts rely on."""

from enum import IntEnum


class Exit(IntEnum):
    """What a command's exit code says."""

    OK = 0
    """Carried out. For `check`: whatever the outcomes were."""
    CHANGES = 1
    """Carried out, changes were found, and `--exit-code` asked to be told."""
    NOT_FOUND = 1
    """For `grep`: the text stands and stood nowhere."""
    FAULTS = 1
    """For `doctor`: something is wrong with the store and was not mended."""
    USAGE = 2
    """Called in a way that cannot be carried out; nothing was done."""
    FAILED = 3
    """Could not be carried out: the store, the network, the disk."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C or SIGTERM; what had been found by then is stored."""
    PIPE_CLOSED = 141
    """Whoever read the output had enough of it."""
