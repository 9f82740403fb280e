"""The repository and the settings -> what git finds, and what a clone leaves out."""

from collections.abc import Iterator
from functools import partial
from shlex import quote

from rowback.store import rewriting, settings, twins
from rowback.store.doctor.findings import About, Case, Finding
from rowback.store.git import MENDING
from rowback.store.paths import Address

SHOWN = 20


def look(case: Case) -> Iterator[Finding]:
    """What is told of clones is good to know; what git's own check finds is not."""
    yield from _head(case)
    yield from _clone(case)
    yield from _rules(case)
    yield from _forgotten(case)
    yield from _moved(case)
    yield from _twins(case)
    if case.deep:
        yield from _fsck(case)


def _head(case: Case) -> Iterator[Finding]:
    if case.tip is None and case.git.asks("rev-parse", "--quiet", "--verify", "HEAD"):
        yield Finding(About.REPOSITORY, "the repository", "has lost the commit that is checked out", MENDING)


def _clone(case: Case) -> Iterator[Finding]:
    if case.git.line("rev-parse", "--is-shallow-repository") == "true":
        says = "is a shallow clone: older revisions are elsewhere"
        yield Finding(About.REPOSITORY, "the repository", says, "git fetch --unshallow brings them", fault=False)
    missing = len(case.missing)
    if missing and case.partial:
        says = f"leaves {missing} file{'' if missing == 1 else 's'} of the tip out (a partial clone): not looked at"
        yield Finding(About.REPOSITORY, "the repository", says, "git fetches them when they are read", fault=False)
    elif missing:
        says = f"has lost {missing} object{'' if missing == 1 else 's'} of the tip"
        yield Finding(About.REPOSITORY, "the repository", says, "take them from another clone: git fetch")


def _rules(case: Case) -> Iterator[Finding]:
    path = case.root / settings.ATTRIBUTES
    there = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if path.is_file() else []
    if any(rule not in there for rule in settings.RULES):
        says = "lacks rules that keep articles as they were recorded"
        mend = partial(settings.write_rules, case.root)
        yield Finding(About.SETTINGS, settings.ATTRIBUTES, says, "rowback doctor --fix adds them", mend=mend)


def _forgotten(case: Case) -> Iterator[Finding]:
    for article in sorted(case.config.forgotten) if case.tip else ():
        if count := len(rewriting.touched(case.git, [article], ["HEAD"])):
            says = f"is noted as forgotten, and {count} commit{' holds' if count == 1 else 's hold'} it still"
            yield Finding(About.SETTINGS, f"article {article}", says, f"rowback forget {article} --yes")


def _moved(case: Case) -> Iterator[Finding]:
    """As a move that was cut off leaves it, or a merge with a clone that did not know of the move."""
    for new, old in case.config.moved.items():
        folder = Address.of(old).folder
        if case.tip and case.objects.id(f"HEAD:{case.git.prefix}{folder}"):
            says = f"is of an article that has moved to {new}"
            yield Finding(About.LAYOUT, folder, says, f"rowback move {quote(old)} {quote(new)}")


def _twins(case: Case) -> Iterator[Finding]:
    for first, *others in twins.twins(case.git, case.objects, case.config.watch):
        says = f"is the same article as {' and '.join(others)}"
        advice = "if so, watch one of them: rowback move, or rowback remove"
        yield Finding(About.TWIN, first, says, advice, fault=False)


def _fsck(case: Case) -> Iterator[Finding]:
    checked = case.git.open("fsck", "--full", "--strict", "--no-dangling", "--no-progress")
    with checked:
        said = b"\n".join(checked.communicate())  # some faults are told on stdout, some on stderr
    if checked.returncode:
        for line in said.decode(errors="replace").split("\n")[:SHOWN]:
            if line:
                says = f"fails git fsck: {line}"
                yield Finding(About.REPOSITORY, "the repository", says, "take it from another clone: git fetch")
