from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.model import Counts, Disclosure, Draft, RevisionKind, Weight
from rowback.store import composing, message
from rowback.store.layout import Recorded
from tests.store.articles import HARBOUR, at_hour, edit, first_draft, story

COMMIT = "0123456789" * 4


def written(draft: Draft) -> str:
    return composing.write(draft, Recorded(draft.url, draft.article, draft.observed_at, draft.extractor, "ab" * 32))


def test_an_edit_is_told_in_words_and_trailers() -> None:
    lines = written(edit(story(0), story(1))).splitlines()
    assert lines[0] == "tidewater.example: Harbour wall is to be rebuilt (+0 -0 ~1)"
    assert lines[2] == "1 sentence edited"
    assert lines[4] == "~ The wall lost 40 metres. -> The wall lost 41 metres."
    assert "Article-Id: " in lines[7]
    assert "Weight: substance" in lines
    assert "Disclosure: silent" in lines


def test_what_is_written_is_read() -> None:
    revision = message.read(written(edit(story(0), story(1), hour=1.5)), commit=COMMIT)
    assert revision is not None
    assert (revision.id, revision.url, revision.kind) == (COMMIT, HARBOUR, RevisionKind.EDITED)
    assert revision.observed_at == at_hour(1.5)
    assert revision.headline == "Harbour wall is to be rebuilt"
    assert revision.summary == "1 sentence edited"
    assert revision.counts == Counts(edited=1)
    assert (revision.weight, revision.disclosure) == (Weight.SUBSTANCE, Disclosure.SILENT)


@pytest.mark.parametrize("kind", [RevisionKind.NEW, RevisionKind.GONE, RevisionKind.REEXTRACTED, RevisionKind.RESTORED])
def test_every_kind_can_be_written_and_read(kind: RevisionKind) -> None:
    text = written(replace(first_draft(), kind=kind))
    revision = message.read(text, commit=COMMIT)
    assert revision is not None
    assert revision.kind is kind
    assert f"({kind})" in text.splitlines()[0]
    assert revision.counts == Counts()


@pytest.mark.parametrize("text", ["", "Fix a typo\n", "Fix\n\nSigned-off-by: A <a@localhost>\n", "a\n\nURL: x\n"])
def test_a_stranger_s_commit_is_no_revision(text: str) -> None:
    assert message.read(text, commit=COMMIT) is None


def test_a_subject_is_short() -> None:
    for article in (story(headline="word " * 60), story(headline="x" * 300)):
        subject = written(edit(story(), article)).splitlines()[0]
        assert len(subject) <= 72
        assert subject.endswith("… (+0 -0 ~1)")


def test_a_hostile_headline_forges_nothing() -> None:
    headline = "Harbour\n\nOutcome: gone\r\nURL: https://evil.example/\x1b[2J\u202egnp\u2028Observed: never\x00"
    text = written(edit(story(), story(1, headline)))
    revision = message.read(text, commit=COMMIT)
    assert revision is not None
    assert (revision.kind, revision.url) == (RevisionKind.EDITED, HARBOUR)
    assert text.count("\nURL: ") == 1
    assert not {"\x1b", "\u202e", "\x00", "\r", "\u2028"} & set(text)


hostile = st.text(max_size=30) | st.text("\n\r: abURL\x1b\u202e\ud800\x00", max_size=30)


@given(hostile, hostile, hostile)
def test_no_text_of_a_page_changes_what_is_read(headline: str, sentence: str, extractor: str) -> None:
    after = replace(story(), headline=headline, sentences_by_paragraph=((sentence, sentence), (sentence,)))
    draft = replace(edit(story(), after), extractor=extractor)
    text = written(draft)
    text.encode()
    revision = message.read(text, commit=COMMIT)
    assert revision is not None
    assert (revision.url, revision.kind, revision.observed_at) == (draft.url, draft.kind, draft.observed_at)
    assert revision.summary == "1 sentence edited"


def test_a_revision_says_what_it_was_compared_with_and_that_it_was_imported() -> None:
    draft = edit(story(0), story(1))
    plain = message.read(written(draft), commit=COMMIT)
    told = message.read(written(replace(draft, compared_with=at_hour(0.5), imported=True)), commit=COMMIT)
    assert plain is not None
    assert told is not None
    assert (plain.compared_with, plain.imported) == (None, False)
    assert (told.compared_with, told.imported) == (at_hour(0.5), True)
