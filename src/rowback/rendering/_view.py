"""What the reader can see and wants to see."""

from dataclasses import dataclass

from rowback.model import Weight


@dataclass(frozen=True, slots=True)
class View:
    """How a comparison is shown.

    Attributes:
        width: columns of the terminal.
        links: the terminal shows hyperlinks.
        min_weight: of the changes to tell; `None` tells all.
    """

    color: bool
    width: int
    links: bool
    min_weight: Weight | None
