"""Pages and articles <-> git. A store is plain git, and useful without this package."""

from typing import TYPE_CHECKING

from rowback.lazily import names_in
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

# `rowback log` does without these.
__getattr__ = names_in(
    __name__,
    {
        "checks": ("Looks", "PastRun"),
        "doctor": ("Finding",),
        "forgetting": ("Forgetting",),
        "layout": ("Recorded",),
        "state": ("SeenText", "Sighting"),
        "syncing": ("Exchange",),
        "writing": ("Run",),
    },
)
