import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rowback.errors import StoreBusyError, StoreError
from rowback.model import Article, Draft, Outcome, RevisionKind
from rowback.store import Sighting, Store
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR, MORNING, at_hour, edit, first_draft, git, noted, page_of, record, story


def clock() -> datetime:
    return at_hour(1)


def test_what_was_recorded_is_read_from_the_tip(store: Store) -> None:
    (revision,) = record(store, first_draft())
    found = store.recorded([HARBOUR, FERRY])
    assert list(found) == [HARBOUR]
    recorded = found[HARBOUR]
    assert recorded.article == story()
    assert (recorded.url, recorded.extractor, recorded.gone) == (HARBOUR, "engine 1", False)
    assert recorded.revision == revision
    assert recorded.observed_at == MORNING
    assert store.page(recorded) == page_of(story()).body
    assert recorded.content_type == "text/html; charset=utf-8"


def test_the_work_tree_shows_the_article(store: Store) -> None:
    record(store, first_draft())
    folder = store.root / Address.of(HARBOUR).folder
    assert sorted(path.name for path in folder.iterdir()) == ["article.json", "article.txt", "page.html"]
    assert (folder / "article.txt").read_text(encoding="utf-8").startswith("Harbour wall is to be rebuilt\n")
    assert git(store.root, "status", "--porcelain") == ""


def test_a_history_is_listed_newest_first(store: Store) -> None:
    ids = record(
        store, first_draft(), edit(story(0), story(1), hour=1), edit(story(1), story(2), hour=2), first_draft(FERRY)
    )
    history = store.history(HARBOUR)
    assert [revision.id for revision in history] == [ids[2], ids[1], ids[0]]
    assert [revision.kind for revision in history] == [RevisionKind.EDITED, RevisionKind.EDITED, RevisionKind.NEW]
    assert [store.at(revision).article for revision in history] == [story(2), story(1), story(0)]
    assert store.page(history[1]) == page_of(story(1)).body
    assert history[0].counts.edited == 1
    assert store.history("https://tidewater.example/never") == ()


def test_a_history_follows_observation_not_the_order_of_commits(store: Store) -> None:
    late, early = record(store, first_draft(hour=5), edit(story(0), story(1), hour=2))
    assert [revision.id for revision in store.history(HARBOUR)] == [late, early]


def test_only_the_status_changes_when_a_page_is_gone(store: Store) -> None:
    record(store, first_draft())
    gone = Draft(HARBOUR, RevisionKind.GONE, story(), at_hour(1), "engine 1")
    record(store, gone)
    changed = git(store.root, "show", "--format=", "--unified=0", "HEAD").splitlines()
    assert [line for line in changed if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        '-  "observed": "2026-11-02T08:00:00+00:00",',
        '+  "observed": "2026-11-02T09:00:00+00:00",',
        '-  "status": "live",',
        '+  "status": "gone",',
    ]
    recorded = store.recorded([HARBOUR])[HARBOUR]
    assert (recorded.gone, recorded.article) == (True, story())
    assert store.page(recorded) == page_of(story()).body


def test_a_re_extraction_keeps_the_page_and_is_listed_only_when_asked_for(store: Store) -> None:
    record(store, first_draft())
    again = Draft(HARBOUR, RevisionKind.REEXTRACTED, story(1), at_hour(1), "engine 2")
    with store.run(clock=lambda: at_hour(1)) as run:
        run.record(again)
        run.record(replace(edit(story(1), story(2), hour=2), page=None))
    recorded = store.recorded([HARBOUR])[HARBOUR]
    assert recorded.article == story(2)
    assert store.page(recorded) == page_of(story(0)).body
    assert [r.kind for r in store.history(HARBOUR)] == [RevisionKind.EDITED, RevisionKind.NEW]
    assert [r.kind for r in store.history(HARBOUR, all=True)][1] is RevisionKind.REEXTRACTED


def test_plain_git_reads_like_a_history_of_edits(store: Store) -> None:
    record(store, first_draft(), edit(story(0), story(1)))
    shown = git(store.root, "log", "-p", "-1", "--", "*.txt")
    assert "-The wall lost 40 metres.\n+The wall lost 41 metres.\n" in shown
    assert "Author: rowback <rowback@localhost>\nDate:   Mon Nov 2 09:00:00 2026 +0000" in shown
    assert "Binary files" in git(store.root, "show", "HEAD^", "--", "*/page.html")


def test_pages_can_be_left_out(store: Store) -> None:
    settings = store.root / "rowback.toml"
    settings.write_text(settings.read_text().replace('# pages = "none"', 'pages = "none"'))
    store = Store.open(store.root)
    record(store, first_draft())
    recorded = store.recorded([HARBOUR])[HARBOUR]
    assert recorded.page_hash
    with pytest.raises(StoreError, match="was not kept"):
        store.page(recorded)


