"""Bringing people in and taking that back, making one of two, and the bin, by thumb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.bringing.test_samples import SAMPLES
from tests.browser.house import now
from tests.browser.test_install import IN_CONTROL

if TYPE_CHECKING:
    from playwright.sync_api import Page

PREVIEW = re.compile(r"/bring/[0-9a-f-]{36}")


def read_file(page: Page, **file: object) -> None:
    """Choose a file and look at what is in it."""
    page.get_by_label("Your file").set_input_files(**file)
    page.get_by_role("button", name="See who is in it").click()
    expect(page).to_have_url(PREVIEW)
    expect(page.get_by_role("heading", name="Who is in it")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_seen_first_ticked_brought_in_and_taken_back(open_phone, house, script):
    page: Page = open_phone(java_script_enabled=script)
    account = house.sign_in(page.context)
    factories.contact(house.db, account, "Félix Gagnon", at=now(), organisation="Atelier Nord")
    page.goto("/me")
    page.get_by_role("link", name="Bring people in").click()
    read_file(page, files=SAMPLES / "linkedin.csv")
    expect(page.get_by_text("3 are new")).to_be_visible()
    expect(page.get_by_text("1 is here and gains something")).to_be_visible()
    expect(page.get_by_text("1 could not be read")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("Mary Hawes")).uncheck()
    page.get_by_role("button", name="Bring in what is ticked").click()
    expect(page.get_by_text("2 new people are in. 1 gained something.")).to_be_visible()
    page.goto("/contacts")
    expect(page.get_by_role("link", name="Grace Hopper")).to_be_visible()
    expect(page.get_by_role("link", name="Mary Hawes")).to_have_count(0)
    page.goto("/bring")
    page.get_by_role("button", name=re.compile(r"Undo.*linkedin\.csv")).click()
    expect(page.get_by_text("Everything is as it was before")).to_be_visible()
    page.goto("/contacts")
    expect(page.get_by_role("link", name="Grace Hopper")).to_have_count(0)
    expect(page.get_by_role("link", name="Félix Gagnon")).to_be_visible()


def test_a_file_waits_in_its_form_where_there_is_no_signal(phone, house, faults):
    faults.forgive("ERR_INTERNET_DISCONNECTED")
    house.sign_in(phone.context)
    phone.goto("/bring")
    phone.evaluate(IN_CONTROL)
    phone.context.set_offline(True)
    file = phone.get_by_label("Your file")
    file.set_input_files(files=SAMPLES / "linkedin.csv")
    phone.get_by_role("button", name="See who is in it").click()
    expect(phone.get_by_text("A file needs a signal, and there is none")).to_be_visible()
    assert file.evaluate("one => one.files[0].name") == "linkedin.csv"
    phone.context.set_offline(False)
    phone.get_by_role("button", name="See who is in it").click()
    expect(phone).to_have_url(PREVIEW)


def test_a_large_file_shows_how_far_it_is_and_one_too_large_is_not_sent(open_phone, house, faults):
    # Playwright holds back no request that a service worker passes on.
    phone = open_phone(service_workers="block")
    faults.forgive("blocked by Playwright")
    faults.forgive("'waiting'")
    house.sign_in(phone.context)
    phone.goto("/bring")
    large = b"x" * (5 * 1024 * 1024 + 1)
    phone.get_by_label("Your file").set_input_files(
        files={"name": "all.csv", "mimeType": "text/csv", "buffer": large}
    )
    phone.get_by_role("button", name="See who is in it").click()
    expect(phone.get_by_role("alert")).to_contain_text("larger than 5 MB")
    expect(phone).to_have_url(re.compile(r"/bring$"))
    held = []
    # Held back until we have looked: however quick the server is, the bar was there.

    def hold(route):
        held.append(route)

    phone.route("**/bring", hold)
    head = "First Name,Last Name,Company\n"
    text = head + "".join(f"Person,No{n},Org {n}\n" for n in range(1500))
    phone.get_by_label("Your file").set_input_files(
        files={"name": "all.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    phone.get_by_role("button", name="See who is in it").click()
    expect(phone.get_by_role("progressbar")).to_be_visible()
    assert len(held) == 1
    held[0].continue_()
    expect(phone).to_have_url(PREVIEW)
    expect(
        phone.get_by_text("1,500 are new").or_(phone.get_by_text("1500 are new"))
    ).to_be_visible()
    # Playwright looks at no page that is being left, so this one is not.
    phone.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    phone.get_by_role("button", name="Bring in what is ticked").click()
    expect(phone.get_by_text("Bringing them in …")).to_be_in_viewport()
    expect(phone.get_by_role("progressbar")).to_be_in_viewport()


def test_what_is_wrong_with_a_file_is_said_on_the_page(phone, house, faults):
    faults.forgive("status of 422")
    house.sign_in(phone.context)
    phone.goto("/bring")
    file = {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    phone.get_by_label("Your file").set_input_files(files=file)
    phone.get_by_role("button", name="See who is in it").click()
    expect(phone.get_by_role("alert").first).to_contain_text("could not find people")


def test_what_goes_out_is_a_file(phone, house):
    account = house.sign_in(phone.context)
    factories.contact(house.db, account, at=now())
    phone.goto("/bring")
    for name, ending in (("For a phone", ".vcf"), ("For a spreadsheet", ".csv")):
        with phone.expect_download() as started:
            phone.get_by_role("link", name=name).click()
        assert started.value.suggested_filename.endswith(ending)
        assert "Grace Hopper" in started.value.path().read_text(encoding="utf-8")


def test_two_become_one_and_two_again(phone, house):
    account = house.sign_in(phone.context)
    factories.contact(house.db, account, "Ana Ruiz", at=now(), organisation="Guelph")
    other = factories.contact(
        house.db, account, "Ana M. Ruiz", at=now(), organisation="guelph", title="Planner",
        note="Likes rivers",
    )  # fmt: skip
    factories.touch(house.db, account, other, at=now())
    phone.goto("/people/alike")
    expect(phone.get_by_text("Same name, same organisation")).to_be_visible()
    phone.get_by_role("link", name="Look at both").click()
    expect(phone.get_by_text("in touch once")).to_be_visible()
    expect(phone.get_by_text("Likes rivers")).to_be_visible()
    phone.get_by_role("button", name="Make them one").click()
    expect(phone.get_by_text("Ana M. Ruiz is part of Ana Ruiz now.")).to_be_visible()
    expect(phone.get_by_role("heading", name="Nobody seems to be here twice")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_role("heading", name="Ana M. Ruiz")).to_be_visible()
    phone.goto("/people/alike")
    phone.get_by_role("button", name="Two people").click()
    expect(phone.get_by_role("heading", name="Nobody seems to be here twice")).to_be_visible()


def test_whoever_was_deleted_waits_in_the_bin(phone, house):
    account = house.sign_in(phone.context)
    for name in ("Ana Ruiz", "Ben Okafor"):
        who = factories.contact(house.db, account, name, at=now())
        phone.goto(f"/contacts/{who}/edit")
        phone.get_by_role("button", name="Delete").click()
        expect(phone.get_by_text(f"{name} is in the bin.")).to_be_visible()
    phone.goto("/people/bin")
    phone.get_by_role("button", name="Take back Ana Ruiz").click()
    expect(phone.get_by_role("heading", name="Ana Ruiz")).to_be_visible()
    phone.goto("/people/bin")
    phone.locator("summary").filter(has_text="Delete now").click()
    phone.get_by_role("button", name="Yes, for good").click()
    expect(phone.get_by_text("Deleted for good.")).to_be_visible()
    expect(phone.get_by_role("heading", name="The bin is empty")).to_be_visible()
