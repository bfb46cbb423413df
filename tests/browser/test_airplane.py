"""A day without a network: everything needed is there, and what is written lands once, in order."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from netpwa.contacts.store import ContactStore
from netpwa.interviews.store import InterviewStore
from tests import factories
from tests.browser.house import day, now
from tests.browser.offline import (  # noqa: F401  fixtures
    MEMORY,
    house,
    no_server,
    one_server,
    server,
    take_in_hand,
    until_sent,
    waiting,
)
from tests.browser.phone_home import Workers, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House

TYPED = 'Grace "Amazing" <Hopper>'


@pytest.fixture
def account(phone: Page, house: House) -> str:  # noqa: F811  the fixture
    """Sign the phone in."""
    return house.sign_in(phone.context)


def test_a_day_in_an_airplane(phone, house, server, account):  # noqa: F811  the fixtures
    person = factories.contact(house.db, account, "Annie Easley", at=now())
    talk = factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))
    take_in_hand(phone)
    server.stop()
    phone.goto(f"/interviews/{talk}")
    expect(phone.locator("h1")).to_have_text("Annie Easley")
    expect(phone.get_by_text("A saved copy, from")).to_be_visible()
    ticks = phone.locator(".tick:visible")
    count = min(ticks.count(), 30)
    for number in range(count):
        ticks.nth(number).click()
        expect(ticks.nth(number)).to_have_attribute("aria-pressed", "true")
    for name in (TYPED, "Mary Jackson", "Dorothy Vaughan"):
        phone.goto("/contacts/new?fields=1")
        phone.get_by_label("Name", exact=True).fill(name)
        phone.get_by_role("button", name="Save").click()
        expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    row = phone.locator("li", has_text="Dorothy Vaughan").last
    row.get_by_role("link", name="Book a conversation").click()
    expect(phone.get_by_role("link", name="Dorothy Vaughan")).to_be_visible()
    phone.get_by_label("Day").fill(f"{day(5)}")
    phone.get_by_label("Starts at").fill("15:00")
    phone.get_by_role("radio", name="Video").check()
    phone.get_by_role("button", name="Book it").click()
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    assert len(waiting(phone)) == count + 4
    server.start()
    phone.goto("/today")
    until_sent(phone)
    people = {line.name: line.id for line in ContactStore(house.db, account).search(at=now())}
    assert set(people) == {"Annie Easley", TYPED, "Mary Jackson", "Dorothy Vaughan"}
    talks = InterviewStore(house.db, account)
    assert len(talks.of_contact(people["Dorothy Vaughan"])) == 1
    done = [item for item in talks.checklist(talk) if item.done_at]
    done_or_asked = done + [item for item in talks.plan(talk) if item.asked_at]
    assert len(done_or_asked) == count
    phone.goto("/contacts")
    expect(phone.get_by_text("Waiting to be sent")).to_have_count(0)
    expect(phone.get_by_role("link", name=re.compile("Mary Jackson"))).to_be_visible()


def test_a_push_brings_the_pages_along(phone, house, server, account):  # noqa: F811
    phone.context.grant_permissions(["notifications"], origin=server.origin)
    take_in_hand(phone)
    workers = Workers(phone)
    until(phone, lambda: workers.registrations, "the worker")
    person = factories.contact(house.db, account, "Annie Easley", at=now())
    talk = factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))
    address = f"/interviews/{talk}"
    notice = {"title": "Soon", "body": "", "navigate": server.origin + address}
    workers.deliver(server.origin, json.dumps({"web_push": 8030, "notification": notice}))
    pages = {address, f"{address}/call", f"/contacts/{person}"}
    until(phone, lambda: pages <= {one["address"] for one in copies(phone)}, "the pages")
    server.stop()
    phone.goto(f"{address}/call")
    expect(phone.get_by_role("button", name="Begin")).to_be_visible()


def test_reading_a_copy_makes_it_no_younger(phone, house, server, account):  # noqa: F811
    take_in_hand(phone)
    before = {one["address"]: one["keptAt"] for one in copies(phone)}
    server.stop()
    for _ in range(2):
        phone.goto("/contacts")
        expect(phone.get_by_text("A saved copy, from")).to_be_visible()
    assert {one["address"]: one["keptAt"] for one in copies(phone)} == before


def test_the_home_screens_short_cuts_open_without_a_signal(phone, house, server, account):  # noqa: F811
    person = factories.contact(house.db, account, "Annie Easley", at=now())
    factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))
    take_in_hand(phone)
    server.stop()
    phone.goto("/interviews/next")
    expect(phone.locator("h1")).to_have_text("Annie Easley")
    phone.goto("/today?from=home-screen")
    expect(phone.get_by_role("heading", name="Today")).to_be_visible()
    phone.goto("/contacts/new")
    expect(phone.get_by_role("button", name="Save", exact=True)).to_be_visible()
    phone.goto("/contacts/none")
    expect(phone.get_by_role("heading", name="Kept on this phone")).to_be_visible()
    phone.get_by_role("link", name="Annie Easley Conversation").click()
    expect(phone.locator("h1")).to_have_text("Annie Easley")


def copies(phone: Page) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = phone.evaluate(MEMORY, "copies")
    return kept
