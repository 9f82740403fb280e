"""Parsed tree -> what stands in the way of the article, in words for a user.

Almost every article page has a login form, a cookie notice, a line for readers without JavaScript and the script of a
captcha service. They only count where there is little else to read, so every rule has a limit: with more running words
than that on the page, the thing is there but not in the way. The verdict still weighs a wall against the article.

    A story of 900 words with a captcha under its comments: 900 running words, no rule looks at it.
    "Checking your browser" (12 running words) with a challenge script: "checks that you are not a robot".
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from lxml import etree, html

from rowback.extraction.linked_data import Node
from rowback.extraction.wording import Wording, count_words


class Look(NamedTuple):
    """What the rules look at."""

    tree: html.HtmlElement
    wording: Wording
    title: str
    nodes: Sequence[Node]


class Rule(NamedTuple):
    """A kind of wall.

    Attributes:
        reason: what the page does, completing "the page ...".
        limit: with more running words than this, it is not in the way.
        named_limit: the limit for a page that names itself an article; 0 where such a page is never this wall.
        holds: whether the page has the marks of it.
    """

    reason: str
    limit: int
    named_limit: int
    holds: Callable[[Look], bool]


# ---------------------------------------------------------------- marks
SOURCES = etree.XPath("//script/@src | //iframe/@src | //form/@action")
INLINE_SCRIPTS = etree.XPath("//script[not(@src)]/text()")
NAMES = etree.XPath("//body/descendant::*[not(self::script)]/@*[name()='id' or name()='class']")
TEXTS = etree.XPath("//body/descendant::text()[not(parent::script or parent::style)]", smart_strings=False)
CLASSES = etree.XPath("//*/@class")
HEADINGS = etree.XPath("//h1 | //h2")
NOSCRIPT = etree.XPath("//noscript")
LOGIN = etree.XPath(
    "boolean(//input[@type='password' or @autocomplete='username' or @autocomplete='current-password'])"
)
SCRIPTED = etree.XPath("boolean(//script[@src or text()])")
WRITING = etree.XPath("boolean(//textarea)")
DIALOGS = etree.XPath("//dialog | //*[@role='dialog' or @role='alertdialog' or @aria-modal='true']")
REFRESH = etree.XPath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content")
STATUS = etree.XPath("//meta[@name='prerender-status-code']/@content")
FORMS = etree.XPath("//form")

CHALLENGE = re.compile(r"captcha|turnstile|challenge|_Incapsula_Resource|awswaf", re.I)
# Loaded on ordinary pages too, to watch for robots without asking anybody anything.
PASSIVE = re.compile(r"/challenge-platform/(?:h/[^/]+/)?scripts/|recaptcha/(?:api|enterprise)\.js", re.I)
CHALLENGE_CODE = re.compile(r"_cf_chl_opt|gokuProps|_pxCaptcha|dd=\{.{0,200}?captcha-delivery|bm-verify")
QUEUE = re.compile(r"waiting-?room|queue-it", re.I)
CONSENT = re.compile(r"consent|cookie-?wall|gdpr|privacy-?(?:gate|wall)|\bcmp\b", re.I)
PARKING = re.compile(
    r"sedoparking|parkingcrew|bodis\.com|parklogic|afternic|hugedomains|parking-?lander|domainpark", re.I
)
NOT_FOUND = re.compile(
    r"\b404\b|\bnot found\b|no longer available|does ?n[o'’]t exist|page missing"
    r"|nicht gefunden|existiert nicht|introuvable|n['’]existe pas|no encontrad|no existe|non trovat|não encontrad"
    r"|niet gevonden|hittades inte|ikke funnet|ikke fundet|ei löyt|nie znaleziono|nenalezen|nem található"
    r"|не найден|не знайден|δεν βρέθηκε|bulunamadı|見つかりません|找不到|찾을 수 없|غير موجود|לא נמצא",
    re.I,
)
# The reason phrases of RFC 9110, which servers send in English all over the world.
SERVER_ERROR = re.compile(
    r"bad gateway|gateway time-?out|service (?:temporarily )?unavailable|internal server error|access denied"
    r"|\bforbidden\b|too many requests|request blocked|(?:error|http|status)\W{0,3}(?:4\d\d|5\d\d)\b",
    re.I,
)
REGION = re.compile(r"(?:un|not )available in your (?:country|region|location)|unavailable for legal reasons", re.I)
SCRIPT = re.compile(r"javascript", re.I)
# A title that says "not found" in more words than this is rather a story about something lost.
SHORT_TITLE = 9
SOON_S = 10


def _asks_a_challenge(look: Look) -> bool:
    if any(CHALLENGE_CODE.search(code) for code in _strings(INLINE_SCRIPTS, look)):
        return True
    if WRITING(look.tree):  # a captcha under a form for comments guards that form
        return False
    sources = (source for source in _strings(SOURCES, look) if not PASSIVE.search(source))
    return any(CHALLENGE.search(mark) for mark in (*sources, *_strings(NAMES, look)))


def _queues(look: Look) -> bool:
    return any(QUEUE.search(mark) for mark in (*_strings(SOURCES, look), *_strings(NAMES, look)))


def _asks_for_scripts(look: Look) -> bool:
    return any(SCRIPT.search(element.text_content()) for element in _elements(NOSCRIPT, look))


def _asks_for_login(look: Look) -> bool:
    return bool(LOGIN(look.tree))


def _asks_for_consent(look: Look) -> bool:
    """A form sends consent somewhere, or a dialog about it says more than all else on the page."""
    if any(CONSENT.search(f"{form.get('action')} {_name(form)}") for form in _elements(FORMS, look)):
        return True
    dialogs = (box for box in _elements(DIALOGS, look) if CONSENT.search(_name(box)))
    return any(count_words(box.text_content()) > look.wording.running for box in dialogs)


def _says_not_found(look: Look) -> bool:
    return any(status.strip() in ("404", "410") for status in _strings(STATUS, look)) or any(
        NOT_FOUND.search(title) for title in _short_titles(look)
    )


def _shows_an_error(look: Look) -> bool:
    return any(SERVER_ERROR.search(title) for title in _short_titles(look))


def _is_parked(look: Look) -> bool:
    return any(PARKING.search(source) for source in _strings(SOURCES, look))


def _leaves_out_the_region(look: Look) -> bool:
    return any(REGION.search(line) for line in _strings(TEXTS, look))


def _sends_on(look: Look) -> bool:
    for content in _strings(REFRESH, look):
        delay, _, target = content.partition(";")
        if delay.strip().isdecimal() and int(delay) <= SOON_S and "=" in target:
            return True
    return False


def _keeps_the_rest_for_subscribers(look: Look) -> bool:
    """The story is declared as paid, and what stands here can only be its beginning."""
    return any(_is_teaser(node, look) for node in look.nodes)


def _is_teaser(node: Node, look: Look) -> bool:
    if str(node.get("isAccessibleForFree")).casefold() != "false":
        return False
    words, stated = look.wording.running, str(node.get("wordCount"))
    if stated.isdecimal():
        return words < int(stated) / 2
    return words < TEASER_WORDS or (words < LONG_TEASER_WORDS and _lacks_paid_part(node, look))


def _lacks_paid_part(node: Node, look: Look) -> bool:
    """The element that is declared to hold the paid part is not there; alone it says little, many sites misname it."""
    parts = node.get("hasPart")
    selectors = [
        part.get("cssSelector") for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)
    ]
    classes = [found[1] for selector in selectors if (found := re.fullmatch(r"\.([\w-]+)", str(selector)))]
    names = {name for value in _strings(CLASSES, look) for name in value.split()}
    return bool(classes) and names.isdisjoint(classes)


def _shows_hardly_anything(look: Look) -> bool:
    """Without scripts, a short text is all there is to it: feed items have as few as 14 words."""
    return look.wording.words == 0 or (look.wording.words < FEWEST_WORDS and bool(SCRIPTED(look.tree)))


# Of 31 news pages that declare a paid story, the whole ones had 230 running words or more, a teaser 197.
TEASER_WORDS = 100
LONG_TEASER_WORDS = 220
# "Redirecting to ...", "Loading", a menu alone.
FEWEST_WORDS = 25

NEEDS_SCRIPTS, NO_TEXT = "asks to enable JavaScript", "shows hardly any text"

# Texts of walls run to 20-120 words; a soft 404 or a parked page may list a screenful of other things.
RULES = (
    Rule("checks that you are not a robot (captcha)", 120, 0, _asks_a_challenge),
    Rule("lets readers wait in a queue", 120, 0, _queues),
    Rule("answers 'page not found' with status 200", 400, 0, _says_not_found),
    Rule("answers with an error page", 200, 0, _shows_an_error),
    Rule("is a parked domain", 300, 0, _is_parked),
    Rule("is not shown in this region", 150, 30, _leaves_out_the_region),
    Rule("sends the reader on to another page", 40, 40, _sends_on),
    Rule("asks for consent before anything is shown", 60, 30, _asks_for_consent),
    Rule("asks for a login", 60, 30, _asks_for_login),
    Rule(NEEDS_SCRIPTS, 60, 40, _asks_for_scripts),
    Rule("asks to subscribe to read on", 3000, 3000, _keeps_the_rest_for_subscribers),
    Rule(NO_TEXT, FEWEST_WORDS, FEWEST_WORDS, _shows_hardly_anything),
)


def find_wall(
    tree: html.HtmlElement, wording: Wording, *, title: str, nodes: Sequence[Node], named: bool
) -> str | None:
    """What stands in the way, or `None`; `named` means that the page names itself an article."""
    look = Look(tree, wording, title, nodes)
    for rule in RULES:
        if wording.running < (rule.named_limit if named else rule.limit) and rule.holds(look):
            return rule.reason
    return None


def _strings(path: etree.XPath, look: Look) -> Sequence[str]:
    return cast("Sequence[str]", path(look.tree))


def _elements(path: etree.XPath, look: Look) -> Sequence[html.HtmlElement]:
    return cast("Sequence[html.HtmlElement]", path(look.tree))


def _name(element: html.HtmlElement) -> str:
    return f"{element.get('id')} {element.get('class')}"


def _short_titles(look: Look) -> Sequence[str]:
    """The title and the headings, each without the site's name, as far as they are short enough to be a message."""
    headings = (" ".join(heading.text_content().split()) for heading in _elements(HEADINGS, look)[:2])
    return [text for text in (look.title, *headings) if 0 < count_words(text) <= SHORT_TITLE]
