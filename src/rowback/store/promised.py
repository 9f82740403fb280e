"""A partial clone (`git clone --filter=blob:none`) -> the files that are about to be read, in one go.

Git fetches what such a clone lacks one object at a time: the texts of an article with 100 revisions would be 200
connections. What is missing is known by the trees, which are always there, without asking for the files themselves.
"""

from collections.abc import Callable, Iterable, Iterator

from rowback.store.git import Git

Contents = Callable[[Iterable[str]], Iterator[bytes | None]]


def is_partial(git: Git) -> bool:
    """Some objects of this repository are only promised by another one."""
    return any((git.common / "objects" / "pack").glob("*.promisor"))


def bring(git: Git, names: Iterable[str], contents: Contents) -> None:
    """Fetch those of these files that are missing.

    Args:
        names: such as `HEAD:some/folder/file`; others are passed over.
        contents: reads trees.

    Raises:
        RemoteError: who promised them cannot be reached.
    """
    wanted: dict[str, set[bytes]] = {}
    for name in names:
        commit, colon, path = name.partition(":")
        folder, _, file = path.rpartition("/")
        if colon:
            wanted.setdefault(f"{commit}:{folder}", set()).add(file.encode(errors="surrogateescape"))
    if not wanted:
        return
    trees = zip(wanted.values(), contents(wanted), strict=True)
    ids = {found for files, tree in trees if tree for file, found in _entries(git, tree) if file in files}
    if missing := sorted(ids & _missing(git, wanted)):
        from rowback.store.remote import Remote

        Remote.promising(git).bring(git, missing)


def _entries(git: Git, tree: bytes) -> Iterator[tuple[bytes, str]]:
    """The names in a tree, and what they stand for."""
    size = 32 if git.digest == "sha256" else 20
    place = 0
    while place < len(tree):
        end = tree.index(b"\0", place)
        yield tree[place:end].partition(b" ")[2], tree[end + 1 : end + 1 + size].hex()
        place = end + 1 + size


def _missing(git: Git, trees: Iterable[str]) -> set[str]:
    """What is missing of that which stands in these trees, without what is further down."""
    options = ("--objects", "--missing=print", "--no-object-names", "--ignore-missing", "--filter=tree:2")
    listed = git.run("rev-list", *options, "--stdin", given="".join(f"{tree}\n" for tree in trees).encode())
    return {line[1:] for line in listed.decode().split() if line.startswith("?")}
