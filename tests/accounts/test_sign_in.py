"""Signing in and out, and how long a sign-in lasts."""

from datetime import timedelta

import pytest

from tests import factories
from tests.cast import signed_in
from tests.factories import PASSWORD
from tests.reading import Page
from tests.web.test_identity import NOT_OURS

WRONG = {"email": "ada@example.org", "password": "not this one, no"}
RIGHT = {"email": "Ada@example.org ", "password": PASSWORD}


@pytest.fixture
def account(db):
    return factories.account(db, "Ada")


def test_address_and_password_sign_in_and_lead_on(stranger, account):
    response = stranger.post("/sign-in?next=/contacts/new", data=RIGHT)
    assert response.location == "/contacts/new"
    assert stranger.get("/contacts/new").status_code == 200


@pytest.mark.parametrize("wanted", [each for each in NOT_OURS if each])
def test_nobody_is_led_to_another_site(stranger, account, wanted):
    response = stranger.post("/sign-in", query_string={"next": wanted}, data=RIGHT)
    assert response.location == "/today"
    again = stranger.get("/sign-in", query_string={"next": wanted})
    assert again.location == "/today"


@pytest.mark.parametrize(
    "wrong",
    [WRONG, {**RIGHT, "email": "nobody@example.org"}, {**RIGHT, "password": PASSWORD + " "}],
)
def test_wrong_words_are_refused_without_telling_which(stranger, account, wrong):
    response = stranger.post("/sign-in", data=wrong)
    page = Page(response)
    assert response.status_code == 422
    assert "do not belong together" in page.words
    assert page.form().fields["email"] == wrong["email"].strip()
    assert page.form().fields["password"] == ""
    assert stranger.get("/today").status_code == 303


def test_after_ten_wrong_passwords_one_waits_a_quarter_of_an_hour(stranger, account, watch):
    for _ in range(10):
        assert stranger.post("/sign-in", data=WRONG).status_code == 422
    refused = stranger.post("/sign-in", data=RIGHT)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60
    assert "Too many wrong passwords" in refused.text
    assert Page(refused).form().fields["email"] == RIGHT["email"].strip()
    watch.move(timedelta(seconds=int(refused.headers["Retry-After"])))
    assert stranger.post("/sign-in", data=RIGHT).status_code == 303


def test_guessing_at_one_address_locks_no_other_one(stranger, account):
    for _ in range(11):
        stranger.post("/sign-in", data={**WRONG, "email": "eve@example.org"})
    assert stranger.post("/sign-in", data=RIGHT).status_code == 303


def test_the_right_password_forgives_the_wrong_ones(stranger, account, app):
    for _ in range(9):
        stranger.post("/sign-in", data=WRONG)
    assert app.test_client().post("/sign-in", data=RIGHT).status_code == 303
    assert stranger.post("/sign-in", data=WRONG).status_code == 422
    assert stranger.post("/sign-in", data=RIGHT).status_code == 303


def test_the_cookie_is_out_of_reach_and_lasts_ninety_days(stranger, account):
    cookie = stranger.post("/sign-in", data=RIGHT).headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie, "a browser would drop it on plain http"
    assert "Expires=" in cookie


def test_on_https_the_cookie_is_bound_to_the_host(settings, db, account):
    from dataclasses import replace  # noqa: PLC0415  only here

    from tests.conftest import app_with  # noqa: PLC0415  only here

    app = app_with(replace(settings, public_origin="https://meet.example.org"), lambda: db)
    cookie = app.test_client().post("/sign-in", data=RIGHT).headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_signing_out_leaves_what_others_have_to_send_from_this_browser(ada):
    assert ada.send("/sign-out", others="1").headers["Clear-Site-Data"] == '"cache"'


def test_a_worker_that_signs_out_is_not_cleared_away_while_it_answers(ada):
    response = ada.send("/sign-out", {"X-Worker": "1"})
    assert response.location == "/sign-in"
    assert "Clear-Site-Data" not in response.headers
    after = ada.client.head("/sign-in", headers={"X-Worker": "1"})
    assert after.headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in ada.get("/sign-in").headers


def test_signing_out_kills_the_cookie_everywhere_it_was_copied(ada, app):
    copy = app.test_client()
    copy.set_cookie("session", ada.client.get_cookie("session").value)
    assert copy.get("/today").status_code == 200
    response = ada.send("/sign-out")
    assert response.location == "/sign-in"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert ada.get("/today").status_code == 303
    assert copy.get("/today").status_code == 303


def test_a_browser_signed_out_from_afar_is_a_stranger_on_its_next_request(ada, app, db):
    phone = signed_in(app, db, ada.account_id)
    page = Page(ada.get("/me"))
    assert ada.send(page.form(f"{phone.device_id}/remove").action).location == "/me"
    assert phone.get("/today").status_code == 303
    assert phone.send("/contacts/new", {"X-Outbox": "1"}, name="X").status_code == 401
    assert ada.get("/today").status_code == 200
    assert phone.device_id not in ada.get("/me").text


def test_ninety_days_without_use_end_a_sign_in(ada, watch):
    watch.move(timedelta(days=90))
    assert ada.get("/today").status_code == 200
    watch.move(timedelta(days=90, seconds=1))
    assert ada.get("/today").status_code == 303


def test_use_renews_a_sign_in_once_a_day(ada, watch, db):
    def seen():
        return db.one("select seen_at from device where id = :id", {"id": ada.device_id})["seen_at"]

    first = seen()
    watch.move(timedelta(hours=23))
    assert "Set-Cookie" not in ada.get("/today").headers
    assert seen() == first
    watch.move(timedelta(hours=2))
    assert "Set-Cookie" in ada.get("/today").headers
    assert seen() > first
    assert "Set-Cookie" not in ada.get("/today").headers


@pytest.mark.parametrize(
    "cookie", ["", "x", "a.b.c", "." * 50, "eyJfdXNlcl9pZCI6ImFkYSJ9.aaaa.bbbb", "x" * 3900]
)
def test_a_junk_cookie_is_nobody(stranger, cookie):
    stranger.set_cookie("session", cookie)
    assert stranger.get("/today").status_code == 303
    assert stranger.get("/sign-in").status_code == 200


@pytest.mark.parametrize("device", ["", "none", None, 7, "\x00", "x" * 5000])
def test_a_signed_cookie_of_no_device_is_nobody(app, stranger, device):
    with stranger.session_transaction() as session:
        session["_user_id"] = device
    assert stranger.get("/today").status_code == 303


def test_the_page_for_strangers_says_how_to_begin(stranger, db):
    assert "Nobody has signed up here yet" in stranger.get("/sign-in").text
    factories.account(db)
    assert "Ask whoever runs this server" in stranger.get("/sign-in").text


def test_who_is_signed_in_needs_no_sign_in_page(ada):
    assert ada.get("/sign-in").location == "/today"
