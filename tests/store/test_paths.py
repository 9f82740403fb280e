import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rowback.errors import UsageError
from rowback.store.paths import Address, normalised

SAFE = re.compile(r"[a-z0-9_+][a-z0-9_+.-]*/[0-9a-f]{2}/[a-z0-9][a-z0-9-]{0,47}-[0-9a-f]{12}")


def test_a_folder_tells_host_and_story() -> None:
    address = Address.of("https://www.tidewater.example/news/2026/mayor-resigns.html?utm_source=feed#top")
    assert address.normalised == "https://www.tidewater.example/news/2026/mayor-resigns.html"
    assert address.folder == f"www.tidewater.example/{address.id[:2]}/mayor-resigns-{address.id}"
    assert address.url.endswith("#top")


@pytest.mark.parametrize(
    "other",
    [
        "HTTPS://WWW.Tidewater.Example/a?id=5",
        "https://www.tidewater.example:443/a?id=5",
        "https://www.tidewater.example./a?id=5",
        "https://www.tidewater.example/a?id=5&utm_campaign=x&fbclid=9",
        "https://www.tidewater.example/a?gclid=1&id=5",
        "https://www.tidewater.example/b/../a?id=5",
        "https://www.tidewater.example/%61?id=5#comments",
    ],
)
def test_the_same_article_has_one_identity(other: str) -> None:
    assert Address.of(other).id == Address.of("https://www.tidewater.example/a?id=5").id


@pytest.mark.parametrize(
    "other",
    [
        "https://tidewater.example/a",
        "http://tidewater.example/a?id=5",
        "https://tidewater.example/A?id=5",
        "https://tidewater.example/a/?id=5",
        "https://tidewater.example/a?id=6",
        "https://tidewater.example:8443/a?id=5",
        "https://tidewater.example/a?id=5&ref=2",
        "https://tidewater.example/a%2F?id=5",
        "https://news.tidewater.example/a?id=5",
    ],
)
def test_what_may_be_another_article_has_another_identity(other: str) -> None:
    assert Address.of(other).folder != Address.of("https://tidewater.example/a?id=5").folder


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://zürich.example/x", "xn--zrich-kva.example"),
        ("https://ZÜRICH.example/x", "xn--zrich-kva.example"),
        ("http://tidewater.example:8080/x", "tidewater.example+8080"),
        ("http://[2001:DB8::1]:81/x", "2001+db8++1+81"),
        ("http://con.example/x", "_con.example"),
        ("http://lpt1/x", "_lpt1"),
        ("http://rowback.toml/x", "_rowback.toml"),
    ],
)
def test_a_host_becomes_a_folder_that_every_file_system_takes(url: str, host: str) -> None:
    assert Address.of(url).folder.split("/")[0] == host


def test_a_long_host_is_cut_and_stays_apart_from_others() -> None:
    first, second = (Address.of(f"https://{'a' * 60}.{'b' * 60}.{end}/x").folder.split("/")[0] for end in ("aa", "bb"))
    assert len(first) <= 64
    assert first != second


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/", "page"),
        ("/news/2026/11/02/mayor-resigns.html", "mayor-resigns"),
        ("/Über-uns/Zürcher%20See", "zurcher-see"),
        ("/日本", "page"),
        ("/a/../../../../etc/passwd", "passwd"),
        ("/.git/config", "config"),
        ("/" + "very-" * 30 + "long", "very-very-very-very-very-very-very-very-very"),
        ("/" + "x" * 200, "x" * 48),
    ],
)
def test_a_slug_is_the_most_telling_part_of_the_path(path: str, slug: str) -> None:
    address = Address.of(f"https://tidewater.example{path}")
    assert address.folder.split("/")[2] == f"{slug}-{address.id}"


