"""What a user typed -> the article and the revisions that are meant."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from rowback.errors import UsageError
from rowback.model import Revision

AGO = re.compile(r"(\d+) (second|minute|hour|day|week)s? ago")
CANDIDATES = 10


def find_url(part: str, urls: Sequence[str]) -> str:
    """The one address that is meant: itself, or the only one that holds this text.

    Raises:
        UsageError: no address or several hold it; the candidates are listed in the hint.
    """
    if part in urls:
        return part
    matches = [url for url in urls if part.casefold() in url.casefold()]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UsageError(f"{part!r} fits {len(matches)} articles", hint="name one of: " + _listed(matches))
    if not urls:
        raise UsageError(f"no article fits {part!r}", hint="nothing is watched yet: rowback add URL")
    raise UsageError(f"no article fits {part!r}", hint="the store knows: " + _listed(urls))


def find_state(name: str, urls: Sequence[str]) -> tuple[str, str]:
    """The address and the name of a revision in `URL` or `URL@REVISION`; without one it is the newest, `@1`.

    An address may hold an @ itself, so the whole is tried first.

    Raises:
        UsageError: no address or several are meant.
    """
    part, at, revision = name.rpartition("@")
    if not at or any(name.casefold() in url.casefold() for url in urls):
        return find_url(name, urls), "@1"
    named = revision if re.fullmatch(r"[0-9a-f]{7,64}", revision) else f"@{revision}"
    return find_url(part, urls), named


def _listed(urls: Sequence[str]) -> str:
    shown = ", ".join(urls[:CANDIDATES])
    return shown if len(urls) <= CANDIDATES else f"{shown} and {len(urls) - CANDIDATES} more (rowback list)"


def find_revision(name: str, revisions: Sequence[Revision], *, now: datetime) -> Revision:
    """The revision that a name means.

    Names are `@1` for the newest, `@2` for the one before; the start of a revision id; `@{yesterday}`,
    `@{2 hours ago}`, `@2026-11-01` or `@{2026-11-01 10:00}` for the last one observed by then (a day counts to its
    end). Times without an offset are in the zone of `now`.

    Args:
        revisions: newest first, not empty.
        now: aware, in the user's zone.

    Raises:
        UsageError: nothing is meant, or too much.
    """
    if re.fullmatch(r"@\d{1,6}", name):
        return _by_count(int(name[1:]), revisions)
    if name.startswith("@"):
        return _by_time(name, revisions, now)
    matches = [revision for revision in revisions if len(name) >= 4 and revision.id.startswith(name.lower())]
    if len(matches) == 1:
        return matches[0]
    what = f"{len(matches)} revisions start with" if matches else "no revision is named"
    raise UsageError(f"{what} {name!r}", hint=f"newest is {revisions[0].id[:12]} (@1); rowback log lists them all")


def _by_count(count: int, revisions: Sequence[Revision]) -> Revision:
    if 1 <= count <= len(revisions):
        return revisions[count - 1]
    raise UsageError(f"there is no @{count}", hint=f"the article has {len(revisions)}: @1 is the newest")


def _by_time(name: str, revisions: Sequence[Revision], now: datetime) -> Revision:
    moment = _moment(name[1:].strip("{}").strip().lower(), now)
    if moment is None:
        raise UsageError(
            f"{name!r} is no revision", hint="try @1, @2, an id, @{yesterday}, @{2 hours ago} or @2026-11-01"
        )
    for revision in revisions:
        if revision.observed_at <= moment:
            return revision
    first = revisions[-1].observed_at.astimezone(now.tzinfo)
    raise UsageError(f"nothing was recorded by {name}", hint=f"the first revision is of {first:%Y-%m-%d %H:%M %z}")


def _moment(words: str, now: datetime) -> datetime | None:
    end_of_day = datetime.combine(now.date(), time.max, now.tzinfo)
    if words == "now":
        return now
    if words == "today":
        return end_of_day
    if words == "yesterday":
        return end_of_day - timedelta(days=1)
    if match := AGO.fullmatch(words):
        try:
            return now - timedelta(**{f"{match[2]}s": int(match[1])})
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        moment = datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
