"""A small news site on the loopback interface: real HTTP for the demo and for the tests."""

import hashlib
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site says for one path."""

    body: bytes
    status: int = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """A strong validator made from the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


class NewsSite:
    """Serves what was published last under each path; 404 for all others.

    Use it as a context manager; it stops serving at the end.

    Attributes:
        requests: "METHOD path" of every request, in the order of arrival.
    """

    def __init__(self) -> None:
        self.requests: list[str] = []
        self._answers: dict[str, Answer] = {}
        self._server = _Server(self)

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def publish(
        self, path: str, page: str | bytes, *, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
    ) -> str:
        """Serve a page from now on; returns its address."""
        body = page.encode() if isinstance(page, str) else page
        self._answers[path] = Answer(body, status, headers or {})
        return self.url(path)

    def withdraw(self, path: str) -> None:
        """Answer 404 from now on."""
        self._answers.pop(path, None)

    def answer(self, path: str) -> Answer:
        """What is served under a path now."""
        return self._answers.get(path, Answer(b"<h1>Not found</h1>", HTTPStatus.NOT_FOUND))

    def __enter__(self) -> Self:
        # The default poll interval of half a second would be the time that each test takes to end.
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: NewsSite) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who hangs up is no fault of the site."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it was given


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site = self.server.site
        site.requests.append(f"GET {self.path}")
        answer = site.answer(self.path)
        if answer.status == HTTPStatus.OK and self.headers.get("If-None-Match") == answer.etag:
            answer = Answer(b"", HTTPStatus.NOT_MODIFIED, {"ETag": answer.etag})
        self.send_response(answer.status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", "ETag": answer.etag, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is given by http.server
        """Say nothing: the demo prints what the check saw."""
