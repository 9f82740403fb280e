"""An article's revisions -> its states and the changes between them, all of them extracted alike.

Pairing the sentences of a hundred revisions takes a second, so what was found is kept on this machine, in git's own
folder, and the next call does only what is new. It can be deleted at any time: what is missing or spoilt is made again.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rowback import __version__, api
from rowback.model import Change, ChangeKind, Revision
from rowback.store import Recorded, Store
from rowback.track.history import extracted_now, extractor_of, judged_alike

FOLDER = "lifelines"
# What is kept was made by these rules: another version may pair other sentences.
MADE_BY = f"1 {__version__}"

Paragraphs = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The states of an article, oldest first, and the changes from each to the next.

    Attributes:
        revisions: their ids.
        extractor: what made the sentences of all states.
        states: the sentences of each, by paragraph.
        steps: one fewer than states; their indexes point into the sentences of all paragraphs.
    """

    revisions: tuple[str, ...] = ()
    extractor: str = ""
    states: tuple[Paragraphs, ...] = ()
    steps: tuple[tuple[Change, ...], ...] = ()

    @property
    def sentences(self) -> tuple[tuple[str, ...], ...]:
        """The sentences of each state."""
        return tuple(map(_joined, self.states))


def chain(store: Store, history: Sequence[Revision]) -> Chain:
    """The chain of an article's revisions.

    Args:
        store: that holds them.
        history: newest first, without re-extractions, not empty.
    """
    path = store.local(FOLDER, history[0].url)
    oldest_first = tuple(reversed(history))
    kept = _beginning(_load(path), oldest_first)
    if len(kept.revisions) == len(oldest_first):
        return kept
    made = _continued(store, kept, oldest_first)
    _save(made, path)
    return made


def _beginning(kept: Chain, revisions: Sequence[Revision]) -> Chain:
    """As much of a chain as still holds: a revision that was fetched or imported later may stand before others."""
    same = 0
    for known, revision in zip(kept.revisions, revisions, strict=False):
        if known != revision.id:
            break
        same += 1
    return Chain(kept.revisions[:same], kept.extractor, kept.states[:same], kept.steps[: max(same - 1, 0)])


def _continued(store: Store, kept: Chain, revisions: Sequence[Revision]) -> Chain:
    kept, extractor, new = _read_alike(store, kept, revisions)
    states = (*kept.states, *(state.article.sentences_by_paragraph for state in new))
    done = len(kept.steps)
    sentences = [_joined(state) for state in states[done:]]
    steps = (api.align(before, after) for before, after in pairwise(sentences))
    return Chain(tuple(revision.id for revision in revisions), extractor, states, (*kept.steps, *steps))


def _read_alike(store: Store, kept: Chain, revisions: Sequence[Revision]) -> tuple[Chain, str, tuple[Recorded, ...]]:
    """The states that are new, extracted as those that are kept; where that cannot be, all are new."""
    new = store.states(revisions[len(kept.revisions) :])
    extractors = {state.extractor for state in new} | ({kept.extractor} if kept.revisions else set())
    if len(extractors) == 1:
        if _holds_any(kept, new[-1].article.left_out):
            kept, new = Chain(), store.states(revisions)
        return kept, extractors.pop(), judged_alike(new)
    today = extractor_of(store, revisions[0].url)
    if kept.extractor != today or _holds_any(kept, new[-1].article.left_out):
        kept, new = Chain(), store.states(revisions)
    return kept, today, judged_alike([extracted_now(store, state) for state in new])


def _holds_any(kept: Chain, left_out: Sequence[str]) -> bool:
    """A state that is kept holds what has been found not to be the article since."""
    unwanted = {"".join(text.split()) for text in left_out}
    return bool(unwanted) and any(
        "".join("".join(paragraph).split()) in unwanted for state in kept.states for paragraph in state
    )


def _joined(paragraphs: Paragraphs) -> tuple[str, ...]:
    return tuple(sentence for paragraph in paragraphs for sentence in paragraph)


# ---------------------------------------------------------------- keeping
def _load(path: Path) -> Chain:
    """The chain that was kept, empty when there is none or it is not what was written."""
    try:
        digest, _, written = path.read_bytes().partition(b"\n")
    except OSError:
        return Chain()
    if digest.decode(errors="replace") != _digest(written):
        return Chain()
    said = json.loads(written)
    sentences = said["sentences"]
    states = (tuple(tuple(sentences[n] for n in numbers) for numbers in state) for state in said["states"])
    steps = (tuple(_change(*change) for change in step) for step in said["steps"])
    return Chain(tuple(said["revisions"]), said["extractor"], tuple(states), tuple(steps))


def _save(made: Chain, path: Path) -> None:
    numbers: dict[str, int] = {}
    states = [
        [[numbers.setdefault(sentence, len(numbers)) for sentence in paragraph] for paragraph in state]
        for state in made.states
    ]
    steps = [[(c.kind, c.moved, c.before, c.after) for c in step] for step in made.steps]
    said = {
        "revisions": made.revisions,
        "extractor": made.extractor,
        "sentences": list(numbers),
        "states": states,
        "steps": steps,
    }
    written = json.dumps(said, separators=(",", ":")).encode()
    with contextlib.suppress(OSError):  # a folder that cannot be written only costs time
        put(path, _digest(written).encode() + b"\n" + written)


def put(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever reads half of it; its folder is made.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _change(kind: str, moved: bool, before: Sequence[int], after: Sequence[int]) -> Change:
    return Change(ChangeKind(kind), moved=moved, before=tuple(before), after=tuple(after))


def _digest(written: bytes) -> str:
    """Of what is kept, and of the rules it was made by: what does not fit is not read."""
    return hashlib.sha256(MADE_BY.encode() + written).hexdigest()
