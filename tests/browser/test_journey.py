"""From the sign-up link to the checklist: by thumb, by keyboard alone, without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.house import day
from tests.browser.keyboard import Keyboard
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

TICKS = ("It is in my calendar", "A quiet place", "Phone charged")
ASKED = "Which part of your work do you look forward to most?"


def sign_up(page: Page, link: str, name: str, *, zone_by_hand: bool = False) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    if zone_by_hand:
        page.get_by_label("Time zone").select_option("America/Toronto")
    expect(page.get_by_label("Time zone")).to_have_value("America/Toronto")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def capture(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name="Capture").click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def book(page: Page, mode: str = "Phone") -> None:
    page.get_by_role("link", name="Book a conversation").click()
    page.get_by_label("Day").fill(day(3).isoformat())
    page.get_by_label("Starts at").fill("14:30")
    page.get_by_role("radio", name="25").check()
    page.get_by_role("radio", name=mode).check()
    page.get_by_label("Number, link or place").fill("+1 416 555 0134")
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_role("heading", name="Ten minutes before")).to_be_visible()


def tick(page: Page, text: str) -> None:
    page.get_by_role("button", name=text).click()
    expect_ticked(page, text)


def expect_ticked(page: Page, text: str) -> None:
    expect(page.get_by_role("button", name=text)).to_have_attribute("aria-pressed", "true")


def expect_ticks_after_reload(page: Page) -> None:
    page.reload()
    for text in (*TICKS, ASKED):
        expect_ticked(page, text)
    expect(page.get_by_role("button", name="Headset")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_text(re.compile(r"^1 of \d+ asked$"))).to_be_visible()


def test_from_the_printed_link_to_the_ticked_checklist(phone, server):
    sign_up(phone, server.sign_up_link(), "Ada")
    capture(phone, "Grace Hopper")
    capture(phone, "Annie Easley")
    phone.get_by_role("link", name="People").first.click()
    expect(phone.get_by_role("link", name="Annie Easley")).to_be_visible()
    phone.get_by_role("searchbox").press_sequentially("hopp")
    expect(phone.get_by_role("link", name="Annie Easley")).to_have_count(0)
    expect(phone).to_have_url(re.compile(r"[?&]q=hopp"))
    phone.get_by_role("link", name="Grace Hopper").click()
    book(phone)
    arrived = phone.evaluate("() => { window.sameDocument = true; return true; }")
    for text in (*TICKS, ASKED):
        tick(phone, text)
    assert phone.evaluate("() => window.sameDocument") is arrived, "a tick loaded a whole page"
    expect(phone.get_by_text(re.compile(r"^1 of \d+ asked$"))).to_be_visible()
    # On a line that hangs one sees that the tap was taken.
    mark = phone.get_by_role("button", name="Headset").locator(".icon")
    expect(mark).to_be_hidden()
    phone.evaluate("() => { window.fetch = () => new Promise(() => {}); }")
    mark.locator("..").click()
    expect(mark).to_be_visible()
    expect_ticks_after_reload(phone)
    # What Today says is what to do next.
    phone.get_by_role("link", name="Today").first.click()
    phone.get_by_role("link", name="Get ready").click()
    expect_ticked(phone, TICKS[0])


def test_the_printed_link_works_once(phone, server, house, faults):
    faults.forgive("status of 410")
    link = house.link()
    sign_up(phone, link, "Onlyonce")
    phone.goto(link)
    expect(phone.get_by_role("heading", name="This link is no longer good")).to_be_visible()


def test_the_same_without_javascript(open_phone, house):
    page = open_phone(java_script_enabled=False)
    sign_up(page, house.link(), "Noscript", zone_by_hand=True)
    capture(page, "Grace Hopper")
    capture(page, "Annie Easley")
    page.get_by_role("link", name="People").first.click()
    page.get_by_role("searchbox").fill("hopp")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("link", name="Annie Easley")).to_have_count(0)
    page.get_by_role("link", name="Grace Hopper").click()
    book(page)
    for text in (*TICKS, ASKED):
        tick(page, text)
    expect_ticks_after_reload(page)


def test_the_same_by_keyboard_alone(open_phone, house):
    page = open_phone(is_mobile=False, has_touch=False)
    page.goto(house.link())
    keys = Keyboard(page)
    keys.write("Your name", "Keys")
    keys.write("E-mail", "keys@example.org")
    keys.write("Password", PASSWORD)
    keys.follow("Begin")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    keys.follow("Capture")
    keys.write("Name", "Grace Hopper")
    keys.follow("Save")
    expect(page.get_by_role("heading", name="Grace Hopper")).to_be_visible()
    keys.follow("People")
    keys.write("Search people and notes", "hopp")
    expect(page).to_have_url(re.compile(r"[?&]q=hopp"))
    keys.follow("Grace Hopper")
    keys.follow("Book a conversation")
    keys.go_to("Day")
    keys.type_date(day(3))
    keys.go_to("Starts at")
    keys.type_time("02", "30", "p")
    keys.choose("Phone")
    keys.follow("Book it")
    expect(page.get_by_role("heading", name="Ten minutes before")).to_be_visible()
    for text in (*TICKS, ASKED):
        keys.press(text)
        expect_ticked(page, text)
        assert keys.focused().startswith(text), "a tick lost the focus"
    expect_ticks_after_reload(page)


@pytest.mark.parametrize("page_of", ["/contacts/new", "/contacts", "/me/settings"])
def test_whatever_has_the_focus_shows_it(open_phone, house, page_of):
    page = open_phone(is_mobile=False, has_touch=False)
    house.furnish(house.sign_in(page.context))
    page.goto(page_of)
    keys = Keyboard(page)
    for _ in range(12):
        keys.tab()
        if not keys.focused():
            break  # past the end of the page
        assert keys.shows_focus(), f"nothing shows that {keys.focused()!r} has the focus"
