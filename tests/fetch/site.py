"""A real site on a loopback address, which answers as it is told and notes who asked."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rowback.model import FetchSettings

STORY = b"<!doctype html><title>Ferry returns</title><p>The ferry to Lindholm is running again.</p>"
HTML = {"Content-Type": "text/html; charset=utf-8"}
# Longer than DNS allows, so that the lookup fails on this machine and nobody is asked.
UNKNOWN_HOST = ".".join(["nowhere" * 8] * 5)
# Tests do not wait for politeness unless that is what they are about.
SETTINGS = FetchSettings(delay_s=0, backoff_s=0.02, timeout_s=5, total_timeout_s=10, allow_private=True)


@dataclass(frozen=True)
class Answer:
    """What a path answers."""

    body: bytes = STORY
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: HTML)
    delay_s: float = 0


def redirect(location: str, status: int = 302, **headers: str) -> Answer:
    return Answer(b"look there", status, {"Location": location, **headers})


@dataclass(frozen=True)
class Asked:
    """One request that came in."""

    path: str
    host: str
    headers: dict[str, str]
    at: float


class Site(ThreadingHTTPServer):
    """Answers by path: an `Answer`, several in turn (the last one stays), or a function that writes to the handler."""

    daemon_threads = True

    def __init__(self, address: str = "127.0.0.1") -> None:
        super().__init__((address, 0), Handler)
        self.answers: dict[str, Answer | list[Answer] | Callable[[Any], None]] = {}
        self.asked: list[Asked] = []
        self.tunnelled: list[str] = []
        self.connections = 0
        self.busy = 0
        self.most_busy: dict[str, int] = {}
        self.busy_by_host: dict[str, int] = {}
        self.lock = threading.Lock()
        self.over = threading.Event()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked if not asked.path.endswith("/robots.txt")]

    def process_request(self, *arguments: Any) -> None:
        self.connections += 1
        super().process_request(*arguments)

    def handle_error(self, *arguments: Any) -> None:
        """A client that hangs up is what many tests are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes, and Nagle's algorithm would hold the second one for 40 ms.
    disable_nagle_algorithm = True
    server: Site

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        with self.server.lock:
            self.server.asked.append(Asked(self.path, self.headers["Host"], dict(self.headers), time.monotonic()))
            busy = self.server.busy_by_host[host] = self.server.busy_by_host.get(host, 0) + 1
            self.server.most_busy[host] = max(busy, self.server.most_busy.get(host, 0))
            self.server.most_busy["*"] = max(sum(self.server.busy_by_host.values()), self.server.most_busy.get("*", 0))
        self.asking: str | None = host
        try:
            self.answer()
        finally:
            self.answered()

    def answered(self) -> None:
        with self.server.lock:
            if self.asking:
                self.server.busy_by_host[self.asking] -= 1
            self.asking = None

    def answer(self) -> None:
        answer = self.server.answers.get(self.path, Answer(b"no such page", 404))
        if callable(answer):
            self.close_connection = True
            answer(self)
            return
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        time.sleep(answer.delay_s)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in answer.headers:
            self.send_header("Content-Length", str(len(answer.body)))
        self.answered()  # before the client can know it, and ask the next
        self.end_headers()
        self.wfile.write(answer.body)

    def do_CONNECT(self) -> None:
        """As a proxy does it, though all names lead to this machine."""
        self.server.tunnelled.append(self.path)
        self.close_connection = True
        try:
            there = socket.create_connection(("127.0.0.1", int(self.path.rpartition(":")[2])))
        except OSError:
            self.send_error(502)
            return
        with there:
            self.send_response(200)
            self.end_headers()
            threading.Thread(target=pump, args=(there, self.connection), daemon=True).start()
            pump(self.connection, there)

    def log_message(self, *arguments: Any) -> None:
        """Not on the terminal."""


def pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while packet := source.recv(65_536):
            target.sendall(packet)
        target.shutdown(socket.SHUT_WR)


def raw(*parts: bytes, pause_s: float = 0) -> Callable[[Handler], None]:
    """An answer written as it is, and then the connection is closed."""

    def write(handler: Handler) -> None:
        for part in parts:
            handler.wfile.write(part)
            if pause_s:
                handler.server.over.wait(pause_s)

    return write


@contextmanager
def running(site: Site) -> Iterator[Site]:
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        site.shutdown()
        site.server_close()
