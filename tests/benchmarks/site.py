"""Twelve stories on one template: is what a site puts into all of them told from what an editor puts into one?

Ten templates are made up, with class names that say nothing. Each is served over loopback, `rowback check` looks at it,
something happens to the pages, and `rowback check` looks again. Of each kind of happening it is told which share of the
articles was reported as edited (alarmed), set aside as suspect (held), and, where an editor was at work, passed over
in silence (lost).

    make bench-site                                    5 minutes
    python -m tests.benchmarks.site --templates 2      a first look
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from rowback.demo.site import NewsSite
from tests.benchmarks.stories import pitch, pool, teaser
from tests.benchmarks.templates import Piece, Template, pieces
from tests.support import Newsroom

Happening = Callable[[Template, list[Piece], random.Random], list[int]]
"""Changes the pieces in place; gives the numbers of those that an editor changed, or of all that the site did."""

ROTATIONS = 5


def _all(made: list[Piece]) -> list[int]:
    return list(range(len(made)))


def _middle(piece: Piece, rng: random.Random) -> int:
    return rng.randint(1, len(piece.blocks) - 1)


# ---------------------------------------------------------------- what the site does
def same_text_in_a_paragraph(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    text, place = pitch(rng), rng.randint(1, 5)
    for piece in made:
        piece.blocks.insert(place, ("p", text))
    return _all(made)


def same_text_in_a_wrapper(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    box, place = template.boxed(f"<p>{pitch(rng)}</p>", "new"), rng.randint(1, 5)
    for piece in made:
        piece.blocks.insert(place, box)
    return _all(made)


def other_pitches_in_a_wrapper(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    place = rng.randint(1, 5)
    for piece in made:
        piece.blocks.insert(place, template.boxed(f"<p>{pitch(rng)}</p>", "new"))
    return _all(made)


def teasers_in_a_wrapper(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    place = rng.randint(1, 5)
    for piece in made:
        title, line = teaser(rng)
        card = f'<h3><a href="/{rng.random()}">{title}</a></h3><p>{line}</p>'
        piece.blocks.insert(place, template.boxed(card, "new"))
    return _all(made)


def read_more_with_a_full_stop(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    place = rng.randint(1, 5)
    for piece in made:
        link = f'<a href="/{rng.random()}">{teaser(rng)[1]}</a>'
        piece.blocks.insert(place, f'<p class="{template.name("new")}">{link}</p>')
    return _all(made)


def redesign(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    template.redesign()
    return _all(made)


SITE: tuple[Happening, ...] = (
    same_text_in_a_paragraph,
    same_text_in_a_wrapper,
    other_pitches_in_a_wrapper,
    teasers_in_a_wrapper,
    read_more_with_a_full_stop,
    redesign,
)


# ---------------------------------------------------------------- what editors do
def _some(made: list[Piece], rng: random.Random, without: str = "") -> list[int]:
    """Half of the stories; only those that have no block of a kind yet."""
    able = [k for k, piece in enumerate(made) if not any(block[0] == without for block in piece.blocks)]
    return rng.sample(able, min(6, len(able)))


def _put(template: Template, made: list[Piece], rng: random.Random, tag: str) -> list[int]:
    chosen = _some(made, rng, without=tag)
    for k in chosen:
        story = made[k].story
        text = {"ul": "|".join(story.sentence() for _ in range(3)), "h2": "What is known about " + story.parts["theme"]}
        made[k].blocks.insert(_middle(made[k], rng), (tag, text.get(tag) or story.paragraph()))
    return chosen


def a_new_paragraph(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    return _put(template, made, rng, "p") or _usual(template, made, rng)


def _usual(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    chosen = _some(made, rng)
    for k in chosen:
        made[k].blocks.insert(_middle(made[k], rng), ("p", made[k].story.paragraph()))
    return chosen


def a_paragraph_in_other_words(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    chosen = _some(made, rng)
    for k in chosen:
        places = [n for n, block in enumerate(made[k].blocks) if block[0] == "p"]
        made[k].blocks[rng.choice(places)] = ("p", made[k].story.paragraph())
    return chosen


def first_blockquote(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    return _put(template, made, rng, "blockquote")


def first_list(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    return _put(template, made, rng, "ul")


def first_subhead(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    return _put(template, made, rng, "h2")


def a_new_div(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    chosen = _some(made, rng)
    for number, k in enumerate(chosen):
        box = template.boxed(f"<p>{made[k].story.paragraph()}</p>", f"note{number % 2}")
        made[k].blocks.insert(_middle(made[k], rng), box)
    return chosen


def same_correction_in_three(template: Template, made: list[Piece], rng: random.Random) -> list[int]:
    chosen = rng.sample(_all(made), 3)
    for k in chosen:
        made[k].blocks.append(("p", made[k].story.correction()))
    return chosen


EDITORS: tuple[Happening, ...] = (
    a_new_paragraph,
    a_paragraph_in_other_words,
    first_blockquote,
    first_list,
    first_subhead,
    a_new_div,
    same_correction_in_three,
)


# ---------------------------------------------------------------- measuring
def outcomes(folder: Path, site: NewsSite, template: Template, made: list[Piece]) -> Iterator[list[str]]:
    """What `check` says of each article, each time the caller comes back for more."""
    newsroom = Newsroom(folder, site)
    addresses = [site.url(f"/2026/{number}/story") for number in range(len(made))]
    newsroom.must("add", *addresses)
    while True:
        for number, piece in enumerate(made):
            site.publish(f"/2026/{number}/story", template.page(piece))
        found = {row["url"]: row["outcome"] for row in newsroom.must("check", "--json").rows}
        yield [found[address] for address in addresses]


def measure(happening: Happening, seed: int) -> Counter[str]:
    """Outcomes of the articles that something happened to; under `beside` alarms at others."""
    template, rng = Template(seed), random.Random(f"{happening.__name__} {seed}")
    made = pieces(template, seed)
    with tempfile.TemporaryDirectory() as folder, NewsSite() as site:
        looks = outcomes(Path(folder), site, template, made)
        next(looks)
        touched = happening(template, made, rng)
        found = next(looks)
    counted = Counter(found[k] for k in touched)
    counted["beside"] = sum(found[k] != "unchanged" for k in _all(made) if k not in touched)
    return counted


def measure_rotation(seed: int, *, boxed: bool) -> list[Counter[str]]:
    """One of eight pitches at the same place of each article, drawn anew before each look."""
    template, rng = Template(seed), random.Random(f"rotation {seed}")
    made, texts = pieces(template, seed), pool(rng, 8)
    place, counted = rng.randint(1, 5), []
    for piece in made:
        piece.blocks.insert(place, "")
    with tempfile.TemporaryDirectory() as folder, NewsSite() as site:
        looks = outcomes(Path(folder), site, template, made)
        for _ in range(ROTATIONS + 1):
            for piece in made:
                text = f"<p>{rng.choice(texts)}</p>"
                piece.blocks[place] = template.boxed(text, "promo") if boxed else template.block("p", text[3:-4])
            counted.append(Counter(next(looks)))
    return counted[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--templates", type=int, default=10)
    parser.add_argument("--only", default="", help="happenings whose name holds this")
    args = parser.parse_args()
    rows: dict[str, Counter[str]] = {}
    for happening in (*SITE, *EDITORS):
        if args.only in happening.__name__:
            name = ("editor: " if happening in EDITORS else "site: ") + happening.__name__.replace("_", " ")
            rows[name] = sum((measure(happening, seed) for seed in range(args.templates)), Counter())
    for boxed in (True, False):
        if args.only in "rotating promo":
            runs = [measure_rotation(seed, boxed=boxed) for seed in range(args.templates)]
            for change in range(ROTATIONS):
                name = f"site: rotating promo {'in a wrapper' if boxed else 'in a paragraph'}, change {change + 1}"
                rows[name] = sum((run[change] for run in runs), Counter())
    _print(rows)


def _print(rows: dict[str, Counter[str]]) -> None:
    lines = ["| what happened | articles | alarmed | held | lost | others alarmed |", "|---|---|---|---|---|---|"]
    shares = {}
    for name, found in rows.items():
        beside = found.pop("beside", 0)
        total = max(1, found.total())
        alarmed, held, silent = (found[outcome] / total for outcome in ("edited", "suspect", "unchanged"))
        lost = silent if name.startswith("editor") else None
        shares[name] = {"articles": total, "alarmed": alarmed, "held": held, "lost": lost, "beside": beside}
        shown = "-" if lost is None else f"{lost:.3f}"
        lines.append(f"| {name} | {total} | {alarmed:.3f} | {held:.3f} | {shown} | {beside} |")
    sys.stdout.write("\n".join([*lines, json.dumps(shares), ""]))


if __name__ == "__main__":
    main()
