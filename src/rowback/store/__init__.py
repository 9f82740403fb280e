"""Pages and articles <-> git. A store is plain git, and useful without this package."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rowback.store.config import Config
from rowback.store.store import Store

if TYPE_CHECKING:
    from rowback.store.checks import Looks, PastRun
    from rowback.store.doctor import Finding
    from rowback.store.forgetting import Forgetting
    from rowback.store.layout import Recorded
    from rowback.store.state import SeenText, Sighting
    from rowback.store.syncing import Exchange
    from rowback.store.writing import Run

__all__ = [
    "Config", "Exchange", "Finding", "Forgetting", "Looks", "PastRun", "Recorded", "Run", "SeenText", "Sighting",
    "Store",
]  # fmt: skip

_LAZY = {
    "Exchange": "syncing",
    "Finding": "doctor",
    "Forgetting": "forgetting",
    "Looks": "checks",
    "PastRun": "checks",
    "Recorded": "layout",
    "Run": "writing",
    "SeenText": "state",
    "Sighting": "state",
}


def __getattr__(name: str) -> Any:
    """Import what `rowback log` does without when it is first used."""
    if name in _LAZY:
        return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
