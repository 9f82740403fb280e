"""A held capture -> the article, or nothing: what only the user can decide."""

from collections.abc import Callable
from datetime import datetime

from rowback.errors import UsageError
from rowback.model import Check, Page
from rowback.store import Run, Store
from rowback.track.recording import accept_held
from rowback.track.sightings import sighting_of


def accept(store: Store, url: str, *, clock: Callable[[], datetime]) -> Check:
    """Record the held capture as the article, with the time of its first sighting.

    Raises:
        UsageError: nothing is held, or something later was recorded since.
    """
    with store.run(clock=clock) as run:
        page, since = _held(run, url)
        recorded = run.recorded(url)
        if recorded is not None and recorded.observed_at > since:
            raise UsageError(
                f"what is held of {url} is older than what was recorded since",
                hint="rowback check looks at the page as it is now; --drop forgets what is held",
            )
        return accept_held(store, run, url, page)


def drop(store: Store, url: str, *, clock: Callable[[], datetime]) -> None:
    """Forget the held capture; the next check judges the page anew.

    Raises:
        UsageError: nothing is held.
    """
    with store.run(clock=clock) as run:
        _held(run, url)
        run.drop_held(url)


def _held(run: Run, url: str) -> tuple[Page, datetime]:
    page, since = run.held_page(url), sighting_of(run, url).held_since
    if page is None or since is None:
        raise UsageError(f"nothing is held of {url}", hint="rowback status lists what is")
    return page, since
