"""A place where a sentence may end -> whether it does."""

import re
from functools import lru_cache

import sentencex

from rowback.segmentation.attribution import speaker_follows, speaker_precedes
from rowback.segmentation.marks import CLOSING_QUOTES, HARD, Candidate
from rowback.segmentation.vocabulary import DESIGNATORS, Vocabulary, vocabulary

_CONTINUES = frozenset(",;:)]}，、；：؛،）」』%/&+=")
_BRACKETS = {")": "(", "]": "[", "）": "（", "］": "［", "】": "【", "}": "{"}
_BRAND = re.compile(r"[a-z]{1,3}[A-Z]")
_WEB = re.compile(r"(?:https?|www)\b")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
# "l’art. 5", "(Fla.", "R-Fla.": what is looked up is the last part.
_PREFIX = re.compile(r"\W*(?:\w{1,5}[’'](?=\w\w))?(?:.*[-–/](?=\w))?\W*")
_EXCLAIMING_NAMES = frozenset(["yahoo", "yum", "jeopardy", "e", "wham", "ok", "hello", "oklahoma"])
_FIRM_WORDS = frozenset(["Inc", "Inc.", "Corp", "Corp.", "Ltd", "Ltd.", "LLC", "plc", "Brands", "Magazine"])
# "J. De Vries": these open sentences, and family names.
_PARTICLES = frozenset(
    ["De", "Di", "Del", "Da", "Do", "Dos", "Le", "La", "Lo", "Las", "Los", "Van", "Von", "Des", "Du"]
)
_BEFORE_I = frozenset(["and", "or", "than", "as", "am", "do", "did", "was", "have", "had", "could", "would", "should"])


def ends_sentence(candidate: Candidate, language: str) -> bool:
    """Whether a sentence ends at this place."""
    mark, lead = candidate.mark, candidate.lead.lstrip()
    if lead[:1] in _CONTINUES and lead:
        return False
    if candidate.glued and not _may_end_glued(candidate, language):
        return False
    plain = mark == "."
    if not plain and _belongs_to_speaker(candidate, language):
        return False
    if _inside_bracket(candidate):
        return plain and not _is_short_form(candidate, language)
    if mark[0] in HARD:
        return True
    if candidate.following[0].islower() and not _opens_in_lower_case(candidate):
        return False
    if "?" in mark or ";" in mark:
        return True
    if "!" in mark:
        return not _is_exclaiming_name(candidate, language)
    if plain:
        return _full_stop_ends(candidate, language)
    return not _is_stutter(candidate)


def _may_end_glued(candidate: Candidate, language: str) -> bool:
    """Without a blank only a mark of an unspaced script ends a sentence, or one behind a quote: “Go.”The crowd went."""
    mark, following = candidate.mark, candidate.following[0]
    if mark[0] in HARD:
        return not (mark == "．" and following.isdigit())
    if following.isalpha() and not following.islower() and not following.isupper() and language in ("zh", "ja"):
        return "!" in mark or "?" in mark or mark.startswith("……")
    return following.isupper() and any(quote in candidate.closers for quote in '”»"')


def _belongs_to_speaker(candidate: Candidate, language: str) -> bool:
    if CLOSING_QUOTES.isdisjoint(candidate.closers) or not CLOSING_QUOTES.isdisjoint(candidate.lead):
        return False
    if language in ("zh", "ja") and speaker_precedes(candidate.line, candidate.start):
        return False
    return speaker_follows(candidate.line, candidate.end, language)


def _inside_bracket(candidate: Candidate) -> bool:
    """Whether a bracket closes here that opened in the middle of a sentence: "Ann (at last!) Reyes", "[...]"."""
    closer = next((char for char in candidate.closers if char in _BRACKETS), None)
    if closer is None:
        return False
    opener = candidate.line.rfind(_BRACKETS[closer], max(0, candidate.start - 300), candidate.start)
    if opener == candidate.start - 1:
        return True
    before = candidate.line[max(0, opener - 4) : max(0, opener)].rstrip(' \xa0“"«”»’)')
    return opener > 0 and before != "" and before[-1] not in ".!?…" + HARD


