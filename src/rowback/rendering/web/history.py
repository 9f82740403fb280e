"""History -> one HTML file: the timeline of an article's revisions, and its text with the age of every sentence.

Without script it shows the newest text and every change; with it a reader steps through all states. A text is written
once, however many states have it, so the file grows with what changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from markupsafe import Markup

from rowback.model import Comparison, Disclosure, History, Origin, State, Weight
from rowback.rendering._rows import Row, gap, rows
from rowback.rendering._words import details, notices, observed, plural, site, web_address
from rowback.rendering.web.environment import direction_of, language_of, page, script_data
from rowback.text import visible

AGES = 5
"""Shades of age; that of a sentence is told in words as well."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a site the page stands.

    Attributes:
        root: the way to the site's folder, such as `../../../`.
        outlet: the way from there to the outlet's page.
    """

    root: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What changed, between the sentences that stand before and after it, empty where there is none."""

    lead: str
    row: Row
    trail: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A revision on the timeline.

    Attributes:
        number: counts from 1, oldest first.
        passages: what changed in the text.
        told: what changed besides the text: (label, before, after).
    """

    number: int
    state: State
    passages: tuple[Passage, ...]
    told: tuple[tuple[str, str, str], ...]

    @property
    def changes(self) -> int:
        """How much there is to unfold."""
        return len(self.passages) + len(self.told)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of the newest state.

    Attributes:
        key: index of its wordings in `data`; `None` when it always had these words.
        age: shade, 0 for what stood there at first and `AGES` - 1 for what is newest.
    """

    text: str
    origin: Origin
    key: int | None
    age: int

    @property
    def gap(self) -> str:
        """What stands between it and the next one."""
        return gap(self.text)


def render_history(history: History, *, full: bool = True, place: Place | None = None) -> str:
    """Write the history as one page.

    Args:
        history: of the article.
        full: with the whole text; else only what changed, with a sentence before and after it.
        place: of a page that is part of a site.
    """
    newest = history.states[-1]
    language = language_of(newest.article.language)
    data = _Data(history) if full else None
    return page(
        "history.html.jinja",
        history=history,
        title=newest.article.headline or history.url,
        site=site(history.url),
        address=web_address(history.url),
        newest=newest,
        entries=tuple(reversed([_entry(number, state) for number, state in enumerate(history.states, start=1)])),
        headlines=tuple(_headlines(history.states)),
        overview=overview(history),
        paragraphs=data.newest() if data else (),
        wordings=data.wordings if data else (),
        data=data.json() if data else None,
        place=place,
        language=language,
        direction=direction_of(language),
    )


def overview(history: History) -> str:
    """`5 revisions, 3 of substance, 1 of them silent`."""
    heavy = [state for state in history.states if state.comparison and state.comparison.weight is Weight.SUBSTANCE]
    silent = sum(state.comparison.disclosure is Disclosure.SILENT for state in heavy if state.comparison)
    words = [plural(len(history.states), "revision")]
    if heavy:
        words.append(f"{len(heavy)} of substance")
    if silent:
        words.append("silent" if len(heavy) == 1 else f"{'all' if silent == len(heavy) else silent} of them silent")
    return ", ".join(words)


def _entry(number: int, state: State) -> Entry:
    if state.comparison is None:
        return Entry(number, state, (), ())
    return Entry(number, state, tuple(passages(state.comparison)), tuple(_told(state.comparison)))


def passages(comparison: Comparison) -> Iterator[Passage]:
    """What changed in the text, each with its neighbours; one that was shown already is not shown again."""
    around = rows(comparison)
    shown = ""
    for k, row in enumerate(around):
        if row.reported:
            lead = around[k - 1].after[-1:] if k and not around[k - 1].reported else ()
            trail = around[k + 1].after[:1] if k + 1 < len(around) and not around[k + 1].reported else ()
            yield Passage("".join(text for text in lead if text != shown), row, "".join(trail))
            shown = "".join(trail)


def _told(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    if comparison.headline:
        before, after = comparison.headline
        yield "Headline", before or "none", after or "none"
    yield from details(comparison)
    gone, new = notices(comparison)
    yield from (("Notice", notice, "none") for notice in gone)
    yield from (("Notice", "none", notice) for notice in new)


def _headlines(states: Sequence[State]) -> Iterator[tuple[str, datetime]]:
    """Each headline and when it was first seen."""
    for headline, having in groupby(states, key=lambda state: state.article.headline):
        yield headline or "none", next(having).revision.observed_at


class _Data:
    """What the script steps through: all texts once, the states as indexes into them."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._texts: dict[str, int] = {}
        self._keys: dict[Origin, int] = {}
        self._states = [[list(paragraph) for paragraph in self._paragraphs(state)] for state in history.states]

    @property
    def wordings(self) -> tuple[Origin, ...]:
        """The origins that have something to tell, by their keys."""
        return tuple(self._keys)

    def newest(self) -> tuple[tuple[Piece, ...], ...]:
        """The paragraphs of the newest state."""
        texts = tuple(self._texts)
        last = max(len(self._states) - 1, 1)
        return tuple(
            tuple(
                Piece(texts[text], self.wordings[key] if key is not None else Origin(0, 0), key, _age(worded, last))
                for text, worded, key in paragraph
            )
            for paragraph in self._states[-1]
        )

    def json(self) -> Markup:
        """All of it, for the script."""
        told = {
            "texts": [visible(text) for text in self._texts],
            "states": self._states,
            "headlines": [visible(state.article.headline or "") for state in self._history.states],
            "moments": [f"{observed(state.revision)} · {state.revision.kind}" for state in self._history.states],
        }
        return script_data(told)

    def _paragraphs(self, state: State) -> Iterator[Iterator[tuple[int, int, int | None]]]:
        origins = iter(state.origins)
        for sentences in state.article.sentences_by_paragraph:
            yield ((self._text(sentence), *self._origin(next(origins))) for sentence in sentences)

    def _text(self, sentence: str) -> int:
        return self._texts.setdefault(sentence, len(self._texts))

    def _origin(self, origin: Origin) -> tuple[int, int | None]:
        plain = not origin.worded and not origin.others
        return origin.worded, None if plain else self._keys.setdefault(origin, len(self._keys))


def _age(worded: int, last: int) -> int:
    return -(-worded * (AGES - 1) // last)
