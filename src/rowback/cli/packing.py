"""`gc`: what is stored, as small as it gets."""

import typer

from rowback.cli.console import Console, say, say_cleaned


def gc(context: typer.Context) -> None:
    """Pack all that is stored, as small as it gets.

    A check keeps the store in order by itself; this packs everything anew, which takes a minute or so for 100,000
    revisions, and is worth it once in some months or after an import. It works on the whole git repository round the
    store, as `git gc` does, and loses nothing. No check can run beside it.

    Example: rowback gc
    """
    console: Console = context.obj
    store = console.store()
    before, after = store.gc(clock=console.clock)
    say_cleaned(store)
    say(f"packed: {_size(before)} before, {_size(after)} now")


def _size(size_bytes: int) -> str:
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if size_bytes >= size:
            return f"{size_bytes / size:.1f} {unit}"
    return f"{size_bytes / 1000:.1f} kB"