def test_any_article_and_page_can_be_recorded(store: Store) -> None:
    hostile = Article(
        headline='../../.git/hooks\x00\n\nOutcome: gone\ud800"\\', notices=("\x1b[2J",), paragraphs=("a\nb\r",)
    )
    page = replace(page_of(story()), body=bytes(range(256)) * 4 + b"\r\ndata 5\ncommit refs/heads/main\n")
    draft = Draft(HARBOUR, RevisionKind.NEW, hostile, MORNING, "engine\n1", page)
    record(store, draft)
    recorded = store.recorded([HARBOUR])[HARBOUR]
    assert recorded.article == hostile
    assert store.page(recorded) == page.body
    assert [revision.kind for revision in store.history(HARBOUR)] == [RevisionKind.NEW]


# ---------------------------------------------------------------- state
def test_the_state_comes_back(store: Store) -> None:
    seen = Sighting('W/"x"', "Mon, 02 Nov 2026", "ab", 3, 1, MORNING, Outcome.GONE, "cd", moved_to="https://b.example/")
    with store.run(clock=clock) as run:
        run.state[HARBOUR] = seen
    with store.run(clock=clock) as run:
        assert run.state == {HARBOUR: seen}
        assert run.cleaned == ()


def test_a_run_that_saw_nothing_writes_nothing(store: Store) -> None:
    record(store, first_draft())
    before = git(store.root, "for-each-ref")
    with store.run(clock=clock) as run:
        run.drop_held(HARBOUR)
    assert git(store.root, "for-each-ref") == before


def test_a_quiet_run_leaves_one_small_commit_and_no_rubbish(store: Store) -> None:
    record(store, first_draft())
    tip = git(store.root, "rev-parse", "HEAD")
    for hour in range(1, 5):
        with store.run(clock=clock) as run:
            run.state[HARBOUR] = replace(run.state[HARBOUR], checked_at=at_hour(hour), outcome=Outcome.UNCHANGED)
    assert git(store.root, "rev-parse", "HEAD") == tip
    assert git(store.root, "rev-list", "--count", "refs/rowback/state") == "1\n"
    assert int(git(store.root, "count-objects").split()[0]) <= 8
    checks = git(store.root, "show", "refs/rowback/state:checks.jsonl").splitlines()
    assert [line.partition(',"looked"')[0] for line in checks[1:]] == [
        '{"at":"2026-11-02T09:00:00+00:00","checked":1'
    ] * 4
    assert f'"saw":{{"{Address.of(HARBOUR).id}":"new"}}' in checks[0]


def test_a_held_capture_is_kept_out_of_the_branch(store: Store) -> None:
    wall = replace(page_of(story()), body=b"Please log in\n", moved_to="https://tidewater.example/login")
    with store.run(clock=clock) as run:
        assert run.held_page(HARBOUR) is None
        run.hold(HARBOUR, wall, "asks for a login", first_seen=MORNING)
        assert run.held_page(HARBOUR) == wall
    assert git(store.root, "rev-list", "--all", "--objects", "--", "*/page.html") == ""
    with store.run(clock=clock) as run:
        assert run.held_page(HARBOUR) == replace(wall, etag=None)
        assert run.state[HARBOUR].held_since == MORNING
        assert run.state[HARBOUR].held_reason == "asks for a login"
        run.drop_held(HARBOUR)
        assert run.held_page(HARBOUR) is None
    with store.run(clock=clock) as run:
        assert run.held_page(HARBOUR) is None
        assert run.state[HARBOUR].held_since is None
    assert "held" not in git(store.root, "ls-tree", "--name-only", "refs/rowback/state")


def test_validators_are_forgotten_when_the_branch_holds_another_revision(store: Store) -> None:
    """They would hide the edit: the server says that nothing changed since a revision which is no longer there."""
    record(store, first_draft())
    first = git(store.root, "rev-parse", "HEAD").strip()
    record(store, edit(story(0), story(1)))
    git(store.root, "reset", "--hard", "--quiet", first)
    with store.run(clock=clock) as run:
        assert (run.state[HARBOUR].etag, run.state[HARBOUR].revision) == (None, None)
    assert store.recorded([HARBOUR])[HARBOUR].revision is None
    git(store.root, "reset", "--hard", "--quiet", "HEAD@{1}")
    with store.run(clock=clock) as run:
        assert run.state[HARBOUR].etag == '"v1"'


def test_a_state_follows_the_spelling_that_is_watched_now(store: Store) -> None:
    store.add([HARBOUR + "#top"])
    record(store, first_draft(HARBOUR + "#top"))
    store.remove([HARBOUR])
    store.add([HARBOUR])
    with store.run(clock=clock) as run:
        assert list(run.state) == [HARBOUR]
        assert run.state[HARBOUR].etag == '"v1"'


