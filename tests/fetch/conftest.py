from collections.abc import Iterator

import pytest

from tests.fetch.site import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    """Asked as 127.0.0.1, 127.0.0.2 and so on, which are different hosts."""
    with running(Site("0.0.0.0")) as site:  # noqa: S104  # all loopback addresses at once
        yield site
