"""One page cannot tell a promotion from a paragraph; six pages of a site can."""

from collections.abc import Sequence

from rowback.judging.marks import Seen, marks_of
from rowback.judging.sifting import Sifted, sift, without
from rowback.judging.site import Sibling, Site, subject_words
from rowback.model import Article, Block, Memory
from tests.stories import ON_SUBJECT, OTHERS, PITCH, PITCHES, STORY

BODY, BOX = "article/p", "article/div.k3x/p"


def article(*texts: str) -> Article:
    return Article(language="en", paragraphs=texts, sentences_by_paragraph=tuple((text,) for text in texts))


def blocks(texts: Sequence[str], boxed: Sequence[str] = (), slot: str = BOX) -> tuple[Block, ...]:
    return (*(Block(text, BODY) for text in texts), *(Block(text, slot) for text in boxed))


def seen(texts: Sequence[str], boxed: Sequence[str] = (), slot: str = BOX) -> Seen:
    return Seen(marks_of(blocks(texts, boxed, slot)))


def siblings(*, now: Sequence[str] = (), before: Sequence[str] = (), slot: str = BOX, count: int = 5) -> list[Sibling]:
    """One for each of the other stories; `now` and `before` are what stands in a box on each, as far as they go."""
    found = []
    for k, texts in enumerate(OTHERS[:count]):
        was, is_ = (seen(texts, boxed[k : k + 1], slot) for boxed in (before, now))
        found.append(Sibling(was, is_, subject_words(article(*texts))))
    return found


def sifted(
    new: str,
    others: Sequence[Sibling],
    *,
    slot: str = BOX,
    old: str | None = None,
    memory: Memory | None = None,
    slots: frozenset[int] = frozenset(),
    linked: int = 0,
) -> Sifted:
    """The story with a block behind its second paragraph, which may have been another one before."""
    texts = (*STORY[:2], new, *STORY[2:])
    was = (*STORY[:2], old, *STORY[2:]) if old else STORY
    known = memory or Memory(marks_of(blocks(STORY, [old] if old else [], slot)))
    page = (*blocks(STORY), Block(new, slot, linked))
    return sift(article(*was), article(*texts), page, Site(known, slots, tuple(others)))


def is_left_out(found: Sifted) -> bool:
    return found.before is not None and found.after.paragraphs == found.before.paragraphs == STORY


def is_article(found: Sifted) -> bool:
    return len(found.after.paragraphs) == len(STORY) + 1 and not found.held


# ---------------------------------------------------------------- what the site does
def test_what_stands_on_most_pages_of_the_site_is_not_the_article() -> None:
    found = sifted(PITCH, siblings(now=[PITCH] * 5))
    assert is_left_out(found)
    assert found.after.left_out == (PITCH,)
    assert found.after.sentences == STORY


def test_it_is_not_even_where_the_story_has_its_paragraphs() -> None:
    assert is_left_out(sifted(PITCH, siblings(now=[PITCH] * 3, slot=BODY), slot=BODY))


def test_other_words_in_a_wrapper_that_came_to_the_whole_site_are_not_the_article() -> None:
    assert is_left_out(sifted(PITCH, siblings(now=PITCHES)))


def test_a_text_on_the_subject_in_such_a_wrapper_is_held() -> None:
    found = sifted(ON_SUBJECT, siblings(now=PITCHES))
    assert found.held == (ON_SUBJECT,)
    assert found.undecided


def test_a_text_off_the_subject_where_most_pages_have_one_of_their_own_is_held() -> None:
    found = sifted(PITCH, siblings(now=PITCHES, before=PITCHES))
    assert found.held == (PITCH,)
    assert found.undecided


def test_a_text_of_one_other_page_in_such_a_place_is_not_the_article() -> None:
    assert is_left_out(sifted(PITCHES[2], siblings(now=PITCHES, before=PITCHES)))


def test_what_vanishes_from_all_pages_is_no_edit_either() -> None:
    was = (*STORY[:2], PITCH, *STORY[2:])
    site = Site(Memory(marks_of(blocks(was))), frozenset(), tuple(siblings(before=[PITCH] * 5, slot=BODY)))
    assert is_left_out(sift(article(*was), article(*STORY), blocks(STORY), site))


