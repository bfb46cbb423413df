"""Name, time zone and password, as their owner changes them."""

from zoneinfo import ZoneInfo

import pytest

from netpwa.accounts.store import AccountStore, SignInStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id, from_text, to_text
from netpwa.errors import NotFoundError
from netpwa.push.model import Subscription
from netpwa.push.store import PushStore
from tests import factories
from tests.cast import signed_in
from tests.factories import AT, PASSWORD
from tests.reading import Page
from tests.world import NEW_PASSWORD

CHANGE = {"current": PASSWORD, "password": NEW_PASSWORD}


def sign_in_works(app, password):
    data = {"email": "ada@example.org", "password": password}
    return app.test_client().post("/sign-in", data=data).status_code == 303


def test_name_and_zone_are_changed_and_shown(ada):
    fields = Page(ada.get("/me/settings")).form().fields
    assert (fields["name"], fields["time_zone"]) == ("Ada", "America/Toronto")
    assert ada.send("/me/settings", name="Ada L.", time_zone="Asia/Tokyo").location == "/me"
    words = Page(ada.get("/me")).words
    assert "Ada L." in words
    assert "Asia/Tokyo" in words


def test_a_zone_that_is_none_is_refused_and_the_name_kept(ada):
    response = ada.send("/me/settings", name="Adele", time_zone="Nowhere")
    assert response.status_code == 422
    assert Page(response).form().fields["name"] == "Adele"


def test_times_follow_the_zone(ada, world):
    page = f"/interviews/{world['interview_id']}"
    before = Page(ada.get(page)).words
    ada.send("/me/settings", name="Ada", time_zone="Asia/Tokyo")
    after = Page(ada.get(page)).words
    assert before != after
    assert "for them" in after
    assert "for them" not in before


def test_a_new_password_replaces_the_old_and_signs_out_everywhere_else(app, ada, db):
    phone = signed_in(app, db, ada.account_id)
    assert ada.send("/me/password", **CHANGE).location == "/me"
    assert ada.get("/today").status_code == 200
    assert phone.get("/today").status_code == 303
    assert sign_in_works(app, NEW_PASSWORD)
    assert not sign_in_works(app, PASSWORD)


def test_a_new_password_ends_the_notices_of_every_other_browser(app, ada, db):
    other = signed_in(app, db, ada.account_id)
    push = PushStore(db, ada.account_id)
    for person in (ada, other):
        to = Subscription(f"https://push.example/{person.device_id}", "p", "a")
        known = {"origin": "https://push.example", "vapid_key": "k", "label": "A browser"}
        push.subscribe(fresh_id(), to, device_id=person.device_id, at=AT, **known)
    assert len(push.devices()) == 2
    ada.send("/me/password", **CHANGE)
    assert len(push.devices()) == 1
    assert push.knows(f"https://push.example/{ada.device_id}")


def test_another_zone_moves_the_thank_you_out_of_its_night(ada, db, world):
    query = "select due_at from reminder where rule = 'thank'"
    before = db.one(query)["due_at"]
    ada.send("/me/settings", name="Ada", time_zone="Asia/Tokyo")
    moved = from_text(db.one(query)["due_at"])
    assert to_text(moved) != before
    assert 8 <= moved.astimezone(ZoneInfo("Asia/Tokyo")).hour < 21


def test_without_the_password_of_now_nothing_changes(app, ada):
    response = ada.send("/me/password", **{**CHANGE, "current": "a wrong guess"})
    assert response.status_code == 422
    assert "not your password now" in response.text
    assert sign_in_works(app, PASSWORD)


@pytest.mark.parametrize("new", ["", "short", "aaaaaaaaaaaa", "x" * 300])
def test_a_password_easy_to_guess_is_not_taken(app, ada, new):
    assert ada.send("/me/password", **{**CHANGE, "password": new}).status_code == 422
    assert sign_in_works(app, PASSWORD)


def test_a_password_form_sent_twice_is_told_twice_that_it_worked(ada):
    keys = {"id": fresh_id(), "idempotency_key": fresh_id()}
    assert [ada.send("/me/password", **CHANGE, **keys).location for _ in range(2)] == ["/me"] * 2


def test_a_password_is_stored_as_an_argon2id_hash_only(ada, db):
    ada.send("/me/password", **CHANGE)
    stored = str(db.query("select * from account")) + str(db.query("select * from idempotency"))
    assert "$argon2id$" in stored
    assert PASSWORD not in stored
    assert NEW_PASSWORD not in stored


def test_the_me_tab_lists_each_browser_and_marks_this_one(app, ada, db):
    factories.device(db, ada.account_id, "Safari on iPhone")
    words = Page(ada.get("/me")).words
    assert "Firefox on Linux This one" in words
    assert "Safari on iPhone" in words
    assert words.count("This one") == 1


def test_devices_of_others_are_beyond_reach(db, ada, bob):
    with pytest.raises(NotFoundError), write(db):
        AccountStore(db, bob.account_id).sign_out(ada.device_id, at=AT)
    assert ada.get("/today").status_code == 200


def test_a_signed_out_device_is_kept_to_tell_signed_out_from_expired(db, ada):
    ada.send("/sign-out")
    found = SignInStore(db).device_session(ada.device_id)
    assert found
    assert found.is_signed_out
