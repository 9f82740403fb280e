"""What the store's tests share: articles of ours, drafts of them, and plain git."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rowback.model import (
    Article,
    Change,
    ChangeKind,
    Comparison,
    Disclosure,
    Draft,
    Outcome,
    Page,
    RevisionKind,
    Weight,
)
from rowback.store import Run, Sighting, Store

MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
HARBOUR = "https://tidewater.example/news/harbour-wall.html"
FERRY = "https://tidewater.example/news/ferry.html"


def at_hour(hour: float) -> datetime:
    """So many hours after the first look."""
    return MORNING + timedelta(hours=hour)


def story(number: int = 0, headline: str = "Harbour wall is to be rebuilt") -> Article:
    """A story whose second sentence changes with its number."""
    sentences = (("The council voted on Tuesday.", f"The wall lost {40 + number} metres."), ("Work begins in March.",))
    return Article(
        headline=headline,
        authors=("Ines Valcourt", "Tom Arkwright"),
        published=datetime(2026, 11, 1, 18, 30, tzinfo=UTC),
        language="en",
        notices=("Correction: an earlier version named another street.",),
        paragraphs=tuple(" ".join(lines) for lines in sentences),
        sentences_by_paragraph=sentences,
    )


def page_of(article: Article, url: str = HARBOUR, when: datetime = MORNING) -> Page:
    """A page that might have been served for an article."""
    body = f"<!doctype html><title>{article.headline}</title><p>{article.text}</p>".encode(errors="replace")
    return Page(url, url, 200, when, body, "text/html; charset=utf-8", '"v1"')


def first_draft(url: str = HARBOUR, article: Article | None = None, hour: float = 0) -> Draft:
    """The first look at an address."""
    article = article or story()
    when = at_hour(hour)
    return Draft(url, RevisionKind.NEW, article, when, "engine 1", page_of(article, url, when))


def edit(before: Article, after: Article, url: str = HARBOUR, hour: float = 1) -> Draft:
    """An edit of the second sentence."""
    same = ChangeKind.UNCHANGED
    kinds = (same, ChangeKind.EDITED, same)
    changes = tuple(Change(kind, moved=False, before=(k,), after=(k,)) for k, kind in enumerate(kinds))
    comparison = Comparison(
        before, after, changes, weight=Weight.SUBSTANCE, disclosure=Disclosure.SILENT, summary="1 sentence edited"
    )
    when = at_hour(hour)
    page = page_of(after, url, when)
    return Draft(url, RevisionKind.EDITED, after, when, "engine 1", page, comparison)


def record(store: Store, *drafts: Draft) -> list[str]:
    """One run that records drafts and notes what was seen, as a check does."""
    with store.run(clock=lambda: drafts[-1].observed_at) as run:
        return [noted(run, draft) for draft in drafts]


def noted(run: Run, draft: Draft) -> str:
    """Record a draft and note what was seen."""
    revision = run.record(draft)
    outcome = Outcome(draft.kind) if draft.kind is not RevisionKind.REEXTRACTED else Outcome.UNCHANGED
    etag = draft.page.etag if draft.page else None
    run.state[draft.url] = Sighting(etag=etag, checked_at=draft.observed_at, outcome=outcome, revision=revision)
    return revision


def git(folder: Path, *arguments: str) -> str:
    """What plain git says, as its user would call it."""
    named = ("-c", "user.name=Desk", "-c", "user.email=desk@localhost")
    done = subprocess.run(["git", *named, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def fsck(folder: Path) -> None:
    """The repository is whole."""
    done = subprocess.run(
        ["git", "fsck", "--full", "--strict"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr
