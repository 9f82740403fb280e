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
    history: an article's states, one for each revision, and where each sentence comes from.
    store: the folder with `rowback.toml`.

Pairs are always before / after. Observation times are aware and in UTC; a page's own dates keep their offset.
"""

from rowback.model.articles import Article, Evidence, Extraction, Link, Signs, Verdict
from rowback.model.changes import (
    Admission,
    Change,
    ChangeKind,
    Counts,
    Disclosure,
    Fact,
    FactKind,
    LinkChange,
    Span,
    SpanKind,
    Weight,
)
from rowback.model.checks import Check, Draft, Outcome
from rowback.model.comparisons import Comparison
from rowback.model.histories import History, Origin, State, Story, Wording
from rowback.model.pages import FetchSettings, Page, Request
from rowback.model.revisions import Revision, RevisionKind

__all__ = [
    "Admission",
    "Article",
    "Change",
    "ChangeKind",
    "Check",
    "Comparison",
    "Counts",
    "Disclosure",
    "Draft",
    "Evidence",
    "Extraction",
    "Fact",
    "FactKind",
    "FetchSettings",
    "History",
    "Link",
    "LinkChange",
    "Origin",
    "Outcome",
    "Page",
    "Request",
    "Revision",
    "RevisionKind",
    "Signs",
    "Span",
    "SpanKind",
    "State",
    "Story",
    "Verdict",
    "Weight",
    "Wording",
]
