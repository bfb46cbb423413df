"""What is typed on a train: without a network it is not saved, said so, and still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netpwa.contacts.store import ContactStore
from tests import factories
from tests.browser.house import House, now
from tests.browser.server import Server
from tests.browser.test_install import IN_CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

TYPED = 'Grace "Amazing" <Hopper>'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start a server that may be stopped."""
    with Server(tmp_path / "data") as server:
        yield server


@pytest.fixture
def house(server: Server) -> Iterator[House]:
    """Open that server's database."""
    house = House(server)
    yield house
    house.close()


@pytest.fixture
def account(phone: Page, house: House) -> str:
    """Sign the phone in, and wait until the worker has it in hand."""
    account = house.sign_in(phone.context)
    phone.goto("/today")
    phone.evaluate(IN_CONTROL)
    return account


def test_a_form_that_dies_on_a_train_comes_back_whole_and_is_sent_later(
    phone, house, server, faults, account
):
    faults.forgive("ERR_CONNECTION_REFUSED")
    faults.forgive("503")
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Name").fill(TYPED)
    phone.get_by_label("Note").fill("Two\nlines & a sign")
    server.stop()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("heading", name="not saved yet")).to_be_visible()
    expect(phone.locator("main")).to_contain_text(TYPED)
    expect(phone.locator("main")).to_contain_text("lines & a sign")
    phone.get_by_role("button", name="Send it again").click()
    expect(phone.locator("main")).to_contain_text(TYPED)
    server.start()
    phone.get_by_role("button", name="Send it again").click()
    expect(phone.locator("h1")).to_have_text(TYPED)
    (saved,) = ContactStore(house.db, account).search(at=now())
    assert ContactStore(house.db, account).get(saved.id).note == "Two\nlines & a sign"


def test_a_tick_without_a_network_says_that_it_was_not_saved(phone, house, server, faults, account):
    faults.forgive("ERR_CONNECTION_REFUSED")
    faults.forgive("Failed to fetch")
    person = factories.contact(house.db, account, at=now())
    talk = factories.interview(house.db, account, person, factories.talk("phone"))
    phone.goto(f"/interviews/{talk}")
    server.stop()
    row = phone.get_by_role("button", name="Phone charged")
    row.click()
    expect(phone.get_by_role("alert")).to_contain_text("Not saved: no network.")
    expect(row).to_have_attribute("aria-pressed", "false")
    server.start()
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
