"""The words that carry facts in news text: small tables, one for each language.

Only telling words are listed: negations, hedges, verbs of saying, months, weekdays, number words. A language without a
table gets an empty one, and the rules that need no words (digits, capitals, quote marks) still hold for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from rowback.alignment.languages import DECIMAL_COMMA, DECIMAL_POINT, LANGUAGES, Words

PLAIN = "say"  # all plain verbs of saying share this key: swapping one for another is wording


@dataclass(frozen=True)  # no slots: the cached properties need a place
class Lexicon:
    """The telling words of one language, in lower case. Words that share a key say the same.

    Attributes:
        negations: words that turn a statement round.
        hedges: word or pair of words to key ("may" and "might" share one).
        approximations: word or pair of words to key; they hedge only before a number ("about 12", "up to 12").
        attributions: form to verb ("claims" to "claim"); the plain verbs of saying share `PLAIN`.
        idle: pairs of words of which one tells nothing where the other stands: "appeared on stage", "were told".
        months: name to 1-12.
        weekdays: name to 1-7.
        days: words such as "yesterday", which may be written as a weekday.
        numbers: word to value.
        ordinals: word to value.
        scales: word, or letter after a digit, to value.
        crowds: word for an uncounted many to about how many: "hundreds".
        currencies: word or sign to code.
        measures: words for sums that are weights too, and sums only with a scale or another such word: "3m pounds".
        percents: words for %.
        halves_of_day: word after an hour to the hours it adds ("pm" to 12); "Uhr" adds none.
        clock: word for a time to the minute of the day: "noon".
        openers: words that open sentences with a capital and are no names.
        titles: forms of address, which come and go while the name stays.
        short_forms: short form to the word in a name that it stands for: "Ave" to "avenue".
        pronouns: words that stand for a name.
        joint: the word behind a scale: "two hundred and five".
        tens_joint: the word between tens and units: "treinta y cinco".
        only: words after a negation that take it back ("not only").
        capital_dates: months and weekdays have capitals, which tells May from may.
        decimal_comma: 1.000 is a thousand here, and 1,5 one and a half.
        capital_nouns: capitals mark nouns here, so a single one marks no name.
    """

    negations: frozenset[str]
    hedges: Mapping[str, str]
    approximations: Mapping[str, str]
    attributions: Mapping[str, str]
    idle: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: frozenset[str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]
    crowds: Mapping[str, int]
    currencies: Mapping[str, str]
    measures: frozenset[str]
    percents: frozenset[str]
    halves_of_day: Mapping[str, int]
    clock: Mapping[str, int]
    openers: frozenset[str]
    titles: frozenset[str]
    short_forms: Mapping[str, str]
    pronouns: frozenset[str]
    joint: str
    tens_joint: str
    only: frozenset[str]
    capital_dates: bool
    decimal_comma: bool
    capital_nouns: bool

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words that turn, weaken or attribute a statement, with a capital too."""
        return self.negations | self.hedges.keys() | self.attributions.keys()

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that a mention can start with."""
        starts = {words.partition(" ")[0] for words in (*self.approximations, *self.hedges)}
        dated = self.months.keys() | self.weekdays.keys() | self.days
        scales = {word for word in self.scales if len(word) > 1}
        return (
            self.telling
            | dated
            | scales
            | self.crowds.keys()
            | self.clock.keys()
            | self.numbers.keys()
            | self.ordinals.keys()
            | self.currencies.keys()
            | self.hyphened
            | starts
        )

    @cached_property
    def hyphened(self) -> frozenset[str]:
        """The first words of weekdays with a hyphen: "segunda-feira"."""
        return frozenset(day.partition("-")[0] for day in self.weekdays if "-" in day)

    @cached_property
    def noon(self) -> bool:
        """Hours are counted twice a day, with words for the halves."""
        return 12 in self.halves_of_day.values()


def _keyed(groups: str) -> dict[str, str]:
    """Read "may might, likely probably" as groups of words that share their first word as key; _ joins a pair."""
    words = [[word.replace("_", " ") for word in group.casefold().split()] for group in groups.split(",")]
    return {word: group[0] for group in words for word in group}


def _set(words: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in words.casefold().split())


def _counted(names: str, start: int = 1) -> dict[str, int]:
    """Read "monday/mon tuesday/tue" as 1, 1, 2, 2."""
    return {word: value for value, group in enumerate(names.casefold().split(), start) for word in group.split("/")}


def _scaled(names: str) -> dict[str, int]:
    """Read "100:hundred 1000:thousand/k" as names of values."""
    pairs = (entry.split(":") for entry in names.casefold().split())
    return {word: int(value) for value, group in pairs for word in group.split("/")}


def _joined(numbers: Mapping[str, int], joints: str, tens: Mapping[str, int]) -> dict[str, int]:
    """The numbers that are one word with the unit in front: "einundzwanzig", "tweeëntwintig"."""
    units = {
        name: value for word, value in numbers.items() if 0 < value < 10 for name in (word, word.removesuffix("s"))
    }
    return {
        f"{unit}{joint}{ten}": tens[ten] + value
        for unit, value in units.items()
        for joint in joints.split()
        for ten in tens
    }


_SIGNS = {"$": "usd", "£": "gbp", "€": "eur", "¥": "jpy", "₹": "inr", "₽": "rub", "₩": "krw", "₪": "ils"}


@cache
def _lexicon(code: str, region: str) -> Lexicon:
    words = LANGUAGES.get(code, Words())
    numbers = _counted(words.get("numbers", ""), 0)
    tens = _scaled(words.get("tens", ""))
    return Lexicon(
        negations=_set(words.get("negations", "")),
        hedges=_keyed(words.get("hedges", "")),
        approximations=_keyed(words.get("approximations", "")),
        attributions=_keyed(words.get("attributions", "")),
        idle=_set(words.get("idle", "")),
        months=_counted(words.get("months", "")),
        weekdays=_counted(words.get("weekdays", "")),
        days=_set(words.get("days", "")),
        numbers=numbers | tens | _joined(numbers, words.get("units_first", ""), tens),
        ordinals=_counted(words.get("ordinals", "")),
        scales=_scaled(words.get("scales", "")),
        crowds=_scaled(words.get("crowds", "")),
        currencies=_SIGNS | _keyed(words.get("currencies", "")),
        measures=_set(words.get("measures", "")),
        percents=_set(words.get("percents", "")) | {"%"},
        halves_of_day=_scaled(words.get("halves_of_day", "")),
        clock=_scaled(words.get("clock", "")),
        openers=_set(words.get("openers", "")),
        titles=_set(words.get("titles", "")),
        short_forms=_keyed(words.get("short_forms", "")),
        pronouns=_set(words.get("pronouns", "")),
        joint=words.get("joint", ""),
        tens_joint=words.get("tens_joint", ""),
        only=_set(words.get("only", "")),
        capital_dates=words.get("capital_dates", False),
        capital_nouns=words.get("capital_nouns", False),
        decimal_comma=code in DECIMAL_COMMA and not region,
    )


def lexicon_of(language: str | None) -> Lexicon:
    """The telling words of a language such as `en` or `pt-BR`; English when it is unknown."""
    code, *parts = (language or "en").replace("_", "-").casefold().split("-")
    region = next((part for part in parts if f"{code}-{part}" in DECIMAL_POINT), "")
    return _lexicon(code if code in LANGUAGES or code in DECIMAL_COMMA else "", region)
