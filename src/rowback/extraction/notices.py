"""Texts of a page -> its notices: corrections, clarifications, updates and editor's notes."""

import re
from collections.abc import Iterable

from lxml import html

from rowback.extraction.lines import line_of

# How a notice begins, by language. Only the beginning counts: a story may be about a correction.
OPENINGS = (
    # en
    r"(?:an? )?(?:corrections?|clarifications?|editor[’']?s?[’']? note|editors[’']? note)"
    r"(?: \([^)]{3,40}\))?\s*(?:[:：—–-]|\b(?=of|to)\b)",
    r"update\s*(?:\([^)]{3,40}\)|,? \w+ \d{1,2}[^:]{0,30})?\s*[:：]",
    r"(?:this|(?:an earlier|a previous|the original) version of this)"
    r" (?:article|story|post|report|piece|headline|page)\b[^.]{0,80}"
    r"\b(?:updated|amended|corrected|clarified|revised|misstated|incorrectly|mistakenly|erroneously|misspelled)\b",
    r"(?:an earlier|a previous|the original) version of this (?:article|story|post|report|piece|headline|page)\b",
    # de
    r"(?:korrektur(?:hinweis)?|berichtigung|richtigstellung)\s*[:：(]",
    r"(?:(?:anmerkung|hinweis) der redaktion|anm\. d\. red\.)\s*[:：(]",
    r"in einer (?:früheren|vorherigen|ersten) (?:version|fassung)\b",
    r"(?:dieser|der) (?:artikel|beitrag|text) wurde[^.]{0,80}(?:aktualisiert|korrigiert|ergänzt|überarbeitet|geändert)",
    # fr
    r"(?:correction|rectificatif|erratum|précision|note de la rédaction|ndlr|mise à jour)\s*[:：(]",
    r"(?:cet|l[’']) ?article a été (?:mis à jour|modifié|corrigé|actualisé)|une (?:première|précédente) version de",
    # es
    r"(?:corrección|rectificación|fe de (?:errores|erratas)|aclaración|nota (?:del editor|de la redacción))\s*[:：(]",
    r"(?:este|el) (?:artículo|texto) (?:ha sido|fue) (?:actualizado|corregido|modificado)|una versión anterior de est",
    # it
    r"(?:correzione|rettifica|errata corrige|precisazione|aggiornamento)\s*[:：]",
    r"nota (?:della redazione|del redattore)\s*[:：]",
    r"(?:questo|l[’']) ?articolo è stato (?:aggiornato|corretto|modificato)|una versione precedente di quest",
    # pt
    r"(?:correção|correcção|retificação|errata|erramos|nota (?:do editor|da redação|da redacção))\s*[:：(]",
    r"(?:este|o) (?:artigo|texto|reportagem) foi (?:atualizad|actualizad|corrigid|alterad)|uma versão anterior dest",
    # nl
    r"(?:correctie|rectificatie|rechtzetting|noot van de redactie|naschrift)\s*[:：(]",
    r"(?:dit|het) (?:artikel|bericht) (?:is|werd) [^.]{0,60}(?:bijgewerkt|aangepast|gecorrigeerd|aangevuld)",
    r"in een eerdere versie van",
    # no
    r"(?:rettelse|presisering|oppdatering|redaksjonell merknad)\s*[:：(]",
    r"(?:denne )?(?:artikkelen|saken) (?:er|ble) [^.]{0,60}(?:oppdatert|korrigert|rettet|endret)",
    r"i en tidligere versjon av",
    # ja
    r"[〈【(（]?(?:訂正|おことわり|お詫びと訂正|編集部注|編集者注|追記)[〉】)）:：]|(?:この|本)記事は.{0,40}(?:更新|訂正|修正)",
    # he
    r"(?:תיקון(?: טעות)?|הבהרה|הערת (?:המערכת|העורך)|עדכון)\s*:",
    r"(?:הכתבה|הידיעה) (?:עודכנה|תוקנה)|בגרסה (?:קודמת|מוקדמת)",
)
OPENING = re.compile(rf"[\s*(\[*—–>-]{{0,4}}(?:{'|'.join(OPENINGS)})", re.IGNORECASE)
NAMED = re.compile(r"correction|editors?-?_?note|clarification|erratum", re.IGNORECASE)
LONGEST = 1200
MOST_NOTICES = 30
TAGS = ("p", "li", "em", "i", "small", "div", "section", "aside")


def is_notice(text: str) -> bool:
    """The text begins like a notice."""
    return len(text) <= LONGEST and OPENING.match(text) is not None


def find_notices(tree: html.HtmlElement) -> tuple[str, ...]:
    """The notices shown on a page, wherever they stand, in page order."""
    found = []
    body = tree.find("body")
    for element in body.iter(*TAGS) if body is not None else ():
        start = (element.text or "") + "".join(map(_start, element[:1]))
        named = NAMED.search(element.get("class") or "") is not None and element.tag != "div"
        if not named and OPENING.match(start) is None and not _may_open(start):
            continue
        text = line_of(element)
        if is_notice(text) or (named and 20 <= len(text) <= LONGEST):
            found.append(text)
            if len(found) == MOST_NOTICES:
                break
    return outermost(found)


def _start(child: html.HtmlElement) -> str:
    return (child.text or "") + (child.tail or "") if isinstance(child.tag, str) else ""


def _may_open(start: str) -> bool:
    """The text goes on in an inline element: "This article, *first published on Monday*, was updated"."""
    return len(start) < 60 and start.casefold().startswith(("this ", "an earlier", "a previous"))


def outermost(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not part of another, each once."""
    unique = list(dict.fromkeys(texts))
    return tuple(text for text in unique if not any(text != other and text in other for other in unique))
