"""What pages write where an author should stand -> names, one each.

"By Ana Ruiz and Bo Holm, Harbour Post"     Ana Ruiz, Bo Holm
"Ana Ruiz, Ph.D."                           Ana Ruiz
"https://post.example/staff/ana-ruiz"       nobody
"""

import re
from collections.abc import Iterable, Iterator

from rowback.extraction.cleaning import key

LEAD_IN = re.compile(
    r"^\s*(?:(?:written |reported |story |words |analysis |text )?by|von|vom|por|par|di|da|door|av|af|מאת|文"
    r"|autor(?:in|en|a)?|authors?|auteurs?|autore|texte?|tekst)\b\s*[:：]?\s+|^\s*[—–-]+\s*",
    re.IGNORECASE,
)
# Behind it stands no name: the day, the hour, "Updated", reading time.
CUT = re.compile(
    r"\s*(?:[|•·(\[\n]|\d|[—–]\s"
    r"|\b(?:updated|published|posted|stand|veröffentlicht|publié|publicado|pubblicato|publisert)\b"
    r"|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d)",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*(?:[,;、/]|\s&\s|\s(?:and|und|et|y|e|en|og|och|ve|with)\s)\s*")
INITIALS = re.compile(r"^(?:[A-Z][A-Za-z]?\.?){2,5}$")
NO_NAME = re.compile(
    r"https?:|www\.|@|\.(?:com|org|net|tv|de|fr|co|lt|uk)\b|^\W*$|^(?:by|staff|admin|name|undefined|null)$", re.I
)
ROLE = re.compile(
    r"\s+(?:기자|記者|特派員)$|\s+(?:for|in|at|of)\s.*$|\s+(?:MS|MD|PhD|RDN)$"
    r"|^(?:senior |staff |chief |deputy |money |political )*(?:editor|reporter|writer|correspondent|columnist)\b.*$",
    re.IGNORECASE,
)
# News agencies of the world: they stand behind the names of their reporters.
AGENCY = re.compile(
    r"(?:\s+|^)(?:(?:the )?associated press|reuters|agence france-presse|bloomberg news|press association"
    r"|deutsche presse-agentur|afp|dpa|ansa|efe|upi|tass|xinhua)$",
    re.IGNORECASE,
)
LONGEST_NAME = 60


def read_names(texts: Iterable[str], *, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in some texts, in order, each once; names of outlets only when nobody else is named."""
    known = {outlet.casefold() for outlet in outlets}
    names = list(dict.fromkeys(name for text in texts for name in _split(text)))
    people = tuple(name for name in names if name.casefold() not in known)
    full = [key(name) for name in people if " " in name]
    # "ana-ruiz", "anaruizpost": an address or a handle of who is named already.
    handles = {name for name in people if " " not in name and any(map(key(name).startswith, full))}
    return tuple(name for name in people if name not in handles) or tuple(names)


def _split(text: str) -> Iterator[str]:
    text = LEAD_IN.sub("", " ".join(text.split()), count=1)
    # A name that a template lost leaves its outlet: ", Harbour Post".
    if text.startswith(",") or "://" in text:
        return
    cut = CUT.search(text)
    if cut is not None:
        text = text[: cut.start()]
    for position, part in enumerate(SEPARATOR.split(text)):
        name = ROLE.sub("", LEAD_IN.sub("", part, count=1)).strip(" .:—–-") if not part.endswith(".") else part.strip()
        name = AGENCY.sub("", name) or name
        # A second part of one word is a title, a place or an agency: "Ana Ruiz, RDN", "Bo Holm, Reuters".
        if not name or NO_NAME.search(name) or len(name) > LONGEST_NAME:
            continue
        if position and (AGENCY.fullmatch(name) or INITIALS.match(name) or " " not in name) and name.isascii():
            continue
        yield name
