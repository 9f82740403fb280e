"""What is told a little later than it is found, so that nobody waits for git to name a revision before the next one."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Generic, Self, TypeVar

from rowback.errors import RowbackError

T = TypeVar("T")

LAG = 50
"""Findings that wait to be told."""


class Behind(Generic[T]):
    """Tells findings in their order, at the latest when its context ends; by an error, what can still be told."""

    def __init__(self, tell: Callable[[T], None]) -> None:
        self._tell = tell
        self._waiting: deque[T] = deque()

    def add(self, found: T) -> None:
        """One more finding."""
        self._waiting.append(found)
        if len(self._waiting) > LAG:
            self._tell(self._waiting.popleft())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(*([RowbackError] if error else [])):
            while self._waiting:
                self._tell(self._waiting.popleft())
