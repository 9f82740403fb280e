"""Addresses -> pages, the way a good guest asks for them."""

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from rowback.errors import FetchError
from rowback.fetch.pool import Pool
from rowback.fetch.transport import Transport
from rowback.fetch.visitor import Visitor
from rowback.model import FetchSettings, Page, Request

__all__ = ["Guest", "fetch_page", "fetch_pages", "utc_now"]

# How long the end of a run waits for its threads.
GOODBYE_S = 1.0


def utc_now() -> datetime:
    """The time on this machine's clock."""
    return datetime.now(UTC)


class Guest:
    """Asks sites for pages in several rounds, and remembers between them what each site wants: one robots.txt a run.

    Use it as a context manager: its end cuts all connections.
    """

    def __init__(self, settings: FetchSettings, *, clock: Callable[[], datetime] = utc_now) -> None:
        self._workers = settings.workers
        self._transport = Transport(settings)
        self._visitor = Visitor(settings, self._transport, clock)
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.stop()
        self._transport.close()
        if self._pool:
            self._pool.join(GOODBYE_S)

    def pages(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Page | FetchError]]:
        """One round: each request with its page, or with what went wrong, in the order of the answers.

        A round is to be read to its end before the next one begins.
        """
        self._pool = Pool(self._visitor, self._workers)
        return self._pool.run(requests)


def fetch_pages(
    requests: Iterable[Request], settings: FetchSettings, *, clock: Callable[[], datetime] = utc_now
) -> Generator[tuple[Request, Page | FetchError], None, None]:
    """Fetch many pages, many hosts at once, one request at a time for each host.

    Yields each request with its page, or with what went wrong, as soon as it is known, in the order of the answers.
    Closing the iterator early cuts all connections.
    """
    with Guest(settings, clock=clock) as guest:
        yield from guest.pages(requests)


def fetch_page(request: Request, settings: FetchSettings, *, clock: Callable[[], datetime] = utc_now) -> Page:
    """Fetch one page.

    Raises:
        FetchError: there is none; its message says why.
    """
    [(_, result)] = fetch_pages([request], settings, clock=clock)
    if isinstance(result, FetchError):
        raise result
    return result
