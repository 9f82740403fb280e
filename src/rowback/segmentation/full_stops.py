"""A full stop before a capital, a digit or a letter without case -> whether it ends a sentence.

The U.S. President met Dr. J. Reyes in Portland, Ore. Police stood by.
^               ^  ^                       ^ the only end: a state's name closes, unless "Gov." follows
|               |  an initial: ends nothing, but in "Plan B. He agreed"
|               a title: never an end
an acronym: an end only before a word that opens sentences ("the U.S. He left")
"""

import re
from functools import lru_cache

import sentencex

from rowback.segmentation.marks import Candidate, bare
from rowback.segmentation.vocabulary import DESIGNATORS, UNITS, Vocabulary, vocabulary

_WORD = re.compile(r"[^\W_]")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_DATELINE = re.compile(r"\s*(?:\([^()]{2,30}\)\s*)?[-–—]{1,2}\s")
_SPACED_PART = re.compile(r"\W*([^\W\d_]{1,2})\.")
_DAY_OR_MONTH = re.compile(r"\d{1,2}\.")
_BEFORE_ENTRY = (".", "!", ":", ";", ".)", ".”", '."')
_STOPS = '.!:;)”"'
_LONGEST_DAY = 2  # digits
_YEAR = re.compile(r"\d{4}\.?")
_ROMAN = re.compile(r"[IVXLC]+\.?")
# "Officials Say" behind "U.S."
_CAPITAL_NEXT = re.compile(r"\W*\w+ [A-Z]")
# Short and without a vowel, such as "Blvd": an abbreviation; all capitals would be a name.
_CONSONANTS = re.compile(r"[^\W\d_aeiouyäöüáéíóúàèìòùâêîôûãõœæаеёиоуыэюя]{2,5}")
# "J. De Vries": these open sentences, and family names.
_PARTICLES = frozenset(
    ["De", "Di", "Del", "Da", "Do", "Dos", "Le", "La", "Lo", "Las", "Los", "Van", "Von", "Des", "Du"]
)
_BEFORE_I = frozenset(["and", "or", "than", "as", "am", "do", "did", "was", "have", "had", "could", "would", "should"])


def full_stop_ends(candidate: Candidate, language: str) -> bool:
    """Whether the full stop ends a sentence; the next word is not in lower case."""
    words, following = vocabulary(language), candidate.following
    previous, word = candidate.words_before()
    word = bare(word)
    if not word:
        return True
    if word.isdigit():
        return _number_ends(words, previous, word, following)
    key = _key(previous, word, words)
    if following[0].isdigit():
        return _ends_before_number(words, key)
    # "PORTLAND, Ore. (AP) — The mayor"
    if (key in words.closing or _ACRONYM.fullmatch(word)) and _DATELINE.match(candidate.line, candidate.end):
        return False
    if previous[-1:].isdigit() and (len(word) == 1 or key in UNITS):
        return True
    if key in words.closing:
        return following.rstrip(".") not in words.closing[key]
    if key in words.titles and not (len(word) == 1 and word.isupper()):
        return False
    if len(word) == 1:
        return _letter_ends(words, previous, word, following)
    if key in words.numbered:
        return _ROMAN.fullmatch(following) is None
    if key in words.binding or _ACRONYM.fullmatch(word):
        return _opens(following, words) and not _is_in_headline(candidate, previous, words)
    return not _is_unlisted_short_form(word, following, language, words)


def is_opener(word: str, language: str) -> bool:
    """Whether a capitalised word opens sentences and is no name."""
    return _opens(word, vocabulary(language))


def is_short_form(candidate: Candidate, language: str) -> bool:
    """Whether the word before the mark is listed as one that is written with a stop."""
    previous, word = candidate.words_before()
    word, words = bare(word), vocabulary(language)
    return len(word) < 2 or _ACRONYM.fullmatch(word) is not None or _is_listed(_key(previous, word, words), words)


def _opens(word: str, words: Vocabulary) -> bool:
    bare_word = word.replace("’", "'").partition("'")[0]
    return word in words.openers or bare_word in words.openers or bare_word in words.actors


def _is_in_headline(candidate: Candidate, previous: str, words: Vocabulary) -> bool:
    """Whether the abbreviation and the actors behind it are one: "U.S. Officials Say It Failed", "The U.S. Police"."""
    if candidate.following not in words.actors:
        return False
    alone = not _WORD.search(previous) or previous in words.openers
    return alone or _CAPITAL_NEXT.match(candidate.line, candidate.end) is not None


def _is_listed(key: str, words: Vocabulary) -> bool:
    return key in words.closing or key in words.titles or key in words.binding or key in words.numbered


def _key(previous: str, word: str, words: Vocabulary) -> str:
    """What the word is listed as; some write "z. B." and "и т. д." with a blank, the lists do not."""
    key = word.casefold()
    part = _SPACED_PART.fullmatch(previous)
    spaced = f"{part[1].casefold()}.{key}" if part and len(word) < 3 else key
    return spaced if _is_listed(spaced, words) else key


def _closes_sentence(previous: str, words: Vocabulary) -> bool:
    """Whether a number behind this word opens an entry of a list: not in "on Dec. 1", nor in "How many? 12."."""
    word = bare(previous.rstrip(_STOPS))
    return previous.endswith(_BEFORE_ENTRY) and len(word) > 1 and _ends_before_number(words, word.casefold())


def _number_ends(words: Vocabulary, previous: str, word: str, following: str) -> bool:
    """Not in a list ("1. Wash it. 2. Boil it."), an ordinal ("am 3. Oktober", "der 1. FC Aue") or "5. 6. 2024"."""
    if not _WORD.search(previous) or (len(word) <= _LONGEST_DAY and _closes_sentence(previous, words)):
        return False
    if len(word) > _LONGEST_DAY or _DAY_OR_MONTH.fullmatch(following):
        return len(word) > _LONGEST_DAY
    if _DAY_OR_MONTH.fullmatch(previous) and _YEAR.fullmatch(following):
        return False
    if following in words.months:
        return False
    return previous.casefold() not in words.ordinal_cues or _opens(following, words)


def _ends_before_number(words: Vocabulary, key: str) -> bool:
    if key in words.numbered or key in words.titles or key in words.binding:
        return False
    # "Lindenstr. 4", "Marktpl. 2": German streets are one word.
    return key in words.closing or not (_ACRONYM.fullmatch(key) or key.endswith(("str", "pl")))


def _letter_ends(words: Vocabulary, previous: str, letter: str, following: str) -> bool:
    """An initial ends nothing but before an opener; the letter of "Plan B" is none."""
    if not _WORD.search(previous):
        return False
    if bare(previous).casefold() in DESIGNATORS or (letter == "I" and previous in _BEFORE_I):
        return True
    return following not in _PARTICLES and _opens(following, words)


def _is_unlisted_short_form(word: str, following: str, language: str, words: Vocabulary) -> bool:
    """Whether a word that stands in no list is still one that is written with a stop."""
    if words.openers:
        clipped = word[1:].islower() and _CONSONANTS.fullmatch(word.casefold()) is not None
        return clipped and not _opens(following, words)
    return not word.isupper() and _is_known_to_sentencex(language, word, following)


@lru_cache(maxsize=8192)
def _is_known_to_sentencex(language: str, word: str, following: str) -> bool:
    # Its Italian list holds "USA", "top" and "post": it is asked only about languages without a list of ours.
    return len(sentencex.segment(language, f"{word} {word}. {following}")) == 1
