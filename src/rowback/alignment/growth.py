"""Pairs -> groups: a sentence that was cut in two, or two that were joined.

before: The bridge, which was built in 1931 and repaired twice since, will stay shut.
after:  The bridge was built in 1931 and repaired twice since. | It will stay shut.
ugly:   an edited sentence and an added one.
we say: the first sentence after is the partner already; most of what the second one says stands in the sentence
        before and not yet in its partner, so it joins: split.
"""

from collections.abc import Mapping

from rapidfuzz.distance import Indel

from rowback.alignment.likeness import LONG, Likeness, Profile
from rowback.alignment.links import Links

# A group of more than this many sentences is not what a reader calls one sentence that was split.
_LARGEST = 5
# How much of a joining sentence must be found on the other side, unless it makes the letters of both sides more alike.
_FOUND = 0.33
_LETTERS = 0.3

Profiles = Mapping[int, Profile]
Partners = list[list[int]]


def grow(links: Links, likeness: Likeness) -> None:
    """Let free sentences join the group of a neighbour when they hold what its other side has and it lacks."""
    _grow_side(likeness, (likeness.before, links.of_before), (likeness.after, links.of_after))
    _grow_side(likeness, (likeness.after, links.of_after), (likeness.before, links.of_before))


def _grow_side(likeness: Likeness, ones: tuple[Profiles, Partners], many: tuple[Profiles, Partners]) -> None:
    """Join free sentences of the side `many` to groups with one sentence on the other side, until none can join."""
    profiles, partners = many
    waiting = [index for index, profile in profiles.items() if not partners[index] and profile.words]
    while waiting:
        still = [index for index in waiting if not _join(index, likeness, ones, many)]
        if len(still) == len(waiting):
            break
        waiting = still


def _join(index: int, likeness: Likeness, ones: tuple[Profiles, Partners], many: tuple[Profiles, Partners]) -> bool:
    """Let one sentence join the group of the sentence above or below it, where it gains more."""
    profiles, partners = many
    best, host = 0.0, None
    for neighbour in (index - 1, index + 1):
        if neighbour not in profiles or len(partners[neighbour]) != 1:
            continue
        one = partners[neighbour][0]
        group = ones[1][one]
        if one in ones[0] and len(group) < _LARGEST:
            gain = _gain(likeness, ones[0][one], profiles, sorted(group), index)
            if gain > best:
                best, host = gain, one
    if host is None:
        return False
    ones[1][host].append(index)
    partners[index].append(host)
    return True


def _gain(likeness: Likeness, one: Profile, profiles: Profiles, group: list[int], joining: int) -> float:
    """What one more sentence adds to what a group has in common with the one on its other side; below 0 too little."""
    alone = [profiles[index] for index in group]
    joined = [profiles[index] for index in sorted([*group, joining])]
    words, more_words = ("".join([each.words for each in side]) for side in (alone, joined))
    found = likeness.shared(one.words, more_words) - likeness.shared(one.words, words)
    letters, more_letters = (" ".join([each.folded for each in side]) for side in (alone, joined))
    gain = found / (profiles[joining].mass or 1) - _FOUND
    if len(one.folded) + len(more_letters) > LONG:
        return gain
    alike, more_alike = (Indel.normalized_similarity(one.folded, text) for text in (letters, more_letters))
    return gain + _LETTERS * (more_alike - alike)
