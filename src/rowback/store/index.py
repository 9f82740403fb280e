"""The history's commit messages -> revisions by article, kept in SQLite inside git's own folder, and disposable.

`git log -- path` reads every commit to find the few of one article: 1.8 s among 100,000. The index knows the tip that
it was made of. When HEAD is another one, what is reachable from only one of the two is taken out or put in, so it
follows new commits, a `git reset` and another branch alike, at the cost of what differs. It is made anew when it is
missing, spoilt or of another version, when its tip is gone, or when a shallow clone holds more or less than before.

One process writes at a time, the others wait for it. A change is one transaction and a new file takes its place whole,
so a killed process leaves the index as it was. Where nothing can be written, the index is made in memory and forgotten.
"""

import json
import sqlite3
from binascii import crc32
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from rowback.model import Revision, RevisionKind
from rowback.store import message
from rowback.store.git import Git, GitError
from rowback.store.lock import alone
from rowback.store.paths import Address

NAME = "index.sqlite"

# Revisions are numbered so that none comes before one that it follows: of two seen at the same time, the later wins.
_SCHEMA = """
create table source (tip text not null, boundary text not null);
create table revision (number integer primary key, article text not null, id text not null, message text not null);
create index revision_of on revision (article);
create table article (id text primary key, url text not null) without rowid;
"""
# Another schema is another version; so is another notion of what a revision is.
_VERSION = crc32(" ".join([_SCHEMA, *RevisionKind]).encode()) & 0x7FFF_FFFF


def revisions(git: Git, articles: Collection[Address] | None) -> Iterator[tuple[Revision, ...]]:
    """Of each of some articles, or of all, the revisions that HEAD holds, newest first; those without any are left out.

    Newest is what was observed last, whatever the order of commits.
    """
    select = "select article, id, message from revision"
    if articles is not None:
        select += " where article in (select value from json_each(?))"
    with _asked(git, articles, f"{select} order by article, number desc") as asked:
        for _, messages in groupby(asked, key=itemgetter(0)):
            found = filter(None, (message.read(text, commit=commit) for _, commit, text in messages))
            yield tuple(sorted(found, key=lambda revision: revision.observed_at, reverse=True))


def urls(git: Git) -> tuple[str, ...]:
    """The addresses of all articles that HEAD holds a revision of."""
    with _asked(git, None, "select url from article order by url") as asked:
        return tuple(url for (url,) in asked)


# ---------------------------------------------------------------- asking
@contextmanager
def _asked(git: Git, articles: Collection[Address] | None, select: str) -> Iterator[sqlite3.Cursor]:
    """The rows that an index which is up to date selects.

    Args:
        articles: those that matter, or all: it is enough to read these when nothing can be kept for the next time.
    """
    source = _source(git)
    path = git.common / "rowback" / git.prefix / NAME
    ids = () if articles is None else (json.dumps([address.id for address in articles]),)
    rows = _answer(path, source, select, ids) or _answer_anew(git, path, source, select, ids)
    if rows is None:
        rows = _made(git, ":memory:", source, articles)
        _take(rows, select, ids)
    with closing(rows):
        yield rows.execute("select * from asked order by rowid")


def _answer(path: Path, source: tuple[str, str], select: str, ids: tuple[str, ...]) -> sqlite3.Connection | None:
    """What the index at a place selects, when it is whole, of this version and of this source."""
    rows = None
    try:
        rows = _opened(path, "ro")
        rows.execute("begin")
        if _told(rows) == source:
            _take(rows, select, ids)
            rows.execute("commit")
            return rows
    except sqlite3.Error:
        pass
    if rows:
        rows.close()
    return None


def _take(rows: sqlite3.Connection, select: str, ids: tuple[str, ...]) -> None:
    """Copy what is selected: who reads for long is not to keep others from bringing the index up to date."""
    rows.execute(f"create temp table asked as {select}", ids)


