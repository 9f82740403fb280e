"""What is taken from a page, and what tells whether it is the article."""

from dataclasses import dataclass
from datetime import datetime

from rowback.model.blocks import Block


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the text that lead to another page.

    Attributes:
        paragraph: index of the paragraph that they stand in.
        start: characters of the paragraph before them, blanks not counted, since cutting into sentences drops some.
        text: the words, white space collapsed to single blanks.
        url: absolute where the address of the page is known; without trackers and fragment.
    """

    paragraph: int
    start: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader would call the story.

    Attributes:
        headline: as a reader sees it, without the site's name.
        authors: one name each, without "By".
        published: as stated by the page; a day without a time is midnight UTC.
        modified: the same.
        language: a code that `split_sentences` takes, such as `en`.
        section: the part of the site that the page names, such as "World".
        canonical_url: what the page calls its own address.
        accessible_for_free: what the page states about a paywall; `None` when it says nothing.
        image_url: the lead image.
        image_caption: what is written under it; it is no paragraph.
        notices: corrections, updates and editor's notes, in page order; they are not paragraphs.
        paragraphs: in page order, none empty, white space collapsed to single blanks.
        sentences_by_paragraph: for each paragraph its sentences; empty until segmented.
        links: of the paragraphs, in page order; `None` when they are not known.
        left_out: paragraphs that the other pages of the site have shown not to be the article, now or before.
    """

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    section: str | None = None
    canonical_url: str | None = None
    accessible_for_free: bool | None = None
    image_url: str | None = None
    image_caption: str | None = None
    notices: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    sentences_by_paragraph: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] | None = None
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs, a blank line between two."""
        return "\n\n".join(self.paragraphs)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences in page order; the indexes of a `Change` point into this."""
        return tuple(sentence for paragraph in self.sentences_by_paragraph for sentence in paragraph)

    @property
    def paragraph_of(self) -> tuple[int, ...]:
        """For each sentence the index of its paragraph."""
        return tuple(k for k, sentences in enumerate(self.sentences_by_paragraph) for _ in sentences)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of `article.txt`: headline, byline, blank, one sentence a line, blank between paragraphs."""
        byline = "By " + ", ".join(self.authors) if self.authors else ""
        head = [line for line in (" ".join(text.split()) for text in (self.headline or "", byline)) if line]
        paragraphs = self.sentences_by_paragraph or tuple((paragraph,) for paragraph in self.paragraphs)
        body = "\n\n".join("\n".join(sentences) for sentences in paragraphs)
        return tuple(("\n".join(head) + "\n\n" + body).split("\n"))


@dataclass(frozen=True, slots=True)
class Signs:
    """What a page shows besides its article, as far as it tells whether this is the right page at all.

    Attributes:
        title: the `<title>`.
        names_itself: the page states that it is an article: JSON-LD type or headline, `og:type`, canonical URL.
        visible_words: words on the whole page, article or not.
        second_chars: length of the body that a second, simpler engine finds; 0 when it finds none.
        wall: what stands in the way of the article, completing "the page ..." ("asks for a login"), or `None`.
    """

    title: str | None = None
    names_itself: bool = False
    visible_words: int = 0
    second_chars: int = 0
    wall: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """A page read: its article, what else it shows, and, when they were asked for, all its blocks in page order."""

    article: Article
    signs: Signs
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beyond the page.

    Attributes:
        url: the watched address.
        final_url: the address that answered.
        previous: the last recorded article, extracted in the same way as the one that is judged.
        held: the article of a capture that was held before, if it is still held.
        another: address of another watched article that has the text of this page, if one does.
    """

    url: str
    final_url: str
    previous: Article | None = None
    held: Article | None = None
    another: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a page is the article.

    Attributes:
        reason: why it is suspect, in words for the user; `None` when it is the article.
        first_seen: the held capture showed this text already: the revision has the time of that sighting.
        may_settle: suspect, but accepted if a later look shows the same text; a wall never is.
    """

    reason: str | None = None
    first_seen: bool = False
    may_settle: bool = False
