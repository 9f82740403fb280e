"""How a notice begins, by language: a label ("Correction:"), the article named as changed, or its earlier version."""

import re
from typing import NamedTuple


class Words(NamedTuple):
    """The patterns of one language.

    Attributes:
        labels: stand before a colon, alone or with a day: "Correction, March 3:".
        article: what the page calls its story, at the beginning of a sentence.
        changed: what was done to it, later in that sentence.
        earlier: the beginning of a sentence about what it said before.
    """

    labels: str
    article: str
    changed: str
    earlier: str


EN_ARTICLE = r"(?:article|story|post|report|piece|headline|page|column|review|item|caption|video)"
WORDS = (
    Words(  # en
        r"corrections?(?: and clarifications?)?|clarifications?|editor[’']?s?[’']? note|editors[’']? note|erratum"
        r"|retraction|updated?|a correction was made",
        rf"this(?: \w+)? {EN_ARTICLE}(?: \([^)]*\)|, [^,]{{3,60}},)?(?= (?:ha[sd]|was|is|originally|incorrectly|mis))",
        r"\b(?:updated|amended|corrected|clarified|revised|retracted|originally|incorrectly|misst\w+|misspelled)\b",
        rf"we(?: have|[’']ve) (?:updated|corrected|amended) th(?:is|e) {EN_ARTICLE}\b"
        rf"|(?:because of an? \w+ error, |due to an? \w+ error, )?(?:an|the|a|in an?)"
        rf" (?:earlier|previous|original|initial|prior) version of th(?:is|e) {EN_ARTICLE}\b",
    ),
    Words(  # de
        r"korrektur(?:hinweis)?|berichtigung|richtigstellung|transparenzhinweis|aktualisierung|update"
        r"|(?:anmerkung|hinweis) der redaktion|anm\. d\. red\.",
        r"(?:dieser|der|diesen|wir haben diesen) (?:artikel|beitrag|text|bericht)",
        r"(?:aktualisiert|korrigiert|ergänzt|überarbeitet|geändert|berichtigt)",
        r"(?:hinweis: )?in (?:einer|der) (?:früheren|vorherigen|ersten|ursprünglichen) (?:version|fassung)\b",
    ),
    Words(  # fr
        r"corrections?|rectificatif|erratum|précision|note de la rédaction|ndlr|mise à jour|actualisation",
        r"(?:cet|l[’'])\s?(?:article)|ce texte|cette information",
        r"(?:mis[e]? à jour|modifiée?|corrigée?|actualisée?|rectifiée?|complétée?)",
        r"(?:dans )?une (?:première|précédente) version d|une version (?:précédente|antérieure|initiale) d",
    ),
    Words(  # es
        r"correcci(?:ón|ones)|rectificación|fe de (?:errores|erratas)|aclaración|actualización"
        r"|nota (?:del editor|de la redacción|de redacción)",
        r"est[ea] (?:artículo|texto|noticia|información|nota)|el artículo",
        r"(?:actualizad|corregid|modificad|rectificad)[oa]",
        r"(?:en )?una (?:primera |anterior )versión (?:de |anterior)|(?:en )?una versión (?:anterior|previa|inicial) d",
    ),
    Words(  # it
        r"correzione|rettifica|errata corrige|precisazione|aggiornamento|nota (?:della redazione|del redattore)",
        r"(?:quest[oa’']|l[’'])\s?(?:articolo|testo|notizia)",
        r"(?:aggiornat|corrett|modificat|rettificat)[oa]",
        r"(?:in )?una (?:versione precedente|precedente versione|prima versione) d",
    ),
    Words(  # pt
        r"correcç?ão|correção|retificação|errata|erramos|atualização|actualização"
        r"|nota (?:do editor|da redacç?ão|da redação)",
        r"est[ea] (?:artigo|texto|reportagem|notícia|matéria)|o (?:artigo|texto)",
        r"(?:atualizad|actualizad|corrigid|alterad|retificad)[oa]",
        r"(?:em )?uma versão (?:anterior|inicial) d|a (?:versão inicial|primeira versão) d",
    ),
    Words(  # nl
        r"correctie|rectificatie|rechtzetting|verduidelijking|update|(?:noot|naschrift) (?:van de )?redactie|naschrift",
        r"(?:dit|het) (?:artikel|bericht|stuk|verhaal)",
        r"(?:bijgewerkt|aangepast|gecorrigeerd|aangevuld|gewijzigd)",
        r"in een (?:eerdere|vorige|oorspronkelijke) versie van",
    ),
    Words(  # no, da
        r"rettelse|presisering|præcisering|oppdatering|opdatering|redaksjonell merknad|red\. anm\.",
        r"(?:denne |saken|artikkelen|artiklen)(?:\w*)",
        r"(?:oppdatert|opdateret|korrigert|korrigeret|rettet|endret|ændret)",
        r"i en (?:tidligere|tidlig) (?:versjon|udgave|version) av?",
    ),
    Words(  # sv
        r"rättelse|förtydligande|uppdatering|red\. anm",
        r"(?:artikeln|texten|den här artikeln)",
        r"(?:uppdaterad|uppdaterats|korrigerad|korrigerats|rättats|ändrats)",
        r"i en tidigare version av",
    ),
    Words(  # ja
        r"訂正|おことわり|お詫びと訂正|訂正とお詫び|編集部注|編集者注|追記|更新",
        r"(?:この|本|当)記事",
        r"(?:更新|訂正|修正|加筆)",
        r"(?:当初|公開当初|初出時|以前)の(?:記事|版|記述)",
    ),
    Words(  # he
        r"תיקון(?: טעות)?|הבהרה|הערת (?:המערכת|העורך|העורכת)|עדכון",
        r"(?:הכתבה|הידיעה|המאמר|כתבה זו|ידיעה זו)",
        r"(?:עודכנ|תוקנ|שונת)\w*",
        r"בגרסה (?:קודמת|מוקדמת|הראשונה)",
    ),
)

# "Correction (March 3):", "Mise à jour le 3 mars :", but not "Correction of the budget: seven to five".
DAY = r"(?:\s*[(（][^)）]{3,60}[)）]|,?\s[^:：.]{0,24}\d[^:：]{0,24})?"
END = r"(?:\s?[:：]|\s[—–-]\s|[】〉）)\]]\s?[:：]?)"
BEGINNING = r"[\s*•※(（\[【〈*—–>■-]{0,4}"
# To the end of the sentence; a day and a clock may hold a dot.
WITHIN = r"(?:[^.。]|\.(?=\S)|(?<=\d)\.){0,100}?"


def _opening(words: Words) -> str:
    labelled = rf"(?:{words.labels}){DAY}{END}"
    return rf"{labelled}|(?:{words.article}){WITHIN}{words.changed}|(?:{words.earlier})"


# On lower case: a pattern that ignores case takes four times as long.
LABEL = re.compile(rf"{BEGINNING}(?:{'|'.join(words.labels for words in WORDS)})\W*")
OPENING = re.compile(rf"{BEGINNING}(?:{'|'.join(map(_opening, WORDS))})")
START_CHARS = 400


def is_label(text: str) -> bool:
    """The text is the label of a notice and nothing else."""
    return LABEL.fullmatch(text.lower()) is not None


def opens_notice(text: str) -> bool:
    """The text begins like a notice."""
    return OPENING.match(text[:START_CHARS].lower()) is not None