# ---------------------------------------------------------------- the run
def test_a_repository_with_sha256_ids(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    store = Store.create(tmp_path)
    record(store, first_draft())
    record(store, edit(story(0), story(1)))
    with store.run(clock=clock) as run:
        assert run.state[HARBOUR].etag == '"v1"'
    assert [len(revision.id) for revision in store.history(HARBOUR)] == [64, 64]


def test_a_second_run_at_the_same_time_is_told_so(store: Store) -> None:
    with store.run(clock=clock), pytest.raises(StoreBusyError) as refused, store.run(clock=clock):
        pass
    assert refused.value.hint
    record(store, first_draft())


def test_an_interrupted_run_keeps_what_it_recorded(store: Store) -> None:
    def interrupted() -> None:
        with store.run(clock=clock) as run:
            noted(run, first_draft())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.recorded([HARBOUR])[HARBOUR].article == story()
    with store.run(clock=clock) as run:
        assert run.state[HARBOUR].etag == '"v1"'
        assert run.cleaned == ()


def test_the_settings_are_recorded_with_the_run(store: Store) -> None:
    store.add([HARBOUR])
    record(store, first_draft())
    assert HARBOUR in git(store.root, "show", "HEAD:rowback.toml")
    store.add([FERRY])
    record(store, edit(story(0), story(1)))
    assert FERRY in git(store.root, "show", "HEAD:rowback.toml")
    assert git(store.root, "status", "--porcelain") == ""


def test_settings_that_the_user_has_staged_are_theirs_to_commit(store: Store) -> None:
    record(store, first_draft())
    settings = store.root / "rowback.toml"
    settings.write_text(settings.read_text() + "# staged\n")
    git(store.root, "add", "rowback.toml")
    settings.write_text(settings.read_text() + "# not staged\n")
    record(store, edit(story(0), story(1)))
    assert "staged" not in git(store.root, "show", "HEAD:rowback.toml")
    assert git(store.root, "status", "--porcelain") == "MM rowback.toml\n"


def test_a_disk_that_is_full_is_told_in_one_line(store: Store) -> None:
    """A limit on the size of files stands in for the disk: git then fails at its write, as on a full one."""
    record(store, first_draft())
    tip = git(store.root, "for-each-ref")
    script = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from rowback.errors import StoreError
from rowback.store import Store
from tests.store.articles import *
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
draft = edit(story(0), story(1))
noise = b"".join(__import__("hashlib").sha256(b"%d" % k).digest() for k in range(40_000))
try:
    record(Store.open(Path(sys.argv[1])), replace(draft, page=replace(draft.page, body=noise)))
except StoreError as error:
    print(error)
"""
    top = Path(__file__).parents[2]
    command = [sys.executable, "-c", script, str(store.root)]
    done = subprocess.run(
        command, cwd=top, env={**os.environ, "PYTHONPATH": str(top)}, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("git fast-import: "), (done.stdout, done.stderr)
    assert len(done.stdout.splitlines()) == 1
    assert git(store.root, "for-each-ref") == tip
    record(store, edit(story(0), story(2)))
    assert len(store.history(HARBOUR)) == 2
    assert not list(store.root.glob(".git/fast_import_crash_*"))


def test_an_article_that_was_spoilt_in_git_stops_the_run_and_nothing_else_is_lost(store: Store) -> None:
    record(store, first_draft(), first_draft(FERRY))
    (store.root / Address.of(FERRY).folder / "article.json").write_text("{}")
    git(store.root, "commit", "--all", "--quiet", "-m", "Spoil an article")

    def spoilt() -> None:
        with store.run(clock=clock) as run:
            noted(run, edit(story(0), story(1)))
            noted(run, Draft(FERRY, RevisionKind.GONE, story(), at_hour(1), "engine 1"))

    with pytest.raises(StoreError, match="ferry") as refused:
        spoilt()
    assert refused.value.hint
    assert store.recorded([HARBOUR])[HARBOUR].article == story(1)
    with store.run(clock=clock) as run:
        assert (run.state[HARBOUR].etag, run.state[FERRY].etag) == ('"v1"', None)
        assert run.cleaned == ()


def test_a_commit_that_only_looks_like_a_revision_is_passed_over(store: Store) -> None:
    record(store, first_draft())
    text = git(store.root, "log", "-1", "--skip=1", "--format=%B").replace(HARBOUR, "no address")
    (store.root / Address.of(HARBOUR).folder / "article.txt").write_text("mine")
    git(store.root, "commit", "--all", "--quiet", "-m", text)
    assert len(store.history(HARBOUR)) == 1


def test_times_of_any_kind_are_kept(store: Store) -> None:
    fine = MORNING + timedelta(microseconds=123456)
    old = MORNING.replace(year=1960)
    record(store, replace(first_draft(), observed_at=fine), replace(first_draft(FERRY), observed_at=old))
    assert store.history(HARBOUR)[0].observed_at == fine
    assert store.history(FERRY)[0].observed_at == old
