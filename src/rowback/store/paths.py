"""A watched URL -> the article's identity and its folder, the same on every machine and safe on every file system.

`https://www.example.org/world/mayor-resigns.html?utm_source=x#top` is normalised to
`https://www.example.org/world/mayor-resigns.html` and lives in `www.example.org/0b/mayor-resigns-0b4f….`.
Nothing of a URL reaches a path but `a-z`, `0-9`, `-`, `_`, `+` and single dots inside the host, so no URL can
climb out, name `.git` (or what a file system takes for it) or differ from another one in case alone.
"""

import hashlib
import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from rowback.errors import UsageError

SLUG_CHARS = 48
HOST_CHARS = 64
ID_CHARS = 12

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_][a-z0-9_-]*(\.[a-z0-9_][a-z0-9_-]*)*")
# What urlsplit lets pass with more round it.
_IN_BRACKETS = re.compile(r"\[[0-9a-fA-F:.]+\](:[0-9]*)?")
_EXTENSION = re.compile(r"\.(x?html?|php\d?|s?html|aspx?|jsp|cfm)$", re.IGNORECASE)
# Windows keeps these names for devices, with any extension; the other two are files of the store itself.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?|rowback\.toml")
# What most addresses look like: nothing in them has to be normalised.
PLAIN = re.compile(
    r"(https?)://([a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)*)((?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~!$&'()*+,;=:@-]*)+)"
)
# As in RFC 3986: unreserved and sub-delims, and what else may stand in a path; `%` is handled before.
_SAFE = "%-._~!$&'()*+,;=:@/"


@dataclass(frozen=True, slots=True)
class Address:
    """What a watched URL means.

    Attributes:
        url: exactly as it was given.
        normalised: without what does not change the article: case of the host, default port, fragment, trackers.
        id: of the article, the first 12 hex digits of the sha256 of `normalised`.
        folder: of the article, relative to the store, with `/` between its parts.
    """

    url: str
    normalised: str
    id: str
    folder: str

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read a URL.

        Raises:
            UsageError: it is not an http(s) address, or nothing that can be watched.
        """
        return _address(url)


def normalised(url: str) -> str:
    """An address without what does not change the article; two that are equal so are one article.

    Raises:
        UsageError: it is not an http(s) address, or nothing that can be watched.
    """
    # 1 us instead of 27: a watch list is read by every command, and may hold 50,000.
    return url if PLAIN.fullmatch(url) else Address.of(url).normalised


@lru_cache(maxsize=100_000)
def _address(url: str) -> Address:
    if plain := PLAIN.fullmatch(url):
        return _named(url, url, plain[2], plain[3])
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname or "", bracketed="[" in parts.netloc), parts.port
    except (ValueError, UnicodeError):
        raise _refusal(url) from None
    if parts.scheme not in _DEFAULT_PORTS or not host or not _visible(url):
        raise _refusal(url)
    if "@" in parts.netloc:
        raise UsageError(f"{url} carries a user name or password", hint="a store is shared: leave it out")
    if "[" in parts.netloc and not _IN_BRACKETS.fullmatch(parts.netloc):
        raise _refusal(url)
    from rowback.trackers import without_trackers  # most addresses are plain

    place = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    query = without_trackers(_escaped(parts.query, _SAFE + "?"))
    path = _normal_path(parts.path)
    whole = f"{parts.scheme}://{place}{path}" + (f"?{query}" if query else "")
    return _named(url, whole, place, path)


def _named(url: str, normalised: str, place: str, path: str) -> Address:
    article = hashlib.sha256(normalised.encode()).hexdigest()[:ID_CHARS]
    return Address(url, normalised, article, f"{_folder_of(place)}/{article[:2]}/{_slug(path)}-{article}")


def _visible(url: str) -> bool:
    r"""No blank, control or invisible character, and no `\`, on which URL parsers disagree."""
    return url.isprintable() and " " not in url and "\\" not in url


def _refusal(url: str) -> UsageError:
    return UsageError(f"{url!r} is not an http or https address", hint="give it in full: https://example.org/story")


def _host(name: str, *, bracketed: bool) -> str:
    """A host in lower case and ASCII, without the final dot; empty when it is none."""
    if bracketed:
        return f"[{ipaddress.IPv6Address(name).compressed}]"
    name = name.lower().removesuffix(".")
    if not name.isascii():
        import idna  # slow to load, and hardly a host needs it

        name = idna.encode(name, uts46=True).decode()
    return name if _HOST.fullmatch(name) else ""


def _normal_path(path: str) -> str:
    """Without `.` and `..`, escaped in one way; empty segments and a final slash may matter to a server and stay."""
    kept: list[str] = []
    segments = _escaped(path or "/", _SAFE).split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _escaped(text: str, safe: str) -> str:
    """`%7e` and `~`, `é` and `%c3%a9` are the same; an escaped `/` is not a `/`."""
    text = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", text)
    text = re.sub(r"%[0-9a-fA-F]{2}", lambda found: _plain(found[0]), text)
    return quote(text, safe=safe)


def _plain(escape: str) -> str:
    character = chr(int(escape[1:], 16))
    return character if character.isascii() and (character.isalnum() or character in "-._~") else escape.upper()


def _folder_of(place: str) -> str:
    name = place.strip("[]").replace("]", "").replace(":", "+")
    if len(name) > HOST_CHARS:  # 260 characters are all that some file systems take
        name = (
            f"{name[: HOST_CHARS - ID_CHARS - 1].rstrip('.')}-{hashlib.sha256(place.encode()).hexdigest()[:ID_CHARS]}"
        )
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _slug(path: str) -> str:
    """The most telling part of a path: its longest one, the last of these; "page" when no letter is left."""
    parts = [_EXTENSION.sub("", part) for part in unquote(path).split("/")]
    longest = max(reversed(parts), key=len)
    plain = unicodedata.normalize("NFKD", longest).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > SLUG_CHARS:
        slug = slug[: SLUG_CHARS + 1].rpartition("-")[0] or slug[:SLUG_CHARS]
    return slug or "page"
