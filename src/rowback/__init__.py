"""Watches article pages, keeps every revision in git, and says sentence by sentence what changed."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rowback.api import align, compare, extract, split_sentences
    from rowback.errors import FetchError, RowbackError, StoreError, UsageError
    from rowback.model import Article, Change, ChangeKind, Comparison

__all__ = [
    "Article",
    "Change",
    "ChangeKind",
    "Comparison",
    "FetchError",
    "RowbackError",
    "StoreError",
    "UsageError",
    "__version__",
    "align",
    "compare",
    "extract",
    "split_sentences",
]

__version__ = "0.1.0"

_HOMES = {
    "rowback.api": ("align", "compare", "extract", "split_sentences"),
    "rowback.errors": ("FetchError", "RowbackError", "StoreError", "UsageError"),
    "rowback.model": ("Article", "Change", "ChangeKind", "Comparison"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import rowback` and `--help` stay fast."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
