"""Research, interests and questions waiting, in the database."""

import pytest

from netpwa.contacts.model import fold
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError, RefusedError, StaleError
from netpwa.research.model import NoteDraft
from netpwa.research.store import ResearchStore
from tests import factories
from tests.factories import AT


@pytest.fixture
def account(db):
    return factories.account(db)


@pytest.fixture
def store(db, account):
    return ResearchStore(db, account)


def note(db, store, contact_id, kind="work", text="Bus lanes", **known):
    draft = NoteDraft(fresh_id(), kind, text, **known)
    with write(db):
        store.add(draft, contact_id=contact_id, fold=fold, at=AT)
    return draft.id


def test_a_line_comes_back_as_written(db, account, store):
    ben = factories.contact(db, account, "Ben")
    one = note(db, store, ben, "said", "Streets for all", url="https://example.org/a")
    found = store.get(one)
    assert (found.kind, found.text, found.url) == (
        "said",
        "Streets for all",
        "https://example.org/a",
    )
    assert store.of_contact(ben) == [found]


def test_what_is_shared_becomes_tags_across_people_whatever_its_case(db, account, store):
    ben, cleo = factories.contact(db, account, "Ben"), factories.contact(db, account, "Cleo")
    note(db, store, ben, "shared", "Jazz, Montréal")
    one = note(db, store, cleo, "shared", "jazz; cycling")
    assert [(tag.name, tag.people) for tag in store.interests()] == [
        ("Jazz", 2), ("cycling", 1), ("Montréal", 1)]  # fmt: skip
    assert [tag.name for tag in store.interests_of(cleo)] == ["cycling", "Jazz"]
    jazz = store.interests()[0].id
    assert [row["name"] for row in store.people_sharing(jazz)[1]] == ["Ben", "Cleo"]
    with write(db):
        store.remove(one)
    assert [tag.name for tag in store.interests()] == ["Jazz", "Montréal"]


def test_an_edit_counts_up_and_a_stale_one_is_refused(db, account, store):
    ben = factories.contact(db, account, "Ben")
    one = note(db, store, ben)
    with write(db):
        store.update(NoteDraft(one, "term", "TOD: near stations"), 1, fold=fold)
    assert (store.get(one).kind, store.get(one).rev) == ("term", 2)
    with pytest.raises(StaleError), write(db):
        store.update(NoteDraft(one, "work", "Again"), 1, fold=fold)


def test_notes_on_culture_are_private_whatever_was_ticked(db, account, store):
    ben = factories.contact(db, account, "Ben")
    assert store.get(note(db, store, ben, "culture", "First names", is_private=False)).is_private


def test_a_line_about_nobody_or_a_strangers_contact_is_refused(db, account, store):
    foreign = factories.contact(db, factories.account(db, "Bob"), "Barbara")
    for contact_id in (None, foreign):
        with pytest.raises(RefusedError):
            note(db, store, contact_id)


def test_what_is_known_of_somebody_in_the_bin_is_not_found(db, account, store):
    ben = factories.contact(db, account, "Ben")
    one = note(db, store, ben)
    with write(db):
        factories.ContactStore(db, account).delete(ben, at=AT)
    with pytest.raises(NotFoundError):
        store.get(one)
