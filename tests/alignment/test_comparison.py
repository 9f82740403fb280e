import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment import compare
from rowback.model import Article, ChangeKind, Comparison, Disclosure, Fact, FactKind, SpanKind, Weight
from tests.alignment.scripts import MIRRORED, Script, kinds_of, scripts


def article(*paragraphs: tuple[str, ...], headline: str | None = "Mill fire", authors: tuple[str, ...] = ()) -> Article:
    return Article(
        headline=headline,
        authors=authors,
        language="en",
        paragraphs=tuple(" ".join(sentences) for sentences in paragraphs),
        sentences_by_paragraph=paragraphs,
    )


OPENING = "A fire destroyed the old paper mill in Harrowby on Monday night."
TOLL = "The blaze injured 12 workers, the brigade said."
CLOSE = "The cause was not known on Tuesday morning."


def test_an_article_compared_with_itself_changes_nothing() -> None:
    story = article((OPENING, TOLL), (CLOSE,))
    comparison = compare(story, story)
    assert not list(comparison.reported)
    assert not comparison.makes_revision
    assert comparison.weight is None
    assert comparison.disclosure is None
    assert comparison.summary == "no changes"


def test_an_edited_sentence_shows_its_words() -> None:
    comparison = compare(article((OPENING, TOLL, CLOSE)), article((OPENING, TOLL.replace("12", "19"), CLOSE)))
    (change,) = comparison.reported
    assert change.kind is ChangeKind.EDITED
    assert [(span.kind, span.text) for span in change.spans if span.kind is not SpanKind.SAME] == [
        (SpanKind.DELETED, "12"),
        (SpanKind.INSERTED, "19"),
    ]
    assert change.weight is not None
    assert comparison.weight is change.weight


def test_an_added_and_a_removed_sentence_are_one_span_each() -> None:
    comparison = compare(
        article((OPENING, TOLL, CLOSE)), article((OPENING, CLOSE, "Nobody has claimed the insurance."))
    )
    removed, added = comparison.reported
    assert [(span.kind, span.text) for span in removed.spans] == [(SpanKind.DELETED, TOLL)]
    assert [(span.kind, span.text) for span in added.spans] == [
        (SpanKind.INSERTED, "Nobody has claimed the insurance.")
    ]


def test_a_sentence_that_only_moved_has_no_spans() -> None:
    comparison = compare(article((OPENING, TOLL, CLOSE)), article((OPENING, CLOSE, TOLL)))
    (moved,) = comparison.reported
    assert moved.moved
    assert moved.kind is ChangeKind.UNCHANGED
    assert moved.spans == ()
    assert moved.weight is Weight.WORDING


def test_a_split_is_marked_over_its_sentences_joined_with_a_blank() -> None:
    whole = "The mill had stood empty since spring, and its owners had hoped to sell the land to the town."
    parts = ("The mill had stood empty since spring.", "Its owners had hoped to sell the land to the town.")
    comparison = compare(article((OPENING, whole, CLOSE)), article((OPENING, *parts, CLOSE)))
    (split,) = comparison.reported
    assert split.kind is ChangeKind.SPLIT
    assert "".join(span.text for span in split.spans if span.kind is not SpanKind.DELETED) == " ".join(parts)


def test_a_sentence_that_was_only_cut_in_two_has_no_spans() -> None:
    parts = ("The mill had stood empty since spring.", "Its owners had hoped to sell the land to the town.")
    comparison = compare(article((OPENING, " ".join(parts), CLOSE)), article((OPENING, *parts, CLOSE)))
    (split,) = comparison.reported
    assert split.kind is ChangeKind.SPLIT
    assert split.spans == ()
    assert split.weight is Weight.COSMETIC


def test_a_changed_headline_shows_its_words_and_has_a_weight() -> None:
    comparison = compare(article((OPENING,)), article((OPENING,), headline="Mill inferno"))
    assert comparison.headline == ("Mill fire", "Mill inferno")
    assert [span.text for span in comparison.headline_spans] == ["Mill ", "fire", "inferno"]
    assert comparison.weight is comparison.headline_weight is Weight.WORDING
    assert comparison.makes_revision


def test_a_headline_of_other_substance_names_its_facts_and_is_silent() -> None:
    before = article((OPENING,), headline="Fire kills 12 in mill")
    comparison = compare(before, article((OPENING,), headline="Fire kills 19 in mill"))
    assert comparison.headline_weight is comparison.weight is Weight.SUBSTANCE
    assert comparison.headline_facts == (Fact(FactKind.NUMBER, "12", "19"),)
    assert comparison.disclosure is Disclosure.SILENT
    assert comparison.summary == "headline changed (number 12 → 19)"


def test_a_name_that_opens_a_sentence_is_known_from_the_others() -> None:
    rest = "The mayor met Holt on Monday.", "She then met Marsh and his lawyer."
    comparison = compare(
        article(("Holt owned the mill.", *rest), headline="Holt to blame"),
        article(("Marsh owned the mill.", *rest), headline="Marsh to blame"),
    )
    (change,) = comparison.reported
    assert change.facts == comparison.headline_facts == (Fact(FactKind.NAME, "Holt", "Marsh"),)


def test_a_headline_may_come_and_go() -> None:
    comparison = compare(article((OPENING,), headline=None), article((OPENING,)))
    assert comparison.headline == (None, "Mill fire")
    assert [(span.kind, span.text) for span in comparison.headline_spans] == [(SpanKind.INSERTED, "Mill fire")]
    assert comparison.headline_weight is Weight.WORDING
    assert comparison.disclosure is None


