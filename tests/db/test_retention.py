"""What is past its time is forgotten, and what is not stays."""

from datetime import timedelta

from netpwa.db.idempotency import IdempotencyStore
from netpwa.db.port import write
from netpwa.db.retention import forget_the_old
from tests import factories
from tests.factories import AT

LATER = AT + timedelta(days=91)


def test_a_key_is_kept_for_ninety_days_and_then_forgotten(db):
    account = factories.account(db)
    with write(db):
        IdempotencyStore(db, account).claim("old", "f", at=AT)
        IdempotencyStore(db, account).claim("new", "f", at=LATER)
    assert forget_the_old(db, at=AT + timedelta(days=89)) == 0
    assert forget_the_old(db, at=LATER) == 1
    assert [row["key"] for row in db.query("select key from idempotency")] == ["new"]


def test_nothing_that_a_person_wrote_is_ever_forgotten(db):
    account = factories.account(db)
    person = factories.contact(db, account)
    factories.interview(db, account, person)
    tables = ("contact", "interview", "plan_item", "checklist_item", "reminder")
    before = [db.query(f"select * from {table}") for table in tables]  # noqa: S608  named above
    forget_the_old(db, at=AT + timedelta(days=3650))
    assert [db.query(f"select * from {table}") for table in tables] == before  # noqa: S608
