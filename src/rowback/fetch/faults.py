"""What goes wrong on the way to a page -> one line for the user."""

import http.client
import ssl
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from requests import exceptions as requests_errors
from urllib3 import exceptions as urllib3_errors

from rowback.errors import FetchError
from rowback.fetch.addresses import Address

HINTS = {
    401: "open it in a browser: it may need a login",
    403: "open it in a browser: it may need a login, or refuse programs",
    407: "the proxy wants a name and a password: put them into its address",
    429: "raise delay_s under [fetch]",
    451: "open it in a browser: it may be refused to your country",
}


class ExchangeError(FetchError):
    """A `FetchError` with what the visitor needs to go on.

    Attributes:
        passing: it may be gone in a moment.
        unreachable: nobody answered at all, so the other pages of the site need not be tried.
        wait_s: how long the server asked to be left alone.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        hint: str | None = None,
        passing: bool = True,
        unreachable: bool = False,
        wait_s: float | None = None,
    ) -> None:
        super().__init__(message, status=status, hint=hint)
        self.passing = passing
        self.unreachable = unreachable
        self.wait_s = wait_s


def refused_status(url: str, status: int, wait_s: float | None = None) -> ExchangeError:
    """The server answered, but with no page."""
    message = f"{url} answered {status}" + _phrase(status)
    return ExchangeError(message, status=status, hint=HINTS.get(status), passing=is_passing(status), wait_s=wait_s)


def is_passing(status: int) -> bool:
    """The server may answer otherwise in a moment."""
    return status in (408, 425, 429) or status >= 500


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def retry_after_s(header: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` header asks for, written as a number or as a date; `None` when it says nothing."""
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    # A date "-0000" comes back without a zone; HTTP dates are always UTC.
    return max(0.0, (until.replace(tzinfo=until.tzinfo or now.tzinfo) - now).total_seconds())


def broken_exchange(error: Exception, address: Address, wait_s: float) -> ExchangeError:
    """What a library said about a connection that failed."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            message = f"the certificate of {address.host} is not trusted: {cause.verify_message.rstrip('.')}"
            hint = "open it in a browser: the site may have a broken certificate, or something stands in between"
            return ExchangeError(message, hint=hint, passing=False, unreachable=True)
    if any(isinstance(cause, (http.client.IncompleteRead, urllib3_errors.IncompleteRead)) for cause in causes):
        return ExchangeError(f"{address.url} sent only a part of the page")
    if any(isinstance(cause, (TimeoutError, urllib3_errors.TimeoutError)) for cause in causes):
        return ExchangeError(f"{address.url} gave no answer for {wait_s:.3g} s", hint="raise timeout_s under [fetch]")
    if any(isinstance(cause, (requests_errors.ProxyError, urllib3_errors.ProxyError)) for cause in causes):
        return ExchangeError(f"the proxy did not get through to {address.host}: {_words(causes[-1])}")
    if any(isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError) for cause in causes):
        return ExchangeError(
            f"no secure connection to {address.host}: {_words(causes[-1])}", passing=False, unreachable=True
        )
    return ExchangeError(f"the connection to {address.host} broke: {_words(causes[-1])}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what it wraps, outermost first."""
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        found = waiting.pop()
        if isinstance(found, BaseException) and found not in seen:
            seen.append(found)
            yield found
            # urllib3 and requests wrap by attribute, by argument and by `from`, not always by all three.
            waiting += [found.__context__, found.__cause__, *found.args, getattr(found, "reason", None)]


def _words(error: BaseException) -> str:
    """An error's own text on one line."""
    return " ".join((str(error) or type(error).__name__).split())[:200]
