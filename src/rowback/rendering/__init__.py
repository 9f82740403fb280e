"""Comparison -> text in one of several formats.

Each format is one module here with `render(comparison, view) -> str`; its file name is the option's value.
Modules whose name starts with `_` are what the formats share; packages are no formats.
"""

import importlib
import pkgutil

from rowback.errors import UsageError
from rowback.model import Comparison, Weight
from rowback.rendering._view import View, without_lighter

__all__ = ["FORMATS", "WHOLE", "render"]

FORMATS: tuple[str, ...] = tuple(
    sorted(found.name for found in pkgutil.iter_modules(__path__) if not (found.ispkg or found.name.startswith("_")))
)
WHOLE: tuple[str, ...] = ("json", "unified")
"""Formats for programs: they leave nothing out."""


def render(
    comparison: Comparison,
    format: str,  # noqa: A002  the word that users type: --format
    *,
    color: bool = False,
    width: int = 80,
    links: bool = False,
    min_weight: Weight | None = None,
) -> str:
    """Write a comparison for people or programs; the text ends with a line break.

    Args:
        comparison: what to show.
        format: one of `FORMATS`.
        color: the reader's terminal shows colours; only `terminal` cares.
        width: columns of the reader's terminal; only `terminal` cares.
        links: the reader's terminal shows hyperlinks (and colours); only `terminal` cares.
        min_weight: lighter changes are left out, and their number told; the formats in `WHOLE` do not care.

    Raises:
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}", hint=f"choose one of {', '.join(FORMATS)}")
    module = importlib.import_module(f"{__name__}.{format}")
    parts = 0
    if format not in WHOLE:
        comparison, parts = without_lighter(comparison, min_weight)
    text: str = module.render(comparison, View(color, width, links, min_weight, parts))
    return text
