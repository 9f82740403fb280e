"""`doctor`, from the command line."""

from tests.support import STORY, Newsroom, git, page


def test_a_whole_store_says_so(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    done = newsroom.must("doctor", "--deep")
    assert (done.out, done.err) == ("", "the store is whole\n")


def test_a_fault_is_one_line_with_what_to_do_and_exit_code_1(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    (text,) = newsroom.store.glob("*/*/*/article.txt")
    text.write_text("mine\n")
    done = newsroom("doctor")
    (line,) = done.out.splitlines()
    path = text.relative_to(newsroom.store)
    assert line == (
        f"fault   {path} differs from what is recorded -> "
        f"take it back if it is not your own work: git checkout -- {path}"
    )
    assert (done.code, done.err) == (1, "1 fault found\n")
    (row,) = newsroom("doctor", "--json").rows
    assert (row["about"], row["fault"], row["mended"]) == ("work tree", True, False)


def test_what_can_be_mended_is_mended_and_told(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    (newsroom.store / ".gitattributes").write_text("")
    assert newsroom("doctor").code == 1
    done = newsroom.must("doctor", "--fix")
    assert done.out == "mended  .gitattributes lacks rules that keep articles as they were recorded\n"
    newsroom.must("check")
    assert git(newsroom.store, "status", "--porcelain") == ""
    assert newsroom.must("doctor", "--fix").out == ""


def test_forget_says_first_what_would_go_and_does_it_with_yes(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    other = newsroom.watch("/ferry", page(*STORY, headline="Ferry is late"))
    newsroom.site.publish("/wall", page(*STORY, "A second vote is planned for May."))
    newsroom.must("check")
    told = newsroom.must("forget", "/wall")
    assert told.err == "nothing was written: --yes does it\n"
    first, second, *_ = told.out.splitlines()
    assert first == address
    assert second.startswith("  2 commits with ")
    assert len(newsroom.log(address)) == 2
    done = newsroom.must("forget", "/wall", "--yes")
    assert done.err == f"forgotten: {address}\n"
    assert newsroom("log", address).code == 2
    assert newsroom.must("list").out == f"{other}\n"
    refused = newsroom("add", address)
    assert (refused.code, "--again" in refused.err) == (2, True)
    newsroom.must("add", address, "--again")
    assert newsroom.check(address)["outcome"] == "new"


# ---------------------------------------------------------------- without pages
def keep(newsroom: Newsroom, pages: str) -> None:
    settings = newsroom.store / "rowback.toml"
    text = settings.read_text(encoding="utf-8").replace('pages = "all"\n', "").replace('pages = "none"\n', "")
    settings.write_text(text.replace("[store]\n", f'[store]\npages = "{pages}"\n'), encoding="utf-8")


def served(newsroom: Newsroom, name: str) -> str | None:
    """The page as it was served; `None` when the program says that it was not kept."""
    output = newsroom.store.parent / "page.html"
    done = newsroom("show", name, "--page", "-o", output)
    if done.code == 0:
        return output.read_text(encoding="utf-8")
    assert done.code == 3
    assert "was not kept" in done.err
    assert 'pages = "none"' in done.err
    return None


def test_a_store_without_pages_sees_every_edit(newsroom: Newsroom) -> None:
    keep(newsroom, "none")
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(*STORY, "A second vote is planned for May."))
    assert newsroom.check(address)["outcome"] == "edited"
    assert newsroom.check(address)["outcome"] == "unchanged"
    assert "second vote" in newsroom.must("diff", address).out
    assert served(newsroom, address) is None
    assert not list(newsroom.store.glob("*/*/*/page.html"))
    assert newsroom.must("doctor", "--deep").out == ""


def test_pages_can_be_left_out_and_kept_again(newsroom: Newsroom) -> None:
    """A page that was kept before is never taken for that of a later revision."""
    texts = [page(*STORY, *(f"Part {n} follows in May." for n in range(k))) for k in range(4)]
    address = newsroom.watch("/wall", texts[0])
    for kept, html in zip(("none", "none", "all"), texts[1:], strict=True):
        keep(newsroom, kept)
        newsroom.site.publish("/wall", html)
        assert newsroom.check(address)["outcome"] == "edited"
        assert newsroom.must("doctor", "--deep").out == ""
    assert [served(newsroom, f"{address}@{k}") for k in (4, 3, 2, 1)] == [texts[0], None, None, texts[3]]
    assert git(newsroom.store, "status", "--porcelain") == ""
