"""Text -> sentences.

Every mark that may end a sentence is judged by what stands round it, a few words either way, and by nothing else: an
edit in one sentence cannot move the ends of another, and any text is cut in linear time. For a language without a list
of ours, sentencex is asked whether the word before the mark is an abbreviation. It is never given whole text: it pairs
quotation marks over all of it, so that one lost quote moves distant boundaries, and 800 kB of `“a. ` took it 44 s.

What a sentence is here: a quote and its attribution are one (“Why?” she asked.), sentences inside one quote are cut, a
closing quote or bracket stays with what it closes, a bracketed sentence is one of its own, a newline always cuts.
"""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

from rowback.segmentation.marks import candidates
from rowback.segmentation.rules import end_of, ends_sentence

__all__ = ["SEGMENTER", "split_sentences"]

# Raise it whenever any text may be cut differently: stored text is then cut anew on both sides of a comparison.
_VERSION = 4

SEGMENTER: str
"""Id and version of what cuts sentences, sentencex included."""


def split_sentences(text: str, *, language: str = "en") -> tuple[str, ...]:
    """Cut text into sentences; drops nothing but white space, returns no empty sentence.

    Args:
        text: any text; every newline in it cuts.
        language: a code such as `en` or `pt-BR`; general rules serve an unknown one.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    return tuple(
        sentence for line in text.splitlines() for sentence in map(str.strip, _pieces(line, primary)) if sentence
    )


def _pieces(line: str, language: str) -> Iterator[str]:
    start = 0
    for candidate in candidates(line, language):
        if ends_sentence(candidate, language):
            end = end_of(candidate)
            yield line[start:end]
            start = end
    yield line[start:]


@cache
def _segmenter() -> str:
    return f"rowback-{_VERSION}+sentencex-{version('sentencex')}"


def __getattr__(name: str) -> str:
    # Reading package metadata costs a millisecond or more: only who asks pays it.
    if name == "SEGMENTER":
        return _segmenter()
    raise AttributeError(name)
