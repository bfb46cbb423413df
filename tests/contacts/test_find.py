"""Finding people, organisations and notes: whatever the accents, and never anybody else's."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.contacts.find_store import FindStore
from netpwa.contacts.finding import Wanted
from netpwa.contacts.model import Touch, fold
from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.research.model import NoteDraft
from netpwa.research.store import ResearchStore
from tests import factories
from tests.factories import AT
from tests.reading import Page


@pytest.fixture
def account(db):
    return factories.account(db)


@pytest.fixture
def store(db, account):
    return FindStore(db, account)


def names(store, query="", **wanted):
    return [line.name for line in store.people(query, Wanted(**wanted), at=AT)]


def note_of_touch(db, account, contact_id, text):
    with write(db):
        touch = Touch(f"touch-{text}", "phone", AT, text, None)
        ContactStore(db, account).add_touch(contact_id, touch)


def test_people_are_wanted_by_how_close_they_are(store, db, account):
    ana, ben = (factories.contact(db, account, name) for name in ("Ana", "Ben"))
    factories.contact(db, account, "Cy")
    factories.link(db, account, ana, ben)
    assert names(store, tier="primary") == ["Ana"]
    assert names(store, tier="secondary") == ["Ben"]
    assert names(store, tier="cold") == ["Cy"]


def test_people_are_wanted_by_how_far_it_has_come(store, db, account):
    ids = {name: factories.contact(db, account, name) for name in ("Ana", "Ben", "Cy", "Dev")}
    factories.note(db, account, ids["Ben"])
    factories.interview(db, account, ids["Cy"])
    held = factories.interview(db, account, ids["Dev"])
    db.run("update interview set held_at = starts_at where id = :id", {"id": held})
    assert names(store, stage="captured") == ["Ana"]
    assert names(store, stage="new") == ["Ana", "Ben"]
    assert names(store, stage="scheduled") == ["Cy"]
    assert names(store, stage="talked") == ["Dev"]


@pytest.mark.parametrize(
    ("days", "touched"), [(None, "never"), (0, "month"), (29, "month"), (31, "quarter"),
                          (89, "quarter"), (91, "longer"), (900, "longer")],
)  # fmt: skip
def test_people_are_wanted_by_their_last_touch(store, db, account, days, touched):
    ana = factories.contact(db, account, "Ana")
    if days is not None:
        factories.touch(db, account, ana, at=AT - timedelta(days=days))
        factories.touch(db, account, ana, at=AT - timedelta(days=days + 200))
    found = {name: names(store, touched=name) for name in ("month", "quarter", "longer", "never")}
    assert found == {name: [] for name in found} | {touched: ["Ana"]}


def test_people_are_wanted_by_city_however_it_was_written(store, db, account):
    factories.contact(db, account, "Ana", city="Montréal")
    factories.contact(db, account, "Ben", city="montreal ")
    factories.contact(db, account, "Cy", city="Guelph")
    assert [(city.folded, city.people) for city in store.cities(limit=9)] == [
        ("montreal", 2),
        ("guelph", 1),
    ]
    assert names(store, city="montreal") == ["Ana", "Ben"]


def test_people_are_wanted_by_what_they_share(store, db, account):
    ana, ben = (factories.contact(db, account, name) for name in ("Ana", "Ben"))
    factories.note(db, account, ana, text="Jazz, rivers")
    factories.note(db, account, ben, text="Rivers")
    topics = {topic.name: topic.id for topic in ResearchStore(db, account).interests()}
    assert names(store, topic=topics["Jazz"]) == ["Ana"]
    assert names(store, topic=topics["rivers"]) == ["Ana", "Ben"]
    assert names(store, "ben", topic=topics["rivers"], stage="researching") == ["Ben"]


def test_organisations_and_notes_are_found_by_the_beginnings_of_their_words(store, db, account):
    ana = factories.contact(db, account, "Ana Ruiz", organisation="Société des Ponts")
    note_of_touch(db, account, ana, "Spoke of the Éclair bridge")
    factories.note(db, account, ana, "said", "Bridges (éphémères) last")
    for query in ("ponts", "SOCIETE", "soc pon"):
        assert [hit.text for hit in store.organisations(query, limit=5)] == ["Société des Ponts"]
    assert [hit.text for hit in store.notes("eclair", limit=5)] == ["Spoke of the Éclair bridge"]
    assert [hit.kind for hit in store.notes("EPHEM", limit=5)] == ["of_contact"]
    assert {hit.about for hit in store.notes("bridge", limit=5)} == {"Ana Ruiz"}
    assert store.notes("ridge", limit=5) == store.organisations("onts", limit=5) == []


def test_what_is_about_an_organisation_is_found_too_and_changes_with_it(store, db, account):
    factories.contact(db, account, organisation="Navy")
    navy = factories.only(db, account, "organisation")
    with write(db):
        research = ResearchStore(db, account)
        draft = NoteDraft("n", "news", "New ships")
        research.add(draft, organisation_id=navy, fold=fold, at=AT)
        research.update(NoteDraft("n", "news", "Old boats"), 1, fold=fold)
    assert store.notes("ships", limit=5) == []
    assert [(h.kind, h.of_id) for h in store.notes("boat", limit=5)] == [("of_organisation", navy)]


def test_nothing_of_somebody_in_the_bin_is_found(store, db, account):
    ana = factories.contact(db, account, "Ana")
    note_of_touch(db, account, ana, "A bridge")
    factories.note(db, account, ana, text="Bridges")
    with write(db):
        ContactStore(db, account).delete(ana, at=AT)
    assert names(store, "ana") == store.notes("bridge", limit=5) == []
    assert store.cities(limit=5) == []


def test_the_page_shows_people_organisations_and_notes(ada, db):
    ana = factories.contact(db, ada.account_id, "Ana Ruiz", organisation="Bridge Office")
    note_of_touch(db, ada.account_id, ana, "Bridges first")
    factories.note(db, ada.account_id, ana, "said", "A bridge too far")
    page = Page(ada.get("/contacts?q=bridge"))
    for found in ("Ana Ruiz", "Organisations", "Bridge Office", "Bridges first", "too far"):
        assert found in page.words
    assert f"/contacts/{ana}/research" in page.links


def test_a_chip_keeps_the_other_filters_and_the_words(ada, db):
    factories.contact(db, ada.account_id, "Ana Ruiz", city="Guelph")
    page = Page(ada.get("/contacts?q=ana&city=guelph"))
    assert any(
        all(part in link for part in ("q=ana", "city=guelph", "tier=cold")) for link in page.links
    )
    assert "Ana Ruiz" in page.words
    assert "Filter · Guelph" in page.words


@pytest.mark.parametrize("query", ['"', "%", "*", "(", "-", "🌱"])
def test_signs_without_a_word_find_nobody(ada, world, query):
    page = Page(ada.client.get("/contacts", query_string={"q": query}))
    assert "Nothing found." in page.words
    assert "Grace Hopper" not in page.words
    assert "Grace Hopper" in Page(ada.client.get("/contacts", query_string={"q": " "})).words


IS_FOUND = re.compile(r"/(contacts|organisations)/[0-9a-f]{8}-")
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.property
@given(WORDS, WORDS)
def test_any_query_gives_results_or_says_that_there_are_none(ada, world, query, other):
    asked = {"q": query, "city": other, "topic": other, "tier": other}
    for said in ({"q": query}, asked):
        page = ada.client.get("/contacts", query_string=said)
        assert page.status_code == 200
        links = [link for link in Page(page).links if IS_FOUND.match(link)]
        assert bool(links) != ("Nothing found." in page.text)


@pytest.mark.property
@given(WORDS)
def test_bob_finds_nothing_of_adas_by_any_search(ada, bob, world, db, query):
    store = FindStore(db, bob.account_id)
    hits = store.notes(query, limit=50) + store.organisations(query, limit=50)
    assert store.people(query, at=AT) == hits == store.cities(limit=50) == []
    mine = FindStore(db, ada.account_id)
    assert mine.people("", at=AT)
    assert mine.organisations("navy", limit=5)


@pytest.mark.property
@given(st.text(alphabet="abcéÉñ ŒøI._-%", min_size=1, max_size=30))
def test_a_note_is_found_by_each_of_its_own_words(ada, world, db, text):
    with write(db):
        db.run("delete from touch")
        touch = Touch("t", "phone", AT, text, None)
        ContactStore(db, ada.account_id).add_touch(world["contact_id"], touch)
    assert [hit.id for hit in FindStore(db, ada.account_id).notes(text, limit=50)][:1] or not text
