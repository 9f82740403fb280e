"""The store: an archive that can be written to. Nobody else knows git."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rowback.errors import WRITABLE, StoreError, UsageError
from rowback.store import config, histories
from rowback.store.archive import Archive
from rowback.store.config import Config
from rowback.store.git import Git, initialise
from rowback.store.lock import alone
from rowback.store.objects import Objects
from rowback.store.paths import Address

if TYPE_CHECKING:
    from rowback.store.doctor import Finding
    from rowback.store.forgetting import Forgetting
    from rowback.store.syncing import Exchange
    from rowback.store.writing import Run


@contextmanager
def _alone_with(path: Path) -> Iterator[Path]:
    with alone(path.parent):
        yield path


class Store(Archive):
    """Watched addresses and the revisions of their articles.

    Attributes:
        cleaned: what a killed run had left over and the last one that wrote here finished, in words.
    """

    def __init__(self, root: Path, git: Git, told: Config, *, edition: tuple[int, ...] | None = None) -> None:
        super().__init__(root, git, told, edition=edition)
        self.cleaned: tuple[str, ...] = ()

    @classmethod
    def create(cls, folder: Path, *, apart: bool = False) -> "Store":
        """Make a store in a folder, in the git repository round it or in a new one; an existing store is opened.

        Args:
            apart: a new store gets a repository of its own wherever it is.

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
        if Git.around(folder) is None or (apart and not path.exists()):
            initialise(folder)
        settings.write_rules(folder)
        if not path.exists():  # last: with this file the folder is a store
            editing.replace_file(path, config.TEMPLATE)
        return cls.open(folder)

    def _settings(self) -> AbstractContextManager[Path]:
        """The `rowback.toml`, or a copy of it that is committed, to be edited."""
        if self._git.bare:
            from rowback.store import bare

            return bare.edited(self._git)
        return _alone_with(self.root / config.NAME)

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
        from rowback.store.doctor import Case, examine
        from rowback.store.turns import alone_in

        found = self.examine(deep=deep)
        with alone_in(self._git) as turn:
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
        if self.config.is_forgotten(new):
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
        from rowback.store.turns import alone_in
        from rowback.store.writing import Run

        with alone_in(self._git, wait_s=wait_s) as turn:
            upstream = Remote.of(turn.git, turn.branch, name=remote, there=branch)
            told = self._settings_now()
            Run(turn.git, turn.objects, told, clock=clock).publish(turn.branch)  # settings that wait for a run
            done = syncing.exchange(turn.git, turn.objects, turn.branch, upstream, push=push, forgotten=told.forgotten)
        self._read_settings()
        return replace(done, cleaned=turn.cleaned)
