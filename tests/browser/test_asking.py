"""Asking for a conversation: written, sent, waited for, answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.house import now

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGE = re.compile(r"/requests/[0-9a-f-]{36}")


def write_to(page: Page, contact_id: str, channel: str) -> None:
    """Fill the parts of a request."""
    page.goto(f"/contacts/{contact_id}/ask")
    page.get_by_role("radio", name=channel, exact=True).check()
    page.get_by_label("Where you found them, or what you share").fill("I heard your lecture.")
    page.get_by_label("I am").fill("a planning student")
    page.get_by_label("I would like to understand").fill("how a city decides")


@pytest.fixture
def grace(house):
    """Give a maker of somebody to ask, in the account that a page is signed in to."""

    def make(page: Page) -> str:
        account_id = house.sign_in(page.context)
        return factories.contact(house.db, account_id, at=now(), reach="grace@example.org")

    return make


@pytest.mark.parametrize("script", [True, False])
def test_by_email_from_the_first_word_to_a_date(open_phone, grace, script):
    page: Page = open_phone(java_script_enabled=script)
    write_to(page, grace(page), "E-mail")
    page.get_by_label("The topic in two or three words").fill("zoning")
    page.get_by_role("button", name="Keep it").click()
    expect(page).to_have_url(PAGE)
    expect(page.get_by_label("Message")).to_have_value(re.compile("how a city decides"))
    page.get_by_role("button", name="I am asking to learn, not for a job").click()
    page.get_by_role("button", name="Yes, I sent it").click()
    expect(page.get_by_role("heading", name="Give it time")).to_be_visible()
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.get_by_role("heading", name="Book a conversation")).to_be_visible()
    page.get_by_label("Day", exact=True).fill("2027-01-12")
    page.get_by_label("Starts at").fill("14:00")
    page.get_by_label("In which time zone?").select_option("Europe/Berlin")
    if script:
        expect(page.get_by_text("For you: Tue, Jan 12, 8:00 a.m.")).to_be_visible()
    page.get_by_role("radio", name="Phone").check()
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("2:00.p.m. for them"))


def test_a_linkedin_note_of_201_characters_is_held_back_until_it_is_200(phone, grace):
    write_to(phone, grace(phone), "LinkedIn note")
    phone.locator("summary").filter(has_text="own words").click()
    phone.get_by_label("Your own words").fill("a" * 201)
    expect(phone.locator("#preview .over")).to_contain_text("201 of 200 characters")
    expect(phone.locator("#preview")).to_contain_text("5 of 5 notes left this month.")
    phone.get_by_role("button", name="Keep it").click()
    expect(phone.get_by_role("main")).to_contain_text("200 characters: 1 too many")
    for name in ("Copy the message", "Yes, I sent it"):
        expect(phone.get_by_role("button", name=name)).to_have_count(0)
    phone.get_by_role("link", name="Finish it").click()
    expect(phone.get_by_label("Your own words")).to_have_value("a" * 201)
    phone.get_by_label("Your own words").fill("a" * 200)
    expect(phone.locator("#preview .over")).to_have_count(0)
    phone.get_by_role("button", name="Keep it").click()
    expect(phone.get_by_label("Message")).to_have_value("a" * 200)
    expect(phone.get_by_label("Subject")).to_have_count(0)
    phone.get_by_role("button", name="Yes, I sent it").click()
    expect(phone.get_by_role("heading", name="Give it time")).to_be_visible()


def test_what_reads_as_a_job_ask_is_remarked_on_and_never_held_back(phone, grace):
    write_to(phone, grace(phone), "LinkedIn message")
    phone.locator("summary").filter(has_text="own words").click()
    phone.get_by_label("Your own words").fill("Hello Grace, are you hiring?")
    phone.get_by_role("button", name="Keep it").click()
    expect(phone.locator("#guard")).to_contain_text("asking for a job")
    phone.locator("#guard").get_by_role("button", name="Keep").click()
    expect(phone.locator("#guard")).to_have_count(0)
    phone.get_by_role("button", name="I am asking to learn, not for a job").click()
    phone.get_by_role("button", name="Yes, I sent it").click()
    phone.get_by_role("button", name="Close kindly").click()
    expect(phone.get_by_role("heading", name="Closed kindly")).to_be_visible()
