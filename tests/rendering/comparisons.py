"""Hand-made comparisons: what an aligner found is written down here, so that golden files do not move with it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from rowback.model import (
    Admission,
    Article,
    Change,
    ChangeKind,
    Comparison,
    Disclosure,
    Fact,
    FactKind,
    LinkChange,
    Revision,
    RevisionKind,
    Span,
    SpanKind,
    Weight,
)

URL = "https://www.harbour-courier.example/2026/mill-fire"
SEEN = (datetime(2026, 11, 1, 10, 5, tzinfo=UTC), datetime(2026, 11, 1, 10, 20, tzinfo=UTC))
IDS = ("3f9c2a7be1d04586a2c7f0b91e6d8c4a5b7e9f10", "b81d5e60c47a4f2d93e8a1706c5f2b9d4e3a8c77")
OWN_ZONE = timezone(timedelta(hours=1))

MILL = (
    ("Fire broke out at the Marston mill on Friday evening.", "Flames could be seen from the harbour."),
    ("Police said 12 people were taken to hospital.", "Two of them were firefighters."),
    ("The mill has stood empty since 1998.", "It was sold to a developer last year."),
    ("“We are relieved that nobody died,” said fire chief Ada Lindqvist.",),
    ("Residents were told to keep their windows shut.", "The road to the harbour reopened at noon."),
)


def same(text: str) -> Span:
    return Span(SpanKind.SAME, text)


def deleted(text: str) -> Span:
    return Span(SpanKind.DELETED, text)


def inserted(text: str) -> Span:
    return Span(SpanKind.INSERTED, text)


def article(
    paragraphs: tuple[tuple[str, ...], ...] = MILL,
    headline: str | None = "Fire guts Marston mill",
    language: str = "en",
    notices: tuple[str, ...] = (),
) -> Article:
    return Article(
        headline=headline,
        authors=("Mira Okonjo",),
        published=datetime(2026, 10, 31, 22, 15, tzinfo=OWN_ZONE),
        language=language,
        notices=notices,
        paragraphs=tuple(" ".join(sentences) for sentences in paragraphs),
        sentences_by_paragraph=paragraphs,
    )


def kept(before: int, after: int | None = None, *, moved: bool = False) -> Change:
    weight = Weight.WORDING if moved else None
    return Change(ChangeKind.UNCHANGED, moved, (before,), (before if after is None else after,), weight=weight)


def edited(before: int, after: int, *spans: Span, weight: Weight, facts: tuple[Fact, ...] = ()) -> Change:
    return Change(ChangeKind.EDITED, False, (before,), (after,), spans, weight, facts)


def added(after: int, weight: Weight = Weight.SUBSTANCE) -> Change:
    return Change(ChangeKind.ADDED, False, (), (after,), weight=weight)


def removed(before: int, weight: Weight = Weight.SUBSTANCE) -> Change:
    return Change(ChangeKind.REMOVED, False, (before,), (), weight=weight)


def comparison(
    before: Article, after: Article, changes: tuple[Change, ...], summary: str, weight: Weight
) -> Comparison:
    made = Comparison(before, after, changes, summary=summary, weight=weight, url=URL)
    if before.headline != after.headline:
        made = replace(made, headline=(before.headline, after.headline))
    if before.notices != after.notices:
        made = replace(made, notices=(before.notices, after.notices))
    kinds = (RevisionKind.NEW, RevisionKind.EDITED)
    revisions = [
        Revision(commit, URL, kind, seen, side.headline)
        for commit, kind, seen, side in zip(IDS, kinds, SEEN, (before, after), strict=True)
    ]
    return replace(made, revisions=(revisions[0], revisions[1]))


def _with(index: int, *sentences: str) -> tuple[tuple[str, ...], ...]:
    """The mill story with one paragraph written anew."""
    return (*MILL[:index], sentences, *MILL[index + 1 :])


def typo() -> Comparison:
    before = _with(2, "The mill has stood emtpy since 1998.", "It was sold to a developer last year.")
    change = edited(
        4, 4, same("The mill has stood "), deleted("emtpy"), inserted("empty"), same(" since 1998."),
        weight=Weight.COSMETIC,
    )  # fmt: skip
    changes = (*map(kept, range(4)), change, *map(kept, range(5, 9)))
    return comparison(article(before), article(), changes, "1 sentence edited", Weight.COSMETIC)


def number() -> Comparison:
    after = _with(1, "Police said 19 people were taken to hospital.", "Two of them were firefighters.")
    change = edited(
        2, 2, same("Police said "), deleted("12 "), inserted("19 "), same("people were taken to hospital."),
        weight=Weight.SUBSTANCE, facts=(Fact(FactKind.NUMBER, "12", "19"),),
    )  # fmt: skip
    changes = (*map(kept, range(2)), change, *map(kept, range(3, 9)))
    made = comparison(article(), article(after), changes, "1 sentence edited: number 12 → 19", Weight.SUBSTANCE)
    return replace(made, disclosure=Disclosure.SILENT)


def paragraph_moved() -> Comparison:
    after = (MILL[4], *MILL[:4])
    changes = (kept(7, 0, moved=True), kept(8, 1, moved=True), *(kept(k, k + 2) for k in range(7)))
    return comparison(article(), article(after), changes, "2 sentences moved", Weight.WORDING)


def split() -> Comparison:
    before = _with(2, "The mill, which has stood empty since 1998, was sold to a developer last year.")
    change = Change(
        ChangeKind.SPLIT, False, (4,), (4, 5),
        (
            same("The mill"), deleted(", which"), same(" has stood empty since 1998"), deleted(","),
            inserted(". It"), same(" was sold to a developer last year."),
        ),
        Weight.WORDING,
    )  # fmt: skip
    changes = (*map(kept, range(4)), change, *(kept(k, k + 1) for k in range(5, 8)))
    return comparison(article(before), article(), changes, "1 sentence split", Weight.WORDING)


def merge() -> Comparison:
    after = _with(2, "The mill, which has stood empty since 1998, was sold to a developer last year.")
    change = Change(
        ChangeKind.MERGED, False, (4, 5), (4,),
        (
            same("The mill"), inserted(", which"), same(" has stood empty since 1998"), deleted(". It"),
            inserted(","), same(" was sold to a developer last year."),
        ),
        Weight.WORDING,
    )  # fmt: skip
    changes = (*map(kept, range(4)), change, *(kept(k, k - 1) for k in range(6, 9)))
    return comparison(article(), article(after), changes, "2 sentences merged into one", Weight.WORDING)


def quote_softened() -> Comparison:
    before = _with(3, "“This was criminal neglect, and somebody will pay for it,” said fire chief Ada Lindqvist.")
    after = _with(3, "“There may have been neglect,” a fire service spokesman said.")
    facts = (
        Fact(
            FactKind.QUOTATION, "This was criminal neglect, and somebody will pay for it", "There may have been neglect"
        ),
        Fact(FactKind.NAME, "Ada Lindqvist", None),
        Fact(FactKind.HEDGE, None, "may"),
    )
    change = edited(
        6, 6, same("“"), deleted("This was criminal"), inserted("There may have been"), same(" neglect"),
        deleted(", and somebody will pay for it"), same(",” "), deleted("said"), inserted("a"), same(" fire "),
        deleted("chief Ada Lindqvist"), inserted("service spokesman said"), same("."),
        weight=Weight.SUBSTANCE, facts=facts,
    )  # fmt: skip
    changes = (*map(kept, range(6)), change, *map(kept, range(7, 9)))
    made = comparison(article(before), article(after), changes, "1 sentence edited: quotation", Weight.SUBSTANCE)
    return replace(made, disclosure=Disclosure.SILENT)


def headline() -> Comparison:
    before = article(headline="Minister denies knowing of leak at Marston mill")
    after = article(headline="Minister admits knowing of leak at Marston mill")
    changes = tuple(map(kept, range(9)))
    made = comparison(before, after, changes, "headline changed", Weight.SUBSTANCE)
    spans = (same("Minister "), deleted("denies"), inserted("admits"), same(" knowing of leak at Marston mill"))
    return replace(
        made,
        headline_spans=spans,
        headline_weight=Weight.SUBSTANCE,
        headline_facts=(Fact(FactKind.ATTRIBUTION, "denies", "admits"),),
        disclosure=Disclosure.SILENT,
    )


def correction() -> Comparison:
    note = "Correction: an earlier version of this article gave the number of injured people as 12."
    silent = number()
    after = replace(
        silent.after,
        notices=(note,),
        authors=("Mira Okonjo", "Tom Reyes"),
        modified=datetime(2026, 11, 1, 11, 18, tzinfo=OWN_ZONE),
    )
    return replace(
        silent,
        after=after,
        notices=((), (note,)),
        authors=(silent.before.authors, after.authors),
        modified=(None, after.modified),
        disclosure=Disclosure.DISCLOSED,
        admissions=(Admission(note, (2,)),),
        summary="1 sentence edited: number 12 → 19; notice added",
    )


def link() -> Comparison:
    """The only change is where words of a sentence that stayed lead to."""
    old, new = "https://courier.example/reports/2025", "https://courier.example/reports/2026?part=2"
    found = LinkChange("a developer", 5, 5, Fact(FactKind.LINK, old, new))
    same = comparison(article(), article(), tuple(map(kept, range(9))), "1 link leads elsewhere", Weight.WORDING)
    return replace(same, links=(found,), weight=None)


def paragraphs_added_and_removed() -> Comparison:
    fresh = ("The cause is not known.", "An inquiry opens on Monday, the county said.")
    after = (*MILL[:2], fresh, MILL[3], ("Residents were told to keep their windows shut.", "Buses are running again."))
    last = edited(
        8, 8, deleted("The road to the harbour reopened at noon"), inserted("Buses are running again"), same("."),
        weight=Weight.SUBSTANCE,
    )  # fmt: skip
    gone, new, quote, shut = (removed(4), removed(5)), (added(4), added(5)), kept(6), kept(7)
    changes = (*map(kept, range(4)), *gone, *new, quote, shut, last)
    summary = "2 sentences added, 2 removed, 1 edited"
    made = comparison(article(), article(after), changes, summary, Weight.SUBSTANCE)
    return replace(made, disclosure=Disclosure.PARTLY)


def mixed() -> Comparison:
    """A typo, a paragraph of two sentences that moved, and a number: cosmetic, wording and substance."""
    before = (*MILL[:2], ("The mill has stood emtpy since 1998.", "It was sold to a developer last year."), *MILL[3:])
    after = (MILL[4], MILL[0], ("Police said 19 people were taken to hospital.", MILL[1][1]), *MILL[2:4])
    typing, numbers = typo().changes[4], number().changes[2]
    changes = (
        kept(7, 0, moved=True), kept(8, 1, moved=True), kept(0, 2), kept(1, 3), replace(numbers, after=(4,)),
        kept(3, 5), replace(typing, after=(6,)), kept(5, 7), kept(6, 8),
    )  # fmt: skip
    summary = "1 sentence edited: number 12 → 19; 1 touched up; paragraph 5 moved up"
    made = comparison(article(before), article(after), changes, summary, Weight.SUBSTANCE)
    return replace(made, disclosure=Disclosure.SILENT)


def right_to_left() -> Comparison:
    before = article(
        (("اندلع حريق في مطحنة مارستون مساء الجمعة.",), ("قالت الشرطة إن 12 شخصا نقلوا إلى المستشفى.",)),
        headline="حريق يدمر مطحنة مارستون",
        language="ar",
    )
    after = article(
        (("اندلع حريق في مطحنة مارستون مساء الجمعة.",), ("قالت الشرطة إن 19 شخصا نقلوا إلى المستشفى.",)),
        headline="حريق يدمر مطحنة مارستون",
        language="ar",
    )
    change = edited(
        1, 1, same("قالت الشرطة إن "), deleted("12"), inserted("19"), same(" شخصا نقلوا إلى المستشفى."),
        weight=Weight.SUBSTANCE, facts=(Fact(FactKind.NUMBER, "12", "19"),),
    )  # fmt: skip
    made = comparison(before, after, (kept(0), change), "1 sentence edited: number 12 → 19", Weight.SUBSTANCE)
    return replace(made, disclosure=Disclosure.SILENT)


def chinese() -> Comparison:
    last = "事发时厂房内没有工人，但两名消防员受了轻伤，附近居民被要求关闭门窗，通往港口的道路于中午重新开放。"
    before = article((("周五晚上，马斯顿磨坊发生火灾。", "警方称有12人被送往医院。"), (last,)), "马斯顿磨坊大火", "zh")
    after = article((("周五晚上，马斯顿磨坊发生火灾。", "警方称有19人被送往医院。"), (last,)), "马斯顿磨坊大火", "zh")
    change = edited(
        1, 1, same("警方称有"), deleted("12"), inserted("19"), same("人被送往医院。"),
        weight=Weight.SUBSTANCE, facts=(Fact(FactKind.NUMBER, "12", "19"),),
    )  # fmt: skip
    summary = "1 sentence edited: number 12 → 19"
    return comparison(before, after, (kept(0), change, kept(2)), summary, Weight.SUBSTANCE)


def hostile() -> Comparison:
    """A page that tries to drive the terminal, to write markup, to call people and to forge our marks."""
    first = "\x1b]8;;https://evil.example\x07Click\x1b]8;;\x07 \x1b[2J<script>alert(1)</script> & “quotes”."
    before = (
        (first, "Pay \u202e00001$\u202c now, zero\u200bwidth, a forged ⟨U+0041⟩."),
        ("[-never said-]{+said+} and [brackets], `code`, ~~gone~~ **new** <del>old</del>.",),
        ("Ask @everyone about #12 at www.evil.example or https://evil.example/?a=1&b=2 today.",),
    )
    after = (
        (first, "Pay \u202e00002$\u202c now, zero\u200bwidth, a forged ⟨U+0041⟩."),
        ("[-never said-]{+said+} and [brackets], `code`, ~~gone~~ **new** <del>old</del>.",),
        ("![x](javascript:alert(1)) <!channel> <img src=x onerror=alert(1)> \x9b31m" + "w" * 90,),
    )
    change = edited(
        1, 1, same("Pay "), deleted("\u202e00001$"), inserted("\u202e00002$"),
        same("\u202c now, zero\u200bwidth, a forged ⟨U+0041⟩."),
        weight=Weight.SUBSTANCE, facts=(Fact(FactKind.MONEY, "\u202e00001$", "\u202e00002$"),),
    )  # fmt: skip
    made = comparison(
        article(before, "<b>Bold\x1b[31m</b> & @here"),
        article(after, "<i>Bold\x1b[31m</i> & @here"),
        (kept(0), change, kept(2), removed(3), added(3)),
        "headline changed, 1 sentence edited, 1 added, 1 removed",
        Weight.SUBSTANCE,
    )
    return replace(made, url="javascript:alert('x')//\x1b[31m", disclosure=Disclosure.SILENT)


COMPARISONS = {
    made.__name__: made
    for made in (
        typo,
        number,
        paragraph_moved,
        split,
        merge,
        quote_softened,
        headline,
        correction,
        link,
        paragraphs_added_and_removed,
        right_to_left,
        chinese,
        hostile,
    )
}
