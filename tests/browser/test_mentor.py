"""A mentor in a browser of their own, with a link and no account."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from netpwa.interviews.plan_store import PlanStore
from tests import mentoring
from tests.browser.house import now
from tests.browser.test_call import NO_NETWORK, a_talk
from tests.browser.test_for_everybody import AXE, LARGER_TEXT, LEVELS, RUN, TOO_WIDE


def test_a_mentor_rewords_a_question_in_another_browser_and_it_is_taken_up_with_one_tap(
    phone, open_phone, house, faults
):
    faults.forgive("410 (Gone)")
    account = house.sign_in(phone.context)
    talk = a_talk(house, account)
    phone.goto(f"/interviews/{talk}")
    phone.get_by_role("link", name="Ask a mentor to look at these").click()
    phone.get_by_label("Whom you will talk to").fill("a computer scientist")
    phone.get_by_role("button", name="Make the link").click()
    link = phone.get_by_label("Link", exact=True).input_value()

    mentor = open_phone()
    mentor.goto(link)
    expect(mentor.get_by_text("a computer scientist")).to_be_visible()
    expect(mentor.get_by_text("Grace")).to_have_count(0)
    card = mentor.locator(".judged").nth(3)
    expect(card.get_by_label("Your wording")).to_be_hidden()
    card.get_by_role("radio", name="Reword").check()
    card.get_by_label("Your wording").fill("What first made you curious?")
    mentor.get_by_role("button", name="Send it back").click()
    expect(mentor.get_by_role("heading", name="it has arrived")).to_be_visible()

    phone.reload()
    expect(phone.get_by_role("heading", name="1 suggestion")).to_be_visible()
    phone.get_by_role("button", name="Take it up").click()
    expect(phone.get_by_text("In your plan")).to_be_visible()
    plan = PlanStore(house.db, account).plan(talk)
    assert plan[3].text == "What first made you curious?"
    phone.get_by_role("button", name="End the link now").click()
    expect(phone.get_by_text("The link has ended")).to_be_visible()
    assert mentor.goto(link).status == 410


def test_a_mentor_answers_without_scripts(open_phone, house):
    page = open_phone(java_script_enabled=False)
    account = house.sign_in(page.context)
    talk = a_talk(house, account)
    page.goto(f"/interviews/{talk}/reviews/new")
    page.get_by_label("Whom you will talk to").fill("a computer scientist")
    page.get_by_role("button", name="Make the link").click()
    page.goto(page.get_by_label("Link", exact=True).input_value())
    page.locator(".judged").first.get_by_role("radio", name="Cut").check()
    page.get_by_role("button", name="Send it back").click()
    expect(page.get_by_role("heading", name="it has arrived")).to_be_visible()


def test_what_a_mentor_writes_without_a_signal_waits_says_so_and_arrives(open_phone, house, faults):
    faults.forgive(NO_NETWORK)
    account = house.account()
    secret = f"for-{account}"
    review = mentoring.review(house.db, account, a_talk(house, account), secret, at=now())
    mentor = open_phone()
    mentor.goto(f"/review/{secret}")
    mentor.evaluate("navigator.serviceWorker.ready.then(() => true)")
    mentor.reload()
    mentor.get_by_label("And about all of it").fill("Leave room for silence")
    mentor.context.set_offline(True)
    mentor.get_by_role("button", name="Send it back").click()
    expect(mentor.get_by_role("heading", name="Waiting to be sent")).to_be_visible()
    expect(mentor.get_by_text("Everything is sent")).to_be_hidden()
    expect(mentor.get_by_text("Leave room for silence").first).to_be_visible()
    mentor.context.set_offline(False)
    mentor.goto(f"/review/{secret}")
    said = "select said from review where id = :id"
    for _ in range(40):
        if house.db.query(said, {"id": review}) == [{"said": "Leave room for silence"}]:
            break
        mentor.wait_for_timeout(250)
    assert house.db.query(said, {"id": review}) == [{"said": "Leave room for silence"}]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_mentors_page_is_for_everybody(open_phone, house, scheme):
    page = open_phone(color_scheme=scheme, viewport={"width": 320, "height": 700})
    account = house.sign_in(page.context)
    page.goto(next(one for one in house.furnish(account) if one.startswith("/review/")))
    page.evaluate(AXE)
    assert page.evaluate(RUN, LEVELS)["violations"] == []
    assert page.evaluate(TOO_WIDE) == []
    page.evaluate(LARGER_TEXT)
    assert page.evaluate(TOO_WIDE) == []
