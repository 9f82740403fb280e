from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment.admissions import admits
from rowback.alignment.disclosure import disclosed
from rowback.model import Admission, Article, Change, ChangeKind, Comparison, Disclosure, Fact, FactKind, Weight

EARLY, LATE = datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 1, 12, tzinfo=UTC)
DEATHS = Fact(FactKind.NUMBER, "12", "19")
NAME = Fact(FactKind.NAME, "Anna Holt", "Anna Hart")

ADMISSIONS = [
    "This article was amended on 3 March 2026 to correct the name of the mayor.",
    "An earlier version of this story said that 12 people had died.",
    "Correction: the mayor is Anna Hart.",
    "Update (March 3): the bridge is open again.",
    "This story has been updated.",
    "After this story was first published, the ministry withdrew its plan.",
    "Dieser Artikel wurde nachträglich korrigiert.",
    "In einer früheren Version hieß es, zwölf Menschen seien gestorben.",
    "Cet article a été modifié le 3 mars.",
    "Une première version de cet article indiquait douze morts.",
    "Este artículo ha sido corregido.",
    "Fe de errores: la alcaldesa es Anna Hart.",
    "Questo articolo è stato aggiornato.",
    "Errata corrige: la sindaca è Anna Hart.",
    "Este texto foi corrigido às 10h.",
    "Uma versão anterior desta reportagem dizia doze mortos.",
    "Dit artikel is aangepast.",
    "In een eerdere versie van dit artikel stond twaalf doden.",
    "Saken er oppdatert.",
    "I en tidligere versjon av saken sto det tolv døde.",
    "この記事は3月3日に訂正しました。",
    "הכתבה עודכנה בשעה 10.",
]
OTHER_NEWS = [
    "The report was amended by the committee.",
    "An earlier version of the bill said nothing of it.",
    "The company has updated its figures.",
    "He corrected the record in court.",
    "Prison officers call it a house of correction.",
    "Das Gesetz wurde geändert.",
    "La loi a été modifiée.",
    "In its update the firm named no dates.",
    "法案は修正された。",
]


def disclose(comparison: Comparison) -> Disclosure | None:
    return disclosed(comparison).disclosure


def admissions(comparison: Comparison) -> tuple[Admission, ...]:
    return disclosed(comparison).admissions


def compared(*changes: Change, after: str = "", **parts: object) -> Comparison:
    """A comparison whose article after has one paragraph, of the one sentence that each change points to."""
    article = Article(sentences_by_paragraph=((after,),))
    return Comparison(Article(), article, changes, **parts)  # type: ignore[arg-type]  # the parts vary


def edited(*facts: Fact, weight: Weight = Weight.SUBSTANCE, after: int = 0) -> Change:
    return Change(ChangeKind.EDITED, False, (0,), (after,), weight=weight, facts=facts)


def dated(before: datetime | None, after: datetime | None) -> Comparison:
    return Comparison(Article(modified=before), Article(modified=after), (edited(DEATHS),))


def noticed(notice: str, *changes: Change, before: tuple[str, ...] = ()) -> Comparison:
    return Comparison(Article(notices=before), Article(notices=(*before, notice)), changes)


def test_a_change_without_substance_needs_no_disclosure() -> None:
    assert disclose(compared(edited(weight=Weight.WORDING))) is None
    assert disclose(compared()) is None


def test_a_changed_fact_and_not_a_word_about_it_is_silent() -> None:
    assert disclose(compared(edited(DEATHS))) is Disclosure.SILENT


def test_a_headline_of_other_substance_is_silent() -> None:
    pair = ("Fire kills 12", "Fire kills 19")
    heavy = compared(headline=pair, headline_weight=Weight.SUBSTANCE, headline_facts=(DEATHS,))
    assert disclose(heavy) is Disclosure.SILENT
    assert disclose(compared(headline=pair, headline_weight=Weight.WORDING)) is None


def test_a_new_notice_discloses() -> None:
    assert disclose(noticed("We corrected this text.", edited(DEATHS))) is Disclosure.DISCLOSED


def test_a_reworded_notice_discloses() -> None:
    comparison = Comparison(
        Article(notices=("Amended on Monday.",)), Article(notices=("Amended on Tuesday.",)), (edited(DEATHS),)
    )
    assert disclose(comparison) is Disclosure.DISCLOSED


def test_an_old_notice_does_not_disclose_a_new_change() -> None:
    comparison = Comparison(Article(notices=("Old.",)), Article(notices=("Old.",)), (edited(DEATHS),))
    assert disclose(comparison) is Disclosure.SILENT


def test_a_notice_that_names_every_changed_fact_discloses() -> None:
    notice = "An earlier version said that 12 people died and called the mayor Anna Holt."
    assert disclose(noticed(notice, edited(DEATHS), edited(NAME))) is Disclosure.DISCLOSED


