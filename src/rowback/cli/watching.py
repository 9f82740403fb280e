"""`init`, `add`, `remove`, `list`: what is watched."""

from pathlib import Path
from typing import Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.errors import UsageError

Urls = Annotated[list[str], typer.Argument(metavar="URL...", help="Addresses of article pages.")]


def init(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where to make it; default: --store, else ./snapshots.")
    ] = None,
) -> None:
    """Make a store: a folder, kept in git.

    It uses the git repository round it, or makes one. What is watched, and the settings, are in its rowback.toml.

    Example: rowback init snapshots
    """
    from rowback.store import Store

    console: Console = context.obj
    if folder is not None and console.folder is not None:
        raise UsageError("the store is named twice", hint="give DIR or --store, not both")
    store = Store.create(folder or console.folder or Path("snapshots"))
    say(f"store ready: {store.root}")
    say("next: rowback add URL, then rowback check")


def add(context: typer.Context, urls: Urls) -> None:
    """Watch pages; the next check fetches them.

    Example: rowback add https://example.org/news/story
    """
    console: Console = context.obj
    added = console.store().add(urls)
    known = len(set(urls)) - len(added)
    say(f"{len(added)} added" + (f", {known} watched already" if known else ""))


def remove(context: typer.Context, urls: Urls) -> None:
    """Stop watching pages; their history stays.

    A URL may be shortened to any part that fits only one article.

    Example: rowback remove example.org/news/story
    """
    from rowback.track.lookup import find_url

    console: Console = context.obj
    store = console.store()
    removed = store.remove(find_url(part, store.config.watch) for part in urls)
    say(f"{len(removed)} removed; their history stays")


def list_(context: typer.Context) -> None:
    """Print the watched addresses, one a line.

    Example: rowback list
    """
    console: Console = context.obj
    watched = console.store().config.watch
    for url in watched:
        out(url)
    if not watched:
        say("nothing is watched yet: rowback add URL")
