"""What a user typed -> the article and the revisions that are meant."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo

from rowback.errors import UsageError
from rowback.model import Revision, RevisionKind
from rowback.store import Config, Store
from rowback.store.paths import Address

CANDIDATES = 10
DEEPEN = "in a shallow clone, git fetch --unshallow brings older revisions"
# Where a clock is put back at midnight, 23:59 comes twice: the day ends with the second one.
END_OF_DAY = time.max.replace(fold=1)


def is_cut_off(revisions: Sequence[Revision]) -> bool:
    """The history begins with no first look: a shallow clone leaves out what was before."""
    return bool(revisions) and revisions[-1].kind is not RevisionKind.NEW


def find_url(part: str, urls: Sequence[str], config: Config | None = None) -> str:
    """The one address that is meant: itself, or the only one that holds this text.

    Args:
        config: with it an article may be named by an address that it had before, too, or by a part of that.

    Raises:
        UsageError: no address or several hold it; the candidates are listed in the hint.
    """
    named = config.present(part) if config else part
    if named in urls:
        return named
    matches = _holding(part, urls)
    if not matches and config:
        now = {config.present(old) for old in _holding(part, config.moved.values())}
        matches = [url for url in urls if url in now]
    # "/wall" is the end of one address and stands inside that of "/wall-2".
    ends = [url for url in matches if url.casefold().endswith(part.casefold())]
    matches = ends if len(ends) == 1 else matches
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UsageError(f"{part!r} fits {len(matches)} articles", hint="name one of: " + _listed(matches))
    if not urls:
        raise UsageError(f"no article fits {part!r}", hint="nothing is watched yet: rowback add URL")
    raise UsageError(f"no article fits {part!r}", hint="the store knows: " + _listed(urls))


def _holding(part: str, urls: Iterable[str]) -> list[str]:
    return [url for url in urls if part.casefold() in url.casefold()]


def find_article(part: str, store: Store) -> str:
    """The one article of a store that is meant, by its present address.

    It may be named by one that it had before, or by its id, as errors about other clones name it.

    Raises:
        UsageError: no article or several are meant.
    """
    # To list all that have a history takes 4 µs for each.
    if (named := store.config.present(part)) in store.config.watched:
        return named
    urls = store.urls()
    if re.fullmatch(r"[0-9a-f]{12}", part):
        part = next((url for url in urls if Address.of(url).id == part), part)
    return find_url(part, urls, store.config)


def find_state(name: str, urls: Sequence[str], config: Config | None = None) -> tuple[str, str]:
    """The address and the name of a revision in `URL` or `URL@REVISION`; without one it is the newest, `@1`.

    An address may hold an @ itself, so the whole is tried first.

    Args:
        config: see `find_url`.

    Raises:
        UsageError: no address or several are meant.
    """
    part, at, revision = name.rpartition("@")
    if not at or _holding(name, urls):
        return find_url(name, urls, config), "@1"
    named = revision if re.fullmatch(r"[0-9a-f]{7,64}", revision) else f"@{revision}"
    return find_url(part, urls, config), named


def _listed(urls: Sequence[str]) -> str:
    shown = ", ".join(urls[:CANDIDATES])
    return shown if len(urls) <= CANDIDATES else f"{shown} and {len(urls) - CANDIDATES} more (rowback list)"


def find_sides(
    before: str, after: str | None, revisions: Sequence[Revision], *, now: datetime, zone: tzinfo | None = None
) -> tuple[Revision, Revision]:
    """The two revisions that `A B`, `A..B`, `A..` or `A` alone mean; what is not named is the newest.

    Raises:
        UsageError: nothing is meant, or too much.
    """
    if after is None and ".." in before:
        before, _, after = before.partition("..")
    names = (before or "@1", after or "@1")
    sides = [find_revision(name, revisions, now=now, zone=zone) for name in names]
    return sides[0], sides[1]


def find_revision(name: str, revisions: Sequence[Revision], *, now: datetime, zone: tzinfo | None = None) -> Revision:
    """The revision that a name means.

    Names are `@1` for the newest, `@2` for the one before; the start of a revision id; `@{yesterday}`,
    `@{2 hours ago}`, `@2026-11-01` or `@{2026-11-01 10:00}` for the last one observed by then (a day counts to its
    end). What a clock on the wall says is read by the offset of that day, not by today's:

        "@2026-10-24" in Berlin, asked in November      observed by 2026-10-24T23:59+02:00

    Args:
        revisions: newest first, not empty.
        zone: of times without an offset; `None` is the machine's own.

    Raises:
        UsageError: nothing is meant, or too much.
    """
    if re.fullmatch(r"@\d{1,6}", name):
        return _by_count(int(name[1:]), revisions)
    if name.startswith("@"):
        return _by_time(name, revisions, now, zone)
    matches = [
        revision
        for revision in revisions
        if len(name) >= 4 and any(known.startswith(name.lower()) for known in (revision.id, *revision.also))
    ]
    if len(matches) == 1:
        return matches[0]
    what = f"{len(matches)} revisions start with" if matches else "no revision is named"
    known = f"newest is {revisions[0].id[:12]} (@1); rowback log lists them all"
    raise UsageError(f"{what} {name!r}", hint=DEEPEN if is_cut_off(revisions) and not matches else known)


def _by_count(count: int, revisions: Sequence[Revision]) -> Revision:
    if 1 <= count <= len(revisions):
        return revisions[count - 1]
    hint = DEEPEN if is_cut_off(revisions) else f"the article has {len(revisions)}: @1 is the newest"
    raise UsageError(f"there is no @{count}", hint=hint)


def _by_time(name: str, revisions: Sequence[Revision], now: datetime, zone: tzinfo | None) -> Revision:
    moment = _moment(name[1:].strip("{}").strip().lower(), now, zone)
    if moment is None:
        raise UsageError(
            f"{name!r} is no revision", hint="try @1, @2, an id, @{yesterday}, @{2 hours ago} or @2026-11-01"
        )
    for revision in revisions:
        if revision.observed_at <= moment:
            return revision
    first = revisions[-1].observed_at.astimezone(zone)
    hint = DEEPEN if is_cut_off(revisions) else f"the first revision is of {first:%Y-%m-%d %H:%M %z}"
    raise UsageError(f"nothing was recorded by {name}", hint=hint)


def _moment(words: str, now: datetime, zone: tzinfo | None) -> datetime | None:
    today = now.astimezone(zone).date()
    if words == "now":
        return now
    if words in ("today", "yesterday"):
        return _aware(datetime.combine(today - timedelta(days=words == "yesterday"), END_OF_DAY), zone)
    if match := re.fullmatch(r"(\d+) (second|minute|hour|day|week)s? ago", words):
        try:
            return now - timedelta(**{f"{match[2]}s": int(match[1])})
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        moment = datetime.combine(moment.date(), END_OF_DAY)
    return moment if moment.tzinfo else _aware(moment, zone)


def _aware(wall: datetime, zone: tzinfo | None) -> datetime:
    """What a clock on the wall says, by the rules of the zone on that day; a naive time is the machine's own."""
    try:
        return wall.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:  # the year 1 or 9999, which is before or after any revision
        return wall.replace(tzinfo=UTC)
