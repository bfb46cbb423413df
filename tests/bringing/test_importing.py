"""A file is brought in as one, twice as once, and taken back as one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from netpwa.bringing import importing
from netpwa.bringing.exporting import write_cards
from netpwa.bringing.model import FileRow, Reading
from netpwa.bringing.store import ImportStore
from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError
from netpwa.reminders.events import Captured
from netpwa.reminders.history_store import HistoryStore
from tests import address_book, factories
from tests.bringing.people import everybody
from tests.factories import AT
from tests.world import rows_of

ON_MANY = settings(suppress_health_check=list(HealthCheck))
HEAD = "First Name,Last Name,URL,Email Address,Company,Position\n"
ANA = "Ana,Ruiz,linkedin.com/in/ana,,Guelph,Planner\n"


def rows(people):
    return Reading("vcard", [FileRow(n, one) for n, one in enumerate(people, 1)])


def bring(db, account, people, at=AT, tick=None):
    import_id = fresh_id()
    with write(db):
        judged = importing.judge(db, account, rows(people))
        ImportStore(db, account).stage(import_id, "", "vcard", judged, at=at)
        if tick is not None:
            for position in range(len(people)):
                ImportStore(db, account).want(import_id, position, on=position in tick)
        importing.bring(db, account, import_id, at=at)
    return import_id


def undo(db, account, import_id, at=AT):
    with write(db):
        importing.undo(db, account, import_id, at=at)


def found_in(db, account):
    """Give what stands of everybody, without what a change of nothing changes."""
    all_rows = rows_of(db, account)
    left_out = ("import", "import_row")
    plain = {table: rows for table, rows in all_rows.items() if table not in left_out}
    for row in plain["contact"]:
        row |= {"rev": 0, "updated_at": "", "import_id": None}
        row["follow_up_set_at"] = row["follow_up_on"] and row["follow_up_set_at"]
    for row in plain["contact_point"]:
        row["id"] = ""
    return {table: sorted(map(repr, rows)) for table, rows in plain.items()}


def by_line(db, account, text, **options):
    import_id = address_book.brought(db, account, HEAD + text, done=False, **options)
    rows = ImportStore(db, account).page(import_id, offset=0, limit=99)
    return {row.position: row for row in rows}


@pytest.mark.property
@ON_MANY
@given(everybody)
def test_the_same_file_twice_changes_nothing(db, people):
    account = factories.account(db, fresh_id())
    bring(db, account, people)
    before = found_in(db, account)
    again = bring(db, account, people, at=AT + timedelta(days=1))
    assert found_in(db, account) == before
    done = ImportStore(db, account).get(again)
    assert (done.created, done.changed) == (0, 0)


@pytest.mark.property
@ON_MANY
@given(everybody, everybody)
def test_what_is_undone_was_never_there(db, here, people):
    account = factories.account(db, fresh_id())
    bring(db, account, here, tick=set(range(len(here))))
    before = found_in(db, account)
    later = AT + timedelta(days=1)
    undo(db, account, bring(db, account, people, at=later, tick=set(range(len(people)))), at=later)
    assert found_in(db, account) == before


@pytest.mark.property
@ON_MANY
@given(everybody)
def test_ones_own_cards_bring_nothing_back_in(db, people):
    account = factories.account(db, fresh_id())
    bring(db, account, people)
    cards = "".join(write_cards(ImportStore(db, account).people()))
    before = found_in(db, account)
    again = address_book.brought(db, account, cards)
    assert found_in(db, account) == before
    assert ImportStore(db, account).get(again).created == 0


def test_only_what_is_empty_is_filled_and_nothing_that_was_typed_changes(db):
    account = factories.account(db)
    who = factories.contact(
        db, account, "Ana Ruiz", title="Director", organisation="Guelph", note="Kind"
    )
    address_book.brought(db, account, HEAD + ANA)
    ana = ContactStore(db, account).get(who)
    assert (ana.title, ana.note) == ("Director", "Kind")
    assert [point.value for point in ana.points] == ["linkedin.com/in/ana"]
    assert ContactStore(db, account).count() == 1


def test_a_shared_address_with_another_name_asks(db):
    account = factories.account(db)
    who = factories.contact(db, account, "Ben Okafor", reach="info@example.org")
    row = by_line(db, account, "Ana,Ruiz,,info@example.org,,\n")[0]
    assert (row.state, row.is_wanted, row.contact_id) == ("alike", False, who)


def test_a_shared_number_with_another_name_says_nothing(db):
    account = factories.account(db)
    factories.contact(db, account, "Ben Okafor", reach="+1 416 555 0134")
    text = "Name,Phone 1 - Value\nAna Ruiz,+1 416 555 0134\n"
    import_id = address_book.brought(db, account, text, done=False)
    assert ImportStore(db, account).counts(import_id) == {"new": (1, 1)}


def test_the_same_name_at_another_place_is_somebody_else(db):
    account = factories.account(db)
    factories.contact(db, account, "Ana Ruiz", organisation="Peel", reach="ana@example.org")
    assert by_line(db, account, ANA)[0].state == "new"


def test_two_lines_about_one_person_are_taken_together(db):
    account = factories.account(db)
    text = "Ana,Ruiz,,ana@example.org,,\nAna,Ruiz,,ana@example.org,Guelph,Planner\n"
    rows = by_line(db, account, text)
    assert [(row.state, row.same_as) for row in rows.values()] == [("new", None), ("twice", 2)]
    assert rows[0].found.title == "Planner"


def test_who_came_meanwhile_is_not_added_again(db):
    account = factories.account(db)
    first = address_book.brought(db, account, HEAD + ANA, done=False)
    second = address_book.brought(db, account, HEAD + ANA, done=False)
    with write(db):
        importing.bring(db, account, first, at=AT)
        importing.bring(db, account, second, at=AT)
    assert ContactStore(db, account).count() == 1


def test_whom_one_worked_with_since_goes_to_the_bin_and_not_for_good(db):
    account = factories.account(db)
    import_id = address_book.brought(db, account, HEAD + ANA + "Bea,Li,,,,\n")
    people = ContactStore(db, account).search(at=AT)
    factories.touch(db, account, people[0].id)
    undo(db, account, import_id)
    assert ContactStore(db, account).count() == 0
    assert ContactStore(db, account).get(people[0].id, deleted=True).name == "Ana Ruiz"
    with pytest.raises(NotFoundError):
        ContactStore(db, account).get(people[1].id, deleted=True)


def test_what_was_changed_by_hand_since_stays(db):
    account = factories.account(db)
    who = factories.contact(db, account, "Ana Ruiz", organisation="Guelph")
    import_id = address_book.brought(db, account, HEAD + ANA)
    store = ContactStore(db, account)
    contact = store.get(who)
    typed = importing.as_found(contact)
    with write(db):
        draft = importing.draft_of(who, typed)
        store.update(replace(draft, title="Director"), contact.rev, at=AT)
    undo(db, account, import_id)
    assert (store.get(who).title, store.get(who).points) == ("Director", ())


def test_people_from_a_file_call_for_no_research_by_themselves(db):
    account = factories.account(db)
    mine = factories.contact(db, account)
    address_book.brought(db, account, HEAD + ANA)
    events = [
        each
        for each in HistoryStore(db, account).events(new_since=AT)
        if isinstance(each, Captured)
    ]
    assert [each.contact for each in events] == [mine]


def test_bob_is_not_matched_with_anybody_of_adas(db):
    ada, bob = factories.account(db), factories.account(db, "Bob")
    factories.contact(db, ada, "Ana Ruiz", organisation="Guelph")
    assert by_line(db, bob, ANA)[0].state == "new"
