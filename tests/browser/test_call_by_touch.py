"""What a phone may do to a call: no room, a dark screen, a swipe, a small screen and large text."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.house import now
from tests.browser.test_call import NO_NETWORK, a_talk, ask, catch, go_offline, taps_of
from tests.browser.test_for_everybody import AXE, LARGER_TEXT, LEVELS, RUN, TOO_WIDE


def test_a_phone_without_room_says_so_and_still_sends(phone, house, faults):
    faults.forgive(NO_NETWORK)
    account = house.sign_in(phone.context)
    talk = a_talk(house, account)
    phone.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    phone.goto(f"/interviews/{talk}/call")
    expect(phone.get_by_text("All saved")).to_be_visible()
    go_offline(phone)
    catch(phone, "Lead", "A post in Delft")
    expect(phone.get_by_text("This phone has no room left.")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.get_by_text("All saved")).to_be_visible()
    assert [tap.text for tap in taps_of(house, account, talk)] == ["A post in Delft"]


def test_the_screen_is_kept_awake_again_after_the_page_was_out_of_sight(phone, house):
    account = house.sign_in(phone.context)
    talk = a_talk(house, account)
    phone.add_init_script(
        "window.asked = 0; Object.defineProperty(navigator, 'wakeLock',"
        " {value: {request: async () => { window.asked += 1; }}});"
    )
    phone.goto(f"/interviews/{talk}/call")
    phone.wait_for_function("window.asked === 1")
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    phone.wait_for_function("window.asked === 2")
    expect(phone.get_by_text("This phone may dim")).to_be_hidden()


def test_where_the_screen_cannot_be_kept_awake_a_hint_says_what_to_do(phone, house):
    account = house.sign_in(phone.context)
    phone.add_init_script("Object.defineProperty(navigator, 'wakeLock', {value: undefined});")
    phone.goto(f"/interviews/{a_talk(house, account)}/call")
    expect(phone.get_by_text("This phone may dim")).to_be_visible()


def test_a_swipe_skips_holding_stars_and_the_call_hides_behind_plain_notes(phone, house):
    account = house.sign_in(phone.context)
    talk = a_talk(house, account)
    phone.goto(f"/interviews/{talk}/call")
    first = phone.locator("#question").inner_text()
    point(phone, "pointerdown", 300)
    expect(phone.get_by_role("button", name="Star")).to_have_attribute("aria-pressed", "true")
    point(phone, "pointerup", 300)
    point(phone, "pointerdown", 300)
    point(phone, "pointermove", 150)
    point(phone, "pointerup", 150)
    expect(phone.locator("#question")).not_to_have_text(first)
    phone.get_by_role("link", name="Show plain notes only").click()
    expect(phone.locator("#question")).to_be_hidden()
    phone.get_by_role("textbox", name="Notes").fill("Ask about housing")
    phone.get_by_role("button", name="Keep", exact=True).click()
    phone.get_by_role("button", name="Back", exact=True).click()
    expect(phone.get_by_label("Caught in this call")).to_contain_text("Ask about housing")
    expect(phone.get_by_text("All saved")).to_be_visible()
    assert [tap.kind for tap in taps_of(house, account, talk)] == ["star", "skipped", "note"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_call_with_everything_open_and_the_time_up_is_for_everybody(open_phone, house, scheme):
    page = open_phone(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": 320, "height": 700}
    )
    account = house.sign_in(page.context)
    page.clock.install(time=now())
    page.goto(f"/interviews/{a_talk(house, account)}/call")
    page.get_by_role("button", name="Begin").click()
    ask(page)
    catch(page, "Lead", "A post in Delft")
    page.clock.fast_forward("21:00")
    expect(page.get_by_role("heading", name="That is the time you asked for")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((it) => {"
                  " it.removeAttribute('name'); it.open = true; })")  # fmt: skip
    page.evaluate(AXE)
    found = page.evaluate(RUN, LEVELS)["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate(TOO_WIDE) == []
    page.evaluate(LARGER_TEXT)
    assert page.evaluate(TOO_WIDE) == []


def point(page, kind, x):
    page.locator("#question").dispatch_event(
        kind, {"pointerType": "touch", "clientX": x, "clientY": 300, "bubbles": True}
    )
