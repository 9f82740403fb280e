import re
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment.summary import summarise
from rowback.model import Article, Change, ChangeKind, Comparison, Fact, FactKind, Weight

DEATHS = Fact(FactKind.NUMBER, "12", "19")
NOT = Fact(FactKind.NEGATION, None, "not")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def article(*sizes: int) -> Article:
    """An article with paragraphs of so many sentences each."""
    return Article(sentences_by_paragraph=tuple(("A sentence.",) * size for size in sizes))


def kept(before: int, after: int) -> Change:
    return Change(ChangeKind.UNCHANGED, False, (before,), (after,))


def moved(before: int, after: int) -> Change:
    return Change(ChangeKind.UNCHANGED, True, (before,), (after,), weight=Weight.WORDING)


def edited(at: int, *facts: Fact, weight: Weight | None = None) -> Change:
    found = weight or (Weight.SUBSTANCE if facts else Weight.WORDING)
    return Change(ChangeKind.EDITED, False, (at,), (at,), weight=found, facts=facts)


def added(*after: int) -> list[Change]:
    return [Change(ChangeKind.ADDED, False, (), (at,), weight=Weight.SUBSTANCE) for at in after]


def removed(*before: int) -> list[Change]:
    return [Change(ChangeKind.REMOVED, False, (at,), (), weight=Weight.SUBSTANCE) for at in before]


def regrouped(kind: ChangeKind, before: int, after: int, *facts: Fact) -> Change:
    return Change(kind, False, tuple(range(before)), tuple(range(after)), weight=Weight.WORDING, facts=facts)


def said(*changes: Change, before: Article | None = None, after: Article | None = None, **pairs: object) -> str:
    both = before or Article(), after or Article()
    return summarise(Comparison(*both, changes, **pairs))  # type: ignore[arg-type]  # the pairs vary


def test_nothing_changed() -> None:
    assert said(kept(0, 0), before=article(1), after=article(1)) == "no changes"


def test_sentences_are_added_in_a_paragraph() -> None:
    assert said(*added(1), after=article(1, 3)) == "1 sentence added in paragraph 2"
    assert said(*added(1, 2), after=article(1, 3)) == "2 sentences added in paragraph 2"


def test_sentences_are_added_in_several_paragraphs() -> None:
    assert said(*added(0, 2), after=article(2, 2)) == "2 sentences added in paragraphs 1 and 2"
    assert said(*added(0, 2, 4), after=article(2, 2, 2)) == "3 sentences added in paragraphs 1 to 3"
    assert said(*added(0, 2, 6), after=article(2, 2, 2, 2)) == "3 sentences added in paragraphs 1, 2 and 4"
    assert said(*added(0, 2, 6, 8), after=article(2, 2, 2, 2, 2)) == "4 sentences added"


def test_a_paragraph_that_is_new_as_a_whole_is_told_as_one() -> None:
    assert said(*added(1, 2), after=article(1, 2)) == "paragraph 2 added"
    assert said(*added(1, 2, 3), after=article(1, 2, 2)) == "paragraph 2 added; 1 sentence added in paragraph 3"
    assert said(*added(0, 2, 4, 6), after=article(1, 1, 1, 1, 1, 1, 1)) == "4 paragraphs added"


def test_what_was_removed_is_counted_in_the_article_before() -> None:
    assert said(*removed(4), before=article(4, 2), after=article(1)) == "1 sentence removed in paragraph 2"
    assert said(*removed(4, 5), before=article(4, 2), after=article(1)) == "paragraph 2 removed"


def test_a_paragraph_that_came_where_one_went_replaces_it() -> None:
    changes = [kept(0, 0), *removed(1, 2), *added(1), kept(3, 2)]
    assert said(*changes, before=article(1, 2, 1), after=article(1, 1, 1)) == "paragraph 2 replaced"
    changes = [kept(0, 0), *removed(1), *added(1, 2), kept(2, 3)]
    assert said(*changes, before=article(1, 1, 1), after=article(1, 1, 1, 1)) == (
        "paragraphs 2 and 3 added; paragraph 2 removed"
    )


