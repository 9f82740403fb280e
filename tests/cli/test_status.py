import re

from tests.cli.test_checking import WALL
from tests.support import STORY, Newsroom, page


def test_an_empty_store_says_what_to_do_next(newsroom: Newsroom) -> None:
    done = newsroom.must("status")
    assert done.out.splitlines() == [
        f"store     {newsroom.store}",
        "watched   0 yet: rowback add URL",
        "last run  none yet: rowback check",
    ]
    (row,) = newsroom.must("status", "--json").rows
    assert row["last_run"] is None


def eventful(newsroom: Newsroom) -> dict[str, str]:
    """A store with an article of each kind, by its path."""
    paths = ("/held", "/failing", "/gone", "/fine")
    addresses = {path: newsroom.watch(path, page(*STORY, headline=path)) for path in paths}
    newsroom.site.publish("/held", WALL)
    newsroom.site.publish("/failing", "no", status=403)
    newsroom.site.withdraw("/gone")
    for _ in range(2):
        newsroom.must("check")
    addresses["/new"] = newsroom.site.publish("/new", page(*STORY))
    newsroom.must("add", addresses["/new"])
    return addresses


def test_status_lists_what_is_held_failing_gone_and_never_checked(newsroom: Newsroom) -> None:
    addresses = eventful(newsroom)
    said = newsroom.must("status", "--utc")
    assert said.err == ""
    blocks = said.out.split("\n\n")
    _, watched, *wrapped = blocks[0].splitlines()
    last_run = " ".join(line if k == 0 else line.strip() for k, line in enumerate(wrapped))
    assert watched == "watched   5, all of them due"
    assert re.fullmatch(
        r"last run  2026-11-03 \d\d:00 UTC: 4 checked: 1 unchanged, 1 suspect, 1 gone, 1 failed", last_run
    )
    assert [block.splitlines()[:2] for block in blocks[1:]] == [
        ["1 held: rowback resolve", f"  {addresses['/held']}"],
        ["1 failing", f"  {addresses['/failing']}"],
        ["1 gone", f"  {addresses['/gone']}"],
        ["1 never checked", f"  {addresses['/new']}"],
    ]
    assert "since 2026-11-02 " in blocks[1]
    assert "2 in a row: " in blocks[2]
    assert "403" in blocks[2]
    assert "2 in a row: the server answers 404 (not found)" in blocks[3]
    assert addresses["/fine"] not in said.out
    assert max(len(line) for line in said.out.splitlines()[1:]) <= 80


def test_status_tells_of_revisions_that_wait_for_the_branch(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*reversed(STORY)))
    (text,) = newsroom.store.rglob("article.txt")
    text.write_text("mine")
    assert newsroom("check").code == 3
    assert "waiting   1 revision waits to be added to the branch: rowback check" in newsroom.must("status").out
    assert newsroom.must("status", "--json").rows[0]["waiting"] == 1


def test_status_tells_the_same_as_json(newsroom: Newsroom) -> None:
    addresses = eventful(newsroom)
    (row,) = newsroom.must("status", "--json").rows
    assert (row["watched"], row["due"]) == (5, list(addresses.values()))
    assert row["never_checked"] == [addresses["/new"]]
    assert [found["url"] for found in row["held"]] == [addresses["/held"]]
    assert row["held"][0]["since"].startswith("2026-11-02T")
    assert row["held"][0]["reason"]
    assert [(found["url"], found["in_a_row"]) for found in row["failing"]] == [(addresses["/failing"], 2)]
    assert [(found["url"], found["in_a_row"]) for found in row["gone"]] == [(addresses["/gone"], 2)]
    assert row["last_run"]["outcomes"] == {"suspect": 1, "failed": 1, "gone": 1, "unchanged": 1}


def test_what_is_over_is_no_longer_listed(newsroom: Newsroom) -> None:
    addresses = eventful(newsroom)
    for path in addresses:
        newsroom.site.publish(path, page(*STORY, headline=path))
    newsroom.must("check")
    assert "\n\n" not in newsroom.must("status").out


def test_long_lists_are_cut_and_json_has_them_all(newsroom: Newsroom) -> None:
    newsroom.must("add", *(f"https://tidewater.example/news/{k}" for k in range(30)))
    lines = newsroom.must("status").out.splitlines()
    assert lines[-1] == "  … and 20 more: rowback status --json"
    assert len(newsroom.must("status", "--json").rows[0]["never_checked"]) == 30


def test_a_hostile_reason_cannot_steer_the_terminal(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    there = newsroom.site.url("/a%1b]0;owned%07")
    newsroom.site.publish("/a%1b]0;owned%07", page(*STORY))
    newsroom.site.publish("/wall", "", status=301, headers={"Location": there})
    newsroom.must("check")
    assert "\x1b" not in newsroom.must("status").out + newsroom.must("status", "--json").out
