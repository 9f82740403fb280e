"""What was forgotten here or there -> lines and states that do not bring it back.

A `rowback.toml` names the articles that were forgotten. What comes in is taken without them, under the ids that every
clone gives to such a history. What others still hold is not taken from them without a word, and this clone's history is
written anew by `rowback forget` only: then the sync says so and stops.
"""

from collections.abc import Collection, Mapping

from rowback.errors import StoreError
from rowback.store import checks, config, rewriting, state
from rowback.store.git import Git
from rowback.store.objects import Objects
from rowback.store.rewriting import Rewritten


def noted(git: Git, objects: Objects, commit: str) -> frozenset[str]:
    """Ids of the articles that a commit names as forgotten."""
    return config.forgotten_in(objects.read(f"{commit}:{git.prefix}{config.NAME}") or b"")


def check_kept(git: Git, objects: Objects, ours: str, theirs: str, *, shown: str) -> None:
    """See that our line holds nothing that the other one has forgotten.

    Raises:
        StoreError: it does; the way out is named.
    """
    articles = noted(git, objects, theirs)
    for article in sorted(articles):
        if rewriting.touched(git, [article], (ours, f"^{theirs}")):
            raise StoreError(
                f"{shown} has forgotten an article that is still here",
                hint=f"rowback forget {article} --yes, then sync",
            )


def taken_in(git: Git, theirs: str, articles: Collection[str], *, ours: str) -> Rewritten:
    """A line without some articles that ours holds nothing of; the same commit when it does not hold them either.

    Raises:
        StoreError: the clone is shallow, so that this cannot be said.
    """
    if not articles or not rewriting.touched(git, articles, (theirs, f"^{ours}")):
        return Rewritten(theirs)
    return rewriting.without(git, theirs, articles, known=[ours])


def state_without(
    files: Mapping[str, bytes], articles: Collection[str], ids: Mapping[str, str | None]
) -> Mapping[str, bytes]:
    """The files of a state that tells nothing of some articles, with the ids that revisions have now."""
    if not articles:
        return files
    lines = state.sightings_without(files.get(state.SIGHTINGS, b""), articles, ids)
    kept = {path: content for path, content in files.items() if path.rpartition("/")[2] not in articles}
    return kept | {state.SIGHTINGS: lines} | dict(checks.without(files, articles))
