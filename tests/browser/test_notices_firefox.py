"""Notices in Firefox, up to the shown one: a push service and a decryption of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import FIREFOX, PHONE, PLACE, Faults
from tests.browser.phone_home import (
    LEFT_IN_A_HURRY,
    SHOWN,
    Clock,
    book,
    server_with,
    sign_up,
    turn_notices_on,
    until,
)
from tests.fakes.fixtures import autopush  # noqa: F401  pytest finds it here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Playwright

    from tests.fakes.autopush import Autopush


@pytest.fixture
def firefox(
    playwright: Playwright,
    autopush: Autopush,  # noqa: F811  the fixture
) -> Iterator[Browser]:
    """Start Firefox on the push service of ours."""
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=FIREFOX,
        firefox_user_prefs={**autopush.preferences},
    )
    yield browser
    browser.close()


def test_firefox_shows_what_is_due(firefox, autopush, tmp_path: Path):  # noqa: F811
    clock = Clock(tmp_path / "clock")
    with server_with(clock, autopush.hosts, tmp_path) as server:
        context = firefox.new_context(base_url=server.origin, viewport=PHONE["viewport"], **PLACE)
        faults = Faults(server.origin)
        faults.forgive(LEFT_IN_A_HURRY)
        faults.watch(context)
        context.grant_permissions(["notifications"], origin=server.origin)
        page = context.new_page()
        sign_up(page, server.sign_up_link())
        turn_notices_on(page)
        page.get_by_role("button", name="Send a test").click()
        until(page, lambda: page.get_by_text("Your phone showed it.").count(), "the phone's word")
        book(page, "Grace Hopper", clock.at(11))
        clock.set(10, 50)
        before = {"title": "Your conversation is in ten minutes", "open": f"{page.url}"}
        until(page, lambda: before in page.evaluate(SHOWN), "the notice before")
        clock.set(13, 26)
        after = {"title": "A thank-you is due today", "open": f"{page.url}/thank-you"}
        until(page, lambda: after in page.evaluate(SHOWN), "the notice after")
        until(page, lambda: len(autopush.arrived) == 4, "the receipts")
        context.close()
        faults.check()
