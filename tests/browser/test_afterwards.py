"""After the talk: how it was, room to recharge, what it adds up to, and the tips on one sheet."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netpwa import clock
from netpwa.db.port import write
from netpwa.interviews import booking
from tests import factories
from tests.browser.house import now

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House

PAGE = re.compile(rb"/Type\s*/Page\b")


def have_talked(house: House, account_id: str) -> str:
    """Let a talk have ended half an hour ago, and give its id."""
    contact_id = factories.contact(house.db, account_id, at=now())
    began = (now() - timedelta(hours=1)).replace(second=0)
    draft = factories.talk(day=began.date(), starts=began.time().replace(tzinfo=None), zone="UTC")
    with write(house.db):
        booking.book(house.db, account_id, contact_id, draft, say=str, at=now())
        booking.mark_held(house.db, account_id, draft.id, at=began + timedelta(minutes=30))
    factories.work_out(house.db, account_id, at=now())
    return draft.id


@pytest.mark.parametrize("script", [True, False])
def test_a_drained_talk_moves_the_next_booking(open_phone, house, faults, script):
    faults.forgive("status of 422")
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    talk_id = have_talked(house, account_id)
    other = factories.contact(house.db, account_id, "Ben Okafor", at=now())

    page.goto(f"/interviews/{talk_id}")
    page.get_by_role("button", name="Empty").click()
    expect(page.get_by_role("status")).to_contain_text("for your eyes only")
    expect(page.get_by_role("radio", name="Empty").last).to_be_checked()
    page.get_by_role("radio", name="worn out").check()
    page.get_by_label("What do I know now").fill("Silt moves")
    page.get_by_text("Other questions").click()
    page.get_by_label("What did I notice about power").fill("I was the only student")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_label("What do I know now")).to_have_value("Silt moves")
    expect(page.get_by_label("What did I notice about power")).to_be_visible()

    page.goto(f"/contacts/{other}/book")
    tomorrow = (now() + timedelta(days=1)).date()
    page.get_by_label("Day").fill(tomorrow.isoformat())
    page.get_by_label("Starts at").fill("10:00")
    page.get_by_role("radio", name="Phone").check()
    page.get_by_label("Number, link or place").fill("by the lake")
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_role("alert")).to_contain_text("You asked for room until")
    expect(page.get_by_label("Number, link or place")).to_have_value("by the lake")
    page.get_by_role("alert").get_by_role("button", name="instead").click()
    expect(page.get_by_role("heading", name="Ben Okafor")).to_be_visible()
    booked = house.db.one(
        "select local_date, place from interview where contact_id = :id", {"id": other}
    )
    assert booked
    assert booked["local_date"] >= (tomorrow + timedelta(days=2)).isoformat()
    assert booked["place"] == "by the lake"


def test_whoever_presses_enter_keeps_the_time_that_they_typed(phone, house, faults):
    faults.forgive("status of 422")
    account_id = house.sign_in(phone.context)
    have_talked(house, account_id)
    other = factories.contact(house.db, account_id, "Ben Okafor", at=now())
    phone.goto(f"/contacts/{other}/book")
    soon = clock.to_local(now() + timedelta(hours=3), factories.ZONE)
    phone.get_by_label("Day").fill(soon.date().isoformat())
    phone.get_by_label("Starts at").fill(f"{soon:%H:%M}")
    phone.get_by_role("radio", name="Phone").check()
    phone.get_by_role("button", name="Book it").click()
    expect(phone.get_by_role("alert")).to_contain_text("Room to breathe?")
    phone.get_by_label("Number, link or place").press("Enter")
    expect(phone.get_by_role("heading", name="Ben Okafor")).to_be_visible()
    booked = house.db.one("select local_time from interview where contact_id = :id", {"id": other})
    assert booked == {"local_time": f"{soon:%H:%M}"}


def test_a_reflection_adds_up_to_pictures_and_themes_by_keyboard_and_thumb(phone, house):
    account_id = house.sign_in(phone.context)
    talk_id = have_talked(house, account_id)
    phone.goto(f"/interviews/{talk_id}/reflection")
    phone.get_by_role("group", name="How were you before it?").get_by_role(
        "radio", name="Tired"
    ).check()
    phone.get_by_role("group", name="And after it?").get_by_role("radio", name="Good").check()
    phone.get_by_label("What do I know now").fill("Harbours silt up")
    phone.get_by_role("button", name="Keep").click()
    expect(phone.get_by_role("status")).to_be_visible()
    phone.get_by_role("navigation", name="Main").get_by_role("link", name="Me").click()
    phone.get_by_role("link", name="What it adds up to").click()
    figure = phone.get_by_role("figure", name="Energy, before and after")
    expect(figure.get_by_role("img")).to_be_visible()
    figure.get_by_text("The numbers").click()
    expect(figure.get_by_role("row", name="Grace Hopper Tired Good")).to_be_visible()
    phone.get_by_role("link", name="What I learned").click()
    piece = phone.get_by_role("listitem").filter(has_text="Harbours silt up")
    piece.get_by_text("Put it elsewhere").click()
    piece.get_by_role("button", name="What to be careful about").click()
    expect(phone.get_by_role("heading", name="What to be careful about")).to_be_visible()
    phone.get_by_role("searchbox").fill("silt")
    phone.get_by_role("searchbox").press("Enter")
    expect(phone.get_by_text("Harbours silt up", exact=True)).to_be_visible()


def test_the_tips_print_on_one_sheet_of_either_size_with_any_margin(phone, house):
    house.sign_in(phone.context)
    phone.goto("/tips")
    for size in ("A4", "Letter"):
        for margin in ("0", "12mm"):
            sides = dict.fromkeys(("top", "right", "bottom", "left"), margin)
            printed = phone.pdf(format=size, print_background=True, margin=sides)
            assert len(PAGE.findall(printed)) == 1, (size, margin)
