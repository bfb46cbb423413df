"""Somebody to ask, and a request to them: kept by `ask`, or `sent` already."""

import pytest

from tests import factories
from tests.asking import REQUEST


@pytest.fixture
def grace(db, ada):
    return factories.contact(db, ada.account_id, organisation="Navy", reach="grace@example.org")


@pytest.fixture
def ask(ada, grace):
    def send(**changes):
        return ada.send(f"/contacts/{grace}/ask", **{**REQUEST, **changes})

    return send


@pytest.fixture
def sent(ada, ask):
    page = ask().location
    assert ada.send(f"{page}/sent").status_code == 303
    return page
