"""A bar on the terminal while something takes its time."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """What is to be told how many are done; nothing is shown when nobody watches, or when there is nothing to do."""
    if not sys.stderr.isatty() or not total:
        yield lambda _: None
        return
    from rich.console import Console as Terminal
    from rich.progress import Progress

    with Progress(console=Terminal(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)
