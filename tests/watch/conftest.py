"""A site to follow."""

import pytest

from tests.fakes.feed_server import open_site


@pytest.fixture(scope="session")
def _site(tmp_path_factory):
    with open_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def site(_site):
    """Give the one site of these tests, with nothing on it yet."""
    _site.answers.clear()
    _site.asked.clear()
    return _site
