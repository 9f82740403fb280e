"""Text -> its words, in any script."""

import re
from collections.abc import Sequence

# Scripts without blanks between words are taken letter by letter.
TOKEN = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+")


def words_of(text: str) -> Sequence[str]:
    """The words without case."""
    return TOKEN.findall(text.casefold())
