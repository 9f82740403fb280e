"""Watches article pages, keeps every revision in git, and says sentence by sentence what changed."""

from typing import TYPE_CHECKING

from rowback.lazily import names_in

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

# `import rowback` and `--help` stay fast.
__getattr__ = names_in(
    __name__,
    {
        "api": ("align", "compare", "extract", "split_sentences"),
        "errors": ("FetchError", "RowbackError", "StoreError", "UsageError"),
        "model": ("Article", "Change", "ChangeKind", "Comparison"),
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
