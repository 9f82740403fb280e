"""How pages are asked for."""

from dataclasses import dataclass


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
