"""What a phone fetches before anybody asks for it: the right pages, and no more than it keeps."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from netpwa.pwa.routes import NOBODY
from netpwa.reminders.store import ReminderStore
from tests import factories
from tests.reading import Page

COPIES = Path(__file__).parents[2] / "static" / "sw" / "copies.js"
# What a person opens besides stays as well: a few people, a list or two.
ROOM_BESIDE = 20


def warm_list(person):
    return person.get("/offline/pages").json["pages"]


def test_a_full_list_fits_into_what_the_worker_keeps(ada, db):
    talks = []
    for number in range(40):
        person = factories.contact(db, ada.account_id, f"Person {number}")
        on = (factories.AT + timedelta(days=1 + number % 10)).date()
        talk = factories.interview(db, ada.account_id, person, factories.talk("phone", day=on))
        talks.append((number % 10, f"/interviews/{talk}", f"/contacts/{person}"))
    pages = warm_list(ada)
    for days, talk, person in talks:
        assert days > 6 or {talk, person} <= {*pages}, "the thirty that come next"
    most = int(re.search(r"MOST_COPIES = (\d+);", COPIES.read_text(encoding="utf-8"))[1])
    assert len(pages) > 60
    assert len(pages) + ROOM_BESIDE <= most


def test_the_tabs_come_first(ada, world):
    assert warm_list(ada)[:2] == ["/today", "/contacts"]


def test_every_page_of_it_opens_and_may_be_kept(ada, world):
    for page in warm_list(ada):
        answer = ada.get(page)
        assert answer.status_code == 200, page
        assert answer.headers["X-Keep"] == "1", page


def test_what_todays_own_links_lead_to_is_on_it(ada, db, world, watch):
    talk = world["interview_id"]
    assert f"/interviews/{talk}/edit" in warm_list(ada)
    watch.move(timedelta(days=1, hours=8))
    ada.send(f"/interviews/{talk}/hold")
    watch.move(timedelta(hours=18))
    due = ReminderStore(db, ada.account_id).due(at=watch.now())
    thank = next(each for each in due if each.rule == "thank")
    assert "reflect" in {each.rule for each in due}
    listed = warm_list(ada)
    assert f"/interviews/{talk}/thank-you" in listed
    assert f"/reminders/{thank.id}" in listed
    assert f"/interviews/{talk}/reflection" not in listed  # kept nowhere


def test_whoever_was_captured_last_is_on_it(ada, db):
    people = [factories.contact(db, ada.account_id, f"Person {number}") for number in range(15)]
    listed = warm_list(ada)
    assert f"/contacts/{people[-1]}" in listed
    assert f"/contacts/{people[0]}" not in listed


@pytest.mark.parametrize("what", ["promises", "leads", "resources"])
def test_a_form_is_kept_once_for_whomever_it_is_about(ada, what):
    assert f"/offline/{what}/new" in warm_list(ada)
    page = Page(ada.get(f"/offline/{what}/new"))
    assert "__NAME__" in page.words
    assert f"/contacts/{NOBODY}/left" in page.links


@pytest.mark.parametrize("address", ["/contacts?q=ana", "/today?done=x", "/contacts/new?after=x"])
def test_what_is_said_in_passing_is_not_kept(ada, address):
    assert ada.get("/contacts").headers["X-Keep"] == "1"
    assert "X-Keep" not in ada.get(address).headers
