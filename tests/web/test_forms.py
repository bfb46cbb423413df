"""Text made safe, and nothing that was typed lost."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netpwa.web.text import tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Grace \n", "Grace"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b\x07c\x7f\x9fd", "abcd"),
        ("a\tb", "a\tb"),
        ("e\u0301", "é"),
        ("\ud800", "?"),
        ("👩‍🚀 Ünïcode", "👩‍🚀 Ünïcode"),
        (None, ""),
        ("", ""),
    ],
)
def test_text_is_stored_as_it_was_meant(typed, kept):
    assert tidy(typed) == kept


def test_a_name_takes_one_line(ada):
    place = ada.send("/contacts/new", name="Grace\n\n  Brewster\tHopper").location
    assert "<h1>Grace Brewster Hopper</h1>" in ada.get(place).text


def test_markup_is_shown_as_it_was_typed(ada):
    place = ada.send(
        "/contacts/new", name="<script>alert(1)</script>", note='"><img src=x>'
    ).location
    for address in (place, place + "/edit", "/contacts", "/today"):
        text = ada.get(address).text
        assert "<script>alert" not in text
        assert "<img" not in text


def test_a_form_of_too_many_fields_or_none_is_no_error(ada):
    many = {f"field{n}": "x" for n in range(2000)}
    assert ada.send("/contacts/new", name="Grace", **many).status_code < 500
    assert ada.client.post("/contacts/new").status_code == 422
    assert (
        ada.client.post("/contacts/new", data=b"\xff\xfe=%", content_type="text/x").status_code
        == 422
    )
    assert ada.client.post("/contacts/new", json={"name": "Grace"}).status_code == 422


def test_an_id_that_is_none_is_replaced(ada, db):
    for bad in ("", "1", "../../x", "x" * 9999, "01A206E0-8AF8-74A1-9F85-CE768A6558CB"):
        assert ada.send("/contacts/new", name="Grace", id=bad).status_code == 303
    ids = [row["id"] for row in db.query("select id from contact")]
    assert len({len(each) for each in ids}) == 1 == len({len(each) == 36 for each in ids})


@pytest.mark.property
@given(st.text())
@example("\u0301 \u2028")
@example("\x85 a \x1c")
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.property
@given(st.text())
def test_tidied_text_holds_no_control_signs_and_can_be_stored(text):
    kept = tidy(text)
    kept.encode("utf-8")
    assert not [c for c in kept if unicodedata.category(c) == "Cc" and c not in "\n\t"]
