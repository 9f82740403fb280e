"""Objects that an old line held -> gone from the repository, unless something still holds them.

`git gc --prune=now` would drop every object that nothing holds, those of a commit that a user took back by mistake
among them. So git is asked to put all of these into a pack of their own, and that pack is written anew without ours.
"""

from collections.abc import Iterable
from pathlib import Path

from rowback.store import housekeeping
from rowback.store.git import Git


def prune(git: Git, old: Iterable[str]) -> bool:
    """Drop what only these commits held; tells whether it could: a partial clone is left as it is."""
    if git.asks("config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$"):
        return False
    old = list(old)
    listed = git.run("rev-list", "--objects", "--no-object-names", *old).decode().split() if old else ()
    ours = set(listed)
    git.run("repack", "--cruft", "-d", "-l", "--quiet")
    packs = git.common / "objects" / "pack"
    for cruft in packs.glob("*.mtimes"):
        if not cruft.with_suffix(".pack").exists():
            continue  # its removal was cut off
        held = _held(git, cruft.with_suffix(".idx"))
        kept = [thing for thing in held if thing not in ours]
        if len(kept) < len(held):
            if kept:
                git.run("pack-objects", "--quiet", str(packs / "pack"), given="".join(f"{k}\n" for k in kept).encode())
            housekeeping.remove_pack(cruft.with_suffix(".pack"))
    _renew_graph(git)
    return True


def _held(git: Git, index: Path) -> list[str]:
    rows = git.run("show-index", f"--object-format={git.digest}", given=index.read_bytes()).decode().splitlines()
    return [row.split()[1] for row in rows]


def _renew_graph(git: Git) -> None:
    """Write anew what git derives from commits, where it did: it names those that are gone."""
    info = git.common / "objects" / "info"
    graphs = [info / "commit-graph", *(info / "commit-graphs").glob("*")]
    there = [graph for graph in graphs if graph.is_file()]
    for graph in there:
        graph.unlink()
    if there:
        git.run("commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")
