"""`rowback.toml` -> what is watched, and how."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from rowback.errors import WRITABLE, StoreError, UsageError
from rowback.model import FetchSettings
from rowback.store import site_rules
from rowback.store.paths import Address, normalised

if TYPE_CHECKING:
    from rowback.model import SiteRules

NAME = "rowback.toml"
_ARTICLE = re.compile(r"[0-9a-f]{12}")
_BETWEEN = '",\n    "'
FORMAT = 1
SIBLINGS = 4
MOST_SIBLINGS = 8

TEMPLATE = """\
# A rowback store: the articles in this folder are watched, and every revision of them is kept in git.
format = 1

# One address a line. `rowback add` and `rowback remove` edit this list, and so can you.
watch = [
]

[fetch]
# delay_s = 1.0            # pause between two requests to one host
# timeout_s = 30.0         # for one request
# total_timeout_s = 120.0  # for one page, with redirects and retries
# retries = 2              # of a fault that may be gone in a moment
# backoff_s = 1.0          # pause before the first retry; it doubles with each one
# workers = 16             # hosts that are asked at once
# size_bytes = 20000000    # of a page, at most
# redirects = 10
# robots = true            # keep to each site's robots.txt
# allow_private = false    # also watch addresses on this machine and its own network
# contact = "you@example.org"  # so that a site can reach you
# ca_file = "/etc/ssl/own.pem"  # certificates to trust, in place of those that come with rowback

[judge]
# siblings = 4             # other pages of a site that are looked at again when a new paragraph is in doubt; 0 = never

[store]
# pages = "none"           # keep the text only, without the pages as served, a third of the space. Costs: no proof of
#                          # what was served, and an update of rowback may show its own new reading as an edit, once

