"""The commands, and the options that all of them share."""

from pathlib import Path
from typing import Annotated

import typer

from rowback import __version__
from rowback.cli import (
    checking,
    exporting,
    housekeeping,
    importing,
    packing,
    reading,
    reextracting,
    reporting,
    ruling,
    standalone,
    status,
    syncing,
    tracing,
    watching,
)
from rowback.cli.console import Console, out

EXIT_CODES = (
    "Exit codes: 0 fine, 1 changes found and --exit-code given, 2 wrong usage, 3 failed, 130 interrupted, "
    "141 output closed."
)

app = typer.Typer(
    name="rowback",
    help="Watches article pages, keeps every revision in git, and says sentence by sentence what changed.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would triple the time of --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        out(f"rowback {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    store: Annotated[
        Path | None,
        typer.Option("--store", "-C", metavar="DIR", help="The store; default ./snapshots, else the nearest upwards."),
    ] = None,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Do not use $ROWBACK_PAGER, $PAGER or less on a terminal.")
    ] = False,
    version: Annotated[  # noqa: ARG001  its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options that come before the command."""
    context.obj = Console(store, clock=context.obj, paged=not no_pager)


for command in (
    watching.init,
    watching.add,
    watching.remove,
    watching.move,
    watching.list_,
    checking.check,
    checking.resolve,
    syncing.sync,
    importing.import_,
    reextracting.reextract,
    status.status,
    packing.gc,
    reading.log,
    reading.diff,
    reading.show,
    reporting.report,
    reporting.site,
    exporting.export,
    tracing.blame,
    tracing.grep,
    housekeeping.doctor,
    housekeeping.forget,
    standalone.extract,
    standalone.compare,
    standalone.demo,
):
    app.command(command.__name__.strip("_"), epilog=EXIT_CODES)(command)

rules = typer.Typer(name="rules", help="Try and watch the CSS selectors for a site.", no_args_is_help=True)
rules.command("test", epilog=EXIT_CODES)(ruling.try_out)
rules.command("check", epilog=EXIT_CODES)(ruling.check_rules)
app.add_typer(rules)
