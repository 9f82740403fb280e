r"""A commit message -> its revision: what changed in words, then trailers for machines.

    tidewater.example: Harbour wall is to be rebuilt (+1 -0 ~1)

    1 sentence edited, 1 added

    ~ The work will cost £4 million. -> The work will cost £6 million.
    + Engineers had warned of this.

    URL: https://tidewater.example/harbour
    Article-Id: 0b4f5cce2b17
    Outcome: edited

Only the last block is read, each of its lines begins with a name of ours, and page text is on one line wherever it
stands, so a headline with "\n\nOutcome: gone" in it forges nothing.
"""

from datetime import datetime
from typing import Any

from rowback.errors import UsageError
from rowback.model import Counts, Disclosure, Revision, RevisionKind, Weight
from rowback.store.paths import Address

# Trailers that are there for other tools.
_UNREAD = ("Article-Id", "Page-SHA256", "Text-SHA256", "Extractor")


def read(message: str, *, commit: str) -> Revision | None:
    """The revision that a commit message tells of, or `None` when the commit is not one of ours."""
    blocks = message.strip("\n").split("\n\n")
    trailers = trailers_of(message)
    try:
        return Revision(
            id=commit,
            url=Address.of(trailers["URL"]).url,
            kind=RevisionKind(trailers["Outcome"]),
            observed_at=datetime.fromisoformat(trailers["Observed"]),
            headline=trailers.get("Headline"),
            summary=blocks[1],
            counts=_read_counts(trailers["Counts"]),
            weight=Weight(trailers["Weight"]) if "Weight" in trailers else None,
            disclosure=Disclosure(trailers["Disclosure"]) if "Disclosure" in trailers else None,
            reverted_to=_read_time(trailers.get("Reverted-To")),
            compared_with=_read_time(trailers.get("Compared-With")),
            imported=trailers.get("Imported") == "yes",
            text_id=trailers.get("Text-Id"),
        )
    except (KeyError, ValueError, TypeError, UsageError):
        return None


def abridged(message: str) -> str:
    """As much of a commit message of ours as `read` reads."""
    blocks = message.strip("\n").split("\n\n")
    trailers = [line for line in blocks[-1].splitlines() if line.partition(": ")[0] not in _UNREAD]
    return "\n\n".join(("…", blocks[1], "\n".join(trailers)))


def trailers_of(message: str) -> dict[str, str]:
    """The trailers of a commit message: what its last block says, by name."""
    lines = message.strip("\n").split("\n\n")[-1].splitlines()
    return dict(line.partition(": ")[::2] for line in lines)


def _read_time(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _read_counts(written: str) -> Counts:
    values: dict[str, Any] = {}
    for word in written.split():
        name, is_number, number = word.partition("=")
        values[name] = int(number) if is_number else True
    values.pop("none", None)
    return Counts(**values)
