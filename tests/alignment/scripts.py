"""Texts made by known edit scripts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from rowback.model import Change, ChangeKind

SYLLABLES = ("ba", "ko", "mi", "ru", "ten", "sol", "var", "dek", "lim", "pog")
WORDS = tuple(a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", "s", "n"))
ENDINGS = ("c", "f", "g", "h", "j", "q", "w", "x", "y", "z", "cc", "ff")
EDITS = ("keep", "keep", "keep", "edit", "drop", "add", "split")
MIRRORED = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.SPLIT: ChangeKind.MERGED,
    ChangeKind.MERGED: ChangeKind.SPLIT,
}

sentences = st.lists(st.sampled_from(WORDS), min_size=10, max_size=16, unique=True)


@dataclass(frozen=True)
class Script:
    before: tuple[str, ...]
    after: tuple[str, ...]
    kinds: Counter[ChangeKind]


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """Revisions of sentences that have no word in common, so that nobody could pair them otherwise."""
    before: list[str] = []
    after: list[str] = []
    kinds: Counter[ChangeKind] = Counter()
    for number, edit in enumerate(draw(st.lists(st.sampled_from(EDITS), max_size=12))):
        words = [word + ENDINGS[number] for word in draw(sentences)]
        whole = " ".join(words) + "."
        if edit != "add":
            before.append(whole)
        match edit:
            case "keep":
                after.append(whole)
                kinds[ChangeKind.UNCHANGED] += 1
            case "edit":
                after.append(" ".join([*words[:4], "quite", *words[5:]]) + ".")
                kinds[ChangeKind.EDITED] += 1
            case "split":
                after += [" ".join(words[:5]) + ".", " ".join(words[5:]) + "."]
                kinds[ChangeKind.SPLIT] += 1
            case "add":
                after.append(whole)
                kinds[ChangeKind.ADDED] += 1
            case _:
                kinds[ChangeKind.REMOVED] += 1
    return Script(tuple(before), tuple(after), kinds)


def kinds_of(changes: Sequence[Change]) -> Counter[ChangeKind]:
    return Counter(change.kind for change in changes)
