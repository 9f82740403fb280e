"""The demo itself: each tick is a real check of a real store; what it said is printed as it was said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rowback import rendering
from rowback.demo.site import NewsSite
from rowback.demo.story import PATH, ticks
from rowback.model import Check, Disclosure, RevisionKind
from rowback.store import Store
from rowback.text import visible
from rowback.track.checking import check
from rowback.track.history import compare_revisions


def tour(folder: Path, *, clock: Callable[[], datetime], out: Callable[[str], None], color: bool, width: int) -> None:
    """Let a news site on loopback live through its ticks, and print what each check said.

    Raises:
        StoreError: the store cannot be made in this folder.
    """
    store = Store.create(folder / "snapshots", apart=True)
    settings = replace(store.config.fetch, allow_private=True, delay_s=0.0)
    with NewsSite() as site:
        address = site.url(PATH)
        store.add([address])
        out(f"A news site on this machine publishes {address}")
        out(f"A store watches it in {store.root}\n")
        for number, tick in enumerate(ticks(), start=1):
            if tick.page is None:
                site.withdraw(PATH)
            else:
                site.publish(PATH, tick.page)
            (found,) = check(store, [address], settings, clock=clock, seen=lambda _: None, cleaned=out)
            out(f"{number:2}. {tick.title}")
            out(f"    {_said(found)}")
    _show(store, address, folder / "diff.html", out, color=color, width=width)


def _said(check: Check) -> str:
    comparison = check.comparison
    silent = "SILENT: " if comparison and comparison.disclosure is Disclosure.SILENT else ""
    words = check.reason or (comparison.summary if comparison else "")
    return f"{check.outcome:<10}{silent}{visible(words)}".rstrip()


def _show(store: Store, address: str, report: Path, out: Callable[[str], None], *, color: bool, width: int) -> None:
    """The first text against the last one: all edits of its life in one comparison."""
    texts = [revision for revision in store.history(address) if revision.kind is not RevisionKind.GONE]
    comparison = compare_revisions(store, texts[-1], texts[0])
    out("\nFrom the first text to the last:\n")
    out(rendering.render(comparison, "terminal", color=color, width=width))
    report.write_text(rendering.render(comparison, "html"), encoding="utf-8")
    out(f"The same as HTML:  {report}")
    out(f"Its git history:   git -C {store.root} log -p --stat")