def test_a_sentence_that_came_where_one_went_replaces_it() -> None:
    changes = [*removed(0), *added(0), kept(1, 1)]
    assert said(*changes, before=article(2), after=article(2)) == "1 sentence replaced in paragraph 1"
    apart = [*removed(0), kept(1, 0), *added(1)]
    assert said(*apart, before=article(2), after=article(2)) == (
        "1 sentence added in paragraph 1; 1 removed in paragraph 1"
    )


def test_a_reworded_sentence_names_its_facts() -> None:
    assert said(edited(0)) == "1 sentence reworded"
    assert said(edited(0), edited(1)) == "2 sentences reworded"
    assert said(edited(0, DEATHS)) == "1 sentence reworded (number 12 → 19)"
    assert said(edited(0, NOT)) == "1 sentence reworded (negation “not” added)"
    assert said(edited(0, Fact(FactKind.HEDGE, "may", None))) == "1 sentence reworded (hedge “may” dropped)"


def test_what_became_something_else_is_named_before_what_came_or_went() -> None:
    gone = Fact(FactKind.NUMBER, "7", None)
    assert (
        said(edited(0, gone, NOT), edited(1, DEATHS))
        == "2 sentences reworded (number 12 → 19, “7” dropped, and 1 more)"
    )
    quotations = [Fact(FactKind.QUOTATION, "so", "no"), Fact(FactKind.QUOTATION, "yes", "no")]
    assert said(edited(0, *quotations)) == "1 sentence reworded (quotation changed)"


def test_facts_are_few_and_short() -> None:
    facts = [Fact(FactKind.NUMBER, str(k), str(k + 1)) for k in range(5)]
    assert said(edited(0, *facts)) == "1 sentence reworded (number 0 → 1, 1 → 2, and 3 more)"
    long = said(edited(0, Fact(FactKind.NAME, "so " * 50, "no")))
    assert long == f"1 sentence reworded (name {'so ' * 13}… → no)".replace(" …", "…")
    assert said(edited(0, Fact(FactKind.QUOTATION, "so " * 50, "no"))) == "1 sentence reworded (quotation changed)"


def test_typography_is_told_apart() -> None:
    assert said(edited(0, weight=Weight.COSMETIC)) == "1 sentence touched up"
    assert said(edited(0), edited(1, weight=Weight.COSMETIC)) == "1 sentence reworded; 1 touched up"


def test_the_word_sentence_is_said_once_in_a_row() -> None:
    text = said(*added(5, 6), edited(0, DEATHS), headline=("A", "B"), after=article(3, 1, 1, 4))
    assert text == "2 sentences added in paragraph 4; 1 reworded (number 12 → 19); headline changed"


def test_splits_and_merges() -> None:
    assert said(regrouped(ChangeKind.SPLIT, 1, 2)) == "1 sentence split in two"
    assert said(regrouped(ChangeKind.SPLIT, 1, 4)) == "1 sentence split in 4"
    assert said(regrouped(ChangeKind.SPLIT, 1, 2), regrouped(ChangeKind.SPLIT, 1, 3)) == "2 sentences split"
    assert said(regrouped(ChangeKind.MERGED, 2, 1)) == "2 sentences merged into one"
    assert said(regrouped(ChangeKind.MERGED, 3, 1), regrouped(ChangeKind.MERGED, 2, 1)) == "5 sentences merged into 2"
    assert said(regrouped(ChangeKind.REWRITTEN, 2, 3, DEATHS)) == "2 sentences rewritten as 3 (number 12 → 19)"
    assert said(regrouped(ChangeKind.REWRITTEN, 2, 3), regrouped(ChangeKind.REWRITTEN, 2, 2)) == "2 passages rewritten"


def test_a_paragraph_that_moved_is_one_move() -> None:
    same = article(2, 2, 1)
    changes = [moved(2, 0), moved(3, 1), kept(0, 2), kept(1, 3), kept(4, 4)]
    assert said(*changes, before=same, after=same) == "paragraph 1 moved up"


def test_a_paragraph_that_moved_down() -> None:
    changes = [kept(1, 0), kept(2, 1), moved(0, 2)]
    assert said(*changes, before=article(1, 1, 1), after=article(1, 1, 1)) == "paragraph 3 moved down"


