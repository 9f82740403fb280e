"""A site made of a real store, looked at as files."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from tests.support import STORY, Newsroom, page

CORRECTED = (STORY[0], STORY[1].replace("£4", "£6"), *STORY[2:])
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    """An article that was corrected in silence; another one was never changed."""
    newsroom.watch("/bridge", page(*STORY, headline="Bridge is closed for the winter"))
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*CORRECTED))
    newsroom.check(address)
    return address


def build(newsroom: Newsroom, folder: Path, *options: str) -> str:
    """What `site` says it did."""
    return newsroom.must("site", "-o", folder, *options).err


def tree(path: Path) -> Any:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def told(path: Path) -> str:
    return " ".join(tree(path).text_content().split())


def article(folder: Path) -> Path:
    (found,) = folder.glob("*/*/wall-*/index.html")
    return found


@pytest.mark.usefixtures("address")
def test_the_front_page_leads_with_what_is_heavy_and_silent(newsroom: Newsroom, tmp_path: Path) -> None:
    said = build(newsroom, tmp_path / "public")
    front = tmp_path / "public" / "index.html"
    (edit,) = tree(front).xpath("//ol[@class='edits']/li")
    assert "number" in edit.text_content() or "money" in edit.text_content()
    assert "silent" in edit.text_content()
    assert "2 articles watched, 1 edit seen, 1 silent" in told(front)
    assert "2 articles" in said


@pytest.mark.usefixtures("address")
def test_every_link_inside_the_site_leads_to_a_file_and_a_place_in_it(newsroom: Newsroom, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    build(newsroom, folder)
    pages = list(folder.rglob("*.html"))
    assert len(pages) == 5
    for one in pages:
        for link in tree(one).xpath("//@href"):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (one.parent / unquote(parts.path)).resolve() if parts.path else one
            assert target.is_file(), link
            assert not parts.fragment or tree(target).xpath(f"//*[@id='{parts.fragment}']"), link


@pytest.mark.usefixtures("address")
def test_a_public_site_quotes_and_does_not_republish(newsroom: Newsroom, tmp_path: Path) -> None:
    build(newsroom, tmp_path / "changed")
    build(newsroom, tmp_path / "full", "--text", "full")
    museum = "Parts of it will be shown in the town museum."
    changed, full = told(article(tmp_path / "changed")), told(article(tmp_path / "full"))
    assert "£6 million" in changed
    assert museum not in changed
    assert museum in full
    everything = "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "changed").rglob("*") if path.is_file()
    )
    assert museum not in everything


def test_only_what_changed_is_written_again(newsroom: Newsroom, address: str, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    build(newsroom, folder)
    newsroom.must("check")
    assert "0 written" in build(newsroom, folder)
    bridge = next(folder.glob("*/*/bridge-*/index.html"))
    before = bridge.stat().st_mtime_ns
    newsroom.site.publish("/wall", page(*CORRECTED, "A vote is planned for May."))
    newsroom.check(address)
    assert " 0 written" not in build(newsroom, folder)
    assert "A vote is planned" in told(article(folder))
    assert bridge.stat().st_mtime_ns == before


@pytest.mark.usefixtures("address")
def test_a_spoilt_memory_only_costs_time(newsroom: Newsroom, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    build(newsroom, folder)
    (folder / "site.json").write_text("{", encoding="utf-8")
    assert " 1 written" in build(newsroom, folder)


@pytest.mark.usefixtures("address")
def test_feeds_are_valid_and_keep_their_ids(newsroom: Newsroom, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    build(newsroom, folder)
    ids = set()
    for feed in folder.rglob("feed.xml"):
        found = etree.parse(feed)
        ids |= set(found.xpath("//a:entry/a:id/text()", namespaces=ATOM))
        for link in found.xpath("//a:entry/a:link[@rel='alternate']/@href", namespaces=ATOM):
            assert (feed.parent / urlsplit(link).path / "index.html").is_file()
    assert len(ids) == 1
    (item,) = json.loads((folder / "feed.json").read_text(encoding="utf-8"))["items"]
    assert {item["id"]} == ids
    assert item["title"].startswith("Silent edit: ")
    assert "£4" in item["content_text"]
    assert "£6" in item["content_text"]
    build(newsroom, tmp_path / "other", "--base-url", "https://example.org/edits")
    (again,) = json.loads((tmp_path / "other" / "feed.json").read_text(encoding="utf-8"))["items"]
    assert again["id"] == item["id"]
    assert again["url"].startswith("https://example.org/edits/")


def entries(folder: Path) -> list[dict[str, Any]]:
    """What the feed of the whole site announces."""
    listed: list[dict[str, Any]] = json.loads((folder / "feed.json").read_text(encoding="utf-8"))["items"]
    return listed


def test_what_is_imported_stands_at_its_time_and_is_never_announced(
    newsroom: Newsroom, address: str, tmp_path: Path
) -> None:
    """A feed reader shows what it has not seen before as new, whatever its date."""
    folder = tmp_path / "public"
    build(newsroom, folder)
    (before,) = entries(folder)
    first, edit = newsroom.log(address)[::-1]
    between = first["time"].replace(":00:00", ":30:00")
    captures = [
        {"url": address, "time": time, "page": page(STORY[0].replace("40", number), *STORY[1:])}
        for time, number in (("2019-05-01T00:00:00Z", "10"), ("2019-06-01T00:00:00Z", "20"), (between, "50"))
    ]
    (tmp_path / "captures.jsonl").write_text("\n".join(map(json.dumps, captures)), encoding="utf-8")
    newsroom.must("import", tmp_path / "captures.jsonl")
    newsroom.site.publish("/wall", page(*CORRECTED, "A vote is planned for May."))
    newsroom.check(address)
    build(newsroom, folder)

    newest, known = entries(folder)
    assert newest["date_published"] > known["date_published"] == edit["time"]
    assert (known["id"], "50 metres" in known["content_text"]) == (before["id"], True), "the step from what stood there"
    assert "50 metres" not in before["content_text"]
    shown = [" ".join(one.text_content().split()) for one in tree(article(folder)).xpath("//p[@class='when']")]
    assert ["imported" in one for one in shown] == [False, False, True, False, True, True]
    times = [*tree(article(folder)).xpath("//p[@class='when']/time/@datetime")]
    assert times == sorted(times, reverse=True)
    assert shown[-1].startswith("1 2019-05-01")


def test_a_story_that_is_taken_over_is_told_as_it_was(newsroom: Newsroom, address: str, tmp_path: Path) -> None:
    """The words of an edit that an import came before are not those that the store holds."""
    first = newsroom.log(address)[-1]["time"]
    capture = {"url": address, "time": first.replace(":00:00", ":30:00"), "page": page(*CORRECTED, STORY[0] + " Yes.")}
    (tmp_path / "captures.jsonl").write_text(json.dumps(capture), encoding="utf-8")
    newsroom.must("import", tmp_path / "captures.jsonl")
    folder = tmp_path / "public"
    build(newsroom, folder)
    front = (folder / "index.html").read_text(encoding="utf-8")
    assert "0 written" in build(newsroom, folder)
    (entry,) = entries(folder)
    assert "Yes." in entry["content_text"]
    newsroom.site.publish("/bridge", page(*STORY, "One more.", headline="Bridge is closed for the winter"))
    newsroom.must("check")
    build(newsroom, folder)
    assert entry in entries(folder)
    assert front.partition("<ol")[2].partition("</ol>")[0].strip()[1:] in (folder / "index.html").read_text("utf-8")


@pytest.mark.usefixtures("address")
def test_with_an_address_there_is_a_sitemap(newsroom: Newsroom, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    build(newsroom, folder, "--base-url", "https://example.org/edits/")
    places = etree.parse(folder / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    assert len(places) == 4
    assert all((folder / place.removeprefix("https://example.org/edits/") / "index.html").is_file() for place in places)
    assert newsroom("site", "-o", folder, "--base-url", "example.org").code == 2


def test_hostile_text_stays_text_everywhere(newsroom: Newsroom, tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script>]]>&lt;b&gt;\u202e"
    address = newsroom.watch("/evil", page(*STORY, headline="Evil"))
    newsroom.site.publish("/evil", page(*STORY, evil.replace("<", "&lt;"), headline="Evil"))
    newsroom.check(address)
    folder = tmp_path / "public"
    build(newsroom, folder, "--text", "full")
    for one in folder.rglob("*.html"):
        assert "alert(1)" not in "".join(tree(one).xpath("//script[not(@type)]/text()"))
    for feed in folder.rglob("feed.xml"):
        etree.parse(feed)


def test_a_folder_that_holds_another_site_is_left_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.watch("/wall", page(*STORY))
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    done = newsroom("site", "-o", tmp_path)
    assert done.code == 2
    assert "not rowback's" in done.err
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "mine"


def test_a_site_is_never_written_into_a_store(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    done = newsroom("site", "-o", newsroom.store)
    assert (done.code, done.out) == (2, "")
    assert "is a store" in done.err
    assert not list(newsroom.store.rglob("index.html"))


def test_a_file_of_an_article_that_is_no_longer_there_is_removed_and_no_other(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.watch("/wall", page(*STORY))
    folder = tmp_path / "public"
    build(newsroom, folder)
    memory = folder / "site.json"
    known = json.loads(memory.read_text(encoding="utf-8"))
    known["files"] += ["old/index.html", "../outside.txt"]
    memory.write_text(json.dumps(known), encoding="utf-8")
    for name in ("old/index.html", "old/mine.txt", "../outside.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    assert "1 removed" in build(newsroom, folder)
    assert not (folder / "old" / "index.html").exists()
    assert (folder / "old" / "mine.txt").exists()
    assert (tmp_path / "outside.txt").exists()


def test_an_empty_store_makes_an_empty_site(newsroom: Newsroom, tmp_path: Path) -> None:
    assert "nothing has been recorded yet" in build(newsroom, tmp_path / "public")
    assert "0 articles watched" in told(tmp_path / "public" / "index.html")
