"""Text -> whether it says that its own story was corrected or updated.

Each pattern names the story itself ("this article", "an earlier version of this story"): that a report or a law was
amended is news, not an admission.
"""

import re

# An admission says so at once; a sentence that goes on for longer is not searched to its end.
_FAR = 1000

_PATTERNS = (
    # English
    r"\b(?:this|the)\s(?:article|story|post|page)\s(?:\w+\s){0,3}?(?:amended|corrected|updated|revised|clarified|edited)\b",
    r"\bthis\s(?:report|piece|headline|column|item|copy)\s(?:\w+\s){0,3}?(?:amended|corrected|updated|revised|clarified)\b",
    r"\b(?:earlier|previous|original|initial|prior)\s(?:version|edition)s?\sof\s(?:this|the|our)\s"
    r"(?:article|story|report|piece|post|page|headline|column|item)\b",
    r"\b(?:after|since)\sthis\s(?:article|story|report|piece|post)\s(?:was|had\sbeen)\s(?:first\s|originally\s)?published\b",
    r"^\W*(?:correction|corrections|clarification|editor's\snote|editors'\snote|update|updated)\b\s?(?:\([^)]{1,40}\)\s?)?:",
    # German
    r"\b(?:diese[rns]?|de[rsnm])\s(?:artikel|text|beitrag|meldung|bericht)s?\s(?:\w+\s){0,4}?"
    r"(?:korrigiert|aktualisiert|berichtigt|geändert|überarbeitet|ergänzt|präzisiert)\b",
    r"\bin\seiner\s(?:früheren|vorherigen|ersten|ursprünglichen)\s(?:version|fassung)\b",
    r"^\W*(?:korrektur|berichtigung|anmerkung\sder\sredaktion|korrekturhinweis|richtigstellung)\b",
    # French
    r"\b(?:cet|l')\s?article\s(?:\w+\s){0,3}?(?:corrigé|modifié|mis\sà\sjour|actualisé|rectifié)\b",
    r"\bversion\s(?:précédente|antérieure|initiale)\sde\s(?:cet|l')\s?article\b",
    r"\bune\s(?:première|précédente)\sversion\sde\s(?:cet|l')\s?article\b",
    r"^\W*(?:rectificatif|correction|erratum|note\sde\sla\srédaction|mise\sà\sjour)\b\s?:",
    # Spanish
    r"\b(?:este|el)\s(?:artículo|texto|reportaje)\s(?:\w+\s){0,3}?(?:corregido|actualizado|modificado|rectificado)\b",
    r"\bversión\s(?:anterior|previa|inicial)\sde\s(?:este|esta)\s(?:artículo|texto|noticia|nota|información)\b",
    r"\besta\s(?:noticia|nota|información)\s(?:\w+\s){0,3}?(?:corregida|actualizada|modificada|rectificada)\b",
    r"^\W*(?:corrección|fe\sde\serrores|fe\sde\serratas|nota\s(?:del\seditor|de\sla\sredacción)|rectificación)\b\s?:",
    # Italian
    r"\b(?:questo|l')\s?articolo\s(?:\w+\s){0,3}?(?:corretto|aggiornato|modificato|rettificato)\b",
    r"\bversione\s(?:precedente|iniziale)\sdi\squesto\sarticolo\b",
    r"^\W*(?:correzione|rettifica|errata\scorrige|nota\sdella\sredazione|aggiornamento)\b\s?:",
    # Portuguese
    r"\b(?:este|esta|o|a)\s(?:artigo|texto|matéria|reportagem|notícia)\s(?:\w+\s){0,3}?"
    r"(?:corrigid|atualizad|actualizad|modificad|alterad)[oa]\b",
    r"\bversão\s(?:anterior|inicial)\s(?:deste|desta)\s(?:artigo|texto|matéria|reportagem|notícia)\b",
    r"^\W*(?:correção|errata|erramos|nota\s(?:do\seditor|da\sredação)|atualização)\b\s?:",
    # Dutch
    r"\bdit\s(?:artikel|bericht|stuk)\s(?:\w+\s){0,4}?(?:gecorrigeerd|aangepast|bijgewerkt|gewijzigd|geactualiseerd)\b",
    r"\b(?:eerdere|vorige|oorspronkelijke)\sversie\svan\sdit\s(?:artikel|bericht|stuk|verhaal)\b",
    r"^\W*(?:correctie|rectificatie|naschrift|update|noot\svan\sde\sredactie)\b\s?:",
    # Norwegian
    r"\b(?:denne|saken|artikkelen)\s(?:\w+\s){0,4}?(?:rettet|oppdatert|korrigert|endret)\b",
    r"\b(?:tidligere|første|opprinnelig[e]?)\sversjon\sav\s(?:denne\s)?(?:saken|artikkelen)\b",
    r"^\W*(?:rettelse|presisering|korreksjon|oppdatering)\b\s?:",
    # Japanese
    r"(?:この|本)記事(?:は|を|の).{0,40}?(?:訂正|修正|更新|改訂)(?:し|さ|い)",
    r"(?:当初|以前)の(?:記事|版|見出し)|^\W*(?:訂正|おわび|お詫び|【訂正】)",
    # Hebrew
    r"(?:הכתבה|הידיעה|המאמר|כתבה\sזו|ידיעה\sזו|מאמר\sזה)\s(?:\w+\s){0,3}?(?:עודכנה|תוקנה|עודכן|תוקן)",
    r"גרסה\s(?:קודמת|מוקדמת|ראשונה)\sשל\s(?:הכתבה|הידיעה|המאמר|כתבה\sזו|ידיעה\sזו|מאמר\sזה)|^\W*(?:תיקון|הבהרה|עדכון)\s?:",
)
_ADMISSION = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)


def admits(text: str) -> bool:
    """Tell whether a sentence says that the story it belongs to was corrected or updated."""
    return _ADMISSION.search(text[:_FAR].replace("’", "'")) is not None
