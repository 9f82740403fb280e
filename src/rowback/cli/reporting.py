"""`report`, `site`: what a store holds, as pages for a browser."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.cli.output import Output, check_name, open_in_browser, write
from rowback.errors import UsageError

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
    from rowback.track.lookup import find_article

    console: Console = context.obj
    store = console.store()
    history = _seen_from_here(console, history_of(store, find_article(url, store)), utc=utc)
    page = render_history(history)
    if opened:
        open_in_browser(page, output)
    else:
        write(console, page, output)


def site(
    context: typer.Context,
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where to make it.")],
    text: Annotated[
        str,
        typer.Option(
            metavar="TEXT",
            help="How much of the articles a public site shows: changed (altered sentences with one neighbour each) "
            "or full.",
        ),
    ] = "changed",
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where it will be served, for feeds and the sitemap."),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="Of the front page and the feeds.")] = None,
) -> None:
    """Write the whole store as a site: static files, ready for any web server.

    A front page with the latest edits of substance, a page for each outlet and each article, a search that needs no
    server, figures, Atom and JSON feeds. Called again, it does only what is new, and writes only what changed. Times
    are UTC.

    Example: rowback site -o public --base-url https://example.org/edits/
    """
    from rowback.track.publishing import TITLE, Site, publish

    check_name(text, ("changed", "full"), what="amount of text")
    if base_url is not None and not base_url.startswith(("http://", "https://")):
        raise UsageError(
            f"{base_url!r} is not an http or https address", hint="give it in full: https://example.org/edits/"
        )
    console: Console = context.obj
    address = base_url and base_url.rstrip("/") + "/"
    built = publish(console.store(), Site(folder, text == "full", address, title or TITLE))
    if not built.articles:
        say("nothing has been recorded yet: rowback check")
    removed = f", {built.removed} removed" if built.removed else ""
    say(f"{built.articles} articles; files: {built.written} written, {built.kept} as they were{removed}")
    out(str(folder / "index.html"))


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
