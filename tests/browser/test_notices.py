"""Notices on a real phone: turned on, shown once, tapped, answered."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.phone_home import (
    LEFT_IN_A_HURRY,
    Workers,
    book,
    fcm,  # noqa: F401  pytest finds the fixtures here
    home,  # noqa: F401
    install,
    notices,  # noqa: F401
    phone_at,
    sign_in,
    sign_up,
    turn_notices_on,
    until,
)

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

BEFORE = "Your conversation is in ten minutes"
COUNT_QUESTIONS = """
window.questions = 0;
const ask = Notification.requestPermission.bind(Notification);
Notification.requestPermission = () => { window.questions += 1; return ask(); };
"""
SUBSCRIPTION = "navigator.serviceWorker.ready.then(it => it.pushManager.getSubscription())"
AFTER = "A thank-you is due today"
FRESH = "Sixty seconds while it is fresh"


def test_from_the_home_screen_to_the_thank_you(home):  # noqa: F811  the fixture
    clock = home.clock
    sign_up(home.page, home.server.sign_up_link())
    app = install(home)
    turn_notices_on(app)
    app.get_by_role("button", name="Send a test").click()
    expect(app.get_by_text("Your phone showed it.")).to_be_visible(timeout=15_000)
    assert home.titles() == ["Notices work"]

    book(app, "Annie Easley", clock.at(11) + timedelta(days=4))
    talk = book(app, "Grace Hopper", clock.at(11))
    app.goto("/today")
    clock.set(10, 50)
    before = home.notice(BEFORE)
    home.desktop.click(before)
    expect(app).to_have_url(talk)
    assert home.context.pages == [app], "the tap opened a second window"
    expect(app.get_by_role("heading", name="Grace Hopper")).to_be_visible()

    clock.set(11, 31)
    home.notice(FRESH)
    clock.set(13, 26)
    after = home.notice(AFTER)
    assert home.badge(app) == 2
    home.desktop.click(after)
    expect(app).to_have_url(f"{talk}/thank-you")
    app.get_by_label("One thing they said").fill("That a clock is never late")
    app.get_by_role("button", name="Ready to send").click()
    app.get_by_role("button", name="Yes, I sent it").click()
    expect(app.get_by_text("Thanked")).to_be_visible()
    app.goto("/today")
    expect(app.get_by_text("Thank Grace")).to_have_count(0)
    until(app, lambda: home.badge(app) == 0, "the badge to go")
    assert home.titles() == ["Notices work", BEFORE, FRESH, AFTER]
    assert not [shown for shown in home.desktop.shown if "Grace" in shown.title + shown.body]


def test_a_tap_opens_the_page_whatever_is_open(home):  # noqa: F811  the fixture
    page, clock = home.page, home.clock
    sign_up(page, home.server.sign_up_link())
    turn_notices_on(page)
    page.get_by_role("button", name="Notices may name the person").click()
    expect(page.get_by_role("button", name="Notices may name")).to_have_attribute(
        "aria-pressed", "true"
    )
    talk = book(page, "Grace Hopper", clock.at(11))

    # No window open: one opens.
    page.goto("about:blank")
    clock.set(10, 50)
    shown = home.notice("Ten minutes until Grace")
    with home.context.expect_page() as opening:
        home.desktop.click(shown)
    expect(opening.value).to_have_url(talk)
    opening.value.close()

    # Somebody is writing in the only window: what they wrote stays, and another opens.
    page.goto("/contacts/new?fields=1")
    page.get_by_label("Note").fill("half a thought")
    clock.set(13, 26)
    shown = home.notice("Thank Grace today")
    with home.context.expect_page() as opening:
        home.desktop.click(shown)
    expect(opening.value).to_have_url(f"{talk}/thank-you")
    expect(page.get_by_label("Note")).to_have_value("half a thought")
    opening.value.close()


def test_a_tap_opens_another_window_where_none_can_be_led(home):  # noqa: F811  the fixture
    page, clock = home.page, home.clock
    sign_up(page, home.server.sign_up_link())
    turn_notices_on(page)
    talk = book(page, "Grace Hopper", clock.at(11))

    # A window that the worker has no hold on, as after a forced reload: another opens.
    page.goto("/contacts")
    tools = home.context.new_cdp_session(page)
    with page.expect_navigation():
        tools.send("Page.reload", {"ignoreCache": True})
    assert page.evaluate("navigator.serviceWorker.controller") is None
    clock.set(13, 26)
    shown = home.notice("A thank-you is due today")
    with home.context.expect_page() as opening:
        home.desktop.click(shown)
    expect(opening.value).to_have_url(f"{talk}/thank-you")


def test_a_tap_leads_through_sign_in(home, chromium):  # noqa: F811  the fixture
    page, clock = home.page, home.clock
    sign_up(page, home.server.sign_up_link())
    turn_notices_on(page)
    talk = book(page, "Grace Hopper", clock.at(11))
    page.goto("/contacts")
    clock.set(13, 26)
    shown = home.notice(AFTER)
    elsewhere = chromium.new_context(base_url=home.server.origin)
    sign_out_the_other(elsewhere)
    elsewhere.close()
    home.desktop.click(shown)
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    sign_in(page)
    expect(page).to_have_url(f"{talk}/thank-you")

    # Signed in again, this browser gets notices again; removed, it does not creep back.
    page.goto("/me/notices")
    expect(page.get_by_text("Notices are on in this browser.")).to_be_visible()
    home.faults.forgive("status of 410")
    page.get_by_role("button", name="Remove").click()
    for _ in range(2):
        expect(page.get_by_role("button", name="Turn notices on here")).to_be_visible()
        expect(page.get_by_role("heading", name="Where notices go")).to_have_count(0)
        page.reload()


def test_permission_is_asked_for_only_by_a_tap_and_its_refusal_is_explained(phone, house):
    house.sign_in(phone.context)
    phone.add_init_script(COUNT_QUESTIONS)
    phone.goto("/today")
    phone.goto("/me/notices")
    button = phone.get_by_role("button", name="Turn notices on here")
    expect(button).to_be_visible()
    assert phone.evaluate("window.questions") == 0
    button.click()
    expect(phone.get_by_role("heading", name="This browser does not let us")).to_be_visible()
    assert phone.evaluate("window.questions") == 1
    for _ in range(2):
        expect(phone.get_by_role("heading", name="This browser does not let us")).to_be_visible()
        expect(phone.get_by_role("heading", name="Where notices go")).to_have_count(0)
        assert phone.evaluate(SUBSCRIPTION) is None
        phone.reload()


def test_a_push_service_that_never_answers_is_given_up(server, house, faults, playwright, tmp_path):
    # A profile that lasts asks Google's service and waits for ever; here nobody is at its address.
    nobody = "127.0.0.1:9"
    switches = (
        f"--gcm-checkin-url=http://{nobody}/", f"--gcm-registration-url=http://{nobody}/",
        f"--gcm-mcs-endpoint=https://{nobody}",
    )  # fmt: skip
    with phone_at(server, playwright, tmp_path / "profile", *switches) as context:
        faults.forgive(LEFT_IN_A_HURRY)
        faults.forgive("notices could not be turned on: no answer")
        faults.watch(context)
        context.grant_permissions(["notifications"], origin=server.origin)
        house.sign_in(context)
        page = context.pages[0]
        page.goto("/me/notices")
        page.locator("push-switch").evaluate("one => { one.dataset.patience = 1500; }")
        page.get_by_role("button", name="Turn notices on here").click()
        expect(page.get_by_text("One moment")).to_be_visible()
        expect(page.get_by_role("heading", name="It did not work")).to_be_visible()
        assert page.evaluate(SUBSCRIPTION) is None
        page.get_by_role("link", name="Try again").click()
        expect(page.get_by_role("button", name="Turn notices on here")).to_be_visible()


BROKEN = (
    "not JSON", "", "null", "8030", "[]", "{}",
    '{"notification": {"title": "Odd", "actions": 5}}',
    '{"notification": {"title": "Odd", "dir": "sideways"}}',
)  # fmt: skip


def test_a_broken_message_still_shows_something(home):  # noqa: F811  the fixture
    home.page.goto("/sign-in")
    workers = Workers(home.page)
    until(home.page, lambda: "activated" in workers.states.values(), "the worker")
    for number, data in enumerate(BROKEN, 1):
        workers.deliver(home.server.origin, data)
        # Asking the page for its notices instead may remove one that is just being shown.
        until(home.page, lambda n=number: len(home.titles()) == n, f"a notice for {data}")
    assert set(home.titles()) == {"Common Ground"}


def sign_out_the_other(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/me")
    sign_in(page)
    page.goto("/me")
    page.get_by_role("button", name=re.compile("Sign out Chrome")).click()
    expect(page.get_by_role("button", name=re.compile("Sign out Chrome"))).to_have_count(0)
