"""The taps of a call on a phone: who they belong to, where they are seen, and when they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.offline import (  # noqa: F401  fixtures
    house,
    no_server,
    one_server,
    server,
    take_in_hand,
)
from tests.browser.phone_home import until
from tests.browser.test_call import a_talk, catch, taps_of
from tests.browser.test_install import IN_CONTROL
from tests.browser.test_whose_phone import house_tag, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House

UNSENT = """() => Object.entries(localStorage).filter(([key]) => key.startsWith("tap:"))
  .map(([key, tap]) => [key.split(":")[1], JSON.parse(tap)])
  .filter(([, tap]) => tap.state !== "sent").map(([who, tap]) => [who, tap.text])"""
SIGN_OUT = "Sign out of this browser"
AWAY = "update contact set deleted_at = created_at where account_id = :id"
BACK = "update contact set deleted_at = null where account_id = :id"
END_SIGN_INS = "update device set signed_out_at = seen_at where account_id = :id"


@pytest.fixture
def ada(phone: Page, house: House, faults) -> str:  # noqa: F811  the fixture
    faults.forgive("ERR_INTERNET_DISCONNECTED")
    return house.sign_in(phone.context)


def note_on_a_train(phone: Page, house: House, account: str, *texts: str) -> str:  # noqa: F811
    """Take notes in a call without a signal, and give the call's id."""
    talk = a_talk(house, account)
    phone.goto(f"/interviews/{talk}/call")
    phone.evaluate(IN_CONTROL)
    phone.context.set_offline(True)
    for text in texts:
        catch(phone, "Lead", text)
    return talk


def note_on_a_train_about_somebody_gone(phone: Page, house: House, account: str, faults) -> str:  # noqa: F811
    """Take a note that the server refuses once there is a signal, and give the call's id."""
    faults.forgive("status of 404")
    talk = note_on_a_train(phone, house, account, "A post in Delft")
    house.db.run(AWAY, {"id": account})
    phone.context.set_offline(False)
    expect(phone.get_by_text("Not saved: 1.")).to_be_visible()
    return talk


def leave(phone: Page) -> None:
    phone.goto("/me")
    phone.get_by_role("button", name=SIGN_OUT).click()


