"""One writing run: revisions and the state go into one stream, and are published together at its end."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from rowback.errors import UsageError
from rowback.model import Draft, Memory, Page, RevisionKind
from rowback.store import blocks, checks, composing, housekeeping, landing, layout, reading, state
from rowback.store.config import Config
from rowback.store.git import Git
from rowback.store.layout import Recorded
from rowback.store.objects import Objects
from rowback.store.paths import Address
from rowback.store.settings import pending
from rowback.store.state import Sighting
from rowback.store.stream import Commit, Stream
from rowback.store.turns import alone_in

LOOSE = 200
"""Objects of a state that are written one by one; git packs what is more."""


class Run:
    """A run under the store's lock; `Store.run` makes it, and publishes what it recorded.

    Attributes:
        state: what is known of each address, by the URL as it is watched. Replace entries as they are checked.
        cleaned: what a killed run had left over and this one finished, in words.
    """

    def __init__(
        self, git: Git, objects: Objects, config: Config, *, clock: Callable[[], datetime], aside: bool = False
    ) -> None:
        self._aside = aside
        self._git = git
        self._objects = objects
        self._config = config
        self._clock = clock
        self.cleaned: tuple[str, ...] = ()
        self._base = objects.id("HEAD")
        self._stream = Stream(git)
        self._forwards = False
        self._recorded: dict[str, Recorded] = {}
        self._held: dict[str, Page | None] = {}
        self._remembered: dict[str, bytes | None] = {}
        self._tip = self._base
        objects.bring(_needed(git, config))
        self.state = reading.sightings(git, objects, config.watched)

    def record(self, draft: Draft, *, ahead: bool = False) -> str:
        """Stream a revision and tell its id. It is published with the run.

        On a side line the drafts of an article come in the order of observation; the branch takes the last of them
        when it holds nothing that was observed later.

        Args:
            ahead: do not wait for git: what is told is not the id yet, but a mark of which `id_of` gives it.

        Raises:
            UsageError: the article was forgotten.
        """
        address = self._address(draft.url)
        recorded = self._as_recorded(draft)
        files = layout.files_of(recorded)
        if draft.page is not None and self._config.pages == "all":
            files[layout.PAGE] = draft.page.body
        folder = f"{self._git.prefix}{address.folder}"
        if self._aside:
            files = self._in_turn(files)
        # A page that was kept before `pages = "none"` is not that of this revision.
        stale = (f"{folder}/{layout.PAGE}",) if draft.page is not None and layout.PAGE not in files else ()
        commit = self._commit(
            composing.write(draft, recorded),
            draft.observed_at,
            {f"{folder}/{name}": c for name, c in files.items()},
            removed=stale,
            ahead=ahead,
        )
        if self._aside and self._holds_later(recorded):
            return commit
        self._recorded[address.id] = replace(recorded, revision=commit)
        self.state.write_for(draft.url, self._git.object_id(files[layout.FACTS]))
        if self._aside and draft.url in self.state:  # what was seen there is not what stands there now
            self.state[draft.url] = self.state[draft.url].without_memory()
        return commit

    def _in_turn(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """One time from the first file to the last, one time from the last to the first.

        fast-import stores what differs from the file before it. Of an import that is an article's page a moment
        earlier, for every other page; a check sees other sites in between.
        """
        self._forwards = not self._forwards
        return dict(files if self._forwards else reversed(files.items()))

    def id_of(self, revision: str) -> str:
        """The id of a revision that was recorded ahead; any other one comes back as it is."""
        return self._stream.id_of(revision)

    def _holds_later(self, recorded: Recorded) -> bool:
        held = self.recorded(recorded.url)
        return held is not None and held.observed_at > recorded.observed_at

    def confirm(self, read_anew: Sequence[Recorded]) -> None:
        """Note in one commit who extracted these articles last: their pages and their texts are the same."""
        files = {f"{self._git.prefix}{self._address(one.url).folder}": layout.facts_of(one) for one in read_anew}
        count = f"{len(files)} article{'' if len(files) == 1 else 's'}"
        self._commit(
            f"rowback: re-extracted {count}, the texts are the same\n",
            self._clock(),
            {f"{folder}/{layout.FACTS}": facts for folder, facts in files.items()},
            ahead=True,
        )
        for one, facts in zip(read_anew, files.values(), strict=True):
            self._recorded[Address.of(one.url).id] = one
            self.state.write_for(one.url, self._git.object_id(facts))

    def move(self, old: str, new: str) -> None:
        """Take what is recorded of an article, and what is known of it, to its new address.

        What is recorded under the new one already stays.

        Raises:
            UsageError: one of the two was forgotten.
        """
        for url in (old, new):
            self._address(url)
        before = self.recorded(old)
        there = (
            next((found for *_, found in reading.recorded(self._git, self._objects, [new])), None) if before else None
        )
        commit = self._moved(old, replace(before, url=new), there) if before else None
        if sighting := self.state.get(old):
            page = self.held_page(old)
            self.drop_held(old)
            del self.state[old]
            if new not in self.state:
                # The validators were those of another address; the hash of a body holds wherever it comes from.
                moved = replace(sighting, etag=None, last_modified=None, moved_to=None)
                self.state[new] = replace(moved, revision=commit or sighting.revision)
                self._held[Address.of(new).id] = page
                self._move_memory(old, new)

    def _moved(self, old: str, recorded: Recorded, there: Recorded | None) -> str:
        """Commit an article's files to the folder of its new address, so that git sees them renamed."""
        new = recorded.url
        draft = Draft(new, RevisionKind.MOVED, recorded.article, self._clock(), recorded.extractor, moved_from=old)
        source, target = (f"{self._git.prefix}{Address.of(url).folder}" for url in (old, new))
        ids = self._objects.ids(f"{self._base}:{source}/{name}" for name in layout.FILES)
        held = {name: found for name, found in zip(layout.FILES, ids, strict=True) if found}
        facts = layout.facts_of(recorded)
        commit = self._commit(
            composing.write(draft, there or recorded),
            draft.observed_at,
            {} if there else {f"{target}/{layout.FACTS}": facts},
            blobs={} if there else {f"{target}/{n}": found for n, found in held.items() if n != layout.FACTS},
            removed=tuple(f"{source}/{name}" for name in held),
        )
        if not there:
            self._recorded[Address.of(new).id] = recorded
            self.state.write_for(new, self._git.object_id(facts))
        return commit

    def recorded(self, url: str) -> Recorded | None:
        """What was last recorded of an address, in this run too; read when it is asked for, and only once.

        Where nothing is, what is recorded under the address that its article had before.
        """
        article = Address.of(url).id
        if article not in self._recorded and self._base:
            asked = dict.fromkeys((url, *self._config.addresses(url)))
            for _, _, recorded in reading.recorded(self._git, self._objects, asked, tip=self._base):
                self._recorded.setdefault(article, recorded)
        return self._recorded.get(article)

    def hold(self, url: str, page: Page, reason: str, *, first_seen: datetime) -> None:
        """Keep a suspect capture beside the branch, with the state."""
        self._held[Address.of(url).id] = page
        sighting = self.state.get(url, Sighting())
        self.state[url] = replace(sighting, held_since=first_seen, held_reason=reason)

    def held_page(self, url: str) -> Page | None:
        """The capture that is held of an address."""
        article = Address.of(url).id
        if article in self._held or not self.state.before(url).held_since:
            return self._held.get(article)
        content = self._objects.read(f"{state.REF}:{state.held_path(article)}")
        return state.read_page(content) if content else None

    def drop_held(self, url: str) -> None:
        """Forget the capture that is held of an address."""
        if self.state.get(url, Sighting()).held_since:
            self._held[Address.of(url).id] = None
            self.state[url] = replace(self.state[url], held_since=None, held_reason=None)

    def pack(self) -> tuple[int, int]:
        """Pack all that is stored; tells its bytes before and after."""
        return housekeeping.pack(self._git)

    def memory(self, url: str) -> Memory:
        """What was remembered of the blocks of an article's page before this run."""
        return blocks.read(self._objects.read(blocks.name(Address.of(url).id)))

    def remember(self, url: str, memory: Memory) -> None:
        """Keep it with the state."""
        if memory != self.memory(url):
            self._remembered[Address.of(url).id] = blocks.write(memory)

    def _move_memory(self, old: str, new: str) -> None:
        memory = self.memory(old)
        self.remember(new, memory)
        if memory != Memory():
            self._remembered[Address.of(old).id] = None

    # ------------------------------------------------------------ recording
    def _address(self, url: str) -> Address:
        """Where an article is recorded, unless it was forgotten: nothing that writes may bring it back."""
        address = Address.of(url)
        if address.id in self._config.forgotten:
            raise UsageError(f"{url} was forgotten on purpose", hint="rowback add URL --again lifts that")
        return address

    def _as_recorded(self, draft: Draft) -> Recorded:
        previous = None if draft.page else self.recorded(draft.url)
        if previous and draft.kind is RevisionKind.GONE:
            return layout.gone(replace(previous, url=draft.url), draft.observed_at)
        body = draft.page.body if draft.page else None
        page_hash = layout.sha256(body) if body is not None else previous.page_hash if previous else ""
        return Recorded(
            url=draft.url,
            article=draft.article,
            observed_at=draft.observed_at,
            extractor=draft.extractor,
            page_hash=page_hash,
            content_type=draft.page.content_type if draft.page else previous.content_type if previous else None,
            gone=draft.kind is RevisionKind.GONE or self._is_still_gone(draft, previous),
        )

    @staticmethod
    def _is_still_gone(draft: Draft, previous: Recorded | None) -> bool:
        return previous is not None and previous.gone and draft.kind is RevisionKind.REEXTRACTED

    def _commit(
        self,
        said: str,
        when: datetime,
        files: Mapping[str, bytes],
        *,
        blobs: Mapping[str, str] | None = None,
        removed: tuple[str, ...] = (),
        ahead: bool = False,
    ) -> str:
        parents = (self._base,) if self._base and self._tip == self._base and not self._aside else ()
        commit = Commit(landing.INCOMING, said, when, files, blobs=blobs or {}, removed=removed, parents=parents)
        self._tip = self._stream.send(commit) if ahead else self._stream.commit(commit)
        return self._tip

    # ------------------------------------------------------------ the end of a run
    def publish(self, branch: str) -> None:
        """End the stream, save the state, and land both. What a broken stream held is lost, and was never told."""
        if not self._stream.broken and (settings := pending(self._git, self._objects, self._base)):
            self._commit("rowback: settings\n", self._clock(), settings)
        self._stream.finish()
        news = self._tip != self._base or self._held or self._remembered or any(self.state.news())
        if not self._stream.broken and news:
            self._name_revisions()
            replaced = self._named_by([state.REF])
            self._save_state()
            landing.land(self._git, self._objects, branch, start=None if self._aside else self._base)
            refs = self._git.line("for-each-ref", "--format=%(refname)", "refs/rowback/").split()
            housekeeping.drop_loose(self._git, replaced - self._named_by(refs) - self._memories(refs))
            housekeeping.repack(self._git)

    def _name_revisions(self) -> None:
        """Put the ids of what was recorded ahead where their marks are."""
        self._tip = self.id_of(self._tip) if self._tip else None
        for url, sighting in tuple(self.state.news()):
            if sighting and sighting.revision and (known := self.id_of(sighting.revision)) != sighting.revision:
                self.state[url] = replace(sighting, revision=known)

    def _save_state(self) -> None:
        """Write the state beside the branch, in a stream of its own: most of it is replaced by the next run."""
        now = self._clock()
        news = self.state.news()
        looked = {url: s for url, s in news if s and s.checked_at != self.state.before(url).checked_at}
        outcomes = {Address.of(url).id: s.outcome for url, s in looked.items() if s.outcome}
        began = min((s.checked_at for s in looked.values() if s.checked_at), default=now)
        log = checks.with_run(self._state_file, now, outcomes, began) if outcomes else {}
        held = [state.held_path(article) for article in self._held]
        tree, *there = self._objects.ids((f"{state.REF}^{{tree}}", *(f"{state.REF}:{path}" for path in held)))
        pages = self._held.values()
        # Ten thousand first pages are a pack; what a usual run replaces is dropped by the next one.
        stream = Stream(self._git, loose=len(self._remembered) <= LOOSE)
        stream.commit(
            Commit(
                ref=landing.INCOMING_STATE,
                message=state.message(self._tip),
                when=now,
                files={
                    **log,
                    **{
                        state.held_path(article): state.write_page(page) for article, page in self._held.items() if page
                    },
                    **{state.blocks_path(article): kept for article, kept in self._remembered.items() if kept},
                },
                trees={"": tree} if tree else {},
                # Through fast-import it would be compressed twice: 0.5 s for 25,000 addresses instead of 0.1.
                blobs={state.SIGHTINGS: self._git.line("hash-object", "-w", "--stdin", given=self.state.lines())},
                removed=(
                    *(path for path, page, was in zip(held, pages, there, strict=True) if was and not page),
                    *(state.blocks_path(article) for article, kept in self._remembered.items() if not kept),
                ),
            )
        )
        stream.finish()

    def _named_by(self, refs: Iterable[str]) -> set[str]:
        """Ids of what states are made of, as far as this run may change it."""
        remembered = {state.blocks_path(article) for article in self._remembered}
        folders = {state.BLOCKS, *(place.rpartition("/")[0] for place in remembered)}
        held = map(state.held_path, self._held)
        files = (state.SIGHTINGS, *checks.FILES, state.HELD, *held, *sorted(remembered | folders))
        names = [f"{ref}{part}" for ref in refs for part in ("", "^{tree}", *(f":{path}" for path in files))]
        return set(filter(None, self._objects.ids(names)))

    def _memories(self, refs: Iterable[str]) -> set[str]:
        """Ids of all that is remembered of blocks: two addresses of one page may share an object."""
        if not self._remembered:
            return set()
        listed = (self._git.run("ls-tree", "-r", f"{ref}^{{tree}}", f"{state.BLOCKS}/") for ref in refs)
        return {line.split()[2].decode() for lines in listed for line in lines.splitlines()}

    def _state_file(self, name: str) -> bytes:
        return self._objects.read(f"{state.REF}:{name}") or b""


