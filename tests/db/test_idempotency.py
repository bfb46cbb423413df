"""Which writes have taken effect already."""

import threading

import pytest

from netpwa.db.idempotency import IdempotencyStore
from netpwa.db.port import write
from netpwa.db.sqlite import SqliteDatabase
from netpwa.db.values import fresh_id, from_text, maybe_from_text, to_text
from netpwa.errors import KeyReusedError
from tests import factories
from tests.factories import AT


def test_a_key_is_new_once(db):
    store = IdempotencyStore(db, factories.account(db))
    with write(db):
        assert store.claim("k", "body", at=AT)
        assert not store.claim("k", "body", at=AT)


def test_a_key_with_another_body_is_refused(db):
    store = IdempotencyStore(db, factories.account(db))
    with write(db):
        store.claim("k", "body", at=AT)
        with pytest.raises(KeyReusedError):
            store.claim("k", "another", at=AT)


def test_a_key_is_forgotten_with_the_effect_that_failed(db):
    store = IdempotencyStore(db, factories.account(db))
    with pytest.raises(ZeroDivisionError), write(db):
        store.claim("k", "body", at=AT)
        raise ZeroDivisionError
    with write(db):
        assert store.claim("k", "body", at=AT)


def test_of_many_copies_in_flight_one_takes_effect(file_db):
    account = factories.account(file_db)
    path = file_db.one("pragma database_list")["file"]
    firsts, ready = [], threading.Barrier(4)

    def send():
        database = SqliteDatabase(path)
        ready.wait()
        for key in range(10):
            with write(database):
                if IdempotencyStore(database, account).claim(str(key), "body", at=AT):
                    firsts.append(key)
        database.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(firsts) == list(range(10))


def test_ids_are_of_version_seven_and_sort_by_the_time_they_were_made():
    ids = [fresh_id() for _ in range(1000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 1000
    assert {each[14] for each in ids} == {"7"}


def test_an_instant_is_text_in_utc_and_comes_back():
    assert to_text(AT) == "2026-11-24T15:00:00Z"
    assert from_text(to_text(AT)) == AT
    assert maybe_from_text(None) is None
