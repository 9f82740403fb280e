import re
import string
import subprocess
import sys
import time
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowback import segmentation
from rowback.segmentation import split_sentences

GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"
SEED = Path(__file__).parents[2] / "shared" / "seed"
UNSPACED = ("zh", "ja")
LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "ru", "zh", "ja", "ar", "he", "hi", "el", "sv", "xx", ""]

# Pieces that marks, quotes and abbreviations are made of, so that random text is full of hard places.
PIECES = [
    ".",
    "!",
    "?",
    "…",
    "...",
    "。",
    "！",
    "।",
    "؟",
    "“",
    "”",
    '"',
    "'",
    "’",
    "«",
    "»",
    "「",
    "」",
    "(",
    ")",
    "[",
    "]",
]
PIECES += [
    " ",
    "  ",
    "\n",
    "\u2028",
    "\xa0",
    "\u200b",
    "-",
    "—",
    ",",
    ":",
    "•",
    "1",
    "2024",
    "Dr",
    "U.S",
    "a.m",
    "p.m",
    "No",
]
PIECES += [
    "J",
    "The",
    "he",
    "said",
    "Portland",
    "Ore",
    "etc",
    "z.",
    "B.",
    "г.",
    "記者",
    "说",
    "한국",
    "है",
    "د",
    "😀",
    "iPhone",
]
hostile_text = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
languages = st.sampled_from(LANGUAGES)

STORY = (
    "The ferry left Brenholm at 6 a.m. on Tuesday.",
    "Dr. Ida Marsh, who was aboard, saw smoke.",
    "“Is it serious?” she asked the crew.",
    "“We must turn back,” said Capt. O. Lund.",
    "It was not.",
    "(The harbour office declined to comment.)",
    "Repairs will cost $2.5 million and take 12 days.",
    "Nobody was hurt!",
)


def golden_cases() -> list[tuple[str, tuple[str, ...]]]:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(language, tuple(text.split(" ¦ "))) for language, text in pairs]


def bare(text: str) -> str:
    return "".join(text.split())


def check_cut(expected: tuple[str, ...], language: str = "en") -> None:
    assert split_sentences(" ".join(expected), language=language) == expected


@pytest.mark.parametrize(("language", "expected"), golden_cases(), ids=lambda value: str(value)[:60])
def test_news_is_cut_as_a_reader_would(language: str, expected: tuple[str, ...]) -> None:
    blank = "" if language in UNSPACED else " "
    assert split_sentences(blank.join(expected), language=language) == expected


def test_a_quote_and_its_attribution_are_one_sentence() -> None:
    check_cut(("“Why?” she asked.", "“Why now?” Reyes asked.", "“Why me?”", "“Why not?”"))


def test_a_straight_quote_behind_a_forgotten_blank_closes_what_is_open_and_else_opens() -> None:
    assert split_sentences('"We wait," said Reyes of the board."Rain is near."') == (
        '"We wait," said Reyes of the board.',
        '"Rain is near."',
    )
    assert split_sentences('She shouted "Go."The crowd went.') == ('She shouted "Go."', "The crowd went.")


def test_sentences_inside_one_quote_are_cut() -> None:
    check_cut(("“The lake rises.", "It is dangerous,” Dr. Lee said."))


def test_a_closing_quote_or_bracket_stays_with_what_it_closes() -> None:
    check_cut(("He called it “reckless.”", "(It was.)", "[Laughter.]", "She agreed."))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\n\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_newline_always_cuts(newline: str) -> None:
    assert split_sentences(f"Storm hits coast{newline}two are missing") == ("Storm hits coast", "two are missing")


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", "\u3000\xa0"])
def test_white_space_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == ()


def test_a_lone_mark_is_no_sentence_of_its_own() -> None:
    assert split_sentences("He left. … ■") == ("He left. … ■",)
    assert split_sentences("“…” He left. She stayed.") == ("“…” He left.", "She stayed.")


def test_a_regional_code_is_read_as_its_language() -> None:
    text = "O dr. Lima mora na av. Central. Ele tem 40 anos."
    assert split_sentences(text, language="pt-BR") == split_sentences(text, language="pt")
    assert split_sentences(text, language="PT_br") == split_sentences(text, language="pt")


def test_an_unclosed_quote_moves_no_distant_boundary() -> None:
    """Sentencex pairs quotes over the whole text: given this, it would find other sentences."""
    check_cut(("“The first one never closes.", "Here is the second.", "And a “third” one.", "The fourth."))


