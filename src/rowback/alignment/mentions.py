"""Lexemes -> the facts that a text mentions: numbers, dates, names, and the words that turn or weaken a statement."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from rowback.alignment.figures import date_of, entry_end, is_date, section_end
from rowback.alignment.lexemes import Lexeme
from rowback.alignment.lexicon import PLAIN, Lexicon
from rowback.alignment.numerals import SUFFIXES, Numerals
from rowback.alignment.values import FRACTIONS, value_of
from rowback.model import FactKind

_TELLING_ENDS = ("n't", "'s")  # "today's"
LINKS = frozenset("of de du des la del della di da do dos van von der den bin al el".split())
_OPENING = frozenset('.!?:;…"“”„«»([|•-—')
_HOURS_A_DAY, _MINUTES_AN_HOUR, _DAYS_A_MONTH = 24, 60, 31
_YEARS = range(1900, 2100)
# Also names, or other words.
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august", "mar", "jan"})
_ARTICLE = 3  # letters at most
_LONG_WORD = 4  # letters; shorter words are small in a headline in title case too
# Also written of a time whose zone was not told before.
_ZONES = frozenset("ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST JST AEST".split())
# Facts that can be written in several ways.
_COUNTED = frozenset({FactKind.NUMBER, FactKind.DATE, FactKind.TIME, FactKind.MONEY})
_TITLE_CASE_WORDS, _TITLE_CASE_SHARE = 3, 0.8


class Mention(NamedTuple):
    """A fact as it stands in the text.

    Attributes:
        key: what it says however it is written: "12" and "twelve" share theirs; for a name its words.
        soft: it may be no fact at all ("one of them"), and counts only when another takes its place ("two of them").
    """

    kind: FactKind
    key: object
    start: int
    end: int
    soft: bool = False

    @property
    def shape(self) -> object:
        """How a date is put: by the day of the week, or by the day of the month."""
        return self.key[0] if self.kind is FactKind.DATE and isinstance(self.key, tuple) else None


def marks_names(text: str, lexemes: Sequence[Lexeme], lexicon: Lexicon) -> bool:
    """Tell whether capitals mark names here; not in a Headline in Title Case or in CAPITALS.

    There only the words that may open any sentence are small, as "with" is, and those behind a hyphen ("5-year-old").
    """
    if text[1:].islower():
        return True
    long = [
        lexeme
        for lexeme in lexemes[1:]
        if len(lexeme.text) >= _LONG_WORD and not lexeme.digits and text[lexeme.start - 1] != "-"
    ]
    small = [lexeme.lower for lexeme in long if lexeme.text.islower()]
    if len(long) < _TITLE_CASE_WORDS or len(small) > (1 - _TITLE_CASE_SHARE) * len(long):
        return True
    return any(word not in lexicon.openers for word in small)


def mentions(text: str, lexemes: Sequence[Lexeme], lexicon: Lexicon, names: Set[str], *, marked: bool) -> list[Mention]:
    """Every fact that a folded text mentions, in its order.

    Args:
        names: words that are names wherever they stand.
        marked: capitals mark names here; else only those words are names.
    """
    reader = _Reader(text, lexemes, lexicon, names, marked=marked)
    words = lexicon.words
    found = []
    section = section_end(text)
    k = sum(lexeme.end <= section for lexeme in lexemes[:2]) if section else 0
    while k < len(lexemes):
        # Nine words in ten say nothing: half of the time was lost on them.
        lexeme = lexemes[k]
        if lexeme.lower not in words and lexeme.text.islower() and not lexeme.lower.endswith(_TELLING_ENDS):
            k += 1
            continue
        mention, k = reader.read(k)
        if mention is not None:
            found.append(mention)
    return found


class _Reader(Numerals):
    """Reads one text. A method takes the index of a lexeme; it gives a mention or `None`, and the index to go on at."""

    def __init__(
        self, text: str, lexemes: Sequence[Lexeme], lexicon: Lexicon, names: Set[str], *, marked: bool
    ) -> None:
        super().__init__(text, lexemes, lexicon)
        self.names = names
        self.marked = marked
        self.entry = entry_end(text)

    def read(self, k: int) -> tuple[Mention | None, int]:
        lexeme, lexicon = self.lexemes[k], self.lexicon
        lower = lexeme.lower
        if lexeme.text == "-":
            return self.signed(k)
        if lower in FRACTIONS:
            return self.mention(FactKind.NUMBER, FRACTIONS[lower], k, k + 1), k + 1
        if lower in lexicon.hyphened and self.weekday(k):
            return self.date(k)
        if lexeme.digits or lower in lexicon.numbers or lower in lexicon.ordinals or self.is_scale(k):
            return self.number(k)
        if lower in lexicon.clock:
            return self.mention(FactKind.TIME, lexicon.clock[lower], k, k + 1), k + 1
        if lower in lexicon.crowds:
            return self.crowd(k)
        if lower in lexicon.currencies and self.digits(k + 1):
            return self.number(k + 1, currency=lexicon.currencies[lower])
        if self.lowers[k + 1] == "$" and not self.gap(k + 1) and self.digits(k + 2):
            return self.number(k + 2, currency="usd" if lower == "us" else f"{lower}$")
        if lexeme.text in _ZONES and (self.digits(k - 1) or self.lowers[k - 1] in lexicon.halves_of_day):
            return self.mention(FactKind.TIME, ("zone", lower), k, k + 1, soft=True), k + 1
        if lexeme.capital and self.opens(k) and self.approximation(k):
            return self.word(k)
        # "Sunday's game" is as much on Sunday
        bare = self.bare(k)
        if (lower in lexicon.months or self.weekday(k)) and self.is_date(k):
            return self.date(k)
        if (lower in lexicon.telling or bare in lexicon.days) and not self.capital(k + 1):
            return self.word(k)
        if self.may_name(k) and not (self.opens(k) and lower in lexicon.openers):
            return self.name(k)
        return self.word(k)

    # ---------------------------------------------------------------- looking round
    def capital(self, k: int) -> bool:
        return 0 <= k < len(self.lexemes) and self.lexemes[k].capital

    def opens(self, k: int) -> bool:
        """A sentence or a quotation begins here, so the capital tells nothing."""
        return k == 0 or not _OPENING.isdisjoint(self.gap(k))

    def mention(self, kind: FactKind, key: object, k: int, end: int, *, soft: bool = False) -> Mention:
        start, stop = self.lexemes[k].start, self.lexemes[end - 1].end
        closed = self.text.startswith(")", stop) and "(" in self.text[start:stop]
        return Mention(kind, key, start, stop + closed, soft)

    # ---------------------------------------------------------------- numbers and what they count
    def number(self, first: int, currency: str | None = None) -> tuple[Mention | None, int]:
        """Read a number with its unit: "£3m", "twenty-one per cent", "3.30 pm", "12 March"."""
        lexicon = self.lexicon
        value, k = self.value(first)
        prefixed = currency is not None and self.capital(first - 2) and not self.gap(first - 1)
        start = first - (currency is not None) - prefixed
        if currency is not None:
            return self.mention(FactKind.MONEY, (currency, value), start, k), k
        pair = f"{self.lowers[k]} {self.lowers[k + 1]}"
        for width, word in ((1, self.lowers[k]), (2, pair)):
            if word in lexicon.percents:
                return self.mention(FactKind.NUMBER, ("%", value), first, k + width), k + width
        weighs = self.lowers[k] in lexicon.measures and k == first + 1 and self.lowers[k + 1] not in lexicon.currencies
        near = self.gap(k) in {"", " "} or (self.gap(k) == ". " and self.lowers[k - 1] in lexicon.scales)
        if (code := lexicon.currencies.get(self.lowers[k])) is not None and near and not weighs:
            return self.mention(FactKind.MONEY, (code, value), first, k + 1), k + 1
        if (minutes := self.minutes(first, k)) is not None:
            end = k + (self.lowers[k] in lexicon.halves_of_day)
            return self.mention(FactKind.TIME, minutes, first, end), end
        month = k + (self.lowers[k] in {"of", "de", "di"})
        if self.lowers[month] in lexicon.months and self.is_date(month) and _is_day(value):
            return self.date(month, day=value, first=first)
        return self.plain_number(first, k, value)

    def signed(self, sign: int) -> tuple[Mention | None, int]:
        """Read "-5" and "-$5m"."""
        mention, k = self.read(sign + 1)
        if mention is not None and mention.kind in {FactKind.NUMBER, FactKind.MONEY}:
            mention = mention._replace(key=("minus", mention.key), start=self.lexemes[sign].start)
        return mention, k

    def plain_number(self, first: int, k: int, value: object) -> tuple[Mention | None, int]:
        text = self.lexemes[first].text
        if (date := date_of(text)) is not None:
            return self.mention(FactKind.DATE, date, first, k), k
        year = text.isdecimal() and value in _YEARS and k == first + 1 and not self.is_glued(first)
        entry = self.lexemes[first].end <= self.entry and self.lowers[k] not in self.lexicon.months
        soft = entry or (value == 1 and not self.digits(first)) or self.lowers[first] in self.lexicon.ordinals
        kind = FactKind.DATE if year or is_date(text) else FactKind.NUMBER
        return self.mention(kind, value, first, k, soft=soft), k

    def is_glued(self, k: int) -> bool:
        """A word ends right before the number, as in 1万2000人, and it is not called a year."""
        lexeme = self.lexemes[k]
        return k > 0 and not self.gap(k) and not self.text.startswith("年", lexeme.end)

    def crowd(self, first: int) -> tuple[Mention | None, int]:
        """Read "hundreds" and "tens of thousands", which say how many it was when a number takes their place."""
        many, k = self.lexicon.crowds[self.lowers[first]], first + 1
        if self.lowers[k] in LINKS and self.lowers[k + 1] in self.lexicon.crowds:
            many, k = many * self.lexicon.crowds[self.lowers[k + 1]], k + 2
        return self.mention(FactKind.NUMBER, ("about", many), first, k, soft=True), k

    def minutes(self, first: int, k: int) -> int | None:
        """The minute of the day, when the number is a time: "15:00" and "3 pm" are the same one."""
        half = self.lexicon.halves_of_day.get(self.lowers[k])
        lexeme = self.lexemes[first]
        # "two p.m.", but "seis horas" is how long it took
        in_words = str(self.lexicon.numbers.get(lexeme.lower, "")) if self.lexicon.noon else ""
        told = lexeme.text if lexeme.digits else in_words
        hour, mark, minute = told.partition(":")
        if not mark and half is not None:
            hour, _, minute = hour.partition(".")
        if not (hour.isdecimal() and len(hour) <= 2 and k == first + 1):
            return None
        if (half is None and not mark) or (minute and not (minute.isdecimal() and len(minute) == 2)):
            return None
        hours, minutes = int(hour), int(minute or 0)
        if hours >= _HOURS_A_DAY or minutes >= _MINUTES_AN_HOUR:
            return None
        if half is not None and self.lexicon.noon:
            hours = hours % 12 + half
        return hours * _MINUTES_AN_HOUR + minutes

    # ---------------------------------------------------------------- dates
    def is_date(self, k: int) -> bool:
        """Tell a month or weekday from a word that is written like one: "he may march", "Theresa May", "the DEC"."""
        if self.lexicon.capital_dates and not self.capital(k):
            return False
        if self.digits(k - 1) or self.digits(k + 1):
            return True
        text = self.lexemes[k].text
        if text.isupper() and len(text) < _LONG_WORD:
            return False
        if self.lowers[k] not in _AMBIGUOUS_MONTHS:
            return True
        return not self.opens(k) and not (self.capital(k - 1) and self.gap(k) == " " and not self.opens(k - 1))

    def weekday(self, k: int) -> int:
        """How many words name a day of the week; 0 when none do."""
        if self.bare(k) in self.lexicon.weekdays:
            return 1
        hyphened = self.lowers[k] in self.lexicon.hyphened and self.gap(k + 1) == "-"
        return 2 if hyphened and f"{self.lowers[k]}-{self.bare(k + 1)}" in self.lexicon.weekdays else 0

    def date(self, k: int, day: object = None, first: int | None = None) -> tuple[Mention | None, int]:
        """Read a weekday, or a month with the day and the year next to it."""
        start = k if first is None else first
        if width := self.weekday(k):
            weekday = self.lexicon.weekdays["-".join(self.bare(j) for j in range(k, k + width))]
            return self.mention(FactKind.DATE, ("weekday", weekday), k, k + width), k + width
        month = self.lexicon.months[self.lowers[k]]
        year = None
        k += 1
        if day is None and self.digits(k) and _is_day(value := value_of(self.lexemes[k].text, self.lexicon)):
            day, k = value, k + 1
            k += self.lowers[k] in SUFFIXES and not self.gap(k)
        link = k + (self.lowers[k] in {"of", "de", "del"})
        if (
            self.digits(link)
            and value_of(self.lexemes[link].text, self.lexicon) in _YEARS
            and self.gap(link) in {" ", ", "}
        ):
            year, k = value_of(self.lexemes[link].text, self.lexicon), link + 1
        return self.mention(FactKind.DATE, ("date", day, month, year), start, k), k

    # ---------------------------------------------------------------- names and telling words
    def name(self, first: int) -> tuple[Mention | None, int]:
        """Read a run of capitalised words: "Bank of England", "J. K. Rowling", "Covid-19"."""
        k = first + 1
        while True:
            link = k + (self.lowers[k] in LINKS and not self.capital(k))
            # "Collins (R-North Carolina)" is of a party, and of a state
            party = k == first + 1 and len(self.lowers[first]) == 1 and self.gap(first).endswith("(")
            joined = not party and self.gap(k) in {" ", "-"} and self.gap(link) in {" ", "-"}
            # "J. Holt", "Mt. Holt"
            initial = self.gap(k) == ". " and (
                len(self.lowers[k - 1]) == 1 or (k == first + 1 and self.is_short(first))
            )
            if self.may_name(link) and (joined or initial) and self.lowers[link] not in self.lexicon.weekdays:
                k = link + 1
            elif self.digits(k) and self.gap(k) in {"", "-"}:
                k += 1
            else:
                break
        words = tuple(self.bare(j) for j in range(first, k) if self.lowers[j] not in self.lexicon.titles)
        words = tuple(word for word in words if word not in LINKS)
        unmarked = (self.opens(first) and self.bare(first) not in self.names) or self.lexicon.capital_nouns
        lone = k == first + 1 and unmarked
        # "2FA" and "5G" are no names without their number.
        glued = self.digits(first - 1) and self.gap(first) in {"", "°", "°\xa0", "° "}
        if not words or glued or self.lowers[first] == "i":
            return None, k
        return self.mention(FactKind.NAME, words, first, k, soft=lone), k

    def may_name(self, k: int) -> bool:
        return self.capital(k) and (self.marked or self.bare(k) in self.names)

    def is_short(self, k: int) -> bool:
        """The word is a short form, such as "Mt"."""
        lower = self.lowers[k]
        return self.lexicon.short_forms.get(lower, lower) != lower

    def bare(self, k: int) -> str:
        """The word without a genitive: "Smith's" is Smith."""
        return self.lowers[k].removesuffix("'s").removesuffix("'")

    def word(self, k: int) -> tuple[Mention | None, int]:
        """Read a word that turns, weakens or attributes what is said."""
        lexicon, lower = self.lexicon, self.lowers[k]
        if lower in lexicon.negations or lower.endswith("n't"):
            only = self.lowers[k + 1] in lexicon.only
            numbered = lower == "no" and self.digits(k + 1)
            return (None if only or numbered else self.mention(FactKind.NEGATION, "not", k, k + 1)), k + 1
        if (day := self.bare(k)) in lexicon.days:
            return self.mention(FactKind.DATE, ("day", day), k, k + 1, soft=True), k + 1
        if not lexicon.idle.isdisjoint((f"{self.lowers[k - 1]} {lower}", f"{lower} {self.lowers[k + 1]}")):
            return None, k + 1
        for words in (lower, f"{lower} {self.lowers[k + 1]}"):
            if words in lexicon.hedges:
                return self.mention(FactKind.HEDGE, lexicon.hedges[words], k, k + 1), k + 1
        if (verb := lexicon.attributions.get(lower)) is not None:
            return self.mention(FactKind.ATTRIBUTION, verb, k, k + 1, soft=verb == PLAIN), k + 1
        if width := self.approximation(k):
            words = lower if width == 1 else f"{lower} {self.lowers[k + 1]}"
            return self.mention(FactKind.HEDGE, lexicon.approximations[words], k, k + width), k + width
        return None, k + 1

    def approximation(self, k: int) -> int:
        """How many words weaken the number after them: "up to 12"; 0 when none does."""
        lower = self.lowers[k]
        pairs = (2, f"{lower} {self.lowers[k + 1]}"), (1, lower)
        found = (width for width, words in pairs if words in self.lexicon.approximations and self.counts(k + width))
        return next(found, 0)

    def is_scale(self, k: int) -> bool:
        """A word such as "hundred" stands alone for a number: "a hundred people"."""
        lower = self.lowers[k]
        return lower in self.lexicon.scales and len(lower) >= _LONG_WORD and not self.digits(k - 1)

    def counts(self, k: int) -> bool:
        """A number comes next, so that "about" means roughly: "about 12", "about a dozen", not "about it"."""
        k += self.lowers[k] == "-"
        lower = self.lowers[k]
        return (
            self.digits(k)
            or lower in self.lexicon.numbers
            or self.is_scale(k)
            or (len(lower) <= _ARTICLE and self.is_scale(k + 1))
            or (self.digits(k + 1) and lower in self.lexicon.currencies)
        )


def _is_day(value: object) -> bool:
    return isinstance(value, int) and 1 <= value <= _DAYS_A_MONTH


def units(lexemes: Sequence[Lexeme], found: Iterable[Mention]) -> Iterator[Lexeme]:
    """The lexemes, but one for each number, date, time and sum, which tells what it says: "£3m" as "£3 million"."""
    k = 0
    for mention in found:
        if mention.kind not in _COUNTED:
            continue
        while k < len(lexemes) and lexemes[k].start < mention.start:
            yield lexemes[k]
            k += 1
        while k < len(lexemes) and lexemes[k].end <= mention.end:
            k += 1
        yield Lexeme(str(mention.key), str(mention.key), mention.start, mention.end)
    yield from lexemes[k:]
