"""A plan put in order by thumb and by keys, cut short and trimmed; and the brief, offline."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from netpwa.interviews.plan_store import PlanStore
from tests import factories
from tests.browser.house import day
from tests.browser.offline import take_in_hand
from tests.browser.phone_home import until


@pytest.fixture
def planned(house):
    """Give a maker of a talk, opened at its plan, and a way to read that plan."""

    def make(page):
        account = house.sign_in(page.context)
        person = factories.contact(house.db, account, say_name="grays HOP-per")
        talk = factories.interview(house.db, account, person)
        page.goto(f"/interviews/{talk}/plan")
        return talk, lambda: [item.id for item in PlanStore(house.db, account).plan(talk)]

    return make


def shown(page):
    ids = page.locator("plan-order li").evaluate_all("all => all.map((it) => it.id)")
    return [each.removeprefix("item-") for each in ids]


def moved(order, from_, to):
    rest = [*order[:from_], *order[from_ + 1 :]]
    rest.insert(to, order[from_])
    return rest


def until_saved(page, read, order):
    until(page, lambda: (shown(page), read()) == (order, order), "the order to be kept")
    expect(page.locator("#moved")).not_to_be_empty()


def test_a_thumb_drags_a_question_to_its_place(phone, planned):
    _, read = planned(phone)
    order = read()
    touch = phone.context.new_cdp_session(phone)
    handle = phone.locator(".handle").nth(2)
    handle.scroll_into_view_if_needed()
    start = handle.bounding_box()
    goal = phone.locator(".handle").first.bounding_box()

    def at(kind, y):
        points = [{"x": start["x"] + 20, "y": y}] if kind != "touchEnd" else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    with phone.expect_response(lambda answer: answer.url.endswith("/place")):
        at("touchStart", start["y"] + 20)
        for y in range(int(start["y"]), int(goal["y"]) - 20, -20):
            at("touchMove", y)
        at("touchEnd", 0)
    until_saved(phone, read, moved(order, 2, 0))


def test_the_arrow_keys_move_a_question_and_keep_hold_of_it(phone, planned):
    _, read = planned(phone)
    order = read()
    phone.locator(".handle").first.focus()
    with phone.expect_response(lambda answer: answer.url.endswith("/place")):
        for to in (1, 2):
            phone.keyboard.press("ArrowDown")
            expect(phone.locator("#moved")).to_have_text(f"Place {to + 1} of {len(order)}.")
    expect(phone.locator(f"#handle-{order[0]}")).to_be_focused()
    phone.keyboard.press("ArrowUp")
    with phone.expect_response(lambda answer: answer.url.endswith("/place")):
        phone.keyboard.press("Tab")
    until_saved(phone, read, moved(order, 0, 1))


@pytest.mark.parametrize("script", [True, False])
def test_they_gave_me_15_then_one_more_is_put_in_and_trimmed_away(open_phone, planned, script):
    page = open_phone(java_script_enabled=script)
    _, read = planned(page)
    page.get_by_role("button", name="15 min", exact=True).click()
    expect(page.get_by_text("of 15 min")).to_be_visible()
    here, left_out = read(), page.locator("#left-out")
    expect(left_out).to_be_visible()
    expect(page.get_by_role("button", name="15 min", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_role("button", name="Put back: What is talked about too much").click()
    expect(page.get_by_role("heading", name="More than fits")).to_be_visible()
    assert len(read()) == len(here) + 1
    page.get_by_role("button", name="Trim").click()
    expect(page.get_by_role("heading", name="More than fits")).to_be_hidden()
    assert read() == here
    page.get_by_text("What is changing in your field").click()
    page.get_by_role("button", name="Earlier").locator("visible=true").click()
    expect(page.get_by_text("of 15 min")).to_be_visible()
    assert sorted(read()) == sorted(here)


def test_the_bank_is_starred_and_a_question_of_it_is_planned(phone, planned):
    _, read = planned(phone)
    before = len(read())
    phone.get_by_role("link", name="Add from the question bank").click()
    phone.get_by_role("button", name="Add to the plan: Whose writing").click()
    expect(phone.locator("plan-order")).to_contain_text("Whose writing")
    assert len(read()) == before + 1
    phone.goto("/questions")
    star = phone.get_by_role("button", name="Star: Whose writing")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    phone.goto("/questions?show=starred")
    expect(phone.locator(".line-of-bank")).to_have_count(1)


def test_the_brief_opens_without_a_network_though_it_was_never_opened_before(phone, house, faults):
    faults.forgive("ERR_INTERNET_DISCONNECTED")
    account = house.sign_in(phone.context)
    person = factories.contact(house.db, account, say_name="grays HOP-per")
    talk = factories.interview(house.db, account, person, factories.talk(day=day(1)))
    take_in_hand(phone)
    phone.context.set_offline(True)
    phone.goto(f"/interviews/{talk}/brief")
    expect(phone.get_by_text("grays HOP-per")).to_be_visible()
    expect(phone.get_by_text("Which part of your work")).to_be_visible()
