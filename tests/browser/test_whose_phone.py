"""One phone, two people: nobody sees or sends what is another's, and signing out leaves nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netpwa.contacts.store import ContactStore
from tests import factories
from tests.browser.house import now
from tests.browser.offline import (  # noqa: F401  fixtures
    MEMORY,
    hold_still,
    house,
    no_server,
    one_server,
    server,
    take_in_hand,
    until_sent,
    waiting,
)
from tests.browser.phone_home import Workers, until
from tests.browser.test_install import IN_CONTROL
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House
    from tests.browser.server import Server

PRIVATE, NOTICE = "Quite private words", "Soon, with somebody"
# Everything that a browser may keep for a site, as one text.
TRACES = """async () => {
  const texts = [localStorage, sessionStorage].map((one) => JSON.stringify({ ...one }));
  texts.push(document.cookie);
  for (const name of await caches.keys()) {
    texts.push(name);
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      texts.push(request.url, await (await cache.match(request)).text());
    }
  }
  for (const { name } of await indexedDB.databases()) {
    const opening = indexedDB.open(name);
    await new Promise((done) => (opening.onsuccess = done));
    const db = opening.result;
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      await new Promise((done) => (all.onsuccess = done));
      texts.push(JSON.stringify(all.result));
    }
    db.close();
  }
  const registration = await navigator.serviceWorker.getRegistration();
  for (const one of (await registration?.getNotifications()) ?? []) texts.push(one.title, one.body);
  return texts.join("\\n");
}"""


@pytest.fixture
def ada(phone: Page, house: House) -> str:  # noqa: F811  the fixture
    """Sign Ada in, who knows Grace."""
    account = house.sign_in(phone.context)
    factories.contact(house.db, account, "Grace Hopper", at=now(), note=PRIVATE)
    take_in_hand(phone)
    phone.get_by_role("link", name="People", exact=True).click()
    phone.get_by_role("link", name=re.compile("Grace Hopper")).click()
    expect(phone.get_by_text(PRIVATE)).to_be_visible()
    return account


def capture(phone: Page, name: str) -> None:
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Name", exact=True).fill(name)
    phone.get_by_role("button", name="Save").click()


def write_without_a_server(phone: Page, server: Server) -> None:  # noqa: F811
    """Capture somebody on a train."""
    server.stop()
    capture(phone, "Annie Easley")
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()


def sign_in(phone: Page, house: House, account: str) -> None:  # noqa: F811
    email = house.db.one("select email from account where id = :id", {"id": account})["email"]
    phone.goto("/sign-in")
    phone.get_by_label("E-mail").fill(email)
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.get_by_role("heading", name="Today")).to_be_visible()


def names(house: House, account: str) -> set[str]:  # noqa: F811
    return {one.name for one in ContactStore(house.db, account).search(at=now())}


def test_another_person_sees_and_sends_nothing_of_the_first(phone, house, server, ada):  # noqa: F811
    show_a_notice(phone, server)
    write_without_a_server(phone, server)
    phone.context.clear_cookies()
    server.start()
    bob = house.account()
    sign_in(phone, house, bob)
    assert NOTICE not in phone.evaluate(TRACES)
    phone.goto("/waiting")
    expect(phone.get_by_text("Everything is sent")).to_be_visible()
    server.stop()
    for path in ("/contacts", "/today", "/none"):
        phone.goto(path)
        expect(phone.get_by_text(re.compile("Grace|Annie|Quite"))).to_have_count(0)
    server.start()
    phone.goto("/today")
    assert "Grace" not in phone.evaluate("caches.keys().then(String)")
    assert {copy["account"] for copy in phone.evaluate(MEMORY, "copies")} <= {tag_of(phone)}
    phone.goto("/me")
    phone.get_by_role("button", name="Sign out of this browser").click()
    expect(phone.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert (names(house, bob), names(house, ada)) == (set(), {"Grace Hopper"})
    sign_in(phone, house, ada)
    until_sent(phone)
    assert names(house, ada) == {"Grace Hopper", "Annie Easley"}


def tag_of(phone: Page) -> str:
    return str(phone.locator("html").get_attribute("data-account"))


def test_an_expired_sign_in_keeps_the_work_and_asks(phone, house, server, ada):  # noqa: F811
    write_without_a_server(phone, server)
    house.db.run("update device set signed_out_at = seen_at where account_id = :id", {"id": ada})
    server.start()
    phone.goto("/today")
    expect(phone.get_by_text("Sign in to send what waits here: 1")).to_be_visible()
    assert [op["account"] for op in waiting(phone)] != []
    assert phone.evaluate(MEMORY, "copies") == []
    sign_in(phone, house, ada)
    until_sent(phone)
    assert names(house, ada) == {"Grace Hopper", "Annie Easley"}


def test_a_sign_in_that_ends_between_two_pages_stops_the_queue(phone, house, server, ada):  # noqa: F811
    write_without_a_server(phone, server)
    house.db.run("update device set signed_out_at = seen_at where account_id = :id", {"id": ada})
    server.start()
    phone.get_by_role("button", name="Send now").click()
    expect(phone.get_by_text("Waits until you sign in again.")).to_be_visible()
    phone.get_by_role("link", name="Sign in", exact=True).click()
    sign_in(phone, house, ada)
    until_sent(phone)
    assert names(house, ada) == {"Grace Hopper", "Annie Easley"}


def test_what_a_sign_in_carried_along_is_saved_at_once_and_once(
    phone, house, server, ada, faults  # noqa: F811
):  # fmt: skip
    faults.forgive("status of 401")
    email = house.db.one("select email from account where id = :id", {"id": ada})["email"]
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Name", exact=True).fill("Annie Easley")
    house.db.run("update device set signed_out_at = seen_at where account_id = :id", {"id": ada})
    phone.get_by_role("button", name="Save").click()
    phone.get_by_label("E-mail").fill(email)
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()
    phone.get_by_role("button", name="Save it now").click()
    expect(phone.get_by_role("heading", name="Annie Easley")).to_be_visible()
    phone.goto("/waiting")
    expect(phone.get_by_text("Everything is sent")).to_be_visible()
    people = ContactStore(house.db, ada).search(at=now())
    assert sorted(one.name for one in people) == ["Annie Easley", "Grace Hopper"]


@pytest.mark.parametrize("choice", ["Send it first", "Throw it away and sign out"])
def test_signing_out_asks_first_and_then_leaves_nothing(phone, house, server, ada, choice):  # noqa: F811
    show_a_notice(phone, server)
    assert PRIVATE in phone.evaluate(TRACES)
    server.stop()
    capture(phone, "Annie Easley")
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    hold_still(phone)
    phone.goto("/me")
    phone.get_by_role("button", name="Sign out of this browser").click()
    expect(phone.get_by_role("heading", name="Before you sign out")).to_be_visible()
    expect(phone.get_by_text("Annie Easley").first).to_be_visible()
    server.start()
    phone.get_by_role("button", name=choice).click()
    phone.clock.resume()
    if choice == "Send it first":
        expect(phone.get_by_text("Everything is sent")).to_be_visible()
        phone.goto("/me")
        phone.get_by_role("button", name="Sign out of this browser").click()
    expect(phone.get_by_role("heading", name="Welcome back")).to_be_visible()
    is_sent = choice == "Send it first"
    assert ("Annie Easley" in names(house, ada)) == is_sent
    tag = house_tag(house, ada)
    traces = until(phone, lambda: phone.evaluate(TRACES), "what is kept")
    for trace in (PRIVATE, NOTICE, "Grace", "Annie", "example.org", ada, tag):
        assert trace not in traces, trace
    phone.evaluate(IN_CONTROL)
    server.stop()
    phone.goto("/contacts")
    expect(phone.get_by_role("heading", name="No network here")).to_be_visible()
    expect(phone.get_by_text(re.compile("Grace|Annie"))).to_have_count(0)


def show_a_notice(phone: Page, server: Server) -> None:  # noqa: F811
    """Let a notice stand on the phone."""
    phone.context.grant_permissions(["notifications"], origin=server.origin)
    workers = Workers(phone)
    until(phone, lambda: workers.registrations, "the worker")
    notice = {"title": NOTICE, "body": "", "navigate": server.origin + "/today"}
    workers.deliver(server.origin, json.dumps({"web_push": 8030, "notification": notice}))
    until(phone, lambda: NOTICE in phone.evaluate(TRACES), "the notice")


def house_tag(house: House, account: str) -> str:  # noqa: F811
    from netpwa.web.identity import tag_of as tag  # noqa: PLC0415  needs the app

    with house.app.app_context():
        return tag(account)


def test_without_a_signal_one_is_not_signed_out_and_is_told_so(phone, server, ada):  # noqa: F811
    phone.goto("/me")
    server.stop()
    phone.get_by_role("button", name="Sign out of this browser").click()
    expect(phone.get_by_text("Signing out needs a signal.")).to_be_visible()
    server.start()
    phone.get_by_role("link", name="Try again").click()
    expect(phone.get_by_role("button", name="Sign out of this browser")).to_be_visible()
