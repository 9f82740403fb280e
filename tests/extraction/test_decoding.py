import codecs

import pytest

from rowback.extraction.decoding import decode, is_binary

TEXT = "Škoda říká, že přístav zůstane zavřený až do května."


def test_a_byte_order_mark_is_believed_first() -> None:
    assert decode(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "text/html; charset=ascii") == TEXT
    assert decode(codecs.BOM_UTF8 + TEXT.encode(), "text/html; charset=ascii") == TEXT


def test_the_header_comes_before_the_page() -> None:
    page = f'<meta charset="koi8-r">{TEXT}'
    assert decode(page.encode("cp1250"), "text/html; charset=windows-1250") == page


def test_the_page_names_its_charset() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">{TEXT}'
    assert decode(page.encode("cp1250")) == page


def test_utf8_is_seen_under_a_wrong_label() -> None:
    assert decode(TEXT.encode(), "text/html; charset=iso-8859-1") == TEXT


def test_latin1_means_windows_1252() -> None:
    assert decode("“Ja”, sagte sie.".encode("cp1252"), "text/html; charset=iso-8859-1") == "“Ja”, sagte sie."


def test_without_a_word_the_charset_is_guessed() -> None:
    page = "<p>" + "Η γέφυρα του λιμανιού μένει κλειστή μέχρι τον Μάιο, είπε η δήμαρχος. " * 20
    assert decode(page.encode("cp1253")) == page


@pytest.mark.parametrize("name", ["x-unknown", "hex", "rot13", "utf-16", ""])
def test_a_codec_that_cannot_be_meant_is_no_error(name: str) -> None:
    assert "Monday" in decode(b"on Monday \xff\xfe it broke", f"text/html; charset={name}")


def test_a_decoded_page_is_left_as_it_is() -> None:
    assert decode('<meta charset="koi8-r">é', "text/html; charset=ascii") == '<meta charset="koi8-r">é'


def test_a_picture_that_is_served_as_a_page_is_known() -> None:
    picture = bytes(range(256)) * 40
    assert is_binary(decode(picture, "text/html; charset=utf-8"))
    assert is_binary(decode(b"\x89PNG\r\n\x1a\n" + picture, None))
    assert not is_binary(decode("<p>Ünïcödé, и ещё, 日本語</p>".encode(), None))
    assert not is_binary(decode("<p>Story</p>".encode("utf-16-le"), None))
    assert not is_binary("")
