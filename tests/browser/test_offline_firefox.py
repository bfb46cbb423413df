"""The core of a day without a network, in an engine that has no Background Sync."""

from __future__ import annotations

from playwright.sync_api import expect

from netpwa.contacts.store import ContactStore
from netpwa.interviews.store import InterviewStore
from tests import factories
from tests.browser.conftest import PLACE, leave_screenshots
from tests.browser.house import day, now
from tests.browser.offline import house, no_server, one_server, server, take_in_hand, until_sent  # noqa: F401
from tests.browser.phone_home import until
from tests.browser.test_journey import TICKS
from tests.browser.test_whose_phone import TRACES


def test_a_train_in_firefox(firefox, house, server, faults, request):  # noqa: F811
    context = firefox.new_context(
        base_url=server.origin, viewport={"width": 412, "height": 839}, **PLACE
    )
    faults.watch(context)
    page = context.new_page()
    try:
        account = house.sign_in(context)
        person = factories.contact(house.db, account, "Annie Easley", at=now())
        talk = factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))
        take_in_hand(page)
        server.stop()
        page.goto(f"/interviews/{talk}")  # never opened before
        expect(page.locator("h1")).to_have_text("Annie Easley")
        expect(page.get_by_text("A saved copy, from")).to_be_visible()
        tick = page.get_by_role("button", name=TICKS[0])
        tick.click()
        expect(tick).to_have_attribute("aria-pressed", "true")
        page.goto("/contacts/new?fields=1")
        page.get_by_label("Name", exact=True).fill("Mary Jackson")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Kept on this phone.").last).to_be_visible()
        server.start()
        page.goto("/today")
        until_sent(page)
        people = ContactStore(house.db, account).search(at=now())
        assert {one.name for one in people} == {"Annie Easley", "Mary Jackson"}
        checklist = InterviewStore(house.db, account).checklist(talk)
        assert [item.text for item in checklist if item.done_at] == [TICKS[0]]
        assert "Annie" in page.evaluate(TRACES)
        page.goto("/me")
        page.get_by_role("button", name="Sign out of this browser").click()
        expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
        left = until(page, lambda: page.evaluate(TRACES), "what is kept")
        assert [one for one in ("Annie", "Mary", account, talk, "example.org") if one in left] == []
    except BaseException:
        leave_screenshots(request.node.name, [page])
        raise
    finally:
        context.close()
