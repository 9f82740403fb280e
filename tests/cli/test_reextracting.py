"""What an older rowback read is read anew, and nothing of it is ever shown as an edit."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from rowback import api
from rowback.model import Article
from rowback.store import Store, editing
from rowback.store.paths import Address
from tests.support import STORY, Newsroom, fsck, git, page

EDITED = (STORY[0].replace("40 metres", "60 metres"), *STORY[1:])
LOST = "The old wall was built in 1887 by the harbour company."


@pytest.fixture
def older(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Three articles that an older extractor read: of the first it lost the last paragraph."""
    as_today = api.segment

    def without_the_last(article: Article) -> Article:
        kept = article.paragraphs[:-1] if "Harbour" in (article.headline or "") else article.paragraphs
        return as_today(replace(article, paragraphs=kept))

    with monkeypatch.context() as then:
        then.setattr(api, "extractor", lambda *_: "older engine 1")
        then.setattr(api, "segment", without_the_last)
        newsroom.watch("/wall", page(*STORY))
        newsroom.watch("/ferry", page(*STORY, headline="Ferry sails again"))
        newsroom.watch("/market", page(*STORY, headline="Market moves"))
        newsroom.site.publish("/wall", page(*EDITED))
        assert newsroom.check(newsroom.site.url("/wall"))["outcome"] == "edited"
    return newsroom


def text_of(newsroom: Newsroom, address: str) -> str:
    return Store.open(newsroom.store).recorded([address])[address].article.text


def test_what_is_noted_as_forgotten_is_not_read_anew(older: Newsroom) -> None:
    """As a `forget` that was cut off leaves it: noted, and still in the history."""
    address = older.site.url("/wall")
    editing.forget(older.store / "rowback.toml", [Address.of(address).id])
    assert older.must("reextract").err.endswith("2 articles: 0 read otherwise, 2 the same\n")
    assert LOST not in text_of(older, address)


def test_texts_are_brought_up_to_date_and_the_pages_stay(older: Newsroom) -> None:
    address = older.site.url("/wall")
    pages = {path: path.read_bytes() for path in older.store.glob("*/*/*/page.html")}
    done = older.must("reextract")
    assert done.out.startswith(f"re-extracted  {address}  ")
    assert "paragraph 4 added" in done.out
    assert done.err == "3 articles: 1 read otherwise, 2 the same\n"
    assert LOST in text_of(older, address)
    assert {path: path.read_bytes() for path in older.store.glob("*/*/*/page.html")} == pages
    assert "(re-extracted)" in git(older.store, "log", "--format=%s", "-2")
    assert git(older.store, "status", "--porcelain") == ""
    again = older.must("reextract")
    assert (again.out, again.err) == ("", "every article is as today's rowback reads it\n")
    fsck(older.store)


def test_no_reader_takes_it_for_an_edit(older: Newsroom) -> None:
    address = older.site.url("/wall")
    readers = (("log", address), ("blame", address), ("grep", "lost 60 metres"), ("diff", address))
    tables = tuple(("export", "--table", table) for table in ("revisions", "changes", "sentences"))
    before = [older.must(*arguments).out for arguments in (*readers, *tables)]
    older.must("reextract")
    assert [older.must(*arguments).out for arguments in (*readers, *tables)] == before
    assert [row["kind"] for row in older.log(address, "--all")] == ["re-extracted", "edited", "new"]
    assert older.check(address)["outcome"] == "unchanged"
    assert LOST not in older.must("diff", address).out


def test_the_edit_that_follows_shows_nothing_else(older: Newsroom) -> None:
    address = older.site.url("/wall")
    older.must("reextract")
    older.site.publish("/wall", page(*EDITED, "A second vote is planned for May."))
    row = older.check(address)
    assert {name: count for name, count in row["changes"].items() if count} == {"added": 1}
    shown = older.must("diff", address).out
    assert ("+ A second vote" in shown, LOST in shown) == (True, False)
    assert older.must("grep", "built in 1887", "--json").rows[0]["revisions"] == 3, "on all three pages, read alike"
    changes = older.must("export", "--table", "changes", address).rows
    assert [row["kind"] for row in changes] == ["edited", "added"]


def test_a_validator_and_the_memory_of_texts_hold_still(older: Newsroom) -> None:
    older.must("reextract")
    address = older.site.url("/wall")
    asked = len(older.site.requests)
    assert older.check(address)["outcome"] == "unchanged"
    assert len(older.site.requests) == asked + 2
    texts = Store.open(older.store).sightings()[address].texts
    assert len(texts) == 2


def test_a_dry_run_writes_nothing(older: Newsroom) -> None:
    before = git(older.store, "for-each-ref"), git(older.store, "count-objects", "-v")
    done = older.must("reextract", "--dry-run", "--json")
    assert [(row["differs"], row["revision"]) for row in done.rows] == [(True, None), (False, None), (False, None)]
    assert done.rows[0]["changes"]["added"] == 2
    assert "dry run: nothing was written" in done.err
    assert (git(older.store, "for-each-ref"), git(older.store, "count-objects", "-v")) == before


def test_only_those_that_are_named_are_read(older: Newsroom) -> None:
    done = older.must("reextract", "/ferry", "--json")
    assert [row["url"] for row in done.rows] == [older.site.url("/ferry")]


def test_articles_whose_page_was_not_kept_are_counted(older: Newsroom) -> None:
    settings = older.store / "rowback.toml"
    settings.write_text(settings.read_text().replace('# pages = "none"', 'pages = "none"'))
    address = older.site.publish("/quay", page(*STORY, headline="The quay"))
    older.must("add", address)
    with pytest.MonkeyPatch.context() as then:
        then.setattr(api, "extractor", lambda *_: "older engine 1")
        older.must("check", address)
    done = older.must("reextract")
    assert "1 whose page was not kept, left as they were" in done.err
    assert "quay" not in done.out


def test_a_killed_one_is_gone_on_with(newsroom: Newsroom) -> None:
    count = 40
    addresses = [newsroom.site.publish(f"/{k}", page(*STORY, headline=f"Wall {k}")) for k in range(count)]
    newsroom.must("add", *addresses)
    with pytest.MonkeyPatch.context() as then:
        then.setattr(api, "extractor", lambda *_: "older engine 1")
        newsroom.must("check")
    command = [sys.executable, "-m", "rowback", "-C", str(newsroom.store), "reextract", "--jobs", "2"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    time.sleep(2.5)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    fsck(newsroom.store)
    newsroom.must("reextract")
    assert newsroom.must("reextract").err == "every article is as today's rowback reads it\n"
    assert [len(newsroom.log(address)) for address in addresses] == [1] * count
