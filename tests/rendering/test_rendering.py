"""What all formats promise."""

import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowback.errors import UsageError
from rowback.model import Article, Change, ChangeKind, Comparison, Fact, FactKind, Span, SpanKind, Weight
from rowback.rendering import FORMATS, WHOLE, render
from rowback.text import visible
from tests.rendering.comparisons import COMPARISONS, mixed, number

HIDDEN = "\n\t\x00\x07\x1b\x7f\x9b\u202e\u2066\u200b\u200d\ufeff\u00ad\ue000"
NASTY = st.text(st.sampled_from(HIDDEN + "ab 1中א⟨U<>&'\"[]{}+-*_~`@#|\\"), min_size=1, max_size=12)


def test_formats_are_the_files_of_the_package() -> None:
    assert FORMATS == ("html", "json", "markdown", "terminal", "text", "unified")


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="'pdf'") as caught:
        render(number(), "pdf")
    assert caught.value.hint == "choose one of html, json, markdown, terminal, text, unified"


def test_shared_modules_are_no_formats() -> None:
    with pytest.raises(UsageError):
        render(number(), "_rows")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", COMPARISONS)
def test_output_ends_with_one_line_break_and_says_the_same_twice(form: str, name: str) -> None:
    made = COMPARISONS[name]()
    text = render(made, form)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert render(made, form) == text


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_at_all_can_be_shown(form: str) -> None:
    assert "no changes" in render(Comparison(Article(), Article(), ()), form)


def test_naming_the_formats_loads_none_of_them() -> None:
    code = "import sys, rowback.rendering; sys.exit(any(m in sys.modules for m in ('rich', 'jinja2')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "unified"])
@given(before=NASTY, after=NASTY, other=NASTY)
@settings(max_examples=40, deadline=None)
def test_no_character_that_hides_or_commands_gets_out(form: str, before: str, after: str, other: str) -> None:
    """A patch is exact instead: see test_unified.py; the command line shows it harmless on a terminal."""
    text = render(nasty(before, after, other), form)
    assert {character for character in text if is_hidden(character)} <= {"\n"}


def nasty(before: str, after: str, other: str) -> Comparison:
    """Page text in every place that a page can fill."""
    old = Article(before, (before,), language=other, paragraphs=(before,), sentences_by_paragraph=((before, other),))
    new = Article(after, (after,), language=other, notices=(other,), sentences_by_paragraph=((after, other),))
    spans = (Span(SpanKind.DELETED, before), Span(SpanKind.INSERTED, after))
    changes = (
        Change(ChangeKind.EDITED, True, (0,), (0,), spans, facts=(Fact(FactKind.QUOTATION, before, after),)),
        Change(ChangeKind.REMOVED, False, (1,), ()),
        Change(ChangeKind.ADDED, False, (), (1,)),
    )
    return Comparison(
        old,
        new,
        changes,
        headline=(before, after),
        headline_spans=spans,
        authors=((before,), (after,)),
        notices=((), (other,)),
        summary=other,
        url=f"https://{other}",
    )


def is_hidden(character: str) -> bool:
    """A joiner stays between letters that are written with it; the alphabet here has one such letter."""
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} and character != "\u200d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text” – 12 %", "plain “text” – 12 %"),
        ("pay \u202e00001$", "pay ⟨U+202E⟩00001$"),
        ("\x1b[2J", "⟨U+001B⟩[2J"),
        ("ze\u200bro", "ze⟨U+200B⟩ro"),
        ("a\u3164b\u2800c\U000e0041", "a⟨U+3164⟩b⟨U+2800⟩c⟨U+E0041⟩"),
        ("forged ⟨U+202E⟩", "forged ⟨U+27E8⟩U+202E⟩"),
        ("a ⟨b⟩", "a ⟨b⟩"),
        ("10\u00a0000", "10\u00a0000"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("a\u200cb", "a⟨U+200C⟩b"),
        ("👩\u200d🚒 ❤️\u200d🔥", "👩\u200d🚒 ❤️\u200d🔥"),
        ("\u200d", "⟨U+200D⟩"),
        ("\ud800", "⟨U+D800⟩"),
    ],
)
def test_what_is_hidden_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_blanks_of_another_width_are_told_apart(form: str) -> None:
    """Else a reader would look for the difference in vain."""
    before, after = "It cost 10 000 crowns.", "It cost 10\u00a0000 crowns."
    spans = (
        Span(SpanKind.SAME, "It cost "),
        Span(SpanKind.DELETED, "10 000"),
        Span(SpanKind.INSERTED, "10\u00a0000"),
        Span(SpanKind.SAME, " crowns."),
    )
    made = Comparison(
        Article(sentences_by_paragraph=((before,),)),
        Article(sentences_by_paragraph=((after,),)),
        (Change(ChangeKind.EDITED, False, (0,), (0,), spans),),
    )
    text = render(made, form)
    assert "10␣000" in text
    assert "10⍽000" in text


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_a_sentence_without_marks_is_shown_before_and_after(form: str) -> None:
    """`align` alone leaves no spans."""
    made = number()
    bare = replace(made, changes=tuple(replace(change, spans=()) for change in made.changes))
    text = render(bare, form)
    assert "Police said 12 people were taken to hospital." in text
    assert "Police said 19 people were taken to hospital." in text


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in WHOLE])
def test_lighter_changes_are_left_out_and_counted(form: str) -> None:
    text = render(mixed(), form, min_weight=Weight.SUBSTANCE)
    assert "3 changes lighter than substance left out" in text
    assert "emtpy" not in text
    assert "moved up from" not in text
    assert "left out" not in render(mixed(), form)
    assert "left out" not in render(number(), form, min_weight=Weight.SUBSTANCE)


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in WHOLE])
def test_a_lighter_headline_and_byline_are_left_out_too(form: str) -> None:
    before, after = Article(headline="Mill “burns”"), Article(headline='Mill "burns"', authors=("Ines Marr",))
    made = Comparison(
        before,
        after,
        (),
        headline=(before.headline, after.headline),
        authors=(before.authors, after.authors),
        headline_weight=Weight.COSMETIC,
    )
    assert "Ines Marr" in render(made, form, min_weight=Weight.WORDING)
    assert "1 change lighter than wording left out" in render(made, form, min_weight=Weight.WORDING)
    text = render(made, form, min_weight=Weight.SUBSTANCE)
    assert "2 changes lighter than substance left out" in text
    assert "Ines Marr" not in text
    assert "“" not in text


@pytest.mark.parametrize("form", WHOLE)
def test_programs_are_told_everything(form: str) -> None:
    assert render(mixed(), form, min_weight=Weight.SUBSTANCE) == render(mixed(), form)


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_a_long_quotation_is_not_said_again_beside_its_marks(form: str) -> None:
    text = render(COMPARISONS["quote_softened"](), form)
    assert "quotation changed" in text
    assert text.count("criminal") == 1


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "text", "unified"])
def test_times_are_shown_in_the_zone_they_are_given_in(form: str) -> None:
    made = number()
    assert made.revisions
    zone = timezone(timedelta(hours=-3))
    before, after = (replace(seen, observed_at=seen.observed_at.astimezone(zone)) for seen in made.revisions)
    assert "2026-11-01 07:05 -0300" in render(replace(made, revisions=(before, after)), form)
