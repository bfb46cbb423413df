"""Notices on a real phone: on, shown, tapped, answered; and whatever can go wrong with them."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.phone_home import book, home, sign_up, turn_notices_on, until  # noqa: F401

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.phone_home import Home


def test_from_the_home_screen_to_the_thank_you(home):
    page = home.page
    sign_up(page, home.server.sign_up_link())
    app = install(home)
    turn_notices_on(app)
    app.get_by_role("button", name="Send a test").click()
    expect(app.get_by_text("Your phone showed it.")).to_be_visible(timeout=15000)
