"""An address -> an answer in transit, over connections that are kept, guarded and bounded in time.

No `requests.Session`: it reads the environment, and reads the whole body of a redirect before anyone can stop it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import requests
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import HTTPError

from rowback.errors import FetchError
from rowback.fetch.adapter import Adapter
from rowback.fetch.addresses import Address, check_public
from rowback.fetch.bodies import read_raw
from rowback.fetch.faults import ExchangeError, broken_exchange
from rowback.fetch.lines import Lines
from rowback.fetch.proxies import proxy_for
from rowback.model import FetchSettings

# What is read of a body that nobody wants (of a redirect, of a missing robots.txt), to keep its connection.
UNWANTED_BYTES = 65_536


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
        # A second more than the limit: the cut knows better what to say than a timeout, so it shall come first.
        wait_s = min(self._settings.timeout_s, limit_s + 1)
        with self._lines.opened(limit_s) as line:
            try:
                with self._send(address, headers, cookies, wait_s) as response:
                    cookies.update(response.cookies)
                    yield response
                    with suppress(HTTPError, OSError):
                        read_raw(response, UNWANTED_BYTES)
            except (FetchError, requests.RequestException, HTTPError, OSError) as error:
                if line.cut:
                    raise self._too_slow(address) from error
                if isinstance(error, FetchError):
                    raise
                raise broken_exchange(error, address, wait_s) from error
            # A cut connection without a declared length looks like a body that has ended.
            if line.cut:
                raise self._too_slow(address)

    def _too_slow(self, address: Address) -> ExchangeError:
        message = f"{address.url} was not read in {self._settings.total_timeout_s:g} s"
        return ExchangeError(message, hint="raise total_timeout_s under [fetch]", passing=False)

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
