"""Signing out is quick, and leaves nothing, whether the browser helps or not."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from threading import Event

import pytest
from playwright.sync_api import expect

from netpwa.contacts.store import ContactStore
from tests import factories
from tests.browser.conftest import CHROMIUM, OUTCOME, PATIENCE, PHONE, PLACE, leave_screenshots
from tests.browser.house import day, now
from tests.browser.line import LOST, Answer, line, server  # noqa: F401  fixtures
from tests.browser.offline import (  # noqa: F401  fixtures
    hold_still,
    house,
    no_server,
    take_in_hand,
    until_sent,
)
from tests.browser.phone_home import until
from tests.browser.test_whose_phone import (
    NOTICE,
    PRIVATE,
    TRACES,
    capture,
    house_tag,
    show_a_notice,
    sign_in,
)
from tests.browser.unwatched import unwatched

SIGN_OUT, SIGNED_OUT = "Sign out of this browser", "Welcome back"
OTHERS_TAP = "tap:another:talk:1"
TAPS = "JSON.stringify({...localStorage})"
CLICK = "document.querySelector('form[action$=\"/sign-out\"] button').click()"


def furnish(phone, house):  # noqa: F811  the fixture
    """Sign somebody in who knows Grace and talks with her; give all that must not be left."""
    account = house.sign_in(phone.context)
    grace = factories.contact(house.db, account, "Grace Hopper", at=now(), note=PRIVATE)
    talk = factories.interview(house.db, account, grace, factories.talk("phone", day=day(1)))
    take_in_hand(phone)
    email = house.db.one("select email from account where id = :id", {"id": account})["email"]
    return account, grace, talk, [email, account, grace, talk, house_tag(house, account)]


def sign_out(phone):
    phone.goto("/me")
    phone.get_by_role("button", name=SIGN_OUT).click()
    expect(phone.get_by_role("heading", name=SIGNED_OUT)).to_be_visible()


def test_nothing_stays_in_a_browser_that_clears_nothing_by_itself(phone, house, server, line):  # noqa: F811
    line.loses.add("clear-site-data")
    account, grace, talk, ids = furnish(phone, house)
    show_a_notice(phone, server)
    phone.goto(f"/contacts/{grace}/research")
    phone.goto(f"/interviews/{talk}/call")
    phone.get_by_label("A name, a book, a promise").fill("Ana Ruiz")
    phone.get_by_role("button", name="Name", exact=True).click()
    expect(phone.get_by_text("All saved")).to_be_visible()
    phone.evaluate("(tap) => localStorage.setItem(tap, '{}')", OTHERS_TAP)
    server.stop()
    capture(phone, "Annie Easley")
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    hold_still(phone)
    phone.goto("/me")
    phone.get_by_role("button", name=SIGN_OUT).click()
    expect(phone.get_by_role("heading", name="Before you sign out")).to_be_visible()
    private = [PRIVATE, NOTICE, "Grace", "Annie", "Ana Ruiz", *ids]
    before = phone.evaluate(TRACES)
    assert [one for one in private if one not in before] == [account], "else nothing is shown here"
    server.start()
    phone.get_by_role("button", name="Throw it away and sign out").click()
    phone.clock.resume()
    expect(phone.get_by_role("heading", name=SIGNED_OUT)).to_be_visible()
    after = until(phone, lambda: phone.evaluate(TRACES), "what is kept")
    assert [one for one in private if one in after] == []
    assert OTHERS_TAP in phone.evaluate("Object.keys(localStorage)"), "it waits for its writer"
    names = {one.name for one in ContactStore(house.db, account).search(at=now())}
    assert names == {"Grace Hopper"}
    server.stop()
    for path in ("/today", f"/contacts/{grace}", f"/interviews/{talk}"):
        phone.goto(path)
        expect(phone.get_by_role("heading", name="No network here")).to_be_visible()
        expect(phone.get_by_text(re.compile("Grace|Annie|Quite"))).to_have_count(0)


@pytest.fixture
def back(playwright, server, faults, request):  # noqa: F811  the fixture
    """Give a phone that keeps whole pages for going back, as people have it."""
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, ignore_default_args=["--disable-back-forward-cache"]
    )
    context = browser.new_context(base_url=server.origin, **PHONE, **PLACE)
    faults.watch(context)
    page = context.new_page()
    yield page
    if any(request.node.stash.get(OUTCOME, {}).values()):
        leave_screenshots(request.node.name, [page])
    browser.close()


@pytest.mark.parametrize("is_helped", [True, False])
def test_going_back_shows_nothing_private(back, house, line, is_helped):  # noqa: F811
    if not is_helped:
        line.loses.add("clear-site-data")
    _account, grace, _talk, _ids = furnish(back, house)
    back.goto(f"/contacts/{grace}")
    back.evaluate("window.isTheSame = true")
    back.goto("/contacts")
    back.evaluate("history.back()")
    expect(back.get_by_text(PRIVATE)).to_be_visible()
    assert back.evaluate("window.isTheSame"), "it was kept whole, and is shown to its owner"
    sign_out(back)
    for _ in range(2):
        before = back.url
        back.evaluate("history.back()")
        until(back, lambda before=before: back.url != before, "another page")
        expect(back.get_by_role("heading", name=SIGNED_OUT)).to_be_visible()
        expect(back.get_by_text(PRIVATE)).to_have_count(0)


def test_other_tabs_go_too_but_for_what_is_not_saved_in_them(phone, house, faults):  # noqa: F811
    faults.forgive("401")
    _account, grace, _talk, _ids = furnish(phone, house)
    reading, writing = phone.context.new_page(), phone.context.new_page()
    reading.goto(f"/contacts/{grace}")
    writing.goto("/contacts/new?fields=1")
    writing.get_by_label("Name", exact=True).fill("Annie Easley")
    sign_out(phone)
    expect(reading.get_by_role("heading", name=SIGNED_OUT)).to_be_visible()
    expect(writing.get_by_label("Name", exact=True)).to_have_value("Annie Easley")
    writing.get_by_role("button", name="Save").click()
    expect(writing.get_by_text("What you wrote is here and not saved yet")).to_be_visible()


def note_in_a_call(tab, talk, name):
    tab.goto(f"/interviews/{talk}/call")
    tab.get_by_label("A name, a book, a promise").fill(name)
    tab.get_by_role("button", name="Name", exact=True).click()
    expect(tab.get_by_text("All saved")).to_be_visible()


def test_an_open_call_goes_too_once_all_of_it_is_saved(phone, house):  # noqa: F811
    _account, _grace, talk, _ids = furnish(phone, house)
    call = phone.context.new_page()
    note_in_a_call(call, talk, "Ana Ruiz")
    call.get_by_label("What they say").fill("Begin with the buses")
    call.get_by_label("A name, a book, a promise").focus()
    until(phone, lambda: "Begin with" in call.evaluate(TAPS), "the answer to be written down")
    expect(call.get_by_text("All saved")).to_be_visible()
    sign_out(phone)
    expect(call.get_by_role("heading", name=SIGNED_OUT)).to_be_visible()
    assert call.evaluate(TAPS) == "{}"


@pytest.mark.parametrize("label", ["A name, a book, a promise", "What they say"])
def test_an_open_call_stays_for_what_is_typed_and_not_saved(phone, house, faults, label):  # noqa: F811
    faults.forgive("401")
    _account, _grace, talk, _ids = furnish(phone, house)
    call = phone.context.new_page()
    note_in_a_call(call, talk, "Ana Ruiz")
    phone.goto("/me")
    call.clock.install()
    call.clock.pause_at(now() + timedelta(minutes=1))
    call.get_by_label(label).fill("A post in Delft")
    sign_out(phone)
    call.clock.resume()
    expect(call.get_by_label(label)).to_have_value("A post in Delft")
    expect(call.get_by_text("Ana Ruiz")).to_be_visible()


@pytest.mark.parametrize("is_another_here", [True, False])
def test_a_call_leaves_nothing_when_the_app_is_closed_at_once(
    phone, house, line, faults, is_another_here  # noqa: F811
):  # fmt: skip
    faults.forgive("status of 410")
    faults.forgive("status of 404")  # an icon of /healthz
    _account, _grace, talk, _ids = furnish(phone, house)
    call = phone.context.new_page()
    note_in_a_call(call, talk, "Ana Ruiz")
    line.before = lambda method, path: (
        Answer(410) if (method, path[-4:]) == ("POST", "call") else None
    )
    call.get_by_label("A name, a book, a promise").fill("A post in Delft")
    call.get_by_role("button", name="Lead", exact=True).click()
    expect(call.get_by_text("Not saved: 1.")).to_be_visible()
    call.close()
    is_out, is_closed = Event(), Event()

    def hold(_method, path):
        if path != "/sign-out":
            return None
        is_out.set()
        is_closed.wait(PATIENCE / 1000)
        return LOST

    line.after = hold
    phone.goto("/me")
    phone.get_by_role("button", name=SIGN_OUT).click()
    phone.get_by_role("button", name="Throw them away and sign out").click(no_wait_after=True)
    until(phone, is_out.is_set, "the server to sign out")
    after = phone.context.new_page()
    phone.close()
    is_closed.set()
    after.goto("/healthz")  # no page of the app, which would clear up
    assert "Ana Ruiz" not in after.evaluate(TAPS), "the server has it"
    if is_another_here:
        house.let_in(after.context, house.account())
    after.goto("/contacts")
    heading = "People" if is_another_here else SIGNED_OUT
    expect(after.get_by_role("heading", name=heading)).to_be_visible()
    assert after.evaluate(TAPS) == "{}"


def test_a_browser_that_nobody_looks_into_signs_out_and_does_not_hang(chromium, house, server):  # noqa: F811
    account = house.account()
    cookie = {**house.cookie(account), "url": server.origin}
    with unwatched(chromium) as tab:
        tab.ask("Network.setCookie", **cookie)
        tab.go(f"{server.origin}/today")
        tab.until("!!navigator.serviceWorker.controller")
        tab.go(f"{server.origin}/me")
        tab.tell(CLICK)
        tab.until("location.pathname == '/sign-in' && document.readyState == 'complete'")
        assert account not in json.dumps(tab.tell(f"({TRACES})()"))


def test_work_that_waits_outlives_a_page_that_the_worker_does_not_answer_for(phone, house, line):  # noqa: F811
    account, *_rest = furnish(phone, house)
    line.before = lambda method, path: LOST if (method, path[:9]) == ("POST", "/contacts") else None
    capture(phone, "Annie Easley")
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    tools = phone.context.new_cdp_session(phone)
    tools.send("Network.enable")
    tools.send("Network.setBypassServiceWorker", {"bypass": True})  # as a forced reload does
    sign_out(phone)
    tools.send("Network.setBypassServiceWorker", {"bypass": False})
    line.before = lambda _method, _path: None
    phone.goto("/sign-in")
    until(phone, lambda: PRIVATE not in phone.evaluate(TRACES), "the copies to be gone")
    phone.reload()
    expect(phone.get_by_text("Sign in to send what waits here: 1")).to_be_visible()
    sign_in(phone, house, account)
    until_sent(phone)
    names = {one.name for one in ContactStore(house.db, account).search(at=now())}
    assert names == {"Grace Hopper", "Annie Easley"}
