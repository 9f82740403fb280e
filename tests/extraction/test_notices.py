import json

import pytest

from rowback.extraction import read_page

TEXT = "".join(
    f"<p>On day {day} the ferry to Lower Holm stayed in port, and the travellers waited at the quay for a bus.</p>"
    for day in range(1, 6)
)

LAST = "<p>The ramp had been repaired in March, and nobody could say on Monday why it had broken once more.</p>"

NOTICES = [
    "Correction: An earlier version named the wrong harbour.",
    "Correction, March 3, 2026: The name was wrong.",
    "CORRECTION (March 3): The name was wrong.",
    "Editor’s note: The name of the witness was changed.",
    "Update (March 3): The operator has answered our questions.",
    "Update, 4:15 p.m.: The operator has answered.",
    "This article was updated to include a reply from the operator.",
    "This story has been corrected to show that the ramp is old.",
    "• This article was amended on 3 March 2026 to correct the age.",
    "An earlier version of this story misstated the age of the ramp.",
    "A correction was made on March 3, 2026: An earlier version of this article named the wrong port.",
    "Because of an editing error, an earlier version of this article named the wrong port.",
    "This article, first published on Monday, was updated",
    "We have updated this story to name the port.",
    "Korrektur: In einer früheren Fassung stand der falsche Hafen.",
    "Korrektur vom 3. März 2026: Der Hafen war falsch benannt.",
    "In einer früheren Version dieses Artikels war der Hafen falsch benannt.",
    "Dieser Artikel wurde am 3. März um 10.15 Uhr aktualisiert.",
    "Anm. d. Red.: Der Hafen war falsch.",
    "Hinweis der Redaktion: Wir haben den Namen geändert.",
    "Rectificatif : une première version citait le mauvais port.",
    "Mise à jour le 3 mars 2026 : la réponse de la compagnie a été ajoutée.",
    "Cet article a été mis à jour le 3 mars.",
    "Une version précédente de cet article citait un autre port.",
    "NDLR : le nom a été changé.",
    "Fe de errores: una versión anterior citaba otro puerto.",
    "Este artículo ha sido actualizado con la respuesta del operador.",
    "Esta noticia ha sido corregida el 3 de marzo.",
    "Una versión anterior de este artículo citaba otro puerto.",
    "Nota del editor: el nombre fue cambiado.",
    "Rettifica: in una prima stesura il porto era sbagliato.",
    "Errata corrige: il porto era sbagliato.",
    "Questo articolo è stato aggiornato il 3 marzo.",
    "In una versione precedente di questo articolo il porto era sbagliato.",
    "Nota della redazione: il nome è stato cambiato.",
    "Correção: uma versão anterior citava outro porto.",
    "Este texto foi atualizado às 10h15.",
    "Erramos: o porto é outro.",
    "Uma versão anterior deste texto citava outro porto.",
    "Nota da redação: o nome foi alterado.",
    "Rectificatie: in een eerdere versie stond de verkeerde haven.",
    "Correctie 3 maart 2026: de haven was verkeerd.",
    "Dit artikel is op 3 maart aangepast.",
    "In een eerdere versie van dit artikel stond de verkeerde haven.",
    "Noot van de redactie: de naam is veranderd.",
    "Rettelse: I en tidligere versjon sto det feil havn.",
    "Saken er oppdatert med svar fra rederiet.",
    "I en tidligere versjon av denne saken sto det feil havn.",
    "Artikkelen ble endret 3. mars.",
    "Presisering: Rampen er fire år gammel.",
    "訂正：当初の記事では港の名前が誤っていました。",
    "【訂正】港の名前を修正しました。",
    "※この記事は3月3日に更新されました。",
    "編集部注：名前を変更しています。",
    "お詫びと訂正：港の名前に誤りがありました。",
    "追記：会社から回答がありました。",
    "תיקון: בגרסה קודמת נכתב שם הנמל בטעות.",
    "הבהרה: שם הנמל שונה.",
    "הכתבה עודכנה ב-3 במרץ.",
    "בגרסה קודמת של הכתבה נכתב שם הנמל בטעות.",
    "הערת המערכת: השם שונה.",
    "Rättelse: I en tidigare version var hamnen fel.",
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
    "correction",
    [
        {"@type": "CorrectionComment", "text": "The ramp is four years old, not nine.", "datePublished": "2026-03-03"},
        ["The ramp is four years old, not nine."],
        {"@id": "#c1"},
    ],
)
def test_the_correction_that_linked_data_holds_or_refers_to_is_a_notice(correction: object) -> None:
    comment = {"@id": "#c1", "@type": "CorrectionComment", "text": "The ramp is four years old, not nine."}
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "headline": "Ferry", "correction": correction}, comment]})
    page = f'<script type="application/ld+json">{data}</script><article><h1>Ferry</h1>{TEXT}</article>'
    assert read_page(page).article.notices == ("The ramp is four years old, not nine.",)


