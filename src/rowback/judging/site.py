"""What is known of a site when one of its pages is judged."""

from dataclasses import dataclass

from rowback.judging.marks import Seen
from rowback.judging.texts import words_of
from rowback.model import Article, Memory

# Shorter words of the Latin script are hardly ever what a text is about.
SUBJECT_CHARS = 4


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another page of the site.

    Attributes:
        before: as it was when this page was last looked at; `None` when that is not known.
        now: as it is.
        words: of its article.
    """

    before: Seen | None
    now: Seen
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of a page and of its site.

    Attributes:
        memory: of the page.
        slots: that hold what is not the article, on any page of the site.
    """

    memory: Memory = Memory()  # noqa: RUF009 (it is frozen)
    slots: frozenset[int] = frozenset()
    siblings: tuple[Sibling, ...] = ()


def subject_words(article: Article) -> frozenset[str]:
    """The words of an article that can tell what it is about."""
    return subject_of(article.text)


def subject_of(text: str) -> frozenset[str]:
    """The words of a text that can tell what it is about."""
    return frozenset(word for word in words_of(text) if len(word) >= SUBJECT_CHARS or not word.isascii())
