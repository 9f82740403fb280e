"""One change -> how much it matters, and the facts it touched."""

from rowback.alignment.lexemes import fold, lexemes
from rowback.model import Fact, Span, Weight


def weigh(
    before: str, after: str, spans: tuple[Span, ...], language: str | None
) -> tuple[Weight, tuple[Fact, ...]]:
    """Weigh one change; `""` stands for a side that is missing."""
    words_before = [token.lower for token in lexemes(fold(before))]
    words_after = [token.lower for token in lexemes(fold(after))]
    if words_before == words_after:
        return Weight.COSMETIC, ()
    if not before or not after:
        return (Weight.SUBSTANCE if len(words_before or words_after) > 2 else Weight.WORDING), ()
    return Weight.WORDING, ()
