"""`reextract`: stored pages read anew."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.cli.exits import Exit
from rowback.cli.importing import Jobs, Json
from rowback.cli.progress import progress

if TYPE_CHECKING:
    from rowback.track.reextracting import Reread


def reextract(
    context: typer.Context,
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="[URL...]", help="Only these; a part that fits one article will do.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing: only say which texts would change, and how.")
    ] = False,
    jobs: Jobs = None,
    as_json: Json = False,
) -> None:
    """Read stored pages anew after an update of rowback.

    For articles that an older rowback or other rules read last, as they are recorded now. Where the text differs, a
    commit marked re-extracted brings it up to date; that is no edit, and is listed only by log --all. Pages are never
    touched. Without this, an article is read anew when its page changes next, and old revisions whenever they are
    compared, so nothing is wrong until then; a search and plain git show the texts as they are stored.

    Stopped or killed, it goes on with what is left when it is called again.

    Example: rowback reextract --dry-run
    """
    from rowback.cli.lines import json_line
    from rowback.track.lookup import find_url
    from rowback.track.reextracting import outdated
    from rowback.track.reextracting import reextract as read_anew

    console: Console = context.obj
    store = console.store()
    known = store.urls()
    chosen = outdated(store, dict.fromkeys(find_url(part, known, store.config) for part in urls) if urls else known)
    found: list[Reread] = []
    with progress("reading", len(chosen)) as show:

        def seen(reread: "Reread") -> None:
            found.append(reread)
            show(len(found))
            if as_json:
                out(json_line(_reread_object(reread)))
            elif reread.differs:
                out(_reread_line(console, reread))

        interrupted = False
        try:
            read_anew(
                store, chosen, clock=console.clock, seen=seen, cleaned=say, jobs=jobs or os.cpu_count() or 1,
                rehearse=dry_run,
            )  # fmt: skip
        except KeyboardInterrupt:
            interrupted = True
    say(_rereads_line(found))
    if dry_run:
        say("dry run: nothing was written")
    if interrupted:
        say(f"interrupted: {len(found)} of {len(chosen)} done" + ("" if dry_run else ", stored"))
        raise typer.Exit(Exit.INTERRUPTED)


def _reread_line(console: Console, reread: "Reread") -> str:
    """`re-extracted  https://…  1 sentence added`."""
    from rowback.text import one_line

    words = one_line(reread.comparison.summary if reread.comparison else "")
    return "  ".join((console.style("re-extracted", fg="yellow"), one_line(reread.url), words)).rstrip()


def _reread_object(reread: "Reread") -> dict[str, object]:
    """An article as `reextract --json` prints it; `changes` is `null` when its page was not kept."""
    comparison = reread.comparison
    return {
        "url": reread.url,
        "revision": reread.revision,
        "differs": reread.differs,
        "changes": asdict(comparison.counts) if comparison else None,
        "summary": comparison.summary if comparison else None,
    }


def _rereads_line(found: "Sequence[Reread]") -> str:
    if not found:
        return "every article is as today's rowback reads it"
    differing = sum(one.differs for one in found)
    lost = sum(one.comparison is None for one in found)
    said = [
        f"{len(found)} article{'' if len(found) == 1 else 's'}: {differing} read otherwise",
        f"{len(found) - differing - lost} the same",
    ]
    if lost:
        said.append(f"{lost} whose page was not kept, left as they were")
    return ", ".join(said)
