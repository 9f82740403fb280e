"""A store -> what is wrong with it, one finding each, with what to do; what can be derived is mended.

findings: what a finding is, and what the checks look at.
articles: the files of the branch's tip: layout, hashes, names that a file system mixes up.
worktree: the folder as it lies on the disk, against the tip.
history: the commits: who made them, and with `deep` whether what they say of their files is true.
states: the state ref, held captures, and what a killed run left over.
repository: the settings, and what git itself finds: `fsck`, a shallow or partial clone.

What only a person can decide is never mended: a file that differs from what is recorded may be somebody's work, and a
commit made by hand may be meant.
"""

from collections.abc import Iterator

from rowback.store.doctor import articles, history, repository, states, worktree
from rowback.store.doctor.findings import About, Case, Finding
from rowback.store.git import MENDING, GitError

__all__ = ["Case", "Finding", "examine"]


def examine(case: Case) -> Iterator[Finding]:
    """All that is to be said of a store; nothing is written."""
    try:
        for part in (repository, articles, worktree, history, states):
            yield from part.look(case)
    except GitError as error:
        # What could not be read is needed for all that is still to be looked at.
        says = f"cannot be read to its end: {error}"
        yield Finding(About.REPOSITORY, "the repository", says, error.hint or MENDING)
