"""The nouns that every stage shares. Values only: nothing here reads, writes or decides.

Glossary:
    page: bytes as served, with headers and time.
    article: headline, authors, dates, notices and paragraphs taken from a page.
    notice: a correction, update or editor's note.
    sentence: the smallest unit reported.
    revision: an article state recorded in git.
    change: zero or more sentences before, zero or more after, of one kind.
    comparison: two articles and all changes between them.
    check: one look at a URL.
    outcome: what a check found.
    evidence: what the store knows beyond the page.
    store: the folder with `rowback.toml`.

Pairs are always before / after. Observation times are aware and in UTC; a page's own dates keep their offset.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


# ---------------------------------------------------------------- fetching
@dataclass(frozen=True, slots=True)
class Request:
    """One address to look at, with the validators its server gave last time, exactly as they came."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: 200 with a body, 304 without one, or 404 and 410, which say that it is gone.

    Attributes:
        url: the address that was asked for, as it was given.
        final_url: the address that answered, after redirects.
        body: decompressed, otherwise as served; empty unless `status` is 200.
        content_type: the header as served; it may name the charset.
        moved_to: the last address of an unbroken chain of permanent redirects, or `None`.
    """

    url: str
    final_url: str
    status: int
    fetched_at: datetime
    body: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How to behave towards other people's servers.

    Attributes:
        delay_s: pause between two requests to one host.
        timeout_s: for one request: connecting, and each wait for more bytes.
        total_timeout_s: for one page, redirects and retries included.
        size_bytes: cap on a body after decompression.
        retries: how often a passing fault (408, 429, 5xx, a dropped connection) is tried again.
        backoff_s: pause before the first of these tries; it doubles with each one.
        workers: hosts that are asked at once.
        contact: an address or URL that goes into the agent string, so that a site can reach the operator.
        allow_private: also fetch from loopback and private networks.
        proxies: as `requests` takes them: scheme to proxy address, and `no_proxy`.
        ca_file: certificates to trust, as one PEM file, instead of those that come with the program.
    """

    delay_s: float = 1.0
    timeout_s: float = 30.0
    total_timeout_s: float = 120.0
    size_bytes: int = 20_000_000
    redirects: int = 10
    retries: int = 2
    backoff_s: float = 1.0
    workers: int = 16
    contact: str | None = None
    robots: bool = True
    allow_private: bool = False
    proxies: tuple[tuple[str, str], ...] = ()
    ca_file: str | None = None


# ---------------------------------------------------------------- the article
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
        notices: corrections, updates and editor's notes, in page order; they are not paragraphs.
        paragraphs: in page order, none empty, white space collapsed to single blanks.
        sentences_by_paragraph: for each paragraph its sentences; empty until segmented.
    """

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    section: str | None = None
    canonical_url: str | None = None
    notices: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    sentences_by_paragraph: tuple[tuple[str, ...], ...] = ()

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


# ---------------------------------------------------------------- judging
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
    """A page read: its article, and what else it shows."""

    article: Article
    signs: Signs


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beyond the page.

    Attributes:
        url: the watched address.
        final_url: the address that answered.
        previous: the last recorded article, extracted in the same way as the one that is judged.
        held: the article of a capture that was held before, if it is still held.
    """

    url: str
    final_url: str
    previous: Article | None = None
    held: Article | None = None


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


# ---------------------------------------------------------------- comparing
class ChangeKind(StrEnum):
    """What happened to the sentences of a change."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    REWRITTEN = "rewritten"


class SpanKind(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words inside a change: same and deleted joined are the text before, same and inserted the one after."""

    kind: SpanKind
    text: str


class Weight(StrEnum):
    """How much a change matters, lightest first."""

    COSMETIC = "cosmetic"
    WORDING = "wording"
    SUBSTANCE = "substance"

    def at_least(self, other: "Weight") -> bool:
        """It is as heavy as the other, or heavier."""
        order = tuple(Weight)
        return order.index(self) >= order.index(other)