def _opens_in_lower_case(candidate: Candidate) -> bool:
    following = candidate.following
    return bool(_BRAND.match(following) or _WEB.match(following))


def _is_exclaiming_name(candidate: Candidate, language: str) -> bool:
    """Whether the mark is a part of a name: "Yahoo! Japan"."""
    if candidate.closers:
        return False
    _, word = candidate.words_before()
    named = _bare(word).casefold() in _EXCLAIMING_NAMES and not _is_opener(candidate, vocabulary(language))
    return named or candidate.following in _FIRM_WORDS


def _is_stutter(candidate: Candidate) -> bool:
    """Whether a word is begun again: "I … I do", "Th... This"."""
    _, word = candidate.words_before()
    word = _bare(word).casefold()
    return bool(word) and len(word) < 5 and candidate.following.casefold().startswith(word)


def _full_stop_ends(candidate: Candidate, language: str) -> bool:
    words = vocabulary(language)
    previous, word = candidate.words_before()
    word = _bare(word)
    if not word:
        return True
    if word.isdigit():
        return _number_ends(candidate, words, previous, word)
    key = word.casefold()
    following = candidate.following
    if following[0].isdigit():
        return key not in words.numbered and key not in words.titles and (key in words.closing or not _is_acronym(word))
    if key in words.closing:
        return following.rstrip(".") not in words.closing[key]
    if len(word) == 1:
        return _letter_ends(candidate, words, previous, word)
    if key in words.titles:
        return False
    if key in words.binding or _is_acronym(word):
        return _is_opener(candidate, words)
    return not _is_known_short_form(language, word, following)


def _number_ends(candidate: Candidate, words: Vocabulary, previous: str, word: str) -> bool:
    """Not where it counts a list ("1. Wash the rice") or is an ordinal ("am 3. Oktober", "der 1. FC Aue")."""
    if not any(map(str.isalnum, previous)):
        return False
    if len(word) > 2 or not words.ordinal_cues:
        return True
    if candidate.following in words.months:
        return False
    return previous.casefold() not in words.ordinal_cues or _is_opener(candidate, words)


def _letter_ends(candidate: Candidate, words: Vocabulary, previous: str, letter: str) -> bool:
    """An initial ends nothing but before an opener; a letter behind a number or "Plan" is none."""
    designated = _bare(previous).casefold() in DESIGNATORS
    measured = previous[-1:].isdigit() or previous[-1:] == "°"
    if designated or measured or (letter == "I" and previous in _BEFORE_I):
        return True
    if letter.casefold() in words.titles or candidate.following in _PARTICLES:
        return False
    return _is_opener(candidate, words)


def _is_short_form(candidate: Candidate, language: str) -> bool:
    _, word = candidate.words_before()
    word = _bare(word)
    words, key = vocabulary(language), word.casefold()
    known = key in words.closing or key in words.titles or key in words.binding or key in words.numbered
    return known or len(word) < 2 or _is_acronym(word)


def _bare(word: str) -> str:
    match = _PREFIX.match(word)
    return word[match.end() :] if match else word


def _is_acronym(word: str) -> bool:
    return _ACRONYM.fullmatch(word) is not None


def _is_opener(candidate: Candidate, words: Vocabulary) -> bool:
    following = candidate.following
    return following in words.openers or following.replace("’", "'").partition("'")[0] in words.openers


@lru_cache(maxsize=8192)
def _is_known_short_form(language: str, word: str, following: str) -> bool:
    """Whether sentencex takes the word for an abbreviation; it has lists for some 300 languages."""
    return len(sentencex.segment(language, f"{word} {word}. {following}")) == 1