def test_a_notice_that_names_one_of_two_changed_facts_discloses_partly() -> None:
    notice = "An earlier version said that 12 people died."
    assert disclose(noticed(notice, edited(DEATHS), edited(NAME))) is Disclosure.PARTLY


def test_a_number_inside_another_is_not_named() -> None:
    notice = "Amended on 3 March at 12.30 to name Anna Hart."
    assert disclose(noticed(notice, edited(DEATHS), edited(NAME))) is Disclosure.PARTLY


def test_a_newer_date_alone_discloses_partly() -> None:
    assert disclose(dated(EARLY, LATE)) is Disclosure.PARTLY
    assert disclose(dated(None, LATE)) is Disclosure.PARTLY


@pytest.mark.parametrize(("before", "after"), [(LATE, LATE), (LATE, EARLY), (LATE, None), (None, None)])
def test_a_date_that_is_not_newer_admits_nothing(before: datetime | None, after: datetime | None) -> None:
    assert disclose(dated(before, after)) is Disclosure.SILENT


def test_a_new_sentence_that_admits_the_change_discloses() -> None:
    added = Change(ChangeKind.ADDED, False, (), (0,), weight=Weight.SUBSTANCE)
    assert disclose(compared(added, after="This article was amended on Monday.")) is Disclosure.DISCLOSED
    assert disclose(compared(added, after="The law was amended on Monday.")) is Disclosure.SILENT


def test_a_sentence_that_stayed_does_not_disclose_a_new_change() -> None:
    stayed = Change(ChangeKind.UNCHANGED, False, (0,), (0,))
    gone = Change(ChangeKind.REMOVED, False, (1,), (), weight=Weight.SUBSTANCE)
    assert disclose(compared(stayed, gone, after="This article was amended on Monday.")) is Disclosure.SILENT


def test_a_notice_in_the_text_need_not_admit_to_its_own_date() -> None:
    redated = edited(Fact(FactKind.DATE, "Monday", "Tuesday"))
    other = edited(DEATHS, after=5)
    assert disclose(compared(redated, other, after="This article was amended on Tuesday.")) is Disclosure.DISCLOSED


def test_a_notice_goes_with_the_changes_whose_facts_it_names() -> None:
    deaths, mayor = edited(DEATHS), edited(NAME, after=1)
    stayed = Change(ChangeKind.UNCHANGED, False, (2,), (2,))
    comparison = noticed("An earlier version said that 12 people died.", deaths, stayed, mayor)
    assert admissions(comparison) == (Admission(comparison.after.notices[0], (0,)),)
    both = noticed("An earlier version said that 12 died and called the mayor Anna Holt.", deaths, stayed, mayor)
    assert admissions(both)[0].changes == (0, 2)


def test_a_notice_that_goes_with_no_change_is_listed_too() -> None:
    comparison = noticed("An earlier version misspelled the name of a street.", edited(DEATHS))
    assert admissions(comparison) == (Admission(comparison.after.notices[0]),)
    assert admissions(noticed("Corrected on Monday.")) == (Admission("Corrected on Monday."),)


def test_an_old_notice_admits_no_new_change() -> None:
    comparison = Comparison(Article(notices=("12 died.",)), Article(notices=("12 died.",)), (edited(DEATHS),))
    assert admissions(comparison) == ()


def test_a_notice_may_speak_of_the_headline() -> None:
    pair = ("Fire kills 12", "Fire kills 19")
    comparison = noticed("An earlier headline said that 12 had died.")
    heavy = replace(comparison, headline=pair, headline_weight=Weight.SUBSTANCE, headline_facts=(DEATHS,))
    assert admissions(heavy) == (Admission("An earlier headline said that 12 had died.", headline=True),)


def test_a_sentence_that_admits_goes_with_other_changes_than_itself() -> None:
    text = "An earlier version of this article said that 12 had died."
    comparison = compared(edited(DEATHS, after=5), edited(DEATHS), after=text)
    assert admissions(comparison) == (Admission(text, (0,)),)


@pytest.mark.parametrize("text", ADMISSIONS)
def test_a_correction_is_recognised_in_ten_languages(text: str) -> None:
    assert admits(text)


@pytest.mark.parametrize("text", OTHER_NEWS)
def test_news_about_amendments_is_no_admission(text: str) -> None:
    assert not admits(text)


@given(st.text(max_size=80), st.text(max_size=20), st.lists(st.integers(0, 3), max_size=3))
def test_any_text_is_judged(text: str, fact: str, indexes: list[int]) -> None:
    change = Change(
        ChangeKind.EDITED,
        False,
        (0,),
        tuple(indexes),
        weight=Weight.SUBSTANCE,
        facts=(Fact(FactKind.NAME, fact, None),),
    )
    assert disclose(compared(change, after=text)) is not None
    assert disclose(noticed(text, change)) is not None
