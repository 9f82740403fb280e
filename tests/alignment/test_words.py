import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment.words import spans
from rowback.model import SpanKind

MARKS = {SpanKind.SAME: "{}", SpanKind.DELETED: "[-{}-]", SpanKind.INSERTED: "[+{}+]"}


def marked(before: str, after: str) -> str:
    return "".join(MARKS[span.kind].format(span.text) for span in spans(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("12 dead", "19 dead", "[-12-][+19+] dead"),
        ("", "A new line.", "[+A new line.+]"),
        ("An old line.", "", "[-An old line.-]"),
        ("It rose 3.5% to $40m.", "It rose 3.8% to $41m.", "It rose [-3.5%-][+3.8%+] to [-$40m-][+$41m+]."),
        ("Some 1,234.5 tons", "Some 1,236.5 tons", "Some [-1,234.5-][+1,236.5+] tons"),
        ("Due 2026-11-23.", "Due 2026-11-24.", "Due [-2026-11-23-][+2026-11-24+]."),
        ("They don't know", "They didn't know", "They [-don't-][+didn't+] know"),
        ("昨日は12人が", "昨日は19人が", "昨日は[-12-][+19+]人が"),
        ("น้ำใจ", "น้ำแข็ง", "น้ำ[-ใจ-][+แข็ง+]"),
        ("हिन्दी में", "हिन्दी का", "हिन्दी [-में-][+का+]"),
        ("cafe\u0301 open", "cafe open", "[-cafe\u0301-][+cafe+] open"),
        ("a b c.", "a b.", "a b[- c-]."),
        ("a  b", "a b", "a[-  -][+ +]b"),
        ("a  b c d", "a b c e", "a[-  -][+ +]b c [-d-][+e+]"),
        ("a b  c d", "a b c e", "a b[-  -][+ +]c [-d-][+e+]"),
    ],
)
def test_only_the_words_that_differ_are_marked(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


def test_a_common_word_between_rewrites_does_not_scatter_the_marks() -> None:
    found = marked("He said that the plan was sound.", "Nobody in the room liked the proposal.")
    assert found == "[-He said that the plan was sound-][+Nobody in the room liked the proposal+]."


def test_a_number_that_stayed_between_rewrites_is_seen() -> None:
    found = marked("Firemen said that 12 houses had burnt down.", "According to the mayor 12 homes were lost in all.")
    assert " 12 " in found


@given(st.text(), st.text())
def test_spans_rebuild_both_texts(before: str, after: str) -> None:
    found = spans(before, after)
    assert "".join(span.text for span in found if span.kind is not SpanKind.INSERTED) == before
    assert "".join(span.text for span in found if span.kind is not SpanKind.DELETED) == after
    assert all(span.text for span in found)


def test_two_empty_texts_have_no_spans() -> None:
    assert spans("", "") == ()
