"""A page with other bytes than last time -> a revision, or a held capture, or nothing new.

Reading 500 pages takes 13 s, seeing by their hashes that they are the same takes none, and what reads them takes half
a second to import: so this module is imported when there is such a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rowback import api
from rowback.judging import judge
from rowback.judging.sifting import sift
from rowback.judging.site import Site
from rowback.model import (
    Article,
    Check,
    Comparison,
    Draft,
    Evidence,
    Extraction,
    Memory,
    Outcome,
    Page,
    RevisionKind,
    Verdict,
)
from rowback.store import Recorded, SeenText, Store
from rowback.store.layout import text_id
from rowback.track.history import extracted_now, extractor_of, read_page
from rowback.track.neighbours import Neighbours
from rowback.track.returns import earlier, remembered, takes_turns, with_text
from rowback.track.sightings import Notebook, note, settle, sighting_of

SHOWN_CHARS = 80


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A page whose text changed, to be judged by the other pages of its site when they have been seen.

    Attributes:
        before: what was last recorded; `None` at a first look.
        memory: of the page, as it is to be when this is recorded.
        anew: a paragraph came: worth to look at other pages again for.
    """

    url: str
    page: Page
    read: Extraction
    before: Recorded | None
    observed_at: datetime
    memory: Memory
    anew: bool = False


def judged(
    store: Store, run: Notebook, url: str, page: Page, neighbours: Neighbours, read: Extraction | None = None
) -> Check | Doubtful:
    """Judge a page; record its article, or hold the page, or leave it to the other pages of the site.

    Args:
        read: the page, when it was read already.
    """
    read = read or read_page(store, page)
    before = recorded_now(store, run, url)
    held = run.held_page(url)
    evidence = Evidence(
        url,
        page.final_url,
        previous=before.article if before else None,
        held=read_page(store, held).article if held else None,
        another=neighbours.another(url, read.article) if before else None,
    )
    verdict = judge(read.article, read.signs, evidence)
    if verdict.reason is not None:
        return _hold(run, url, page, verdict, verdict.reason)
    first_seen = sighting_of(run, url).held_since if verdict.first_seen else None
    doubtful = Doubtful(url, page, read, before, first_seen or page.fetched_at, neighbours.saw(url, read))
    if before and neighbours.can_tell(url):
        sifted = sift(before.article, read.article, read.blocks, Site(run.memory(url)))
        if sifted.before != before.article or sifted.after.paragraphs != before.article.paragraphs:
            return replace(doubtful, anew=sifted.anew)
    return decided(store, run, doubtful, neighbours)


def decided(store: Store, run: Notebook, doubtful: Doubtful, neighbours: Neighbours) -> Check:
    """Record an article without what the other pages of the site show not to be a part of it."""
    url, page, article = doubtful.url, doubtful.page, doubtful.read.article
    before, observed_at, memory = doubtful.before, doubtful.observed_at, doubtful.memory
    sifted = sift(before.article if before else None, article, doubtful.read.blocks, neighbours.site(url))
    if before and sifted.before:
        before = replace(before, article=sifted.before)
        if sifted.undecided and not _says_more(before.article, sifted.after):
            held = run.held_page(url)
            if held is None or read_page(store, held).article.paragraphs != article.paragraphs:
                check = _hold(run, url, page, Verdict(may_settle=True), _doubt(sifted.held))
                return replace(check, undecided=False)  # a promotion stays for longer than the pause of --settle
            observed_at = sighting_of(run, url).held_since or observed_at
    run.remember(url, replace(sifted.memory, marks=memory.marks))
    return accepted(store, run, url, page, sifted.after, before, observed_at=observed_at)


def glanced(store: Store, url: str, page: Page, neighbours: Neighbours) -> None:
    """Note what a page shows of its site, if it is an article at all."""
    read = read_page(store, page)
    if read.article.text and read.signs.wall is None:
        neighbours.saw(url, read)


def _says_more(before: Article, after: Article) -> bool:
    """Something is new beside the paragraphs."""
    same = replace(after, paragraphs=before.paragraphs, sentences_by_paragraph=before.sentences_by_paragraph)
    return api.compare(before, same).makes_revision


def _doubt(held: Sequence[str]) -> str:
    text = held[0] if len(held[0]) <= SHOWN_CHARS else held[0][:SHOWN_CHARS].rsplit(" ", 1)[0] + "…"
    return f"it is not certain that this belongs to the article, other pages of the site have the like: “{text}”"