def _answer_anew(
    git: Git, path: Path, source: tuple[str, str], select: str, ids: tuple[str, ...]
) -> sqlite3.Connection | None:
    """The same from an index that is brought up to date first; `None` where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with alone(path.parent):
            if _updated(git, path, source) and (rows := _answer(path, source, select, ids)):
                return rows
            _replaced(git, path, source)
        return _answer(path, source, select, ids)
    except (sqlite3.Error, OSError):
        return None


# ---------------------------------------------------------------- bringing it up to date
def _updated(git: Git, path: Path, source: tuple[str, str]) -> bool:
    """Make the index follow HEAD from where it is; tells whether it could."""
    try:
        with closing(_opened(path, "rw")) as rows:
            told = _told(rows)
            if told is None or told[1] != source[1] or not told[0] or not source[0]:
                return False
            if told != source:
                rows.execute("begin immediate")
                _put(rows, _walked(git, f"{told[0]}...{source[0]}", None), source)
                rows.execute("commit")
            return True
    except (sqlite3.DatabaseError, GitError):  # spoilt, or its tip is no longer there
        return False


def _replaced(git: Git, path: Path, source: tuple[str, str]) -> None:
    new = path.with_name(f"{NAME}.new")
    new.unlink(missing_ok=True)  # of a killed process
    _made(git, new, source, None).close()
    # The journal of a killed process would be played back into the new file.
    path.with_name(f"{NAME}-journal").unlink(missing_ok=True)
    new.replace(path)


def _made(
    git: Git, place: Path | str, source: tuple[str, str], articles: Collection[Address] | None
) -> sqlite3.Connection:
    """An index made from nothing."""
    rows = sqlite3.connect(place, isolation_level=None)
    rows.execute("pragma journal_mode = off")  # a file that is half made is never looked at
    rows.execute(f"pragma user_version = {_VERSION}")
    rows.executescript(f"begin; {_SCHEMA}")
    _put(rows, _walked(git, source[0], articles) if source[0] else (), source)
    rows.execute("commit")
    return rows


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    rows = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    rows.text_factory = lambda text: text.decode(errors="replace")
    return rows


def _told(rows: sqlite3.Connection) -> tuple[str, str] | None:
    """What the index was made of; `None` when another version made it."""
    if rows.execute("pragma user_version").fetchone() != (_VERSION,):
        return None
    found: tuple[str, str] | None = rows.execute("select tip, boundary from source").fetchone()
    return found


def _source(git: Git) -> tuple[str, str]:
    """What an index is made of: the tip, empty before the first commit, and where a shallow clone's history ends."""
    try:
        boundary = sha256((git.common / "shallow").read_bytes()).hexdigest()
    except OSError:
        boundary = ""
    return git.head() or "", boundary


# ---------------------------------------------------------------- commits
_Step = tuple[bool, str, str]
"""Whether HEAD holds a commit, its id and its message."""


def _walked(git: Git, commits: str, articles: Collection[Address] | None) -> Iterator[_Step]:
    """The commits that touch the store, or some of its articles, each after those that it follows.

    Without `--full-history` git follows one side of a merge only, and the revisions of the other would be missing.
    """
    places = [f"{git.prefix}{article.folder}" for article in articles or ()] or [git.prefix or "."]
    said = git.entries(
        "log", "-z", "--topo-order", "--reverse", "--left-right", "--full-history", "--no-merges", "--no-color",
        "--no-ext-diff", "--no-show-signature", "--encoding=UTF-8", "--format=%m%H%n%B", commits, "--", *places,
    )  # fmt: skip
    for entry in said:
        head, _, text = entry.decode(errors="replace").partition("\n")
        yield head[0] != "<", head[1:], text


def _put(rows: sqlite3.Connection, steps: Iterable[_Step], source: tuple[str, str]) -> None:
    rows.execute("create temp table if not exists gone (id text primary key) without rowid")
    for there, commit, text in steps:
        if not there:
            rows.execute("insert into gone values (?)", (commit,))
        elif revision := message.read(text, commit=commit):
            article = Address.of(revision.url).id
            rows.execute("insert into revision values (null, ?, ?, ?)", (article, commit, message.abridged(text)))
            rows.execute("insert or replace into article values (?, ?)", (article, revision.url))
    if rows.execute("select 1 from gone").fetchone():
        rows.execute("delete from revision where id in (select id from gone)")
        rows.execute("delete from article where id not in (select article from revision)")
    rows.execute("delete from source")
    rows.execute("insert into source values (?, ?)", source)
