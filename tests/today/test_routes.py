"""The Today tab."""

from datetime import timedelta

from tests import factories
from tests.reading import Page


def test_somebody_new_is_led_to_capture(ada):
    page = Page(ada.get("/today"))
    assert "Who would you like to meet?" in page.words
    assert "/contacts/new" in page.links


def test_with_people_and_nothing_booked_one_is_led_to_booking(ada, db):
    factories.contact(db, ada.account_id, "Ana Ruiz")
    page = Page(ada.get("/today"))
    assert "Nothing booked, nothing to hurry for" in page.words
    assert "/interviews/new" in page.links
    assert "Ana Ruiz" in page.words


def test_the_next_conversation_has_one_action(ada, world):
    page = Page(ada.get("/today"))
    assert "Get ready" in page.words
    assert page.links.count(f"/interviews/{world['interview_id']}") >= 1
    assert "Tomorrow" in page.words


def test_what_has_passed_is_asked_about_and_answered_with_one_tap(ada, world, watch):
    watch.move(timedelta(days=3))
    page = Page(ada.get("/today"))
    assert "Did you talk with Grace?" in page.words
    assert ada.send(page.form("/hold").action).status_code == 303
    assert "Did you talk with Grace?" not in Page(ada.get("/today")).words


def test_a_conversation_that_did_not_happen_is_let_go_with_one_tap(ada, world, watch):
    watch.move(timedelta(days=3))
    ada.send(Page(ada.get("/today")).form("/cancel").action)
    assert "Did you talk" not in Page(ada.get("/today")).words


def test_the_front_door_leads_to_today(ada, stranger):
    assert ada.get("/").location == "/today"
    assert stranger.get("/").location == "/today"


def test_a_conversation_is_on_today_while_it_goes_on(ada, world, watch):
    watch.move(timedelta(days=1, hours=4, minutes=10))
    assert "Get ready" in Page(ada.get("/today")).words
