"""An address -> an answer in transit, over connections that are kept, guarded and bounded in time.

No `requests.Session`: it reads the environment, and reads the whole body of a redirect before anyone can stop it.
"""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import certifi
import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.util.ssl_ import create_urllib3_context
from urllib3.util.timeout import Timeout

from rowback.errors import FetchError
from rowback.fetch.addresses import Address, check_public
from rowback.fetch.connecting import open_socket
from rowback.fetch.faults import ExchangeError, broken_exchange
from rowback.fetch.proxies import proxy_for
from rowback.model import FetchSettings

# Hosts whose idle connections are kept; a Mac lets a program have 256 files open.
KEPT_HOSTS = 64


class Transport:
    """Connections to many hosts, for one run."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._lines = Lines()
        self._adapter = Adapter(settings, self._lines)

    @contextmanager
    def get(
        self, address: Address, headers: Mapping[str, str], cookies: RequestsCookieJar, limit_s: float
    ) -> Iterator[requests.Response]:
        """One request; its answer is open inside the `with`, and the cookies that it sets are added to `cookies`.

        Raises:
            FetchError: no answer came, or reading it broke or took longer than `limit_s`.
        """
        if not self._settings.allow_private:
            check_public(address)
        wait_s = min(self._settings.timeout_s, limit_s)
        with self._lines.opened(limit_s) as line:
            try:
                with self._send(address, headers, cookies, wait_s) as response:
                    cookies.update(response.cookies)
                    yield response
            except (FetchError, requests.RequestException, HTTPError, OSError) as error:
                if line.cut:
                    raise ExchangeError(f"{address.url} was not read within {limit_s:.3g} s", passing=False) from error
                if isinstance(error, FetchError):
                    raise
                raise broken_exchange(error, address, wait_s) from error
            # A cut connection without a declared length looks like a body that has ended.
            if line.cut:
                raise ExchangeError(f"{address.url} was not read within {limit_s:.3g} s", passing=False)

    def _send(
        self, address: Address, headers: Mapping[str, str], cookies: RequestsCookieJar, wait_s: float
    ) -> requests.Response:
        request = requests.Request("GET", address.url, headers=headers, cookies=cookies).prepare()
        proxy = proxy_for(address, self._settings.proxies)
        proxies = {address.scheme: proxy} if proxy else {}
        return self._adapter.send(request, stream=True, timeout=wait_s, verify=True, proxies=proxies)

    def close(self) -> None:
        """Cut every connection, also those in use by other threads."""
        self._lines.cut_all()
        self._adapter.close()


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
    """The exchanges under way. A timeout of a socket starts anew with each byte; this one does not."""

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


class Adapter(HTTPAdapter):
    """Connections that go to a checked address, over TLS that is always verified."""

    def __init__(self, settings: FetchSettings, lines: Lines) -> None:
        super().__init__(pool_connections=max(KEPT_HOSTS, settings.workers), pool_maxsize=settings.workers)
        self._pools = _pool_classes(lines, allow_private=settings.allow_private)
        self._certificates = settings.ca_file or certifi.where()
        self._context: ssl.SSLContext | None = None
        self._lock = threading.Lock()
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        """As in `requests`, with our connections."""
        with self._lock:
            manager = super().proxy_manager_for(proxy, **proxy_kwargs)
            manager.pool_classes_by_scheme = self._pools
        return manager

    def build_connection_pool_key_attributes(
        self, request: Any, verify: Any, cert: Any = None
    ) -> Any:  # the types in the stubs are private
        """As in `requests`, with the shared certificates."""
        host, tls = super().build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] == "https":
            tls["ssl_context"] = self._shared_context()
        return host, tls

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:  # noqa: ARG002  # as requests calls it
        """Always; the shared context holds the certificates."""
        conn.cert_reqs = "CERT_REQUIRED"

    def _shared_context(self) -> ssl.SSLContext:
        # Reading the certificates takes 40 ms, and urllib3 would do it for each connection.
        with self._lock:
            if self._context is None:
                self._context = create_urllib3_context()
                self._context.load_verify_locations(self._certificates)
            return self._context


def _pool_classes(lines: Lines, *, allow_private: bool) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3's pools, with connections that are opened by `open_socket` and can be cut off."""

    def connect(connection: HTTPConnection) -> socket.socket:
        # The proxy is the user's own, and mostly on this very machine.
        private = allow_private or connection.proxy is not None
        timeout_s = Timeout.resolve_default_timeout(connection.timeout) or socket.getdefaulttimeout() or 60.0
        options = connection.socket_options or ()
        return open_socket(connection.host, connection.port, timeout_s, allow_private=private, options=options)

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

        def request(self, *args: Any, **kwargs: Any) -> None:
            super().request(*args, **kwargs)
            lines.hold(self.sock)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

        def request(self, *args: Any, **kwargs: Any) -> None:
            super().request(*args, **kwargs)
            lines.hold(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
