"""A time that leaves too little room after a talk is asked about once, and never refused."""

from datetime import datetime, timedelta

import pytest

from netpwa.db.port import write
from netpwa.outreach.store import RequestStore
from tests import factories
from tests.reading import Page

AFTER = datetime.fromisoformat("2026-11-25T20:00:00Z")  # the talk was from seven to twenty past

FORM = {"local_date": "2026-11-26", "local_time": "10:00", "time_zone": "America/Toronto",
        "minutes": "20", "mode": "phone", "place": "by the lake"}  # fmt: skip


@pytest.fixture
def page(db, ada, watch):
    talk = factories.interview(db, ada.account_id, factories.contact(db, ada.account_id))
    watch.at = AFTER
    return f"/interviews/{talk}/reflection"


@pytest.fixture
def book(db, ada, page):
    person = factories.contact(db, ada.account_id, "Ben Okafor")
    assert page
    return f"/contacts/{person}/book"


def test_a_drained_talk_moves_the_next_one(ada, book, page):
    ada.send(page, energy_after="-1", rev="0")
    response = ada.send(book, **FORM)
    assert response.status_code == 422
    found = Page(response)
    assert "You asked for room until Fri, Nov 27, 2:20 PM, after Grace." in found.words.replace(
        "\u202f", " "
    )
    assert found.form().fields["place"] == "by the lake"
    assert 'name="instead" value="2026-11-27T14:30"' in response.text
    booked = ada.send(book, **FORM, instead="2026-11-27T14:30")
    assert booked.status_code == 303
    assert "2:30" in Page(ada.get(booked.location)).words


def test_whoever_wants_to_keeps_the_time(ada, book):
    assert ada.send(book, **FORM).status_code == 422
    assert ada.send(book, **FORM, anyway="1").status_code == 303


def test_what_waited_for_a_signal_is_not_asked_about(ada, book):
    assert ada.send(book, {"X-Outbox": "1"}, **FORM).status_code == 204


def test_with_the_room_turned_off_nothing_is_said(ada, book):
    form = {"quiet_from": "21:00", "quiet_until": "08:00", "region": "CA-ON",
            "most_notices": "3", "nudges": "1", "recharge": "0", "rev": "0"}  # fmt: skip
    assert ada.send("/me/reminders", **form).status_code == 303
    assert ada.send(book, **FORM).status_code == 303
    assert "Room to recharge" not in Page(ada.get("/today")).words


def test_a_later_time_is_simply_booked(ada, book):
    assert ada.send(book, **{**FORM, "local_date": "2026-12-03"}).status_code == 303


def test_changing_the_place_of_one_that_is_close_says_nothing(ada, book):
    talk = ada.send(book, **FORM, anyway="1").location
    again = {**Page(ada.get(talk + "/edit")).form().fields, "place": "the café"}
    assert ada.client.post(talk + "/edit", data=again).status_code == 303
    moved = {**Page(ada.get(talk + "/edit")).form().fields, "local_time": "11:00"}
    assert ada.client.post(talk + "/edit", data=moved).status_code == 422


@pytest.mark.parametrize("odd", ["", "soon", "2026-13-01T10:00", "2026-11-27"])
def test_an_odd_other_time_is_no_time(ada, book, odd):
    response = ada.send(book, **FORM, instead=odd)
    assert response.status_code in {303, 422}


def test_while_somebody_recharges_the_first_free_time_is_offered_and_none_before(ada, book, page):
    assert "You asked for room until 2:20 PM on Thu, Nov 26." in Page(ada.get(book)).words
    ada.send(page, energy_after="-2", rev="0")
    found = Page(ada.get(book))
    # Two days more, and then a weekend.
    (offered,) = [link for link in found.links if "at=" in link]
    assert offered.endswith("at=2026-11-30T09:00")
    fields = Page(ada.get(offered)).form().fields
    assert (fields["local_date"], fields["local_time"]) == ("2026-11-30", "09:00")
    assert ada.get(book + "?at=soon").status_code == 200


def test_during_recharge_only_what_may_disturb_it_comes(db, ada, page):
    """A nudge that falls into the room waits for its end; the thank-you comes that evening."""
    ben = factories.contact(db, ada.account_id, "Ben Okafor")
    sent_at = AFTER - timedelta(days=8)  # seven working days: it is due on the next morning
    asked = factories.request(db, ada.account_id, ben, at=sent_at)
    with write(db):
        RequestStore(db, ada.account_id).mark_sent(asked, at=sent_at)
    ada.send(page, energy_after="-1", rev="0")
    rows = db.query(
        "select rule, min(due_at) as due_at, min(notify_at) as notify_at from reminder"
        " where ended_at is null group by rule"
    )
    due = {row["rule"]: (row["due_at"], row["notify_at"]) for row in rows}
    ends = "2026-11-27T19:20:00Z"  # two days after the talk
    assert min(due["nudge"]) >= ends
    assert max(due["thank"]) < "2026-11-26T02:00:00Z"
