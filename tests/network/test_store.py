"""Links, tiers and introductions in the database, and the ways to somebody."""

from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError, RefusedError
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.model import Link, ranked, tier_of
from netpwa.network.store import NetworkStore
from tests import factories
from tests.factories import AT


@pytest.fixture
def account(db):
    return factories.account(db)


@pytest.fixture
def store(db, account):
    return NetworkStore(db, account)


def person(db, account, name, *, known=False):
    contact_id = factories.contact(db, account, name)
    with write(db):
        NetworkStore(db, account).set_known(contact_id, on=known)
    return contact_id


def link(db, account, one, other, kind="can_introduce", strength=2):
    with write(db):
        NetworkStore(db, account).add_link(Link(fresh_id(), one, other, kind, strength), at=AT)


def tier(store, contact_id):
    return tier_of(store.standing(contact_id), store.neighbours(contact_id))


def test_a_link_from_somebody_known_makes_a_stranger_secondary_through_them(db, account, store):
    ana, ben = person(db, account, "Ana", known=True), person(db, account, "Ben")
    assert tier(store, ben).name == store.tiers()[ben] == "cold"
    link(db, account, ana, ben)
    found = tier(store, ben)
    assert (found.name, found.through.name) == ("secondary", "Ana")
    assert store.tiers() == {ana: "primary", ben: "secondary"}


def test_only_working_together_leads_both_ways(db, account, store):
    ana, ben = person(db, account, "Ana", known=True), person(db, account, "Ben")
    link(db, account, ben, ana, "introduced_me")
    assert store.tiers()[ben] == "cold"
    link(db, account, ben, ana, "works_with")
    assert store.tiers()[ben] == tier(store, ben).name == "secondary"


def test_a_decision_by_hand_stands_until_it_is_taken_back(db, account, store):
    ben = person(db, account, "Ben")
    with write(db):
        store.set_tier(ben, "primary")
    assert (tier(store, ben).name, tier(store, ben).by_hand) == ("primary", True)
    with write(db):
        store.set_tier(ben, None)
    assert tier(store, ben).name == store.tiers()[ben] == "cold"


def test_who_is_in_the_bin_leads_to_nobody(db, account, store):
    ana, ben = person(db, account, "Ana", known=True), person(db, account, "Ben")
    link(db, account, ana, ben)
    with write(db):
        factories.ContactStore(db, account).delete(ana, at=AT)
    assert store.tiers() == {ben: "cold"}
    assert tier(store, ben).name == "cold"
    assert store.routes(to=ben, at=AT) == []


def test_the_same_link_again_only_tells_how_strong_it_is(db, account, store):
    ana, ben = person(db, account, "Ana", known=True), person(db, account, "Ben")
    link(db, account, ana, ben, strength=1)
    link(db, account, ana, ben, strength=3)
    assert [one.link.strength for one in store.neighbours(ben)] == [3]


def test_a_link_can_be_taken_away_from_either_end_but_no_third(db, account, store):
    ana, ben, cleo = (person(db, account, name) for name in ("Ana", "Ben", "Cleo"))
    link(db, account, ana, ben)
    found = store.neighbours(ben)[0].link.id
    with pytest.raises(NotFoundError), write(db):
        store.remove_link(cleo, found)
    with write(db):
        store.remove_link(ben, found)
    assert store.neighbours(ana) == []


def test_nobody_is_linked_with_themselves_or_with_another_accounts_people(db, account):
    ana = person(db, account, "Ana")
    other = factories.account(db, "Bob")
    foreign = person(db, other, "Barbara")
    for end in (ana, foreign):
        with pytest.raises(RefusedError):
            link(db, account, ana, end)


def test_ways_of_one_and_two_links_are_found_and_no_longer_ones(db, account, store):
    ana, ben, cleo, dev = (person(db, account, name) for name in ("Ana", "Ben", "Cleo", "Dev"))
    with write(db):
        store.set_known(ana, on=True)
    link(db, account, ana, ben)
    link(db, account, cleo, ben, "works_with")
    link(db, account, cleo, dev, strength=1)
    ways = {name: store.routes(to=one, at=AT) for name, one in (("ben", ben), ("cleo", cleo))}
    assert [(way.introducer, way.via) for way in ways["ben"]] == [("Ana", None)]
    assert [(way.introducer, way.via) for way in ways["cleo"]] == [("Ana", "Ben")]
    assert store.routes(to=dev, at=AT) == []


def test_an_organisation_is_reached_through_anybody_there(db, account, store):
    ana = person(db, account, "Ana", known=True)
    eve = factories.contact(db, account, "Eve", organisation="City")
    link(db, account, ana, eve)
    where = store.standing(eve).organisation_id
    assert [way.target for way in store.routes(organisation_id=where, at=AT)] == ["Eve"]


def test_two_open_asks_take_an_introducer_out_until_one_is_done(db, account, store):
    ana, ben = person(db, account, "Ana", known=True), person(db, account, "Ben")
    link(db, account, ana, ben)
    asks = IntroductionStore(db, account)
    ids = [fresh_id(), fresh_id()]
    for one in ids:
        assert len(ranked(store.routes(to=ben, at=AT), AT)) == 1
        with write(db):
            asks.start(one, ana, ben, at=AT)
    assert asks.open_asks(ana) == 2
    assert ranked(store.routes(to=ben, at=AT), AT) == []
    with write(db):
        asks.reach(ids[0], "asked", at=AT)
        asks.reach(ids[0], "declined", at=AT + timedelta(days=2))
    way = ranked(store.routes(to=ben, at=AT + timedelta(days=3)), AT)[0]
    assert (way.open_asks, way.recent_asks) == (1, 1)
    done = asks.get(ids[0])
    assert (done.asked_at, done.declined_at) == (AT, AT + timedelta(days=2))


def test_a_state_reached_twice_keeps_its_first_instant_and_an_idea_can_be_dropped(db, account):
    ana, ben = person(db, account, "Ana"), person(db, account, "Ben")
    asks, one = IntroductionStore(db, account), fresh_id()
    with write(db):
        asks.start(one, ana, ben, at=AT)
        asks.reach(one, "asked", at=AT)
        asks.reach(one, "asked", at=AT + timedelta(days=1))
    assert asks.get(one).asked_at == AT
    with pytest.raises(NotFoundError), write(db):
        asks.drop(one)
    other = fresh_id()
    with write(db):
        asks.start(other, ana, ben, at=AT)
        asks.drop(other)
    assert [found.id for found in asks.around(ben)] == [one]
