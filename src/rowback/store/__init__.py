"""Pages and articles <-> git. A store is plain git, and useful without this package."""

from typing import TYPE_CHECKING, Any

from rowback.store.checks import Looks, PastRun
from rowback.store.config import Config
from rowback.store.layout import Recorded
from rowback.store.state import SeenText, Sighting
from rowback.store.store import Store

if TYPE_CHECKING:
    from rowback.store.writing import Run

__all__ = ["Config", "Looks", "PastRun", "Recorded", "Run", "SeenText", "Sighting", "Store"]


def __getattr__(name: str) -> Any:
    """Import what only writing needs when it is first used: `rowback log` takes a sixth less."""
    if name == "Run":
        from rowback.store.writing import Run

        return Run
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
