"""Pages and what is asked for to get them."""

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
