"""The folder with `rowback.toml` in it, in a git repository, and what is recorded there: all that only reads."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rowback.errors import StoreError
from rowback.model import Revision
from rowback.store import config, histories, index, site_rules
from rowback.store.config import Config
from rowback.store.git import Git
from rowback.store.objects import Objects
from rowback.store.paths import Address, normalised

if TYPE_CHECKING:
    from rowback.model import Memory, Page, SiteRules
    from rowback.store.checks import Looks, PastRun
    from rowback.store.layout import Recorded
    from rowback.store.sightings import Sightings

DEFAULT_FOLDER = "snapshots"


def _newest_first(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    return tuple(sorted(revisions, key=lambda revision: revision.observed_at, reverse=True))


class Archive:
    """The revisions of articles, and what the last checks saw of them; nothing is written.

    Attributes:
        root: the folder with `rowback.toml`, or a bare repository.
        config: what that file says.
    """

    def __init__(self, root: Path, git: Git, told: Config, *, edition: tuple[int, ...] | None = None) -> None:
        self.root = root
        self.config = told
        self._git = git
        self._edition = edition

    # ------------------------------------------------------------ finding
    @classmethod
    def open(cls, folder: Path) -> Self:
        """The store in a folder.

        Raises:
            StoreError: there is none, or it cannot be trusted: a newer format, a broken `rowback.toml`, no git.
        """
        if not (folder / config.NAME).is_file():
            if found := cls._bare(folder):
                return found
            raise StoreError(f"{folder} is not a store: it has no {config.NAME}", hint="`rowback init` makes one")
        edition = config.edition(folder / config.NAME)
        told = config.read(folder / config.NAME)
        git = Git.around(folder)
        if git is None:
            raise StoreError(f"{folder} is not in a git repository", hint="`rowback init` makes one round it")
        return cls(folder.resolve(), git, told, edition=edition)

    @classmethod
    def find(cls, start: Path) -> Self:
        """The store that is meant in a folder: its `snapshots`, else itself, else the nearest one upwards.

        Raises:
            StoreError: there is none.
        """
        start = start.resolve()
        for folder in (start / DEFAULT_FOLDER, start, *start.parents):
            if (folder / config.NAME).is_file():
                return cls.open(folder)
        if found := cls._bare(start):
            return found
        raise StoreError(f"there is no store in {start} or above it", hint="`rowback init` makes one")

    @classmethod
    def _bare(cls, folder: Path) -> Self | None:
        """The store in a bare repository, or `None`."""
        from rowback.store import bare

        git = bare.repository(folder) if folder.is_dir() else None
        return cls(folder.resolve(), git, bare.read(git)) if git else None

    def _read_settings(self) -> None:
        if self._git.bare:
            from rowback.store import bare

            self.config = bare.read(self._git)
        else:
            self._edition = config.edition(self.root / config.NAME)
            self.config = config.read(self.root / config.NAME)

    def _settings_now(self) -> Config:
        """The settings once a run has its turn: while it waited, an article may have moved or been forgotten."""
        if self._git.bare or self._edition != config.edition(self.root / config.NAME):
            self._read_settings()
        return self.config

    def urls(self) -> tuple[str, ...]:
        """The watched addresses, then those that are watched no more and have a history; of a moved one the present."""
        known = {normalised(url): url for url in self.config.watch}
        for url in index.urls(self._git):
            known.setdefault(normalised(url), url)
        former = {normalised(old) for old in self.config.moved.values()}
        return tuple(url for article, url in known.items() if article not in former)

    def rules(self, url: str) -> "SiteRules | None":
        """What the user has said about the site of an address."""
        return site_rules.rules_of(self.config.sites, url)

    # ------------------------------------------------------------ reading
    @property
    def is_shallow(self) -> bool:
        """The history here has an end beyond which there are older revisions elsewhere."""
        return (self._git.common / "shallow").exists()

    def recorded(self, urls: Iterable[str]) -> "dict[str, Recorded]":
        """What was last recorded of each address; those never recorded are left out."""
        from rowback.store import reading, state
        from rowback.store.sightings import Sightings

        with Objects(self._git) as objects:
            known = Sightings(objects.read(f"{state.REF}:{state.SIGHTINGS}") or b"")
            return {
                url: replace(found, revision=known.revision_of(url, self._git.object_id(facts)))
                for url, facts, found in reading.recorded(self._git, objects, urls)
            }

    def history(self, url: str, *, all: bool = False) -> tuple[Revision, ...]:  # noqa: A002 (the option's name)
        """The revisions of an address, newest first by the time they were observed; re-extractions only with `all`.

        Imported ones are among them, at their times, and those of the addresses that the article had before or has now.
        """
        found = (histories.history(self._git, one, everything=all) for one in self.config.addresses(url))
        return _newest_first(itertools.chain.from_iterable(found))

    def at(self, revision: Revision) -> "Recorded":
        """The article as of a revision."""
        from rowback.store import reading

        with Objects(self._git) as objects:
            return reading.at(self._git, objects, revision)

    def states(self, revisions: Iterable[Revision]) -> "tuple[Recorded, ...]":
        """The article as of each revision, at the cost of little more than one."""
        from rowback.store import reading

        with Objects(self._git) as objects:
            return tuple(reading.states(self._git, objects, revisions))

    def texts(self, urls: Iterable[str] | None = None) -> Iterator[tuple[tuple[Revision, str], ...]]:
        """For each of these articles, or for all, its revisions and the `article.txt` of each, newest first.

        A text that several revisions have is read once, and is one object.
        """
        from rowback.store import reading

        with Objects(self._git) as objects:
            for revisions in self.histories(urls):
                yield tuple(zip(revisions, reading.texts(self._git, objects, revisions), strict=True))

    def histories(self, urls: Iterable[str] | None = None) -> Iterator[tuple[Revision, ...]]:
        """The revisions of each of these articles, or of every one, newest first; those of moved ones come last."""
        asked = None if urls is None else [one for url in urls for one in self.config.addresses(url)]
        moves = {Address.of(url).id for pair in self.config.moved.items() for url in pair}
        moved: dict[str, list[Revision]] = {}
        for revisions in histories.histories(self._git, asked):
            url = revisions[0].url
            if Address.of(url).id in moves:
                moved.setdefault(Address.of(self.config.addresses(url)[0]).id, []).extend(revisions)
            else:
                yield revisions
        yield from map(_newest_first, moved.values())

    def local(self, name: str, url: str) -> Path:
        """Where this machine keeps something of an article for itself: in git's own folder, never committed."""
        return self._git.common / "rowback" / self._git.prefix / name / Address.of(self.config.addresses(url)[0]).id

    def page(self, of: "Revision | Recorded") -> bytes:
        """The page as served: of a revision, or the last one of an article as it is recorded now.

        Raises:
            StoreError: it was not kept.
        """
        from rowback.store import reading

        commit = of.id if isinstance(of, Revision) else of.revision or "HEAD"
        with Objects(self._git) as objects:
            return reading.page(self._git, objects, of.url, commit)

    def outdated(self, urls: Iterable[str], extractor: Callable[[str], str]) -> tuple[str, ...]:
        """Those of the addresses whose article, as it is recorded now, another extractor made than theirs of today."""
        from rowback.store import reading

        with Objects(self._git) as objects:
            return tuple(reading.outdated(self._git, objects, urls, extractor)) if objects.id("HEAD") else ()

    def with_pages(self, urls: Iterable[str]) -> "Iterator[tuple[str, Recorded, bytes | None]]":
        """What is recorded now of each address, and the page it was made from if that was kept."""
        from rowback.store import reading

        with Objects(self._git) as objects:
            yield from reading.with_pages(self._git, objects, urls)

    def sightings(self) -> "Sightings":
        """What is known of each address that was checked before, by the URL as it is watched."""
        from rowback.store import reading

        with Objects(self._git) as objects:
            return reading.sightings(self._git, objects, self.config.watched)

    def last_run(self) -> "PastRun | None":
        """What the last run saw; `None` when there was none."""
        from rowback.store import checks, state

        with Objects(self._git) as objects:
            return checks.last_run(objects.read(f"{state.REF}:{checks.RUNS}") or b"")

    def waiting(self) -> int:
        """How many revisions something keeps from being added to the branch; the next run tries again."""
        from rowback.store import landing

        with Objects(self._git) as objects:
            return landing.leftover(self._git, objects, self._git.branch()) or 0

    def looks(self, url: str) -> "tuple[Looks, ...]":
        """All looks at an address, oldest first: older ones as ranges that saw the same, the last ones one by one."""
        from rowback.store import checks, state

        with Objects(self._git) as objects:
            contents = objects.contents(f"{state.REF}:{name}" for name in checks.FILES)
            files = {name: content or b"" for name, content in zip(checks.FILES, contents, strict=True)}
        addresses = reversed(self.config.addresses(url))
        return tuple(look for one in addresses for look in checks.looks_at(Address.of(one).id, files))

    def held(self, url: str) -> "Page | None":
        """The suspect capture that is held of an address, until it is accepted, dropped or overtaken."""
        from rowback.store import state

        with Objects(self._git) as objects:
            content = objects.read(f"{state.REF}:{state.HELD}/{Address.of(url).id}")
        return state.read_page(content) if content else None

    def memory(self, url: str) -> "Memory":
        """What is remembered of the blocks of an article's page."""
        from rowback.store import blocks

        with Objects(self._git) as objects:
            return blocks.read(objects.read(blocks.name(Address.of(url).id)))

    # ------------------------------------------------------------ several addresses
    def twins(self) -> tuple[tuple[str, ...], ...]:
        """Watched addresses that lead to the same article, as far as was recorded; nothing is done about it."""
        from rowback.store import twins

        with Objects(self._git) as objects:
            return twins.twins(self._git, objects, self.config.watch)

    def other_names(self) -> dict[str, str]:
        """By article id other addresses of watched articles, as redirects, their pages and moves tell, with these."""
        from rowback.store import twins

        known = {Address.of(s.moved_to).id: url for url, s in self.sightings().items() if s.moved_to}
        moved = {Address.of(old).id: new for new, old in self.config.moved.items()}
        with Objects(self._git) as objects:
            return twins.other_names(self._git, objects, self.config.watch) | known | moved
