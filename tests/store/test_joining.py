"""Two lines of commits become one: of each article what was observed last, of the user's files what git merges."""

import tomllib
from pathlib import Path

import pytest

from rowback.errors import StoreError
from rowback.store import Store
from rowback.store.git import Git
from rowback.store.joining import joined
from rowback.store.objects import Objects
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR, edit, first_draft, git, record, story

HALL = "https://tidewater.example/news/hall.html"


def commit(folder: Path, name: str, text: str) -> None:
    """A commit of the user's."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", name)
    git(folder, "commit", "--quiet", "-m", f"Write {name}", "--", name)


def fork(store: Store) -> None:
    """Two branches, `theirs` and `main`, from where the store is now; `theirs` is checked out."""
    git(store.root, "checkout", "--quiet", "-b", "theirs")


def join(store: Store) -> str:
    """The commit that holds `theirs` and `main`, in a ref of its own."""
    around = Git.around(store.root)
    assert around is not None
    with Objects(around) as objects:
        theirs, main = objects.id("refs/heads/theirs"), objects.id("refs/heads/main")
        assert theirs is not None
        assert main is not None
        return joined(around, objects, theirs, main, ref="refs/rowback/incoming")


def shown(store: Store, commit: str, path: str) -> str:
    return git(store.root, "show", f"{commit}:{path}")


def text(url: str) -> str:
    return f"{Address.of(url).folder}/article.txt"


def parents(store: Store, commit: str) -> list[str]:
    told = git(store.root, "log", "-1", "--format=%P", commit).split()
    return [git(store.root, "name-rev", "--name-only", "--refs=refs/heads/*", parent).strip() for parent in told]


def test_a_line_that_follows_the_other_is_the_join(store: Store) -> None:
    record(store, first_draft())
    fork(store)
    record(store, edit(story(0), story(1)))
    assert join(store) == git(store.root, "rev-parse", "theirs").strip()
    git(store.root, "branch", "--force", "main", "theirs")
    git(store.root, "reset", "--quiet", "--hard", "HEAD^")
    assert join(store) == git(store.root, "rev-parse", "main").strip()


def test_of_each_article_what_was_observed_last_is_kept(store: Store) -> None:
    record(store, first_draft(), first_draft(FERRY), first_draft(HALL))
    fork(store)
    record(store, edit(story(0), story(1), hour=5), edit(story(0), story(2), FERRY, hour=1))
    git(store.root, "checkout", "--quiet", "main")
    record(
        store, edit(story(0), story(3), hour=2), edit(story(0), story(4), FERRY, hour=3), edit(story(0), story(5), HALL)
    )
    made = join(store)
    numbers = [shown(store, made, text(url)).partition(" metres")[0][-2:] for url in (HARBOUR, FERRY, HALL)]
    assert numbers == ["41", "44", "45"]
    assert parents(store, made) == ["theirs", "main"]


def test_an_article_that_one_side_took_away_stays_away_unless_the_other_saw_it_change(store: Store) -> None:
    record(store, first_draft(), first_draft(FERRY))
    fork(store)
    record(store, edit(story(0), story(1), FERRY))
    git(store.root, "checkout", "--quiet", "main")
    git(store.root, "rm", "-r", "--quiet", Address.of(HARBOUR).folder, Address.of(FERRY).folder)
    git(store.root, "commit", "--quiet", "-m", "Take two away")
    made = join(store)
    files = git(store.root, "ls-tree", "-r", "--name-only", made)
    assert Address.of(HARBOUR).folder not in files
    assert text(FERRY) in files


def test_lists_of_what_is_watched_are_joined(store: Store) -> None:
    store.add([HARBOUR])
    record(store, first_draft())
    fork(store)
    store.add([FERRY])
    record(store, edit(story(0), story(1)))
    git(store.root, "checkout", "--quiet", "main")
    store = Store.open(store.root)
    store.add([HALL])
    record(store, edit(story(0), story(1), hour=2))
    assert tomllib.loads(shown(store, join(store), "rowback.toml"))["watch"] == [HARBOUR, FERRY, HALL]


@pytest.mark.parametrize("side", ["theirs", "main"])
def test_work_of_the_user_on_one_side_is_kept_whole(store: Store, side: str) -> None:
    record(store, first_draft())
    commit(store.root, "notes.txt", "first\n")
    fork(store)
    for branch, hour in (("theirs", 1), ("main", 2)):
        git(store.root, "checkout", "--quiet", branch)
        record(store, edit(story(0), story(hour), hour=hour))
        if branch == side:
            commit(store.root, "notes.txt", "second\n")
            commit(store.root, "pages/page.html", "no article\n")
            commit(store.root, "page.html", "no article either\n")
    made = join(store)
    assert shown(store, made, "notes.txt") == "second\n"
    assert shown(store, made, "pages/page.html") + shown(store, made, "page.html") == "no article\nno article either\n"
    assert "42 metres" in shown(store, made, text(HARBOUR))


def test_work_of_the_user_on_both_sides_is_merged_by_git(store: Store) -> None:
    commit(store.root, "notes.txt", "first\n\n\n\nlast\n")
    record(store, first_draft(), first_draft(FERRY))
    fork(store)
    record(store, edit(story(0), story(1), hour=5), edit(story(0), story(2), FERRY, hour=1))
    commit(store.root, "notes.txt", "theirs\n\n\n\nlast\n")
    git(store.root, "checkout", "--quiet", "main")
    record(store, edit(story(0), story(3), hour=2), edit(story(0), story(4), FERRY, hour=3))
    commit(store.root, "notes.txt", "first\n\n\n\nours\n")
    made = join(store)
    assert shown(store, made, "notes.txt") == "theirs\n\n\n\nours\n"
    assert "41 metres" in shown(store, made, text(HARBOUR))
    assert "44 metres" in shown(store, made, text(FERRY))


def test_work_of_the_user_that_git_cannot_merge_is_named(store: Store) -> None:
    record(store, first_draft())
    fork(store)
    commit(store.root, "notes.txt", "theirs\n")
    git(store.root, "checkout", "--quiet", "main")
    commit(store.root, "notes.txt", "ours\n")
    with pytest.raises(StoreError, match=r"notes\.txt: changed on both sides") as refused:
        join(store)
    assert refused.value.hint


def test_two_stores_without_a_common_past_are_joined(store: Store) -> None:
    """Two machines began by themselves, before they had a remote."""
    store.add([HARBOUR])
    record(store, first_draft())
    git(store.root, "checkout", "--quiet", "--orphan", "theirs")
    git(store.root, "rm", "-r", "--quiet", "--force", ".")
    other = Store.create(store.root)
    other.add([FERRY])
    record(other, first_draft(FERRY))
    made = join(store)
    assert tomllib.loads(shown(store, made, "rowback.toml"))["watch"] == [FERRY, HARBOUR]
    assert text(HARBOUR) in git(store.root, "ls-tree", "-r", "--name-only", made)
    assert text(FERRY) in git(store.root, "ls-tree", "-r", "--name-only", made)
