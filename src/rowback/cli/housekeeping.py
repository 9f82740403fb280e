"""`doctor`: a store that is years old stays whole."""

from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.cli.exits import Exit

if TYPE_CHECKING:
    from rowback.store import Finding


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
    for finding, done in [*((one, True) for one in mended), *((one, False) for one in found)]:
        if as_json:
            out(json_line(_object(finding, mended=done)))
        else:
            out(_line(console, finding, mended=done))
    faults = sum(finding.fault for finding in found)
    say(f"{faults} fault{'' if faults == 1 else 's'} found" if faults else "the store is whole")
    if faults:
        raise typer.Exit(Exit.FAULTS)


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
