"""Blocks of body text -> the blocks that are the story: what the engine takes along but no reader calls the story.

Judged by what a block is and where it stands, not by its words:

    p     The council met on Tuesday and put off the vote.      kept
    p     Read more: *Council puts off the vote again*          nearly all of it is a link: dropped
    head  More from the valley                                  a subhead over nothing but links: dropped
    item  *Bridge closed until May*                             dropped
    p     Harbour Post, 2 March 2026, 10:15                     the day the page itself states: dropped at either end
    p     In force from 1 April 2026                            a fact: kept
    p     More on this:                                         nothing follows: dropped at the end
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby, islice
from math import inf

from rowback.extraction.engine import Block

# Of the text of a line that leads away from the story, this much is the link ("Read more: ..." is the rest).
LINKED_SHARE = 0.6
# Where less than this is left, the links are what the page is about: a list of press releases.
LEAST_STORY = 0.2
# A line shorter than this that does not end like a sentence is a label: a byline, a kicker, "Advertisement".
LABEL_CHARS = 60
# A paragraph with so many lines is a list: the dates of a tour, the results of a day.
FEWEST_LINES = 4
# A shorter text may well stand twice in a story ("Yes.").
REPEATED_CHARS = 40
# A subhead in such length is a quotation in large letters; a shorter one may be named in the text.
PULLED_HEAD_CHARS = 80
# Looking each one up in the whole text is quadratic.
MOST_QUOTES = 100
# A figure of so many digits is a day, a price or a telephone number; "12 of 57" is a counter and "10:15" an hour.
FACT_DIGITS = 4
FIGURE = re.compile(r"\d(?:[\d.,/-]*\d)?")
NUMBER = re.compile(r"\d+")
NO_WORD = re.compile(r"[\W_]+")
COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
# "214 comments", "3.1K shares | 12 likes"; any number and word would take "2 eggs" out of a recipe.
COUNT = re.compile(
    r"(?:\d[\d.,]*\s?[KkM]?\s+(?:comment|comentari|comentári|kommentar|reacti|réaction|share|partage|view|like|retweet"
    r"|komentar|yorum|комментар)\w*\W*)+",
    re.IGNORECASE,
)
AGO = re.compile(
    r"\b(?:\d+|an?|one)\s?(?:s|secs?|m|mins?|h|hrs?|seconds?|minutes?|hours?|days?|weeks?) ago\b"
    r"|\b(?:vor|il y a|hace|há|pred|przed) \d+ \w+|\d+ \w+ (?:fa|geleden|siden|sedan|önce|sitten)\b"
    r"|\d+\s?(?:分|時間|日|小时|小時|分钟|分鐘|天)前|\d+(?:분|시간|일) 전|לפני \d+|قبل \d+|منذ \d+",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…:;。！？؟।][\"”’»)\]」』）]*$")


def clean(blocks: Sequence[Block], headline: str | None, dates: Sequence[datetime] = ()) -> tuple[Block, ...]:
    """The blocks without link lines, repeats, the headline, and the labels around the text.

    Args:
        dates: what the page states as published and modified; a line that says so again is a label.
    """
    lists = _lists_of_text(blocks)
    kept = [block for place, block in enumerate(blocks) if _is_story(block, in_list=place in lists)]
    if _chars(kept) < LEAST_STORY * _chars(blocks):
        kept = [block for block in blocks if key(block.text)]
    kept = _without_repeats(kept, key(headline or ""))
    story = [position for position, block in enumerate(kept) if not _is_label(block)]
    if not story or not _has_sentences(kept):
        return tuple(kept)
    last = next((position for position in reversed(story) if not _announces(kept[position])), story[-1])
    inside = range(story[0], last + 1)
    return tuple(block for position, block in enumerate(kept) if position in inside or _states_fact(block, dates))


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _lists_of_text(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the items in lists that are not links for the most part: the items of a list belong together."""
    told: set[int] = set()
    for is_list, places in groupby(range(len(blocks)), key=lambda place: blocks[place].kind == "item"):
        run = list(places)
        items = [blocks[place] for place in run]
        if is_list and 2 * sum(item.linked for item in items) < _chars(items):
            told.update(run)
    return frozenset(told)


def _is_story(block: Block, *, in_list: bool) -> bool:
    """It holds a word and is not a line that leads away."""
    if not key(block.text):
        return False
    return block.kind == "row" or in_list or not (_leads_away(block) or _counts(block))


def _leads_away(block: Block) -> bool:
    """A link is nearly all of it, and it is no whole sentence."""
    return block.linked >= LINKED_SHARE * len(block.text) and not block.text.endswith((".", "。", "!", "?"))


def _counts(block: Block) -> bool:
    """It counts readers' comments and the like, or says how long ago: it is another one on each visit."""
    short = block.kind == "p" and len(block.text) < LABEL_CHARS and SENTENCE_END.search(block.text) is None
    return short and (COUNT.fullmatch(block.text) is not None or AGO.search(block.text) is not None)


def _is_label(block: Block) -> bool:
    return block.kind == "head" or (
        block.kind == "p"
        and len(block.text) < LABEL_CHARS
        and block.lines < FEWEST_LINES
        and SENTENCE_END.search(block.text) is None
    )


def _announces(block: Block) -> bool:
    """It ends like "Read more:"; at the end of the text nothing is left of what it leads to."""
    return len(block.text) < LABEL_CHARS and block.text.endswith((":", "："))


def _states_fact(block: Block, dates: Sequence[datetime]) -> bool:
    """It has a long figure, and not that of the page's own dates, in whatever language and zone."""
    longest = max((sum(map(str.isdigit, figure)) for figure in FIGURE.findall(block.text)), default=0)
    if block.kind == "head" or longest < FACT_DIGITS or COPYRIGHT.search(block.text) is not None:
        return False
    figures = set(map(int, NUMBER.findall(block.text)))
    near = (date + timedelta(days=shift) for date in dates for shift in (-1, 0, 1))
    return not any(day.year in figures and (day.day in figures or len(figures) == 1) for day in near)


def _has_sentences(blocks: Sequence[Block]) -> bool:
    """Most of its text ends like sentences do; a poem, a list or a text in Thai has no labels that could be told."""
    ended = sum(len(block.text) for block in blocks if SENTENCE_END.search(block.text) is not None)
    return 2 * ended > sum(len(block.text) for block in blocks)


def _without_repeats(blocks: Sequence[Block], title: str) -> list[Block]:
    """The story without its headline, pull quotes, and paragraphs written twice for two widths of screen."""
    keys = [key(block.text) for block in blocks]
    kept: list[Block] = []
    whole = "\n".join(keys)
    quotes = (text_key for text_key, block in zip(keys, blocks, strict=True) if _may_be_pulled(block, text_key))
    pulled = {text_key for text_key in islice(dict.fromkeys(quotes), MOST_QUOTES) if whole.count(text_key) > 1}
    last = ""
    for block, text_key in zip(blocks, keys, strict=True):
        if text_key == title or (text_key == last and len(text_key) >= REPEATED_CHARS):
            continue
        if text_key in pulled:
            continue
        last = text_key
        kept.append(block)
    return kept


def _may_be_pulled(block: Block, text_key: str) -> bool:
    return len(text_key) >= {"quote": REPEATED_CHARS, "head": PULLED_HEAD_CHARS}.get(block.kind, inf)


def key(text: str) -> str:
    """Letters and digits only, without case: equal for texts that differ in quotes, dashes and blanks."""
    return NO_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())
