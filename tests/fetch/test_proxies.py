"""Behind a proxy names are not looked up here; what is private by its spelling stays refused at every hop."""

from dataclasses import replace

import pytest

from rowback.errors import FetchError
from rowback.fetch import fetch_page
from rowback.fetch.addresses import read_address
from rowback.fetch.proxies import proxy_for
from rowback.model import FetchSettings, Request
from tests.fetch.site import SETTINGS, STORY, Answer, Site, redirect


def behind(site: Site, **more: str) -> FetchSettings:
    """Asks a site that plays the proxy, and is on a loopback address itself."""
    proxies = (("http", f"http://127.0.0.1:{site.server_port}"), *more.items())
    return replace(SETTINGS, allow_private=False, proxies=proxies)


def test_a_name_that_resolves_nowhere_is_fetched_through_the_proxy(site: Site) -> None:
    site.answers["http://news.invalid/story"] = Answer()
    page = fetch_page(Request("http://news.invalid/story"), behind(site))
    assert page.body == STORY
    assert [asked.path for asked in site.asked] == ["http://news.invalid/robots.txt", "http://news.invalid/story"]
    assert {asked.host for asked in site.asked} == {"news.invalid"}


def test_http_stays_http(site: Site) -> None:
    site.answers["http://news.invalid/"] = Answer(
        headers={"Content-Type": "text/html", "Strict-Transport-Security": "1"}
    )
    for _ in range(2):
        assert fetch_page(Request("http://news.invalid/"), behind(site)).final_url == "http://news.invalid/"


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://localhost:8080/",
        "http://admin.localhost/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "https://192.168.0.1/",
        "http://127.1\\@evil.example/",
    ],
)
def test_a_redirect_to_a_private_address_never_reaches_the_proxy(site: Site, target: str) -> None:
    site.answers["http://news.invalid/story"] = redirect(target)
    with pytest.raises(FetchError):
        fetch_page(Request("http://news.invalid/story"), behind(site))
    with pytest.raises(FetchError):
        fetch_page(Request(target), behind(site))
    assert {asked.host for asked in site.asked} == {"news.invalid"}


def test_a_robots_txt_that_leads_to_a_private_address_is_not_followed(site: Site) -> None:
    site.answers["http://news.invalid/robots.txt"] = redirect("http://169.254.169.254/")
    site.answers["http://news.invalid/story"] = Answer()
    assert fetch_page(Request("http://news.invalid/story"), behind(site)).body == STORY
    assert {asked.host for asked in site.asked} == {"news.invalid"}


def test_a_proxy_that_is_not_there_is_named(site: Site) -> None:
    settings = replace(SETTINGS, proxies=(("http", "http://127.0.0.1:9"),))
    with pytest.raises(FetchError, match=r"the proxy is not there: 127\.0\.0\.1 refused the connection \(port 9\)"):
        fetch_page(Request("http://news.invalid/"), settings)


def test_a_proxy_that_lets_nobody_through_is_named(site: Site) -> None:
    """Nothing listens at port 9 of this machine, where its tunnels end."""
    settings = replace(SETTINGS, proxies=(("https", f"http://127.0.0.1:{site.server_port}"),))
    with pytest.raises(FetchError, match=r"the proxy did not get through to news\.invalid"):
        fetch_page(Request("https://news.invalid:9/"), settings)


def test_the_proxy_gets_its_password(site: Site) -> None:
    site.answers["http://news.invalid/"] = Answer()
    proxies = (("http", f"http://desk:word@127.0.0.1:{site.server_port}"),)
    fetch_page(Request("http://news.invalid/"), replace(SETTINGS, proxies=proxies))
    assert site.asked[-1].headers["Proxy-Authorization"] == "Basic ZGVzazp3b3Jk"


def test_the_environment_is_not_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the command line reads it."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.answers["/"] = Answer()
    assert fetch_page(Request(site.url()), SETTINGS).body == STORY


def test_a_host_that_needs_no_proxy_is_asked_directly_and_guarded(site: Site) -> None:
    site.answers["/"] = Answer()
    settings = behind(site, no_proxy="127.0.0.2")
    with pytest.raises(FetchError, match="a loopback address"):
        fetch_page(Request(site.url("/", "127.0.0.2")), settings)
    assert fetch_page(Request(site.url("/", "127.0.0.2")), replace(settings, allow_private=True)).body == STORY
    assert site.asked[-1].path == "/"


@pytest.mark.parametrize(
    ("url", "no_proxy", "direct"),
    [
        ("http://news.example/", "", False),
        ("http://news.example/", "*", True),
        ("http://news.example/", "other.example, news.example", True),
        ("http://news.example/", "example", True),
        ("http://news.example/", ".example", True),
        ("http://news.example/", "*.example", True),
        ("http://badnews.example/", "news.example", False),
        ("http://news.example:81/", "news.example:81", True),
        ("http://news.example:82/", "news.example:81", False),
        ("http://10.1.2.3/", "10.0.0.0/8", True),
        ("http://11.1.2.3/", "10.0.0.0/8", False),
        ("http://10.1.2.3:81/", "10.1.2.3:81", True),
        ("http://news.example/", "10.0.0.0/8", False),
        ("http://[2001:db8::1]/", "2001:db8::/32", True),
    ],
)
def test_no_proxy_is_read_as_others_read_it(url: str, no_proxy: str, direct: bool) -> None:
    proxy = proxy_for(read_address(url), (("http", "proxy.example:3128"), ("no_proxy", no_proxy)))
    assert proxy == (None if direct else "http://proxy.example:3128")


def test_each_scheme_has_its_proxy() -> None:
    proxies = (("https", "http://secure.example"), ("all", "http://other.example"))
    assert proxy_for(read_address("https://news.example/"), proxies) == "http://secure.example"
    assert proxy_for(read_address("http://news.example/"), proxies) == "http://other.example"
    assert proxy_for(read_address("http://news.example/"), ()) is None


def test_a_socks_proxy_is_refused() -> None:
    """It may look names up on this machine, past the guard."""
    with pytest.raises(FetchError, match="cannot be used"):
        proxy_for(read_address("http://news.example/"), (("all", "socks5://127.0.0.1:1080"),))
