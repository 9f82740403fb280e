"""Many states at once: read in one walk and through one program, each text once."""

import re
from pathlib import Path

from rowback.model import Draft, Revision, RevisionKind
from rowback.store import Store
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, git, record, story

FERRY_STORY = story(500, headline="Ferry is late")


def recorded(store: Store) -> None:
    """Two articles, one of which goes."""
    gone = Draft(HARBOUR, RevisionKind.GONE, story(2), at_hour(4), "engine 1")
    record(store, first_draft(), first_draft(FERRY, FERRY_STORY, 1))
    record(store, edit(story(), story(2), hour=2))
    record(store, gone)


def lines(texts: tuple[tuple[Revision, str], ...]) -> list[tuple[RevisionKind, str]]:
    return [(revision.kind, next(line for line in text.splitlines() if "metres" in line)) for revision, text in texts]


def test_all_texts_of_all_articles_are_read_newest_first(store: Store) -> None:
    recorded(store)
    by_url = {texts[0][0].url: texts for texts in store.texts()}
    assert lines(by_url[FERRY]) == [(RevisionKind.NEW, "The wall lost 540 metres.")]
    assert lines(by_url[HARBOUR]) == [
        (RevisionKind.GONE, "The wall lost 42 metres."),
        (RevisionKind.EDITED, "The wall lost 42 metres."),
        (RevisionKind.NEW, "The wall lost 40 metres."),
    ]


def test_a_text_that_stayed_is_one_object(store: Store) -> None:
    recorded(store)
    (texts,) = store.texts([HARBOUR])
    assert texts[0][1] is texts[1][1]


def test_only_the_named_articles_are_read(store: Store) -> None:
    recorded(store)
    assert [texts[0][0].url for texts in store.texts([FERRY])] == [FERRY]
    assert list(store.texts(["https://tidewater.example/never-seen"])) == []


def test_an_empty_store_has_no_texts(store: Store) -> None:
    assert list(store.texts()) == []


def test_a_store_inside_a_repository_reads_its_own_folder(shared: Store) -> None:
    recorded(shared)
    assert sorted(texts[0][0].url for texts in shared.texts()) == [FERRY, HARBOUR]


def test_a_spoilt_text_does_not_end_a_search(store: Store) -> None:
    recorded(store)
    (path,) = store.root.glob("*/*/harbour-wall-*/article.txt")
    path.write_bytes(b"\xff metres\n")
    message = git(store.root, "log", "-1", "--format=%B", "--", str(path))
    # With the trailer that tells its text it would be taken for a repeat of the revision before it.
    git(store.root, "commit", "--quiet", "-am", re.sub(r"(?m)^Text-Id: .*\n", "", message))
    (texts,) = store.texts([HARBOUR])
    assert "� metres\n" in [text for _, text in texts]


def test_states_are_read_in_the_order_asked_for(store: Store) -> None:
    recorded(store)
    revisions = store.history(HARBOUR)
    states = store.states(revisions)
    assert [state.gone for state in states] == [True, False, False]
    assert [state.article for state in states] == [story(2), story(2), story()]
    assert [state.revision for state in states] == [revision.id for revision in revisions]


def test_what_a_machine_keeps_for_itself_is_in_git_s_folder(store: Store, shared: Store) -> None:
    assert store.local("read", HARBOUR).parent == store.root / ".git" / "rowback" / "read"
    assert shared.local("read", HARBOUR).parent == shared.root.parent / ".git" / "rowback" / "snapshots" / "read"
    assert store.local("read", HARBOUR) == store.local("read", HARBOUR + "?utm_source=mail#top")
    assert store.local("read", HARBOUR) != store.local("read", FERRY)


def test_two_stores_of_one_repository_keep_apart(desk: Path) -> None:
    assert Store.create(desk / "one").local("read", HARBOUR) != Store.create(desk / "two").local("read", HARBOUR)
