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
    sibling: another watched article of the same site.
    block: a paragraph, subhead or the like of a page, article or not; its slot is its place in the template.
    store: the folder with `rowback.toml`.

Pairs are always before / after. Observation times are aware and in UTC; a page's own dates keep their offset.
"""

from typing import TYPE_CHECKING

from rowback.lazily import names_in

if TYPE_CHECKING:
    from rowback.model.articles import Article, Evidence, Extraction, Link, Signs, Verdict
    from rowback.model.blocks import Block, Mark, Memory
    from rowback.model.changes import Admission, Change, ChangeKind, Fact, FactKind, LinkChange, Span, SpanKind
    from rowback.model.checks import Check, Draft
    from rowback.model.comparisons import Comparison
    from rowback.model.histories import History, Origin, State, Story, Wording
    from rowback.model.measures import Counts, Disclosure, Weight
    from rowback.model.outcomes import Outcome
    from rowback.model.pages import Page, Request
    from rowback.model.revisions import Revision, RevisionKind
    from rowback.model.rules import SiteRules
    from rowback.model.settings import FetchSettings

__all__ = [
    "Admission",
    "Article",
    "Block",
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
    "Mark",
    "Memory",
    "Origin",
    "Outcome",
    "Page",
    "Request",
    "Revision",
    "RevisionKind",
    "Signs",
    "SiteRules",
    "Span",
    "SpanKind",
    "State",
    "Story",
    "Verdict",
    "Weight",
    "Wording",
]

# Making all of these classes takes as long as the rest of `rowback log`.
__getattr__ = names_in(
    __name__,
    {
        "articles": ("Article", "Evidence", "Extraction", "Link", "Signs", "Verdict"),
        "blocks": ("Block", "Mark", "Memory"),
        "changes": ("Admission", "Change", "ChangeKind", "Fact", "FactKind", "LinkChange", "Span", "SpanKind"),
        "checks": ("Check", "Draft"),
        "comparisons": ("Comparison",),
        "histories": ("History", "Origin", "State", "Story", "Wording"),
        "measures": ("Counts", "Disclosure", "Weight"),
        "outcomes": ("Outcome",),
        "pages": ("Page", "Request"),
        "revisions": ("Revision", "RevisionKind"),
        "rules": ("SiteRules",),
        "settings": ("FetchSettings",),
    },
)
