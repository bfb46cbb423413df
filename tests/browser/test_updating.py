"""A new version is offered and never forced; offline work can be turned off without a loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netpwa.contacts.store import ContactStore
from tests import factories
from tests.browser.house import now
from tests.browser.offline import MEMORY, house, no_server, take_in_hand  # noqa: F401
from tests.browser.phone_home import until
from tests.browser.server import Server
from tests.browser.test_install import SHELLS, WAITING, deployment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.house import House

UPDATE = "navigator.serviceWorker.ready.then((one) => one.update()).then(() => 1)"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start a server that may be stopped."""
    with Server(tmp_path / "data") as server:
        yield server


@pytest.fixture
def account(phone: Page, house: House) -> str:  # noqa: F811  the fixture
    account = house.sign_in(phone.context)
    take_in_hand(phone)
    return account


def deploy(phone: Page, server: Server, tree: Path) -> None:
    """Let another version run, and the phone hear of it."""
    server.stop()
    server.tree = deployment(tree)
    server.start()
    phone.evaluate(UPDATE)
    until(phone, lambda: phone.evaluate(WAITING), "the new worker to wait")


def test_a_new_version_is_used_when_somebody_says_so(phone, server, account, tmp_path):
    deploy(phone, server, tmp_path / "tree")
    old = phone.evaluate(SHELLS)
    phone.goto("/contacts/new?fields=1")
    offer = phone.get_by_text("A new version is ready.")
    expect(offer).to_be_visible()
    phone.get_by_label("Name", exact=True).fill("Grace Hopper")
    phone.get_by_role("button", name="Use it now").click()
    expect(phone.get_by_text("Save what you are writing, or end the call, first.")).to_be_visible()
    expect(phone.get_by_label("Name", exact=True)).to_have_value("Grace Hopper")
    phone.get_by_label("Name", exact=True).fill("")
    phone.evaluate("window.sameAsBefore = 1")
    today = phone.context.new_page()
    today.goto("/today")
    with today.expect_navigation():
        today.get_by_role("button", name="Use it now").click()
    # Refused where somebody wrote, it is nobody's word to load that page anew.
    assert phone.evaluate("window.sameAsBefore")
    phone.goto("/today")
    expect(offer).to_be_hidden()
    until(phone, lambda: phone.evaluate(WAITING) is False, "the new worker to be in charge")
    assert set(old) <= set(phone.evaluate(SHELLS))


def test_a_call_is_never_interrupted_by_a_new_version(phone, house, server, account, tmp_path):  # noqa: F811
    person = factories.contact(house.db, account, at=now())
    talk = factories.interview(house.db, account, person, factories.talk("phone"))
    call = phone.context.new_page()
    call.goto(f"/interviews/{talk}/call")
    deploy(phone, server, tmp_path / "tree")
    call.reload()
    expect(call.get_by_role("button", name="Begin")).to_be_visible()
    expect(call.get_by_text("A new version is ready.")).to_be_hidden()
    phone.goto("/today")
    phone.get_by_role("button", name="Use it now").click()
    expect(phone.get_by_text("Save what you are writing, or end the call, first.")).to_be_visible()
    assert phone.evaluate(WAITING)


def test_turning_offline_work_off_sends_what_waits_and_then_keeps_nothing(
    phone, house, server, account  # noqa: F811
):  # fmt: skip
    server.stop()
    phone.goto("/contacts/new?fields=1")
    phone.get_by_label("Name", exact=True).fill("Annie Easley")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Kept on this phone.").last).to_be_visible()
    # Its sign-in has ended: the work waits for it under the leaving worker too, and can be saved.
    house.db.run(
        "update device set signed_out_at = seen_at where account_id = :id", {"id": account}
    )
    server.settings = {**server.settings, "NETPWA_OFFLINE": "off"}
    server.start()
    phone.evaluate(UPDATE)
    until(phone, lambda: phone.evaluate(COPIES) == [], "the copies to go")
    phone.goto("/waiting")
    expect(phone.get_by_text("Annie Easley").first).to_be_visible()
    with phone.expect_download() as saving:
        phone.get_by_role("link", name="Save the texts as a file").click()
    assert "Annie Easley" in saving.value.path().read_text(encoding="utf-8")
    house.let_in(phone.context, account)
    phone.goto("/today")
    until(phone, lambda: phone.evaluate("caches.keys()") == [], "everything to go")
    assert [phone.evaluate(MEMORY, store) for store in ("ops", "copies", "facts")] == [[]] * 3
    assert [one.name for one in ContactStore(house.db, account).search(at=now())] == [
        "Annie Easley"
    ]
    server.stop()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        phone.goto("/today")


END_SIGN_INS = "update device set signed_out_at = seen_at where account_id = :id"
COPIES = "caches.keys().then((names) => names.filter((name) => name.startsWith('copies-')))"
