"""Pages and articles <-> git. A store is plain git, and useful without this package."""

from rowback.store.checks import Looks, PastRun
from rowback.store.config import Config
from rowback.store.doctor import Finding
from rowback.store.forgetting import Forgetting
from rowback.store.layout import Recorded
from rowback.store.state import SeenText, Sighting
from rowback.store.store import Store
from rowback.store.writing import Run

__all__ = [
    "Config", "Finding", "Forgetting", "Looks", "PastRun", "Recorded", "Run", "SeenText", "Sighting", "Store",
]  # fmt: skip
