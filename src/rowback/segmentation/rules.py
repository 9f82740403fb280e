"""A place where a sentence may end -> whether it does."""

import re

from rowback.segmentation.attribution import speaker_follows, speaker_precedes
from rowback.segmentation.full_stops import full_stop_ends, is_opener, is_short_form
from rowback.segmentation.marks import CLOSING_QUOTES, HARD, Candidate, bare

_CONTINUES = tuple(",;:)]}，、；：؛،）」』%/&+=")
_BRACKETS = {")": "(", "]": "[", "）": "（", "］": "［", "】": "【", "}": "{"}
_BRACKET_REACH = 300
_QUOTE_REACH = 300
_OPENS_IN_LOWER_CASE = re.compile(r"[a-z]{1,3}[A-Z]|(?:https?|www)\b")
_EXCLAIMING_NAMES = frozenset(["yahoo", "yum", "jeopardy", "e", "wham", "ok", "hello", "oklahoma"])
_FIRM_WORDS = frozenset(["Inc", "Inc.", "Corp", "Corp.", "Ltd", "Ltd.", "LLC", "plc", "Brands", "Magazine"])


def ends_sentence(candidate: Candidate, language: str) -> bool:
    """Whether a sentence ends at this place; the rules come in the order of how sure they are."""
    mark = candidate.mark
    if candidate.lead and candidate.lead.lstrip().startswith(_CONTINUES):
        return False
    if candidate.glued and not _ends_without_blank(candidate, language):
        return False
    plain = mark == "."
    if not plain and _belongs_to_speaker(candidate, language):
        return False
    if candidate.closers and _is_inside_bracket(candidate):
        return plain and not is_short_form(candidate, language)
    if mark[0] in HARD:
        return True
    if candidate.following[0].islower() and not _opens_in_lower_case(candidate):
        return False
    if plain:
        return full_stop_ends(candidate, language)
    if "?" in mark or ";" in mark:
        return True
    if "!" in mark:
        return not _is_exclaiming_name(candidate, language)
    return not _is_stutter(candidate)


def end_of(candidate: Candidate) -> int:
    """Where to cut: behind the marks that close with the sentence.

    Where a blank was forgotten, a straight quote may open the next sentence: “said Reyes."We wait."”. It does when the
    one before it has closed.
    """
    if candidate.glued and candidate.closers == '"' and _last_quote_closed(candidate.line, candidate.start):
        return candidate.end - 1
    return candidate.end


def _last_quote_closed(line: str, start: int) -> bool:
    last = line.rfind('"', max(0, start - _QUOTE_REACH), start)
    return last > 0 and not line[last - 1].isspace() and not line[last + 1].isalnum()


def _ends_without_blank(candidate: Candidate, language: str) -> bool:
    """Only for marks of unspaced scripts, and behind a quote: “Go.”The crowd went."""
    mark, following = candidate.mark, candidate.following[0]
    if mark[0] in HARD:
        return not (mark == "．" and following.isdigit())
    if language in ("zh", "ja") and not following.isascii():
        return "!" in mark or "?" in mark or (mark.startswith("……") and not _is_stutter(candidate))
    return following.isupper() and any(quote in candidate.closers for quote in '”»"')


def _belongs_to_speaker(candidate: Candidate, language: str) -> bool:
    """Whether a quote closes here and its speaker follows: “Why?” Reyes asked."""
    if CLOSING_QUOTES.isdisjoint(candidate.closers) or not CLOSING_QUOTES.isdisjoint(candidate.lead):
        return False
    if language in ("zh", "ja") and speaker_precedes(candidate.line, candidate.start):
        return False
    return speaker_follows(candidate.line, candidate.end, language)


def _is_inside_bracket(candidate: Candidate) -> bool:
    """Whether a bracket closes here that opened in the middle of a sentence: "Ann (at last!) Reyes", "[...]"."""
    closer = next((char for char in candidate.closers if char in _BRACKETS), None)
    if closer is None:
        return False
    line, start = candidate.line, candidate.start
    opener = line.rfind(_BRACKETS[closer], max(0, start - _BRACKET_REACH), start)
    if opener < 1:
        return False
    before = line[max(0, opener - 4) : opener].rstrip(' \xa0“"«”»’)')
    return opener == start - 1 or (before != "" and before[-1] not in ".!?…" + HARD)


def _is_exclaiming_name(candidate: Candidate, language: str) -> bool:
    """Whether the mark is a part of a name: "Yahoo! Japan"."""
    if candidate.closers:
        return False
    _, word = candidate.words_before()
    named = bare(word).casefold() in _EXCLAIMING_NAMES and not is_opener(candidate.following, language)
    return named or candidate.following in _FIRM_WORDS


def _opens_in_lower_case(candidate: Candidate) -> bool:
    """The next sentence begins with a name ("iPhone", an address) or as an entry of a list: "(b) repair"."""
    if candidate.lead.endswith("(") and len(candidate.following) == 1:
        return candidate.line.startswith(")", candidate.end + len(candidate.lead) + 2)
    return _OPENS_IN_LOWER_CASE.match(candidate.following) is not None


def _is_stutter(candidate: Candidate) -> bool:
    """Whether a word is begun again: "I … I do", "Th... This"."""
    _, word = candidate.words_before()
    begun = bare(word)[-4:].casefold()
    following = candidate.following.casefold()
    return begun != "" and (following.startswith(begun) or (not begun.isascii() and following[0] == begun[-1]))
