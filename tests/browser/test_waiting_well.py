"""Waiting well, being introduced, and what follows: each walked through as a person does it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netpwa.db.port import write
from netpwa.db.values import to_text
from tests import factories
from tests.browser.house import now

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House


def days_pass(house: House, request_id: str, days: int) -> None:
    """Let a request lie for some days longer than it did."""
    row = house.db.one("select sent_at, nudged_at from request where id = :id", {"id": request_id})
    assert row
    with write(house.db):
        for column in ("sent_at", "nudged_at"):
            if row[column]:
                house.db.run(
                    f"update request set {column} = :at where id = :id",  # noqa: S608  named above
                    {"at": to_text(now() - timedelta(days=days)), "id": request_id},
                )
        house.db.run("update account set version = version + 1")


@pytest.mark.parametrize("script", [True, False])
def test_one_reminder_after_a_week_then_it_is_closed_kindly(open_phone, house, script):
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    grace = factories.contact(house.db, account_id, at=now(), organisation="Navy")
    factories.contact(house.db, account_id, "Annie Easley", at=now(), organisation="Navy")
    request_id = factories.request(house.db, account_id, grace, at=now())
    page.goto(f"/requests/{request_id}")
    page.get_by_role("button", name="Yes, I sent it").click()
    expect(page.get_by_role("heading", name="Give it time")).to_be_visible()
    days_pass(house, request_id, 14)
    page.reload()
    expect(page.get_by_role("heading", name="One polite reminder")).to_be_visible()
    expect(page.get_by_role("link", name="Annie Easley")).to_be_visible()
    page.get_by_role("button", name="I reminded them").click()
    expect(page.get_by_role("button", name="I reminded them")).to_have_count(0)
    days_pass(house, request_id, 21)
    page.reload()
    expect(page.get_by_role("heading", name="Let it rest, kindly")).to_be_visible()
    page.get_by_role("button", name="Close kindly").click()
    expect(page.get_by_role("heading", name="Closed kindly")).to_be_visible()
    page.goto(f"/contacts/{grace}")
    expect(page.locator("#stage .badge")).to_have_text("Closed kindly")


@pytest.mark.parametrize("script", [True, False])
def test_an_introduction_from_the_idea_to_the_loop_that_is_closed(open_phone, house, script):
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    ana = factories.contact(house.db, account_id, "Ana Ruiz", at=now(), reach="ana@example.org")
    ben = factories.contact(house.db, account_id, "Ben Okafor", at=now())
    factories.link(house.db, account_id, ana, ben, strength=3)
    page.goto(f"/contacts/{ben}/ways")
    page.get_by_role("button", name="Ask Ana").click()
    page.get_by_label("I would like to understand").fill("how a bus route is drawn")
    page.get_by_label("I am").fill("a planning student")
    if script:
        expect(page.locator("#preview")).to_contain_text("is a planning student, and would like")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_label("Message")).to_have_value(
        re.compile("I think you know Ben Okafor.*how a bus route is drawn", re.DOTALL)
    )
    page.get_by_role("button", name="Yes, I asked Ana").click()
    page.get_by_role("button", name="They will ask").click()
    expect(page.get_by_text("Now it is for Ben to say")).to_be_visible()
    page.get_by_role("button", name="It is welcome").click()
    page.get_by_role("button", name="We are introduced").click()
    page.get_by_role("link", name="Thank Ana").click()
    page.get_by_role("button", name="Yes, I sent it").click()
    page.get_by_role("link", name="Tell Ana what came of it").click()
    page.get_by_label("What came of it").fill("I chose the course on transit")
    page.get_by_role("button", name="Put it in the letter").click()
    expect(page.get_by_label("Message")).to_have_value(re.compile("Since then: I chose the course"))
    page.get_by_role("button", name="Yes, I sent it").click()
    expect(page.get_by_role("heading", name="The loop is closed")).to_be_visible()


def test_a_lead_from_the_job_turn_card_is_kept_with_who_gave_it(phone, house):
    account_id = house.sign_in(phone.context)
    grace = factories.contact(house.db, account_id, at=now())
    talk = factories.interview(house.db, account_id, grace)
    phone.goto(f"/interviews/{talk}/call")
    phone.get_by_role("button", name="Begin", exact=True).click()
    phone.get_by_text("They speak of a job").click()
    card = phone.locator("details", has_text="They speak of a job")
    card.get_by_label("What, where, and whom to write to").fill("A post at the port, write to Noor")
    card.get_by_role("radio", name="Yes", exact=True).check()
    card.get_by_role("button", name="Keep the lead").click()
    expect(phone.locator("[data-caught]")).to_contain_text("A post at the port, write to Noor")
    expect(phone.locator("[data-saved]")).to_contain_text("All saved")
    lead = house.db.one(
        "select contact_id, interview_id, text, may_use_name from lead where account_id = :id",
        {"id": account_id},
    )
    assert lead == {"contact_id": grace, "interview_id": talk, "may_use_name": "yes",
                    "text": "A post at the port, write to Noor"}  # fmt: skip
    phone.goto("/leads")
    expect(phone.get_by_role("main")).to_contain_text("Grace Hopper")
    expect(phone.get_by_role("main")).to_contain_text("A post at the port, write to Noor")


@pytest.mark.parametrize("script", [True, False])
def test_a_quick_hide_leaves_plain_notes_and_nothing_to_read_over_a_shoulder(
    open_phone, house, script
):
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    talk = factories.interview(
        house.db, account_id, factories.contact(house.db, account_id, at=now())
    )
    page.goto(f"/interviews/{talk}/call")
    page.get_by_role("link", name="Show plain notes only").click()
    expect(page.get_by_role("link", name="Show plain notes only")).to_be_hidden()
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()
    shown = page.locator("body").inner_text()
    for secret in ("Grace", "question", "Lead", "Asked", "job"):
        assert secret not in shown, secret
    if script:  # without one a page cannot change the name of its tab
        assert "Grace" not in page.title()
    page.get_by_role("textbox", name="Notes").fill("Ask for the map")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.goto(f"/interviews/{talk}/call")
    expect(page.locator("[data-caught]")).to_contain_text("Ask for the map")


def test_the_secret_address_is_read_by_a_calendar_and_closed(phone, house, playwright):
    account_id = house.sign_in(phone.context)
    talk = factories.interview(
        house.db, account_id, factories.contact(house.db, account_id, at=now())
    )
    phone.goto("/me/calendar")
    phone.get_by_role("button", name="Make the address").click()
    address = phone.get_by_label("The secret address").input_value()
    calendar = playwright.request.new_context()
    read = calendar.get(address)
    assert f"UID:{talk}@" in read.text().replace("\r\n ", "")
    assert "Grace" not in read.text()
    phone.get_by_role("button", name="Close the feed").click()
    expect(phone.get_by_role("button", name="Make the address")).to_be_visible()
    assert calendar.get(address).status == 404
    calendar.dispose()
