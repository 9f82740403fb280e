from rowback.extraction import read_page

STORY = """<!DOCTYPE html><html lang="en"><head><title>Ferry stays in port - Harbour Post</title>
<meta property="og:type" content="article"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry stays in port</h1>
<p>The ferry to Lower Holm stayed in port on Monday because of a broken ramp, the operator said.</p>
<p>Some two hundred travellers waited at the quay until buses took them to the bridge further south.</p>
<p>The ramp had been repaired in March, and nobody could say on Monday why it had broken once more.</p>
</article></body></html>"""


def test_the_body_of_a_story_is_its_paragraphs() -> None:
    article = read_page(STORY).article
    assert len(article.paragraphs) == 3
    assert article.paragraphs[0].startswith("The ferry to Lower Holm stayed in port on Monday")
    assert article.headline == "Ferry stays in port"


def test_a_page_without_an_article_has_no_paragraphs() -> None:
    for page in ("", b"", "   ", "<html></html>", b"\x00\xff\xfe", "\ud800", "<", "<!-- -->"):
        assert read_page(page).article.paragraphs == ()