def test_a_line_that_is_nothing_but_a_link_is_not_the_article() -> None:
    line = "Bridge to Upper Holm is closed until the end of May."
    assert is_left_out(sifted(line, siblings(), linked=len(line)))
    assert is_article(sifted(line, siblings(), linked=12))


def test_a_block_swapped_at_one_place_for_the_second_time_is_not_the_article() -> None:
    first = sifted(PITCHES[0], siblings(), slot=BODY, old=PITCH)
    assert is_article(first)
    second = sifted(PITCHES[1], siblings(), slot=BODY, old=PITCHES[0], memory=first.memory)
    assert is_left_out(second)


def test_a_paragraph_on_the_subject_may_be_rewritten_time_and_again() -> None:
    once = "Masons of Saltness began to carry stones of the harbour wall away on Thursday, watched by the mayor Dray."
    first = sifted(once, siblings(), slot=BODY, old=ON_SUBJECT)
    again = "Nothing is left of the harbour wall: its stones lie in the museum of Saltness, where masons sort them."
    assert is_article(sifted(again, siblings(), slot=BODY, old=once, memory=first.memory))


def test_what_was_left_out_once_stays_out_without_any_sibling() -> None:
    first = sifted(PITCH, siblings(now=[PITCH] * 5))
    assert is_left_out(sifted(PITCH, [], memory=first.memory))


def test_a_slot_found_on_one_page_holds_for_the_others() -> None:
    learned = sifted(PITCH, siblings(now=PITCHES)).memory.slots
    assert learned
    assert is_left_out(sifted(PITCHES[0], siblings(count=2), slots=learned, memory=Memory()))


# ---------------------------------------------------------------- what editors do
def test_a_paragraph_among_the_others_is_the_article_whatever_it_is_about() -> None:
    assert is_article(sifted(PITCH, siblings(), slot=BODY))


def test_a_slot_never_seen_before_proves_nothing() -> None:
    assert is_article(sifted(PITCH, siblings()))
    assert is_article(sifted(ON_SUBJECT, siblings(), slot="article/blockquote"))


def test_a_box_on_the_subject_where_other_pages_have_theirs_is_the_article() -> None:
    assert is_article(sifted(ON_SUBJECT, siblings(now=PITCHES, before=PITCHES)))


def test_the_same_correction_in_two_of_five_stories_is_the_article() -> None:
    assert is_article(sifted(ON_SUBJECT, siblings(now=[ON_SUBJECT] * 2, slot=BODY), slot=BODY))


def test_copies_of_the_story_at_other_addresses_say_nothing() -> None:
    texts = (*STORY[:2], ON_SUBJECT, *STORY[2:])
    copies = [Sibling(seen(STORY), seen(texts), subject_words(article(*STORY)))] * 4
    assert is_article(sifted(ON_SUBJECT, copies, slot=BODY))


def test_one_sibling_or_none_cannot_tell() -> None:
    assert is_article(sifted(PITCH, siblings(now=[PITCH], count=1)))
    assert is_article(sifted(PITCH, []))


def test_an_edit_beside_what_is_held_is_no_doubtful_case() -> None:
    texts = (STORY[0].replace("forty", "sixty"), STORY[1], PITCH, *STORY[2:])
    site = Site(Memory(marks_of(blocks(STORY))), frozenset(), tuple(siblings(now=PITCHES, before=PITCHES)))
    found = sift(article(*STORY), article(*texts), (*blocks(texts), Block(PITCH, BOX)), site)
    assert not found.undecided
    assert found.after.paragraphs == texts


def test_what_many_stories_had_from_the_first_is_the_article() -> None:
    texts = (*STORY[:2], PITCH, *STORY[2:])
    found = sift(None, article(*texts), blocks(texts), Site(siblings=tuple(siblings(now=[PITCH] * 5, slot=BODY))))
    assert found.before is None
    assert found.after.paragraphs == texts


def test_leaving_out_what_is_not_there_changes_nothing() -> None:
    assert without(article(*STORY), [PITCH]) == article(*STORY)
