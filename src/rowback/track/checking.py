"""Addresses -> checks, with what they found recorded in the store."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rowback.fetch import Guest
from rowback.model import Check, FetchSettings
from rowback.store import Store
from rowback.track.looking import Look
from rowback.track.neighbours import Neighbours, site_of
from rowback.track.rehearsing import rehearsal

if TYPE_CHECKING:
    from rowback.track.recording import Doubtful

# Pages that may wait to be judged; when there are more, they are judged by what was seen until then.
WAITING_BYTES = 64_000_000


def check(
    store: Store,
    urls: Iterable[str],
    settings: FetchSettings,
    *,
    clock: Callable[[], datetime],
    seen: Callable[[Check], None],
    cleaned: Callable[[str], None],
    settle_s: float | None = None,
    wait_s: float = 0,
    rehearse: bool = False,
) -> tuple[Check, ...]:
    """Look at each address and record what was found.

    All of it is stored before this returns, in the order of arrival. When it is interrupted, what was recorded
    until then is stored before the interruption goes on.

    Args:
        seen: told of each check as it is made, before it is stored; of a second look it is told as well.
        cleaned: told what a killed run had left over and this one finished.
        settle_s: after this pause look a second time at what is undecided; the second look's check counts.
        wait_s: for another run to end.
        rehearse: write nothing at all, not even a lock.
    """
    asked, told = tuple(dict.fromkeys(urls)), store.config
    checks: dict[str, Check] = {}
    turn = rehearsal(store) if rehearse else store.run(clock=clock, wait_s=wait_s)
    with turn as run, Guest(settings, clock=clock) as guest:
        for words in run.cleaned:
            cleaned(words)
        if store.config is not told:  # edited while this run waited for its turn
            asked = store.config.still_meant(asked)
        look = Look(store, run, clock, Neighbours(store, run))
        for found in _round(guest, look, asked):
            checks[found.url] = found
            seen(found)
        undecided = [found.url for found in checks.values() if found.undecided]
        if settle_s is not None and undecided:
            time.sleep(settle_s)
            for found in _round(guest, look, undecided):
                checks[found.url] = found
                seen(found)
    return tuple(checks.values())


def _round(guest: Guest, look: Look, urls: Iterable[str]) -> Iterator[Check]:
    """The checks as they are made; last those that are judged by the other pages of their sites.

    Interrupted, those that have no new paragraph are judged all the same: for them no page would have been looked at
    again. What the others mean is found by the next run.
    """
    doubtful: list[Doubtful] = []
    try:
        for request, answer in guest.pages([look.request(url) for url in urls]):
            found = look.at(request.url, answer)
            if isinstance(found, Check):
                yield found
                continue
            doubtful.append(found)
            if sum(len(one.page.body) for one in doubtful) > WAITING_BYTES:
                yield from _decided(look, doubtful)
        for request, answer in guest.pages([look.request(url) for url in look.missing(doubtful)]):
            look.glance(request.url, answer)
        yield from _decided(look, doubtful)
    except KeyboardInterrupt:
        yield from _decided(look, [one for one in doubtful if not one.anew])
        raise


def _decided(look: Look, doubtful: "list[Doubtful]") -> Iterator[Check]:
    """The checks of what waits, site by site; it waits no more."""
    doubtful.sort(key=lambda one: site_of(one.url))
    while doubtful:
        yield look.decided(doubtful.pop(0))
