"""Page templates of our own making: the same furniture for all stories, class names that say nothing."""

import json
import random
from dataclasses import dataclass, field

from tests.benchmarks.stories import Story

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Piece:
    """A story as it is laid out: its blocks, each as `(tag, text)` or as finished markup."""

    story: Story
    blocks: list[str | tuple[str, str]] = field(default_factory=list)


class Template:
    """One site's way of laying out a story."""

    def __init__(self, seed: object) -> None:
        self.rng = random.Random(f"template {seed}")
        self.names: dict[str, str] = {}
        rng = self.rng
        self.wrappers = [(rng.choice(["div", "div", "section"]), f"wrap{k}") for k in range(rng.randint(0, 3))]
        self.container = rng.choice(["article", "div", "main", "section"])
        self.paragraph = rng.choice(
            ["<p>{}</p>", '<p class="{c}">{}</p>', '<p class="{c}">{}</p>', '<div class="{c}"><p>{}</p></div>']
        )
        self.linked_data, self.has_lead = rng.random() < 0.6, rng.random() < 0.5
        self.side, self.figure = rng.choice(["aside", "div"]), rng.random() < 0.5
        self.break_ = "\n"

    def name(self, part: str) -> str:
        """The class of a part: the same on all pages until the next redesign."""
        if part not in self.names:
            self.names[part] = "".join(self.rng.choice(LETTERS + "0123456789") for _ in range(self.rng.randint(4, 7)))
        return self.names[part]

    def redesign(self) -> None:
        """Other class names and other white space for all that is there."""
        self.names, self.break_ = {}, "\n\n   "

    def block(self, tag: str, text: str) -> str:
        """A block of the story as this site writes it."""
        if tag == "p":
            return self.paragraph.replace("{c}", self.name("p")).format(text)
        if tag == "ul":
            return "<ul>" + "".join(f"<li>{item}</li>" for item in text.split("|")) + "</ul>"
        return f'<{tag} class="{self.name(tag)}">{text}</{tag}>'

    def boxed(self, markup: str, part: str) -> str:
        """Something in a wrapper with a name of its own."""
        return f'<div class="{self.name(part)}">{markup}</div>'

    def page(self, piece: Piece) -> str:
        """The whole page."""
        story, b = piece.story, self.break_
        body = b.join(block if isinstance(block, str) else self.block(*block) for block in piece.blocks)
        image = f'<figure><img src="/{story.parts["place"]}.jpg"></figure>' if self.figure else ""
        inner = f'{image}{b}<{self.container} class="{self.name("body")}">{b}{body}{b}</{self.container}>'
        for tag, part in self.wrappers:
            inner = f'<{tag} class="{self.name(part)}">{b}{inner}{b}</{tag}>'
        about = {
            "@type": "NewsArticle",
            "headline": story.headline,
            "author": {"@type": "Person", "name": story.author},
        }
        said = f'<script type="application/ld+json">{json.dumps(about)}</script>' if self.linked_data else ""
        links = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "Town", "Sport", "Weather"))
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{story.headline} | The Marl</title>'
            f'{said}</head><body><div class="{self.name("top")}"><ul>{links}</ul></div>{b}'
            f'<h1 class="{self.name("h1")}">'
            f'{story.headline}</h1><div class="{self.name("by")}">By {story.author}</div>{b}{inner}{b}'
            f'<{self.side} class="{self.name("side")}"><h4>More</h4><ul>{links}</ul></{self.side}>{b}'
            f'<div class="{self.name("foot")}"><p>The Marl is printed in Upper Marl and read everywhere.</p></div>'
            "</body></html>"
        )


def pieces(template: Template, seed: object, count: int = 12) -> list[Piece]:
    """So many stories; some of them have a quotation, a list or a subhead already."""
    rng = random.Random(f"pieces {seed}")
    made = []
    for number in range(count):
        story = Story(number, seed)
        blocks: list[str | tuple[str, str]] = [("p", story.paragraph()) for _ in range(rng.randint(6, 12))]
        if rng.random() < 0.2:
            blocks.insert(rng.randint(2, 4), ("blockquote", story.sentence()))
        if rng.random() < 0.2:
            blocks.insert(rng.randint(2, 4), ("h2", story.parts["theme"].capitalize() + " under review"))
        made.append(Piece(story, blocks))
    return made