def test_one_who_does_not_sign_out_after_all_keeps_every_tap(phone, house, server, ada):  # noqa: F811
    take_in_hand(phone)
    talk = note_on_a_train(phone, house, ada, "A post in Delft")
    kept = phone.evaluate(UNSENT)
    assert [text for _, text in kept] == ["A post in Delft"]
    leave(phone)
    expect(phone.get_by_text("notes from a call are still on this phone")).to_be_visible()
    assert phone.evaluate(UNSENT) == kept
    # Nothing is sent that was thrown away, and nothing thrown away before one is signed out.
    phone.get_by_role("button", name="Throw them away and sign out").click()
    expect(phone.get_by_text("Signing out needs a signal.")).to_be_visible()
    assert phone.evaluate(UNSENT) == kept
    phone.context.set_offline(False)
    phone.goto("/me")
    until(phone, lambda: phone.evaluate(UNSENT) == [], "the taps to be sent")
    assert [tap.text for tap in taps_of(house, ada, talk)] == ["A post in Delft"]
    leave(phone)
    expect(phone.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert "Delft" not in phone.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


def test_signing_out_leaves_the_taps_of_somebody_else_to_them(phone, house, server, ada, faults):  # noqa: F811
    faults.forgive("status of 401")
    talk = note_on_a_train(phone, house, ada, "A post in Delft")
    house.db.run(END_SIGN_INS, {"id": ada})
    phone.context.set_offline(False)
    sign_in(phone, house, bob := house.account())
    assert phone.evaluate(UNSENT) == [[house_tag(house, ada), "A post in Delft"]]
    leave(phone)
    expect(phone.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert phone.evaluate(UNSENT) == [[house_tag(house, ada), "A post in Delft"]]
    assert house_tag(house, bob) not in phone.evaluate("JSON.stringify({...localStorage})")
    sign_in(phone, house, ada)
    until(phone, lambda: phone.evaluate(UNSENT) == [], "the taps to be sent")
    assert [tap.text for tap in taps_of(house, ada, talk)] == ["A post in Delft"]


def test_an_open_call_shows_what_is_saved_after_the_sign_in_has_ended(
    phone, house, server, ada, faults  # noqa: F811
):  # fmt: skip
    faults.forgive("status of 401")
    phone.goto(f"/interviews/{a_talk(house, ada)}/call")
    catch(phone, "Lead", "A post in Delft")
    expect(phone.get_by_text("All saved")).to_be_visible()
    house.db.run(END_SIGN_INS, {"id": ada})
    other = phone.context.new_page()
    other.goto("/today")
    expect(other.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert "Delft" not in other.evaluate("JSON.stringify({...localStorage})")
    catch(phone, "Lead", "A flat in Lille")
    caught = phone.get_by_role("list", name="Caught in this call")
    expect(caught).to_contain_text("A flat in Lille")
    expect(caught).to_contain_text("A post in Delft")


def test_what_the_server_refused_is_asked_for_before_it_goes(phone, house, server, ada, faults):  # noqa: F811
    talk = note_on_a_train_about_somebody_gone(phone, house, ada, faults)
    leave(phone)
    expect(phone.get_by_text("notes from a call are still on this phone")).to_be_visible()
    phone.get_by_role("button", name="Throw them away and sign out").click()
    expect(phone.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert phone.evaluate(UNSENT) == []
    house.db.run(BACK, {"id": ada})
    assert taps_of(house, ada, talk) == []


def test_what_a_call_left_is_counted_on_every_page_and_listed(phone, house, server, ada, faults):  # noqa: F811
    faults.forgive("status of 401")
    take_in_hand(phone)
    note_on_a_train(phone, house, ada, "A post in Delft", "A flat in Lille")
    phone.goto("/today")
    phone.get_by_role("link", name="Waiting to be sent: 2").click()
    card = phone.get_by_role("listitem").filter(has_text="Call with Grace Hopper")
    expect(card).to_contain_text("Waits for a signal.")
    card.get_by_text("What is in it").click()
    expect(card.get_by_text("A flat in Lille")).to_be_visible()
    expect(phone.get_by_text("Everything is sent")).to_be_hidden()
    house.db.run(END_SIGN_INS, {"id": ada})
    phone.context.set_offline(False)
    sign_in(phone, house, house.account())
    phone.goto("/waiting")
    expect(phone.get_by_text("Everything is sent")).to_be_visible()
    assert "Delft" not in phone.content()


def test_refused_notes_of_a_call_are_sent_again_or_thrown_away(phone, house, server, ada, faults):  # noqa: F811
    talk = note_on_a_train_about_somebody_gone(phone, house, ada, faults)
    phone.goto("/today")
    phone.get_by_role("link", name="needs a look: 1").click()
    card = phone.get_by_role("listitem").filter(has_text="Call with Grace Hopper")
    expect(card).to_contain_text("What it belongs to is not there any more.")
    house.db.run(BACK, {"id": ada})
    card.get_by_role("button", name="Send now").click()
    expect(phone.get_by_text("Everything is sent")).to_be_visible()
    assert [tap.text for tap in taps_of(house, ada, talk)] == ["A post in Delft"]
    house.db.run(AWAY, {"id": ada})
    note_on_a_train(phone, house, ada, "A flat in Lille")
    house.db.run(AWAY, {"id": ada})
    phone.context.set_offline(False)
    phone.goto("/waiting")
    expect(card).to_contain_text("What it belongs to is not there any more.")
    card.get_by_text("Throw it away", exact=True).click()
    card.get_by_role("button", name="Yes, throw it away").click()
    expect(phone.get_by_text("Everything is sent")).to_be_visible()
    assert phone.evaluate(UNSENT) == []


@pytest.mark.parametrize("status", [400, 409, 410])
def test_a_tap_that_is_refused_for_good_does_not_block_the_next(
    phone, house, server, ada, faults, status  # noqa: F811
):  # fmt: skip
    faults.forgive(f"status of {status}")
    talk = a_talk(house, ada)
    phone.add_init_script(REFUSE % {"word": "Refused", "status": status})
    phone.goto(f"/interviews/{talk}/call")
    catch(phone, "Lead", "Refused by the server")
    catch(phone, "Lead", "A post in Delft")
    expect(phone.get_by_text("Not saved: 1.")).to_be_visible()
    until(phone, lambda: taps_of(house, ada, talk), "the next tap")
    assert [tap.text for tap in taps_of(house, ada, talk)] == ["A post in Delft"]


def test_a_line_that_hangs_is_given_up_and_tried_again(phone, house, server, ada):  # noqa: F811
    talk = a_talk(house, ada)
    phone.add_init_script(HANG_ONCE)
    phone.goto(f"/interviews/{talk}/call")
    catch(phone, "Lead", "A post in Delft")
    expect(phone.get_by_text("All saved")).to_be_visible()
    assert [tap.text for tap in taps_of(house, ada, talk)] == ["A post in Delft"]


REFUSE = """
const own = fetch;
window.fetch = (address, asked) => String(asked?.body).includes("%(word)s")
  ? Promise.resolve(new Response("", {status: %(status)s})) : own(address, asked);
"""
# Waits for ever, unless whoever asks has set a limit; theirs is made short.
HANG_ONCE = """
const own = fetch;
let hung = false;
AbortSignal.timeout = () => AbortSignal.abort();
window.fetch = (address, asked) => {
  const isTap = String(address).endsWith("/call");
  if (!isTap || hung) return own(address, {...asked, signal: undefined});
  hung = true;
  return new Promise((_done, fail) => asked.signal && setTimeout(fail, 100, new Error("given up")));
};
"""