class FactKind(StrEnum):
    """What kind of fact a change touched."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    NAME = "name"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    NEGATION = "negation"
    HEDGE = "hedge"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a change touched: "12" became "19"; `None` where it was not there."""

    kind: FactKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Sentences before, sentences after, and what happened between.

    Attributes:
        moved: the sentence no longer stands in the order of what stayed.
        before: ascending indexes into the sentences before.
        after: ascending indexes into the sentences after.
        spans: words kept, deleted and inserted, where both sides have text that differs; filled by `compare`.
        weight: `None` for what did not change; filled by `compare`.
        facts: filled by `compare`.
    """

    kind: ChangeKind
    moved: bool
    before: tuple[int, ...]
    after: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    weight: Weight | None = None
    facts: tuple[Fact, ...] = ()

    @property
    def reported(self) -> bool:
        """A reader is told of it: it moved or is not `unchanged`."""
        return self.moved or self.kind is not ChangeKind.UNCHANGED


class Disclosure(StrEnum):
    """Whether the page says that it was changed."""

    DISCLOSED = "disclosed"
    PARTLY = "partly"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles and everything that differs between them.

    Attributes:
        changes: every sentence of both sides once, in reading order of `after`; a removed sentence stands where it was.
        headline: (before, after) when it changed, else `None`; so are the other pairs.
        headline_spans: the words of the changed headline.
        headline_weight: of the changed headline; of wording when it was not found on one side, as no editor does that.
        headline_facts: that the headline's change touched.
        weight: of the heaviest change, or `None` when nothing changed.
        disclosure: `None` when no change of substance was made.
        summary: what changed, in words, on one line; "no changes" when nothing did.
        url: of the page, when it is known.
        revisions: the recorded states that were compared, when they come from a store.
        path: of the `article.txt` that was compared, from the store's folder, when it comes from a store.
    """

    before: Article
    after: Article
    changes: tuple[Change, ...]
    headline: tuple[str | None, str | None] | None = None
    authors: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    published: tuple[datetime | None, datetime | None] | None = None
    modified: tuple[datetime | None, datetime | None] | None = None
    notices: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    headline_spans: tuple[Span, ...] = ()
    headline_weight: Weight | None = None
    headline_facts: tuple[Fact, ...] = ()
    weight: Weight | None = None
    disclosure: Disclosure | None = None
    summary: str = "no changes"
    url: str | None = None
    revisions: "tuple[Revision, Revision] | None" = None
    path: str | None = None

    @property
    def reported(self) -> Iterator[Change]:
        """The changes that a reader is told of."""
        return (change for change in self.changes if change.reported)

    @property
    def makes_revision(self) -> bool:
        """Something changed that is worth a revision; `modified` alone is not, many sites bump it on every render."""
        pairs = (self.headline, self.authors, self.published, self.notices)
        return any(pair is not None for pair in pairs) or any(True for _ in self.reported)

    @property
    def counts(self) -> "Counts":
        """How many changes of each kind."""
        kinds = [change.kind for change in self.changes]
        return Counts(
            added=kinds.count(ChangeKind.ADDED),
            removed=kinds.count(ChangeKind.REMOVED),
            edited=kinds.count(ChangeKind.EDITED) + kinds.count(ChangeKind.REWRITTEN),
            moved=sum(change.moved for change in self.changes),
            split=kinds.count(ChangeKind.SPLIT),
            merged=kinds.count(ChangeKind.MERGED),
            headline=self.headline is not None,
            authors=self.authors is not None,
            published=self.published is not None,
            notices=self.notices is not None,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many changes of each kind; `moved` counts what moved whatever its kind."""

    added: int = 0
    removed: int = 0
    edited: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    headline: bool = False
    authors: bool = False
    published: bool = False
    notices: bool = False


# ---------------------------------------------------------------- the store
class RevisionKind(StrEnum):
    """Why a revision was recorded."""

    NEW = "new"
    EDITED = "edited"
    GONE = "gone"
    RESTORED = "restored"
    REEXTRACTED = "re-extracted"


@dataclass(frozen=True, slots=True)
class Draft:
    """A revision about to be recorded.

    Attributes:
        url: the watched address.
        article: segmented.
        page: the page it was taken from; `None` keeps the stored one (gone, re-extracted).
        observed_at: when this state was first seen.
        extractor: id and version of what made the article from the page.
        comparison: with the revision before; `None` for a first one.
        reverted_to: when the text that it returned to was observed; `None` for a text not seen before.
    """

    url: str
    kind: RevisionKind
    article: Article
    observed_at: datetime
    extractor: str
    page: Page | None = None
    comparison: Comparison | None = None
    reverted_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """An article state recorded in git.

    Attributes:
        id: of the commit, 40 hex digits.
        url: the watched address.
        summary: what changed, in words.
        reverted_to: when the text that it returned to was observed; `None` for a text not seen before.
    """

    id: str
    url: str
    kind: RevisionKind
    observed_at: datetime
    headline: str | None = None
    summary: str = ""
    counts: Counts = field(default_factory=Counts)
    weight: Weight | None = None
    disclosure: Disclosure | None = None
    reverted_to: datetime | None = None


# ---------------------------------------------------------------- checking
class Outcome(StrEnum):
    """What a check found."""

    NEW = "new"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    SUSPECT = "suspect"
    GONE = "gone"
    RESTORED = "restored"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One look at one address.

    Attributes:
        revision: id of the revision that was stored or confirmed, or `None`.
        reason: in words, for `suspect`, `gone` and `failed`.
        comparison: what changed, for `edited` and `restored`.
        reverted_to: when the text that it returned to was observed; `None` for a text not seen before.
        moved_to: where the address has moved for good, when it did so since the last look.
        undecided: another look soon may settle it: `gone` for the first time, `suspect` without a sign of a wall.
        again: the last look found the same: still `gone`, or `suspect` for the same reason.
    """

    url: str
    outcome: Outcome
    checked_at: datetime
    revision: str | None = None
    reason: str | None = None
    comparison: Comparison | None = None
    reverted_to: datetime | None = None
    moved_to: str | None = None
    undecided: bool = False
    again: bool = False
