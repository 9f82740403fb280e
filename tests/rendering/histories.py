"""Histories made of a few articles, one revision an hour."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import rowback
from rowback.alignment.lifelines import Lifelines
from rowback.model import Article, Comparison, History, Revision, RevisionKind, State
from tests.rendering.comparisons import URL, article

BEGAN = datetime(2026, 11, 1, 10, 5, tzinfo=UTC)
MILL = ("Fire broke out at the Marston mill on Friday evening.", "Police said 12 people were taken to hospital.")
CORRECTED = (MILL[0], "Police said 19 people were taken to hospital.")
ROAD = ("The road to the harbour reopened at noon.",)


def history(*articles: Article, held: str | None = None) -> History:
    """The history of an article that had these states."""
    steps: list[Comparison] = [rowback.compare(before, after) for before, after in pairwise(articles)]
    origins = Lifelines([state.sentences for state in articles], [step.changes for step in steps]).origins()
    states = [
        State(_revision(k, state, step), state, step, found)
        for k, (state, step, found) in enumerate(zip(articles, [None, *steps], origins, strict=True))
    ]
    return History(URL, tuple(states), held, BEGAN if held else None, BEGAN + timedelta(hours=len(articles)))


def _revision(number: int, state: Article, step: Comparison | None) -> Revision:
    return Revision(
        id=f"{number:040x}",
        url=URL,
        kind=RevisionKind.EDITED if step else RevisionKind.NEW,
        observed_at=BEGAN + timedelta(hours=number),
        headline=state.headline,
        summary=step.summary if step else "first look",
    )


def corrected() -> History:
    """A number is corrected, a paragraph added, the number put back, and the headline changed."""
    return history(
        article((MILL,)),
        article((CORRECTED,)),
        article((CORRECTED, ROAD)),
        article((MILL, ROAD), headline="Fire destroys Marston mill"),
    )


HOSTILE = "</script><script>alert(1)</script><b>\u202e\u200b\x1b[31mred\u2028 “javascript:alert(1)” & &amp;"


def hostile() -> History:
    """Every text of the page tries to be markup, to turn the line round, or to end the script it stands in."""
    return history(
        article(((HOSTILE, "It was said."),), headline=HOSTILE, notices=(HOSTILE,), language='"><b>'),
        article(((HOSTILE + " 12", "It was said.", "x" * 2_000),), headline=HOSTILE + "!", notices=()),
        held=HOSTILE,
    )


HISTORIES = {made.__name__: made for made in (corrected, hostile)}
