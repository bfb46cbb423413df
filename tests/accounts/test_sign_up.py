"""Making an account with a link that works once."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from netpwa.accounts.model import LINK_LASTS, SignUpDraft
from netpwa.accounts.signing_in import new_link, sign_up
from netpwa.db.sqlite import SqliteDatabase
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError
from tests import factories
from tests.conftest import app_with
from tests.factories import AT, PASSWORD
from tests.reading import Page

GOOD = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD,
        "time_zone": "America/Toronto"}  # fmt: skip


@pytest.fixture
def link(db):
    return f"/sign-up/{new_link(db, at=AT, lasts=LINK_LASTS)}"


def count(db, table="account"):
    return len(db.query(f"select 1 from {table}"))  # noqa: S608  a test's own word


def test_the_link_makes_an_account_and_signs_in(stranger, link, db):
    assert "Make your account" in stranger.get(link).text
    response = stranger.post(link, data=GOOD)
    assert response.location == "/today"
    assert "Who would you like to meet?" in stranger.get("/today").text
    assert count(db) == 1


def test_a_used_link_is_gone(app, stranger, link, db):
    stranger.post(link, data=GOOD)
    other = app.test_client()
    assert other.get(link).status_code == 410
    assert "no longer good" in other.get(link).text
    assert other.post(link, data={**GOOD, "email": "eve@example.org"}).status_code == 410
    assert count(db) == 1


def test_a_link_is_gone_after_half_an_hour(stranger, link, watch, db):
    watch.move(timedelta(minutes=29, seconds=59))
    assert stranger.get(link).status_code == 200
    watch.move(timedelta(seconds=1))
    assert stranger.get(link).status_code == 410
    assert stranger.post(link, data=GOOD).status_code == 410
    assert count(db) == 0


def test_only_a_hash_of_the_link_is_stored(link, db):
    secret = link.split("/")[-1]
    assert secret not in str(db.query("select * from sign_up_link"))


def test_a_form_sent_twice_makes_one_account_and_leads_to_the_same_page(stranger, link, db):
    fields = {**GOOD, "id": fresh_id(), "idempotency_key": fresh_id()}
    first, second = stranger.post(link, data=fields), stranger.post(link, data=fields)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert count(db) == 1
    wrong = {**fields, "password": "another long one"}
    assert stranger.post(link, data=wrong).status_code == 410


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Write the name you go by."),
        ({"email": ""}, "Write the address you will sign in with."),
        ({"email": "ada"}, "does not look like an e-mail address"),
        ({"email": "a da@example.org"}, "does not look like an e-mail address"),
        ({"password": "short"}, "at least 10 characters"),
        ({"password": "ada@example.org"}, "Leave your name"),
        ({"password": "x" * 3000}, "1000 characters too long"),
        ({"time_zone": ""}, "Choose the city nearest to you"),
        ({"time_zone": "Mars/Olympus"}, "Choose the city nearest to you"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_the_link_stays_good(stranger, link, db, wrong, said):
    response = stranger.post(link, data=GOOD | wrong)
    page = Page(response)
    assert response.status_code == 422
    assert said in page.words
    assert page.form().fields["email"] == " ".join((GOOD | wrong)["email"].split())
    assert page.form().fields["password"] == "", "a password is never shown again"
    assert count(db) == 0
    assert stranger.post(link, data=GOOD).status_code == 303


def test_an_address_has_one_account_whatever_its_case(stranger, link, db):
    factories.account(db, "Ada")
    response = stranger.post(link, data={**GOOD, "email": "ADA@Example.org"})
    assert response.status_code == 422
    assert "has an account already" in response.text
    assert count(db) == 1
    assert stranger.get(link).status_code == 200, "a refused sign-up must not use the link up"


def test_twenty_at_once_with_one_link_make_one_account(file_db):
    token = new_link(file_db, at=AT, lasts=LINK_LASTS)
    path = file_db.one("pragma database_list")["file"]
    outcomes, ready = [], threading.Barrier(20)

    def attempt(number):
        database = SqliteDatabase(path)
        draft = SignUpDraft(fresh_id(), "X", f"x{number}@example.org", PASSWORD, "UTC")
        ready.wait()
        try:
            sign_up(database, token, draft, at=AT)
            outcomes.append("made")
        except NotFoundError:
            outcomes.append("gone")
        database.close()

    threads = [threading.Thread(target=attempt, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["gone"] * 19 + ["made"]
    assert count(file_db) == 1


@pytest.mark.parametrize(("mode", "status"), [("link", 404), ("invite", 404), ("open", 200)])
def test_anybody_may_sign_up_only_where_the_operator_lets_them(settings, db, mode, status):
    client = app_with(replace(settings, sign_up=mode), lambda: db).test_client()
    assert client.get("/sign-up").status_code == status
    assert ("/sign-up" in Page(client.get("/sign-in")).links) is (mode == "open")
    posted = client.post("/sign-up", data=GOOD)
    assert (posted.status_code == 303) is (mode == "open")


def test_an_invitation_is_a_link_for_one_and_the_same_form_gives_the_same(settings, db, watch):
    from tests.cast import signed_in  # noqa: PLC0415  only here

    app = app_with(replace(settings, sign_up="invite"), lambda: db)
    ada = signed_in(app, db, factories.account(db, "Ada"))
    form = Page(ada.get("/me")).form("/invite")
    first, again = (Page(ada.send(form.action, **form.fields)) for _ in range(2))
    address = next(given["value"] for _, given in first.tags if given.get("id") == "address")
    assert address in str(again.tags)
    assert count(db, "sign_up_link") == 1
    assert address.startswith(settings.public_origin + "/sign-up/")
    watch.move(timedelta(days=6))
    friend = app.test_client()
    path = address.removeprefix(settings.public_origin)
    assert friend.post(path, data={**GOOD, "email": "b@b.org"}).status_code == 303
    assert app.test_client().get(path).status_code == 410


def test_without_leave_nobody_invites(ada):
    assert ada.send("/me/invite").status_code == 404
    assert "Invite somebody" not in ada.get("/me").text