# For a site that is read wrongly, CSS selectors; `rowback rules test URL` shows what they do.
# [site."example.org"]
# keep = ["article .body"]  # only this is the story
# drop = [".teaser"]        # this is not
# headline = "h1"           # and byline = "...", published = "..."
"""


@dataclass(frozen=True)  # without slots: what is read once is kept
class WatchList:
    """The watched addresses; 50,000 are looked through in 1 ms, and take 50 to be read one by one.

    Attributes:
        lines: each address on a line of its own, as in the file; they begin and end with a line break.
        forgotten: ids of articles that are not watched any more, whatever the lines say.
        path: of the file, for errors.
    """

    lines: str = "\n"
    forgotten: frozenset[str] = frozenset()
    path: Path = field(default=Path(NAME), compare=False)

    @classmethod
    def of(cls, urls: Iterable[str]) -> "WatchList":
        """These addresses; none of them has a blank or a line break in it."""
        return cls("".join(("\n", *(f'    "{url}",\n' for url in urls))))

    def __contains__(self, url: object) -> bool:
        """It is among them, spelled just so."""
        spelled = f'\n    "{url}",\n' in self.lines and "\n" not in str(url)
        return spelled and not (self.forgotten and Address.of(str(url)).id in self.forgotten)

    @cached_property
    def urls(self) -> tuple[str, ...]:
        """All of them, each article once.

        Raises:
            StoreError: one of them is no address.
        """
        listed = _watch(self.path, self.lines[6:-3].split(_BETWEEN) if len(self.lines) > 1 else [])
        return tuple(url for url in listed if not self.forgotten or Address.of(url).id not in self.forgotten)


@dataclass(frozen=True, slots=True)
class Config:
    """What `rowback.toml` says.

    Attributes:
        watched: what is watched, without what was forgotten.
        forgotten: ids of articles that nothing may bring back: no list that is merged, no other clone.
        siblings: pages of a site that may be looked at again to judge one of them.
        sites: rules by host.
        moved: by the address of an article now the one it had before.
        pages: whether the pages are kept as served; `none` keeps only what was taken from them.
    """

    watched: WatchList = field(default_factory=WatchList)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    pages: Literal["all", "none"] = "all"
    siblings: int = SIBLINGS
    sites: "Mapping[str, SiteRules]" = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def watch(self) -> tuple[str, ...]:
        """Addresses exactly as they were given, each article once."""
        return self.watched.urls

    def addresses(self, url: str) -> tuple[str, ...]:
        """All addresses that the article of one of them has and had, the present one first."""
        before = {Address.of(new).id: old for new, old in self.moved.items()}
        after = {Address.of(old).id: new for new, old in self.moved.items()}
        return tuple(_followed(_followed({Address.of(url).id: url}, after, last=True), before).values())

    def present(self, part: str) -> str:
        """The address that an article has now, by one that it had before; anything else comes back as it is."""
        try:
            return self.addresses(part)[0] if Address.of(part).id in self.former else part
        except UsageError:
            return part

    def is_forgotten(self, name: str) -> bool:
        """Whether an article is named that was forgotten: by its id or by an address."""
        try:
            return name in self.forgotten or Address.of(name).id in self.forgotten
        except UsageError:
            return False

    def still_meant(self, urls: Iterable[str]) -> tuple[str, ...]:
        """Addresses that were chosen under other settings: those of today, and none of what was forgotten."""
        present = dict.fromkeys(map(self.present, urls))
        return tuple(url for url in present if Address.of(url).id not in self.forgotten)

    @property
    def former(self) -> frozenset[str]:
        """Ids of the addresses that articles had before they moved."""
        return frozenset(Address.of(old).id for old in self.moved.values())


def edition(path: Path) -> tuple[int, ...] | None:
    """Is another one after the file was replaced or edited; `None` where it cannot be seen."""
    with suppress(OSError):
        seen = path.stat()
        return seen.st_ino, seen.st_mtime_ns, seen.st_size
    return None


def read(path: Path, text: bytes | None = None) -> Config:
    """What a `rowback.toml` says.

    Args:
        text: what it says, where it is no file.

    Raises:
        StoreError: it is not TOML, not ours, from a newer rowback, or says what we do not know; the place is named.
    """
    told = _load(path, text)
    version = told.pop("format", None)
    if not isinstance(version, int) or isinstance(version, bool):
        raise StoreError(
            f"{path} does not say `format = {FORMAT}`, so it is not a file of rowback's", hint="write that line first"
        )
    if version > FORMAT:
        raise StoreError(f"{path} has format {version}, this rowback knows {FORMAT}", hint="install a newer rowback")
    fetch, judge, store = (_section(path, told, name) for name in ("fetch", "judge", "store"))
    moved = _moved(path, _section(path, told, "moved"))
    forgotten = _forgotten(path, told.pop("forgotten", []))
    listed = told.pop("watch", [])
    listed = listed if isinstance(listed, WatchList) else WatchList.of(_watch(path, listed))
    watched = replace(listed, forgotten=forgotten, path=path)
    pages = store.pop("pages", "all")
    if pages not in ("all", "none"):
        raise StoreError(
            f'{path}: [store] pages is {pages!r}, and can be "all" or "none"', hint="take the line out for the default"
        )
    siblings = judge.pop("siblings", SIBLINGS)
    if not _fits(siblings, int) or siblings > MOST_SIBLINGS:
        raise StoreError(
            f"{path}: [judge] siblings is {siblings!r}, and can be 0 to {MOST_SIBLINGS}",
            hint="take the line out for the default",
        )
    sites = site_rules.read(path, told.pop("site", {}))
    _all_known(path, told, ("watch", "forgotten", "moved", "fetch", "judge", "store", "site"), "")
    _all_known(path, judge, ("siblings",), "[judge] ")
    _all_known(path, store, ("pages",), "[store] ")
    kept = cast(Literal["all", "none"], pages)
    return Config(watched, _fetch_settings(path, fetch), kept, siblings, sites, forgotten, moved)


def forgotten_in(text: bytes) -> frozenset[str]:
    """Ids of the articles that the text of a `rowback.toml` names as forgotten; what cannot be read names none."""
    with suppress(ValueError, TypeError):
        told = tomllib.loads(text.decode())
        return frozenset(one for one in told.get("forgotten", ()) if isinstance(one, str) and _ARTICLE.fullmatch(one))
    return frozenset()


# ---------------------------------------------------------------- reading
def _load(path: Path, text: bytes | None) -> dict[str, Any]:
    try:
        return _parsed((path.read_bytes() if text is None else text).decode("utf-8"))
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}", hint=WRITABLE) from error
    except ValueError as error:  # not TOML, where the line is named, or not UTF-8
        raise StoreError(f"{path}: {error}", hint="mend it by hand, or take it back from git") from error


def _parsed(text: str) -> dict[str, Any]:
    """What TOML says; a list of addresses as `add` writes it, one a line and nothing else, as a `WatchList`."""
    start = text.find("\nwatch = [\n") + len("\nwatch = [")
    end = text.find("\n]\n", start) + 1
    lines = text[start:end]
    rest = text[: start + 1] + text[end:]
    if not _is_plain(lines) or "\n[" in text[:start] or '"""' in rest or "'''" in rest:
        return tomllib.loads(text)
    try:
        return tomllib.loads(rest) | {"watch": WatchList(lines)}
    except ValueError:
        return tomllib.loads(text)  # names the right line


