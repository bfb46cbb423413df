"""A file is shown before it changes anything, ticked page by page, and taken back."""

import re

import pytest

from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from tests import factories
from tests.bringing.test_samples import SAMPLES
from tests.cast import HTMX
from tests.factories import AT
from tests.reading import Page

HEAD = "First Name,Last Name,Company\n"


def send_file(who, data, name="Connections.csv", headers=None, **fields):
    keys = {"id": fresh_id(), "idempotency_key": fresh_id()} | fields
    # Written out here: the client's own encoder leaves its temporary files open.
    parts = [f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
             for key, value in keys.items()]  # fmt: skip
    about = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    start = f"{''.join(parts)}--b\r\n{about}\r\nContent-Type: text/csv\r\n\r\n"
    body = start.encode() + data + b"\r\n--b--\r\n"
    kind = "multipart/form-data; boundary=b"
    return who.client.post("/bring", data=body, headers=headers, content_type=kind)


def people(db, who):
    return [one.name for one in ContactStore(db, who.account_id).search(at=AT, limit=999)]


def ticked(page):
    return [given["value"] for tag, given in page.tags
            if tag == "input" and given.get("name") == "row" and "checked" in given]  # fmt: skip


def test_a_file_is_shown_first_then_brought_in_and_undone(ada, db):
    shown = send_file(ada, (SAMPLES / "linkedin.csv").read_bytes())
    page = Page(ada.get(shown.location))
    assert people(db, ada) == []
    assert "Félix Gagnon" in page.words
    assert "1 could not be read" in page.words
    assert "Line 9" in page.words
    rows = ticked(page)
    assert len(rows) == 4
    done = ada.client.post(
        shown.location,
        data={"row": rows[1:], "page": "1", "then": "bring", "idempotency_key": fresh_id()},
    )
    assert people(db, ada) == ["Félix Gagnon", "Jean Bartik", "Mary Hawes, MCIP"]
    page = Page(ada.get(done.location))
    assert "3 new people are in." in page.words
    undone = ada.send(page.form("/undo").action)
    assert people(db, ada) == []
    assert "Everything is as it was before" in Page(ada.get(undone.location)).words


def test_the_same_file_again_says_that_nothing_is_new(ada):
    data = (SAMPLES / "linkedin.csv").read_bytes()
    first = send_file(ada, data)
    rows = ticked(Page(ada.get(first.location)))
    ada.client.post(first.location, data={"row": rows, "then": "bring"})
    again = Page(ada.get(send_file(ada, data).location))
    assert ticked(again) == []
    assert "4 are here, with nothing new" in again.words


def test_ticks_are_kept_from_page_to_page(ada, db):
    text = HEAD + "".join(f"Person,No{n:03},Org {n}\n" for n in range(150))
    shown = send_file(ada, text.encode()).location
    first = ticked(Page(ada.get(shown)))
    assert len(first) == 100
    then = {"row": first[:10], "page": "1", "then": "next"}
    second = ada.client.post(shown, data=then).location
    assert second.endswith("?page=2")
    assert len(ticked(Page(ada.get(second)))) == 50
    assert ticked(Page(ada.get(shown))) == first[:10]
    rows = ticked(Page(ada.get(second)))
    ada.client.post(shown, data={"row": rows[:5], "page": "2", "then": "bring"})
    assert len(people(db, ada)) == 15


def test_all_or_none_in_one_tap(ada):
    shown = send_file(ada, (HEAD + "A,B,C\nD,E,F\n").encode()).location
    ada.client.post(shown, data={"then": "none"})
    assert ticked(Page(ada.get(shown))) == []
    ada.client.post(shown, data={"then": "all"})
    assert len(ticked(Page(ada.get(shown)))) == 2


def test_a_tick_sent_for_a_line_with_nobody_in_it_brings_nobody(ada, db):
    shown = send_file(ada, (HEAD + ",,C\n").encode()).location
    ada.client.post(shown, data={"row": ["0", "7"], "then": "bring"})
    assert people(db, ada) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty."),
        (b" \n", "This file is empty."),
        (b"PK\x03\x04rest", "This is a ZIP file."),
        (b"a,b\n1,2\n", "We could not find people in this file."),
        (HEAD.encode(), "There is nobody in this file."),
        (b"x" * (5 * 1024 * 1024 + 1), "This file is larger than 5 MB."),
        (HEAD.encode() + b"A,B,C\n" * 10_001, "more than 10,000 people"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(ada, data, words):
    response = send_file(ada, data)
    assert response.status_code == 422
    assert words in Page(response).words
    assert 'id="file-error"' in response.text


def test_a_script_that_sends_a_file_is_told_where_to_go_or_what_is_wrong(ada):
    sent = send_file(ada, (HEAD + "A,B,C\n").encode(), headers=HTMX)
    assert ada.get(sent.headers["HX-Redirect"]).status_code == 200
    refused = send_file(ada, b"a,b\n", headers=HTMX)
    assert refused.status_code == 422
    assert "We could not find people" in refused.text
    assert "<html" not in refused.text


def test_far_too_much_is_refused_in_the_same_words(ada):
    response = send_file(ada, b"x" * (11 * 1024 * 1024))
    assert response.status_code == 413
    assert "larger than 5 MB" in response.text


def test_text_may_be_pasted_instead(ada):
    response = ada.send("/bring", pasted="BEGIN:VCARD\nFN:Grace Hopper\nEND:VCARD")
    assert "Grace Hopper" in Page(ada.get(response.location)).words


def test_the_same_key_with_another_file_is_no_replay(ada):
    key = {"id": fresh_id(), "idempotency_key": fresh_id()}
    assert send_file(ada, (HEAD + "A,B,C\n").encode(), **key).status_code == 303
    assert send_file(ada, (HEAD + "A,B,C\n").encode(), **key).status_code == 303
    assert send_file(ada, (HEAD + "D,E,F\n").encode(), **key).status_code in {409, 422}


def test_a_preview_that_was_brought_in_shows_its_outcome(ada, world):
    address = f"/bring/{world['bringing.undo import_id']}"
    assert ada.get(address).location.startswith("/bring?done=")
    sent = ada.send(address, then="bring", row="0")
    assert ada.get(sent.location).status_code in {200, 303}


def test_what_goes_out_holds_ones_people_and_nothing_in_confidence(ada, bob, db, world):
    factories.note(db, ada.account_id, world["contact_id"], "culture", "Salutes first")
    for address in ("/people/contacts.vcf", "/people/contacts.csv"):
        file = ada.get(address)
        assert "Grace Hopper" in file.text
        assert "Salutes" not in file.text
        assert "Compilers" not in file.text
        assert file.headers["Cache-Control"] == "no-store"
        assert re.search(r'^attachment; filename="contacts\.(vcf|csv)"$',
                         file.headers["Content-Disposition"])  # fmt: skip
        assert "Grace" not in bob.get(address).text
    assert ada.get(f"/contacts/{world['contact_id']}/card.vcf").text.count("BEGIN:VCARD") == 1


def test_bobs_preview_knows_nobody_of_adas(ada, bob, world):
    shown = send_file(bob, (HEAD + "Grace,Hopper,Navy\n").encode())
    assert "1 is new" in Page(bob.get(shown.location)).words
    mine = send_file(ada, (HEAD + "Grace,Hopper,Navy\n").encode())
    assert "1 is here, with nothing new" in Page(ada.get(mine.location)).words
