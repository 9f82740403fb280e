"""What `requests` sends through: connections to checked addresses, over TLS that is always verified."""

import socket
import ssl
import threading
from typing import Any

from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context
from urllib3.util.timeout import Timeout

from rowback.fetch.connecting import open_socket
from rowback.fetch.faults import ExchangeError
from rowback.fetch.lines import Lines
from rowback.model import FetchSettings

# Hosts whose idle connections are kept; a Mac lets a program have 256 files open.
KEPT_HOSTS = 64


class Adapter(HTTPAdapter):
    """Connections that go to a checked address, over TLS that is always verified."""

    def __init__(self, settings: FetchSettings, lines: Lines) -> None:
        super().__init__(pool_connections=max(KEPT_HOSTS, settings.workers), pool_maxsize=settings.workers)
        self._pools = _pool_classes(lines, allow_private=settings.allow_private)
        self._certificates = settings.ca_file or DEFAULT_CA_BUNDLE_PATH
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
        timeout_s = Timeout.resolve_default_timeout(connection.timeout) or 60.0
        options = connection.socket_options or ()
        try:
            return open_socket(connection.host, connection.port, timeout_s, allow_private=private, options=options)
        except ExchangeError as fault:
            if connection.proxy is None:
                raise
            # Nothing is wrong with the site, and every other one fails in the same way.
            raise ExchangeError(f"the proxy is not there: {fault}", unreachable=True) from fault

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
