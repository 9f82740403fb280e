"""Pages and how they are asked for."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One address to look at, with the validators its server gave last time, exactly as they came."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: 200 with a body, 304 without one, or 404 and 410, which say that it is gone.

    Attributes:
        url: the address that was asked for, as it was given.
        final_url: the address that answered, after redirects.
        body: decompressed, otherwise as served; empty unless `status` is 200.
        content_type: the header as served; it may name the charset.
        moved_to: the last address of an unbroken chain of permanent redirects, or `None`.
    """

    url: str
    final_url: str
    status: int
    fetched_at: datetime
    body: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How to behave towards other people's servers.

    Attributes:
        delay_s: pause between two requests to one host.
        timeout_s: for one request: connecting, and each wait for more bytes.
        total_timeout_s: for one page, redirects and retries included.
        size_bytes: cap on a body after decompression.
        retries: how often a passing fault (408, 429, 5xx, a dropped connection) is tried again.
        backoff_s: pause before the first of these tries; it doubles with each one.
        workers: hosts that are asked at once.
        contact: an address or URL that goes into the agent string, so that a site can reach the operator.
        allow_private: also fetch from loopback and private networks.
        proxies: as `requests` takes them: scheme to proxy address, and `no_proxy`.
        ca_file: certificates to trust, as one PEM file, instead of those that come with the program.
    """

    delay_s: float = 1.0
    timeout_s: float = 30.0
    total_timeout_s: float = 120.0
    size_bytes: int = 20_000_000
    redirects: int = 10
    retries: int = 2
    backoff_s: float = 1.0
    workers: int = 16
    contact: str | None = None
    robots: bool = True
    allow_private: bool = False
    proxies: tuple[tuple[str, str], ...] = ()
    ca_file: str | None = None