def _is_plain(lines: str) -> bool:
    """Each line is one string that stands for itself, indented by four blanks."""
    count = lines.count("\n") - 1
    return (
        count > 0
        and lines.startswith('\n    "')
        and lines.endswith('",\n')
        and lines.count(_BETWEEN) == count - 1
        and lines.count('"') == 2 * count  # so there is none but these
        and "\\" not in lines
    )


def _section(path: Path, told: dict[str, Any], name: str) -> dict[str, Any]:
    section = told.pop(name, {})
    if not isinstance(section, dict):
        raise StoreError(f"{path}: {name} is not a section", hint=f"write [{name}] on a line of its own")
    return section


def _watch(path: Path, listed: object) -> tuple[str, ...]:
    if not isinstance(listed, list) or not all(isinstance(url, str) for url in listed):
        raise StoreError(
            f"{path}: watch is not a list of addresses", hint='write watch = ["https://example.org/story"]'
        )
    try:
        # One article, one entry: of two spellings the first one counts.
        return tuple({normalised(url): url for url in reversed(listed)}.values())[::-1]
    except UsageError as error:
        raise StoreError(f"{path}: {error}", hint=error.hint) from error


def _followed(known: dict[str, str], steps: Mapping[str, str], *, last: bool = False) -> dict[str, str]:
    """Addresses by their ids, and those that one leads to after the other; or only the last of these."""
    url = [*known.values()][-1]
    while (url := steps.get(Address.of(url).id, "")) and Address.of(url).id not in known:
        known[Address.of(url).id] = url
    return dict([[*known.items()][-1]]) if last else known


def _moved(path: Path, section: dict[str, Any]) -> dict[str, str]:
    try:
        for url in [*section, *section.values()]:
            Address.of(url if isinstance(url, str) else "")
    except UsageError as error:
        raise StoreError(
            f"{path}: [moved] {error}", hint='write "https://new.example/a" = "https://old.example/a"'
        ) from None
    return section


def _forgotten(path: Path, listed: object) -> frozenset[str]:
    if not isinstance(listed, list) or not all(isinstance(one, str) and _ARTICLE.fullmatch(one) for one in listed):
        raise StoreError(
            f"{path}: forgotten is not a list of article ids", hint='write forgotten = ["0b4f5cce2b17"], or take it out'
        )
    return frozenset(listed)


def _fetch_settings(path: Path, section: dict[str, Any]) -> FetchSettings:
    kinds = {part.name: part.type for part in fields(FetchSettings) if part.name != "proxies"}
    _all_known(path, section, kinds, "[fetch] ")
    for name, value in section.items():
        if not _fits(value, kinds[name]):
            raise StoreError(f"{path}: [fetch] {name} cannot be {value!r}", hint="take the line out for the default")
    return FetchSettings(**section)


def _fits(value: object, kind: object) -> bool:
    if kind is bool:
        return isinstance(value, bool)
    if kind in (int, float):
        numbers = (int, float) if kind is float else int
        return isinstance(value, numbers) and not isinstance(value, bool) and 0 <= value < float("inf")
    return isinstance(value, str)


def _all_known(path: Path, told: Iterable[str], known: Iterable[str], where: str) -> None:
    known = tuple(known)
    for name in told:
        if name not in known:
            raise StoreError(f"{path}: {where}{name} is not a setting", hint=f"the settings are: {', '.join(known)}")