def test_metadata_that_differs_is_given_as_pairs() -> None:
    day = datetime(2026, 3, 2, tzinfo=UTC)
    before = Article(authors=("Ines Marr",), published=day, notices=())
    after = Article(
        authors=("Ines Marr", "Tom Oyelaran"), published=day, modified=day, notices=("Correction: a name.",)
    )
    comparison = compare(before, after)
    assert comparison.authors == (before.authors, after.authors)
    assert comparison.published is None
    assert comparison.modified == (None, day)
    assert comparison.notices == ((), after.notices)
    assert comparison.weight is Weight.WORDING


def test_a_newer_modified_date_alone_weighs_nothing() -> None:
    comparison = compare(Article(), Article(modified=datetime(2026, 3, 2, tzinfo=UTC)))
    assert comparison.weight is None
    assert not comparison.makes_revision


LINES = (
    "It rains.",
    "It rains, they say.",
    "The dam held.",
    "The dam broke.",
    "",
    "Nobody was hurt; all got out in time.",
)


def check_rebuilt(story: Article, parts: dict[tuple[int, ...], str]) -> None:
    """Every sentence is in one part, and each part reads like its sentences."""
    assert sorted(index for indexes in parts for index in indexes) == list(range(len(story.sentences)))
    for indexes, text in parts.items():
        assert text == " ".join(story.sentences[index] for index in indexes)


def check_sound(comparison: Comparison) -> None:
    """The changes with their words are both articles, and what is said of them adds up."""
    before = comparison.before.sentences
    old, new = {}, {}
    for change in comparison.changes:
        kept = "" if change.spans else " ".join(before[index] for index in change.before)
        old[change.before] = kept + "".join(span.text for span in change.spans if span.kind is not SpanKind.INSERTED)
        new[change.after] = kept + "".join(span.text for span in change.spans if span.kind is not SpanKind.DELETED)
    old.pop((), None)
    new.pop((), None)
    check_rebuilt(comparison.before, old)
    check_rebuilt(comparison.after, new)
    assert comparison.makes_revision == any(True for _ in comparison.reported)
    assert (comparison.summary == "no changes") == (not comparison.makes_revision)
    assert (comparison.weight is None) == (not comparison.makes_revision)


@given(st.lists(st.sampled_from(LINES), max_size=8), st.lists(st.sampled_from(LINES), max_size=8))
def test_a_comparison_rebuilds_both_sides(before: list[str], after: list[str]) -> None:
    check_sound(compare(article(tuple(before)), article(tuple(after))))


SIDES = {SpanKind.DELETED: SpanKind.INSERTED, SpanKind.INSERTED: SpanKind.DELETED, SpanKind.SAME: SpanKind.SAME}


def in_paragraphs(sentences: tuple[str, ...], length: int) -> Article:
    """An article of them, so many in a paragraph."""
    return article(*(sentences[k : k + length] for k in range(0, len(sentences), length)))


@given(scripts(), st.integers(1, 4), st.integers(1, 4))
def test_edited_articles_are_rebuilt_and_counted(script: Script, old: int, new: int) -> None:
    comparison = compare(in_paragraphs(script.before, old), in_paragraphs(script.after, new))
    check_sound(comparison)
    assert kinds_of(comparison.changes) == script.kinds
    told = {
        "reworded|touched up": script.kinds[ChangeKind.EDITED],
        "split": script.kinds[ChangeKind.SPLIT],
    }
    for verb, number in told.items():
        found = re.findall(rf"(\d+) (?:sentences? )?(?:{verb})", comparison.summary)
        assert sum(map(int, found)) == number


@given(scripts(), st.integers(1, 4))
def test_an_edited_article_compared_with_itself_changes_nothing(script: Script, length: int) -> None:
    story = in_paragraphs(script.after, length)
    comparison = compare(story, story)
    check_sound(comparison)
    assert not comparison.makes_revision


@given(scripts(), st.integers(1, 4), st.integers(1, 4))
def test_swapping_the_articles_mirrors_kinds_weights_and_words(script: Script, old: int, new: int) -> None:
    before, after = in_paragraphs(script.before, old), in_paragraphs(script.after, new)
    there, back = compare(before, after), compare(after, before)
    mirrored = {
        (MIRRORED.get(change.kind, change.kind), change.after, change.before, change.weight) for change in there.changes
    }
    assert {(change.kind, change.before, change.after, change.weight) for change in back.changes} == mirrored
    words = {
        (change.after, frozenset((SIDES[span.kind], span.text) for span in change.spans)) for change in there.changes
    }
    assert {(change.before, frozenset((s.kind, s.text) for s in change.spans)) for change in back.changes} == words
    assert (there.weight, there.disclosure) == (back.weight, back.disclosure)


def test_a_page_that_restamps_itself_was_not_published_anew() -> None:
    times = [datetime(2026, 11, day, 8, tzinfo=UTC) for day in (1, 2, 3)]
    before, after, dated = (Article(published=published, modified=modified) for published, modified in (
        (times[0], times[0]), (times[1], times[1]), (times[2], times[1])
    ))  # fmt: skip
    assert compare(before, after).published is None
    assert compare(before, after).modified == (times[0], times[1])
    assert not compare(before, after).makes_revision
    assert compare(after, dated).published == (times[1], times[2])