def test_a_part_of_a_paragraph_that_moved() -> None:
    changes = [kept(0, 0), moved(3, 1), kept(1, 2), kept(2, 3)]
    assert said(*changes, before=article(2, 2), after=article(3, 1)) == "1 sentence moved up to paragraph 1"


def test_sentences_that_moved_apart_are_separate_moves() -> None:
    changes = [moved(3, 0), kept(0, 1), moved(4, 2), kept(1, 3), kept(2, 4)]
    same = article(1, 1, 1, 1, 1)
    assert said(*changes, before=same, after=same) == "paragraph 1 moved up; paragraph 3 moved up"


def test_many_moves_are_counted() -> None:
    changes = [change for k in range(4) for change in (moved(7 - k, 2 * k), kept(k, 2 * k + 1))]
    assert said(*changes, before=article(8), after=article(8)) == "4 passages moved"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ({"headline": ("A", "B")}, "headline changed"),
        ({"authors": ((), ("Anna Holt",))}, "byline changed"),
        ({"published": (None, NOON)}, "date changed"),
        ({"modified": (None, NOON)}, "no changes"),
        ({"notices": ((), ("Corrected.",))}, "notice added"),
        ({"notices": (("Corrected.",), ())}, "notice removed"),
        ({"notices": (("Old.",), ("New.",))}, "notice changed"),
    ],
)
def test_metadata(pairs: dict[str, object], expected: str) -> None:
    assert said(**pairs) == expected  # type: ignore[arg-type]  # none of them is an article


def test_changes_of_substance_come_first() -> None:
    assert said(edited(0), *removed(1), before=article(1, 2)) == "1 sentence removed in paragraph 2; 1 reworded"
    scrap = Change(ChangeKind.ADDED, False, (), (0,), weight=Weight.WORDING)
    assert said(scrap, edited(1, DEATHS), after=article(2)) == (
        "1 sentence reworded (number 12 → 19); 1 added in paragraph 1"
    )


def test_a_long_summary_is_cut() -> None:
    text = said(
        *added(0),
        edited(1),
        *removed(0),
        regrouped(ChangeKind.SPLIT, 1, 2),
        regrouped(ChangeKind.MERGED, 2, 1),
        before=article(2),
        after=article(2),
        headline=("A", "B"),
        authors=((), ("Anna Holt",)),
        notices=((), ("Corrected.",)),
    )
    assert text == (
        "1 sentence added in paragraph 1; 1 removed in paragraph 1; 1 reworded; 1 split in two; 2 merged into one;"
        " notice added; and 2 more"
    )


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Articles of random paragraphs, and changes that cover some of their sentences."""
    kinds = draw(st.lists(st.sampled_from(["added", "removed", "edited", "kept", "moved"]), max_size=12))
    old, new = count(), count()
    changes = []
    for kind in kinds:
        before = () if kind == "added" else (next(old),)
        after = () if kind == "removed" else (next(new),)
        found = ChangeKind.UNCHANGED if kind in {"kept", "moved"} else ChangeKind(kind)
        weight = draw(st.sampled_from([None, *Weight]))
        changes.append(Change(found, kind == "moved", before, after, weight=weight))
    sides = [article(*draw(st.lists(st.integers(1, 3), max_size=8))) for _ in range(2)]
    return Comparison(sides[0], sides[1], tuple(changes))


@given(comparisons())
def test_the_counts_are_those_of_the_changes(comparison: Comparison) -> None:
    text = summarise(comparison)
    edits = sum(int(number) for number in re.findall(r"(\d+) (?:sentences? )?(?:reworded|touched up)", text))
    assert edits == comparison.counts.edited or "more" in text
    for verb, number in (("added", comparison.counts.added), ("removed", comparison.counts.removed)):
        assert number or f" {verb}" not in text
        assert not number or f" {verb}" in text or " replaced" in text or "more" in text
    assert (text == "no changes") == (not any(True for _ in comparison.reported))


@given(comparisons(), st.text(max_size=100))
def test_any_fact_fits_on_one_line(comparison: Comparison, fact: str) -> None:
    change = edited(0, Fact(FactKind.NAME, fact, None))
    text = summarise(Comparison(comparison.before, comparison.after, (change,)))
    assert len(text.splitlines()) == 1
    assert len(text) < 120
