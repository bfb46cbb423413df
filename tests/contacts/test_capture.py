"""Capturing somebody in one line, as a person does it."""

from datetime import date, timedelta

import pytest

from netpwa.contacts.store import ContactStore
from tests import factories
from tests.reading import Page

LINE = "Ana Ruiz, senior planner, City of Guelph, met at CIP panel, follow up Tue"


def test_one_line_is_a_person_with_all_that_it_says(ada, db):
    response = ada.send("/contacts/new", line=LINE)
    assert response.status_code == 303
    (line,) = ContactStore(db, ada.account_id).search(at=factories.AT)
    found = ContactStore(db, ada.account_id).get(line.id)
    assert (found.name, found.title, found.organisation) == (
        "Ana Ruiz", "senior planner", "City of Guelph",
    )  # fmt: skip
    assert (found.met_at, found.follow_up_on) == ("CIP panel", date(2026, 12, 1))
    assert found.captured == LINE


def test_what_was_captured_is_shown_with_the_way_to_correct_it(ada):
    page = Page(ada.get(ada.send("/contacts/new", line=LINE).location))
    assert "Saved. Is it right?" in page.words
    assert "Follow up Tue, Dec 1" in page.words
    edit = next(link for link in page.links if link.endswith("/edit"))
    assert "You captured it as: " + LINE in Page(ada.get(edit)).words


def test_an_edit_keeps_the_line_that_was_captured(ada, db):
    address = ada.send("/contacts/new", line=LINE).location.split("?")[0]
    form = Page(ada.get(address + "/edit")).form()
    ada.send(address + "/edit", **{**form.fields, "organisation": "City of Cambridge"})
    found = ContactStore(db, ada.account_id).get(address.rsplit("/", 1)[1])
    assert (found.organisation, found.captured) == ("City of Cambridge", LINE)


def test_checking_first_saves_nothing_and_the_fields_then_have_the_last_word(ada, db):
    checked = ada.send("/contacts/new", line=LINE, look="1")
    fields = Page(checked).form().fields
    assert checked.status_code == 200
    assert db.query("select 1 from contact") == []
    assert (fields["name"], fields["follow_up_on"]) == ("Ana Ruiz", "2026-12-01")
    saved = ada.send("/contacts/new", **{**fields, "organisation": "", "name": "Anna Ruiz"})
    found = ContactStore(db, ada.account_id).get(saved.location.split("/")[-1].split("?")[0])
    assert (found.name, found.organisation, found.captured) == ("Anna Ruiz", "", LINE)


def test_what_is_typed_so_far_is_understood_and_people_like_it_are_offered(ada, db):
    factories.contact(db, ada.account_id, "Ana Ruiz", organisation="City of Guelph")
    page = Page(ada.get("/contacts/new?line=ana+rui"))
    assert "Already here? Then open them instead." in page.words
    assert "Ana Ruiz" in page.words
    assert page.form().fields["line"] == "ana rui"
    assert "Already here" not in Page(ada.get("/contacts/new?line=Grace")).words


def test_people_like_it_are_offered_without_scripts_too(ada, db):
    factories.contact(db, ada.account_id, "Ana Ruiz")
    checked = Page(ada.send("/contacts/new", line="ana ruiz, planner", look="1"))
    assert "Already here? Then open them instead." in checked.words


def test_who_was_here_already_is_said_after_saving_and_made_one_of_two(ada, db):
    before = factories.contact(db, ada.account_id, "Ana Ruiz", organisation="City of Guelph")
    saved = ada.send("/contacts/new", line="Ana Ruiz, met at the job fair").location
    page = Page(ada.get(saved))
    assert "Ana Ruiz was here already. One person?" in page.words
    merge = next(link for link in page.links if f"/contacts/{before}/merge/" in link)
    ada.send(merge)
    kept = ContactStore(db, ada.account_id).get(before)
    assert (kept.organisation, kept.met_at) == ("City of Guelph", "job fair")
    other = ada.send("/contacts/new", line="Ben Okafor, Metrolinx").location
    assert "was here already" not in Page(ada.get(other)).words


