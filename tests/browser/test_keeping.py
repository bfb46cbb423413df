"""Nothing typed is lost: two tabs, a restarted browser, a deletion taken back, a bad form."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import CHROMIUM, PHONE, PLACE
from tests.browser.test_journey import sign_up
from tests.factories import PASSWORD


def test_two_tabs_that_edit_the_same_person_keep_both_texts(phone, house, faults):
    faults.forgive("status of 409")
    account = house.sign_in(phone.context)
    person = f"/contacts/{factories.contact(house.db, account)}"
    other = phone.context.new_page()
    for page in (phone, other):
        page.goto(person + "/edit")
    phone.get_by_label("Note").fill("Written in the first tab")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Written in the first tab")).to_be_visible()
    other.get_by_label("Note").fill("Written in the second tab")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("This was changed somewhere else meanwhile.")).to_be_visible()
    expect(other.get_by_label("Note")).to_have_value("Written in the second tab")
    expect(other.get_by_text("Written in the first tab")).to_be_visible()
    other.get_by_label("Note").fill("Both: first tab, second tab")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Both: first tab, second tab")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Both: first tab, second tab")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_no_text_that_was_saved_meanwhile_is_written_over_unseen(open_phone, house, faults, script):
    faults.forgive("status of 409")
    page = open_phone(java_script_enabled=script, viewport={"width": 360, "height": 740})
    account = house.sign_in(page.context)
    address = f"/contacts/{factories.contact(house.db, account)}/edit"
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(address)
    for tab, city, note in ((other, "Delft", "Theirs"), (page, "Lille", "Mine")):
        tab.get_by_label("City").fill(city)
        tab.get_by_label("Note").fill(note)
        tab.get_by_role("button", name="Save").click()
    problems = page.get_by_role("alert")
    expect(problems).to_contain_text("City: saved differently meanwhile")
    if script:
        expect(page.get_by_label("City")).to_be_focused()
    else:
        expect(problems).to_be_focused()
        problems.get_by_role("link", name="City").click()
    expect(page.get_by_text("Delft", exact=True)).to_be_in_viewport()
    expect(page.get_by_label("City")).to_have_accessible_description(
        "Saved meanwhile: Delft Next: Note"
    )
    page.get_by_role("link", name="Next: Note").click()
    expect(page.get_by_text("Theirs", exact=True)).to_be_in_viewport()


def test_a_sign_in_survives_a_restart_of_the_browser(playwright, house, server, tmp_path, faults):
    for visit in ("first", "second"):
        context = playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, base_url=server.origin, **PHONE, **PLACE
        )
        faults.watch(context)
        page = context.pages[0]
        if visit == "first":
            sign_up(page, house.link(), "Restart")
        else:
            page.goto("/")
            expect(page).to_have_url(re.compile("/today$"))
            expect(page.get_by_role("heading", name="Today")).to_be_visible()
        context.close()


def test_a_deleted_person_is_taken_back_with_one_tap(phone, house):
    account = house.sign_in(phone.context)
    for name in ("Grace Hopper", "Annie Easley"):
        factories.contact(house.db, account, name, note=f"About {name}")
    phone.goto("/contacts")
    phone.get_by_role("link", name="Grace Hopper").click()
    phone.get_by_role("link", name="Edit").click()
    phone.get_by_role("button", name="Delete").click()
    expect(phone.get_by_text("Grace Hopper is in the bin.")).to_be_visible()
    expect(phone.get_by_role("link", name="Annie Easley")).to_be_visible()
    expect(phone.get_by_role("link", name="Grace Hopper")).to_have_count(0)
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_text("About Grace Hopper")).to_be_visible()


def test_a_touch_takes_two_taps(phone, house):
    account = house.sign_in(phone.context)
    phone.goto(f"/contacts/{factories.contact(house.db, account)}")
    phone.get_by_text("We were in touch").click()
    phone.get_by_role("button", name="Phone").click()
    expect(phone.get_by_text("Logged.")).to_be_visible()
    expect(phone.locator("ol.timeline").get_by_text("Phone")).to_be_visible()


def test_a_form_with_a_mistake_keeps_every_word_and_leads_to_the_field(phone, house, faults):
    faults.forgive("status of 422")
    house.sign_in(phone.context)
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Note").fill("A long thought\n\nin two parts")
    phone.get_by_label("How to reach them").fill("grace@example.org")
    phone.get_by_role("button", name="Save").click()
    name = phone.get_by_label("Name", exact=True)
    expect(name).to_be_focused()
    expect(phone.get_by_text("Write a name", exact=False).last).to_be_in_viewport()
    expect(phone.get_by_label("Note")).to_have_value("A long thought\n\nin two parts")
    expect(phone.get_by_label("How to reach them")).to_have_value("grace@example.org")
    name.blur()
    phone.get_by_role("alert").get_by_role("link").click()
    expect(name).to_be_focused()


def test_a_refused_tick_is_said_in_the_notice_area_and_the_list_stays(phone, house, faults):
    faults.forgive("status of 404")
    account = house.sign_in(phone.context)
    talk = factories.interview(house.db, account, factories.contact(house.db, account))
    phone.goto(f"/interviews/{talk}")
    house.db.run("delete from checklist_item where interview_id = :id", {"id": talk})
    phone.get_by_role("button", name="Phone charged").click()
    expect(phone.locator("#notice").get_by_text("Nothing here")).to_be_visible()
    expect(phone.get_by_role("button", name="A quiet place")).to_be_visible()


def test_a_browser_signed_out_elsewhere_is_led_to_signing_in_and_back(phone, house):
    account = house.sign_in(phone.context)
    phone.goto("/today")
    house.db.run(
        "update device set signed_out_at = seen_at where account_id = :id", {"id": account}
    )
    phone.get_by_role("link", name="Capture", exact=True).click()
    expect(phone).to_have_url(re.compile(r"/sign-in\?next=/contacts/new$"))
    email = house.db.one("select email from account where id = :id", {"id": account})["email"]
    phone.get_by_label("E-mail").fill(email)
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone).to_have_url(re.compile("/contacts/new$"))