def test_the_cut_does_not_depend_on_what_was_cut_before() -> None:
    first = split_sentences(" ".join(STORY))
    split_sentences('He said "no. (' * 100, language="de")
    assert split_sentences(" ".join(STORY)) == first == STORY


def test_the_segmenter_names_itself_and_sentencex() -> None:
    assert re.fullmatch(rf"rowback-\d+\+sentencex-{re.escape(version('sentencex'))}", segmentation.SEGMENTER)
    with pytest.raises(AttributeError, match="NO_SUCH_NAME"):
        _ = segmentation.NO_SUCH_NAME


def test_importing_it_does_not_read_package_metadata() -> None:
    """`--help` should stay fast: versions are read when they are asked for."""
    code = "import rowback.segmentation as s; assert not s._segmenter.cache_info().currsize"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "piece", ["“a. ", "a.", "Dr. ", "5. ", "! ", ". ", "(a! ", "。", "“一！”", "A. B.-", "...... ", "? » ", "\n"]
)
def test_hostile_text_is_cut_in_good_time(piece: str) -> None:
    """A hang guard: every piece takes a fraction of a second here, and took sentencex alone up to a minute."""
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    assert bare("".join(split_sentences(text))) == bare(text)
    assert time.perf_counter() - start < 20


def test_the_seed_article_is_cut_into_the_sentences_a_reader_counts() -> None:
    if not SEED.is_dir():
        pytest.skip(f"the seed article is not part of the project, and {SEED} does not exist")
    wanted = (SEED / "sentences.txt").read_text(encoding="utf-8").strip().split("\n\n")
    article = (SEED / "article.txt").read_text(encoding="utf-8").splitlines()
    openings = {paragraph[:30] for paragraph in wanted}
    paragraphs = [line for line in article if line[:30] in openings]
    assert ["\n".join(split_sentences(paragraph)) for paragraph in paragraphs] == wanted


def ends_of(text: str, language: str) -> list[int]:
    """Where sentences end, counted without white space."""
    return list(accumulate(len(bare(sentence)) for sentence in split_sentences(text, language=language)))


@settings(max_examples=400)
@given(st.data())
def test_an_edit_inside_one_line_of_news_moves_no_boundary_of_the_lines_round_it(data: st.DataObject) -> None:
    """Whatever is put between the words: a lost quote or bracket too."""
    language = data.draw(st.sampled_from(["en", "de", "fr", "es", "ru"]))
    lines = [" ".join(sentences) for code, sentences in golden_cases() if code == language]
    above, edited, below = (data.draw(st.sampled_from(lines)) for _ in range(3))
    words = edited.split()
    if len(words) < 7:
        return
    place = data.draw(st.integers(3, len(words) - 3))
    piece = data.draw(
        st.sampled_from(["“", "”", '"', "(", ")", "«", "»", "'", "word", "12", "Dr.", "No.", "said", "…"])
    )
    new = " ".join([*words[:place], piece, *words[place:]])
    old_ends = ends_of(f"{above} {edited} {below}", language)
    new_ends = ends_of(f"{above} {new} {below}", language)
    start, size = len(bare(above)), len(bare(piece))
    end = start + len(bare(edited))
    assert [each for each in new_ends if each <= start] == [each for each in old_ends if each <= start]
    assert [each - size for each in new_ends if each >= end + size] == [each for each in old_ends if each >= end]


@given(hostile_text, languages)
def test_nothing_but_white_space_is_lost(text: str, language: str) -> None:
    sentences = split_sentences(text, language=language)
    assert bare("".join(sentences)) == bare(text)
    assert all(sentence and sentence == sentence.strip() for sentence in sentences)


@given(st.lists(st.sampled_from(STORY), max_size=8))
def test_sentences_of_a_story_in_any_order_are_found_again(sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = split_sentences(text)
    assert found == tuple(sentences)
    assert split_sentences(" ".join(found)) == found


@settings(max_examples=200)
@given(st.integers(0, len(STORY) - 1), st.data(), st.text(string.ascii_lowercase, min_size=2, max_size=9))
def test_an_edit_inside_one_sentence_moves_no_other_boundary(index: int, data: st.DataObject, word: str) -> None:
    words = STORY[index].split()
    inner = range(1, len(words) - 1)
    if not inner:
        return
    words[data.draw(st.sampled_from(inner))] = word
    edited = " ".join(words)
    found = split_sentences(" ".join([*STORY[:index], edited, *STORY[index + 1 :]]))
    assert found[:index] == STORY[:index]
    assert found[len(found) - (len(STORY) - index - 1) :] == STORY[index + 1 :]