def test_adding_another_keeps_the_place_unless_the_next_line_says_otherwise(ada, db):
    response = ada.send("/contacts/new", line=LINE, then="another")
    page = Page(ada.get(response.location))
    assert "Ana Ruiz is saved." in page.words
    form = page.form()
    assert form.fields["met_at"] == "CIP panel"
    ada.send("/contacts/new", **{**form.fields, "line": "Ben Okafor, Metrolinx"})
    ada.send("/contacts/new", line="Dev Patel, met at the job fair", met_at="CIP panel")
    people = {row["name"]: row["met_at"] for row in db.query("select name, met_at from contact")}
    assert people == {
        "Ana Ruiz": "CIP panel", "Ben Okafor": "CIP panel", "Dev Patel": "job fair",
    }  # fmt: skip


def test_a_line_without_a_word_asks_for_a_name_and_keeps_it(ada, db):
    response = ada.send("/contacts/new", line="...")
    page = Page(response)
    assert response.status_code == 422
    assert "Write a name; the rest can wait." in page.words
    assert page.form().fields["line"] == "..."
    assert db.query("select 1 from contact") == []


def test_the_same_line_sent_again_by_the_outbox_makes_one_person(ada, db):
    fields = {"id": "0197f8a0-0000-7000-8000-00000000000a", "idempotency_key": "k1", "line": LINE}
    for _ in range(2):
        response = ada.client.post("/contacts/new", data=fields, headers={"X-Outbox": "1"})
        assert response.status_code == 204
    assert len(db.query("select 1 from contact")) == 1


def test_a_follow_up_is_on_today_from_its_day_until_it_is_done(ada, db, watch):
    address = ada.send("/contacts/new", line=LINE).location.split("?")[0]
    assert "Follow up with Ana" not in Page(ada.get("/today")).words
    watch.move(timedelta(days=7))
    assert "Follow up with Ana" in Page(ada.get("/today")).words
    assert ada.send(address + "/follow-up", on="1").status_code == 303
    assert "Follow up with Ana" not in Page(ada.get("/today")).words
    assert "Follow up" not in Page(ada.get(address)).words


def test_another_day_opens_the_follow_up_again(ada, db, watch):
    address = ada.send("/contacts/new", line=LINE).location.split("?")[0]
    ada.send(address + "/follow-up", on="1")
    form = Page(ada.get(address + "/edit")).form()
    ada.send(address + "/edit", **{**form.fields, "follow_up_on": "2026-12-10"})
    assert "Follow up Thu, Dec 10" in Page(ada.get(address)).words


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-40", "31/12/2026"])
def test_a_day_that_is_none_is_refused_and_nothing_typed_is_lost(ada, day):
    response = ada.send("/contacts/new", name="Ana", follow_up_on=day, note="A thought")
    assert response.status_code == 422
    assert "There is no such day." in response.text
    assert Page(response).form().fields["note"] == "A thought"


@pytest.mark.parametrize("ends", ["\n", "\r\n", " ", ""], ids=["lf", "crlf", "space", "none"])
@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_pasted_contact_card_is_recognised(ada, db, version, ends):
    lines = ("BEGIN:VCARD", f"VERSION:{version}", "N:Ruiz;Ana;;;", "FN:Ana Ruiz",
             "ORG:City of Guelph", "TITLE:Senior planner", "item1.EMAIL;TYPE=WORK:ana@example.org",
             "item1.X-ABLabel:N", "END:VCARD")  # fmt: skip
    response = ada.send(
        "/contacts/new", line="Sent from my phone" + (ends or " ") + ends.join(lines)
    )
    found = ContactStore(db, ada.account_id).get(response.location.split("/")[-1].split("?")[0])
    assert (found.name, found.title, found.organisation) == (
        "Ana Ruiz", "Senior planner", "City of Guelph")  # fmt: skip
    assert [point.value for point in found.points] == ["ana@example.org"]


def test_a_pasted_card_of_a_qr_code_is_recognised(ada, db):
    card = (r"MECARD:N:Doe,Jane;ORG:City of Guelph;TITLE:Planner;TEL:5195550100;"
            r"EMAIL:jane@guelph.ca;URL:https\://guelph.ca;NOTE:Parks\; trails\, too;;")  # fmt: skip
    response = ada.send("/contacts/new", line=card)
    found = ContactStore(db, ada.account_id).get(response.location.split("/")[-1].split("?")[0])
    assert (found.name, found.title, found.organisation, found.note) == (
        "Jane Doe", "Planner", "City of Guelph", "Parks; trails, too")  # fmt: skip
    assert [point.value for point in found.points] == [
        "5195550100", "jane@guelph.ca", "https://guelph.ca"]  # fmt: skip
