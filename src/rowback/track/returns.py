"""An article's last texts -> whether the one it has now is a return to an earlier one, or a variant.

Taking back a correction is news. But some sites serve two texts in turn: an old copy from another server while a new
one is rolled out, or two versions that are tried on readers. What tells them apart is how often a page goes back:

    look       1     2        3                        4                           5, 6, 7 ...
    text       A     B        A                        B                           A, B, A ...
    outcome    new   edited   edited: reverted to 1    edited: reverted to 2       unchanged

Look 3 may be the correction taken back, so it is recorded. Look 4 may be the end of a roll-out, so it is recorded too:
a store that left it out would say for ever that B was taken back. With two returns in a row the page goes back and
forth, and from then on no return is recorded, to whatever text it is (A, B, C, A, B, C ... settles in the same way).
A text that was never seen is an edit as always, and the counting begins anew: A, B, A, C, D, C is two corrections taken
back. See .github/decisions/0003-texts-that-come-back.md.
"""

from rowback.model import Article
from rowback.store import Recorded, SeenText
from rowback.store.layout import text_id

REMEMBERED = 8
"""Enough for three texts that take turns; a text that comes back after more others than that is an edit."""


def remembered(texts: tuple[SeenText, ...], recorded: Recorded) -> tuple[SeenText, ...]:
    """The memory, which ends with the text that is recorded now.

    If it does not, it tells of another past: of another branch, or of texts that another extractor made.
    """
    current = text_id(recorded.article)
    if texts and texts[-1].id == current:
        return texts
    return (SeenText(current, recorded.observed_at),)


def earlier(texts: tuple[SeenText, ...], article: Article) -> SeenText | None:
    """The last time before now that the article had this text."""
    now = text_id(article)
    return next((text for text in reversed(texts[:-1]) if text.id == now), None)


def takes_turns(texts: tuple[SeenText, ...]) -> bool:
    """The last two texts were both returns."""
    return len(texts) > 2 and all(texts[k].id in {text.id for text in texts[:k]} for k in (-1, -2))


def with_text(texts: tuple[SeenText, ...], new: SeenText) -> tuple[SeenText, ...]:
    """The memory with one more text."""
    return (*texts, new)[-REMEMBERED:]
