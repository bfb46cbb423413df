"""The security headers are on whatever leaves the app."""

from dataclasses import replace

import pytest

from netpwa import errors
from tests.conftest import app_with
from tests.factories import PASSWORD

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def assert_guarded(response, status):
    assert response.status_code == status
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "Cache-Control" in response.headers
    assert "Strict-Transport-Security" not in response.headers


def broken(*_args, **_options):
    raise RuntimeError


def test_pages_redirects_and_refusals_carry_them(app, ada, stranger):
    assert_guarded(ada.get("/today"), 200)
    assert_guarded(ada.send("/contacts/new", name="Grace"), 303)
    assert_guarded(stranger.get("/today"), 303)
    assert_guarded(ada.send("/contacts/new", {"X-Outbox": "1"}, name="Grace"), 204)
    assert_guarded(stranger.post("/contacts/new", headers={"X-Outbox": "1"}), 401)
    assert_guarded(ada.send("/contacts/new", {"Sec-Fetch-Site": "cross-site"}), 403)
    assert_guarded(ada.get("/none"), 404)
    assert_guarded(ada.send("/today"), 405)
    assert_guarded(stranger.get("/sign-up/none"), 410)
    assert_guarded(ada.send("/contacts/new", name="x" * 3_000_000), 413)
    assert_guarded(ada.send("/contacts/new", name=""), 422)
    assert_guarded(ada.client.open("/today", method="OPTIONS"), 200)
    assert_guarded(ada.client.head("/today"), 200)


def test_files_carry_them_and_so_does_not_modified(stranger):
    file = stranger.get("/static/icons/favicon.svg")
    assert_guarded(file, 200)
    again = stranger.get(
        "/static/icons/favicon.svg", headers={"If-None-Match": file.headers["ETag"]}
    )
    assert_guarded(again, 304)
    assert_guarded(stranger.get("/static/app.css"), 200)
    assert_guarded(stranger.get("/static/none.css"), 404)


def test_too_often_carries_them(stranger):
    for _ in range(11):
        last = stranger.post("/sign-in", data={"email": "a@b.org", "password": PASSWORD})
    assert_guarded(last, 429)


@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError, 500), (errors.BusyError, 503), (errors.NotSavedError, 507)]
)
def test_failures_carry_them(app, ada, monkeypatch, error, status):
    def fail(**_values):
        raise error

    monkeypatch.setitem(app.view_functions, "today.show", fail)
    assert_guarded(ada.get("/today"), status)


def test_pages_are_private_and_asked_for_again(ada):
    assert ada.get("/contacts").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ["/sign-in", "/me/settings", "/me/password"])
def test_pages_with_secrets_are_kept_nowhere(ada, stranger, address):
    who = stranger if address == "/sign-in" else ada.client
    assert who.get(address).headers["Cache-Control"] == "no-store"


def test_on_https_browsers_are_told_to_stay_there(settings, db):
    app = app_with(
        replace(settings, public_origin="https://meet.example.org", clock=None), lambda: db
    )
    response = app.test_client().get("/sign-in")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
