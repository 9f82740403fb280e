import json
from importlib import resources

import pytest
from jsonschema import Draft202012Validator

from rowback.rendering import render
from tests.rendering.comparisons import COMPARISONS, correction, hostile

SCHEMA = json.loads((resources.files("rowback.rendering") / "comparison.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", COMPARISONS)
def test_output_keeps_the_promised_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(render(COMPARISONS[name](), "json")))


def test_text_comes_back_exactly() -> None:
    made = hostile()
    parsed = json.loads(render(made, "json"))
    texts = [sentence["text"] for change in parsed["changes"] for sentence in change["after"]]
    assert tuple(texts) == made.after.sentences
    assert parsed["url"] == made.url


def test_printing_it_commands_no_terminal() -> None:
    assert render(hostile(), "json").replace("\n", "").isprintable()


def test_keys_keep_their_order() -> None:
    assert list(json.loads(render(correction(), "json"))) == list(SCHEMA["properties"])


def test_page_dates_keep_their_offset() -> None:
    parsed = json.loads(render(correction(), "json"))
    assert parsed["modified"] == {"before": None, "after": "2026-11-01T11:18:00+01:00"}
    assert parsed["revisions"]["before"]["observed_at"] == "2026-11-01T10:05:00+00:00"


def test_a_sentence_says_where_it_stands() -> None:
    change = json.loads(render(correction(), "json"))["changes"][2]
    assert change["after"] == [
        {"index": 2, "paragraph": 1, "text": "Police said 19 people were taken to hospital."},
    ]
    assert change["facts"] == [{"kind": "number", "before": "12", "after": "19"}]
