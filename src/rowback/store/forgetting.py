"""Articles -> gone from the text, the pages, the state, this machine's caches and the branch's history.

1. `rowback.toml` names their ids as forgotten, so that no merge and no other clone brings them back.
2. The history without them, the settings and the state without them are written as new commits; no ref has moved.
3. The work tree and the index go there, and only then, in one transaction, the branch and the state. Cut off before
   that, the next call begins anew; the old tip was never lost.
4. Reflog entries that lead to the old commits go, where a new commit took their place. What others hold (tags, other
   branches, clones) is told of and left alone.
5. Git's objects are packed anew without what is held by nothing now. Other objects that nothing holds, such as those of
   a commit that the user took back, stay: that is their safety net, and `git gc` would cut it.

Cut off in 4 or 5, a note says what is still to be cleared away; the next call, or `doctor --fix`, does it.
"""

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from rowback.errors import StoreError
from rowback.store import checks, config, editing, index, pruning, rewriting, state
from rowback.store.git import Git, GitError
from rowback.store.objects import Objects
from rowback.store.rewriting import Rewritten
from rowback.store.settings import pending
from rowback.store.stream import Commit, Stream
from rowback.store.turns import alone_in

NOTHING_DONE = "nothing is lost; put that right, and run it again"
FINISHED = "finished a forget that was cut off"


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting takes away, or took away.

    Attributes:
        articles: one article, under all addresses it had, by its id then; the id itself where the address is not known.
        commits: that hold nothing else, and go.
        renamed: commits that stay, under new ids.
        size_bytes: of its texts and pages in all revisions, unpacked.
        holders: what else still holds it, each completing "still held by ...".
        cleaned: what a run or a call that was killed had left over and was finished, in words.
    """

    articles: Mapping[str, str]
    commits: int
    renamed: int
    size_bytes: int
    holders: tuple[str, ...]
    cleaned: tuple[str, ...] = ()


def unfinished(git: Git, noted: Collection[str]) -> frozenset[str]:
    """Of articles that are noted as forgotten those that the branch holds, as a call that was cut off leaves them."""
    if not noted or not git.asks("rev-parse", "--verify", "--quiet", "HEAD"):
        return frozenset()
    if not rewriting.touched(git, noted, ["HEAD"]):
        return frozenset()
    return frozenset(article for article in noted if rewriting.touched(git, [article], ["HEAD"]))


def rehearse(git: Git, articles: Mapping[str, str]) -> Forgetting:
    """What `forget` would do; nothing is written."""
    tip = git.line("rev-parse", "HEAD") if git.asks("rev-parse", "--verify", "--quiet", "HEAD") else None
    if tip is None:
        return Forgetting(articles, 0, 0, 0, ())
    found = rewriting.survey(git, tip, articles.keys())
    sizes = git.run("cat-file", "--batch-check=%(objectsize)", given="\n".join(found.blobs).encode()).split(b"\n")
    size = sum(int(size) for size in sizes if size.isdigit())
    commits = len(found.alone)
    return Forgetting(articles, commits, len(found.walk) - commits, size, tuple(_holders(git, articles)))


def forget(git: Git, root: Path, articles: Mapping[str, str], *, clock: Callable[[], datetime]) -> Forgetting:
    """Take one article away, under all addresses it had.

    Raises:
        StoreBusyError: a run is under way.
        StoreError: something is in the way; the history is as it was, and nothing watches the article any more.
    """
    planned = rehearse(git, articles)
    ids = articles.keys()
    with alone_in(git) as turn:
        cleaned = (*turn.cleaned, *([FINISHED] if finish(turn.git, turn.objects) else []))
        editing.forget(root / config.NAME, ids)
        base, seen = turn.objects.ids(("HEAD", state.REF))
        written = rewriting.without(turn.git, base, ids) if base else Rewritten(None)
        new, known = _commits(turn.git, turn.objects, base, written, ids, clock())
        if base:
            _check_out(turn.git, base, new)
        old = _Old(tuple(sorted(ids)), turn.branch, base, seen)
        old.note(turn.git)
        _move_refs(turn.git, turn.branch, base, new, (seen, known))
        old.clear_away(turn.git, written.ids)
    return replace(planned, holders=tuple(_holders(git, articles)), cleaned=cleaned)


# ---------------------------------------------------------------- a call that was cut off
@dataclass(frozen=True, slots=True)
class _Old:
    """What the refs stood at before they moved, and what must go with it: kept in a file until that is done."""

    articles: tuple[str, ...]
    branch: str
    tip: str | None
    state: str | None

    def note(self, git: Git) -> None:
        path = note_of(git)
        path.parent.mkdir(parents=True, exist_ok=True)
        editing.replace_file(path, json.dumps(asdict(self)))

    def clear_away(self, git: Git, ids: Mapping[str, str | None]) -> None:
        _forget_here(git, self.articles, ids)
        _drop_from_reflogs(git, self.branch, ids)
        pruning.prune(git, filter(None, (self.tip, self.state)))
        note_of(git).unlink()


def note_of(git: Git) -> Path:
    """Where it is noted what is still to be cleared away."""
    return git.common / "rowback" / git.prefix / "forgetting"


def finish(git: Git, objects: Objects) -> bool:
    """Clear away what a call that was cut off had not come to; tells whether there was one."""
    path = note_of(git)
    if not path.exists():
        return False
    old = _Old(**json.loads(path.read_bytes()))
    known, seen = (commit and objects.id(commit) for commit in (old.tip, old.state))
    if known and git.asks("merge-base", "--is-ancestor", known, old.branch):
        path.unlink()  # the refs had not moved yet
        return True
    # The same history gets the same new ids once more.
    ids = rewriting.without(git, known, old.articles).ids if known else {}
    replace(old, tip=known, state=seen).clear_away(git, ids)
    return True


# ---------------------------------------------------------------- commits
def _commits(
    git: Git, objects: Objects, base: str | None, written: Rewritten, articles: Collection[str], now: datetime
) -> tuple[str, str | None]:
    """The branch with its settings, and the state, without the articles."""
    for ref in (rewriting.REF, rewriting.REF_STATE):
        git.run("update-ref", "-d", ref)  # of a process that was killed
    settings = pending(git, objects, base)
    tip = written.tip
    if settings or tip is None:
        parents = (tip,) if tip else ()
        tip = _streamed(Stream(git), Commit(rewriting.REF, "rowback: settings\n", now, settings, parents=parents))
    known = _state(objects, written.ids, articles, now)
    return tip, _streamed(Stream(git, loose=True), known) if known else None


def _streamed(stream: Stream, commit: Commit) -> str:
    streamed = stream.commit(commit)
    stream.finish()
    return streamed


def _state(objects: Objects, ids: Mapping[str, str | None], articles: Collection[str], now: datetime) -> Commit | None:
    tree = objects.id(f"{state.REF}^{{tree}}")
    if tree is None:
        return None
    names = (state.SIGHTINGS, *checks.FILES)
    contents = objects.contents(f"{state.REF}:{name}" for name in names)
    files = {name: content for name, content in zip(names, contents, strict=True) if content is not None}
    lines = files.pop(state.SIGHTINGS, b"")
    own = [path(article) for article in sorted(articles) for path in (state.held_path, state.blocks_path)]
    return Commit(
        ref=rewriting.REF_STATE,
        message=state.message(None),  # each line is asked once, by the next run
        when=now,
        files={state.SIGHTINGS: state.sightings_without(lines, articles, ids), **checks.without(files, articles)},
        trees={"": tree},
        removed=tuple(path for path in own if objects.id(f"{state.REF}:{path}")),
    )


# ---------------------------------------------------------------- publishing
def _check_out(git: Git, base: str, new: str) -> None:
    options = git.unfiltered()
    git.asks(*options, "update-index", "-q", "--refresh")
    try:
        git.run(*options, "read-tree", "-m", "-u", base, new)
    except GitError as error:
        raise StoreError(f"its files cannot be taken away: {error}", hint=NOTHING_DONE) from error


def _move_refs(git: Git, branch: str, base: str | None, new: str, state_ids: tuple[str | None, str | None]) -> None:
    none = "0" * len(new)
    before, after = state_ids
    lines = ["option no-deref"] * (branch == "HEAD") + [f"update {branch} {new} {base or none}"]
    if after:
        lines += [f"update {state.REF} {after} {before or none}", f"delete {rewriting.REF_STATE}"]
    try:
        lines.append(f"delete {rewriting.REF}")
        git.run("update-ref", "-m", "rowback: forget", "--stdin", given="\n".join([*lines, ""]).encode())
    except GitError as error:
        raise StoreError(f"{branch} was moved meanwhile by somebody else: {error}", hint=NOTHING_DONE) from error


# ---------------------------------------------------------------- what this machine keeps for itself
def _forget_here(git: Git, articles: Collection[str], ids: Mapping[str, str | None]) -> None:
    """Caches of the articles go; of others, what was last read is known by its new id."""
    for folder, _, names in os.walk(git.common / "rowback"):
        for name in names:
            path = Path(folder, name)
            if name in articles or name.startswith(index.NAME):  # its pages hold old rows: it is made anew
                path.unlink()
            elif path.parent.name == "read":
                new = ids.get(path.read_text(encoding="ascii", errors="replace").strip())
                if new:
                    editing.replace_file(path, new + "\n")


def _drop_from_reflogs(git: Git, branch: str, ids: Mapping[str, str | None]) -> None:
    """Take out what leads to commits that others took the place of; all else that was once there can still be found."""
    for ref in dict.fromkeys((branch, "HEAD")):
        if git.asks("reflog", "exists", ref):
            entries = git.run("reflog", "show", "--format=%H", ref).decode().split()
            old = [f"{ref}@{{{k}}}" for k, commit in enumerate(entries) if commit in ids]
            for start in range(0, len(old), 1000):  # from the oldest on, as those after it move up
                git.run("reflog", "delete", "--rewrite", *old[::-1][start : start + 1000])


# ---------------------------------------------------------------- who else holds it
def _holders(git: Git, articles: Mapping[str, str]) -> Iterator[str]:
    specs = rewriting.pathspecs(git, articles)
    listed = git.run("--no-literal-pathspecs", "rev-list", "--all", "--full-history", "--parents", "--", *specs)
    first = [row for row in listed.decode().splitlines() if " " not in row]
    branch = git.branch()
    contains = [f"--contains={commit}" for commit in first]
    refs = git.run("for-each-ref", "--format=%(refname)", *contains).decode().split() if first else []
    yield from (ref for ref in refs if ref != branch and not ref.startswith("refs/rowback/"))
    yield from _work_trees(git, first)
    past = git.run("--no-literal-pathspecs", "rev-list", "--reflog", "--full-history", "--", *specs).decode().split()
    if lost := set(past) - {row.split()[0] for row in listed.decode().splitlines()}:
        yield f"{len(lost)} commits that only the reflog knows (git reflog expire --expire-unreachable=now --all)"
    name = f"{git.prefix}{config.NAME}"
    # To look into files, git would otherwise start what the repository names for them.
    search = (*git.unfiltered(), "log", "-1", "--format=%H", "--no-textconv", "--no-ext-diff")
    named = [url for article, url in articles.items() if url != article]
    if any(git.run(*search, f"-S{url}", "HEAD", "--", name) for url in named):
        yield f"older versions of {name}, which name the address"


def _work_trees(git: Git, first: Collection[str]) -> Iterator[str]:
    """Other work trees without a branch: those with one are told of by its name."""
    for block in git.run("worktree", "list", "--porcelain").decode(errors="replace").split("\n\n"):
        told = dict(line.partition(" ")[::2] for line in block.splitlines())
        head = told.get("HEAD", "")
        elsewhere = "detached" in told and Path(told["worktree"]) != git.top
        if elsewhere and any(git.asks("merge-base", "--is-ancestor", commit, head) for commit in first):
            yield f"the work tree {told['worktree']}"