def accept_held(store: Store, run: Notebook, url: str, held: Page) -> Check:
    """Take a held capture for the article, seen when it was first held."""
    since = sighting_of(run, url).held_since or held.fetched_at
    before, read = recorded_now(store, run, url), read_page(store, held)
    sifted = sift(before.article if before else None, read.article, read.blocks, Site(run.memory(url)))
    return accepted(store, run, url, held, sifted.after, before, observed_at=since)


def accepted(
    store: Store,
    run: Notebook,
    url: str,
    page: Page,
    article: Article,
    before: Recorded | None,
    *,
    observed_at: datetime,
) -> Check:
    """Record an article if it differs from what was recorded before.

    Args:
        before: as today's extractor reads its page.
    """
    draft = Draft(url, RevisionKind.NEW, article, observed_at, extractor_of(store, url), page=page)
    if before is None:
        return _record(run, draft, page, ())
    draft = replace(draft, compared_with=before.observed_at)
    _reextract(run, before)
    comparison = replace(api.compare(before.article, article), url=url)
    texts = remembered(sighting_of(run, url).texts, before)
    back = earlier(texts, article)
    if not before.gone and (not comparison.makes_revision or (back and takes_turns(texts))):
        return _unchanged(run, url, page, texts)
    kind = RevisionKind.RESTORED if before.gone else RevisionKind.EDITED
    if back and comparison.makes_revision:
        comparison = _told_as_return(comparison, back, texts)
        draft = replace(draft, reverted_to=back.observed_at)
    return _record(run, replace(draft, kind=kind, comparison=comparison), page, texts)


def recorded_now(store: Store, run: Notebook, url: str) -> Recorded | None:
    """What was last recorded of an address, as today's extractor reads its page."""
    recorded = run.recorded(url)
    return extracted_now(store, recorded) if recorded else None


def _reextract(run: Notebook, before: Recorded) -> None:
    """Commit the old page as today's extractor reads it, so that the edit that may follow shows nothing else."""
    recorded = run.recorded(before.url)
    if recorded is not None and recorded.article != before.article:
        run.record(reextraction(before))


def reextraction(read_anew: Recorded) -> Draft:
    """The same page read anew: it was observed when it was observed."""
    again = RevisionKind.REEXTRACTED
    return Draft(read_anew.url, again, read_anew.article, read_anew.observed_at, read_anew.extractor)


def _record(run: Notebook, draft: Draft, page: Page, texts: tuple[SeenText, ...]) -> Check:
    check = Check(
        draft.url,
        Outcome(draft.kind),
        page.fetched_at,
        run.record(draft),
        comparison=draft.comparison,
        reverted_to=draft.reverted_to,
    )
    new = SeenText(text_id(draft.article), draft.observed_at)
    return settle(run, check, page, texts if texts and texts[-1].id == new.id else with_text(texts, new))


def _unchanged(run: Notebook, url: str, page: Page, texts: tuple[SeenText, ...]) -> Check:
    check = Check(url, Outcome.UNCHANGED, page.fetched_at, sighting_of(run, url).revision)
    return settle(run, check, page, texts)


def _hold(run: Notebook, url: str, page: Page, verdict: Verdict, reason: str) -> Check:
    sighting = sighting_of(run, url)
    # A text that could have settled and did not is another one than what was held: its own time starts now.
    held_since = None if verdict.may_settle else sighting.held_since
    run.hold(url, page, reason, first_seen=held_since or page.fetched_at)
    # Its validators are not kept: a wall's 304 must never stand for the article.
    again = sighting.held_since is not None and sighting.held_reason == reason
    check = Check(url, Outcome.SUSPECT, page.fetched_at, reason=reason, undecided=verdict.may_settle, again=again)
    return note(run, check)


def _told_as_return(comparison: Comparison, back: SeenText, texts: tuple[SeenText, ...]) -> Comparison:
    """The comparison with a summary that begins with the news."""
    since = f"{back.observed_at:%Y-%m-%d %H:%M} UTC"
    told = f"reverted to the text of {since}"
    if takes_turns(with_text(texts, back)):
        told = f"again the text of {since}; from now on its going back and forth is not reported"
    return replace(comparison, summary=f"{told}: {comparison.summary}")
