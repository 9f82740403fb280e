"""What stops a run from outside -> a run that stores what it has found."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stopped_gently() -> Iterator[None]:
    """Let SIGTERM, which `timeout`, systemd and CI send, stop what is done here as a Ctrl-C does.

    Where a Ctrl-C is passed over, since what was found is being stored, so is this.

    Raises:
        KeyboardInterrupt: it was sent.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals strike the main thread only, and only there can they be caught
        return
    usual = signal.getsignal(signal.SIGINT)

    def stop(*_: object) -> None:
        if signal.getsignal(signal.SIGINT) is usual:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
