"""Pages -> what is read on them, over several processes, in the order in which they are given.

Reading a page takes 30 ms and nothing else of an import or a re-extraction takes a tenth of that. Reading is a function
of the page, so the order in which the processes end decides nothing.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from rowback import api
from rowback.errors import RowbackError
from rowback.model import Extraction, Page, SiteRules

T = TypeVar("T")

# Pages that wait for each process: enough that none is idle, few enough to hold in memory.
AHEAD = 4
# A process takes a second to start: as long as reading this many pages.
WORTH_IT = 30


def read(page: Page, rules: SiteRules | None) -> Extraction:
    """What is read on a page, its blocks too, by the rules for its site."""
    return api.read_page(page.body, url=page.final_url, content_type=page.content_type, rules=rules, blocks=True)


def read_all(
    items: Iterable[tuple[T, Page | None]], *, rules: Callable[[str], SiteRules | None], jobs: int
) -> Iterator[tuple[T, Extraction | None]]:
    """Each item with what is read on its page, if it has one; items are taken a little ahead of what is given back.

    Args:
        rules: gives those for an address.
        jobs: how many processes read; 1 is this one.

    Raises:
        RowbackError: one of the processes was ended from outside.
    """
    items = iter(items)
    few = list(islice(items, WORTH_IT)) if jobs > 1 else []
    items = chain(few, items)
    if len(few) < WORTH_IT:
        for item, page in items:
            yield item, read(page, rules(page.url)) if page else None
        return
    # Each process starts afresh: a copy of this one would hold the store's lock for as long as it lives.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_follow_parent) as pool:
        waiting: deque[tuple[T, Future[Extraction] | None]] = deque()
        try:
            for item, page in items:
                waiting.append((item, pool.submit(read, page, rules(page.url)) if page else None))
                if len(waiting) > AHEAD * jobs:
                    yield _first(waiting)
            while waiting:
                yield _first(waiting)
        except BrokenProcessPool as error:
            hint = "was memory short? --jobs 1 needs the least of it"
            raise RowbackError("a process that reads pages was ended from outside", hint=hint) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _first(waiting: deque[tuple[T, Future[Extraction] | None]]) -> tuple[T, Extraction | None]:
    item, future = waiting.popleft()
    return item, future.result() if future else None


def _follow_parent() -> None:
    """Leave a Ctrl-C to the parent, and end with it however it ends: it cannot say so when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
