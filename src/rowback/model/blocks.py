"""What the pages of a site are made of, told apart by text and by place in the template."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, subhead, list item or the like, article or not.

    Attributes:
        slot: its place in the template: the names of the element and of those round it.
        linked: characters of the text that are a link.
    """

    text: str
    slot: str
    linked: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What is remembered of a block: enough to know its text and its slot again, not to read them.

    Attributes:
        slot: a hash of it.
        sketch: the smallest hashes of its runs of words, ascending.
    """

    slot: int
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of an article's page from one look to the next.

    Attributes:
        marks: of the blocks of the page that was last accepted, in page order.
        places: between which neighbours a block was swapped for another one, once for each time.
        left_out: sketches of blocks that are not the article.
        slots: that hold what is not the article.
    """

    marks: tuple[Mark, ...] = ()
    places: tuple[int, ...] = ()
    left_out: tuple[tuple[int, ...], ...] = ()
    slots: frozenset[int] = frozenset()
