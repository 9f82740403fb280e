"""An answer in transit -> a page, the rules of robots.txt, or the address of another answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from requests import Response

from rowback.errors import FetchError
from rowback.fetch.addresses import Address
from rowback.fetch.bodies import check_sniffed, check_type, read_body
from rowback.fetch.faults import ExchangeError, refused_status
from rowback.fetch.robots import read_robots
from rowback.model import Page, Request

REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer that names another address."""

    status: int
    location: str | None

    def target(self, address: Address) -> Address:
        """Where it leads from an address."""
        if self.location is None:
            raise FetchError(f"{address.url} answered {self.status} without saying where to", status=self.status)
        try:
            return address.join(self.location)
        except FetchError as error:
            raise FetchError(f"{address.url} redirects to where nothing can be fetched: {error}") from error


def read_redirect(response: Response) -> Redirect | None:
    """The redirect that an answer is, if it is one."""
    status = response.status_code
    return Redirect(status, response.headers.get("Location")) if status in REDIRECTS else None


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads the answers to one request."""

    request: Request
    size_bytes: int
    clock: Callable[[], datetime]

    def __call__(self, response: Response) -> Page | Redirect:
        """The page, or where it is."""
        return read_redirect(response) or self._page(response)

    def _page(self, response: Response) -> Page:
        status = response.status_code
        # 304 makes sense only to those who have a copy and said so.
        conditional = self.request.etag or self.request.last_modified
        if status not in (200, 404, 410) and not (status == 304 and conditional):
            raise refused_status(response.url, status)
        return Page(
            url=self.request.url,
            final_url=response.url,
            status=status,
            body=self._body(response) if status == 200 else b"",
            fetched_at=self.clock(),
            content_type=response.headers.get("Content-Type"),
            # A 304 need not repeat the validators; those that it answers to stay valid.
            etag=response.headers.get("ETag", self.request.etag if status == 304 else None),
            last_modified=response.headers.get("Last-Modified", self.request.last_modified if status == 304 else None),
        )

    def _body(self, response: Response) -> bytes:
        vague = check_type(response)
        body = read_body(response, self.size_bytes)
        # Headers or a body of unknown length that are cut at once look just like this.
        if not body:
            raise ExchangeError(f"{response.url} sent an empty page", status=200)
        if vague:
            check_sniffed(response, body)
        return body


def read_robots_answer(response: Response) -> str | Redirect | None:
    """The text of robots.txt; `None` when there is none, which allows everything."""
    return read_redirect(response) or (read_robots(response) if response.status_code == 200 else None)
