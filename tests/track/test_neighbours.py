from urllib.parse import urlsplit

import pytest

from rowback.track.neighbours import site_of


@pytest.mark.parametrize(
    "url",
    [
        "https://tidewater.example/harbour//wall",
        "http://tidewater.example:8080/?next=https://ferry.example/",
        "https://tidewater.example",
        "https://tidewater.example?id=1",
        "https://tidewater.example#top",
        "https://[::1]:8000/a",
        "https://Tidéwater.example/a?b#c",
    ],
)
def test_pages_of_one_host_and_port_make_a_site(url: str) -> None:
    assert site_of(url) == urlsplit(url).netloc
