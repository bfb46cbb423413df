"""Journeys at phone size: capture in few taps, remember people, find a way, ask from research."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netpwa.contacts.find_store import FindStore
from netpwa.contacts.store import ContactStore
from netpwa.network.store import NetworkStore
from tests import factories
from tests.browser.house import now

if TYPE_CHECKING:
    from playwright.sync_api import Page

LINE = "Ana Ruiz, senior planner, City of Guelph, met at CIP panel, follow up Tue"
PERSON = re.compile(r"/contacts/[0-9a-f-]{36}")
# Counts what a thumb really does, from page to page.
COUNT_TAPS = """
document.addEventListener("click", (event) => {
  if (event.isTrusted && event.detail) {
    sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1;
  }
}, true);
"""
MOST_TAPS = 4


@pytest.mark.parametrize("script", [True, False])
def test_somebody_is_captured_in_one_line_and_few_taps(open_phone, house, script):
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    page.add_init_script(COUNT_TAPS)
    page.goto("/today")
    page.get_by_role("link", name="Capture", exact=True).tap()
    page.get_by_label("Name, and whatever else you know").tap()
    page.get_by_label("Name, and whatever else you know").fill(LINE)
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_role("heading", name="Ana Ruiz")).to_be_visible()
    expect(page.get_by_text("Saved. Is it right?")).to_be_visible()
    expect(page.get_by_text("CIP panel", exact=True)).to_be_visible()
    if script:
        assert 2 <= int(page.evaluate("sessionStorage.taps")) <= MOST_TAPS
    (person,) = FindStore(house.db, account_id).people(at=now())
    kept = ContactStore(house.db, account_id).get(person.id)
    assert (kept.title, kept.organisation, kept.captured) == (
        "senior planner",
        "City of Guelph",
        LINE,
    )
    assert kept.follow_up_on


def test_what_was_read_wrongly_is_put_right_and_the_next_one_keeps_the_place(phone, house):
    house.sign_in(phone.context)
    phone.goto("/contacts/new")
    phone.get_by_label("Name, and whatever else you know").fill(LINE)
    expect(phone.locator("#seen").get_by_text("City of Guelph")).to_be_visible()
    phone.get_by_role("button", name="Save").tap()
    phone.get_by_role("link", name="Correct").tap()
    phone.get_by_label("What they do").fill("Principal planner")
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("Principal planner")).to_be_visible()
    phone.get_by_role("link", name="Capture", exact=True).tap()
    line = phone.get_by_label("Name, and whatever else you know")
    expect(line).to_be_focused()
    line.fill("Ben Okafor, met at CIP panel")
    phone.get_by_role("button", name="Add another").tap()
    expect(phone.get_by_text("Ben Okafor is saved.")).to_be_visible()
    expect(line).to_be_focused()
    expect(phone.get_by_label("Where you met or heard of them")).to_have_value("CIP panel")


def test_a_first_look_around_fills_the_list(phone, house):
    account_id = house.sign_in(phone.context)
    phone.goto("/today")
    phone.get_by_role("link", name="Ten prompts to remember people by").tap()
    fields = phone.get_by_role("textbox")
    expect(fields).to_have_count(10)
    fields.nth(0).fill("Chantal Roy\nHenry Osei")
    fields.nth(9).fill("Jane Author")
    phone.get_by_role("button", name="Add them all").tap()
    expect(phone.get_by_role("heading", name="People")).to_be_visible()
    for name in ("Chantal Roy", "Henry Osei", "Jane Author"):
        expect(phone.get_by_role("link", name=name)).to_be_visible()
    tiers = NetworkStore(house.db, account_id).tiers()
    assert sorted(tiers.values()) == ["cold", "primary", "primary"]


@pytest.mark.parametrize("script", [True, False])
def test_a_link_makes_somebody_secondary_and_shows_the_way(open_phone, house, script):
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    ben = factories.contact(house.db, account_id, "Ben Okafor", at=now())
    page.goto(f"/contacts/{ben}")
    expect(page.get_by_text("Cold", exact=True).first).to_be_visible()
    page.goto(f"/contacts/{ben}/links/new")
    page.get_by_label("Who?").fill("Ana Ruiz")
    page.get_by_label("I know this person myself").check()
    page.get_by_role("button", name="Save").tap()
    expect(page).to_have_url(PERSON)
    expect(page.get_by_text("Secondary", exact=True).first).to_be_visible()
    expect(page.get_by_text("through Ana Ruiz").first).to_be_visible()
    page.goto(f"/contacts/{ben}/ways")
    expect(page.get_by_text("One step; they know each other")).to_be_visible()
    page.get_by_role("button", name="Ask Ana").tap()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    row = house.db.one("select state from introduction where account_id = :id", {"id": account_id})
    assert row
    assert row["state"] == "idea"


@pytest.mark.parametrize("script", [True, False])
def test_a_note_becomes_a_question_in_two_taps(open_phone, house, script):
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    grace = factories.contact(house.db, account_id, at=now())
    page.goto(f"/contacts/{grace}/research")
    page.get_by_label("Something they wrote, said or made").fill("On nanoseconds")
    page.get_by_label("What we share").fill("Clocks")
    page.get_by_label("Culture and power").fill("An admiral")
    page.get_by_role("button", name="Save").tap()
    culture = page.get_by_text("An admiral").locator("xpath=ancestor::li")
    expect(culture.get_by_role("link", name="Turn into a question")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Turn into a question.*nanoseconds")).tap()
    page.get_by_role("button", name="Keep the question").tap()
    expect(page.get_by_text("4 of 5")).to_be_visible()


def test_a_quarter_of_an_hour_of_research_is_enough(phone, house):
    account_id = house.sign_in(phone.context)
    grace = factories.contact(house.db, account_id, at=now())
    phone.clock.install()
    phone.goto(f"/contacts/{grace}/research")
    timer = phone.get_by_role("timer")
    expect(timer).to_have_text("15 minutes left")
    phone.clock.fast_forward("00:30")
    expect(timer).to_have_text("15 minutes left")
    phone.clock.fast_forward("00:31")
    expect(timer).to_have_text("14 minutes left")
    phone.get_by_label("What we share").fill("Clocks")
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("1 of 5")).to_be_visible()
    expect(timer).to_have_text("14 minutes left")
    phone.clock.fast_forward("13:00")
    expect(timer).to_have_text("The last minute")
    phone.clock.fast_forward("01:00")
    expect(timer).to_have_text("Enough: stop here. The rest is for the conversation.")
    expect(timer).to_have_attribute("aria-live", "polite")
    phone.reload()
    expect(timer).to_have_text("Enough: stop here. The rest is for the conversation.")
    phone.clock.fast_forward("01:00:00")
    phone.reload()
    expect(timer).to_have_text("15 minutes left")


@pytest.mark.parametrize("script", [True, False])
def test_people_are_filtered_and_notes_are_found(open_phone, house, script):
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    ana = factories.contact(house.db, account_id, "Ana Ruiz", city="Guelph", at=now())
    factories.contact(house.db, account_id, "Ben Okafor", city="Montréal", at=now())
    factories.note(house.db, account_id, ana, "said", "Éclairs on the bridge")
    page.goto("/contacts")
    page.locator("summary").filter(has_text="Filter").tap()
    page.get_by_role("link", name="Montréal").tap()
    expect(page.get_by_role("link", name="Ana Ruiz")).to_have_count(0)
    expect(page.get_by_text("Filter · Montréal")).to_be_visible()
    page.goto("/contacts")
    page.get_by_role("searchbox").press_sequentially("eclair")
    if not script:
        page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", name="In your notes")).to_be_visible()
    expect(page.get_by_text("Éclairs on the bridge")).to_be_visible()
    page.get_by_role("searchbox").fill("zzz")
    if not script:
        page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_text("Nothing found.").last).to_be_visible()


def test_a_title_worth_reading_becomes_research_in_two_taps(phone, house):
    account_id = house.sign_in(phone.context)
    feed = factories.followed(house.db, account_id)
    factories.title(house.db, account_id, feed, at=now())
    phone.goto("/watch")
    phone.get_by_role("link", name="Save as research").tap()
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("Kept as research.")).to_be_visible()
    expect(phone.get_by_text("New ships")).to_have_count(0)


@pytest.fixture
def list_of_three(phone, house, faults):
    """Open the list of three people, one of whom is also named in a note on another."""
    for words in ("Failed to fetch", "ERR_INTERNET_DISCONNECTED", "502", "Bad Gateway"):
        faults.forgive(words)
    account = house.sign_in(phone.context)
    factories.contact(house.db, account, "Renée Élise", at=now())
    factories.contact(house.db, account, "Grace Hopper", at=now())
    factories.contact(house.db, account, "Ben Okafor", at=now(), organisation="Metrolinx")
    phone.goto("/contacts")
    expect(phone.locator("#people li:visible")).to_have_count(3)
    return phone


@pytest.mark.parametrize(
    "trouble", ["no signal", "a line that hangs", "a proxy without its server"]
)
def test_an_open_list_is_searched_also_while_the_server_does_not_answer(list_of_three, trouble):
    page = list_of_three
    rows = page.locator("#people li:visible")
    search = page.get_by_label("Search people and notes")
    if trouble == "no signal":
        page.context.set_offline(True)
    else:
        answer = {"status": 502, "body": "<h1>Bad Gateway</h1>"}
        page.route(
            "**/contacts?q=*", lambda route: trouble.endswith("server") and route.fulfill(**answer)
        )
    search.press_sequentially("renee el", delay=20)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Renée Élise")
    expect(page.get_by_role("link", name="only this page is searched. Found: 1")).to_be_visible()
    search.fill("metrolinx")
    expect(rows).to_contain_text("Ben Okafor")
    page.unroute_all()
    page.context.set_offline(False)
    search.fill("hopper")
    expect(rows).to_contain_text("Grace Hopper")
    expect(page.get_by_text("only this page is searched")).to_have_count(0)
    expect(page).to_have_url(re.compile("q=hopper"))
    search.fill("")
    expect(rows).to_have_count(3)


def test_what_was_found_before_the_signal_went_is_not_called_everybody(list_of_three):
    page = list_of_three
    search = page.get_by_label("Search people and notes")
    search.fill("hopper")
    expect(page.locator("#people li:visible")).to_have_count(1)
    expect(page).to_have_url(re.compile("q=hopper"))
    page.context.set_offline(True)
    search.fill("")
    again = page.get_by_role("link", name="only this page is searched. Found: 1")
    expect(again).to_be_visible()
    page.context.set_offline(False)
    again.click()
    expect(page.locator("#people li:visible")).to_have_count(3)
