import pytest

from rowback.extraction import read_page

TEXT = "".join(
    f"<p>On day {day} the ferry to Lower Holm stayed in port, and the travellers waited at the quay for a bus.</p>"
    for day in range(1, 6)
)

NOTICES = [
    "Correction: An earlier version named the wrong harbour.",
    "Editor’s note: The name of the witness was changed.",
    "Update (March 3): The operator has answered our questions.",
    "This article was updated to include a reply from the operator.",
    "An earlier version of this story misstated the age of the ramp.",
    "Korrektur: In einer früheren Fassung stand der falsche Hafen.",
    "In einer früheren Version dieses Artikels war der Hafen falsch benannt.",
    "Rectificatif : une première version citait le mauvais port.",
    "Fe de errores: una versión anterior citaba otro puerto.",
    "Rettifica: in una prima stesura il porto era sbagliato.",
    "Correção: uma versão anterior citava outro porto.",
    "Rectificatie: in een eerdere versie stond de verkeerde haven.",
    "Rettelse: I en tidligere versjon sto det feil havn.",
    "訂正：当初の記事では港の名前が誤っていました。",
    "תיקון: בגרסה קודמת נכתב שם הנמל בטעות.",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_is_a_field_and_no_paragraph(notice: str) -> None:
    for block in (f"<p>{notice}</p>", f"<p><em>{notice}</em></p>", f"<aside><p>{notice}</p></aside>"):
        read = read_page(f"<article><h1>Ferry stays in port</h1>{TEXT}{block}</article>").article
        assert read.notices == (notice,)
        assert len(read.paragraphs) == 5


def test_the_correction_that_a_page_states_in_its_head_is_a_notice() -> None:
    data = '{"@type": "NewsArticle", "correction": "The ramp is four years old, not nine."}'
    page = f'<script type="application/ld+json">{data}</script><article><h1>Ferry</h1>{TEXT}</article>'
    assert read_page(page).article.notices == ("The ramp is four years old, not nine.",)


@pytest.mark.parametrize(
    "text",
    [
        "The correction of the budget was voted down by seven to five, the clerk of the council said on Monday.",
        "This article of the treaty was never put to a vote, and nobody at the table could say why on Monday.",
        "An update of the timetable is due in May, when the new ramp will have been tested by the harbour office.",
    ],
)
def test_a_story_about_a_correction_is_not_one(text: str) -> None:
    read = read_page(f"<article><h1>Ferry stays in port</h1>{TEXT}<p>{text}</p></article>").article
    assert read.notices == ()
    assert text in read.paragraphs
