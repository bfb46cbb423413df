"""Which browsers get an account's notices, as the database keeps them."""

from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError
from netpwa.push.model import Subscription
from netpwa.push.store import PATIENCE, PushStore
from netpwa.reminders.planning import add_test
from tests import factories
from tests.factories import AT, SUBSCRIPTION

TO = Subscription(**SUBSCRIPTION)


@pytest.fixture
def ada_id(db):
    return factories.account(db)


@pytest.fixture
def bob_id(db):
    return factories.account(db, "Bob")


def subscribe(db, account_id, to=TO, subscription_id=None, **changes):
    subscription_id = subscription_id or fresh_id()
    usual = {
        "origin": "https://fcm.googleapis.com",
        "vapid_key": "our key",
        "label": "Chrome on Android",
        "device_id": factories.device(db, account_id),
        "at": AT,
    }
    with write(db):
        PushStore(db, account_id).subscribe(subscription_id, to, **{**usual, **changes})
    return subscription_id


def ids(db, account_id):
    return [device.id for device in PushStore(db, account_id).devices()]


def test_the_same_browser_again_is_the_same_entry_with_its_newest_keys(db, ada_id):
    first = subscribe(db, ada_id)
    later = Subscription(TO.endpoint, "another key", "another secret")
    subscribe(db, ada_id, later, vapid_key="our new key", label="Edge on Android")
    [device] = PushStore(db, ada_id).devices()
    assert (device.id, device.label, device.vapid_key) == (first, "Edge on Android", "our new key")
    [row] = db.query("select p256dh, auth from push_subscription")
    assert row == {"p256dh": "another key", "auth": "another secret"}


def test_the_same_request_twice_changes_nothing(db, ada_id):
    once = subscribe(db, ada_id)
    assert subscribe(db, ada_id, subscription_id=once) == once
    assert ids(db, ada_id) == [once]


def test_turning_it_on_again_forgets_how_it_ended(db, ada_id):
    once = subscribe(db, ada_id)
    store = PushStore(db, ada_id)
    store.end(once, "removed", at=AT)
    db.run("update push_subscription set refusals = 4")
    assert not store.knows(TO.endpoint)
    subscribe(db, ada_id)
    assert store.knows(TO.endpoint)
    assert (store.devices()[0].id, store.devices()[0].refusals) == (once, 0)


def test_a_browser_belongs_to_whoever_is_signed_in_there(db, ada_id, bob_id):
    hers = subscribe(db, ada_id)
    test_id = fresh_id()
    with write(db):
        add_test(db, ada_id, test_id, at=AT)
        PushStore(db, ada_id).address_test(test_id, hers, at=AT)
    his = subscribe(db, bob_id)
    assert ids(db, ada_id) == []
    assert ids(db, bob_id) == [his]
    assert db.query("select 1 from delivery") == []  # hers is not shown to him


def test_one_account_touches_nothing_of_another(db, ada_id, bob_id):
    hers = subscribe(db, ada_id)
    his = PushStore(db, bob_id)
    with pytest.raises(NotFoundError):
        his.end(hers, "removed", at=AT)
    with pytest.raises(NotFoundError):
        his.address_test(fresh_id(), hers, at=AT)
    assert not his.knows(TO.endpoint)
    assert ids(db, ada_id) == [hers]


def test_how_it_ended_first_is_when_it_ended(db, ada_id):
    once = subscribe(db, ada_id)
    store = PushStore(db, ada_id)
    store.end(once, "removed", at=AT)
    store.end(once, "removed", at=AT + timedelta(days=1))
    [row] = db.query("select ended_at from push_subscription")
    assert row["ended_at"] == "2026-11-24T15:00:00Z"


def test_signing_a_device_out_ends_its_notices_and_no_others(db, ada_id):
    device_id = factories.device(db, ada_id)
    subscribe(db, ada_id, device_id=device_id)
    stays = subscribe(db, ada_id, Subscription(TO.endpoint + "-tablet", TO.p256dh, TO.auth))
    PushStore(db, ada_id).end_device(device_id, at=AT)
    assert ids(db, ada_id) == [stays]


def test_the_newest_browser_stands_first(db, ada_id):
    for number in range(3):
        to = Subscription(f"{TO.endpoint}{number}", TO.p256dh, TO.auth)
        subscribe(db, ada_id, to, label=f"Phone {number}", at=AT + timedelta(days=number))
    labels = [device.label for device in PushStore(db, ada_id).devices()]
    assert labels == ["Phone 2", "Phone 1", "Phone 0"]


def test_a_test_waits_for_the_phone_for_a_while_and_not_for_ever(db, ada_id):
    store, test_id = PushStore(db, ada_id), fresh_id()
    once = subscribe(db, ada_id)
    add_test(db, ada_id, test_id, at=AT)
    store.address_test(test_id, once, at=AT)
    test = store.test(test_id)
    assert test.is_waiting(AT)
    assert test.is_waiting(AT + PATIENCE - timedelta(seconds=1))
    assert not test.is_waiting(AT + PATIENCE)
    store.mark_shown(test_id, at=AT)
    assert not store.test(test_id).is_waiting(AT)


def test_what_a_phone_said_first_counts_and_only_for_its_own_account(db, ada_id, bob_id):
    store, test_id = PushStore(db, ada_id), fresh_id()
    once = subscribe(db, ada_id)
    add_test(db, ada_id, test_id, at=AT)
    store.address_test(test_id, once, at=AT)
    PushStore(db, bob_id).mark_shown(test_id, at=AT)
    assert PushStore(db, bob_id).test(test_id) is None
    assert store.test(test_id).shown_at is None
    store.mark_shown(test_id, at=AT)
    store.mark_shown(test_id, at=AT + timedelta(minutes=1))
    assert store.test(test_id).shown_at == AT


def test_a_reminder_is_not_a_test(db, ada_id):
    subscribe(db, ada_id)
    factories.interview(db, ada_id, factories.contact(db, ada_id))
    for row in db.query("select id from reminder"):
        assert PushStore(db, ada_id).test(row["id"]) is None


def test_names_are_left_out_until_their_owner_says_so(db, ada_id, bob_id):
    store = PushStore(db, ada_id)
    assert not store.names_in_notices()
    store.set_names_in_notices(allowed=True)
    assert store.names_in_notices()
    assert not PushStore(db, bob_id).names_in_notices()
    store.set_names_in_notices(allowed=False)
    assert not store.names_in_notices()
