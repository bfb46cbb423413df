"""People in the database."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netpwa.contacts.finding import Wanted
from netpwa.contacts.model import ContactDraft, recognise
from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError, RefusedError, StaleError
from tests import factories
from tests.factories import AT


@pytest.fixture
def account(db):
    return factories.account(db)


@pytest.fixture
def store(db, account):
    return ContactStore(db, account)


def names(store, query="", **options):
    return [line.name for line in store.search(query, at=AT, **options)]


def test_a_captured_person_comes_back_as_written(store, db):
    points = (recognise("grace@example.org"), recognise("+1 416 555 0134"))
    draft = ContactDraft(
        fresh_id(), "Grace Hopper", "Admiral", "Navy", "A lecture", points, "Line one\nline two"
    )
    with write(db):
        store.create(draft, at=AT)
    found = store.get(draft.id)
    assert (found.name, found.title, found.organisation) == ("Grace Hopper", "Admiral", "Navy")
    assert (found.met_at, found.note, found.points) == ("A lecture", "Line one\nline two", points)
    assert (found.rev, found.created_at) == (1, AT)


def test_the_same_id_twice_is_refused(store, db):
    draft = ContactDraft(fresh_id(), "Grace")
    with write(db):
        store.create(draft, at=AT)
    with pytest.raises(RefusedError), write(db):
        store.create(draft, at=AT)


def test_an_edit_counts_the_revision_up_and_replaces_the_addresses(store, db, account):
    contact_id = factories.contact(db, account, reach="old@example.org")
    with write(db):
        store.update(
            ContactDraft(contact_id, "Grace", points=(recognise("new@example.org"),)), 1, at=AT
        )
    found = store.get(contact_id)
    assert (found.name, found.rev) == ("Grace", 2)
    assert [point.value for point in found.points] == ["new@example.org"]


def test_an_edit_of_an_old_copy_is_stale_and_changes_nothing(store, db, account):
    contact_id = factories.contact(db, account, note="first")
    with write(db):
        store.update(ContactDraft(contact_id, "Grace", note="second"), 1, at=AT)
    with pytest.raises(StaleError), write(db):
        store.update(ContactDraft(contact_id, "Grace", "X", "New org", note="third"), 1, at=AT)
    assert store.get(contact_id).note == "second"
    assert db.query("select 1 from organisation") == []


def test_an_edit_of_somebody_unknown_is_not_found(store, db):
    with pytest.raises(NotFoundError), write(db):
        store.update(ContactDraft(fresh_id(), "Grace"), 1, at=AT)


def test_an_organisation_is_shared_whatever_its_spelling(store, db, account):
    first = factories.contact(db, account, "Ana", organisation="City of Montréal")
    factories.contact(db, account, "Ben", organisation="city of MONTREAL")
    assert len(db.query("select 1 from organisation")) == 1
    # The newest spelling stands: otherwise nobody could ever mend the first.
    assert store.get(first).organisation == "city of MONTREAL"


def test_search_folds_accents_and_case_and_finds_by_the_beginnings_of_words(store, db, account):
    factories.contact(db, account, "Félix Gagnon", organisation="Atelier Nord")
    factories.contact(db, account, "Ana Ruiz", note="Knows FELIX")
    for query in ("felix", "FÉL", "gag", "gagnon fel", "nord", "ateli"):
        assert "Félix Gagnon" in names(store, query), query
    assert names(store, "felix") == ["Ana Ruiz", "Félix Gagnon"]
    assert names(store, "elix") == []
    assert names(store, "felix ruiz") == ["Ana Ruiz"]


def test_signs_of_like_mean_nothing_in_a_search(store, db, account):
    factories.contact(db, account, "Ana", note="a_b 50%")
    factories.contact(db, account, "Ben", note="axb 50")
    assert names(store, "a_b") == ["Ana"]
    assert names(store, "%") == names(store, "\\") == names(store, "_") == []


def test_a_sign_is_found_in_a_name(store, db, account):
    factories.contact(db, account, "🌱 Zoe Emoji")
    factories.contact(db, account, "Ana", note="🌱")
    factories.contact(db, account, "Ben (100 %)")
    assert names(store, "🌱") == ["🌱 Zoe Emoji"]
    assert names(store, "%") == names(store, "(") == ["Ben (100 %)"]
    assert names(store, "_") == names(store, "\\") == []


def test_people_stand_in_the_order_of_their_names_and_come_in_pages(store, db, account):
    for name in ("Zoë", "ana", "Émile", "Dev"):
        factories.contact(db, account, name)
    assert names(store) == ["ana", "Dev", "Émile", "Zoë"]
    assert names(store, limit=2, offset=1) == ["Dev", "Émile"]


def test_a_conversation_is_booked_until_it_was_held_or_cancelled(store, db, account):
    contact_id = factories.contact(db, account)
    talk = factories.interview(db, account, contact_id)
    past = store.search(at=AT + timedelta(days=3))[0]
    assert past.next_talk_at is None
    assert names(store, wanted=Wanted(stage="scheduled")) != []
    db.run("update interview set cancelled_at = starts_at where id = :id", {"id": talk})
    assert names(store, wanted=Wanted(stage="scheduled")) == []


def test_the_last_contact_is_worked_out_from_the_touches(store, db, account):
    contact_id = factories.contact(db, account)
    assert store.search(at=AT)[0].last_touch_at is None
    factories.touch(db, account, contact_id, at=AT)
    late = factories.touch(db, account, contact_id, at=AT + timedelta(days=2))
    factories.touch(db, account, contact_id, at=AT - timedelta(days=9))
    assert store.search(at=AT)[0].last_touch_at == AT + timedelta(days=2)
    with write(db):
        store.remove_touch(contact_id, late)
    assert store.search(at=AT)[0].last_touch_at == AT


def test_touches_come_newest_first(store, db, account):
    contact_id = factories.contact(db, account)
    for days in (1, 3, 2):
        factories.touch(db, account, contact_id, at=AT + timedelta(days=days))
    assert [(touch.at - AT).days for touch in store.touches(contact_id)] == [3, 2, 1]


def test_a_deleted_person_is_nowhere_but_in_the_bin_until_taken_back(store, db, account):
    contact_id = factories.contact(db, account, note="kept")
    with write(db):
        store.delete(contact_id, at=AT)
        store.delete(contact_id, at=AT + timedelta(days=1))
    assert names(store) == []
    assert store.count() == 0
    assert store.get(contact_id, deleted=True).note == "kept"
    with pytest.raises(NotFoundError):
        store.get(contact_id)
    with write(db):
        store.restore(contact_id)
    assert store.get(contact_id).note == "kept"
    assert store.count() == 1
    with pytest.raises(NotFoundError):
        store.get(contact_id, deleted=True)


def test_the_schema_itself_refuses_rows_of_another_account(db, account):
    theirs = factories.contact(db, factories.account(db, "Bob"))
    with pytest.raises(RefusedError):
        factories.touch(db, account, theirs)


@pytest.mark.property
@given(st.text(max_size=300))
@example("\ud800")
@example("ﷺ" * 200)
@example("\x00")
def test_no_search_fails(store, query):
    store.search(query, at=AT)


@pytest.mark.property
@given(name=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1), data=st.data())
def test_whoever_is_captured_is_found_by_each_word(store, db, account, name, data):
    contact_id = factories.contact(db, account, name)
    words = name.split() or [""]
    query = data.draw(st.sampled_from(words))
    assert contact_id in {line.id for line in store.search(query, at=AT, limit=10_000)}
