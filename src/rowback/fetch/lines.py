"""Exchanges that another thread can cut off.

A timeout of a socket starts anew with each byte, so a server that sends one byte a second holds its client for ever.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Line:
    """One exchange, which another thread may cut off."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._over = False
        self.cut = False

    def hold(self, sock: socket.socket) -> None:
        """The exchange goes over this socket."""
        with self._lock:
            self._socket = sock
            if self.cut:
                self._shut()

    def cut_off(self) -> None:
        """Make whoever waits for bytes stop waiting."""
        with self._lock:
            if not self._over:
                self.cut = True
                self._shut()

    def finish(self) -> None:
        """The socket may be used by the next exchange now."""
        with self._lock:
            self._over = True

    def _shut(self) -> None:
        if self._socket is not None:
            # Not `self._socket.shutdown`: that of a TLS socket takes the decryption from under the reading thread.
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class Lines:
    """The exchanges under way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: set[Line] = set()
        self._closed = False
        self._mine = threading.local()

    @contextmanager
    def opened(self, limit_s: float) -> Iterator[Line]:
        """An exchange of the calling thread, cut off after `limit_s`."""
        line = self._mine.line = Line()
        timer = threading.Timer(limit_s, line.cut_off)
        timer.daemon = True
        with self._lock:
            self._open.add(line)
            if self._closed:
                line.cut_off()
        timer.start()
        try:
            yield line
        finally:
            line.finish()
            timer.cancel()
            with self._lock:
                self._open.discard(line)

    def hold(self, sock: socket.socket | None) -> None:
        """The exchange of the calling thread goes over this socket."""
        # A proxy that speaks TLS itself wraps TLS in TLS, and that is no socket.
        if isinstance(sock, socket.socket):
            self._mine.line.hold(sock)

    def cut_all(self) -> None:
        """Cut the exchanges under way, and each that is begun from now on."""
        with self._lock:
            self._closed = True
            for line in self._open:
                line.cut_off()
