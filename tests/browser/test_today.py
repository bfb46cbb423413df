"""What is due on Today: done, put off, caught up with; with a script and without one."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netpwa.db.port import write
from netpwa.interviews import booking
from netpwa.reminders.planning import replan
from netpwa.reminders.settings_store import RhythmStore
from tests import factories, left
from tests.browser.house import day, now

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.house import House


WHO = ("Ana", "Bea", "Cleo", "Dora", "Eva", "Fay", "Gia", "Hal", "Ida")


def wait_for_looking_up(house: House, account_id: str, *names: str, days: int) -> None:
    """Let people be captured some days ago, and looking them up be asked for."""
    with write(house.db):
        RhythmStore(house.db, account_id).set_switch("research", is_on=True)
    for name in names:
        factories.contact(house.db, account_id, name, at=now() - timedelta(days=days))
    with write(house.db):
        replan(house.db, account_id, at=now())


@pytest.mark.parametrize("script", [True, False])
def test_done_later_and_their_undo_with_and_without_a_script(open_phone, house, script):
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    wait_for_looking_up(house, account_id, "Ana Ruiz", "Ben Okafor", days=3)
    page.goto("/today")
    line = page.get_by_role("listitem").filter(has_text="Five minutes on Ana?")
    line.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Five minutes on Ana?")).to_have_count(0)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Five minutes on Ana?")).to_be_visible()

    line = page.get_by_role("listitem").filter(has_text="Five minutes on Ben?")
    line.locator("summary").click()
    line.get_by_role("button", name="Tomorrow").click()
    expect(page.get_by_role("status")).to_contain_text("Put off: Tomorrow")
    expect(page.get_by_text("Five minutes on Ben?")).to_have_count(0)
    expect(page.get_by_role("link", name="Five minutes on Ana?")).to_be_visible()


def have_promised(house: House, account_id: str) -> None:
    """Let a talk have been had three weeks ago, nobody have been thanked, and a promise be due."""
    grace = factories.contact(house.db, account_id, at=now() - timedelta(days=30))
    talk = factories.interview(house.db, account_id, grace, factories.talk(day=day(-22)))
    with write(house.db):
        booking.mark_held(house.db, account_id, talk, at=now() - timedelta(days=22))
    left.promise(house.db, account_id, grace, due_on=day(-21), at=now() - timedelta(days=22))


@pytest.mark.parametrize("script", [True, False])
def test_catching_up_after_three_weeks_away(open_phone, house, script):
    page: Page = open_phone(java_script_enabled=script)
    account_id = house.sign_in(page.context)
    have_promised(house, account_id)
    wait_for_looking_up(house, account_id, *(f"{first} Ruiz" for first in WHO), days=8)
    page.goto("/today")
    expect(page.locator(".due-line:visible")).to_have_count(7)
    page.get_by_text("3 more").click()
    expect(page.locator(".due-line:visible")).to_have_count(10)
    page.get_by_role("link", name="Catch up").click()
    expect(page.get_by_role("checkbox", name="Follow up with Grace")).not_to_be_checked()
    page.get_by_role("checkbox", name="Five minutes on Ana?").uncheck()
    page.get_by_role("button", name="Let these go").click()
    expect(page.locator(".due-line")).to_have_count(2)
    expect(page.get_by_role("link", name="Five minutes on Ana?")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".due-line")).to_have_count(10)

    page.get_by_role("link", name="Catch up").click()
    page.get_by_role("region", name="Not thanked yet").get_by_role("link").click()
    page.get_by_role("link", name="Thank Grace").click()
    expect(page.get_by_label("One thing they said")).to_be_visible()


def test_the_settings_of_reminders_by_thumb(phone, house):
    account_id = house.sign_in(phone.context)
    contact_id = factories.contact(house.db, account_id, at=now())
    talk = factories.talk("phone", day=day(3), starts=time(14))
    factories.interview(house.db, account_id, contact_id, talk)
    phone.goto("/me/reminders")
    switch = phone.get_by_role("button", name="Confirm it")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(phone.get_by_role("button", name="Confirm it")).to_have_attribute("aria-pressed", "true")
    phone.get_by_label("Quiet from").fill("22:15")
    phone.get_by_role("radio", name="Twice").check()
    phone.get_by_role("button", name="Save my rhythm").click()
    expect(phone.get_by_role("status")).to_contain_text("Saved.")
    expect(phone.get_by_label("Quiet from")).to_have_value("22:15")
    expect(phone.get_by_role("radio", name="Twice")).to_be_checked()
