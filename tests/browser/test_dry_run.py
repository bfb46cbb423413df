"""A dry run from its beginning to the next plan."""

from __future__ import annotations

from playwright.sync_api import expect

from netpwa.db.port import write
from netpwa.interviews.store import InterviewStore
from netpwa.network.store import NetworkStore
from tests import factories
from tests.browser.house import now
from tests.browser.test_call import a_talk


def test_a_dry_run_is_timed_and_changes_the_next_plans_minutes(phone, house):
    account = house.sign_in(phone.context)
    talk = a_talk(house, account)
    mentor = factories.contact(house.db, account, "Mary Hawes")
    with write(house.db):
        NetworkStore(house.db, account).set_mentor(mentor, on=True)
    phone.clock.install(time=now())
    phone.goto(f"/interviews/{talk}")
    phone.get_by_role("link", name="Rehearse it: a dry run").click()
    phone.get_by_label("Who plays the other part").select_option("Mary Hawes")
    phone.get_by_role("button", name="Begin the dry run").click()
    phone.get_by_role("button", name="Begin", exact=True).click()
    while phone.locator("[data-now]").is_visible():
        phone.clock.fast_forward("06:00")
        before = phone.locator("#question").inner_text()
        phone.get_by_role("button", name="Asked", exact=True).click()
        expect(
            phone.locator("#question").and_(phone.get_by_text(before, exact=True))
        ).not_to_be_visible()
    phone.get_by_role("button", name="End the talk").click()
    expect(phone.get_by_text("All saved")).to_be_visible()
    phone.get_by_role("link", name="How the time went").click()
    expect(phone.get_by_role("heading", name="You planned 20, used")).to_be_visible()
    expect(phone.get_by_text("times the usual minutes")).to_be_visible()
    phone.get_by_label("What did I learn about myself?").fill("Silence is fine")
    phone.get_by_role("button", name="Save").click()
    phone.goto("/me")
    phone.get_by_role("link", name="What I learned about myself").click()
    expect(phone.get_by_text("Silence is fine")).to_be_visible()
    again = factories.interview(house.db, account, mentor)
    store = InterviewStore(house.db, account)
    assert store.get(again).pace > 1
    assert len(store.plan(again)) < len(store.plan(talk))


def test_the_ladder_is_climbed_and_stepped_back_without_scripts(open_phone, house):
    page = open_phone(java_script_enabled=False)
    house.sign_in(page.context)
    page.goto("/interviews")
    page.get_by_role("link", name="Warm up").click()
    page.get_by_role("button", name="I did this A peer").click()
    expect(page.get_by_text("1 time")).to_be_visible()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("1 time")).to_be_hidden()
