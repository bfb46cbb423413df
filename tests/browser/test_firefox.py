"""The core steps in a second engine: one account, ten steps."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PLACE, leave_screenshots
from tests.browser.test_journey import (
    ASKED,
    TICKS,
    book,
    capture,
    expect_ticks_after_reload,
    sign_up,
    tick,
)


def test_ten_core_steps_in_firefox(firefox, house, server, faults, request):
    context = firefox.new_context(
        base_url=server.origin, viewport={"width": 412, "height": 839}, **PLACE
    )
    faults.watch(context)
    page = context.new_page()
    try:
        sign_up(page, house.link(), "Firefox")
        capture(page, "Grace Hopper")
        capture(page, "Annie Easley")
        page.get_by_role("link", name="People").first.click()
        page.get_by_role("searchbox").press_sequentially("hopp")
        expect(page.get_by_role("link", name="Annie Easley")).to_have_count(0)
        page.get_by_role("link", name="Grace Hopper").click()
        page.get_by_text("We were in touch").click()
        page.get_by_role("button", name="Letter").click()
        expect(page.get_by_text("Logged.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        book(page)
        for text in (*TICKS, ASKED):
            tick(page, text)
        expect_ticks_after_reload(page)
        page.get_by_role("link", name="Me", exact=True).click()
        expect(page.get_by_text("Firefox on Linux")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    except BaseException:
        leave_screenshots(request.node.name, [page])
        raise
    finally:
        context.close()
