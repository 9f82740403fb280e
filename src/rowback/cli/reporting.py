"""`report`: what a store holds, as pages for a browser."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console
from rowback.cli.output import Output, open_in_browser, write

if TYPE_CHECKING:
    from datetime import datetime

    from rowback.model import History

Utc = Annotated[bool, typer.Option("--utc", help="Times in UTC, not in local time.")]


def report(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="An article: its address, or a part that fits only one.")],
    output: Output = None,
    opened: Annotated[
        bool, typer.Option("--open", help="Write it to a temporary file if to no other, and open a browser.")
    ] = False,
    utc: Utc = False,
) -> None:
    """Write the history of an article as one HTML page.

    A timeline of all revisions with every change, the headlines it had, and the text with the age of each sentence and
    its other wordings. The arrow keys, or j and k, step through the revisions.

    Example: rowback report example.org/news/story -o story.html
    """
    from rowback.rendering.web.history import render_history
    from rowback.track.histories import history_of
    from rowback.track.lookup import find_url

    console: Console = context.obj
    store = console.store()
    history = _seen_from_here(console, history_of(store, find_url(url, store.urls())), utc=utc)
    page = render_history(history)
    if opened:
        open_in_browser(page, output)
    else:
        write(console, page, output)


def _seen_from_here(console: Console, history: "History", *, utc: bool) -> "History":
    """The history with its times in the zone that the user reads them in."""

    def zoned(moment: "datetime | None") -> "datetime | None":
        return console.zoned(moment, utc=utc) if moment else None

    states = (
        replace(
            state,
            revision=replace(state.revision, observed_at=console.zoned(state.revision.observed_at, utc=utc)),
            not_before=zoned(state.not_before),
        )
        for state in history.states
    )
    return replace(
        history, states=tuple(states), held_since=zoned(history.held_since), last_look=zoned(history.last_look)
    )
