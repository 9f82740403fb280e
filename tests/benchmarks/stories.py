"""Invented stories on subjects of their own, and the texts that a site puts between their paragraphs.

Sentences are put together from parts, so that two stories share ordinary words and hardly ever three in a row.
"""

import random
from collections.abc import Sequence

# Place, two people, body, what it is about, and three things that belong to it.
SUBJECTS = (
    "Lindholm|Ada Quill|Peter Osk|the harbour office|ferry ramp|hydraulic pumps|the quay|steel girders",
    "Saltness|Anselm Dray|Marit Fole|the coastal council|sea wall|concrete blocks|the breakwater|tide gauges",
    "Upper Marl|Jonas Vetch|Ilse Brandt|the water board|reservoir|chlorine meters|the pumping station|copper pipes",
    "Kestrel Bay|Rosa Imber|Tomas Hale|the fishing union|herring quota|trawler crews|the fish auction|drift nets",
    "Norwick|Ruth Calder|Emil Sorge|the county hospital|maternity ward|night midwives|the delivery room|ventilators",
    "Dunmere|Felix Ansty|Clara Moss|the school board|grammar school|science teachers|the gymnasium|textbooks",
    "Ostrava Cross|Hugo Lamm|Nell Pryor|the rail operator|signal box|freight drivers|the level crossing|sleepers",
    "Fenwick|Oda Renn|Viktor Sayle|the district court|bribery trial|defence lawyers|the witness stand|bank ledgers",
    "Tarn Valley|Piet Holm|Greta Lusk|the forest service|bark beetle|felling crews|the spruce stand|pheromone traps",
    "Bellport|Lucia Farr|Owen Tighe|the city orchestra|concert hall|second violins|the organ loft|acoustic panels",
    "Greyfield|Hanne Wolff|Samir Nadir|the power company|turbine field|rotor blades|the substation|storage batteries",
    "Mossend|Agnes Crole|Iván Pardo|the football club|stadium roof|season tickets|the north stand|floodlights",
    "Harrow Quay|Bruno Keel|Wilma Stead|the museum trust|bronze hoard|archaeologists|the burial mound|sword hilts",
    "Eastlow|Dora Finch|Karl Bexley|the tax office|property levy|appeal forms|the land register|valuation bands",
    "Pinecrest|Otto Lind|Mara Voss|the bus company|night service|shift drivers|the depot|ticket machines",
    "Holloway Sound|Ines Rook|Paul Tarrant|the weather office|storm warning|radar masts|the observatory|rain gauges",
)
OPENINGS = (
    "{who} told a meeting in {place} on {day} that", "After three hours of talks {who} conceded that",
    "In a letter seen on {day}, {body} admits that", "Nobody in {place} doubts any longer that",
    "According to figures of {body},", "{who} had long warned that", "Since the spring it has been plain that",
    "Two people who know {thing_a} well said", "What surprised {who} most was that", "By {day} afternoon",
    "A report ordered by {body} finds that", "Asked about the {theme}, {other} answered that",
)  # fmt: skip
MIDDLES = (
    "{thing_a} had been out of order for {n} days", "the {theme} would cost {n} thousand crowns more than planned",
    "{place} could not go on with {thing_c} from the last century", "{thing_b} must be closed for {n} weeks",
    "{body} had counted {thing_a} twice", "{n} households near {thing_b} heard nothing of the plan",
    "the {theme} was to be decided without {other}", "most of {thing_c} had come from a firm that no longer exists",
    "repairs to {thing_b} began {n} months late", "{n} of the {thing_a} failed in a single night",
    "the {theme} had divided families in {place}", "{other} would not sign for {thing_c}",
    "an inspector found rust, sand and {n} loose bolts beneath {thing_b}",
)  # fmt: skip
ENDINGS = (
    ", which {other} disputes.", ", and a vote is due on {day}.", "; {body} did not want to comment on {thing_c}.",
    ", although {thing_a} were tested in the autumn.", ".", ", as neighbours of {thing_b} had feared.",
    ", at a time when {place} has little money left.", ". “We should have listened,” said {other}.",
    ", the second such case in {n} years.", ", long before {who} took office.", ", but not before {day}.",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# What a site says to its readers, about itself.
PITCHES = (
    "Our reporters ask the questions that others leave out", "Independent journalism needs readers who pay for it",
    "Three months for the price of one, and you can leave at any time", "Read on wherever you are with our new app",
    "The five things to know before breakfast, free by e-mail", "Give a friend a year of good reading",
    "Students read us for half the price until the summer", "Join our members for an evening with the editors",
    "Puzzles, recipes and the long read: the weekend begins here", "You have read eleven pieces this month",
    "Tell us what you think of our new design and win a mug", "Never miss a thing: switch on our alerts",
    "Support us with as little as a cup of coffee", "Every Thursday our correspondents take your questions",
)  # fmt: skip
CALLS = (
    "Try it today.", "It takes one minute.", "Choose the offer that suits you.", "Thank you for being here.",
    "Your first month is on us.", "No card is needed.", "Sign up below.", "Find out more about our plans.",
)  # fmt: skip


class Story:
    """A subject, and ever new sentences about it."""

    def __init__(self, number: int, seed: object) -> None:
        self.rng = random.Random(f"{seed}/{number}")
        place, who, other, body, theme, *things = SUBJECTS[number % len(SUBJECTS)].split("|")
        self.parts = {"place": place, "who": who, "other": other, "body": body, "theme": theme}
        self.parts |= dict(zip(("thing_a", "thing_b", "thing_c"), things, strict=True))
        self.headline = f"{place}: {theme} {self.rng.choice(['in doubt', 'divides town', 'to be reviewed', 'delayed'])}"
        self.author = self.rng.choice(["Ana Ruiz", "Ben Oduya", "Cleo Marsh", "Dirk Vane"])

    def sentence(self) -> str:
        """One that was most likely never said before."""
        parts = [self.rng.choice(pool) for pool in (OPENINGS, MIDDLES, ENDINGS)]
        text = (parts[0] + " " + parts[1] + parts[2]).format(
            **self.parts, n=self.rng.randint(3, 97), day=self.rng.choice(DAYS)
        )
        return text[0].upper() + text[1:]

    def paragraph(self, sentences: int | None = None) -> str:
        """One to three sentences."""
        return " ".join(self.sentence() for _ in range(sentences or self.rng.randint(1, 3)))

    def correction(self) -> str:
        """As editors put it into each story that had the mistake."""
        return "The number of loose bolts beneath the sea wall was given wrongly at first: there were 38, not 83."


def pitch(rng: random.Random) -> str:
    """What a site says about itself."""
    return f"{rng.choice(PITCHES)}. {rng.choice(CALLS)}"


def teaser(rng: random.Random) -> tuple[str, str]:
    """Headline and a line of another story on the site."""
    other = Story(rng.randrange(12, len(SUBJECTS)), rng.random())
    return other.headline, other.sentence()


def pool(rng: random.Random, size: int) -> Sequence[str]:
    """So many pitches, all different."""
    return [f"{text}. {rng.choice(CALLS)}" for text in rng.sample(PITCHES, size)]
