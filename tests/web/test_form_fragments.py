"""A form sent by a script that cannot be saved: what is wrong is said, and the form is left."""

import pytest

from netpwa.errors import BusyError, NotSavedError
from netpwa.web import writes
from tests.cast import HTMX
from tests.world import TALK


def check(response, status, words):
    assert response.status_code == status
    assert (response.headers["HX-Retarget"], response.headers["HX-Reswap"]) == (
        "#notice",
        "innerHTML",
    )
    assert "<html" not in response.text
    assert words in response.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Write a name"),
        ({"name": "Grace", "note": "x" * 1_000_000}, "too long"),
    ],
)
def test_what_is_wrong_lands_in_the_notice(ada, fields, words):
    check(ada.send("/contacts/new", HTMX, **fields), 422, words)


def test_an_impossible_date_lands_in_the_notice(ada, world):
    address = f"/contacts/{world['contact_id']}/book"
    fields = {**TALK, "local_date": "2027-02-30"}
    check(ada.send(address, HTMX, **fields), 422, "There is no such day")


def test_a_stale_edit_lands_in_the_notice(ada, world):
    address = f"/contacts/{world['contact_id']}/edit"
    response = ada.send(address, HTMX, name="Grace", rev="0")
    check(response, 409, "changed somewhere else")
    # The form beside it stays as it was: what was saved is told here or nowhere.
    assert '<a href="#name">Name</a>' in response.text
    assert "Saved meanwhile:" in response.text


def test_a_held_lock_lands_in_the_notice_and_says_when_to_try_again(ada, db, monkeypatch):
    def busy(_db):
        raise BusyError

    monkeypatch.setattr(writes, "write", busy)
    response = ada.send("/contacts/new", HTMX, name="Grace")
    check(response, 503, "Not saved yet")
    assert response.headers["Retry-After"]


def test_a_full_disk_lands_in_the_notice(ada, db, monkeypatch):
    def full(_db):
        raise NotSavedError

    monkeypatch.setattr(writes, "write", full)
    check(ada.send("/contacts/new", HTMX, name="Grace"), 507, "Not saved")


@pytest.mark.parametrize("rev", ["", "x", "0", "99"])
def test_an_edit_that_does_not_say_what_it_was_made_from_is_a_conflict(ada, world, rev):
    address = f"/contacts/{world['contact_id']}/edit"
    response = ada.send(address, name="Somebody else", rev=rev)
    assert response.status_code == 409
    assert "Somebody else" in response.text
    assert "Grace Hopper" in response.text


def test_an_edit_without_any_revision_is_a_conflict_too(ada, world):
    response = ada.send(f"/contacts/{world['contact_id']}/edit", name="Somebody else")
    assert response.status_code == 409
