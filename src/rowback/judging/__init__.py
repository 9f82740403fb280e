"""An article, the signs of its page and the evidence -> the verdict: is this page the article at all?

A wall is served to one address of a CI provider for weeks, more steadily than any edit: so repetition proves nothing
where something stands in the way. Where nothing does, a text that stays is what the page now says.
"""

from collections.abc import Sequence

from rowback.judging.addresses import is_above, is_gate, is_same
from rowback.judging.texts import words_of
from rowback.model import Article, Evidence, Signs, Verdict

# The text before is the same story when this much of it is still there (3-word shingles). Of 1,470 consecutive captures
# of 11 corpora, edits kept 7 to 100 %, walls and other pages nothing; 437 of 440 pairs of other stories of the same
# site share less than this.
KEPT_OF_A_STORY = 0.3
# Two looks show the same text: between them, an edit of a live page may come.
KEPT_BETWEEN_LOOKS = 0.5
# With a sign of a wall on the page, an article of fewer words is taken for what the wall says.
LITTLE_WORDS = 100
# A rewrite is accepted at once only at a comparable length; a sidebar or a teaser is far shorter.
LENGTH_OF_A_REWRITE = 0.3
# Two engines agree when their texts differ in length by less than this factor; 96 % of 410 article pages do.
AGREEMENT = 2.0
SHINGLE = 3
# A teaser is the beginning of the story and a line or two about what the rest costs.
BEGINNING = 0.6
LENGTH_OF_A_TEASER = 0.4

NO_TEXT = "no article text was found on the page"
LITTLE_LEFT = "little of the article is left"
TO_THE_FRONT = "the address leads to the front page or to a section"
ONLY_A_PART = "only part of the article came"


def judge(article: Article, signs: Signs, evidence: Evidence) -> Verdict:
    """Say whether a page is the article, at once when that is certain, else with the second look at the same text."""
    if not article.text:
        return Verdict(f"the page {signs.wall}" if signs.wall else NO_TEXT)
    previous = evidence.previous
    if previous is None or not previous.text:
        return _judge_first_look(article, signs, evidence)
    if _kept(previous, article) >= KEPT_OF_A_STORY:
        return _judge_same_story(article, signs, evidence, previous)
    return _judge_other_text(article, signs, evidence, previous)


def _judge_first_look(article: Article, signs: Signs, evidence: Evidence) -> Verdict:
    if signs.wall and _length(article) < LITTLE_WORDS:
        return Verdict(f"the page {signs.wall}")
    if is_gate(evidence.final_url, evidence.url):
        return Verdict(f"the address leads to {evidence.final_url}")
    if is_above(evidence.final_url, evidence.url):
        return Verdict(TO_THE_FRONT)
    return Verdict()


def _judge_same_story(article: Article, signs: Signs, evidence: Evidence, previous: Article) -> Verdict:
    """Enough of the text is still there; what can be wrong is that not all of it came."""
    if _length(article) >= _length(previous) / 2:
        return Verdict()
    if signs.wall:
        return Verdict(f"{ONLY_A_PART}: the page {signs.wall}")
    if _is_cut(article, signs, previous) or _is_beginning(article, previous):
        return _settled(article, evidence, ONLY_A_PART)
    return Verdict()


def _judge_other_text(article: Article, signs: Signs, evidence: Evidence, previous: Article) -> Verdict:
    """Little of the text is still there: a rewrite, or another page."""
    if wrong := _wrong_page(article, signs, evidence, previous):
        return Verdict(f"{LITTLE_LEFT}: {wrong}")
    if _is_cut(article, signs, previous) or _is_beginning(article, previous):
        return _settled(article, evidence, ONLY_A_PART)
    if _calls_itself_another(article, evidence, previous):
        return _settled(article, evidence, f"{LITTLE_LEFT}: the page calls itself {_own_address(article, evidence)}")
    if signs.names_itself and _is_comparable(article, previous) and _engines_agree(article, signs):
        return Verdict()
    return _settled(article, evidence, LITTLE_LEFT)


