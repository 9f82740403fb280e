"""`sync`: what others found comes in, what was found here goes out."""

from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, say

if TYPE_CHECKING:
    from rowback.store import Exchange

Wait = Annotated[
    float,
    typer.Option("--wait", metavar="SECONDS", min=0, help="Wait so long for another rowback that writes to the store."),
]


def sync(
    context: typer.Context,
    remote: Annotated[
        str | None, typer.Option("--remote", metavar="NAME", help="Default: that of the branch, else origin.")
    ] = None,
    branch: Annotated[
        str | None, typer.Option("--branch", metavar="NAME", help="The branch there. Default: as here.")
    ] = None,
    wait: Wait = 0,
) -> None:
    """Exchange revisions, and what the checks know, with a git remote.

    Fetches, joins both sides by one merge at most, and pushes the branch as it is, your own commits on it included.
    Of each article the text that was observed last is kept; no commit is rewritten. What cannot be sent stays here.

    Example: rowback sync

    Example: rowback sync --remote backup --branch main
    """
    console: Console = context.obj
    done = console.store().sync(clock=console.clock, remote=remote, branch=branch, wait_s=wait)
    for words in done.cleaned:
        say(words)
    say(exchange_line(done))


def exchange_line(done: "Exchange") -> str:
    """What a sync did, on one line."""
    if not done.came_in and not done.went_out:
        return f"in step with {done.remote}: nothing new"
    revisions = "revision" if done.came_in == 1 else "revisions"
    return f"in step with {done.remote}: {done.came_in} {revisions} in, {done.went_out} out"
