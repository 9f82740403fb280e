"""Pairs -> groups: a sentence that was cut in two, or two that were joined.

before: The bridge, which was built in 1931 and repaired twice since, will stay shut.
after:  The bridge was built in 1931 and repaired twice since. | It will stay shut.
ugly:   an edited sentence and an added one.
we say: the first sentence after is the partner already; most of what the second one says stands in the sentence
        before and not yet in its partner, so it joins: split.
"""

from collections.abc import Callable, Mapping

from rapidfuzz.distance import Indel

from rowback.alignment.likeness import LONG, Likeness, Profile
from rowback.alignment.links import Links

# The longest sentence in a set of simplified news came apart into ten; more in one group are rather a run of chance.
_LARGEST = 12
# A sentence joins when what it adds to the group reaches _ENOUGH. That is the share of it that is new to the group and
# found on the other side, and a part of ...
_ENOUGH = 0.51
# ... the share found there whether new or not (sentences made of one repeat its subject);
_REPEATED = 0.4
# ... what the letters of the two sides become more alike by;
_LETTERS = 0.5
# ... less the share of the other side that the group covers without it: who wants for nothing was not cut in two.
_COVERED = 0.1
# A pair less alike than _WEAK gives a sentence away to a group that gains _SURE by it.
_WEAK = 0.5
_SURE = 0.5
# With a smaller share found on the other side the sum cannot reach _ENOUGH.
_HARDLY = 0.2

Profiles = Mapping[int, Profile]
Partners = list[list[int]]


def grow(links: Links, likeness: Likeness) -> None:
    """Let free sentences join the group of a neighbour when they hold what its other side has and it lacks."""
    _grow_side(likeness, (likeness.before, links.of_before), (likeness.after, links.of_after))
    _grow_side(likeness, (likeness.after, links.of_after), (likeness.before, links.of_before))


def reclaim(links: Links, likeness: Likeness) -> None:
    """Take sentences out of weak pairs where they are a part of what stands next to them.

    before: I tried to go, but she wouldn't let me out of the shop. | I asked her several times to let me go, and she
            kept saying no.
    after:  I asked her several times to let me go. | She kept saying no.
    ugly:   the first sentences are a pair, for the words that both have, and so are the second ones.
    we say: the first one is gone, and the second one was cut in two.
    """
    ones, many = (likeness.before, links.of_before), (likeness.after, links.of_after)
    _reclaim_side(likeness, ones, many, lambda one, index: likeness.score(one, index))
    _reclaim_side(likeness, many, ones, lambda one, index: likeness.score(index, one))


def _reclaim_side(
    likeness: Likeness,
    ones: tuple[Profiles, Partners],
    many: tuple[Profiles, Partners],
    score: Callable[[int, int], float],
) -> None:
    profiles, partners = many
    for index in profiles:
        if len(partners[index]) != 1:
            continue
        one = partners[index][0]
        if one in ones[0] and len(ones[1][one]) == 1 and score(one, index) < _WEAK:
            gain, host = _best_host(index, likeness, ones, many)
            if host is not None and host != one and gain >= _SURE:
                ones[1][one].clear()
                ones[1][host].append(index)
                partners[index][:] = [host]


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
    _, host = _best_host(index, likeness, ones, many)
    if host is None:
        return False
    ones[1][host].append(index)
    many[1][index].append(host)
    return True


def _best_host(
    index: int, likeness: Likeness, ones: tuple[Profiles, Partners], many: tuple[Profiles, Partners]
) -> tuple[float, int | None]:
    """What a group gains most by a sentence next to it, and the one sentence on that group's other side."""
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
    return best, host


def _gain(likeness: Likeness, one: Profile, profiles: Profiles, group: list[int], joining: int) -> float:
    """What one more sentence adds to what a group has in common with the one on its other side; below 0 too little."""
    newcomer = profiles[joining]
    mass = newcomer.mass or 1
    repeated = likeness.common(one, newcomer)
    if repeated < _HARDLY * mass:
        return -1.0
    alone = [profiles[index] for index in group]
    joined = [profiles[index] for index in sorted([*group, joining])]
    words, more_words = ("".join([each.words for each in side]) for side in (alone, joined))
    covered = likeness.shared(one.words, words)
    added = likeness.shared(one.words, more_words) - covered
    gain = (added + _REPEATED * repeated) / mass - _COVERED * covered / (one.mass or 1) - _ENOUGH
    letters, more_letters = (" ".join([each.folded for each in side]) for side in (alone, joined))
    if len(one.folded) + len(more_letters) > LONG:
        return gain
    alike, more_alike = (Indel.normalized_similarity(one.folded, text) for text in (letters, more_letters))
    return gain + _LETTERS * (more_alike - alike)
