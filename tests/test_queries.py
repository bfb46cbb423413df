"""A list of twenty costs as many queries as a list of ten, and reading never writes."""

from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.interviews import booking
from tests import factories, left
from tests.factories import AT
from tests.world import World

LISTS = ("/today", "/contacts", "/contacts?q=person", "/contacts?stage=new", "/interviews",
         "/interviews/new", "/questions", "/me", "/me/notices", "/promises", "/names", "/leads",
         "/keep-warm", "/bring", "/people/alike", "/people/bin")  # fmt: skip
MOST = 12


def add(db, account, first, count):
    for n in range(first, first + count):
        person = factories.contact(
            db, account, f"Person {n}", organisation=f"Org {n}", reach=f"p{n}@example.org"
        )
        if n % 2:
            factories.touch(db, account, person)
        ahead = factories.interview(db, account, person)
        past = factories.interview(db, account, person)
        left.promise(db, account, person)
        left.referral(db, account, person)
        left.lead(db, account, person)
        factories.question(db, account, f"Question {n}?")
        factories.device(db, account, f"Browser {n}")
        with write(db):
            booking.mark_held(db, account, past, at=AT + timedelta(minutes=n))
            db.run("update interview set starts_at = :at where id = :id",
                   {"id": ahead, "at": f"2026-11-{25 + n % 5}T0{n % 9}:00:00Z"})  # fmt: skip


def statements(db, who, address):
    seen = []
    with db.traced(seen.append):
        assert who.get(address).status_code == 200
    return [sql for sql in seen if not sql.startswith("explain")]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_of_twenty_costs_as_many_queries_as_one_of_ten(ada, db, address):
    add(db, ada.account_id, 0, 10)
    ten = statements(db, ada, address)
    add(db, ada.account_id, 10, 10)
    twenty = statements(db, ada, address)
    assert len(twenty) == len(ten)
    assert 0 < len(ten) <= MOST


def test_the_page_of_one_conversation_costs_the_same_however_much_is_planned(ada, db, world):
    address = f"/interviews/{world['interview_id']}"
    before = statements(db, ada, address)
    for n in range(10):
        ada.send(f"{address}/questions/new", text=f"Q{n}?", stage="role", minutes="1")
    assert len(statements(db, ada, address)) == len(before) <= MOST


def test_the_page_of_one_person_costs_the_same_however_long_the_story(ada, db, world):
    address = f"/contacts/{world['contact_id']}"
    before = statements(db, ada, address)
    for n in range(10):
        factories.touch(db, ada.account_id, world["contact_id"], at=AT + timedelta(hours=n))
        factories.interview(db, ada.account_id, world["contact_id"])
    assert len(statements(db, ada, address)) == len(before) <= MOST


def test_opening_a_page_never_writes(app, ada, db):
    world = World.of(db, ada.account_id)
    seen = []
    opened = 0
    with db.traced(seen.append):
        for rule in app.url_map.iter_rules():
            if "GET" not in rule.methods or rule.endpoint in {
                "assets.file",
                "accounts.sign_up_by_link",
            }:
                continue
            with app.test_request_context():
                address = app.url_for(rule.endpoint, **world.fill(rule))
            assert ada.get(address).status_code in {200, 303, 404}
            ada.client.head(address)
            opened += 1
    assert opened > 20
    assert seen
    assert [sql for sql in seen if not sql.lstrip().lower().startswith(("select", "with"))] == []


def test_a_write_that_opens_a_page_would_be_noticed(ada, db):
    seen = []
    with db.traced(seen.append):
        ada.send("/contacts/new", name="Grace")
    assert any("insert into contact" in sql for sql in seen)
