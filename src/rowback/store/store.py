"""The store: the folder with `rowback.toml` in it, in a git repository. Nobody else knows git."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rowback.errors import WRITABLE, StoreError, UsageError
from rowback.model import Revision
from rowback.store import config, histories, index, site_rules
from rowback.store.config import Config
from rowback.store.git import Git, initialise
from rowback.store.lock import alone
from rowback.store.objects import Objects
from rowback.store.paths import Address, normalised

if TYPE_CHECKING:
    from rowback.model import Memory, Page, SiteRules
    from rowback.store.checks import Looks, PastRun
    from rowback.store.doctor import Finding
    from rowback.store.forgetting import Forgetting
    from rowback.store.layout import Recorded
    from rowback.store.sightings import Sightings
    from rowback.store.syncing import Exchange
    from rowback.store.writing import Run

DEFAULT_FOLDER = "snapshots"


def _newest_first(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    return tuple(sorted(revisions, key=lambda revision: revision.observed_at, reverse=True))


@contextmanager
def _alone_with(path: Path) -> Iterator[Path]:
    with alone(path.parent):
        yield path


def _bare(folder: Path) -> "Store | None":
    """The store in a bare repository, or `None`."""
    from rowback.store import bare

    git = bare.repository(folder) if folder.is_dir() else None
    return Store(folder.resolve(), git, bare.read(git)) if git else None


class Store:
    """Watched addresses and the revisions of their articles.

    Attributes:
        root: the folder with `rowback.toml`, or a bare repository.
        config: what that file says.
        cleaned: what a killed run had left over and the last one that wrote here finished, in words.
    """

    def __init__(self, root: Path, git: Git, told: Config, *, edition: tuple[int, ...] | None = None) -> None:
        self.root = root
        self.config = told
        self.cleaned: tuple[str, ...] = ()
        self._git = git
        self._edition = edition

    # ------------------------------------------------------------ finding
    @classmethod
    def create(cls, folder: Path) -> "Store":
        """Make a store in a folder, in the git repository round it or in a new one; an existing store is opened.

        Raises:
            StoreError: the folder holds a `rowback.toml` that is not ours, or cannot be written.
        """
        from rowback.store import editing, settings

        path = folder / config.NAME
        if path.exists():
            config.read(path)  # refuses what is not ours before anything is made
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder} cannot be made: {error.strerror}", hint=WRITABLE) from error
        if Git.around(folder) is None:
            initialise(folder)
        settings.write_rules(folder)
        if not path.exists():  # last: with this file the folder is a store
            editing.replace_file(path, config.TEMPLATE)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """The store in a folder.

        Raises:
            StoreError: there is none, or it cannot be trusted: a newer format, a broken `rowback.toml`, no git.
        """
        if not (folder / config.NAME).is_file():
            if found := _bare(folder):
                return found
            raise StoreError(f"{folder} is not a store: it has no {config.NAME}", hint="`rowback init` makes one")
        edition = config.edition(folder / config.NAME)
        told = config.read(folder / config.NAME)
        git = Git.around(folder)
        if git is None:
            raise StoreError(f"{folder} is not in a git repository", hint="`rowback init` makes one round it")
        return cls(folder.resolve(), git, told, edition=edition)

    @classmethod
    def find(cls, start: Path) -> "Store":
        """The store that is meant in a folder: its `snapshots`, else itself, else the nearest one upwards.

        Raises:
            StoreError: there is none.
        """
        start = start.resolve()
        for folder in (start / DEFAULT_FOLDER, start, *start.parents):
            if (folder / config.NAME).is_file():
                return cls.open(folder)
        if found := _bare(start):
            return found
        raise StoreError(f"there is no store in {start} or above it", hint="`rowback init` makes one")

    def _settings(self) -> AbstractContextManager[Path]:
        """The `rowback.toml`, or a copy of it that is committed, to be edited."""
        if self._git.bare:
            from rowback.store import bare

            return bare.edited(self._git)
        return _alone_with(self.root / config.NAME)

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

    def _needs_work_tree(self, what: str) -> None:
        if self._git.bare:
            raise StoreError(f"{what} needs a work tree: {self.root} is bare", hint="do it in a clone, then push")

    # ------------------------------------------------------------ watching
    def add(self, urls: Iterable[str], *, again: bool = False) -> tuple[str, ...]:
        """Watch addresses; tells which ones were not watched yet.

        Args:
            again: also those that were forgotten, which are so no longer.

        Raises:
            UsageError: one of them is not an http(s) address, or was forgotten; nothing was added.
        """
        from rowback.store import editing

        with self._settings() as path:
            added = editing.watch_also(path, urls, again=again)
        self._read_settings()
        return added

    def remove(self, urls: Iterable[str]) -> tuple[str, ...]:
        """Watch addresses no more, and keep their history; tells which ones were watched, as they were given."""
        from rowback.store import editing

        with self._settings() as path:
            removed = editing.watch_no_more(path, urls)
        self._read_settings()
        return removed

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

    # ------------------------------------------------------------ writing
    @contextmanager
    def run(self, *, clock: Callable[[], datetime], aside: bool = False, wait_s: float = 0) -> "Iterator[Run]":
        """One writing run, alone in the store; what it recorded is published at its end.

        Args:
            aside: for old captures, which make a line of their own beside the branch, joined to it by one merge.
            wait_s: for another run to end.

        Raises:
            StoreBusyError: another run is under way.
        """
        from rowback.store import writing

        with writing.run(self._git, self._settings_now, clock=clock, aside=aside, wait_s=wait_s) as run:
            self.cleaned = run.cleaned
            yield run

    # ------------------------------------------------------------ housekeeping
    def gc(self, *, clock: Callable[[], datetime]) -> tuple[int, int]:
        """Pack all that is stored, as small as it gets; tells the bytes before and after.

        Raises:
            StoreBusyError: another run is under way.
        """
        with self.run(clock=clock) as run:
            return run.pack()

    def examine(self, *, deep: bool = False) -> "tuple[Finding, ...]":
        """What is wrong with the store, or good to know of it; nothing is written.

        Args:
            deep: look at every revision and every object of the repository.
        """
        from rowback.store.doctor import Case, examine

        self._needs_work_tree("doctor")
        with Objects(self._git) as objects:
            return tuple(examine(Case(self.root, self._git, objects, self.config, deep)))

    def mend(self, *, deep: bool = False) -> "tuple[tuple[Finding, ...], tuple[Finding, ...]]":
        """Mend what can be derived; tells what was mended, and all that is found afterwards.

        Raises:
            StoreBusyError: another run is under way.
        """
        from rowback.store import writing
        from rowback.store.doctor import Case, examine

        found = self.examine(deep=deep)
        with writing.alone_in(self._git) as turn:
            self.cleaned = turn.cleaned
            case = Case(self.root, turn.git, turn.objects, self.config, deep)
            for finding in examine(case):
                if finding.mend:
                    finding.mend()
        left = self.examine(deep=deep)
        return tuple(finding for finding in found if finding.mend and finding not in left), left

    def move(self, old: str, new: str, *, clock: Callable[[], datetime]) -> None:
        """Watch an article under its new address; its history goes on there.

        Raises:
            UsageError: the new one is no address, is that of the article already, was forgotten, or was recorded while
                the old one was.
            StoreBusyError: a run is under way.
        """
        from rowback.store import editing

        self._needs_work_tree("move")
        if Address.of(new).id in self.config.forgotten:
            raise UsageError(f"{new} was forgotten on purpose", hint="rowback add URL --again lifts that")
        if Address.of(new).id == Address.of(old).id:
            raise UsageError(f"{new} is the address of that article already", hint="rowback list shows what is watched")
        there, before = (histories.history(self._git, url, everything=False) for url in (new, old))
        if (
            there
            and before
            and there[-1].observed_at <= before[0].observed_at
            and Address.of(new).id not in self.config.former
        ):
            raise UsageError(
                f"{new} was recorded while {old} was: two histories of the same time cannot be one",
                hint="rowback remove stops watching one of them; both histories stay",
            )
        with self.run(clock=clock) as run:
            run.move(old, new)
            with alone(self.root):
                editing.move(self.root / config.NAME, old, new)
        self._read_settings()

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

    def forget(self, name: str, *, clock: Callable[[], datetime], rehearse: bool = False) -> "Forgetting":
        """Take an article out of the store and out of the branch's history, for good; tells what that takes away.

        Args:
            name: its address, or the id of one that is noted as forgotten already.
            rehearse: only tell, and write nothing.

        Raises:
            StoreBusyError: a run is under way.
            StoreError: something is in the way; the history is as it was.
        """
        from rowback.store import forgetting

        self._needs_work_tree("forget")
        articles = {name: name}
        if name not in self.config.forgotten:
            articles = {Address.of(url).id: url for url in self.config.addresses(name)}
        # Cut off, a call has noted all addresses of an article, and nothing else tells any more that they are one.
        articles = {one: one for one in forgetting.unfinished(self._git, self.config.forgotten)} | articles
        if rehearse:
            return forgetting.rehearse(self._git, articles)
        with alone(self.root):
            done = forgetting.forget(self._git, self.root, articles, clock=clock)
        self.cleaned = done.cleaned
        self._read_settings()
        return done

    def sync(
        self,
        *,
        clock: Callable[[], datetime],
        remote: str | None = None,
        branch: str | None = None,
        push: bool = True,
        wait_s: float = 0,
    ) -> "Exchange":
        """Bring this store and its remote to what both know, by one merge at most.

        Args:
            remote: its name; by default that of the branch, else `origin`.
            branch: its name there; by default that of the branch's upstream, else the same name.
            push: also send what is new here.
            wait_s: for another run to end.

        Raises:
            RemoteError: the remote cannot be reached, or refuses; what is recorded is safe here.
            StoreBusyError: another run is under way.
            StoreError: there is no remote, or something is in the way.
        """
        from rowback.store import syncing
        from rowback.store.remote import Remote
        from rowback.store.writing import Run, alone_in

        with alone_in(self._git, wait_s=wait_s) as turn:
            upstream = Remote.of(turn.git, turn.branch, name=remote, there=branch)
            told = self._settings_now()
            Run(turn.git, turn.objects, told, clock=clock).publish(turn.branch)  # settings that wait for a run
            done = syncing.exchange(turn.git, turn.objects, turn.branch, upstream, push=push, forgotten=told.forgotten)
        self._read_settings()
        return replace(done, cleaned=turn.cleaned)
