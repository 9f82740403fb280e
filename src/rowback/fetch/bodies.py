"""An answer in transit -> its whole body, or an error: never half a page, never more than was agreed."""

import io
import re
import zlib

from requests import Response
from urllib3 import HTTPResponse
from urllib3.exceptions import DecodeError, HTTPError

from rowback.errors import FetchError
from rowback.fetch.faults import ExchangeError

# Encodings whose end is marked, so that a cut stream can be told from a whole one.
ACCEPT_ENCODING = "gzip, deflate"
CHUNK_BYTES = 65_536
# Each member costs a copy of the rest, so a million of them would take hours; honest servers send one or two.
GZIP_MEMBERS = 100
HTML_TYPES = ("text/html", "application/xhtml+xml")
# Servers say these when they do not know, or do not care; then the first bytes decide.
VAGUE_TYPES = ("", "text/plain", "text/xml", "application/xml", "application/octet-stream", "unknown/unknown")
# The group of comments is atomic: hundreds of them could be cut up in 2^n ways.
HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.{,500}?-->\s*)*)<(?:!doctype\s+html|html|head|body|title|meta|script|h1|div|p)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
TYPE_NAMES = {
    "application/pdf": "a PDF",
    "application/json": "JSON",
    "application/rss+xml": "a feed",
    "application/atom+xml": "a feed",
    "application/zip": "an archive",
    "image": "a picture",
    "video": "a video",
    "audio": "a recording",
    "text/plain": "plain text",
}


def read_body(response: Response, limit_bytes: int) -> bytes:
    """The body, decompressed.

    Raises:
        FetchError: it is larger than the limit, before or after decompression, or was cut short.
    """
    declared = response.headers.get("Content-Length", "")
    # `float`, since `int` takes no number of 5,000 digits.
    if declared.isdecimal() and float(declared) > limit_bytes:
        raise _too_large(response, limit_bytes)
    raw = read_raw(response, limit_bytes + 1)
    if len(raw) > limit_bytes:
        raise _too_large(response, limit_bytes)
    body = decompressed(raw, response, limit_bytes + 1)
    if len(body) > limit_bytes:
        raise _too_large(response, limit_bytes)
    return body


def read_raw(response: Response, enough_bytes: int) -> bytes:
    """The body as sent, read until it ends or there is enough."""
    body = bytearray()
    # `read1` returns after each packet, so that a slow drip meets the deadline instead of filling a buffer.
    while len(body) < enough_bytes and (part := response.raw.read1(CHUNK_BYTES, decode_content=False)):
        body += part
    return bytes(body)


def decompressed(raw: bytes, response: Response, enough_bytes: int) -> bytes:
    """The body without its `Content-Encoding`, up to `enough_bytes`: a bomb is never unpacked."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if not raw or encoding in ("", "identity"):
        return raw
    try:
        if encoding in ("gzip", "x-gzip", "deflate"):
            return _inflated(raw, enough_bytes)
        return _decoded_by_urllib3(raw, encoding, enough_bytes)
    except (zlib.error, DecodeError) as error:
        raise FetchError(f"{response.url} sent a body that cannot be unpacked ({encoding})") from error
    except EOFError as error:
        raise ExchangeError(f"{response.url} sent only a part of the page") from error


def _inflated(raw: bytes, enough_bytes: int) -> bytes:
    """Gzip of one or more members, or deflate with or without the header that it should have."""
    body = bytearray()
    wbits = zlib.MAX_WBITS | 32 if raw[:1] in (b"\x1f", b"\x78") else -zlib.MAX_WBITS
    for _ in range(GZIP_MEMBERS):
        unpacker = zlib.decompressobj(wbits)
        body += unpacker.decompress(raw, enough_bytes - len(body))
        if len(body) >= enough_bytes:
            return bytes(body)
        if not unpacker.eof:
            raise EOFError
        raw = unpacker.unused_data
        # Behind the last member some servers send zeros, or a line break.
        if not raw.startswith(b"\x1f\x8b"):
            return bytes(body)
    raise zlib.error("too many members")


def _decoded_by_urllib3(raw: bytes, encoding: str, enough_bytes: int) -> bytes:
    """What we did not ask for but urllib3 may know (br, zstd, two encodings at once)."""
    packed = HTTPResponse(io.BytesIO(raw), headers={"Content-Encoding": encoding}, preload_content=False)
    try:
        body = packed.read(enough_bytes)
    except DecodeError:
        raise
    except HTTPError as error:
        raise DecodeError(str(error)) from error
    if body == raw:
        raise DecodeError(f"unknown encoding {encoding}")
    return body


def check_type(response: Response) -> bool:
    """Refuse what says that it is no page; whether the body must prove that it is one."""
    kind = _media_type(response)
    if kind in HTML_TYPES:
        return False
    if kind in VAGUE_TYPES:
        return True
    raise _no_page(response, kind)


def check_sniffed(response: Response, body: bytes) -> None:
    """Refuse a body of a vague type that does not begin like HTML."""
    # UTF-16 pages begin with a mark and have a zero byte beside each ASCII letter.
    start = body[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if not HTML_START.match(start):
        raise _no_page(response, _media_type(response))


def _media_type(response: Response) -> str:
    return str(response.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def _no_page(response: Response, kind: str) -> FetchError:
    name = TYPE_NAMES.get(kind) or TYPE_NAMES.get(kind.partition("/")[0], "something else")
    return FetchError(f"{response.url} is {name} ({kind[:60] or 'no content type'}), not a page", status=200)


def _too_large(response: Response, limit_bytes: int) -> FetchError:
    hint = "raise size_bytes under [fetch]"
    return FetchError(f"{response.url} is larger than {limit_bytes / 1e6:g} MB", status=200, hint=hint)
