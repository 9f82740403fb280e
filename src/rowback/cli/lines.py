"""Checks and revisions -> lines for people, and objects for `--json`."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from rowback.cli.console import Console
from rowback.cli.hyperlinks import link
from rowback.model import Counts, Disclosure, Outcome, Revision
from rowback.text import one_line, safe_json

if TYPE_CHECKING:
    from rowback.model import Check, Comparison

STYLES: dict[Outcome, dict[str, object]] = {
    Outcome.NEW: {"fg": "green"},
    Outcome.EDITED: {"fg": "yellow", "bold": True},
    Outcome.RESTORED: {"fg": "yellow"},
    Outcome.GONE: {"fg": "magenta", "bold": True},
    Outcome.SUSPECT: {"fg": "cyan"},
    Outcome.FAILED: {"fg": "red"},
}


def check_object(check: "Check") -> dict[str, object]:
    """A check as `check --json` prints it."""
    comparison = check.comparison
    return {
        "url": check.url,
        "outcome": check.outcome,
        "revision": check.revision,
        "changes": None if check.reason else asdict(comparison.counts if comparison else Counts()),
        "reason": check.reason,
        "summary": comparison.summary if comparison else None,
        "weight": comparison.weight if comparison else None,
        "disclosure": comparison.disclosure if comparison else None,
        "reverted_to": check.reverted_to.isoformat() if check.reverted_to else None,
        "moved_to": check.moved_to,
        "checked_at": check.checked_at.isoformat(),
    }


def check_line(console: Console, check: "Check") -> str:
    """A check on one line: what was found, where, and what changed or went wrong."""
    outcome = console.style(f"{check.outcome:<9}", **STYLES.get(check.outcome, {}))
    return _joined(outcome, one_line(check.url), _disclosure(console, check.comparison), words_of(check))


def words_of(check: "Check") -> str:
    """What changed or went wrong, in words; empty when there is nothing to say."""
    if check.reason:
        return reason_beside(check.url, check.reason)
    return one_line(check.comparison.summary if check.comparison else "")


def reason_beside(url: str, reason: str | None) -> str:
    """What went wrong at an address, where that stands before it already."""
    return one_line((reason or "").removeprefix(f"{url} "))


def checks_line(checks: "Iterable[Check]") -> str:
    """A whole run on one line."""
    return outcomes_line(Counter(check.outcome for check in checks))


def outcomes_line(counts: Counter[Outcome]) -> str:
    """How often each outcome was seen, on one line."""
    found = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
    return f"{counts.total()} checked: {found}"


def address_line(console: Console, url: str) -> str:
    """An address above what is told of it, to be clicked where the terminal has links."""
    shown = console.style(one_line(url), dim=True)
    return link(shown, url) if console.links else shown


def revision_object(revision: Revision) -> dict[str, object]:
    """A revision as `log --json` prints it."""
    return {
        "revision": revision.id,
        "time": revision.observed_at.isoformat(),
        "kind": revision.kind,
        "headline": revision.headline,
        "summary": revision.summary,
        "changes": asdict(revision.counts),
        "weight": revision.weight,
        "disclosure": revision.disclosure,
        "reverted_to": revision.reverted_to.isoformat() if revision.reverted_to else None,
        "imported": revision.imported,
        "also": list(revision.also),
        "repeats": revision.repeats,
    }


def revision_line(console: Console, revision: Revision, *, utc: bool) -> str:
    """A revision on one line: id, time, kind, whether it was imported, and what changed."""
    told = f"the same as {revision.repeats[:12]}, seen by another clone" if revision.repeats else revision.summary
    return _joined(
        console.style(revision.id[:12], fg="yellow"),
        console.local(revision.observed_at, utc=utc),
        f"{revision.kind:<8}",
        "imported" if revision.imported else "",
        _disclosure(console, revision),
        one_line(told or revision.headline or ""),
    )


def json_line(value: dict[str, object]) -> str:
    """One object on one line."""
    return safe_json(json.dumps(value, ensure_ascii=False))


def _disclosure(console: Console, what: "Comparison | Revision | None") -> str:
    """Whether the page admits a change of substance, the one that it does not in capitals."""
    if what is None or what.disclosure is None:
        return ""
    if what.disclosure is Disclosure.SILENT:
        return console.style("SILENT", bold=True)
    return console.style("partly disclosed" if what.disclosure is Disclosure.PARTLY else "disclosed", dim=True)


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part).rstrip()
