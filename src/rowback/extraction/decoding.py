"""Page bytes -> text: the byte order mark, the header, the page's own word, then a guess."""

import codecs
import re

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)|encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
# Browsers look for a charset in the first 1024 bytes; pages with long comments need more.
DECLARATION_BYTES = 4096
SAMPLE_BYTES = 20_000
# What could not be decoded, and controls. NUL is left out: UTF-16 without a mark is full of it.
NO_TEXT = re.compile("[\ufffd\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Pages labelled Latin-1 are Windows-1252, and the others are supersets of what they replace.
# Source: WHATWG Encoding Standard, labels.
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}


def decode(page: bytes | str, content_type: str | None = None) -> str:
    """The text of a page; undecodable bytes become U+FFFD, never an error."""
    if isinstance(page, str):
        return page
    for mark, encoding in BYTE_ORDER_MARKS:
        if page.startswith(mark):
            return page.decode(encoding, errors="replace").removeprefix("\ufeff")
    declared = (_declared(content_type or ""), _declared(page[:DECLARATION_BYTES].decode("latin-1")))
    # Valid UTF-8 that is not ASCII is hardly ever anything else, whatever is declared.
    candidates = ["utf-8", *(name for name in declared if name is not None)]
    for candidate in candidates:
        text = _strictly(page, candidate)
        if text is not None:
            return text
    return page.decode(candidates[1] if len(candidates) > 1 else _guess(page), errors="replace")


def is_binary(text: str) -> bool:
    """A picture or an archive that was served as a page: a tenth of its beginning are no characters of any text."""
    sample = text[:SAMPLE_BYTES]
    return len(NO_TEXT.findall(sample)) * 10 > len(sample)


def _declared(text: str) -> str | None:
    """The codec a header or the head of a page names, or `None` when it names none that exists."""
    match = CHARSET.search(text)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1] or match[2]).name
        # A codec from bytes to bytes, such as "hex", is found but refused here.
        b"a".decode(name, errors="replace")
    except (LookupError, ValueError):
        return None
    # UTF-16 cannot be read from a declaration made of single bytes: the page is UTF-8.
    return "utf-8" if name.startswith("utf-16") else WIDER.get(name, name)


def _strictly(page: bytes, encoding: str) -> str | None:
    """The text if every byte of it fits, else `None`."""
    try:
        return page.decode(encoding)
    except ValueError:
        return None


def _guess(page: bytes) -> str:
    """A codec that fits a sample: parsing takes the time of reading, guessing of a whole page takes seconds."""
    best = from_bytes(page[:SAMPLE_BYTES]).best()
    return best.encoding if best is not None else "utf-8"
