from rowback.store import Store
from tests.support import STORY, Newsroom, fsck, page


def test_gc_says_what_it_saved(newsroom: Newsroom) -> None:
    address = newsroom.watch("/wall", page(*STORY))
    for number in range(3):
        newsroom.site.publish("/wall", page(*STORY, f"A vote is planned for {number + 3} May, the mayor said."))
        newsroom.must("check")
    done = newsroom.must("gc")
    assert done.err.startswith("packed: ")
    assert " kB before, " in done.err
    assert len(newsroom.log(address)) == 4
    fsck(newsroom.store)


def test_gc_beside_a_check_is_refused(newsroom: Newsroom) -> None:
    newsroom.watch("/wall", page(*STORY))
    with Store.open(newsroom.store).run(clock=newsroom.clock):
        done = newsroom("gc")
    assert done.code == 3
    assert "another rowback is writing" in done.err
    assert "hint: " in done.err
