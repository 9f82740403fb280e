import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.text import one_line, safe_json, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain — “quoted” text", "plain — “quoted” text"),
        ("\x1b]0;owned\x07", "⟨U+001B⟩]0;owned⟨U+0007⟩"),
        ("pay \u202e00001$", "pay ⟨U+202E⟩00001$"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("forged ⟨U+202E⟩", "forged ⟨U+27E8⟩U+202E⟩"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs its joiner
        ("\ud83d", "⟨U+D83D⟩"),
    ],
)
def test_what_hides_or_steers_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_is_shown_can_steer_a_terminal(text: str) -> None:
    assert not any(c < " " or "\x7f" <= c < "\xa0" for c in visible(text))
    assert "\n" not in one_line(text)


@given(st.recursive(st.text() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_safe_json_is_the_same_json(value: object) -> None:
    document = safe_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(document) == value
    assert all(c.isprintable() for c in document)
