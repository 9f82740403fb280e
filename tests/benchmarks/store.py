"""The store's figures: `python -m tests.benchmarks.store --revisions 1000`.

Each figure stands beside what plain git takes for the same thing in the same run, since the speed of a machine that
does other work changes from minute to minute. Half of the revisions are first looks, half are edits.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory

from rowback.model import Draft, Outcome
from rowback.store import Sighting, Store, composing, index, layout
from rowback.store.paths import Address
from rowback.store.stream import Commit
from rowback.track.recording import reextraction
from tests.benchmarks.newsroom import BEGIN, article_of, draft_of, page_of, url_of

PARTS = ("unchanged", "reading", "size", "text", "import", "sync", "reextract", "state", "growth")
RUN = 500
"""Revisions recorded in one run."""


@dataclass
class Figures:
    """Rows of the table: what, how much, what was asked."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, measured: str, asked: str = "") -> None:
        """One more row, shown at once."""
        self.rows.append((what, measured, asked))
        print(f"  {what}: {measured}" + (f"   (asked: {asked})" if asked else ""), flush=True)  # noqa: T201

    def table(self) -> str:
        """All rows, in Markdown."""
        return "\n".join(
            ["| figure | measured | asked |", "| --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in self.rows)]
        )


class Watch:
    """Seconds on the clock and of CPU, the programs that were started included."""

    wall_s = cpu_s = 0.0

    @classmethod
    def of(cls, do: Callable[[], object]) -> "Watch":
        """What one thing takes."""
        watch = cls()
        with watch.running():
            do()
        return watch

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what happens inside."""
        wall, cpu = time.perf_counter(), _cpu_s()
        yield
        self.wall_s += time.perf_counter() - wall
        self.cpu_s += _cpu_s() - cpu


def _cpu_s() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def main() -> None:
    """Build a store of each size and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--revisions", type=int, action="append", help="sizes; default 1000, 10000 and 100000")
    parser.add_argument("--page-kb", type=int, default=100, help="size of each page")
    parser.add_argument("--folder", type=Path, help="where to build; default a temporary folder")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this, beside the writing; default all")
    told = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the program is measured as it is installed
    for revisions in told.revisions or [1_000, 10_000, 100_000]:
        with TemporaryDirectory(dir=told.folder) as folder:
            print(f"{revisions} revisions, pages of {told.page_kb} kB", flush=True)  # noqa: T201
            figures = Figures()
            bench(Path(folder), revisions, told.page_kb * 1000, told.part or PARTS, figures)
            print(figures.table(), flush=True)  # noqa: T201


def bench(folder: Path, revisions: int, page_bytes: int, parts: Sequence[str], figures: Figures) -> None:
    """The figures of one size."""
    store = Store.create(folder / "store")
    store.add(url_of(article) for article in range(revisions // 2))
    writing(store, folder, revisions, page_bytes, figures)
    steps: dict[str, Callable[[], None]] = {
        "unchanged": lambda: unchanged(store, revisions // 2, figures),
        "reading": lambda: reading(store, revisions // 2, figures),
        "size": lambda: packed(store, revisions, "with page", "4.2 KB", figures),
        "text": lambda: text_only(folder, revisions, figures),
        "import": lambda: importing(folder, figures),
        "sync": lambda: reconciling(folder, revisions, figures),
        "reextract": lambda: reextracting(store, revisions // 2, figures),
        "state": lambda: state_kept(folder, min(1000, revisions), figures),
        "growth": lambda: growth(store, folder, revisions // 2, figures),
    }
    for part in PARTS:
        if part in parts:
            steps[part]()


# ---------------------------------------------------------------- writing
def runs(revisions: int, page_bytes: int, each: int = 2) -> Iterator[list[Draft]]:
    """What each run records, so many revisions of each article in all."""
    articles = max(1, revisions // each)
    whole = [(number % articles, number // articles, BEGIN + timedelta(minutes=number)) for number in range(revisions)]
    for start in range(0, revisions, RUN):
        yield [draft_of(article, version, when, page_bytes) for article, version, when in whole[start : start + RUN]]


def record(store: Store, drafts: Sequence[Draft]) -> None:
    """One run, as a check does it."""
    with store.run(clock=lambda: drafts[-1].observed_at) as run:
        for draft in drafts:
            revision = run.record(draft)
            page_hash = layout.sha256(draft.page.body) if draft.page else None
            run.state[draft.url] = Sighting(
                etag=draft.page.etag if draft.page else None, body_hash=page_hash, checked_at=draft.observed_at,
                outcome=Outcome(draft.kind), revision=revision,
            )  # fmt: skip


def writing(store: Store, folder: Path, revisions: int, page_bytes: int, figures: Figures) -> None:
    """Commits a second, beside a bare fast-import of the same bytes."""
    bare = folder / "bare.git"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
    ours, theirs = Watch(), Watch()
    ratios: list[float] = []
    for drafts in runs(revisions, page_bytes):
        before = ours.wall_s, theirs.wall_s
        with ours.running():
            record(store, drafts)
        stream = _as_stream(drafts, first=not ratios)
        with theirs.running():
            _fast_import(bare, stream)
        ratios.append((theirs.wall_s - before[1]) / (ours.wall_s - before[0]))
    figures.add("commits a second, all of writing", f"{revisions / ours.wall_s:.0f}")
    figures.add("the same by bare fast-import", f"{revisions / theirs.wall_s:.0f}")
    figures.add("ratio of the two, median of runs", f"{median(ratios):.2f}", "0.6 or more")
    cpu = f"{1000 * ours.cpu_s / revisions:.1f} ms, bare {1000 * theirs.cpu_s / revisions:.1f} ms"
    figures.add("CPU of a commit", cpu)


def growth(store: Store, folder: Path, articles: int, figures: Figures) -> None:
    """What a new article costs, with a page of 100 kB, in this store and in one of 1,000 articles."""
    small = Store.create(folder / "small")
    small.add(url_of(article) for article in range(1000))
    record(small, [draft_of(article, 0, BEGIN, 2000) for article in range(1000)])
    costs: list[float] = []
    for one in (small, store):
        watches = []
        for k in range(3):
            fresh = range(10**6 + k * RUN, 10**6 + (k + 1) * RUN)
            one.add(map(url_of, fresh))
            drafts = [draft_of(article, 0, BEGIN + timedelta(days=500), 100_000) for article in fresh]
            watches.append(Watch.of(lambda: record(one, drafts)))  # noqa: B023  called at once
        costs.append(1000 * median(watch.cpu_s for watch in watches) / RUN)
    figures.add(
        f"growth of a commit's CPU from 1k to {articles} articles, pages of 100 kB",
        f"{costs[1] / costs[0]:.2f} times ({costs[0]:.1f} to {costs[1]:.1f} ms)",
        "1.5 times",
    )


def importing(folder: Path, figures: Figures) -> None:
    """Old captures on a line of their own, ten of each article, without the reading of their pages."""
    for page_kb in (6, 90):
        store, bare = Store.create(folder / f"import-{page_kb}"), folder / f"import-{page_kb}.git"
        record(store, [draft_of(10**6, 0, BEGIN, 2000)])
        subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
        watches = []
        for part in range(3):
            drafts = [
                replace(draft_of(article, version, BEGIN + timedelta(hours=version), page_kb * 1000), imported=True)
                for article in range(part * 50, (part + 1) * 50)
                for version in range(10)
            ]
            stream = _as_stream(drafts, first=not part)
            ours, theirs = Watch.of(lambda: _import(store, drafts)), Watch.of(lambda: _fast_import(bare, stream))  # noqa: B023  called at once
            watches.append((ours, theirs))
        wall, cpu = (
            median(getattr(theirs, name) / getattr(ours, name) for ours, theirs in watches)
            for name in ("wall_s", "cpu_s")
        )
        figures.add(
            f"import beside bare fast-import, pages of {page_kb} kB", f"{wall:.2f} (CPU {cpu:.2f})", "0.6 or more"
        )


def _import(store: Store, drafts: Sequence[Draft]) -> None:
    with store.run(clock=lambda: BEGIN + timedelta(days=900), aside=True) as run:
        for draft in drafts:
            run.record(draft, ahead=True)


def reextracting(store: Store, articles: int, figures: Figures) -> None:
    """Articles read otherwise by a newer extractor, without the reading of their pages."""
    urls = [url_of(article) for article in range(min(articles, 10_000))]
    watch = Watch()
    with watch.running(), store.run(clock=lambda: BEGIN + timedelta(days=400)) as run:
        for _, before, _ in store.with_pages(store.outdated(urls, lambda _: "bench 2")):
            read_anew = replace(before.article, headline=f"{before.article.headline} again")
            run.record(reextraction(replace(before, article=read_anew, extractor="bench 2")), ahead=True)
    wall, cpu = (spent * 10_000 / len(urls) for spent in (watch.wall_s, watch.cpu_s))
    figures.add(f"re-extraction of 10,000 (of {len(urls)})", f"{wall:.1f} s (CPU {cpu:.1f} s)", "30 s or less")


def _fast_import(bare: Path, stream: bytes) -> None:
    settings = ("-c", "core.fsync=committed", "-c", "fastimport.unpackLimit=1")
    command = ("git", "-C", bare, *settings, "fast-import", "--quiet", "--date-format=raw")
    subprocess.run(command, input=stream, check=True)


def _as_stream(drafts: Sequence[Draft], *, first: bool) -> bytes:
    parts = []
    for mark, draft in enumerate(drafts, 1):
        recorded = layout.Recorded(draft.url, draft.article, draft.observed_at, draft.extractor)
        files = layout.files_of(recorded)
        if draft.page is not None:
            files[layout.PAGE] = draft.page.body
        folder = Address.of(draft.url).folder
        commit = Commit(
            "refs/heads/main", composing.write(draft, recorded), draft.observed_at,
            {f"{folder}/{name}": content for name, content in files.items()},
            parents=() if first or mark > 1 else ("refs/heads/main^0",),
        )  # fmt: skip
        parts.append(commit.lines(mark))
    return b"".join(parts)


# ---------------------------------------------------------------- syncing
def reconciling(folder: Path, revisions: int, figures: Figures) -> None:
    """100 revisions here and 100 of other articles there, beside `git fetch` and `git merge` of the same two lines."""
    store = without_pages(folder / "shared", revisions, 2)
    names = ("remote.git", "here", "there", "plain")
    remote, *clones = (folder / name for name in names)
    _quiet("git", "clone", "--quiet", "--bare", str(store.root), str(remote))
    for clone in clones:
        _quiet("git", "clone", "--quiet", str(remote), str(clone))
    here, there, plain = clones
    when = BEGIN + timedelta(days=350)
    for root, first in ((there, 0), (here, 100)):
        record(Store.open(root), [draft_of(first + k, 2, when, 0) for k in range(100)])
    Store.open(there).sync(clock=lambda: when)
    _quiet("git", "-C", str(plain), "pull", "--quiet", str(here), "main")
    merge = ("-c", "user.name=Desk", "-c", "user.email=desk@localhost", "merge", "--quiet", "--no-edit", "FETCH_HEAD")

    def merged() -> None:
        _quiet("git", "-C", str(plain), "fetch", "--quiet", "origin", "main")
        _quiet("git", "-C", str(plain), *merge)

    ours, theirs = Watch.of(lambda: Store.open(here).sync(clock=lambda: when, push=False)), Watch.of(merged)
    figures.add(
        "reconciling 100 with 100 beside one `git merge`",
        f"{ours.wall_s / theirs.wall_s:.2f} times (CPU {ours.cpu_s / theirs.cpu_s:.2f}, {1000 * ours.wall_s:.0f} ms)",
        "3 times",
    )


# ---------------------------------------------------------------- looking
def unchanged(store: Store, articles: int, figures: Figures) -> None:
    """Runs that find nothing new: what an address costs that did not change, its line in `rowback.toml` included."""
    urls = [url_of(article) for article in range(articles)]
    look_at(store, urls, BEGIN + timedelta(days=300))
    watch, rounds = Watch(), 3
    for k in range(rounds):
        with watch.running():
            look_at(Store.open(store.root), urls, BEGIN + timedelta(days=301 + k))
    each = 1000 * watch.cpu_s / rounds / articles
    figures.add(f"CPU of an unchanged article, {articles} watched", f"{each:.3f} ms", "0.15 ms or less")


def look_at(store: Store, urls: Sequence[str], when: datetime) -> None:
    """Look at each address and see nothing new."""
    with store.run(clock=lambda: when) as run:
        for url in urls:
            run.state[url] = replace(run.state[url], checked_at=when, outcome=Outcome.UNCHANGED, failures=0)


# ---------------------------------------------------------------- reading
def reading(store: Store, articles: int, figures: Figures) -> None:
    """An article's history, by the index, by the program and by plain git."""
    url = url_of(articles // 2)
    place = next(store.root.glob(".git/rowback/**/" + index.NAME), None)
    if place:
        place.unlink()
    figures.add("index rebuild", f"{timed(lambda: store.history(url)):.1f} s", "40 s at 100k")
    warm = median(timed(lambda: store.history(url)) for _ in range(200))
    figures.add("log of one article, in process", f"{1000 * warm:.2f} ms", "1 ms or less")
    program = (sys.executable, "-m", "rowback")
    calls = ((*program, "-C", str(store.root), "log", url), (*program, "--version"))
    rounds = [[Watch.of(lambda: _quiet(*call)) for call in calls] for _ in range(15)]  # noqa: B023  called at once
    whole, version = (median(watch.cpu_s for watch in watches) for watches in zip(*rounds, strict=True))
    figures.add(
        "CPU of `rowback log URL` beside that of `rowback --version`",
        f"{whole / version:.2f} times ({1000 * whole:.0f} ms, {1000 * version:.0f} ms)",
        "1.3 times",
    )
    git_log = ("git", "-C", str(store.root), "log", "--format=%H", "--", Address.of(url).folder)
    figures.add("`git log -- path`", f"{1000 * median(timed(lambda: _quiet(*git_log)) for _ in range(5)):.0f} ms")


def timed(do: Callable[[], object]) -> float:
    """How many seconds it takes."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _quiet(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


# ---------------------------------------------------------------- size
def packed(store: Store, revisions: int, what: str, asked: str, figures: Figures) -> None:
    """Bytes a revision after `rowback gc`."""
    took = timed(lambda: store.gc(clock=lambda: BEGIN))
    folder = store.root / ".git" / "objects"
    size, alone = (size / revisions / 1000 for size in (size_of(folder), size_of(folder, "*.pack")))
    figures.add(
        f"bytes a revision after gc, {what}", f"{size:.2f} KB (the pack alone {alone:.2f}, gc {took:.1f} s)", asked
    )


def text_only(folder: Path, revisions: int, figures: Figures) -> None:
    """Bytes a revision without pages; a first look takes twice as much as an edit."""
    for share, each in (("half", 2), ("a tenth", 10)):
        store = without_pages(folder / f"text-{each}", revisions, each)
        packed(store, revisions, f"text only, {share} of them first looks", "1.3 KB", figures)


def without_pages(root: Path, revisions: int, each: int) -> Store:
    """A store that keeps no pages, with so many revisions of each article."""
    store = Store.create(root)
    (root / "rowback.toml").write_text('format = 1\n[store]\npages = "none"\n', encoding="utf-8")
    store = Store.open(root)
    for drafts in runs(revisions, 0, each):
        record(store, drafts)
    return store


def size_of(folder: Path, names: str = "*") -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob(names) if path.is_file())


def state_kept(folder: Path, runs_made: int, figures: Figures) -> None:
    """What the state takes after many runs in which one page changes and 2 % are suspect; and without any gc."""
    articles = runs_made
    store = Store.create(folder / "state")
    store.add(url_of(article) for article in range(articles))
    record(store, [draft_of(article, 0, BEGIN, 2000) for article in range(articles)])
    most = 0.0
    for number in range(1, runs_made + 1):
        when = BEGIN + timedelta(hours=number)
        with store.run(clock=lambda: when) as run:  # noqa: B023  called at once
            for article in range(articles):
                url = url_of(article)
                run.state[url] = replace(run.state[url], checked_at=when, outcome=Outcome.UNCHANGED)
                if article % 50 == 0:
                    page = page_of(article, article_of(article, 0), when, 2000)
                    run.hold(url, page, "it asks for a login", first_seen=BEGIN)
                    run.state[url] = replace(run.state[url], outcome=Outcome.SUSPECT)
            run.record(draft_of(number % articles, 1, when, 2000))
        if number % 10 == 0:
            most = max(most, size_of_state(store))
    packs = sum(1 for _ in store.root.glob(".git/objects/pack/*.pack"))
    what = f"state in .git at most, {runs_made} runs over {articles} addresses, held pages apart"
    figures.add(what, f"{most / 1e6:.2f} MB ({packs} packs)", "5 MB or less")


def size_of_state(store: Store) -> float:
    """All that is stored and is neither reachable from the branch nor held; old states and indexes of packs count."""
    held = "refs/rowback/state:held"
    used = (_git(store, "rev-list", "--disk-usage", "--objects", tip) for tip in ("HEAD", held))
    return size_of(store.root / ".git" / "objects") - sum(map(int, used))


def _git(store: Store, *arguments: str) -> str:
    return subprocess.run(["git", "-C", store.root, *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
