"""`demo`: see the whole of it in a few seconds, with nothing but this machine."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from rowback.cli.console import Console, out


def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Leave the store in this new folder, to look around.")
    ] = None,
) -> None:
    """Watch an invented story change, on this machine alone.

    A news site on loopback publishes it and changes it tick by tick; each tick is a real check of a real store.

    Example: rowback demo
    """
    from rowback.demo.tour import tour

    console: Console = context.obj
    home = folder or Path(tempfile.mkdtemp(prefix="rowback-demo-"))
    tour(home, clock=console.clock, out=out, color=console.color, width=console.width)
