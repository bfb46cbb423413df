"""Where a stranger is led after signing in: to our own pages only."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netpwa.contacts.store import ContactStore
from netpwa.web.identity import own_page
from tests import factories
from tests.reading import Page

OWN = ["/today", "/contacts/new", "/interviews/abc", "/me/settings", "/"]
NOT_OURS = [
    "https://evil.example", "//evil.example", "///evil.example", "http:evil.example",
    "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", "//[", "//]",
    "https:evil.example", "javascript:alert(1)", "data:text/html,x", " //evil.example", "today",
    "/none", "/sign-out", "/contacts/x/delete", "/%2f/evil.example", "//evil.example/today",
    "http://localhost:8000@evil.example/today", "http://[::1", "?next=/today", "", None, "\x00",
    "/today/..//evil.example", "/@evil.example", "/;@evil.example", "/.evil.example",
]  # fmt: skip


@pytest.mark.parametrize("wanted", OWN)
def test_our_own_pages_are_taken(app, wanted):
    with app.test_request_context():
        assert own_page(wanted) == wanted


@pytest.mark.parametrize("wanted", NOT_OURS)
def test_nothing_else_is(app, wanted):
    with app.test_request_context():
        assert own_page(wanted) is None


@pytest.mark.property
@given(st.text(alphabet="/\\.:@?#[]%evil2f\t\n today"))
@example("//[")
@example("/contacts//evil.example")
def test_whatever_is_asked_for_the_answer_stays_here(app, wanted):
    with app.test_request_context():
        found = own_page(wanted)
    assert found is None or (found.startswith("/") and found[1:2] not in {"/", "\\"})


def test_a_stranger_comes_back_to_the_page_that_was_asked_for(stranger):
    response = stranger.get("/contacts/new")
    assert response.location == "/sign-in?next=/contacts/new"


def test_a_strangers_tap_leads_to_signing_in(stranger):
    assert stranger.post("/sign-out", data={"idempotency_key": "k"}).location == "/sign-in"


def held_by(ada, stranger, **typed):
    """Send what Ada typed in a tab that was signed out meanwhile."""
    form = Page(ada.get("/contacts/new")).form()
    return stranger.post("/contacts/new", data=form.fields | typed)


def sign_in_from(page, stranger, name):
    form = Page(page).form("/sign-in")
    right = {"email": f"{name}@example.org", "password": factories.PASSWORD}
    return stranger.post(form.action, data=form.fields | right)


def test_what_a_signed_out_tab_sends_is_held_through_signing_in(ada, stranger, db):
    asked = held_by(ada, stranger, name="Grace Hopper", note="Two\nlines")
    assert asked.status_code == 401
    back = Page(sign_in_from(asked, stranger, "ada"))
    assert "Grace Hopper" in back.words
    held = back.form("/contacts/new")
    assert stranger.post(held.action, data=held.fields).status_code == 303
    contact = ContactStore(db, ada.account_id).get(held.fields["id"])
    assert (contact.name, contact.note) == ("Grace Hopper", "Two\nlines")


def test_what_ada_wrote_is_not_shown_to_bob_nor_saved_as_his(ada, bob, stranger, db):
    asked = held_by(ada, stranger, name="Grace Hopper")
    assert sign_in_from(asked, stranger, "bob").location == "/today"
    form = Page(ada.get("/contacts/new")).form()
    refused = bob.client.post("/contacts/new", data=form.fields | {"name": "Grace Hopper"})
    assert refused.status_code == 403
    assert ContactStore(db, bob.account_id).count() == 0


def test_what_ada_typed_before_bob_signed_in_is_read_again_and_goes_through_her_sign_in(
    ada, bob, db
):
    form = Page(ada.get("/contacts/new")).form()
    typed = {"name": "Grace Hopper", "note": "Two\nlines", "says": '{"code": "In words"}'}
    refused = bob.client.post("/contacts/new", data=form.fields | typed)
    assert refused.status_code == 403
    assert "Somebody else is signed in here now" in Page(refused).words
    assert "Grace Hopper Two lines" in Page(refused).words
    assert "In words" not in Page(refused).words
    back = Page(sign_in_from(refused, bob.client, "ada"))
    assert "You are signed in again" in back.words
    held = back.form("/contacts/new")
    assert bob.client.post(held.action, data=held.fields).status_code == 303
    assert ContactStore(db, ada.account_id).get(held.fields["id"]).note == "Two\nlines"
    assert ContactStore(db, bob.account_id).count() == 0


def test_a_script_of_another_account_is_only_told_so(ada, bob):
    form = Page(ada.get("/contacts/new")).form()
    typed = form.fields | {"name": "Grace Hopper"}
    refused = bob.client.post("/contacts/new", data=typed, headers={"HX-Request": "true"})
    assert refused.status_code == 403
    assert "Grace Hopper" not in refused.text


def test_a_password_is_never_held(ada, stranger):
    form = Page(ada.get("/me/password")).form()
    typed = {"current": "five odd teacups", "password": "seven more teacups"}
    answer = stranger.post("/me/password", data=form.fields | typed)
    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_a_signed_out_script_comes_back_to_its_page(stranger):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/contacts?q=a"}
    answer = stranger.post("/contacts/x/delete", headers=headers)
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/contacts"


@pytest.mark.parametrize("held", ["x", "[]", '{"address": "//evil.example", "fields": []}'])
def test_what_nobody_sent_is_not_held(stranger, db, held):
    factories.account(db, "Ada")
    right = {"email": "ada@example.org", "password": factories.PASSWORD}
    assert stranger.post("/sign-in", data={**right, "held": held}).location == "/today"


def test_a_script_is_told_to_leave_for_the_sign_in_page(stranger):
    response = stranger.get("/contacts", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response.headers["HX-Redirect"].startswith("/sign-in")


def test_the_name_of_the_account_for_caches_is_opaque_and_differs(ada, bob):
    def tag(who):
        return who.get("/today").text.split('data-account="')[1].split('"')[0]

    assert tag(ada) == tag(ada) != tag(bob)
    assert len(tag(ada)) == 16
    assert ada.account_id[:8] not in tag(ada)
