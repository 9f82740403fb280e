"""Many visits at once, one request at a time for each host."""

import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rowback.errors import FetchError
from rowback.fetch.visitor import Steps, Visitor
from rowback.model import Page, Request

Result = tuple[Request, Page | FetchError]

# Bodies that may wait for a consumer who is slower than the network; nothing new is asked for while there are more.
WAITING_BYTES = 64_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """A request under way."""

    request: Request
    steps: Steps[Page]


@dataclass(slots=True, eq=False)
class Host:
    """The visits that want to ask one host next; `taken` while one of them does, or is about to."""

    name: str
    visits: deque[Visit] = field(default_factory=deque)
    taken: bool = False


class Pool:
    """Gives turns with hosts to visits."""

    def __init__(self, visitor: Visitor, workers: int) -> None:
        self._visitor = visitor
        self._workers = workers
        self._changed = threading.Condition()
        self._hosts: dict[str, Host] = {}
        self._turns: list[tuple[float, int, Host]] = []
        self._order = itertools.count()
        self._done: deque[Result] = deque()
        self._waiting_bytes = 0
        self._left = 0
        self._stopped = False
        self._threads: list[threading.Thread] = []

    def run(self, requests: Iterable[Request]) -> Iterator[Result]:
        """All results, in the order in which they are ready."""
        visits = [Visit(request, self._visitor.visit(request)) for request in requests]
        self._left = len(visits)
        for visit in visits:
            self._go_on(visit, first=True)
        for number in range(min(self._workers, len(self._hosts))):
            # A daemon: one that looks up a name cannot be stopped, and must not keep the program from ending.
            self._threads.append(threading.Thread(target=self._work, name=f"fetch-{number}", daemon=True))
            self._threads[-1].start()
        for _ in visits:
            yield self._take()

    def stop(self) -> None:
        """Begin nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def join(self, timeout_s: float) -> None:
        """Wait for the threads to end."""
        until = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _take(self) -> Result:
        with self._changed:
            while not self._done:
                self._changed.wait()
            request, result = self._done.popleft()
            self._waiting_bytes -= _size(result)
            self._changed.notify_all()
        return request, result

    def _work(self) -> None:
        while turn := self._next_turn():
            host, visit = turn
            self._go_on(visit)
            with self._changed:
                host.taken = False
                self._offer(host)

    def _next_turn(self) -> tuple[Host, Visit] | None:
        with self._changed:
            while self._left and not self._stopped:
                wait_s = None
                if self._turns and self._waiting_bytes < WAITING_BYTES:
                    wait_s = self._turns[0][0] - time.monotonic()
                    if wait_s <= 0:
                        _, _, host = heapq.heappop(self._turns)
                        return host, host.visits.popleft()
                self._changed.wait(wait_s)
        return None

    def _go_on(self, visit: Visit, *, first: bool = False) -> None:
        """Run a visit up to the next host that it wants to ask, or to its end."""
        try:
            name = next(visit.steps)
        except StopIteration as end:
            self._finish(visit, end.value)
        except FetchError as error:
            self._finish(visit, error)
        except Exception as error:  # noqa: BLE001  # no server, however odd its answer, may end the run for the others
            message = f"{visit.request.url[:200]!r} met a fault of this program: {type(error).__name__}"
            fault = FetchError(message, hint="please report it, with --debug")
            fault.__cause__ = error
            self._finish(visit, fault)
        else:
            self._queue(visit, name, first=first)

    def _queue(self, visit: Visit, name: str, *, first: bool) -> None:
        with self._changed:
            host = self._hosts.setdefault(name, Host(name))
            # What was begun is ended before anything new is begun.
            if first:
                host.visits.append(visit)
            else:
                host.visits.appendleft(visit)
            self._offer(host)

    def _offer(self, host: Host) -> None:
        if host.visits and not host.taken:
            host.taken = True
            heapq.heappush(self._turns, (self._visitor.free_at[host.name], next(self._order), host))
            self._changed.notify()

    def _finish(self, visit: Visit, result: Page | FetchError) -> None:
        with self._changed:
            self._done.append((visit.request, result))
            self._waiting_bytes += _size(result)
            self._left -= 1
            self._changed.notify_all()


def _size(result: Page | FetchError) -> int:
    return len(result.body) if isinstance(result, Page) else 0
