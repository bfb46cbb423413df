"""A day without a network: everything needed is there, and what is written lands once, in order."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.db.versions import bump
from netpwa.followups import fresh
from netpwa.interviews.store import InterviewStore
from tests import factories
from tests.browser.conftest import OUTCOME, leave_screenshots
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
from tests.browser.phone_home import Workers, installed, phone_at, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House

TICKS, SECONDS_TO_LAND = 30, 5
KEPT = "(address) => caches.match(address).then((page) => page.text())"
TYPED = 'Grace "Amazing" <Hopper>'


@pytest.fixture
def account(phone: Page, house: House) -> str:  # noqa: F811  the fixture
    """Sign the phone in."""
    return house.sign_in(phone.context)


@pytest.fixture
def profile(playwright, server, faults, request, tmp_path):  # noqa: F811  the fixture
    """Give a phone that the app can be installed on."""
    with phone_at(server, playwright, tmp_path / "profile", XDG_DATA_HOME=str(tmp_path)) as context:
        faults.watch(context)
        yield context
        if any(request.node.stash.get(OUTCOME, {}).values()):
            leave_screenshots(request.node.name, context.pages)


def capture(page: Page, name: str) -> None:
    """Write somebody down, who stays on the phone for now."""
    page.goto("/contacts/new?fields=1")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Kept on this phone.").last).to_be_visible()


def book(page: Page, name: str) -> None:
    """Book a conversation with somebody whom only the phone knows."""
    row = page.locator("li", has_text=name).last
    row.get_by_role("link", name="Book a conversation").click()
    expect(page.get_by_role("link", name=name)).to_be_visible()
    page.get_by_label("Day").fill(f"{day(5)}")
    page.get_by_label("Starts at").fill("15:00")
    page.get_by_role("radio", name="Video").check()
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_text("Kept on this phone.").last).to_be_visible()


def landed(house: House, account: str) -> list[str]:  # noqa: F811
    """Give what the server took, in the order in which it took it."""
    sql = "select key from idempotency where account_id = :id order by rowid"
    return [row["key"] for row in house.db.query(sql, {"id": account})]


def test_a_day_in_an_airplane(profile, house, server, faults):  # noqa: F811  the fixtures
    faults.forgive("ERR_INTERNET_DISCONNECTED")
    account = house.sign_in(profile)
    person = factories.contact(house.db, account, "Annie Easley", at=now())
    talk = factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))
    take_in_hand(profile.pages[0])
    launch = installed(profile)
    profile.set_offline(True)
    server.stop()
    app = launch()
    app.get_by_role("link", name="Annie Easley").first.click()
    expect(app.locator("h1")).to_have_text("Annie Easley")
    expect(app.get_by_text("A saved copy, from")).to_be_visible()
    ticks = app.locator(".tick:visible")
    count = ticks.count()
    for number in range(count):
        ticks.nth(number).click()
    pressed = app.locator(".tick[aria-pressed=true]:visible")
    expect(pressed).to_have_count(count)
    for number in range(TICKS - count):
        ticks.nth(number).click()  # not so, after all
    expect(pressed).to_have_count(count - (TICKS - count))
    for name in (TYPED, "Mary Jackson", "Dorothy Vaughan"):
        capture(app, name)
    book(app, "Dorothy Vaughan")
    written = [op["key"] for op in waiting(app)]
    assert len(written) == TICKS + 4
    app.goto("/today")
    expect(app.get_by_text(f"Waiting to be sent: {TICKS + 4}")).to_be_visible()
    server.start()
    profile.set_offline(False)
    expect(app.get_by_text("Waiting to be sent")).to_have_count(0, timeout=SECONDS_TO_LAND * 1000)
    assert waiting(app) == []
    assert landed(house, account) == written
    people = {line.name: line.id for line in ContactStore(house.db, account).search(at=now())}
    assert set(people) == {"Annie Easley", TYPED, "Mary Jackson", "Dorothy Vaughan"}
    talks = InterviewStore(house.db, account)
    assert len(talks.of_contact(people["Dorothy Vaughan"])) == 1
    done = [item for item in talks.checklist(talk) if item.done_at]
    asked = [item for item in talks.plan(talk) if item.asked_at]
    assert len(done) + len(asked) == count - (TICKS - count)
    app.goto("/contacts")
    expect(app.get_by_role("link", name=re.compile("Mary Jackson"))).to_be_visible()


def test_a_push_brings_the_pages_along(phone, house, server, account):  # noqa: F811
    phone.context.grant_permissions(["notifications"], origin=server.origin)
    take_in_hand(phone)
    workers = Workers(phone)
    until(phone, lambda: workers.registrations, "the worker")
    person = factories.contact(house.db, account, "Annie Easley", at=now())
    talk = factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))
    with write(house.db):
        bump(house.db, account)  # as a page would have
    address = f"/interviews/{talk}"
    notice = {"title": "Soon", "body": "", "navigate": server.origin + address}
    workers.deliver(server.origin, json.dumps({"web_push": 8030, "notification": notice}))
    pages = {address, f"{address}/call", f"{address}/after", f"/contacts/{person}"}
    until(phone, lambda: pages <= {one["address"] for one in copies(phone)}, "the pages")
    server.stop()
    phone.goto(f"{address}/call")
    expect(phone.get_by_role("button", name="Begin")).to_be_visible()
    phone.goto(f"{address}/after")
    phone.get_by_label("One idea").fill("Maps are promises")
    phone.get_by_role("button", name="Keep").click()
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    server.start()
    phone.goto("/today")
    until(phone, lambda: fresh.idea_of(house.db, account, talk)[0], "the idea")
    assert fresh.idea_of(house.db, account, talk)[0] == "Maps are promises"


def test_reading_a_copy_makes_it_no_younger(phone, house, server, account):  # noqa: F811
    take_in_hand(phone)
    before = {one["address"]: one["keptAt"] for one in copies(phone)}
    server.stop()
    for _ in range(2):
        phone.goto("/contacts")
        expect(phone.get_by_text("A saved copy, from")).to_be_visible()
    assert {one["address"]: one["keptAt"] for one in copies(phone)} == before


def test_whom_one_has_just_captured_is_there_when_the_signal_goes(phone, house, server, account):  # noqa: F811
    take_in_hand(phone)
    for name in ("Mary Jackson", "Dorothy Vaughan"):
        phone.goto("/contacts/new?fields=1")
        phone.get_by_label("Name", exact=True).fill(name)
        phone.get_by_role("button", name="Save").click()
        expect(phone.get_by_role("heading", name=name)).to_be_visible()
    until(phone, lambda: "Dorothy Vaughan" in phone.evaluate(KEPT, "/contacts"), "the list")
    server.stop()
    phone.goto("/contacts")
    expect(phone.get_by_text("A saved copy, from")).to_be_visible()
    for name in ("Mary Jackson", "Dorothy Vaughan"):
        expect(phone.get_by_role("link", name=re.compile(name))).to_be_visible()


def test_somebody_never_opened_is_found_and_booked_without_a_signal(phone, house, server, account):  # noqa: F811
    people = {
        name: factories.contact(house.db, account, name, at=now())
        for name in ("Renée Élise", *(f"Person {number}" for number in range(12)))
    }
    take_in_hand(phone)
    server.stop()
    phone.goto("/contacts?q=renee+el")
    rows = phone.locator("#people li:visible")
    expect(rows).to_have_count(1)
    words = "Only what this saved copy shows is searched"
    expect(phone.get_by_role("link", name=words)).to_be_visible()
    phone.get_by_label("Search people and notes").fill("person")
    expect(rows).to_have_count(12)
    phone.goto(f"/contacts/{people['Renée Élise']}/book")
    expect(phone.get_by_role("link", name="Renée Élise")).to_be_visible()
    phone.get_by_label("Day").fill(f"{day(5)}")
    phone.get_by_label("Starts at").fill("15:00")
    phone.get_by_role("radio", name="Video").check()
    phone.get_by_role("button", name="Book it").click()
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    server.start()
    phone.goto("/today")
    until_sent(phone)
    assert len(InterviewStore(house.db, account).of_contact(people["Renée Élise"])) == 1


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


def test_what_waits_is_sent_by_the_browser_itself_with_no_page_open(profile, house, server):  # noqa: F811
    account = house.sign_in(profile)
    page = profile.pages[0]
    take_in_hand(page)
    workers = Workers(page)
    until(page, lambda: workers.registrations, "the worker")
    server.stop()
    capture(page, "Mary Jackson")
    page.goto("about:blank")
    server.start()
    workers.sync(server.origin)
    until(page, lambda: landed(house, account), "the row")
    assert [one.name for one in ContactStore(house.db, account).search(at=now())] == [
        "Mary Jackson"
    ]


def copies(phone: Page) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = phone.evaluate(MEMORY, "copies")
    return kept
