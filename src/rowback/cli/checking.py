"""`check` and `resolve`: look at the watched pages, and decide what no program can."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.comparisons import Ignore, MinWeight, lightest
from rowback.cli.console import Console, out, say, say_cleaned, with_environment
from rowback.cli.exits import Exit
from rowback.cli.progress import progress
from rowback.cli.syncing import Wait, exchange_line
from rowback.errors import RemoteError, UsageError
from rowback.text import one_line

if TYPE_CHECKING:
    from rowback.model import Check, Weight
    from rowback.store import Store


def check(
    context: typer.Context,
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="[URL...]", help="Only these; a part that fits one article will do.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one for every address.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 when an article changed; of what is printed only.")
    ] = False,
    silent: Annotated[
        bool, typer.Option("--silent", help="Print nothing but edits of substance that the page does not admit.")
    ] = False,
    min_weight: MinWeight = None,
    ignored: Ignore = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing unless something changed or failed.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing: only say what would be recorded.")] = False,
    settle: Annotated[
        float | None,
        typer.Option(
            "--settle",
            metavar="SECONDS",
            min=0,
            help="After this pause look again at what one look cannot decide: a page gone for the first time, "
            "a text that is all new.",
        ),
    ] = None,
    push: Annotated[
        bool, typer.Option("--push", help="Before it, take in what others pushed; after it, push: see `rowback sync`.")
    ] = False,
    wait: Wait = 0,
) -> None:
    """Fetch the watched pages and record what changed.

    Prints one line for each article that is not unchanged. A page that cannot be had, or is probably not the article,
    is never an edit and never stops the run. Stopped by Ctrl-C or SIGTERM, it stores and prints what it found until
    then.

    With --silent, --min-weight or --ignore everything is recorded as always, but what is left out is not printed, nor
    counted by --exit-code. Faults and pages that are gone have no weight: only --silent leaves them out.

    Example: rowback check --quiet --settle 60

    Example: rowback check --silent --exit-code

    Example: rowback check --push --wait 600
    """
    if push and dry_run:
        raise UsageError("a dry run has nothing to push", hint="leave out --push or --dry-run")
    console: Console = context.obj
    store = console.store()
    told = _filter(lightest(min_weight, ignored), silent=silent)
    talk = _keep_quiet if quiet else say
    if push:
        _take_in(console, store, talk, wait=wait)
    chosen = _chosen(store, urls)
    if not chosen:
        talk("nothing is watched yet: rowback add URL")
        return
    checks, interrupted = _look(console, store, chosen, talk, settle=settle, wait=wait, dry_run=dry_run)
    _print(console, checks, told, as_json=as_json, quiet=quiet)
    if dry_run:
        talk("dry run: nothing was written")
    if interrupted:
        say(f"interrupted: {len(checks)} of {len(chosen)} checked" + ("" if dry_run else ", stored"))
        raise typer.Exit(Exit.INTERRUPTED)
    if push:
        talk(exchange_line(store.sync(clock=console.clock, wait_s=wait)))
    if exit_code and any(_is_change(found) and told(found) for found in checks):
        raise typer.Exit(Exit.CHANGES)


def resolve(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="An article: its address, or a part that fits only one.")],
    accept: Annotated[bool, typer.Option("--accept", help="It is the article: record it, as first seen.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="It is not: forget it; the next check judges anew.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="What was recorded, as `check --json` says it.")] = False,
) -> None:
    """Accept or drop a capture that is held as suspect.

    `rowback status` lists what is held and why, `rowback show URL --suspect` prints it.

    Example: rowback resolve example.org/news/story --accept
    """
    from rowback.cli.lines import check_line, check_object, json_line
    from rowback.track import resolving
    from rowback.track.lookup import find_article

    if accept == drop:
        raise UsageError("say what is to become of the held capture", hint="one of: --accept, --drop")
    console: Console = context.obj
    store = console.store()
    address = find_article(url, store)
    if drop:
        resolving.drop(store, address, clock=console.clock)
        say_cleaned(store)
        say(f"dropped what was held of {address}")
    else:
        found = resolving.accept(store, address, clock=console.clock)
        say_cleaned(store)
        out(json_line(check_object(found)) if as_json else check_line(console, found))


def _take_in(console: Console, store: "Store", talk: Callable[[str], None], *, wait: float) -> None:
    """What others found is known before the check, so that it is not found again."""
    try:
        done = store.sync(clock=console.clock, push=False, wait_s=wait)
    except RemoteError as error:
        say(f"not in step with the remote before the check: {one_line(str(error))}")
    else:
        for words in (*done.cleaned, *([exchange_line(done)] if done.came_in else [])):
            talk(words)


def _chosen(store: "Store", parts: list[str] | None) -> list[str]:
    from rowback.track.lookup import find_url

    watched = store.config.watch
    return [find_url(part, watched, store.config) for part in parts] if parts else list(watched)


def _look(
    console: Console,
    store: "Store",
    chosen: list[str],
    talk: Callable[[str], None],
    *,
    settle: float | None,
    wait: float,
    dry_run: bool,
) -> "tuple[tuple[Check, ...], bool]":
    """The checks, and whether a Ctrl-C or SIGTERM ended them early."""
    from rowback.track.checking import check as check_pages

    found: dict[str, Check] = {}
    with progress("checking", len(chosen) if talk is say else 0) as show:

        def seen(check: "Check") -> None:
            found[check.url] = check
            show(len(found))

        settings, clock = with_environment(store.config.fetch), console.clock
        try:
            check_pages(
                store, chosen, settings, clock=clock, seen=seen, cleaned=talk, settle_s=settle, wait_s=wait,
                rehearse=dry_run,
            )  # fmt: skip
        except KeyboardInterrupt:
            return tuple(found.values()), True
    return tuple(found.values()), False


def _filter(min_weight: "Weight | None", *, silent: bool) -> "Callable[[Check], bool]":
    """Which checks the user wants to be told of."""
    from rowback.model import Disclosure

    def told(found: "Check") -> bool:
        comparison = found.comparison
        if comparison is None or comparison.weight is None:
            return not silent
        return comparison.weight.at_least(min_weight) and (not silent or comparison.disclosure is Disclosure.SILENT)

    return told


def _print(
    console: Console, checks: "tuple[Check, ...]", told: "Callable[[Check], bool]", *, as_json: bool, quiet: bool
) -> None:
    from shlex import quote

    from rowback.cli.lines import check_line, check_object, checks_line, json_line
    from rowback.model import Outcome
    from rowback.text import one_line

    for found in checks:
        nothing_new = found.outcome is Outcome.UNCHANGED or (quiet and found.again)
        if told(found) and not (nothing_new and (quiet or not as_json)):
            out(json_line(check_object(found)) if as_json else check_line(console, found))
        if found.moved_to:
            move = f"rowback move {quote(found.url)} {quote(found.moved_to)}"
            say(one_line(f"{found.url} has moved permanently; to follow it: {move}"))
    if checks and not quiet:
        for hint in dict.fromkeys(found.hint for found in checks if found.hint and told(found)):
            say(f"hint: {one_line(hint)}")
        say(checks_line(checks))


def _is_change(found: "Check") -> bool:
    from rowback.model import Outcome

    went = found.outcome is Outcome.GONE and found.revision is not None and not found.again
    return went or found.outcome in {Outcome.EDITED, Outcome.RESTORED}


def _keep_quiet(text: str) -> None:
    """Say nothing."""
