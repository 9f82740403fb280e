"""Article -> text in one of several formats; as with comparisons, a module's name is the option's value."""

import importlib
import pkgutil

from rowback.model import Article

__all__ = ["FORMATS", "render"]

FORMATS: tuple[str, ...] = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def render(article: Article, format: str) -> str:  # noqa: A002  the word that users type: --format
    """Write one of the `FORMATS`; the text ends with a line break."""
    text: str = importlib.import_module(f"{__name__}.{format}").render(article)
    return text
