"""What the server would not take is opened filled in, compared where two differ, and then saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netpwa.contacts.store import ContactStore
from tests import factories
from tests.browser.house import now
from tests.browser.offline import (  # noqa: F401  fixtures
    house,
    no_server,
    one_server,
    server,
    take_in_hand,
    until_sent,
    waiting,
)
from tests.browser.phone_home import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House


@pytest.fixture
def account(phone: Page, house: House) -> str:  # noqa: F811  the fixture
    return house.sign_in(phone.context)


@pytest.fixture
def grace(phone: Page, house: House, account: str) -> str:  # noqa: F811  the fixture
    """Give the page of somebody whose form is kept on the phone."""
    person = f"/contacts/{factories.contact(house.db, account, 'Grace Hopper', at=now())}"
    take_in_hand(phone)
    phone.goto(person)
    phone.goto(person + "/edit")
    until(phone, lambda: phone.evaluate("caches.keys()"), "copies")
    return person


def edit(phone: Page, person: str, note: str) -> None:
    """Write a note in the form."""
    phone.goto(person + "/edit")
    phone.get_by_label("Note", exact=True).fill(note)
    phone.get_by_role("button", name="Save").click()


def note_of(house: House, account: str, person: str) -> str:  # noqa: F811
    return ContactStore(house.db, account).get(person.rsplit("/", maxsplit=1)[-1]).note


def test_two_devices_both_texts_are_kept_and_the_person_picks(
    phone, open_phone, house, server, faults, account, grace  # noqa: F811
):  # fmt: skip
    for words in ("status of 409", "ERR_INTERNET_DISCONNECTED"):
        faults.forgive(words)
    phone.context.set_offline(True)
    edit(phone, grace, "Written on the train")
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    desk = open_phone()
    house.let_in(desk.context, account)
    edit(desk, grace, "Written at the desk")
    expect(desk).to_have_url(re.compile(f"{grace}$"))
    phone.context.set_offline(False)
    expect(phone.get_by_text("It was changed somewhere else meanwhile.")).to_be_visible()
    assert note_of(house, account, grace) == "Written at the desk"
    server.stop()  # it can be compared on the train too
    phone.get_by_role("link", name="Compare and choose").click()
    expect(phone.get_by_label("Note", exact=True)).to_have_value("Written on the train")
    expect(phone.get_by_text("Written at the desk")).to_be_in_viewport()
    expect(phone.get_by_label("Note", exact=True)).to_be_focused()
    server.start()
    phone.get_by_label("Note", exact=True).fill("Both")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Both")).to_be_visible()
    assert note_of(house, account, grace) == "Both"
    until_sent(phone)


def test_what_the_server_asks_to_be_mended_is_opened_with_its_messages(
    phone, house, server, faults, account, grace  # noqa: F811
):  # fmt: skip
    faults.forgive("status of 422")
    server.stop()
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Note", exact=True).fill("Somebody whose name I forgot")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    server.start()
    phone.get_by_role("button", name="Send now").click()
    expect(phone.get_by_text("The server asks for a look at it")).to_be_visible()
    phone.get_by_role("link", name="Open it").click()
    expect(phone.get_by_role("heading", name="Something to mend")).to_be_visible()
    expect(phone.get_by_label("Note", exact=True)).to_have_value("Somebody whose name I forgot")
    phone.get_by_label("Name", exact=True).fill("Annie Easley")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Somebody whose name I forgot")).to_be_visible()
    until_sent(phone)
    people = ContactStore(house.db, account).search(at=now())
    assert {one.name for one in people} == {"Grace Hopper", "Annie Easley"}


def test_unsent_work_is_opened_filled_in_and_changed_before_it_goes(
    phone, house, server, account, grace  # noqa: F811
):  # fmt: skip
    server.stop()
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Name", exact=True).fill("Mary Jakson")
    phone.get_by_role("button", name="Save").click()
    phone.get_by_role("link", name="Open it").click()
    expect(phone.get_by_label("Name", exact=True)).to_have_value("Mary Jakson")
    phone.get_by_label("Name", exact=True).fill("Mary Jackson")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Mary Jackson").first).to_be_visible()
    expect(phone.get_by_text("Mary Jakson")).to_have_count(0)
    assert len(waiting(phone)) == 1
    server.start()
    phone.goto("/today")
    until_sent(phone)
    people = ContactStore(house.db, account).search(at=now())
    assert {one.name for one in people} == {"Grace Hopper", "Mary Jackson"}


def test_a_second_edit_on_the_train_goes_on_from_the_first(
    phone, house, server, account, grace  # noqa: F811
):  # fmt: skip
    server.stop()
    edit(phone, grace, "First thought")
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    phone.goto(grace + "/edit")
    expect(phone.get_by_label("Note", exact=True)).to_have_value("First thought")
    phone.get_by_label("Note", exact=True).fill("First thought, and a second")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    assert len(waiting(phone)) == 1
    server.start()
    phone.goto("/today")
    until_sent(phone)
    assert note_of(house, account, grace) == "First thought, and a second"


def test_what_is_thrown_away_is_gone_and_nothing_else(phone, house, server, account, grace):  # noqa: F811
    server.stop()
    for name in ("Mary Jackson", "Annie Easley"):
        phone.goto("/contacts/new?fields=1")
        phone.get_by_label("Name", exact=True).fill(name)
        phone.get_by_role("button", name="Save").click()
        expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    card = phone.locator("li", has_text="Mary Jackson").last
    card.get_by_text("Throw it away", exact=True).click()
    card.get_by_role("button", name="Yes, throw it away").click()
    expect(phone.get_by_text("Mary Jackson")).to_have_count(0)
    server.start()
    phone.goto("/today")
    until_sent(phone)
    people = ContactStore(house.db, account).search(at=now())
    assert {one.name for one in people} == {"Grace Hopper", "Annie Easley"}


def test_what_one_tab_keeps_never_touches_what_is_typed_in_another(
    phone, server, account, grace  # noqa: F811
):  # fmt: skip
    other = phone.context.new_page()
    other.goto(grace + "/edit")
    server.stop()
    other.get_by_label("Note", exact=True).fill("Half a thought in the second tab")
    edit(phone, grace, "First thought")
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    expect(other.get_by_text("Waiting to be sent: 1")).to_be_visible()
    expect(other.get_by_label("Note", exact=True)).to_have_value("Half a thought in the second tab")


def test_what_is_folded_away_is_opened_as_it_was_written(phone, server, account, grace):  # noqa: F811
    server.stop()
    phone.goto(grace)
    phone.get_by_text("We were in touch").click()
    phone.locator("#in-touch textarea").fill("Talked long")
    phone.get_by_role("button", name="Phone", exact=True).click()
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    phone.get_by_role("link", name="Open it").click()
    note = phone.locator("#in-touch textarea")
    expect(note).to_be_in_viewport()
    expect(note).to_have_value("Talked long")
    kinds = "(all) => all.map((one) => one.value)"
    chosen = phone.locator("#in-touch button[name=kind]").evaluate_all(kinds)
    assert len(set(chosen)) == len(chosen) == 8
