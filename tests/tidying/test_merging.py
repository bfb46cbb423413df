"""Two become one with everything that hangs on either, and two again as if nothing had been."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netpwa.contacts.model import ContactDraft, recognise
from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError
from netpwa.network.store import NetworkStore
from netpwa.reminders.store import ReminderStore
from netpwa.tidying import merging
from netpwa.tidying.merge_store import MergeStore
from tests import address_book, factories
from tests.factories import AT
from tests.world import World, rows_of

LATER = AT + timedelta(days=1)


def undo(db, account, merge_id):
    with write(db):
        merging.undo(db, account, merge_id, at=LATER)
    factories.work_out(db, account)


def standing(db, account):
    """Give all rows, without what a change of nothing changes."""
    rows = {
        table: rows
        for table, rows in rows_of(db, account).items()
        if table not in {"merge", "merge_move", "reminder_plan"}
    }
    for row in (*rows["contact"], *rows["contact_point"], *rows["boundary_note"]):
        row |= {name: "" for name in ("rev", "updated_at") if name in row}
    for row in rows["contact_point"]:
        row["id"] = ""
    # Working reminders out again gives those that are called for the same place, not the same turn.
    rows["reminder"] = [
        {name: row[name] for name in ("rule", "subject_id", "step", "contact_id", "done_at")}
        for row in rows["reminder"]
        if not row["ended_at"]
    ]
    return {table: sorted(map(repr, each)) for table, each in rows.items()}


def set_boundary(db, account, who, _third):
    db.run("insert into boundary_note (account_id, contact_id, text)"
           " values (:a, :c, 'Nothing about ' || :c) on conflict do nothing",
           {"a": account, "c": who})  # fmt: skip


# What may hang on somebody, often together with a third.
HANGS = {
    "touch": lambda db, account, who, _: factories.touch(db, account, who),
    "interview": lambda db, account, who, _: factories.interview(db, account, who),
    "note": lambda db, account, who, _: factories.note(db, account, who),
    "request": lambda db, account, who, _: factories.request(db, account, who),
    "link": lambda db, account, who, third: factories.link(db, account, third, who),
    "strong": lambda db, account, who, third: factories.link(db, account, third, who, strength=3),
    "linked": lambda db, account, who, third: factories.link(db, account, who, third, "works_with"),
    "intro": factories.introduction,
    "aim": lambda db, account, who, third: factories.introduction(db, account, third, who),
    "boundary": set_boundary,
    "mentor": lambda db, account, who, _: NetworkStore(db, account).set_mentor(who, on=True),
    "known": lambda db, account, who, _: NetworkStore(db, account).set_known(who, on=True),
    "warm": lambda db, account, who, _: NetworkStore(db, account).set_keep_warm(who, "monthly"),
}


WHO = st.builds(
    ContactDraft,
    st.just(""),
    st.sampled_from(["Ana Ruiz", "Ana M. Ruiz"]),
    title=st.sampled_from(["", "Planner", "Director"]),
    organisation=st.sampled_from(["", "Guelph"]),
    note=st.sampled_from(["", "Kind", "Kind\nBusy"]),
    points=st.lists(st.sampled_from(["a@example.org", "b@example.org", "+1 416 555 0134"]),
                    unique=True).map(lambda all_of_it: tuple(map(recognise, all_of_it))),
    city=st.sampled_from(["", "Guelph", "Toronto"]),
    follow_up_on=st.sampled_from([None, date(2026, 12, 1), date(2026, 12, 9)]),
)  # fmt: skip
OF_TALK = """
select id, contact_id, done_at, ended_at, due_at, notify_at from reminder where subject_id = :id
order by id
"""
HANGING = st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(HANGS))), max_size=8)


@pytest.mark.property
@settings(suppress_health_check=list(HealthCheck))
@given(WHO, WHO, HANGING, st.booleans())
def test_merge_then_undo_is_nothing(db, one, other, hanging, between):
    account = factories.account(db, fresh_id())
    drafts = [replace(each, id=fresh_id()) for each in (one, other)]
    with write(db):
        for draft in drafts:
            ContactStore(db, account).create(draft, at=AT)
    third = factories.contact(db, account, "Ben")
    for is_first, what in hanging:
        HANGS[what](db, account, drafts[0 if is_first else 1].id, third)
    if between:
        factories.link(db, account, drafts[0].id, drafts[1].id)
    factories.work_out(db, account)
    before = standing(db, account)
    merge_id = address_book.merged(db, account, drafts[0].id, drafts[1].id)
    factories.work_out(db, account)
    undo(db, account, merge_id)
    assert standing(db, account) == before


def test_everything_that_hangs_on_either_hangs_on_the_one(db, ada):
    account = ada.account_id
    world = World.of(db, account)
    gone, kept = world["contact_id"], factories.contact(db, account, "G. Hopper")
    counts = MergeStore(db, account).counts(gone)
    assert all(counts.values())
    address_book.merged(db, account, kept, gone)
    assert MergeStore(db, account).counts(kept) == counts
    one = ContactStore(db, account).get(kept)
    assert (one.name, one.title, one.organisation) == ("G. Hopper", "Rear admiral", "Navy")
    assert one.note == "Likes clocks\nGrace Hopper"
    assert [point.value for point in one.points] == ["grace@example.org"]
    with pytest.raises(NotFoundError):
        ContactStore(db, account).get(gone)


def test_what_differs_stays_in_the_note(db):
    account = factories.account(db)
    kept = factories.contact(db, account, "Ana", title="Planner", note="Kind")
    gone = factories.contact(db, account, "Ana", title="Director", note="Busy")
    address_book.merged(db, account, kept, gone)
    assert ContactStore(db, account).get(kept).note == "Kind\nBusy\nDirector"


def test_of_two_days_to_follow_up_the_first_stands_and_the_other_is_noted(db):
    account = factories.account(db)
    kept = factories.contact(db, account, "Ana", follow_up_on=date(2026, 12, 9))
    gone = factories.contact(db, account, "Ana", follow_up_on=date(2026, 12, 1))
    address_book.merged(db, account, kept, gone)
    one = ContactStore(db, account).get(kept)
    assert (one.follow_up_on, one.note) == (date(2026, 12, 1), "2026-12-09")


def test_reminders_follow_and_what_was_done_stays_done(db):
    account = factories.account(db)
    kept, gone = (factories.contact(db, account, "Ana") for _ in range(2))
    talk = factories.interview(db, account, gone)
    first = db.query(OF_TALK, {"id": talk})[0]["id"]
    with write(db):
        ReminderStore(db, account).set_done(first, AT)
    factories.work_out(db, account)
    before = db.query(OF_TALK, {"id": talk})
    assert {row["contact_id"] for row in before} == {gone}
    address_book.merged(db, account, kept, gone)
    factories.work_out(db, account)
    after = db.query(OF_TALK, {"id": talk})
    assert after == [{**row, "contact_id": kept} for row in before]
    assert [row["id"] for row in after if row["done_at"]] == [first]


def test_the_stronger_of_two_same_links_stands(db):
    account = factories.account(db)
    kept, gone = (factories.contact(db, account, "Ana") for _ in range(2))
    ben = factories.contact(db, account, "Ben")
    factories.link(db, account, ben, kept, strength=1)
    factories.link(db, account, ben, gone, strength=3)
    merge_id = address_book.merged(db, account, kept, gone)
    assert [one.link.strength for one in NetworkStore(db, account).neighbours(kept)] == [3]
    undo(db, account, merge_id)
    assert [one.link.strength for one in NetworkStore(db, account).neighbours(kept)] == [1]


def test_what_was_written_since_stays_after_an_undo(db):
    account = factories.account(db)
    kept = factories.contact(db, account, "Ana", note="Kind")
    gone = factories.contact(db, account, "Ana", note="Busy", title="Director")
    merge_id = address_book.merged(db, account, kept, gone)
    touch = factories.touch(db, account, kept)
    store = ContactStore(db, account)
    one = store.get(kept)
    draft = ContactDraft(kept, "Ana", "Head of planning", note=one.note + "\nMet again")
    with write(db):
        store.update(draft, one.rev, at=LATER)
    undo(db, account, merge_id)
    assert (store.get(kept).title, store.get(kept).note) == ("Head of planning", "Kind\nMet again")
    assert (store.get(gone).title, store.get(gone).note) == ("Director", "Busy")
    assert [one.id for one in store.touches(kept)] == [touch]


def test_a_merge_into_one_who_was_merged_on_comes_apart_from_the_last(db):
    account = factories.account(db)
    first, second, third = (factories.contact(db, account, "Ana") for _ in range(3))
    factories.touch(db, account, first)
    one = address_book.merged(db, account, second, first)
    other = address_book.merged(db, account, third, second)
    with pytest.raises(NotFoundError):
        undo(db, account, one)
    undo(db, account, other)
    undo(db, account, one)
    assert len(ContactStore(db, account).touches(first)) == 1
