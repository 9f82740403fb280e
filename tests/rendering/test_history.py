import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from rowback.model import History
from rowback.rendering.web.history import overview, render_history
from tests.rendering.comparisons import article
from tests.rendering.histories import CORRECTED, HISTORIES, MILL, corrected, history, hostile


def page(made: History) -> Any:
    return html.document_fromstring(render_history(made))


def told(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_timeline_tells_every_revision_newest_first() -> None:
    entries = page(corrected()).xpath("//section[@class='timeline']/ol/li")
    assert [entry.get("id") for entry in entries] == ["r4", "r3", "r2", "r1"]
    assert "number 12 → 19" in told(entries[2])
    assert "Fire guts Marston mill" in told(entries[0])
    assert "Fire destroys Marston mill" in told(entries[0])


def test_changed_words_are_marked_in_the_timeline() -> None:
    (entry,) = page(corrected()).xpath("//li[@id='r2']")
    assert "12" in told(entry.find(".//del"))
    assert "19" in told(entry.find(".//ins"))


def test_a_sentence_that_changed_tells_its_other_wordings() -> None:
    tree = page(history(article((MILL,)), article((CORRECTED,))))
    (button,) = tree.xpath("//main//button")
    (wordings,) = tree.xpath(f"//*[@id='{button.get('popovertarget')}']")
    assert told(button) == "2"
    assert MILL[1] in told(wordings)


def test_a_sentence_that_always_stood_there_has_nothing_to_tell() -> None:
    assert page(history(article((MILL,)))).xpath("//main//button") == []


def test_headlines_are_listed_when_there_was_more_than_one() -> None:
    assert "Fire guts Marston mill" in told(page(corrected()).xpath("//section[@class='headlines-seen']")[0])
    assert page(history(article((MILL,)))).xpath("//section[@class='headlines-seen']") == []


def test_a_held_capture_and_the_last_look_are_told() -> None:
    made = replace(corrected(), held="the page asks for a login", held_since=corrected().last_look)
    masthead = told(page(made).find(".//header"))
    assert "the page asks for a login" in masthead
    assert "last looked at 2026-11-01 14:05 +0000" in masthead


def test_when_the_text_before_was_last_seen_is_told() -> None:
    made = corrected()
    second = replace(made.states[1], not_before=made.states[0].revision.observed_at)
    tree = page(replace(made, states=(made.states[0], second, *made.states[2:])))
    assert "The text before was last seen 2026-11-01 10:05 +0000." in told(tree.xpath("//li[@id='r2']")[0])


def test_the_data_holds_every_state_and_each_text_once() -> None:
    data = json.loads(page(corrected()).xpath("string(//script[@id='data'])"))
    texts = data["texts"]
    states = [[texts[sentence[0]] for paragraph in state for sentence in paragraph] for state in data["states"]]
    assert states == [list(state.article.sentences) for state in corrected().states]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("name", HISTORIES)
def test_links_inside_the_page_lead_somewhere_and_ids_are_unique(name: str) -> None:
    tree = page(HISTORIES[name]())
    ids = Counter(tree.xpath("//@id"))
    assert set(ids.values()) == {1}
    wanted = {link[1:] for link in tree.xpath("//@href") if link.startswith("#")} | set(tree.xpath("//@popovertarget"))
    assert wanted <= set(ids)


def test_a_page_writes_no_markup_and_ends_no_script() -> None:
    tree = page(hostile())
    assert len(tree.xpath("//script")) == 2
    assert tree.xpath("//b[not(@class='sr')]|//main//script") == []
    assert tree.xpath("//a[not(starts-with(@href, '#') or starts-with(@href, 'https://'))]") == []
    assert "\u202e" not in html.tostring(tree, encoding="unicode")
    assert "\x1b" not in render_history(hostile())


def test_what_is_heavy_is_counted() -> None:
    made = corrected()
    assert overview(history(article((MILL,)))) == "1 revision"
    assert overview(replace(made, states=made.states[:2])) == "2 revisions, 1 of substance, silent"
    assert overview(replace(made, states=made.states[:1])) == "1 revision"
