"""Whatever the server or the line answers, what was written is in a place that one can see."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netpwa.contacts.store import ContactStore
from tests import factories
from tests.browser.house import day, now
from tests.browser.line import LOST, Answer, line, server  # noqa: F401  fixtures
from tests.browser.offline import (  # noqa: F401  fixtures
    house,
    no_server,
    take_in_hand,
    waiting,
)
from tests.browser.test_call import a_talk, catch, taps_of
from tests.conftest import IS_FULL

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House

OPS, PEOPLE, LOST_SHARE = (1000 if IS_FULL else 20), 10, 0.3
PAGE = {"Content-Type": "text/html; charset=utf-8"}
# What the server answers to a replay, the state that it leads to, and what the page says of it.
# The last one waits for a tap, so that nothing is sent before the test looks again.
TABLE = [
    (Answer(409, {"Retry-After": "1"}), "queued", "The server is busy."),
    (Answer(425), "queued", "The server is busy."),
    (Answer(429, {"Retry-After": "600"}), "queued", "The server is busy."),
    (Answer(500, PAGE), "queued", "The server had trouble (500)."),
    (Answer(502, PAGE), "queued", "The server had trouble (502)."),
    (Answer(503, {"Retry-After": "5"}), "queued", "The server had trouble (503)."),
    (Answer(507, PAGE), "queued", "The server has no room."),
    (Answer(408), "queued", "The server is busy."),
    (LOST, "queued", "Waits for a signal."),
    (Answer(401), "auth", "Waits until you sign in again."),
    (Answer(303, {"Location": "/sign-in"}), "auth", "Waits until you sign in again."),
    (Answer(403, PAGE), "rejected", "The server refused it."),
    (Answer(404, PAGE), "rejected", "What it belongs to is not there any more."),
    (Answer(409, PAGE), "conflict", "It was changed somewhere else meanwhile."),
    (Answer(410, PAGE), "rejected", "What it belongs to is not there any more."),
    (Answer(412, PAGE), "conflict", "It was changed somewhere else meanwhile."),
    (Answer(413, PAGE), "rejected", "It is too big."),
    (Answer(422, PAGE), "rejected", "The server asks for a look at it"),
]


@pytest.fixture
def account(phone: Page, house: House) -> str:  # noqa: F811  the fixture
    """Sign the phone in."""
    account = house.sign_in(phone.context)
    take_in_hand(phone)
    return account


def write(phone: Page, name: str) -> None:
    """Capture somebody while the line is as it is."""
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Name", exact=True).fill(name)
    phone.get_by_role("button", name="Save").click()


def test_every_answer_leads_to_a_state_that_is_seen(phone, line, faults, account, house):  # noqa: F811
    faults.forgive("")
    line.before = lambda method, _path: LOST if method == "POST" else None
    person = factories.contact(house.db, account, "Grace Hopper", at=now())
    phone.goto(f"/contacts/{person}/edit")
    phone.get_by_label("Note").fill("Clocks")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    (kept,) = waiting(phone)
    for answer, state, words in TABLE:
        line.before = lambda method, _path, answer=answer: answer if method == "POST" else None
        phone.get_by_role("button", name="Send again").click()
        expect(phone.get_by_text(words)).to_be_visible()
        (op,) = waiting(phone)
        assert (op["state"], op["entries"]) == (state, kept["entries"]), answer
        assert phone.get_by_text("Grace Hopper").count()
    line.before = lambda _method, _path: None
    phone.get_by_role("button", name="Send again").click()
    expect(phone.get_by_text("Everything is sent")).to_be_visible()
    assert ContactStore(house.db, account).get(person).note == "Clocks"


def test_a_form_whose_answer_was_lost_is_there_once(phone, line, faults, account, house):  # noqa: F811
    faults.forgive("")
    line.after = lambda method, _path: LOST if method == "POST" else None
    write(phone, "Grace Hopper")
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    assert line.posts
    # What was never saved has not been changed somewhere else. Replies are still lost meanwhile,
    # or else what is sent again by itself gets through before the line refuses it.
    line.before = lambda method, _path: Answer(409, PAGE) if method == "POST" else None
    phone.get_by_role("button", name="Send again").click()
    expect(phone.get_by_text("The server asks for a look at it")).to_be_visible()
    line.after = lambda _method, _path: None
    line.before = lambda _method, _path: None
    phone.get_by_role("button", name="Send again").click()
    expect(phone.get_by_text("Everything is sent")).to_be_visible()
    assert [one.name for one in ContactStore(house.db, account).search(at=now())] == [
        "Grace Hopper"
    ]


def test_a_tick_that_something_on_the_way_refuses_is_marked_in_its_row(
    phone, line, faults, account, house  # noqa: F811
):  # fmt: skip
    faults.forgive("")
    person = factories.contact(house.db, account, "Grace Hopper", at=now())
    talk = factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))
    phone.goto(f"/interviews/{talk}")
    line.before = lambda method, _path: Answer(409, PAGE) if method == "POST" else None
    row = phone.locator("li:has(.tick)").first
    row.locator(".tick").click()
    expect(row.get_by_text("Not saved yet, needs a look")).to_be_visible()
    expect(row.locator(".tick")).to_have_attribute("aria-pressed", "false")
    expect(phone.get_by_text("The line says no")).to_have_count(0)
    expect(phone.get_by_text("It is sent by itself")).to_have_count(0)
    phone.goto("/waiting")
    expect(phone.get_by_text("The server did not take it.")).to_be_visible()
    phone.get_by_role("link", name="Open it").click()
    expect(phone).to_have_url(re.compile(f"/interviews/{talk}$"))
    line.before = lambda _method, _path: None
    row.locator(".tick").click()
    expect(row.locator(".tick")).to_have_attribute("aria-pressed", "true")


def test_a_note_in_a_call_that_something_on_the_way_answers_is_not_saved_yet(
    phone, line, faults, account, house  # noqa: F811
):  # fmt: skip
    faults.forgive("")
    talk = a_talk(house, account)
    phone.goto(f"/interviews/{talk}/call")
    line.before = lambda method, _path: Answer(200, PAGE) if method == "POST" else None
    catch(phone, "Lead", "A post in Delft")
    expect(phone.get_by_text("All saved")).to_have_count(0)
    line.before = lambda _method, _path: None
    expect(phone.get_by_text("All saved")).to_be_visible()
    assert [tap.text for tap in taps_of(house, account, talk)] == ["A post in Delft"]


@pytest.mark.timeout(1500)
def test_replies_lost_at_random_in_two_tabs_make_neither_more_nor_less(
    phone, line, faults, account, house  # noqa: F811
):  # fmt: skip
    faults.forgive("")
    other = phone.context.new_page()
    dice = random.Random(5)  # noqa: S311  no secret
    line.before = lambda method, _path: LOST if method == "POST" else None
    people = [factories.contact(house.db, account, at=now()) for _ in range(PEOPLE)]
    tabs = [phone, other]
    for tab in tabs:
        tab.goto("/today")
    for tab in tabs:
        tab.evaluate(WRITE_MANY, [people, OPS // 2])
    phone.evaluate("new BroadcastChannel('go').postMessage('')")
    for tab in tabs:
        tab.evaluate("window.written")
    numbers = [str(n) for n in range(OPS // 2)]
    written = [dict(op["entries"])["note"] for op in waiting(phone)]
    assert sorted(written) == sorted(numbers * 2)
    assert written != numbers * 2, "one tab wrote after the other"
    line.before = lambda _method, _path: None
    line.after = lambda method, path: (
        LOST
        if method == "POST" and path.startswith("/contacts") and dice.random() < LOST_SHARE
        else None
    )
    for _ in range(300):
        for tab in tabs:
            tab.goto("/install")  # opening any page tries again
            tab.wait_for_timeout(300)
        if not waiting(phone):
            break
    assert waiting(phone) == []
    store = ContactStore(house.db, account)
    notes = [touch.note for person in people for touch in store.touches(person)]
    assert sorted(notes) == sorted(numbers * 2)


# As a page's own forms are sent, but quickly, in all tabs from the same moment on.
WRITE_MANY = """([people, many]) => {
  const account = document.documentElement.dataset.account;
  const writeAll = async () => {
    await new Promise((go) => { new BroadcastChannel("go").onmessage = go; });
    for (let n = 0; n < many; n += 1) {
      await fetch(`/contacts/${people[n % people.length]}/touches`, {
        method: "POST",
        body: new URLSearchParams({ id: crypto.randomUUID(), idempotency_key: crypto.randomUUID(),
                                    account, rev: "", kind: "phone", note: String(n) }),
      });
    }
  };
  window.written = writeAll();
}"""
