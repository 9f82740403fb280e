"""A line -> the places where a sentence may end, each with the words round it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Full stops and question marks that are never a part of a word, in scripts of today.
HARD = "。｡！？．।॥؟۔։።፧፨။។៕᱾᱿꯫꧉‼⁇⁈⁉‽"
_ANY = rf".!?…‥{HARD}"
CLOSING_QUOTES = frozenset("”’\"'›»「」』“«‹")

# A mark (dots may be spaced, and an embedded post ends in the address of its picture) and what closes with it: quotes,
# brackets, a footnote's number, an emoji, invisible characters. A quote that opens in some languages closes here unless
# a word follows: „Nein.“ Er. French sets a blank before its guillemet. All possessive: nothing is tried twice.
_END = re.compile(
    rf"(?P<mark>[{_ANY}](?:(?<=pic\.)(?:twitter|x)\.com/\w++|(?<=\.)(?:[ \xa0]\.)+(?![.\w])|[{_ANY}]*+))"
    r"(?P<closers>(?:[)\]}”’\"'」』】）〉》〕］｣]|[“«‹](?!\w)|[ \xa0\u202f]?[»›”](?!\w)|\[\d{1,3}\]"
    r"|[\u200b-\u200f\u2060\ufeff]|[ \xa0]?[\U0001f000-\U0001faff❤\ufe0f]++)*+)"
    rf"(?=(?P<gap>\s*+)(?P<lead>[^\w{_ANY}]*+)(?P<following>\w[\w’'-]{{0,30}}\.?)?)"
)
# Greek asks with a semicolon.
_GREEK_END = re.compile(_END.pattern.replace(_ANY, f";{_ANY}"))
_FRONT = re.compile(r"\W*(?:\w{1,5}[’'](?=\w\w))?(?:.*[-–—/](?=\w))?\W*")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# Longer than any word that decides; bounds the work at a mark.
_REACH = 60


@dataclass(slots=True)
class Candidate:
    """A place where a sentence may end.

    Attributes:
        line: the line it stands in.
        start: of the mark in the line.
        end: behind the mark and its closers, where a cut would be.
        mark: the mark or marks: ".", "?!", "…".
        closers: quotes and brackets right behind the mark.
        glued: no white space follows.
        lead: what stands before the next word: opening quotes, dashes, blanks.
        following: the next word, with its stop if it has one.
    """

    line: str
    start: int
    end: int
    mark: str
    closers: str
    glued: bool
    lead: str
    following: str

    def words_before(self) -> tuple[str, str]:
        """The two words before the mark, the nearer one last; empty where there is none."""
        before = self.line[max(0, self.start - _REACH) : self.start]
        if before[-1:].isspace():
            return "", ""
        words = before.rsplit(None, 2)
        return (words[-2] if len(words) > 1 else ""), words[-1] if words else ""


def bare(word: str) -> str:
    """The word without what is written onto its front: "(Fla", "R-Fla", "l’art" are looked up as "Fla" and "art"."""
    if word.isalnum():
        return word
    match = _FRONT.match(word)
    return word[match.end() :] if match else word


def candidates(line: str, language: str) -> Iterator[Candidate]:
    """The places in a line where a sentence may end: words stand before and after each."""
    searched, words_before = 0, False
    for match in (_GREEK_END if language == "el" else _END).finditer(line):
        mark, closers, gap, lead, following = match.groups()
        start, end = match.span()
        # A lone "…" or "!" is no sentence: it stays with what follows, or at the end of the line with what precedes.
        words_before = words_before or _LETTER_OR_DIGIT.search(line, searched, start) is not None
        searched = end
        # The dots of "3.5", "example.org" and "a.m." are passed by here: it halves the time such text takes.
        inside_word = mark == "." and not gap and not closers and not lead
        if words_before and following and not inside_word:
            yield Candidate(line, start, end, mark, closers, not gap, lead, following)
