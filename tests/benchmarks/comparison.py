"""What a comparison costs: `python -m tests.benchmarks.comparison`.

How the time grows (n, 2n and 4n sentences), and what 1 MB of text takes in its worst shapes: two articles that say the
most with the least, so that everything is equal to, like or next to everything else. CPU time of this process.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from itertools import islice

from rowback.alignment import compare
from rowback.api import segment
from rowback.model import Article

MEGABYTE = 1_000_000
SYLLABLES = ("ba", "ker", "li", "mon", "ta", "ri", "vel", "so", "den", "ful", "gra", "pe")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=500, help="the smallest n")
    parser.add_argument("--bytes", type=int, default=MEGABYTE, help="size of each side of a hostile pair")
    told = parser.parse_args()
    _say("| sentences | edited a little | unrelated | few, in another order |\n| --- | --- | --- | --- |")
    for n in (told.sentences, 2 * told.sentences, 4 * told.sentences):
        row = [str(n)]
        for before, after in (_edited(n), (_news(n, 1), _news(n, 2)), _repeated(n)):
            start = time.process_time()
            compare(_article(before), _article(after))
            row.append(f"{time.process_time() - start:.2f} s")
        _say(f"| {' | '.join(row)} |")
    _say("\n| hostile pair | splitting | comparing |\n| --- | --- | --- |")
    for name, pair in _hostile(told.bytes):
        start = time.process_time()
        one, other = (segment(Article(paragraphs=side)) for side in pair)
        split = time.process_time()
        compare(one, other)
        _say(f"| {name} | {split - start:.1f} s | {time.process_time() - split:.1f} s |")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _article(sentences: list[str]) -> Article:
    return Article(paragraphs=tuple(sentences), sentences_by_paragraph=tuple((each,) for each in sentences))


# ---------------------------------------------------------------- text
def _words(draw: random.Random) -> Iterator[str]:
    """Words as unevenly frequent as those of a language."""
    known = ["".join(draw.choices(SYLLABLES, k=draw.randint(1, 4))) for _ in range(5000)]
    while True:
        yield known[min(int(draw.paretovariate(0.6)) - 1, len(known) - 1)]


def _news(n: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    words = _words(draw)
    return [" ".join(islice(words, draw.randint(8, 30))).capitalize() + "." for _ in range(n)]


def _edited(n: int) -> tuple[list[str], list[str]]:
    """One sentence in ten loses a word, one in fifty goes, one in fifty is new."""
    draw, before = random.Random(3), _news(n, 1)
    after = []
    for sentence in before:
        words = sentence.split()
        if draw.random() < 0.1:
            del words[draw.randrange(len(words))]
        if draw.random() >= 0.02:
            after.append(" ".join(words))
        if draw.random() < 0.02:
            after.append(" ".join(draw.sample(words, len(words))))
    return before, after


def _repeated(n: int) -> tuple[list[str], list[str]]:
    """Few sentences, over and over, in another order."""
    few, draw = _news(10, 1), random.Random(4)
    return draw.choices(few, k=n), draw.choices(few, k=n)


# ---------------------------------------------------------------- hostile pairs
Sides = tuple[tuple[str, ...], tuple[str, ...]]


def _hostile(size: int) -> Iterator[tuple[str, Sides]]:
    """Each side is about `size` characters long."""
    draw = random.Random(5)
    letters, words = "abcdefghijklmnopqrstuvwxyz", _words(random.Random(6))

    def lines(make: Callable[[], str]) -> tuple[str, ...]:
        found, length = [], 0
        while length < size:
            found.append(make())
            length += len(found[-1]) + 1
        return tuple(found)

    def both(make: Callable[[], str]) -> Sides:
        return lines(make), lines(make)

    def word_lines(count: int) -> Callable[[], str]:
        return lambda: " ".join(islice(words, count))

    yield "one letter a line", both(lambda: draw.choice(letters))
    yield "one word a line", both(word_lines(1))
    yield "two words a line", both(word_lines(2))
    yield "five words a line", both(word_lines(5))
    yield "all lines equal, one more", (("Read more.",) * (size // 11), ("Read more.",) * (size // 11 + 1))
    yield "numbers", both(lambda: str(draw.randrange(100_000)))
    yield "numbers in prose", both(lambda: f"It was {draw.randrange(10_000)} of {draw.randrange(10_000)} people.")
    yield "near duplicates", both(lambda: f"The ferry to {draw.choice(letters)} was late again on its way home.")
    yield (
        "one paragraph of sentences",
        (
            (" ".join(_news(size // 90, 7)),),
            (" ".join(_news(size // 90, 8)),),
        ),
    )
    yield "one sentence of words", ((" ".join(islice(words, size // 6)),), (" ".join(islice(words, size // 6)),))
    yield "one sentence of one letter", (("a " * (size // 2),), ("a " * (size // 2 - 9) + "b",))
    yield "one word", (("ab" * (size // 2),), ("ba" * (size // 2 - 1),))
    yield "capitals and stops", ((" ".join(["U.S."] * (size // 5)),), (" ".join(["U.S."] * (size // 5 - 1)),))
    yield "quotation marks", (('"a" ' * (size // 4),), ('"b" ' * (size // 4),))
    yield "links in Chinese", (("中文" * (size // 2),), ("文中" * (size // 2 - 1),))
    yield "combining marks", (("a\u0301" * (size // 2),), ("a\u0300" * (size // 2),))
    yield "stops only", (("." * size,), ("." * (size - 1) + "!",))


if __name__ == "__main__":
    main()