@pytest.mark.parametrize(
    "url",
    [
        "tidewater.example/a",
        "ftp://tidewater.example/a",
        "file:///etc/passwd",
        "https://",
        "https://.git/config",
        "https://a..b/",
        "https://../x",
        "http://127.1\\@tidewater.example/",
        "https://tidewater.example/a b",
        "https://tidewater.example/a\nOutcome: gone",
        "https://tidewater.example/\u202egnp.exe",
        "https://tidewater.example:99999/",
        "https://[::1/",
        "https://desk:secret@tidewater.example/",
        "",
    ],
)
def test_what_cannot_be_watched_is_refused_with_a_hint(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        Address.of(url)
    assert refused.value.hint


@pytest.mark.parametrize("port", ["", ":8080"])
def test_an_address_in_brackets_has_one_form(port: str) -> None:
    forms = ("[2001:db8::1]", "[2001:DB8:0:0::1]", "[2001:0db8:0000:0000:0000:0000:0000:0001]")
    assert len({Address.of(f"http://{form}{port}/x").folder for form in forms}) == 1


@pytest.mark.parametrize(
    "host", ["[::]x", "x[::]", "[v1.x]", "[::1%25eth0]", "[::1]]", "[1.2.3.4]", "a..", "[::1]:80:80"]
)
def test_what_only_looks_like_a_host_is_refused(host: str) -> None:
    with pytest.raises(UsageError):
        Address.of(f"http://{host}/x")


def test_a_tracker_is_one_however_it_is_written() -> None:
    plain = Address.of("https://tidewater.example/a")
    assert Address.of("https://tidewater.example/a?utm%5Fsource=feed").id == plain.id
    assert Address.of("https://tidewater.example/a?%66bclid=9&UTM_Medium=x").id == plain.id


@pytest.mark.parametrize(
    "host", ["git~1", ".git", "g\u200cit", ".g\u200cit", "..", "con:", "aux.", "nul.txt", "com¹", "a b", "a%2fb"]
)
@pytest.mark.parametrize(
    "path", ["/.git/config", "/%2e%2e/%2e%2e/x", "/..%2f..%2fx", "/a%5c..%5cb", "/git~1", "/con", "/x."]
)
def test_look_alikes_of_names_that_mean_something_reach_no_path(host: str, path: str) -> None:
    try:
        address = Address.of(f"http://{host}{path}")
    except UsageError:
        return
    assert SAFE.fullmatch(address.folder)
    first = address.folder.split("/")[0]
    assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", first)
    assert not first.endswith(".")


HOSTS = (
    st.sampled_from(
        [
            "a.example",
            "A.example",
            "a.example:80",
            "a.example:8080",
            "münchen.example",
            "MÜNCHEN.example",
            "[::1]",
            "con",
        ]
    )
    | st.from_regex(r"[a-zA-Z0-9_-]{1,63}(\.[a-z-]{1,60}){0,4}(:[0-9]{1,5})?", fullmatch=True)
    | st.text(max_size=20)
)
PATHS = st.lists(
    st.sampled_from(
        ["a", "A", "%61", "%2F", "%2f", "..", ".", "", "é", "e\u0301", "%C3%A9", "con", ".git", "x" * 300, "~1"]
    )
    | st.text(max_size=8),
    max_size=6,
).map("/".join)
QUERIES = st.lists(
    st.sampled_from(
        ["", "id=1", "id=2", "ID=1", "utm_source=x", "utm%5fsource=x", "fbclid", "ref=1", "q=%26", "q=a?b"]
    ),
    max_size=4,
).map("&".join)
URLS = st.builds("{}://{}/{}?{}".format, st.sampled_from(["http", "https", "HTTP"]), HOSTS, PATHS, QUERIES)


def address_of(url: str) -> Address | None:
    try:
        return Address.of(url)
    except UsageError:
        return None


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(URLS)
def test_nothing_in_a_url_leads_out_of_its_folder(url: str) -> None:
    if (address := address_of(url)) is None:
        return
    assert SAFE.fullmatch(address.folder), address.folder
    # Under 260 characters with a store 120 deep, the longest name in it included.
    assert len(f"{address.folder}/article.json") <= 64 + 1 + 2 + 1 + 48 + 13 + 13
    assert address.normalised.isascii()
    assert Address.of(address.normalised).normalised == address.normalised


@given(
    st.sampled_from(["http", "https"]),
    st.text("aZ09-._", min_size=1, max_size=12),
    st.lists(st.text("aZ9.-_~!$&'()*+,;=:@%é", max_size=5), max_size=4),
)
def test_the_short_way_for_plain_addresses_leads_to_the_same_place(scheme: str, host: str, segments: list[str]) -> None:
    url = f"{scheme}://{'/'.join([host, *segments])}"
    try:
        whole = Address.of(f"{url}#there-is-no-short-way-for-a-fragment")
    except UsageError:
        with pytest.raises(UsageError):
            Address.of(url)
        return
    short = Address.of(url)
    assert (short.normalised, short.id, short.folder) == (whole.normalised, whole.id, whole.folder)
    assert normalised(url) == whole.normalised


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(URLS, min_size=2, max_size=10))
def test_two_urls_share_a_folder_only_when_they_are_the_same_article(urls: list[str]) -> None:
    addresses = [address for address in map(address_of, urls) if address]
    articles = {address.normalised for address in addresses}
    on_any_disk = {unicodedata.normalize("NFC", address.folder).casefold() for address in addresses}
    assert len(articles) == len(on_any_disk) == len({address.id for address in addresses})
