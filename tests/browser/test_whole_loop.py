"""The whole loop, by thumb: from a name heard of to everybody who helped knowing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.house import day
from tests.browser.test_journey import sign_up

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_from_a_name_heard_of_to_good_news_shared(phone: Page, house):
    sign_up(phone, house.link(), "Loop")
    phone.get_by_role("link", name="Capture a person").click()
    phone.get_by_label("Name, and whatever else").fill("Ana Ruiz, City of Guelph, met at CIP panel")
    phone.get_by_role("button", name="Save").click()
    person = look_her_up(phone)
    talk = ask_and_book(phone, person)
    hold_the_call(phone, talk)
    thank_and_reflect(phone, talk)
    follow_the_name(phone)
    share_good_news(phone)


def look_her_up(page: Page) -> str:
    expect(page.get_by_role("heading", name="Ana Ruiz")).to_be_visible()
    person = page.url.split("?")[0]
    page.goto(f"{person}/research")
    page.get_by_label(re.compile("What they work on")).fill("Homes along the river")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("link", name="Turn into a question").first.click()
    page.get_by_role("button").filter(has_text=re.compile("question", re.IGNORECASE)).first.click()
    return person


def ask_and_book(page: Page, person: str) -> str:
    page.goto(f"{person}/ask")
    page.get_by_label("I am").fill("a planning student")
    page.get_by_label("I would like to understand").fill("how a city decides where homes go")
    page.get_by_label("The topic").fill("housing")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="I am asking to learn, not for a job").click()
    page.get_by_role("button", name="Yes, I sent it").click()
    page.get_by_role("button", name="Yes", exact=True).click()
    page.get_by_label("Day", exact=True).fill(day(3).isoformat())
    page.get_by_label("Starts at").fill("14:30")
    page.get_by_role("radio", name="Phone").check()
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_text(re.compile("of 20 minutes planned"))).to_be_visible()
    return page.url.split("?")[0]


def hold_the_call(page: Page, talk: str) -> None:
    page.goto(f"{talk}/call")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Asked", exact=True).click()
    for kind, text in (("Name", "Ben Okafor, Metrolinx"), ("I promised", "Send my map")):
        page.get_by_label("A name, a book, a promise").fill(text)
        page.get_by_role("button", name=kind, exact=True).click()
        expect(page.get_by_label("Caught in this call")).to_contain_text(text)
    page.get_by_role("button", name="End the talk").click()
    expect(page.get_by_text("All saved")).to_be_visible()
    page.get_by_role("link", name="Sixty seconds", exact=True).click()
    expect(page.get_by_role("heading", name="Sixty seconds")).to_be_visible()


def thank_and_reflect(page: Page, talk: str) -> None:
    expect(page.get_by_role("heading", name="Already caught")).to_be_visible()
    page.get_by_label("One idea").fill("Rivers set the plan")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("link", name="Thank Ana").click()
    page.get_by_role("button", name="Ready to send").click()
    page.get_by_role("button", name="Yes, I sent it").click()
    expect(page.get_by_text("Thanked")).to_be_visible()
    page.goto(f"{talk}/reflection")
    page.get_by_role("main").get_by_role("textbox").first.fill("Silt decides more than plans do")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status").first).to_be_visible()


def follow_the_name(page: Page) -> None:
    page.goto("/names")
    page.get_by_role("link", name="Ben Okafor").click()
    page.get_by_role("button", name="Add Ben Okafor").click()
    page.get_by_role("link", name="Their page").click()
    expect(page.get_by_text("through Ana Ruiz").first).to_be_visible()


def share_good_news(page: Page) -> None:
    page.goto("/promises")
    page.get_by_role("button", name="Send my map").click()
    page.goto("/outcomes/new")
    page.get_by_label("In a sentence").fill("I chose river planning")
    page.get_by_role("button", name="See who helped").click()
    expect(page.get_by_role("link", name=re.compile("^Write")).first).to_be_visible()
