"""Waiting: business days across weekends, Easter, a province's day and a year's end; one nudge."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa import clock
from netpwa.db.port import write
from netpwa.outreach.model import Request, RequestParts
from netpwa.outreach.store import RequestStore
from netpwa.outreach.waiting import next_step, prospect, silences
from netpwa.reminders.calendar import Calendar, Settings
from netpwa.reminders.public_holidays import days_of
from tests import factories
from tests.factories import AT, ZONE

ONTARIO = Settings(zone=ZONE, holidays=days_of("CA-ON", range(2026, 2029)))
STEPS = ("sent", "nudge", "yes", "no", "later", "close", "reopen")


def request(sent, **known):
    parts = RequestParts("email", "", "a", "b")
    at = datetime.fromisoformat(f"{sent}T15:00:00Z")
    made = Request("1", "1", "Grace", parts, "s", "text", None, None, at, at, at, 0, None, None,
                   None, None, 1)  # fmt: skip
    return replace(made, **known)


def calendar(at="2026-01-01T15:00:00Z", settings=ONTARIO):
    return Calendar(settings, datetime.fromisoformat(at), clock.to_instant)


def days(sent, settings=ONTARIO):
    ahead = prospect(request(sent), calendar(settings=settings))
    return [clock.to_local(at, ZONE).date() for at in (ahead.other_at, ahead.nudge_at)]


@pytest.mark.parametrize(
    ("sent", "third", "seventh"),
    [
        ("2026-06-04", date(2026, 6, 9), date(2026, 6, 15)),  # a Thursday; weekends off
        ("2026-04-01", date(2026, 4, 7), date(2026, 4, 13)),  # Good Friday, 3 April
        ("2026-02-12", date(2026, 2, 18), date(2026, 2, 24)),  # Family Day, 16 February
        ("2026-12-23", date(2026, 12, 30), date(2027, 1, 6)),  # Christmas to New Year
    ],
)
def test_three_and_seven_business_days_later(sent, third, seventh):
    assert days(sent) == [third, seventh]


def test_without_the_holidays_the_days_come_earlier():
    assert days("2026-02-12", Settings(zone=ZONE)) == [date(2026, 2, 17), date(2026, 2, 23)]


def step(at, *, there=True, settings=ONTARIO, **known):
    return next_step(request("2026-06-04", **known), calendar(at, settings), is_other_there=there)


def test_each_step_comes_in_its_time():
    assert step("2026-06-08T15:00:00Z") == "wait"
    assert step("2026-06-09T15:00:00Z") == "other"
    assert step("2026-06-09T15:00:00Z", there=False) == "wait"
    assert step("2026-06-15T15:00:00Z") == "nudge"
    nudged = {"nudges": 1, "nudged_at": datetime(2026, 6, 15, 15, tzinfo=UTC)}
    assert step("2026-06-28T15:00:00Z", **nudged) == "wait"
    assert step("2026-06-29T15:00:00Z", **nudged) == "close"
    never = replace(ONTARIO, nudges=0)
    assert step("2026-06-17T15:00:00Z", there=False, settings=never) == "wait"
    assert step("2026-06-18T15:00:00Z", settings=never) == "close"  # as its reminder, after ten
    assert step("2026-06-24T15:00:00Z", settings=replace(ONTARIO, nudges=2), **nudged) == "nudge"


def test_an_answer_ends_the_waiting():
    assert step("2026-06-15T15:00:00Z", reply="yes") == "book"
    assert step("2026-06-15T15:00:00Z", reply="no") == "rest"
    assert step("2026-06-15T15:00:00Z", closed_at=AT) == "rest"
    assert step("2026-06-15T15:00:00Z", sent_at=None) == "send"
    assert step("2026-06-15T15:00:00Z", sent_at=None, body="") == "finish"


def test_two_that_nobody_answered_are_counted():
    old, fresh = request("2026-06-04"), request("2026-06-12")
    now = calendar("2026-06-15T15:00:00Z")
    due = datetime(2026, 6, 15, 13, tzinfo=UTC)  # nine in the morning in Toronto
    assert silences([fresh, old, old, replace(old, reply="no"), old], now) == [due, due]
    early, late = due - timedelta(days=2), due - timedelta(days=1)
    gone = [replace(old, closed_at=early), replace(fresh, nudged_at=late, nudges=1)]
    assert silences(gone, now) == [early, late]
    assert silences([fresh, replace(old, reply="later"), old, old], now) == []


@pytest.mark.property
@given(st.lists(st.sampled_from(STEPS), max_size=30), st.integers(0, 2))
def test_no_sequence_of_events_yields_more_nudges_than_the_settings_allow(db, events, most):
    with write(db):
        db.run("delete from account")
    account_id = factories.account(db)
    contact_id = factories.contact(db, account_id)
    request_id = factories.request(db, account_id, contact_id)
    store = RequestStore(db, account_id)
    done = 0
    for number, event in enumerate(events):
        at = AT + timedelta(days=number)
        with write(db):
            if event == "sent":
                store.mark_sent(request_id, at=at)
            elif event == "nudge":
                done += store.mark_nudged(request_id, most=most, at=at)
            elif store.get(request_id).sent_at and event == "close":
                store.close(request_id, at=at)
            elif event == "reopen":
                store.reopen(request_id, at=at)
            elif store.get(request_id).sent_at and event in {"yes", "no", "later"}:
                store.set_reply(request_id, event, at=at)
    assert done <= most
    assert store.get(request_id).nudges == done
