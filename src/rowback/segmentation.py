"""Text -> sentences."""

from functools import cache
from importlib.metadata import version

import sentencex

_VERSION = 1


def split_sentences(text: str, *, language: str = "en") -> tuple[str, ...]:
    """Cut text into sentences; a newline always cuts, and nothing but white space is dropped."""
    sentences: list[str] = []
    for line in text.splitlines():
        cut = (line[b["start_index"] : b["end_index"]].strip() for b in sentencex.get_sentence_boundaries(language, line))
        sentences += (sentence for sentence in cut if sentence)
    return tuple(sentences)


@cache
def _segmenter() -> str:
    return f"rowback-{_VERSION}+sentencex-{version('sentencex')}"


def __getattr__(name: str) -> str:
    if name == "SEGMENTER":
        return _segmenter()
    raise AttributeError(name)
