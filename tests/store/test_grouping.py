import random
from dataclasses import replace
from pathlib import Path

from rowback.store import Store
from tests.store.articles import FERRY, at_hour, edit, first_draft, fsck, git, record, story

SITES, ARTICLES = 8, 12


def record_sites(store: Store) -> None:
    """Pages of several sites, each in a template of its own, that are about as long."""
    rng = random.Random(5)  # noqa: S311  templates, not secrets
    templates = [rng.randbytes(3000).hex().encode() for _ in range(SITES)]
    for number in range(ARTICLES):
        drafts = []
        for site, template in enumerate(templates):
            draft = first_draft(f"https://site{site}.example/news/{number}", story(number), hour=number)
            assert draft.page is not None
            body = draft.page.body + template + b"x" * rng.randrange(500)
            drafts.append(replace(draft, page=replace(draft.page, body=body)))
        record(store, *drafts)


def whole_pages(store: Store) -> int:
    """How many pages are stored as they are, and not as what differs from another."""
    listed = git(store.root, "rev-list", "--objects", "HEAD").splitlines()
    pages = {line.split()[0] for line in listed if line.endswith("/page.html")}
    asked = ("--batch-all-objects", "--batch-check=%(objectname) %(deltabase)")
    bases = dict(line.split() for line in git(store.root, "cat-file", *asked).splitlines())
    return sum(set(bases[page]) == {"0"} for page in pages)


def test_gc_keeps_one_page_of_each_site_whole(store: Store) -> None:
    """Git's own neighbours are those of the same length, so that most pages have none of their site."""
    record_sites(store)
    before = git(store.root, "rev-list", "--objects", "--all")
    git(store.root, "repack", "-adfq")
    assert whole_pages(store) > 2 * SITES
    store.gc(clock=lambda: at_hour(100))
    assert whole_pages(store) == SITES
    assert len(list(store.root.glob(".git/objects/pack/*.pack"))) == 1
    assert git(store.root, "rev-list", "--objects", "--all") == before
    fsck(store.root)


def test_gc_packs_what_else_is_in_the_repository(store: Store) -> None:
    record(store, first_draft(), first_draft(FERRY))
    (store.root / "notes.md").write_text("of the user\n", encoding="utf-8")
    git(store.root, "add", "notes.md")
    git(store.root, "commit", "--quiet", "--message", "Notes\n")
    record(store, edit(story(0), story(1)))
    store.gc(clock=lambda: at_hour(100))
    assert git(store.root, "show", "HEAD~1:notes.md") == "of the user\n"
    assert len(list(store.root.glob(".git/objects/pack/*.pack"))) == 1
    fsck(store.root)


def test_gc_fetches_nothing_that_a_partial_clone_left_out(store: Store, tmp_path: Path) -> None:
    record(store, first_draft(), first_draft(FERRY))
    record(store, edit(story(0), story(1)))
    git(store.root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", store.root.as_uri(), "partial")
    clone = Store.open(tmp_path / "partial")
    lacking = git(clone.root, "rev-list", "--objects", "--all", "--missing=print").count("?")
    assert lacking
    git(clone.root, "remote", "set-url", "origin", "file:///nowhere")
    clone.gc(clock=lambda: at_hour(100))
    assert git(clone.root, "rev-list", "--objects", "--all", "--missing=print").count("?") == lacking
    assert len(clone.history(FERRY)) == 1
