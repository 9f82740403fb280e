"""A repository that was made to do harm: nothing of it runs, nothing leads out of the store."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rowback.errors import RowbackError
from rowback.store import Store
from rowback.store.paths import Address
from tests.store.articles import FERRY, HARBOUR, at_hour, edit, first_draft, git, page_of, record, story

FOLDER = Address.of(HARBOUR).folder
HOOKS = """applypatch-msg commit-msg fsmonitor-watchman post-applypatch post-checkout post-commit post-index-change
post-merge post-rewrite pre-applypatch pre-auto-gc pre-commit pre-merge-commit pre-push pre-rebase prepare-commit-msg
reference-transaction sendemail-validate update""".split()
PROGRAMS = """core.fsmonitor core.pager core.editor core.askPass core.sshCommand core.gitProxy core.alternateRefsCommand
diff.external diff.x.command diff.x.textconv filter.x.clean filter.x.smudge filter.x.process merge.x.driver merge.x.name
gpg.program gpg.ssh.program credential.helper sequence.editor interactive.diffFilter pager.log pager.diff
trailer.x.command trailer.x.cmd uploadpack.packObjectsHook remote.origin.uploadpack remote.origin.vcs sendemail.tocmd
browser.x.cmd man.x.cmd difftool.x.cmd mergetool.x.cmd init.templateDir""".split()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """What would leave a trace if it were ever started."""
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{tmp_path / 'ran'}'\ncat\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def hostile(shared: Store, desk: Path, program: Path) -> Store:
    """Every hook and every program that git may start is set, by each file that can set it."""
    record(shared, first_draft(), first_draft(FERRY))
    for hook in HOOKS:
        (desk / ".git" / "hooks" / hook).symlink_to(program)
    settings = {name: str(program) for name in PROGRAMS} | {
        "filter.x.required": "true",
        "log.showSignature": "true",
        "core.hooksPath": str(desk / ".git" / "hooks"),
        "core.attributesFile": str(desk / "attributes"),
        "submodule.recurse": "true",
        "fetch.recurseSubmodules": "true",
        "core.untrackedCache": "true",
        "alias.log": f"!{program}",
        "alias.cat-file": f"!{program}",
        "gc.auto": "1",
        "maintenance.auto": "true",
        "core.quotePath": "true",
        "core.autocrlf": "true",
        "core.safecrlf": "true",
        "core.ignoreCase": "true",
        "core.precomposeUnicode": "true",
        "core.splitIndex": "true",
        "core.warnAmbiguousRefs": "true",
        "diff.noprefix": "true",
        "diff.renames": "copies",
        "log.follow": "true",
        "log.date": "human",
        "i18n.logOutputEncoding": "UTF-16",
    }
    included = desk / ".git" / "included"
    for name, value in settings.items():
        git(desk, "config", "--file", str(included), name, value)
    git(desk, "config", "include.path", str(included))
    rules = "* filter=x diff=x merge=x text eol=crlf working-tree-encoding=UTF-16 ident export-subst\n"
    for place in (desk / "attributes", desk / ".gitattributes", desk / ".git" / "info" / "attributes"):
        place.write_text(rules)
    return shared


def use(store: Store) -> None:
    """Everything that a user does with a store."""
    record(store, edit(story(0), story(1)))
    with store.run(clock=lambda: at_hour(2)) as run:
        run.hold(FERRY, page_of(story(3), FERRY, at_hour(2)), "a wall", first_seen=at_hour(2))
    assert [r.kind for r in store.history(HARBOUR)] == ["edited", "new"]
    assert store.recorded([HARBOUR])[HARBOUR].article == story(1)
    assert store.page(store.history(HARBOUR)[1]) == page_of(story(0)).body
    assert len(list(store.texts())) == 2
    assert store.held(FERRY) is not None
    store.examine(deep=True)
    store.mend()
    store.gc(clock=lambda: at_hour(3))
    store.move(HARBOUR, f"{HARBOUR}?moved=1", clock=lambda: at_hour(4))
    store.forget(FERRY, clock=lambda: at_hour(5))


def test_nothing_that_a_repository_names_is_started(hostile: Store, tmp_path: Path) -> None:
    (tmp_path / "ran").unlink(missing_ok=True)
    use(hostile)
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()


Plant = Callable[[Path, Path], None]


def link_to_folder(place: Path, outside: Path) -> None:
    place.parent.parent.parent.mkdir(parents=True, exist_ok=True)
    place.parent.parent.symlink_to(outside)


def link_for_article(place: Path, outside: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside)


def link_for_file(place: Path, outside: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for name in ("article.txt", "article.json", "page.html"):
        (place / name).symlink_to(outside / "secret")


def link_to_git(place: Path, outside: Path) -> None:
    link_to_folder(place, place.parents[3] / ".git")


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "untracked"])
@pytest.mark.parametrize("plant", [link_to_folder, link_for_article, link_for_file, link_to_git])
def test_links_lead_nowhere(shared: Store, desk: Path, tmp_path: Path, plant: Plant, committed: bool) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    (outside / "HEAD").write_text("secret")
    record(shared, first_draft(FERRY.replace("tidewater", "gull")))
    plant(shared.root / FOLDER, outside)
    if committed:
        git(desk, "add", "--force", "snapshots")
        git(desk, "commit", "--quiet", "-m", "Planted", "snapshots")
    git_before = {p: p.read_bytes() for p in (desk / ".git").iterdir() if p.is_file() and p.name in ("HEAD", "config")}
    with pytest.raises(RowbackError) if not committed else _may_refuse():
        record(shared, first_draft())
    assert sorted(path.name for path in outside.iterdir()) == ["HEAD", "secret"]
    assert (outside / "secret").read_text() == "secret"
    assert {path: path.read_bytes() for path in git_before} == git_before
    for finding in shared.examine():
        assert "secret" not in finding.says
    for found in shared.recorded([HARBOUR]).values():
        assert "secret" not in found.article.text


class _may_refuse:  # noqa: N801  reads as a phrase
    """Either it is written in the place of the link, or refused."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is None or issubclass(kind, RowbackError)