@contextmanager
def run(
    git: Git, told: Callable[[], Config], *, clock: Callable[[], datetime], aside: bool = False, wait_s: float = 0
) -> Iterator[Run]:
    """A run under the lock. What it recorded is published when it ends, also by an exception such as a Ctrl-C.

    Args:
        told: gives the settings as they are when it has its turn.
        aside: the revisions are old captures: they make a line of their own, which one merge joins to the branch.
        wait_s: for another run to end.

    Raises:
        StoreBusyError: another run is under way.
        StoreError: something is in the way of what this run, or one before it, recorded.
    """
    with alone_in(git, wait_s=wait_s) as turn:
        run = Run(turn.git, turn.objects, told(), clock=clock, aside=aside)
        run.cleaned = (*turn.cleaned, *_spoilt(run.state.lost))
        try:
            yield run
        finally:
            with _undisturbed():
                run.publish(turn.branch)


def _needed(git: Git, config: Config) -> Iterator[str]:
    """What a check may read of each article, and of the state."""
    yield from (f"{state.REF}:{name}" for name in (state.SIGHTINGS, *checks.FILES))
    for article in map(Address.of, config.watch):
        yield from (f"HEAD:{git.prefix}{article.folder}/{name}" for name in (layout.TEXT, layout.FACTS))
        yield f"{state.REF}:{state.blocks_path(article.id)}"


def _spoilt(lost: int) -> tuple[str, ...]:
    """What is said once of a state that cannot be read: the run writes a whole one."""
    return (f"the state was spoilt: {lost} address{'' if lost == 1 else 'es'} looked at afresh",) if lost else ()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Pass over a Ctrl-C: the looks that it could stop are over, and what they found is to be stored whole."""
    if threading.current_thread() is not threading.main_thread():
        yield  # a Ctrl-C strikes the main thread only, and only there can it be kept off
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