def _wrong_page(article: Article, signs: Signs, evidence: Evidence, previous: Article) -> str | None:
    """What shows that another text is another page; no repetition makes it an edit."""
    if signs.wall:
        return f"the page {signs.wall}"
    if is_gate(evidence.final_url, evidence.url):
        return f"the address leads to {evidence.final_url}"
    if _leads_to_the_front(article, evidence, previous):
        return TO_THE_FRONT
    if evidence.another:
        return f"the page shows another article, {evidence.another}"
    if article.language and previous.language and article.language != previous.language:
        return f"the page is in another language ({article.language})"
    if _is_a_bare_notice(article, signs, previous):
        return "the page holds little more, and does not name its address as it did before"
    return None


def _settled(article: Article, evidence: Evidence, reason: str) -> Verdict:
    """Accepted when the last look, too, showed this text; otherwise to be looked at again."""
    held = evidence.held
    if held is not None and held.text and _kept(held, article) >= KEPT_BETWEEN_LOOKS:
        return Verdict(first_seen=True)
    return Verdict(reason, may_settle=True)


# ---------------------------------------------------------------- text
def _kept(before: Article, after: Article) -> float:
    """Share of the text before that is still there, wherever it stands now."""
    if before.text == after.text:
        return 1.0
    words, words_after = _words(before), _words(after)
    width = min(SHINGLE, len(words))
    ours = _shingles(words, width)
    return len(ours & _shingles(words_after, width)) / len(ours) if ours else 0.0


def _shingles(words: Sequence[str], width: int) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[k:] for k in range(width)), strict=False))


def _words(article: Article) -> Sequence[str]:
    return words_of(article.text)


def _length(article: Article) -> int:
    """In words; in letters for scripts without blanks, of which a text has about twice as many."""
    return len(_words(article))


def _is_comparable(article: Article, previous: Article) -> bool:
    return _length(article) >= LENGTH_OF_A_REWRITE * _length(previous)


def _engines_agree(article: Article, signs: Signs) -> bool:
    ratio = signs.second_chars / len(article.text)
    return 1 / AGREEMENT <= ratio <= AGREEMENT


def _is_cut(article: Article, signs: Signs, previous: Article) -> bool:
    """The second engine finds a body as long as before, where the first finds less than half of it."""
    shorter = len(article.text) < len(previous.text) / 2
    return shorter and signs.second_chars > max(AGREEMENT * len(article.text), 0.7 * len(previous.text))


def _is_beginning(article: Article, previous: Article) -> bool:
    """The story as it was, up to a point, and hardly anything else: editors rarely cut one to its first paragraphs."""
    same = 0
    for now, before in zip(article.paragraphs, previous.paragraphs, strict=False):
        if now != before:
            break
        same += len(now)
    is_most = same > 0 and same >= BEGINNING * len(article.text)
    return is_most and _length(article) < LENGTH_OF_A_TEASER * _length(previous)


# ---------------------------------------------------------------- addresses
def _leads_to_the_front(article: Article, evidence: Evidence, previous: Article) -> bool:
    """The page answered at, or now calls itself by, an address above the one that is watched.

    What it called itself before proves nothing: some sites name their front page as canonical on every page.
    """
    if is_above(evidence.final_url, evidence.url):
        return True
    renamed = _calls_itself_another(article, evidence, previous)
    return renamed and is_above(_own_address(article, evidence), evidence.url)


def _calls_itself_another(article: Article, evidence: Evidence, previous: Article) -> bool:
    """Its own address is neither the watched one nor the one that the article had before."""
    known = (evidence.url, previous.canonical_url)
    return not any(is_same(_own_address(article, evidence), url) for url in known if url)


def _own_address(article: Article, evidence: Evidence) -> str:
    return article.canonical_url or evidence.final_url


def _is_a_bare_notice(article: Article, signs: Signs, previous: Article) -> bool:
    """All the page is short, and has no canonical URL any more: the notice of a block or a fault.

    A note in place of a withdrawn story stands in the template of the site and keeps its canonical URL.
    """
    named_before = previous.canonical_url is not None
    named_now = article.canonical_url is not None or signs.names_itself
    return named_before and not named_now and signs.visible_words < LENGTH_OF_A_REWRITE * _length(previous)
