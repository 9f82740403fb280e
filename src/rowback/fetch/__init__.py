"""Addresses -> pages, the way a good guest asks for them."""

from collections.abc import Callable, Generator, Iterable
from datetime import UTC, datetime

from rowback.errors import FetchError
from rowback.fetch.pool import Pool
from rowback.fetch.transport import Transport
from rowback.fetch.visitor import Visitor
from rowback.model import FetchSettings, Page, Request

__all__ = ["fetch_page", "fetch_pages", "utc_now"]

# How long the end of a run waits for its threads.
GOODBYE_S = 1.0


def utc_now() -> datetime:
    """The time on this machine's clock."""
    return datetime.now(UTC)


def fetch_pages(
    requests: Iterable[Request], settings: FetchSettings, *, clock: Callable[[], datetime] = utc_now
) -> Generator[tuple[Request, Page | FetchError], None, None]:
    """Fetch many pages, many hosts at once, one request at a time for each host.

    Yields each request with its page, or with what went wrong, as soon as it is known, in the order of the answers.
    Closing the iterator early cuts all connections.
    """
    transport = Transport(settings)
    pool = Pool(Visitor(settings, transport, clock), settings.workers)
    try:
        yield from pool.run(requests)
    finally:
        pool.stop()
        transport.close()
        pool.join(GOODBYE_S)


def fetch_page(request: Request, settings: FetchSettings, *, clock: Callable[[], datetime] = utc_now) -> Page:
    """Fetch one page.

    Raises:
        FetchError: there is none; its message says why.
    """
    [(_, result)] = fetch_pages([request], settings, clock=clock)
    if isinstance(result, FetchError):
        raise result
    return result
