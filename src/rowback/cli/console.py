"""What the commands share: where the store is, what the terminal can show, how things are said."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rowback.cli.exits import Exit
from rowback.cli.hyperlinks import known

if TYPE_CHECKING:
    from rowback.model import FetchSettings
    from rowback.store import Store


def utc_now() -> datetime:
    """The one clock of the program."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Console:
    """One call of the program: its store, its clock, and its terminal.

    Attributes:
        folder: as given with `--store`; `None` means `./snapshots`, or the nearest store upwards.
        paged: long results may go to a pager.
    """

    folder: Path | None
    clock: Callable[[], datetime]
    paged: bool = True

    def store(self) -> "Store":
        """The store that is meant.

        Raises:
            StoreError: there is none, or it cannot be used.
        """
        from rowback.store import Store

        return Store.open(self.folder) if self.folder is not None else Store.find(Path.cwd())

    @property
    def terminal(self) -> bool:
        """Somebody reads the results as they come."""
        return sys.stdout.isatty()

    @property
    def links(self) -> bool:
        """Hyperlinks only where colours are, on terminals that are known to show them."""
        return self.terminal and self.color and known(os.environ)

    @property
    def color(self) -> bool:
        """Colour only on a terminal; `NO_COLOR` and `FORCE_COLOR` decide otherwise."""
        if os.environ.get("NO_COLOR"):
            return False
        return bool(os.environ.get("FORCE_COLOR")) or self.terminal

    @property
    def width(self) -> int:
        """Columns to write to; 80 when that is not known."""
        return shutil.get_terminal_size((80, 24)).columns

    def style(self, text: str, **style: object) -> str:
        """The text in a style, where the terminal shows colour."""
        return typer.style(text, **style) if self.color else text  # type: ignore[arg-type]

    def zoned(self, moment: datetime, *, utc: bool) -> datetime:
        """A time in the zone of the user, by its rules at that time, or in UTC."""
        return moment.astimezone(UTC) if utc else moment.astimezone()

    def local(self, moment: datetime, *, utc: bool) -> str:
        """A time as the user reads it: local with offset, or UTC."""
        shown = self.zoned(moment, utc=utc)
        return f"{shown:%Y-%m-%d %H:%M} {'UTC' if utc else f'{shown:%z}'}"


def out(text: str) -> None:
    """A result.

    Raises:
        typer.Exit: nobody reads the results any more, as in `rowback list | head`.
    """
    try:
        typer.echo(text, color=True)
    except BrokenPipeError:
        discard_output()
        raise typer.Exit(Exit.PIPE_CLOSED) from None


def discard_output() -> None:
    """Let go of results that nobody can take: Python would complain again when it closes the stream at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def open_missing_streams() -> None:
    """Give a program that was started without some of them (`>&-`) streams to nowhere.

    Else the next file that is opened, such as one of the store's, gets the number of one of them, and is written to.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def say(text: str) -> None:
    """Talk about the results; it never mixes with them."""
    typer.echo(text, err=True)


def say_cleaned(store: "Store") -> None:
    """Say what a killed run had left over and this one finished."""
    for words in store.cleaned:
        say(words)


def with_environment(settings: "FetchSettings") -> "FetchSettings":
    """The settings with the proxies and certificates that the environment names."""
    from dataclasses import replace
    from urllib.request import getproxies_environment

    proxies = getproxies_environment()
    named = {"no_proxy" if scheme == "no" else scheme: address for scheme, address in proxies.items()}
    ca_file = settings.ca_file or os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE")
    return replace(settings, proxies=tuple(sorted(named.items())), ca_file=ca_file)
