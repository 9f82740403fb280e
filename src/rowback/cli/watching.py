"""`init`, `add`, `remove`, `list`: what is watched."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say, say_cleaned
from rowback.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rowback.store import Store

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
    store = console.store()
    added = store.add(wanted, again=again)
    known = len(set(wanted)) - len(added)
    say(f"{len(added)} added" + (f", {known} watched already" if known else ""))
    for line in _other_names(store, added):
        say(line)


def _other_names(store: "Store", added: "Iterable[str]") -> "Iterator[str]":
    """What is to be said of new addresses that may be those of articles which are watched already."""
    from shlex import quote

    from rowback.store.paths import Address
    from rowback.text import one_line

    known = store.other_names() if added else {}
    for url in added:
        if watched := known.get(Address.of(url).id):
            yield one_line(f"{url} may be the same article as {watched}; if so: rowback remove {quote(url)}")


def remove(context: typer.Context, urls: Urls) -> None:
    """Stop watching pages; their history stays.

    A URL may be shortened to any part that fits only one article.

    Example: rowback remove example.org/news/story
    """
    from rowback.track.lookup import find_url

    console: Console = context.obj
    store = console.store()
    removed = store.remove(find_url(part, store.config.watch, store.config) for part in urls)
    say(f"{len(removed)} removed; their history stays")


def move(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="An article: its address, or a part that fits only one.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The address that it has now, in full.")],
) -> None:
    """Follow an article to its new address; its history stays one.

    NEW is watched in the place of OLD, and all commands show one history under it; they take OLD for it, too. Redirects
    and what a page calls its own address are never followed by themselves: `rowback check` and `status` tell of them.

    Example: rowback move example.org/news/story https://example.org/2026/story
    """
    from rowback.text import one_line
    from rowback.track.lookup import find_article

    console: Console = context.obj
    store = console.store()
    # Once more, after one that was cut off: the old address is taken for the new one by then.
    address = old if (old, new) in [pair[::-1] for pair in store.config.moved.items()] else find_article(old, store)
    store.move(address, new, clock=console.clock)
    say_cleaned(store)
    say(one_line(f"{address} is now watched as {new}"))


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
