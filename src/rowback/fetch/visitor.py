"""One request for a page -> the page, by as many HTTP requests as it takes.

A visit is a generator: it yields the host that it wants to ask, and goes on when that host may be asked. So one visit
reads from top to bottom, and no thread sleeps while a host is left in peace.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from requests import Response
from requests.cookies import RequestsCookieJar

from rowback.errors import FetchError
from rowback.fetch.addresses import Address, read_address
from rowback.fetch.agent import agent_headers, validators
from rowback.fetch.answers import PageReader, Redirect, read_robots_answer
from rowback.fetch.faults import ExchangeError, is_passing, refused_status, retry_after_s
from rowback.fetch.robots import Rules, everything_allowed, read_rules
from rowback.fetch.transport import Transport
from rowback.model import FetchSettings, Page, Request

PERMANENT = (301, 308)
# RFC 9309: a crawler should follow at least five, and may then take the file for missing.
ROBOTS_REDIRECTS = 5
# How often a visit looks whether another one is done with the robots.txt of its host.
ROBOTS_POLL_S = 0.1

T = TypeVar("T")
Steps = Generator[str, None, T]


@dataclass(slots=True)
class Trip:
    """One way through redirects: what it may still cost, and the cookies set on it, which end with it."""

    left_s: float
    cookies: RequestsCookieJar = field(default_factory=RequestsCookieJar)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def enter(self, address: Address) -> None:
        """Note the next hop; the same address with the same cookies would answer the same for ever."""
        state = (address.url, repr(sorted((cookie.name, cookie.value or "") for cookie in self.cookies)))
        if state in self.seen:
            raise FetchError(f"{address.url} redirects in a circle")
        self.seen.add(state)


class Visitor:
    """Behaves towards all sites of one run, and remembers what they asked for.

    Attributes:
        free_at: when a host may be asked again, in `time.monotonic` seconds. Written by whoever has its turn.
    """

    def __init__(self, settings: FetchSettings, transport: Transport, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._transport = transport
        self._clock = clock
        self._headers = agent_headers(settings.contact)
        self._rules: dict[str, Rules | None] = {}
        self._closed: dict[str, FetchError] = {}
        self.free_at: defaultdict[str, float] = defaultdict(float)

    def visit(self, request: Request) -> Steps[Page]:
        """Yield each host that is to be asked next; return the page.

        Raises:
            FetchError: there is none.
        """
        address = read_address(request.url)
        # Queued before anything is set up: a run may have 10,000 visits that wait for their first turn.
        yield address.host
        trip = Trip(self._settings.total_timeout_s)
        headers = {**self._headers, **validators(request)}
        reader = PageReader(request, self._settings.size_bytes, self._clock)
        moved_to, unbroken = None, True
        for _ in range(self._settings.redirects + 1):
            trip.enter(address)
            if self._settings.robots:
                rules = yield from self._rules_of(address)
                rules.check(address)
            answer = yield from self._ask(address, headers, trip, reader)
            if isinstance(answer, Page):
                return replace(answer, moved_to=moved_to)
            unbroken = unbroken and answer.status in PERMANENT
            address = answer.target(address)
            moved_to = address.url if unbroken else moved_to
        raise FetchError(f"{request.url} redirects more than {self._settings.redirects} times")

    def _ask(self, address: Address, headers: dict[str, str], trip: Trip, read: Callable[[Response], T]) -> Steps[T]:
        """One address, again while its fault is a passing one; `read` gets the answers that are none."""
        tries = self._settings.retries + 1
        for attempt in range(tries):
            yield address.host
            self._check_open(address.origin)
            pause_s = self._pause_s(address)
            try:
                return self._exchange(address, headers, trip, read)
            except ExchangeError as fault:
                backoff_s = self._settings.backoff_s * 2**attempt
                pause_s = max(pause_s, backoff_s if fault.wait_s is None else fault.wait_s)
                if not fault.passing or attempt + 1 == tries or pause_s >= trip.left_s:
                    pause_s = self._give_up(address, fault)
                    raise
                trip.left_s -= pause_s
            finally:
                self.free_at[address.host] = time.monotonic() + pause_s
        raise AssertionError("the last try returns or raises")

    def _exchange(self, address: Address, headers: dict[str, str], trip: Trip, read: Callable[[Response], T]) -> T:
        start = time.monotonic()
        try:
            with self._transport.get(address, headers, trip.cookies, trip.left_s) as response:
                status = response.status_code
                if is_passing(status):
                    wait_s = retry_after_s(response.headers.get("Retry-After"), self._clock())
                    raise refused_status(address.url, status, wait_s)
                return read(response)
        finally:
            trip.left_s = max(0.001, trip.left_s - (time.monotonic() - start))

    def _give_up(self, address: Address, fault: ExchangeError) -> float:
        """The pause that the next page of this host has to keep, or never, when it need not even be tried."""
        wait_s = fault.wait_s or 0.0
        if fault.unreachable:
            self._closed[address.origin] = fault
        elif wait_s > self._settings.total_timeout_s:
            message = f"{address.host} wants to be left in peace for {wait_s:g} s"
            self._closed[address.origin] = FetchError(message, status=fault.status, hint="try again later")
        else:
            return max(self._pause_s(address), wait_s)
        return self._pause_s(address)

    def _check_open(self, origin: str) -> None:
        if closed := self._closed.get(origin):
            # Another error of the same words: one that is raised by many threads would collect all their tracebacks.
            raise ExchangeError(str(closed), status=closed.status, hint=closed.hint, passing=False) from closed

    def _pause_s(self, address: Address) -> float:
        rules = self._rules.get(address.origin)
        return max(self._settings.delay_s, rules.delay_s if rules else 0.0)

    # ---------------------------------------------------------------- robots.txt
    def _rules_of(self, address: Address) -> Steps[Rules]:
        """What robots.txt says, asked for by whichever visit comes first."""
        origin = address.origin
        while (rules := self._rules.get(origin)) is None:
            yield address.host
            self._check_open(origin)
            if origin in self._rules:
                self.free_at[address.host] = max(self.free_at[address.host], time.monotonic() + ROBOTS_POLL_S)
                continue
            self._rules[origin] = None
            try:
                self._rules[origin] = yield from self._fetch_rules(origin)
            finally:
                if self._rules[origin] is None:
                    del self._rules[origin]
        return rules

    def _fetch_rules(self, origin: str) -> Steps[Rules]:
        address = read_address(f"{origin}/robots.txt")
        trip = Trip(self._settings.total_timeout_s)
        try:
            for _ in range(ROBOTS_REDIRECTS + 1):
                answer = yield from self._ask(address, self._headers, trip, read_robots_answer)
                if not isinstance(answer, Redirect):
                    return everything_allowed(origin) if answer is None else read_rules(origin, answer)
                address = answer.target(address)
        except ExchangeError as fault:
            self._closed[origin] = _robots_closed(origin, fault)
            raise self._closed[origin] from fault
        except FetchError:
            # It redirects to where nothing can be: there is no robots.txt, as with a 404.
            return everything_allowed(origin)
        return everything_allowed(origin)


def _robots_closed(origin: str, error: ExchangeError) -> FetchError:
    if error.unreachable:
        return FetchError(str(error), hint=error.hint)
    message = f"robots.txt of {origin} cannot be read, so nothing there is fetched in this run: {error}"
    return FetchError(message, status=error.status, hint="try later, or set robots = false under [fetch]")