@pytest.mark.parametrize(
    "box",
    [
        '<div class="x1"><h4>Correction</h4><p>The ramp is four years old, not nine.</p></div>',
        '<section class="x1"><strong>Berichtigung</strong><p>The ramp is four years old, not nine.</p></section>',
        '<div class="x1"><p>訂正</p><p>The ramp is four years old, not nine.</p></div>',
        '<div class="article-correction"><p>March 3</p><p>The ramp is four years old, not nine.</p></div>',
    ],
)
def test_a_box_under_a_label_or_a_name_is_a_notice_and_no_text(box: str) -> None:
    read = read_page(f"<article><h1>Ferry stays in port</h1>{TEXT}{box}</article>").article
    assert len(read.notices) == 1
    assert read.notices[0].endswith(" The ramp is four years old, not nine.")
    assert len(read.paragraphs) == 5


def test_an_update_as_the_first_paragraph_does_not_make_the_story_a_notice() -> None:
    update = "<p>Update: The ferry has left the port, the harbour office said on Monday night.</p>"
    short = "<p>On Monday the ferry to Lower Holm stayed in port, and the travellers waited for a bus.</p>" * 2
    read = read_page(
        f"<article><h1>Ferry in port</h1><div>{update}{short.replace('Monday', 'Friday', 1)}</div></article>"
    )
    assert len(read.article.notices) == 1
    assert len(read.article.paragraphs) == 2


def test_a_form_to_report_an_error_is_no_notice() -> None:
    form = '<div class="correction-form"><p>Seen a mistake in this story of ours?</p><a href="/r">Tell us</a></div>'
    assert read_page(f"<article><h1>Ferry stays in port</h1>{TEXT}{form}</article>").article.notices == ()


@pytest.mark.parametrize(
    "text",
    [
        "The correction of the budget was voted down by seven to five, the clerk of the council said on Monday.",
        "This article of the treaty was never put to a vote, and nobody at the table could say why on Monday.",
        "An update of the timetable is due in May, when the new ramp will have been tested by the harbour office.",
        "Correction of the budget: the council voted.",
        "The story was told by Ada Quill, who had come from the harbour to speak of the night.",
        "Update the timetable, the mayor said: it is wrong.",
        "Der Artikel des Vertrags wurde nie zur Abstimmung gestellt.",
        "Korrektur des Haushalts: sieben zu fünf.",
        "La correction du budget a été rejetée.",
        "Este artículo de la ley no fue votado.",
        "Dit bericht kwam maandag uit de haven.",
        "The report was corrected by the harbour office on Monday, and the mayor agreed.",
        "The video of the storm was seen by thousands.",
        "L'articolo 5 della legge non fu votato.",
        "この記事を読んだ人は多い。",
        "Denne saken ble aldri løst.",
        "The original version of the song was sung at the quay.",
    ],
)
def test_a_story_about_a_correction_is_not_one(text: str) -> None:
    read = read_page(f"<article><h1>Ferry stays in port</h1>{TEXT}<p>{text}</p>{LAST}</article>").article
    assert read.notices == ()
    assert text in read.paragraphs
