"""Pages and articles <-> git. A store is plain git, and useful without this package."""

from rowback.store.checks import Looks, PastRun
from rowback.store.config import Config
from rowback.store.layout import Recorded
from rowback.store.state import SeenText, Sighting
from rowback.store.store import Store
from rowback.store.syncing import Exchange
from rowback.store.writing import Run

__all__ = ["Config", "Exchange", "Looks", "PastRun", "Recorded", "Run", "SeenText", "Sighting", "Store"]
