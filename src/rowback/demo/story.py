"""The invented story that the demo publishes, and what its newsroom does to it tick by tick."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files

PATH = "/news/harbour/ferry-fire"


@dataclass(frozen=True, slots=True)
class Story:
    """What the newsroom's own system would hold; the template turns it into a page."""

    headline: str
    paragraphs: tuple[str, ...]
    correction: str | None = None
    modified: str = "2026-11-02T08:15:00+00:00"

    def reworded(self, before: str, after: str) -> "Story":
        """The story with one passage replaced; the passage must be there."""
        paragraphs = tuple(text.replace(before, after) for text in self.paragraphs)
        if paragraphs == self.paragraphs:
            raise ValueError(f"not in the story: {before}")
        return replace(self, paragraphs=paragraphs)

    def with_moved(self, paragraph: int, to: int) -> "Story":
        """The story with one paragraph, counted from 0, at another place."""
        rest = list(self.paragraphs)
        rest.insert(to, rest.pop(paragraph))
        return replace(self, paragraphs=tuple(rest))


FIRST = Story(
    headline="Twelve hurt as fire stops the Larkmoor ferry",
    paragraphs=(
        "Twelve passengers were taken to hospital on Monday after a fire broke out in the engine room of the "
        "Larkmoor ferry, ten minutes before it was due to dock.",
        "The Northern Gull was carrying 214 people when the alarm was raised at 7:40 a.m. Lifeboats from three "
        "villages reached it within half an hour.",
        "“We could smell the smoke long before anybody told us anything,” said Ines Calloway, a nurse who crosses "
        "the bay every morning. “The crew did what they could.”",
        "The ferry company, Bayline, said that the fire was put out by the ship’s own system and that the engine "
        "had been serviced in September.",
        "“The company ignored every warning we gave it,” said Tomas Reed, who speaks for the seafarers’ union, and "
        "he called for the service to be stopped at once.",
        "Bayline has run the route since 1998. Its contract with the county, worth £3.2 million a year, ends next "
        "spring.",
        "The county council will meet on Thursday to discuss a replacement service, and buses will run round the bay "
        "until the ferry is back.",
        "A similar fire in 2019 kept the ship in the yard for eleven weeks. An inquiry found then that a fuel pipe "
        "had not been replaced in time.",
    ),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """One visit to the site: what the newsroom did before it, and the page that is served, if there is one."""

    title: str
    page: str | None


def ticks() -> Iterator[Tick]:
    """The ticks of the demo in order; all of them but the first and the last two change the story or its page."""
    story, moment = FIRST, 0

    def tick(title: str) -> Tick:
        nonlocal moment
        moment += 1
        return Tick(title, render(story, moment))

    yield tick("the story is published")
    yield tick("nothing but noise: ads, counters, nonces, related stories, a new comment")
    story = story.reworded("Lifeboats from three villages", "Lifeboats from three vilages")
    yield tick("a typo slips in")
    story = story.reworded("carrying 214 people", "carrying 241 people")
    yield tick("a number is changed without notice")
    story = story.with_moved(5, 2)
    yield tick("a paragraph is moved up")
    story = story.reworded(
        "discuss a replacement service, and buses will run", "discuss a replacement service. Buses will run"
    )
    yield tick("a sentence is split in two")
    story = story.reworded("The company ignored every warning we gave it", "The company did not act on some warnings")
    yield tick("a quote is softened")
    story = replace(story, headline="Ferry company ‘had serviced engine’ before Larkmoor fire")
    yield tick("the headline is rewritten")
    story = replace(
        story,
        modified="2026-11-02T15:30:00+00:00",
        correction="Correction: An earlier version of this article said that the ferry was carrying 214 people. "
        "There were 241 on board.",
    )
    yield tick("a correction note is added")
    yield Tick("a bot check is served instead of the page", _text("wall.html"))
    yield tick("the story is served again")
    yield Tick("the page is deleted", None)
    yield Tick("the page is still deleted", None)


def render(story: Story, moment: int) -> str:
    """The page as the site's template serves it at one moment; all but the story differs from moment to moment."""
    from jinja2 import Environment

    noise = hashlib.sha256(str(moment).encode()).hexdigest()
    start = int(noise[:2], 16) % len(_TEASERS)
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_text("story.html"))
    return template.render(
        story=story,
        path=PATH,
        nonce=noise[:24],
        counter=int(noise[:3], 16),
        minutes=moment,
        comments=[f"Reader {k}" for k in range(1, 2 + moment)],
        teasers=(_TEASERS[start:] + _TEASERS[:start])[:4],
    )


def _text(name: str) -> str:
    return (files("rowback.demo") / name).read_text(encoding="utf-8")


_TEASERS = (
    "Larkmoor school wins the county chess cup again",
    "Why the price of mussels has doubled in a year",
    "Old lighthouse to open to visitors from April",
    "Council delays its decision on the harbour wall",
    "Five walks round the bay for the last dry days",
    "Night bus to Penhallow comes back after a petition",
    "Bakery fined over the weight of its loaves",
)
