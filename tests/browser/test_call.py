"""A call on a phone: without a signal, cut short, reloaded, restarted; by keys; without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from netpwa.db.port import write
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.resource_store import ResourceStore
from netpwa.interviews.call_store import CallStore
from netpwa.interviews.store import InterviewStore
from netpwa.outreach.story import Story
from netpwa.outreach.story_store import StoryStore
from tests import factories
from tests.browser.conftest import CHROMIUM, PHONE, PLACE
from tests.browser.house import day, now
from tests.browser.offline import take_in_hand

NO_NETWORK = "ERR_INTERNET_DISCONNECTED"
CAUGHT = (("Name", "Ana Ruiz"), ("Resource", "A book on streets"), ("Lead", "A post in Delft"),
          ("I promised", "Send my map"), ("They promised", "Introduce me"))  # fmt: skip
CLOCK = """() => [...document.querySelector("[data-gone]").textContent.match(/\\d+/g).map(Number),
                 Date.now()]"""
NEAR_THE_END = (("11:00", "9 min left", "calm"), ("04:30", "5 min left", "five"),
                ("03:00", "2 min left", "two"), ("01:30", "0 min left", "over"))  # fmt: skip


def a_talk(house, account, **booked):
    person = factories.contact(house.db, account)
    draft = factories.talk(place="+1 416 555 0134", **booked)
    return factories.interview(house.db, account, person, draft)


def is_right(page, began):
    """Say whether the clock shows the time since the talk began, to the second before."""
    minutes, seconds, at = page.evaluate(CLOCK)
    return 0 <= at / 1000 - began - (minutes * 60 + seconds) < 2


def go_offline(page):
    # A worker that is cut off while it installs complains, and is none of a call's business.
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)


def taps_of(house, account, talk):
    return CallStore(house.db, account).taps(talk)


def ask(page):
    before = page.locator("#question").inner_text()
    page.get_by_role("button", name="Asked", exact=True).click()
    expect(page.locator("#question")).not_to_have_text(before)
    return before


def catch(page, kind, text):
    page.get_by_label("A name, a book, a promise").fill(text)
    page.get_by_role("button", name=kind, exact=True).click()
    expect(page.get_by_label("Caught in this call")).to_contain_text(text)


def all_arrived(house, account, talk, asked):
    """Look at what the server made of a call: each tap once, in order, and what follows from it."""
    taps = taps_of(house, account, talk)
    kinds = [tap.kind for tap in taps]
    assert kinds == ["begin", "asked", "asked", "answer", "asked", "name", "resource", "lead",
                     "minutes", "i_promised", "they_promised", "end"]  # fmt: skip
    assert [tap.text for tap in taps if tap.kind in kinds[5:8]] == [t for _, t in CAUGHT[:3]]
    plan = InterviewStore(house.db, account).plan(talk)
    assert [item.text for item in plan if item.asked_at] == asked
    assert InterviewStore(house.db, account).get(talk).held_at
    promises = PromiseStore(house.db, account).of_interview(talk)
    assert {(one.owner, one.text) for one in promises} == {
        ("me", "Send my map"), ("them", "Introduce me")}  # fmt: skip
    for store, text in ((ReferralStore, "Ana Ruiz"), (LeadStore, "A post in Delft"),
                        (ResourceStore, "A book on streets")):  # fmt: skip
        [left] = store(house.db, account).of_interview(talk)
        assert text in {getattr(left, "name", ""), getattr(left, "text", "")}


def test_a_call_without_signal_cut_short_and_restarted_reaches_the_server_once_and_in_order(
    playwright, house, server, tmp_path, faults
):
    faults.forgive(NO_NETWORK)
    faults.forgive("Failed to fetch")
    account = house.account()
    talk = a_talk(house, account, day=day(1))

    def browser():
        context = playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, base_url=server.origin, **PHONE, **PLACE
        )
        faults.watch(context)
        house.let_in(context, account)
        return context

    context = browser()
    page = context.pages[0]
    take_in_hand(page)
    page.goto(f"/interviews/{talk}/call")
    page.get_by_role("button", name="Begin").click()
    began = page.evaluate("Date.now()") / 1000
    expect(page.get_by_text("All saved")).to_be_visible()
    go_offline(page)
    asked = [ask(page), ask(page)]
    page.get_by_label("What they say").fill("By chance, she says")
    asked.append(ask(page))
    for kind, text in CAUGHT[:3]:
        catch(page, kind, text)
    page.get_by_role("button", name="15 min").click()
    expect(page.locator("[data-said]")).to_contain_text("Fitted to 15 minutes")
    here = page.locator("#question").inner_text()
    for restarted in (False, True):
        if restarted:
            context.close()
            context = browser()
            page = context.pages[0]
            context.set_offline(True)
        page.goto(f"/interviews/{talk}/call")
        expect(page.get_by_text(re.compile(r"\d+ kept on this phone"))).to_be_visible()
        expect(page.get_by_text("Ana Ruiz")).to_be_visible()
        expect(page.locator("#question")).to_have_text(here)
        assert page.locator("progress").get_attribute("max") == "15"
        assert is_right(page, began)
    for kind, text in CAUGHT[3:]:
        catch(page, kind, text)
    context.set_offline(False)
    expect(page.get_by_text("All saved")).to_be_visible()
    page.reload()
    page.get_by_text("All questions").click()
    expect(page.get_by_text("By chance, she says")).to_be_visible()
    for _, text in CAUGHT:
        expect(page.get_by_label("Caught in this call")).to_contain_text(text)
    page.get_by_role("button", name="End the talk").click()
    expect(page.get_by_role("heading", name="You talked")).to_be_visible()
    expect(page.get_by_text("All saved")).to_be_visible()
    context.close()
    all_arrived(house, account, talk, asked)


def test_the_clock_is_right_after_a_reload_and_changes_its_words_near_the_end(phone, house):
    account = house.sign_in(phone.context)
    talk = a_talk(house, account)
    phone.clock.install(time=now())
    phone.goto(f"/interviews/{talk}/call")
    phone.get_by_role("button", name="Begin").click()
    expect(phone.get_by_text("20 min left")).to_be_visible()
    expect(phone.get_by_text("All saved")).to_be_visible()
    dial = phone.locator(".dial")
    for later, words, level in NEAR_THE_END:
        phone.clock.fast_forward(later)
        expect(phone.get_by_text(words)).to_be_visible()
        expect(dial).to_have_attribute("data-level", level)
        phone.reload()
        expect(phone.get_by_text(words)).to_be_visible()
    phone.get_by_role("button", name="Five more").click()
    expect(phone.get_by_text("5 min left", exact=True)).to_be_visible()


def test_undo_star_close_and_the_cards_work_by_keys_and_by_thumb(phone, house):
    account = house.sign_in(phone.context)
    talk = a_talk(house, account)
    phone.goto(f"/interviews/{talk}/call")
    first = phone.locator("#question").inner_text()
    phone.get_by_role("button", name="Begin", exact=True).click()
    usual = phone.viewport_size
    phone.set_viewport_size({"width": 320, "height": 640})
    box = phone.locator("#question").bounding_box()
    assert box["y"] + box["height"] < 640, "the whole question is seen on the smallest phone"
    phone.set_viewport_size(usual)
    phone.locator("[data-now]").focus()
    phone.keyboard.press("a")
    expect(phone.locator("#question")).not_to_have_text(first)
    phone.keyboard.press("u")
    expect(phone.locator("#question")).to_have_text(first)
    phone.keyboard.press("f")
    star = phone.get_by_role("button", name="Star")
    expect(star).to_have_attribute("aria-pressed", "true")
    phone.keyboard.press("u")
    expect(star).to_have_attribute("aria-pressed", "false")
    phone.keyboard.press("f")
    phone.get_by_role("button", name="15 min", exact=True).click()
    expect(phone.get_by_role("progressbar")).to_have_attribute("max", "15")
    phone.locator("[data-undo]").get_by_role("button", name="Undo").click()
    expect(phone.get_by_role("progressbar")).to_have_attribute("max", "20")
    expect(phone.locator("#question")).to_have_text(first)
    phone.keyboard.press("s")
    expect(phone.locator("#question")).not_to_have_text(first)
    phone.get_by_text("They speak of a job").click()
    phone.get_by_label("What, where, and whom to write to").fill("Delft, ask Ana")
    phone.get_by_role("radio", name="Yes").check()
    phone.get_by_role("button", name="Keep the lead").click()
    caught = phone.get_by_label("Caught in this call")
    expect(caught).to_contain_text("Delft, ask Ana (Yes)")
    phone.get_by_role("button", name="Close", exact=True).click()
    expect(phone.locator("#question")).to_contain_text("who else should I meet")
    expect(phone.get_by_label("What I take with me, in one line")).to_be_visible()
    expect(phone.get_by_text("All saved")).to_be_visible()
    kinds = [tap.kind for tap in taps_of(house, account, talk)]
    assert kinds == [
        "begin", "asked", "open", "star", "unstar", "star", "minutes", "minutes", "skipped",
        "lead", "close"]  # fmt: skip


def test_the_cards_for_a_silence_a_follow_up_and_not_hiring_open_with_one_tap_and_offline(
    phone, house, faults
):
    faults.forgive(NO_NETWORK)
    account = house.sign_in(phone.context)
    story = Story(
        situation="current", summary="I study how towns move.", answers={"current": "To keep up"}
    )
    with write(house.db):
        StoryStore(house.db, account).save(story, at=now())
    talk = a_talk(house, account)
    phone.goto(f"/interviews/{talk}/call")
    expect(phone.get_by_text("All saved")).to_be_visible()
    go_offline(phone)
    for card, words in (
        ("Follow up", "Is there an example you can think of?"),
        ("It went quiet", "Give it a breath"),
        ("They speak of a job", "I study how towns move."),
        ("“We are not hiring”", "That is fine: it is your view of the work that I came for."),
        ("Why I got in touch", "To keep up"),
    ):
        phone.locator("summary", has_text=card).click()
        expect(phone.get_by_text(words)).to_be_visible()
    phone.locator("summary", has_text="“We are not hiring”").click()
    phone.get_by_role("button", name="Still on, no change").click()
    expect(phone.get_by_label("Caught in this call")).to_contain_text("still on, no change")
    phone.locator("[data-undo]").get_by_role("button", name="Undo").click()
    expect(phone.get_by_label("Caught in this call")).not_to_contain_text("still on")
    phone.context.set_offline(False)
    expect(phone.get_by_text("All saved")).to_be_visible()
    assert [tap.kind for tap in taps_of(house, account, talk)] == ["note", "uncatch"]
    assert InterviewStore(house.db, account).get(talk).is_open, "nobody cancels for that"


def test_a_promise_caught_by_mistake_is_taken_back_on_the_phone_and_at_the_server(phone, house):
    account = house.sign_in(phone.context)
    talk = a_talk(house, account)
    phone.goto(f"/interviews/{talk}/call")
    catch(phone, "I promised", "Send my map")
    catch(phone, "They promised", "Introduce me")
    expect(phone.get_by_text("All saved")).to_be_visible()
    promises = PromiseStore(house.db, account)
    assert len(promises.of_interview(talk)) == 2
    phone.get_by_role("button", name="Take back").first.click()
    expect(phone.get_by_label("Caught in this call")).not_to_contain_text("Send my map")
    expect(phone.get_by_text("All saved")).to_be_visible()
    assert [one.text for one in promises.of_interview(talk)] == ["Introduce me"]


def test_what_a_call_left_behind_is_sent_from_any_page_and_signing_out_waits_for_it(
    phone, house, faults
):
    faults.forgive(NO_NETWORK)
    account = house.sign_in(phone.context)
    talk = a_talk(house, account)
    phone.goto("/me")
    call = phone.context.new_page()
    call.goto(f"/interviews/{talk}/call")
    expect(call.get_by_text("All saved")).to_be_visible()
    go_offline(call)
    catch(call, "Name", "Ana Ruiz")
    call.close()
    phone.get_by_role("button", name="Sign out of this browser").click()
    expect(phone.get_by_text("notes from a call are still on this phone")).to_be_visible()
    phone.context.set_offline(False)
    for address in ("/today", "/me"):
        phone.goto(address)
    phone.get_by_role("button", name="Sign out of this browser").click()
    expect(phone.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert [tap.text for tap in taps_of(house, account, talk)] == ["Ana Ruiz"]
    assert phone.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('tap:'))") == []


def test_a_call_works_without_scripts(open_phone, house):
    page = open_phone(java_script_enabled=False)
    account = house.sign_in(page.context)
    talk = a_talk(house, account)
    page.goto(f"/interviews/{talk}/call")
    page.get_by_role("button", name="Begin").click()
    first = page.locator("#question").inner_text()
    page.get_by_label("What they say").fill("It is")
    page.get_by_role("button", name="Keep the answer").click()
    page.get_by_role("button", name="Asked", exact=True).click()
    expect(page.locator("#question")).not_to_have_text(first)
    page.get_by_label("A name, a book, a promise").fill("Ana Ruiz")
    page.get_by_role("button", name="Name", exact=True).click()
    expect(page.get_by_label("Caught in this call")).to_contain_text("Ana Ruiz")
    page.get_by_role("button", name="End the talk").click()
    expect(page.get_by_role("heading", name="Sixty seconds")).to_be_visible()
