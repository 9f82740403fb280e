"""What changed in an article, and what the other pages of its site show -> what of it is the article.

One page cannot tell a promotion from a new paragraph. The other pages of the site can, as they are now:

    text                           its slot                        judged to be
    nothing but a link                                             not the article
    on half of the siblings too                                    not the article
    nowhere else                   came to the siblings as well    not the article, if it is off the subject, else held
    there on one sibling           on most of the siblings         not the article, if it is off the subject, else held
    nowhere else                   on most of the siblings         the article, if it is on the subject, else held
    nowhere else                   new, or that of the story       the article
    swapped at one place for the second time                       not the article, if it is off the subject

A text that vanishes is judged in the same way, by the pages as they were. What is held is for a later look to settle.
A block is off the subject when it shares no words with the rest of the article that the siblings do not use as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from zlib import crc32

from rowback.judging.marks import Seen, is_alike, sketch_of
from rowback.judging.places import places_of
from rowback.judging.site import Sibling, Site, subject_of
from rowback.model import Article, Block, Link, Memory

# Two siblings may have been edited alike: the same correction in three stories of one affair.
FEWEST = 3
PAIR = 2
MOST = 0.5
# Half of the stories may get their first subhead in one night; what a site adds comes to all of them.
SITEWIDE = 2 / 3
# A sibling that shares so much of the text is another copy of the same story, and says nothing of the site.
SAME_STORY = 0.3
LINK_SHARE = 0.9
# The slot of the story holds the better part of its paragraphs; more than a few blocks in a slot are a list.
FEW_BLOCKS = 3
PHRASE = 1 / 3
SUBJECT_WORDS = 2
SHORT = 6
REMEMBERED = 60


class Fate(StrEnum):
    """What a block is."""

    ARTICLE = "article"
    HELD = "held"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Sifted:
    """An article without what is not the article, on both sides.

    Attributes:
        before: the recorded article; `None` at a first look.
        after: the article now, with what is held.
        held: paragraphs, of either side, that no evidence decides.
        undecided: nothing changed in the text but what is held.
        anew: a paragraph came, and is not another one in other words.
        memory: to be kept, when this is recorded.
    """

    before: Article | None
    after: Article
    held: tuple[str, ...]
    undecided: bool
    anew: bool
    memory: Memory


def without(article: Article, texts: Iterable[str]) -> Article:
    """The article without some of its paragraphs, which it names as left out from now on."""
    unwanted = frozenset(texts)
    kept = [k for k, text in enumerate(article.paragraphs) if text not in unwanted]
    left_out = tuple(dict.fromkeys((*article.left_out, *(text for text in article.paragraphs if text in unwanted))))
    if len(kept) == len(article.paragraphs):
        return article
    return replace(
        article,
        paragraphs=tuple(article.paragraphs[k] for k in kept),
        sentences_by_paragraph=tuple(article.sentences_by_paragraph[k] for k in kept)
        if article.sentences_by_paragraph
        else (),
        links=_links_of(article, kept),
        left_out=left_out[-REMEMBERED:],
    )


def _links_of(article: Article, kept: Sequence[int]) -> tuple[Link, ...] | None:
    """The links of the paragraphs that are kept, with the places that these have now."""
    if article.links is None:
        return None
    places = {old: new for new, old in enumerate(kept)}
    return tuple(replace(link, paragraph=places[link.paragraph]) for link in article.links if link.paragraph in places)


def sift(before: Article | None, after: Article, blocks: Sequence[Block], site: Site) -> Sifted:
    """Judge each paragraph that came or went; what stayed is what it was.

    Args:
        before: as it is recorded.
        blocks: of the page as it is now; `site.memory` has the marks of what it was.
    """
    return _Sieve(before, after, blocks, site).sifted()


class _Sieve:
    def __init__(self, before: Article | None, after: Article, blocks: Sequence[Block], site: Site) -> None:
        self.before, self.after, self.site = before or Article(), after, site
        self.first_look = before is None
        self.linked = {block.text: block.linked / len(block.text) for block in blocks}
        self.now = {block.text: crc32(block.slot.encode(errors="replace")) for block in blocks}
        self.was = Seen(site.memory.marks)
        self.slots_now = Counter(self.now[block.text] for block in blocks)
        self.sketches = {text: sketch_of(text) for text in (*self.before.paragraphs, *after.paragraphs)}
        self.siblings = tuple(sibling for sibling in site.siblings if not self._tells_the_same(sibling))
        self.story_slots = _largest(self.now.get(text) for text in after.paragraphs) | _largest(
            self.was.slot_of(self.sketches[text]) for text in self.before.paragraphs
        )
        stayed = [text for text in after.paragraphs if text in self.before.paragraphs]
        self.rest = frozenset(stayed or after.paragraphs)
        self.own_words = Counter(word for text in (after.headline or "", *self.rest) for word in subject_of(text))
        self.shared_words = Counter(word for sibling in self.siblings for word in sibling.words)
        self.new_slots: set[int] = set()

    def sifted(self) -> Sifted:
        came = [text for text in self.after.paragraphs if text not in self.before.paragraphs]
        went = [text for text in self.before.paragraphs if text not in self.after.paragraphs]
        places = places_of(self.before, self.after)
        swapped = self._swapped(places, came, went)
        fates = {text: self._came(text) for text in came} | {text: self._went(text) for text in went}
        for text in (*came, *went):
            again = fates[text] is Fate.ARTICLE and self._is_swapped_again(text, places, swapped)
            if again or (self._slot(text) in self.new_slots and not self._is_onsubject_of(text)):
                fates[text] = Fate.LEFT_OUT
        out = [text for text, fate in fates.items() if fate is Fate.LEFT_OUT]
        held = tuple(text for text, fate in fates.items() if fate is Fate.HELD and not self.first_look)
        before, after = without(self.before, out), without(self.after, out)
        after = replace(after, left_out=tuple(dict.fromkeys((*before.left_out, *after.left_out)))[-REMEMBERED:])
        undecided = bool(held) and {*held, *out} == {*came, *went}
        anew = any(not self._is_like_any(text, went) for text in came if fates[text] is not Fate.LEFT_OUT)
        memory = replace(
            self.site.memory,
            places=(*self.site.memory.places, *sorted({places[text] for text in swapped}))[-REMEMBERED:],
            left_out=tuple(dict.fromkeys((*self.site.memory.left_out, *(self.sketches[text] for text in out))))[
                -REMEMBERED:
            ],
            slots=self.site.memory.slots | self.new_slots,
        )
        return Sifted(None if self.first_look else before, after, held, undecided, anew, memory)

    # ------------------------------------------------------------ one block
    def _came(self, text: str) -> Fate:
        if self._is_known(text):
            return Fate.LEFT_OUT
        if not self.first_look and len(self.siblings) >= PAIR and self._is_a_link(text):
            return Fate.LEFT_OUT
        sides = [(sibling.now, sibling.before) for sibling in self.siblings]
        is_new = bool(self.site.memory.marks) and self.now.get(text) not in self.was.slots
        return self._by_siblings(text, self.now.get(text), self.slots_now, sides, moved_in=is_new)

    def _went(self, text: str) -> Fate:
        if self._is_known(text):
            return Fate.LEFT_OUT
        slot = self.was.slot_of(self.sketches[text])
        sides = [(sibling.before, sibling.now) for sibling in self.siblings if sibling.before]
        return self._by_siblings(text, slot, self.was.slots, sides, moved_in=slot not in self.slots_now)

    def _is_known(self, text: str) -> bool:
        if text in self.before.left_out:
            return True
        return any(is_alike(known, self.sketches[text]) for known in self.site.memory.left_out)

    def _by_siblings(
        self,
        text: str,
        slot: int | None,
        counts: Mapping[int, int],
        sides: Sequence[tuple[Seen, Seen | None]] | Sequence[tuple[Seen | None, Seen]],
        *,
        moved_in: bool,
    ) -> Fate:
        """By what the siblings have (or had) where this page has it, and do not have on the other side."""
        pairs = [(here, there) for here, there in sides if here is not None]
        if slot in self.site.slots and slot not in self.story_slots:
            return self._by_slot(text, slot)
        # A first text is no change: what many stories of a site have in common may well be the story.
        if self.first_look or len(pairs) < PAIR:
            return Fate.ARTICLE
        most = max(PAIR, MOST * len(pairs))
        have = sum(here.holds(self.sketches[text]) for here, _ in pairs)
        if have >= max(FEWEST, most):
            return Fate.LEFT_OUT
        if have == len(pairs):
            return Fate.HELD if self._is_onsubject_of(text) else Fate.LEFT_OUT
        if slot is None or slot in self.story_slots or counts[slot] > FEW_BLOCKS:
            return Fate.ARTICLE
        came_along = sum(slot in here.slots and there is not None and slot not in there.slots for here, there in pairs)
        present = sum(slot in here.slots for here, _ in pairs)
        if moved_in and came_along >= max(PAIR, SITEWIDE * len(pairs)):
            return self._by_slot(text, slot)
        if present < most:
            return Fate.ARTICLE
        if any(slot in here.slots_of(self.sketches[text]) for here, _ in pairs):
            return self._by_slot(text, slot)
        return Fate.ARTICLE if self._is_onsubject_of(text) else Fate.HELD

    def _by_slot(self, text: str, slot: int | None) -> Fate:
        if self._is_onsubject_of(text):
            return Fate.HELD
        if slot is not None:
            self.new_slots.add(slot)
        return Fate.LEFT_OUT

    def _is_swapped_again(self, text: str, places: Mapping[str, int], swapped: frozenset[str]) -> bool:
        """It stands where blocks were swapped before."""
        times = self.site.memory.places.count(places[text]) + (text in swapped)
        return times > 1 and len(self.siblings) >= PAIR and not self._is_onsubject_of(text)

    def _swapped(self, places: Mapping[str, int], came: Sequence[str], went: Sequence[str]) -> frozenset[str]:
        """Blocks that stand where another one stood that has nothing in common with them."""
        pairs = ((new, old) for new in came for old in went if places[new] == places[old])
        return frozenset(text for new, old in pairs if not self._is_like_any(new, [old]) for text in (new, old))

    def _is_like_any(self, text: str, others: Iterable[str]) -> bool:
        """It has more in common with one of them than a phrase."""
        runs = set(self.sketches[text])
        return any(len(runs & set(self.sketches[other])) > PHRASE * len(runs) for other in others)

    def _slot(self, text: str) -> int | None:
        return self.now.get(text) or self.was.slot_of(self.sketches[text])

    # ------------------------------------------------------------ the article and its siblings
    def _is_onsubject_of(self, text: str) -> bool:
        words = subject_of(text)
        most = len(self.siblings) / 4
        topical = [
            word for word in words if self.own_words[word] > (text in self.rest) and self.shared_words[word] <= most
        ]
        return len(topical) >= (SUBJECT_WORDS if len(words) > SHORT else 1)

    def _is_a_link(self, text: str) -> bool:
        """Nothing but that, in an article that is no list of links."""
        links = sum(self.linked.get(one, 0) >= LINK_SHARE for one in self.after.paragraphs)
        return self.linked.get(text, 0) >= LINK_SHARE and links <= MOST * len(self.after.paragraphs)

    def _tells_the_same(self, sibling: Sibling) -> bool:
        texts = self.before.paragraphs or self.after.paragraphs
        return sum(sibling.now.holds(self.sketches[text]) for text in texts) >= SAME_STORY * len(texts)


def _largest(slots: Iterable[int | None]) -> frozenset[int]:
    """The slot that holds the most paragraphs of the story."""
    counted = Counter(slot for slot in slots if slot is not None)
    return frozenset(slot for slot, _ in counted.most_common(1))
