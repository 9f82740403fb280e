"""`rules test` and `rules check`: what the rules for a site do, and whether they still hold."""

from typing import TYPE_CHECKING, Annotated

import typer

from rowback.cli.console import Console, out, say
from rowback.cli.exits import Exit
from rowback.errors import UsageError

if TYPE_CHECKING:
    from rowback.model import SiteRules
    from rowback.track.ruling import Trial

Selectors = Annotated[list[str] | None, typer.Option(metavar="SELECTOR", help="In place of those in rowback.toml.")]
Selector = Annotated[str | None, typer.Option(metavar="SELECTOR", help="In place of the one in rowback.toml.")]


def try_out(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="An article: its address, or a part that fits only one.")],
    keep: Selectors = None,
    drop: Selectors = None,
    headline: Selector = None,
    byline: Selector = None,
    published: Selector = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one for each revision.")] = False,
    utc: Annotated[bool, typer.Option("--utc", help="Times in UTC, not in local time.")] = False,
) -> None:
    """Show what CSS selectors would do to the stored pages of an article.

    Nothing is written: the rules that are given as options need not stand in rowback.toml yet. For each revision it
    says how many elements each selector finds, and which paragraphs the rules take away (-) or bring (+); at the end,
    how many edits the history has now, and with them.

    Example: rowback rules test example.org/news/story --drop .teaser
    """
    from rowback.cli.lines import json_line
    from rowback.model import SiteRules
    from rowback.track.lookup import find_article
    from rowback.track.ruling import try_rules, with_parts

    console: Console = context.obj
    store = console.store()
    address = find_article(url, store)
    given = SiteRules(tuple(keep or ()), tuple(drop or ()), headline, byline, published)
    rules = with_parts(store.rules(address), _checked(given))
    if not rules.selectors:
        raise UsageError(f"there are no rules for {address}", hint='give some, such as --drop ".teaser"')
    trials = try_rules(store, address, rules)
    if as_json:
        for trial in trials:
            out(json_line(_object(trial, rules)))
        return
    _print(console, trials, rules, utc=utc)


def check_rules(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one for each warning.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when there is a warning.")] = False,
) -> None:
    """Warn of rules that find nothing any more, and of sites where most articles were edited on one day.

    The second is what a new template looks like that the extractor, or a rule, does not cope with.

    Example: rowback rules check
    """
    from rowback.cli.lines import json_line
    from rowback.text import one_line
    from rowback.track.ruling import warnings

    console: Console = context.obj
    found = warnings(console.store())
    for words in found:
        out(json_line({"warning": words}) if as_json else one_line(words))
    if not found:
        say("the rules hold")
    if found and exit_code:
        raise typer.Exit(Exit.CHANGES)


def _checked(rules: "SiteRules") -> "SiteRules":
    from rowback.store.site_rules import check_selector

    for name, selector in rules.selectors:
        if wrong := check_selector(selector):
            raise UsageError(f"--{name}: {selector!r} is not a CSS selector: {wrong}", hint='for example ".teaser"')
    return rules


def _print(console: Console, trials: "tuple[Trial, ...]", rules: "SiteRules", *, utc: bool) -> None:
    """Each paragraph once, at the first revision where the rules change it."""
    from rowback.text import one_line
    from rowback.track.ruling import edits

    told: set[str] = set()
    for trial in trials:
        found = ", ".join(
            f"{name} {selector} {count}" for (name, selector), count in zip(rules.selectors, trial.matches, strict=True)
        )
        out(f"{trial.revision.id[:12]}  {console.local(trial.revision.observed_at, utc=utc)}  {one_line(found)}")
        lines = [f"- {text}" for text in trial.removed] + [f"+ {text}" for text in trial.added] + _facts(trial)
        for line in lines:
            if line not in told:
                out("    " + console.style(one_line(line), fg="red" if line[0] == "-" else "green"))
        if known := sum(line in told for line in lines):
            out(f"    … and {known} as above")
        told.update(lines)
    before, after = (edits([getattr(trial, side) for trial in trials]) for side in ("before", "after"))
    out(f"edits in this history: {before} as it is read now, {after} with these rules")


def _facts(trial: "Trial") -> list[str]:
    pairs = [(name, *(getattr(side, name) for side in (trial.before, trial.after))) for name in FACTS]
    shown = [(name, _shown(before), _shown(after)) for name, before, after in pairs if before != after]
    return [f"{sign} {name}: {text}" for name, *texts in shown for sign, text in zip("-+", texts, strict=True)]


FACTS = ("headline", "authors", "published")


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "none")


def _object(trial: "Trial", rules: "SiteRules") -> dict[str, object]:
    matches = {f"{name} {sel}": n for (name, sel), n in zip(rules.selectors, trial.matches, strict=True)}
    changed = [name for name in FACTS if getattr(trial.before, name) != getattr(trial.after, name)]
    return {
        "revision": trial.revision.id,
        "time": trial.revision.observed_at.isoformat(),
        "matches": matches,
        "removed": list(trial.removed),
        "added": list(trial.added),
        "facts": {name: [_shown(getattr(side, name)) for side in (trial.before, trial.after)] for name in changed},
    }
