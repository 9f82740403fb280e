import pytest

from rowback.errors import UsageError
from rowback.track.lists import read_addresses


def test_a_comment_begins_after_a_blank_and_a_fragment_does_not() -> None:
    text = "https://a.example/x#top\n\n#https://a.example/no\n https://a.example/y # why\r\nhttps://a.example/z\t#\n"
    assert read_addresses(text, name="list") == (
        "https://a.example/x#top",
        "https://a.example/y",
        "https://a.example/z",
    )


@pytest.mark.parametrize("line", ["a.example", "https://a.example/x https://a.example/y", "ftp://a.example/", "-"])
def test_the_first_wrong_line_is_named(line: str) -> None:
    with pytest.raises(UsageError, match=r"^list, line 3: "):
        read_addresses(f"# one a line\n\n{line}\nhttp://\n", name="list")
