"""Capturing, finding, changing and deleting people, as a person does it."""

from datetime import timedelta

import pytest

from tests import factories
from tests.factories import AT
from tests.reading import Page

NOBODY = "00000000-0000-7000-8000-000000000000"


def capture(who, **fields):
    response = who.send("/contacts/new", **fields)
    assert response.status_code == 303, response.text
    return response.location


def test_a_name_alone_is_enough(ada):
    page = ada.get(capture(ada, name="Grace Hopper"))
    assert "Grace Hopper" in page.text
    assert "Grace Hopper" in ada.get("/contacts").text


def test_all_that_was_written_is_shown_and_addresses_can_be_tapped(ada):
    shown = ada.get(
        capture(
            ada,
            name="Grace Hopper",
            title="Admiral",
            organisation="Navy",
            met_at="A lecture",
            reach="grace@example.org\n+1 416 555 0134\n\nlinkedin.com/in/grace\ngrace@example.org",
            note="Likes <b>clocks</b>",
        )
    )
    page = Page(shown)
    for text in ("Admiral · Navy", "A lecture", "Likes <b>clocks</b>"):
        assert text in page.words
    assert [link for link in page.links if ":" in link] == [
        "mailto:grace@example.org",
        "tel:+14165550134",
        "https://linkedin.com/in/grace",
    ]


def test_without_a_name_nothing_is_saved_and_nothing_typed_is_lost(ada, db):
    response = ada.send("/contacts/new", name="  ", note="Half a thought", reach="a@b.org")
    form = Page(response).form()
    assert response.status_code == 422
    assert "Write a name; the rest can wait." in response.text
    assert (form.fields["note"], form.fields["reach"]) == ("Half a thought", "a@b.org")
    assert db.query("select 1 from contact") == []


def test_a_note_of_a_megabyte_is_refused_and_kept(ada, db):
    note = "word " * 200_000
    response = ada.send("/contacts/new", name="Grace", note=note)
    assert response.status_code == 422
    assert "979999 characters too long" in response.text
    assert Page(response).form().fields["note"] == note.strip()
    assert db.query("select 1 from contact") == []


def test_too_many_addresses_are_refused(ada):
    reach = "\n".join(f"a{n}@example.org" for n in range(21))
    response = ada.send("/contacts/new", name="Grace", reach=reach)
    assert response.status_code == 422
    assert "more than 20 lines" in response.text


def test_an_edit_begins_with_what_is_stored_and_shows_what_was_changed(ada, world):
    address = f"/contacts/{world['contact_id']}"
    form = Page(ada.get(address + "/edit")).form()
    assert form.fields["name"] == "Grace Hopper"
    assert form.fields["reach"] == "grace@example.org"
    response = ada.send(address + "/edit", **{**form.fields, "name": "Grace B. Hopper"})
    assert response.location == address
    page = Page(ada.get(address))
    assert "Grace B. Hopper" in page.words
    assert "Likes clocks" in page.words


def test_the_list_is_searched_and_filtered_by_its_address(ada, db):
    factories.touch(db, ada.account_id, factories.contact(db, ada.account_id, "Émile Roy"))
    factories.contact(db, ada.account_id, "Ana Ruiz")
    assert "Ana Ruiz" not in ada.get("/contacts?q=emile").text
    assert "Émile Roy" in ada.get("/contacts?q=emile").text
    assert "Émile Roy" in ada.get("/contacts?touched=month").text
    assert "Ana Ruiz" not in ada.get("/contacts?touched=month").text
    assert "Nothing found." in ada.get("/contacts?q=emile&touched=never").text
    assert Page(ada.get("/contacts?q=emile&touched=never")).form().fields == {
        "q": "emile",
        "touched": "never",
    }


def test_a_long_list_comes_in_pages(ada, db):
    for n in range(51):
        factories.contact(db, ada.account_id, f"Person {n:02}")
    first, second = Page(ada.get("/contacts")), Page(ada.get("/contacts?page=2"))
    assert "Person 49" in first.words
    assert "Person 50" not in first.words
    assert "Person 50" in second.words
    assert any("page=2" in link for link in first.links)
    assert not any("page=3" in link for link in second.links)


@pytest.mark.parametrize("query", ["page=-1", "page=x", "page=" + "9" * 400, "stage=x", "q=%00"])
def test_an_odd_address_is_no_error(ada, query):
    assert ada.get(f"/contacts?{query}").status_code == 200


def test_somebody_new_is_shown_how_to_begin(ada):
    assert "Nobody here yet" in ada.get("/contacts").text


def test_a_touch_is_logged_with_one_tap_and_taken_back_with_another(ada, world, db):
    address = f"/contacts/{world['contact_id']}"
    before = len(db.query("select 1 from touch"))
    response = ada.send(address + "/touches", kind="letter", note="A postcard")
    page = Page(ada.get(response.location))
    assert "Logged." in page.words
    assert "A postcard" in page.words
    undone = ada.send(page.form("/remove").action)
    assert undone.status_code == 303
    assert "A postcard" not in ada.get(address).text
    assert len(db.query("select 1 from touch")) == before


def test_a_touch_of_no_known_kind_is_refused_and_its_line_kept(ada, world):
    response = ada.send(f"/contacts/{world['contact_id']}/touches", kind="pigeon", note="Coo")
    page = Page(response)
    assert response.status_code == 422
    assert "Choose how you were in touch." in page.words
    assert page.form("/touches").fields["note"] == "Coo"


def test_a_touch_of_just_now_reads_as_one(ada, world, watch):
    ada.send(f"/contacts/{world['contact_id']}/touches", kind="phone")
    row = Page(ada.get("/contacts")).words
    assert "0 seconds" not in row
    watch.move(timedelta(days=3))
    assert "3 days ago" in Page(ada.get("/contacts?stage=scheduled")).words


def test_a_deleted_person_can_be_taken_back_at_once(ada, world):
    address = f"/contacts/{world['contact_id']}"
    page = Page(ada.get(ada.send(address + "/delete").location))
    assert "Grace Hopper is in the bin." in page.words
    assert ada.get(address).status_code == 404
    assert f"/interviews/{world['interview_id']}" not in ada.get("/today").text
    restored = ada.send(page.form("/restore").action)
    assert restored.location == address
    assert "Likes clocks" in ada.get(address).text
    assert f"/interviews/{world['interview_id']}" in ada.get("/today").text


@pytest.mark.parametrize("after", ["", "/edit", "/book"])
def test_an_unknown_person_is_not_found(ada, after):
    response = ada.get(f"/contacts/{NOBODY}{after}")
    assert response.status_code == 404
    assert "Nothing here" in response.text


def test_times_are_those_of_the_persons_own_clock(app, db):
    from tests.cast import signed_in  # noqa: PLC0415  one test needs another zone

    far = signed_in(app, db, factories.account(db, "Eve", zone="Pacific/Auckland"))
    contact_id = factories.contact(db, far.account_id)
    # Wednesday noon in Toronto is Thursday there.
    factories.touch(db, far.account_id, contact_id, at=AT - timedelta(days=20, hours=3))
    assert "Thu" in Page(far.get(f"/contacts/{contact_id}")).words
