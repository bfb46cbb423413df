"""A write from another site is refused before anything looks at it."""

import pytest

from tests.world import BODIES, rows_of

OURS = "http://localhost:8000"
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# Sec-Fetch-Site, Origin, and whether that is one of our own pages.
CASES = [
    ("same-origin", OURS, True),
    ("same-origin", None, True),
    ("none", None, True),
    ("cross-site", "https://evil.example", False),
    ("cross-site", OURS, False),
    ("same-site", OURS, False),
    ("same-site", "https://sister.example.org", False),
    ("SAME-ORIGIN", OURS, False),
    ("", OURS, False),
    (None, OURS, True),
    (None, None, False),
    (None, "null", False),
    (None, "https://evil.example", False),
    (None, "https://localhost:8000", False),
    (None, "http://localhost", False),
    (None, "http://localhost:8000.evil.example", False),
    (None, "http://LOCALHOST:8000", False),
    (None, OURS + "/", False),
]


def headers(site, origin):
    # A plain client: ours adds what a browser says.
    given = {"Sec-Fetch-Site": site, "Origin": origin}
    return {name: value for name, value in given.items() if value is not None}


@pytest.fixture
def plain(app, ada, monkeypatch):
    """Give Ada's browser, saying nothing of itself."""
    from flask.testing import FlaskClient  # noqa: PLC0415  only here

    monkeypatch.setattr(app, "test_client_class", FlaskClient)
    client = app.test_client()
    cookie = ada.client.get_cookie("session")
    client.set_cookie("session", cookie.value)
    return client


@pytest.mark.parametrize(("site", "origin", "is_ours"), CASES)
def test_only_our_own_pages_may_write(plain, db, site, origin, is_ours):
    response = plain.post("/contacts/new", data={"name": "X"}, headers=headers(site, origin))
    assert response.status_code == (303 if is_ours else 403)
    assert len(db.query("select 1 from contact")) == int(is_ours)


@pytest.mark.parametrize("endpoint", [*BODIES, "accounts.sign_in", "accounts.invite"])
def test_every_write_refuses_another_site(app, plain, ada, db, world, endpoint):
    before = rows_of(db, ada.account_id)
    for given in (headers("cross-site", OURS), headers(None, "https://evil.example")):
        response = plain.post(
            world.address(app, endpoint), data=BODIES.get(endpoint, {}), headers=given
        )
        assert response.status_code == 403
        assert "was not sent from Common Ground" in response.text
    assert rows_of(db, ada.account_id) == before


@pytest.mark.parametrize("method", UNSAFE)
def test_no_unsafe_method_slips_through_not_even_where_nothing_is(plain, method):
    for address in ("/contacts/new", "/today", "/none", "/static/app.css"):
        response = plain.open(address, method=method, headers=headers("cross-site", None))
        assert response.status_code == 403, address


def test_reading_from_elsewhere_is_allowed_as_links_are(plain):
    assert plain.get("/today", headers=headers("cross-site", None)).status_code == 200
