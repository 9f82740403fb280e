"""Blocks of body text -> paragraphs: what the engine takes along but no reader calls the story."""

import unicodedata
from collections.abc import Iterator, Sequence

from rowback.extraction.engine import Block


def clean(blocks: Sequence[Block], headline: str | None) -> tuple[str, ...]:
    """The paragraphs, without a repeated headline and without blocks that hold no word."""
    return tuple(_kept(blocks, key(headline or "")))


def _kept(blocks: Sequence[Block], title: str) -> Iterator[str]:
    for block in blocks:
        text_key = key(block.text)
        if text_key and text_key != title:
            yield block.text


def key(text: str) -> str:
    """Letters and digits only, without case: equal for texts that differ in quotes, dashes and blanks."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
