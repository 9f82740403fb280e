"""Comparison -> a few plain lines: what a mail, a feed or a log can say in words."""

from rowback.model import Comparison
from rowback.rendering._rows import rows
from rowback.rendering._view import View
from rowback.rendering._words import admits, details, disclosure, notices, observed
from rowback.text import visible


def render(comparison: Comparison, view: View) -> str:
    """Write one fact a line, never wrapped."""
    return "".join(f"{visible(line)}\n" for line in _lines(comparison, view))


def _lines(comparison: Comparison, view: View) -> list[str]:
    lines = [comparison.after.headline or comparison.before.headline or "(no headline)"]
    if comparison.headline:
        lines.append(f"Headline before: {comparison.headline[0] or 'none'}")
    lines.append(f"What changed: {comparison.summary}")
    lines += filter(None, [view.left_out(rows(comparison, view.min_weight))])
    if comparison.disclosure:
        lines.append(": ".join(disclosure(comparison.disclosure)))
    gone, new = notices(comparison)
    lines += [f"Notice removed: {notice}" for notice in gone]
    for notice in new:
        note = admits(comparison, notice)
        lines.append(f"Notice added: {notice}" + (f" ({note})" if note else ""))
    lines += [f"{label}: {before} → {after}" for label, before, after in details(comparison)]
    if comparison.revisions:
        lines.append("Seen: " + " → ".join(map(observed, comparison.revisions)))
    if comparison.url:
        lines.append(comparison.url)
    return lines
