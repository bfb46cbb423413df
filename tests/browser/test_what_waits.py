"""What waits is said in words that a person knows, in its list and where it belongs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.house import day, now
from tests.browser.offline import (  # noqa: F401  fixtures
    house,
    no_server,
    one_server,
    server,
    take_in_hand,
    waiting,
)
from tests.browser.phone_home import until
from tests.browser.test_today import have_promised

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House


@pytest.fixture
def grace(phone: Page, house: House) -> str:  # noqa: F811  the fixture
    """Give the page of somebody, kept on the phone with the form to book."""
    account = house.sign_in(phone.context)
    person = f"/contacts/{factories.contact(house.db, account, 'Grace Hopper', at=now())}"
    take_in_hand(phone)
    for page in (person, f"{person}/edit", f"{person}/book"):
        phone.goto(page)
        until(phone, lambda page=page: phone.evaluate(IS_KEPT, page), "the copy")
    return person


def kept(phone: Page) -> None:
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()


def test_the_list_says_whom_it_is_about_and_what_was_chosen(phone, server, grace):  # noqa: F811
    server.stop()
    phone.goto(f"{grace}/book")
    phone.get_by_label("Day").fill(f"{day(5)}")
    phone.get_by_label("Starts at").fill("15:00")
    phone.get_by_role("radio", name="Video").check()
    phone.get_by_role("button", name="Book it").click()
    kept(phone)
    expect(phone.get_by_text("Book a conversation · Grace Hopper · Book it")).to_be_visible()
    phone.get_by_text("What is in it").click()
    card = phone.locator(".waiting > li")
    expect(card.get_by_text(f"{day(5):%A, %B}")).to_be_visible()
    expect(card.get_by_text("Video", exact=True)).to_be_visible()
    expect(card).not_to_contain_text(f"{day(5)}")


def test_what_needs_a_look_and_what_waits_are_counted_apart(phone, server, faults, grace):  # noqa: F811
    faults.forgive("status of 422")
    server.stop()
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Note", exact=True).fill("Whose name I forgot")
    phone.get_by_role("button", name="Save").click()
    kept(phone)
    promise = phone.get_by_text("It is sent by itself when there is a signal; you can go on.")
    expect(promise).to_be_visible()
    server.start()
    phone.get_by_role("button", name="Send now").click()
    expect(phone.get_by_text("The server asks for a look at it")).to_be_visible()
    server.stop()
    phone.goto("/contacts/new")
    phone.locator("[name=line]").fill("Annie Easley")
    phone.get_by_role("button", name="Add another").click()
    expect(phone.locator("[name=line]")).to_have_value("")
    expect(phone).to_have_url(re.compile("/contacts/new$"))
    expect(phone.get_by_text("needs a look: 1 · Waiting to be sent: 1")).to_be_visible()


def test_a_copy_made_by_a_clock_that_was_ahead_is_of_unknown_age(phone, server, grace):  # noqa: F811
    server.stop()
    phone.goto("/contacts")
    expect(phone.get_by_text("A saved copy, from just now.")).to_be_visible()
    phone.clock.set_fixed_time(now() - timedelta(hours=2))
    phone.goto("/contacts")
    expect(phone.get_by_text("A saved copy, from an unknown time.")).to_be_visible()


def test_what_was_written_without_a_signal_stands_where_it_belongs(phone, server, grace):  # noqa: F811
    server.stop()
    phone.goto(f"{grace}/edit")
    phone.get_by_label("Note", exact=True).fill("Clocks")
    phone.get_by_role("button", name="Save").click()
    kept(phone)
    expect(phone.get_by_text("Edit · Grace Hopper · Save")).to_be_visible()
    phone.goto(grace)
    expect(phone.get_by_text("Changed on this phone, waits to be sent")).to_be_visible()
    phone.get_by_role("button", name="Closed kindly").click()
    kept(phone)
    phone.goto(grace)
    stage = phone.get_by_label("How far it has come").filter(has=phone.get_by_role("button"))
    expect(stage.get_by_text("waits to be sent: Closed kindly")).to_be_visible()
    server.start()
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text("waits to be sent")).to_have_count(0)
    expect(phone.get_by_text("Clocks")).to_be_visible()
    expect(phone.get_by_text("A saved copy")).to_have_count(0)


def test_whoever_was_captured_without_a_signal_is_found_among_the_people(phone, server, grace):  # noqa: F811
    server.stop()
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Name", exact=True).fill("Annie Easley")
    phone.get_by_role("button", name="Save").click()
    kept(phone)
    phone.goto("/contacts")
    expect(phone.get_by_text("On this phone", exact=True)).to_be_visible()
    expect(phone.get_by_text("Changed on this phone")).to_have_count(0)
    phone.get_by_role("link", name="Annie Easley").click()
    expect(phone.get_by_role("heading", name="Book a conversation")).to_be_visible()
    expect(phone.get_by_role("link", name="Annie Easley")).to_be_visible()
    phone.goto("/contacts")
    waits = phone.get_by_role("region", name="On this phone")
    expect(waits.get_by_role("link", name="Annie Easley")).to_be_visible()
    phone.get_by_role("link", name="Grace Hopper").focus()
    server.start()
    expect(waits).to_have_count(0)
    expect(phone.get_by_role("link", name="Annie Easley")).to_be_visible()
    expect(phone.get_by_role("link", name="Grace Hopper")).to_be_focused()
    server.stop()
    phone.get_by_label("Search people and notes").press_sequentially("annie")
    expect(phone.get_by_role("link", name="Grace Hopper")).to_be_hidden()
    expect(phone.get_by_role("link", name="Annie Easley")).to_be_visible()


def test_what_is_sent_while_somebody_reads_is_shown_after_that(phone, server, grace):  # noqa: F811
    server.stop()
    phone.goto(grace)
    phone.get_by_text("We were in touch", exact=True).click()
    phone.get_by_label("A line about it").fill("Clocks, over tea")
    phone.get_by_role("button", name="Phone", exact=True).click()
    kept(phone)
    phone.goto(grace)
    phone.get_by_text("We were in touch", exact=True).click()
    server.start()
    expect(phone.get_by_text("Sent meanwhile. Show it here")).to_be_visible()
    expect(phone.get_by_text("Clocks, over tea")).to_have_count(0)
    phone.get_by_text("We were in touch", exact=True).click()
    expect(phone.get_by_text("Clocks, over tea")).to_be_visible()
    expect(phone.get_by_text("Sent meanwhile.")).to_have_count(0)


def test_going_back_over_a_form_that_came_back_sends_nothing_again(phone, server, grace, faults):  # noqa: F811
    faults.forgive("status of 422")
    phone.goto("/contacts/new?fields=1")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("needs a look")).to_have_count(0)
    phone.get_by_label("Name", exact=True).fill("Annie Easley")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("heading", name="Annie Easley")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_label("Name", exact=True)).to_be_visible()
    expect(phone).to_have_url(re.compile("/contacts/new"))
    assert waiting(phone) == []


def test_a_reminder_done_without_a_signal_says_so_on_today(phone, house, server):  # noqa: F811
    account = house.sign_in(phone.context)
    have_promised(house, account)
    factories.work_out(house.db, account, at=now())
    take_in_hand(phone)
    server.stop()
    phone.goto("/today")
    line = phone.locator(".due-line").first
    line.get_by_role("button", name="Done").click()
    kept(phone)
    phone.goto("/today")
    expect(line.get_by_text("waits to be sent: Done")).to_be_visible()
    server.start()
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(line).to_have_count(0)
    expect(phone.get_by_text("Kept on this phone.")).to_have_count(0)


IS_KEPT = """(page) => caches.keys().then(async (names) => {
  for (const name of names) if (await (await caches.open(name)).match(page)) return true;
  return false;
})"""
