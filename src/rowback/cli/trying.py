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
    """Publish an invented story on this machine, change it tick by tick, and check it at each tick.

    Example: rowback demo
    """
    from rowback.demo import tour

    console: Console = context.obj
    home = folder or Path(tempfile.mkdtemp(prefix="rowback-demo-"))
    tour(home, clock=console.clock, out=out, color=console.color, width=console.width)
