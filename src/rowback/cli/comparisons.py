"""How `diff` and `compare` write what differs: the options, checked before any work is done, and the writing."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, say
from rowback.cli.exits import Exit
from rowback.cli.output import check_name, harmless, open_in_browser, write
from rowback.cli.pictures import PICTURE, write_picture
from rowback.errors import UsageError

if TYPE_CHECKING:
    from rowback.model import Comparison, Weight

ComparisonFormat = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="terminal, html, json, markdown, png, text or unified.")
]
MinWeight = Annotated[
    str | None,
    typer.Option(
        "--min-weight",
        metavar="WEIGHT",
        help="Only changes of this weight (cosmetic, wording, substance) and heavier ones.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore", metavar="WEIGHT", help="Leave out changes of this weight (cosmetic, wording) and lighter ones."
    ),
]
Silent = Annotated[bool, typer.Option("--silent", help="Only changes of substance that the page does not admit.")]
Open = Annotated[bool, typer.Option("--open", help="Write HTML, to a temporary file if no other, and open a browser.")]
STEPWISE = ("terminal", "markdown", "text")
"""The formats in which one comparison can follow another."""

ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when something differs that is not left out.")]


def lightest(min_weight: str | None, ignored: list[str] | None) -> "Weight | None":
    """The weight from which on changes are told, as --min-weight names it or --ignore the one below it.

    Raises:
        UsageError: there is no such weight, or nothing would be left to tell.
    """
    from rowback.model import Weight

    order = tuple(Weight)
    for name in filter(None, (min_weight, *(ignored or ()))):
        check_name(name, order, what="weight")
    if Weight.SUBSTANCE in (ignored or ()):
        raise UsageError("without changes of substance nothing is left", hint="--ignore takes cosmetic or wording")
    wanted = [order.index(Weight(min_weight))] if min_weight else []
    wanted += [order.index(Weight(name)) + 1 for name in ignored or ()]
    return order[max(wanted)] if wanted else None


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a comparison is written.

    Attributes:
        opened: in a browser, too.
        min_weight: lighter changes are left out.
        exit_code: end with 1 when something differs that is not left out.
        font: of a picture; `None` for the package's own.
    """

    format: str
    output: Path | None
    opened: bool
    min_weight: "Weight | None"
    exit_code: bool
    font: Path | None = None

    @classmethod
    def of(
        cls,
        format_: str,
        output: Path | None,
        *,
        opened: bool,
        min_weight: "Weight | None",
        exit_code: bool,
        each: bool = False,
        font: Path | None = None,
    ) -> "Presentation":
        """The presentation that options ask for.

        Raises:
            UsageError: they contradict each other, or name what is not there.
        """
        from rowback.rendering import FORMATS, WHOLE

        check_name(format_, (*FORMATS, PICTURE))
        if opened and format_ not in ("terminal", "html"):
            raise UsageError(f"a browser does not show {format_}", hint="--open goes with html")
        if each and (opened or format_ not in STEPWISE):
            raise UsageError(
                "a file of this format holds one comparison", hint=f"--each goes with {', '.join(STEPWISE)}"
            )
        if min_weight and format_ in (*WHOLE, PICTURE):
            raise UsageError(
                f"{format_} does not leave out by weight", hint="choose another format with --min-weight or --ignore"
            )
        if font and format_ != PICTURE:
            raise UsageError(f"{format_} has no font to choose", hint="--font goes with --format png")
        return cls("html" if opened else format_, output, opened, min_weight, exit_code, font)

    def write(self, console: Console, *comparisons: "Comparison") -> None:
        """One after the other to the file, the pager, the browser or stdout.

        Raises:
            RowbackError: the file cannot be written.
        """
        if self.format == PICTURE:
            write_picture(console, comparisons[-1], self.output, self.font)
            return
        text = "\n".join(self._rendered(console, comparison) for comparison in comparisons)
        if self.opened:
            open_in_browser(text, self.output)
        else:
            exact = self.format == "unified" and self.output is None
            write(console, harmless(console, text) if exact else text, self.output)

    def tell(self, *comparisons: "Comparison") -> None:
        """Tell by the exit code.

        Raises:
            typer.Exit: something differs, and the exit code is to tell.
        """
        if self.exit_code and any(map(self._counts, comparisons)):
            raise typer.Exit(Exit.CHANGES)

    def _counts(self, comparison: "Comparison") -> bool:
        heavy = comparison.weight is None or comparison.weight.at_least(self.min_weight)
        return comparison.makes_revision and heavy

    def _rendered(self, console: Console, comparison: "Comparison") -> str:
        from rowback.rendering import render

        return render(
            comparison,
            self.format,
            color=console.color and self.output is None,
            links=console.links and self.output is None,
            width=console.width,
            min_weight=self.min_weight,
        )


def only_silent(comparisons: "tuple[Comparison, ...]") -> "tuple[Comparison, ...]":
    """Those that the page does not admit; when there is none, it is said why."""
    from rowback.model import Disclosure

    silent = tuple(comparison for comparison in comparisons if comparison.disclosure is Disclosure.SILENT)
    if not silent:
        say(f"not silent: {_reason(comparisons)}")
    return silent


def _reason(comparisons: "tuple[Comparison, ...]") -> str:
    from rowback.model import Disclosure

    if len(comparisons) > 1:
        return f"none of {len(comparisons)} steps is"
    disclosure = comparisons[0].disclosure if comparisons else None
    if disclosure is None:
        return "nothing of substance changed"
    return "the page admits the change" + (" in part" if disclosure is Disclosure.PARTLY else "")


def seen_from_here(console: Console, comparison: "Comparison", *, utc: bool) -> "Comparison":
    """The comparison with the times of its revisions in the zone that the user reads them in."""
    if comparison.revisions is None:
        return comparison
    before, after = (
        replace(revision, observed_at=console.zoned(revision.observed_at, utc=utc)) for revision in comparison.revisions
    )
    return replace(comparison, revisions=(before, after))
