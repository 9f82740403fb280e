"""`doctor`, `forget`: a store that is years old stays whole, and loses what it must."""

from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say, say_cleaned
from rowback.cli.exits import Exit

if TYPE_CHECKING:
    from rowback.store import Finding, Forgetting


def doctor(
    context: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be derived from what the store holds.")] = False,
    deep: Annotated[
        bool, typer.Option("--deep", help="Also every revision ever recorded, and `git fsck`: minutes in a big store.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one for every finding.")] = False,
) -> None:
    """Say what is wrong with the store, one line each, and what to do.

    Looks at the layout, the hashes of texts and pages, names that some file systems mix up, the folder on the disk, the
    commits, the state, what a killed run left over, and the settings. A file that differs from what is recorded may be
    your own work, and is only told of. Exits with 1 when something is wrong and was not mended.

    Example: rowback doctor

    Example: rowback doctor --fix --deep
    """
    from rowback.cli.lines import json_line

    console: Console = context.obj
    store = console.store()
    mended, found = store.mend(deep=deep) if fix else ((), store.examine(deep=deep))
    say_cleaned(store)
    for finding, done in [*((one, True) for one in mended), *((one, False) for one in found)]:
        if as_json:
            out(json_line(_object(finding, mended=done)))
        else:
            out(_line(console, finding, mended=done))
    faults = sum(finding.fault for finding in found)
    say(f"{faults} fault{'' if faults == 1 else 's'} found" if faults else "the store is whole")
    if faults:
        raise typer.Exit(Exit.FAULTS)


def forget(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="An article: its address, or a part that fits only one.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without, only say what would go.")] = False,
) -> None:
    """Take an article out of the store for good: text, pages, state, and the branch's whole history.

    The history is rewritten: commits since its first look get new ids, and lose their signatures. What else holds the
    article, such as tags, other branches and clones, is named and not touched. A note of its id in rowback.toml keeps
    it away; `rowback add URL --again` lifts that. `rowback remove` only stops watching.

    Example: rowback forget example.org/news/story

    Example: rowback forget example.org/news/story --yes
    """
    from rowback.text import one_line
    from rowback.track.lookup import find_article

    console: Console = context.obj
    store = console.store()
    name = url if store.config.is_forgotten(url) else find_article(url, store)
    done = store.forget(name, clock=console.clock, rehearse=not yes)
    say_cleaned(store)
    out(one_line(name))
    for line in _told(done, done_already=yes):
        out(f"  {one_line(line)}")
    say(f"forgotten: {one_line(name)}" if yes else "nothing was written: --yes does it")


def _told(done: "Forgetting", *, done_already: bool) -> list[str]:
    went, renamed = ("went", "have") if done_already else ("will go", "will have")
    commits = f"{done.commits} commit{'' if done.commits == 1 else 's'}"
    lines = [
        f"{commits} with {done.size_bytes:,} bytes of texts and pages {went}",
        f"{done.renamed} other{'' if done.renamed == 1 else 's'} {renamed} new ids, and no signatures",
        *(f"still held by {holder}" for holder in done.holders),
        "other clones and remotes keep theirs until they are told: push with --force-with-lease",
    ]
    return lines if done.commits or done.renamed else ["nothing was ever recorded of it", *lines[2:-1]]


def _line(console: Console, finding: "Finding", *, mended: bool) -> str:
    from rowback.text import one_line

    kind = "mended" if mended else "fault" if finding.fault else "note"
    color = {"mended": "green", "fault": "red", "note": "cyan"}[kind]
    told = f"{finding.place} {finding.says}" + ("" if mended else f" -> {finding.advice}")
    return f"{console.style(f'{kind:<7}', fg=color)} {one_line(told)}"


def _object(finding: "Finding", *, mended: bool) -> dict[str, object]:
    return {
        "about": finding.about,
        "place": finding.place,
        "problem": finding.says,
        "advice": finding.advice,
        "fault": finding.fault,
        "mended": mended,
    }