def test_a_submodule_in_an_article_s_place_is_not_entered(shared: Store, desk: Path, tmp_path: Path) -> None:
    record(shared, first_draft(FERRY))
    inner = shared.root / FOLDER
    inner.mkdir(parents=True)
    git(inner, "init", "--quiet")
    (inner / "article.txt").write_text("theirs\n")
    git(inner, "add", ".")
    git(inner, "commit", "--quiet", "-m", "Theirs")
    (desk / ".gitmodules").write_text(f'[submodule "x"]\n\tpath = snapshots/{FOLDER}\n\turl = file:///nowhere\n')
    git(desk, "add", "--force", f"snapshots/{FOLDER}", ".gitmodules")
    git(desk, "commit", "--quiet", "-m", "Planted", "--", f"snapshots/{FOLDER}", ".gitmodules")
    with _may_refuse():
        record(shared, first_draft())
    assert (inner / "article.txt").read_text() == "theirs\n"
    assert git(inner, "status", "--porcelain") == ""
    shared.examine()


def test_settings_that_lead_elsewhere_are_not_followed(shared: Store, desk: Path, tmp_path: Path) -> None:
    """`core.worktree` is git's own way to have the files elsewhere: the store is then not where it was looked for."""
    record(shared, first_draft())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    git(desk, "config", "core.worktree", str(elsewhere))
    with pytest.raises(RowbackError):
        record(Store.open(shared.root), edit(story(0), story(1)))
    assert [path.name for path in elsewhere.iterdir()] == ["mine.txt"]
    git(desk, "--git-dir", str(desk / ".git"), "config", "--unset", "core.worktree")


def test_a_bare_repository_that_lies_in_the_tree_is_not_taken_for_ours(
    shared: Store, desk: Path, program: Path, tmp_path: Path
) -> None:
    """As a clone can bring it: no .git folder is needed for git to find it from inside."""
    record(shared, first_draft())
    inner = shared.root / "inner"
    git(tmp_path, "init", "--quiet", "--bare", str(inner))
    git(inner, "config", "core.fsmonitor", str(program))
    git(inner, "config", "core.bare", "false")
    git(inner, "config", "core.worktree", "..")
    (inner / "rowback.toml").write_text("format = 1\n")
    with _may_refuse():
        record(Store.open(inner), first_draft())
    assert not (tmp_path / "ran").exists()


def test_objects_of_an_alternate_are_read_and_never_written(shared: Store, desk: Path, tmp_path: Path) -> None:
    record(shared, first_draft())
    git(tmp_path, "clone", "--quiet", "--shared", str(desk), "borrower")
    before = {path for path in (desk / ".git" / "objects").rglob("*") if path.is_file()}
    borrower = Store.open(tmp_path / "borrower" / "snapshots")
    record(borrower, edit(story(0), story(1)))
    borrower.gc(clock=lambda: at_hour(3))
    borrower.forget(HARBOUR, clock=lambda: at_hour(4))
    assert {path for path in (desk / ".git" / "objects").rglob("*") if path.is_file()} == before
    assert len(shared.history(HARBOUR)) == 1


def test_no_setting_of_the_user_is_changed(hostile: Store, desk: Path) -> None:
    kept = [desk / ".git" / "config", desk / ".git" / "included", desk / ".git" / "info" / "attributes"]
    before = [path.read_bytes() for path in kept]
    use(hostile)
    assert [path.read_bytes() for path in kept] == before
    assert os.environ.get("GIT_CONFIG_COUNT") is None
