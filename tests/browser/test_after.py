"""After a talk: sixty seconds, a thank-you, a name that becomes a contact and is asked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from netpwa.db.port import write
from netpwa.interviews import booking
from netpwa.reminders.planning import replan
from tests import factories
from tests.browser.house import day, now


@pytest.fixture
def talk(house):
    """Give a maker of a talk that has just been had, in the account that a page is signed in to."""

    def make(page) -> str:
        account_id = house.sign_in(page.context)
        grace = factories.contact(house.db, account_id, at=now(), reach="grace@example.org")
        talk_id = factories.interview(house.db, account_id, grace, factories.talk(day=day(-1)))
        with write(house.db):
            booking.mark_held(house.db, account_id, talk_id, at=now() - timedelta(hours=1))
            replan(house.db, account_id, at=now())
        return f"/interviews/{talk_id}"

    return make


@pytest.mark.parametrize("script", [True, False])
def test_from_the_end_of_a_talk_to_the_name_that_is_asked(open_phone, talk, script):
    page = open_phone(java_script_enabled=script)
    page.goto(talk(page))
    page.get_by_role("link", name="Sixty seconds", exact=True).click()
    page.get_by_label("One idea").fill("Maps are promises")
    page.get_by_label("One name").fill("Jean Bartik, ENIAC")
    page.get_by_label("One promise").fill("Send the paper")
    page.get_by_role("radio", name="Tired").check()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", name="Already caught")).to_be_visible()
    expect(page.get_by_role("heading", name="Room to recharge")).to_be_visible()
    expect(page.get_by_label("One name")).to_have_value("")

    page.get_by_role("link", name="Thank Grace").click()
    expect(page.get_by_label("One thing they said")).to_have_value("Maps are promises")
    message = page.get_by_label("Your message")
    expect(message).to_have_value(re.compile("What stays with me: Maps are promises"))
    if script:
        page.get_by_label("One thing they said").fill("Maps are kept promises.")
        expect(message).to_have_value(re.compile(r"Maps are kept promises\.\n"))
    page.get_by_role("button", name="Ready to send").click()
    mail = page.get_by_role("link", name="Open my e-mail")
    expect(mail).to_have_attribute("href", re.compile("^mailto:grace@example.org"))
    page.get_by_role("button", name="Yes, I sent it").click()
    expect(page.get_by_text("Thanked")).to_be_visible()

    page.goto("/names")
    page.get_by_role("link", name="Jean Bartik").click()
    page.get_by_role("button", name="Add Jean Bartik").click()
    page.get_by_role("link", name="Their page").click()
    expect(page.get_by_role("heading", name="Jean Bartik")).to_be_visible()
    expect(page.get_by_text("through Grace Hopper").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Ask for a conversation").click()
    page.get_by_label("Where you found them").fill("Grace Hopper gave me your name.")
    page.get_by_label("I am").fill("a planning student")
    page.get_by_label("I would like to understand").fill("how clocks are set")
    page.get_by_role("radio", name="LinkedIn message", exact=True).check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="I am asking to learn, not for a job").click()
    page.get_by_role("button", name="Yes, I sent it").click()
    expect(page.get_by_role("heading", name="Give it time")).to_be_visible()
    page.goto("/names")
    expect(page.get_by_role("heading", name="Asked, or let go")).to_be_visible()
    expect(page.get_by_role("heading", name="Waiting to hear from you")).to_have_count(0)


def test_a_promise_is_kept_and_good_news_reaches_everybody(phone, talk):
    page_of_talk = talk(phone)
    phone.goto(f"{page_of_talk}/after")
    phone.get_by_label("One promise").fill("Send the paper")
    phone.get_by_role("button", name="Keep").click()
    phone.goto("/promises")
    promise = phone.get_by_role("button", name="Send the paper")
    expect(promise).to_have_attribute("aria-pressed", "false")
    promise.click()
    phone.get_by_text("Kept or let go").click()
    expect(promise).to_have_attribute("aria-pressed", "true")

    phone.get_by_role("link", name="Good news").click()
    phone.get_by_role("link", name="There is good news").click()
    phone.get_by_label("In a sentence").fill("I have a place at the institute")
    phone.get_by_role("button", name="See who helped").click()
    expect(phone.get_by_text("1 person who helped does not know yet.")).to_be_visible()
    phone.get_by_role("link", name=re.compile("^Write")).click()
    phone.get_by_role("button", name="Put it in the letter").click()
    expect(phone.get_by_label("Message")).to_have_value(re.compile("I have a place"))
    phone.get_by_role("button", name="Yes, I sent it").click()
    expect(phone.get_by_text("Everybody who helped knows.")).to_be_visible()


def test_the_mail_carries_the_message_as_it_stands_in_its_box(phone, talk):
    phone.goto(f"{talk(phone)}/thank-you")
    phone.get_by_label("One thing they said").fill("clocks")
    phone.get_by_role("button", name="Ready to send").click()
    expect(phone.get_by_role("button", name="Yes, I sent it")).to_be_visible()
    phone.get_by_label("One thing they said").press("Enter")
    expect(phone.get_by_role("button", name="Yes, I sent it")).to_be_visible()
    phone.get_by_label("Your message").fill("Dear Grace,\nthank you & all")
    mail = phone.get_by_role("link", name="Open my e-mail")
    phone.evaluate("addEventListener('click', (event) => event.preventDefault())")
    mail.click()
    expect(mail).to_have_attribute(
        "href", re.compile("body=Dear%20Grace%2C%0D%0Athank%20you%20%26")
    )
