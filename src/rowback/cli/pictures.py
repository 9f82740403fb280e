"""How `diff` and `compare` write a picture: the card, and beside it the words that say the same."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, say
from rowback.cli.output import write_bytes
from rowback.errors import RowbackError, UsageError

if TYPE_CHECKING:
    from rowback.model import Comparison

PICTURE = "png"

Font = Annotated[
    Path | None,
    typer.Option("--font", metavar="FILE", help="For png: a font with the letters of the text, such as Chinese ones."),
]


def write_picture(console: Console, comparison: "Comparison", output: Path | None, font: Path | None) -> None:
    """The card to the file or to stdout; its words to a text file beside it, or to stderr.

    Raises:
        RowbackError: what draws is not installed, or a file cannot be written.
    """
    if output is None and console.terminal:
        raise UsageError("a terminal does not show a picture", hint="name a file: -o card.png")
    try:
        from rowback.rendering.picture import draw
    except ImportError as error:
        raise RowbackError(
            "pictures need Pillow, which is not installed", hint="pip install 'rowback[picture]'"
        ) from error
    made = draw(comparison, font=font)
    write_bytes(made.png, output)
    if output is None:
        say(made.alt)
    else:
        write_bytes(f"{made.alt}\n".encode(), output.with_suffix(".txt"))
