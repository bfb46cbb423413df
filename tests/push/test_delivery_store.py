"""What is on its way, as workers see it: taken by one, settled by the same, never by two."""

import os
import socket
from datetime import timedelta

import pytest

from netpwa.push.delivery_store import (
    CLAIM,
    CLOSE_OVERTAKEN,
    IN_HAND,
    DeliveryStore,
    Settlement,
)
from netpwa.reminders.due_store import DueStore
from netpwa.reminders.worker import release_the_dead
from tests import factories
from tests.reminders.conftest import WARNED
from tests.reminders.scene import booked, deliveries, phone

LATER = WARNED + timedelta(seconds=45)


@pytest.fixture
def store(db):
    """Give the worker's side, with three notices that wait."""
    ada_id = factories.account(db)
    booked(db, ada_id)
    for _ in range(3):
        phone(db, ada_id)
    store = DeliveryStore(db)
    for told in DueStore(db).tell(at=WARNED, limit=9):
        store.fan_out(told.account_id, told.id, told.generation, at=WARNED)
    return store


def claim(store, lease="here:1:one", at=WARNED, limit=96):
    until = at + timedelta(seconds=45)
    return store.claim(lease, at=at, lease_at=at, until=until, limit=limit)


def settled(parcel, state="sent"):
    return Settlement(parcel, state, 201, WARNED, WARNED, WARNED if state == "sent" else None)


def test_what_one_has_in_hand_nobody_else_gets(store):
    assert len(claim(store, limit=2)) == 2
    assert len(claim(store, "here:2:two")) == 1
    assert claim(store, "here:3:three") == []
    assert not store.is_any_waiting(at=WARNED, lease_at=WARNED)


def test_a_second_hand_within_the_same_second_holds_only_what_it_took(store):
    first, second = claim(store, limit=2), claim(store, "here:1:two", limit=2)
    assert len(first) == 2
    assert len(second) == 1
    assert second[0].subscription_id not in {parcel.subscription_id for parcel in first}


def test_nothing_is_taken_before_its_time(store):
    assert claim(store, at=WARNED - timedelta(seconds=1)) == []


def test_a_lease_ends(store):
    claim(store)
    assert claim(store, "here:2:two", at=LATER) == []
    again = claim(store, "here:2:two", at=LATER + timedelta(seconds=1))
    assert [parcel.attempts for parcel in again] == [2, 2, 2]


def test_only_who_has_it_in_hand_settles_it(store):
    late = claim(store)
    claim(store, "here:2:two", at=LATER + timedelta(seconds=1))
    store.settle(map(settled, late))
    assert {row["state"] for row in deliveries(store.db)} == {"pending"}


def test_what_is_settled_stays_settled(store):
    parcels = claim(store)
    store.settle(map(settled, parcels))
    store.settle(settled(parcel, "pending") for parcel in parcels)
    assert {row["state"] for row in deliveries(store.db)} == {"sent"}
    assert claim(store, "here:2:two", at=LATER + timedelta(days=1)) == []


def test_the_same_reminder_is_addressed_to_a_browser_once(store):
    [row, *_] = deliveries(store.db)
    store.fan_out(row["account_id"], row["reminder_id"], row["generation"], at=WARNED)
    assert len(deliveries(store.db)) == 3


def test_what_the_dead_had_in_hand_is_free_at_once_and_the_living_keep_theirs(store):
    here = socket.gethostname()
    nobody = 2**22 + 1  # larger than any process number
    claim(store, f"{here}:{nobody}:gone", limit=1)
    claim(store, f"{here}:{os.getppid()}:alive", limit=1)
    claim(store, "elsewhere:1:unknown", limit=1)
    release_the_dead(store.db)
    assert len(claim(store, "here:9:new")) == 1
    held = {row["lease"].split(":")[-1] for row in deliveries(store.db)}
    assert held == {"alive", "unknown", "new"}


@pytest.mark.parametrize("sql", [CLAIM, CLOSE_OVERTAKEN, IN_HAND])
def test_all_that_was_ever_sent_does_not_slow_a_claim(db, sql):
    names = ("lease", "now", "lease_now", "until", "limit")
    plan = db.query(f"explain query plan {sql}", {n: "1" for n in names if f":{n}" in sql})
    steps = [row["detail"] for row in plan]
    assert any("delivery_waiting (next_at<?)" in step for step in steps)
    assert not any(step.startswith("SCAN") for step in steps)


def test_nothing_is_addressed_to_a_browser_that_has_ended(store):
    [row, *_] = deliveries(store.db)
    store.db.run("delete from delivery")
    store.db.run("update push_subscription set ended_at = '2026-11-24'")
    store.fan_out(row["account_id"], row["reminder_id"], row["generation"], at=WARNED)
    assert deliveries(store.db) == []


def test_a_process_number_given_out_again_is_not_taken_for_the_living(store):
    claim(store, f"{socket.gethostname()}:{os.getpid()}:before-the-restart", limit=3)
    release_the_dead(store.db)
    assert len(claim(store, "here:9:new")) == 3
