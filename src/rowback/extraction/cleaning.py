"""Blocks of body text -> the blocks that are the story: what the engine takes along but no reader calls the story.

Judged by what a block is and where it stands, not by its words:

    p     The council met on Tuesday and put off the vote.      kept
    p     Read more: *Council puts off the vote again*          nearly all of it is a link: dropped
    head  More from the valley                                  a subhead over nothing but links: dropped
    item  *Bridge closed until May*                             dropped
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from rowback.extraction.engine import Block

# Of the text of a line that leads away from the story, this much is the link ("Read more: ..." is the rest).
LINKED_SHARE = 0.6
# A line shorter than this that does not end like a sentence is a label: a byline, a kicker, "Advertisement".
LABEL_CHARS = 60
# A shorter text may well stand twice in a story ("Yes.").
REPEATED_CHARS = 40
# Looking each one up in the whole text is quadratic.
MOST_QUOTES = 100
SENTENCE_END = re.compile(r"[.!?…:;。！？؟।][\"”’»)\]」』）]*$")


def clean(blocks: Sequence[Block], headline: str | None) -> tuple[Block, ...]:
    """The blocks without link lines, repeats, the headline, and the labels around the text."""
    kept = [block for block in blocks if _is_story(block)]
    kept = _without_repeats(kept, key(headline or ""))
    start, end = 0, len(kept)
    if _has_sentences(kept):
        while end > 0 and _is_label(kept[end - 1]):
            end -= 1
        while start < end and _is_label(kept[start]):
            start += 1
    return tuple(kept[start:end])


def _is_story(block: Block) -> bool:
    """It holds a word and is not a line that leads away."""
    if not key(block.text):
        return False
    leads_away = block.linked >= LINKED_SHARE * len(block.text) and not block.text.endswith((".", "。", "!", "?"))
    return not leads_away or block.kind == "row"


def _is_label(block: Block) -> bool:
    return block.kind == "head" or (
        block.kind == "p" and len(block.text) < LABEL_CHARS and SENTENCE_END.search(block.text) is None
    )


def _has_sentences(blocks: Sequence[Block]) -> bool:
    """Most of its text ends like sentences do; a poem, a list or a text in Thai has no labels that could be told."""
    ended = sum(len(block.text) for block in blocks if SENTENCE_END.search(block.text) is not None)
    return 2 * ended > sum(len(block.text) for block in blocks)


def _without_repeats(blocks: Sequence[Block], title: str) -> list[Block]:
    """Each text once: a pull quote repeats a part of a paragraph, a slide show the same caption."""
    keys = [key(block.text) for block in blocks]
    kept: list[Block] = []
    whole = "\n".join(keys)
    quotes = (text_key for text_key, block in zip(keys, blocks, strict=True) if block.kind in {"quote", "head"})
    pulled = set(islice((text_key for text_key in quotes if len(text_key) >= REPEATED_CHARS), MOST_QUOTES))
    seen = set()
    for block, text_key in zip(blocks, keys, strict=True):
        if text_key == title or text_key in seen:
            continue
        if text_key in pulled and whole.count(text_key) > 1:
            continue
        if len(text_key) >= REPEATED_CHARS:
            seen.add(text_key)
        kept.append(block)
    return kept


def key(text: str) -> str:
    """Letters and digits only, without case: equal for texts that differ in quotes, dashes and blanks."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
