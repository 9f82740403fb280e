"""`init`, `add`, `remove`, `list`: what is watched."""

import sys
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


def add(
    context: typer.Context,
    urls: Annotated[list[str] | None, typer.Argument(metavar="[URL...]", help="Addresses of article pages.")] = None,
    file: Annotated[
        str | None,
        typer.Option("--file", metavar="LIST", help="A file with one address a line and # comments; - for stdin."),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Also what `rowback forget` took away.")] = False,
) -> None:
    """Watch pages; the next check fetches them.

    Nothing is added when one of the addresses is wrong.

    Example: rowback add https://example.org/news/story
    """
    from rowback.track.lists import read_addresses

    if not urls and file is None:
        raise UsageError("no address is given", hint="rowback add URL, or --file LIST")
    wanted = [*(urls or []), *(read_addresses(_list(file), name=_name(file)) if file is not None else [])]
    console: Console = context.obj
    added = console.store().add(wanted, again=again)
    known = len(set(wanted)) - len(added)
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


def _list(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"{file} cannot be read: {error.strerror}", hint="give a file with one address a line"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{_name(file)} is not UTF-8 text", hint="give a file with one address a line") from error


def _name(file: str) -> str:
    return "standard input" if file == "-" else file
