"""Tiers never disagree with links, and the ways found are those of a plain search by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.network.model import Link, ranked, tier_of
from netpwa.network.store import NetworkStore
from tests import factories
from tests.factories import AT

PEOPLE = range(5)
KINDS = ("can_introduce", "introduced_me", "referred_me", "works_with")
EDGES = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from(KINDS)).filter(
        lambda edge: edge[0] != edge[1]
    ),
    max_size=10,
)
KNOWN = st.lists(st.booleans(), min_size=5, max_size=5)
BY_HAND = st.lists(
    st.sampled_from([None, None, None, "primary", "secondary", "cold"]), min_size=5, max_size=5
)


def build(db, edges, known, by_hand, binned=None):
    account = factories.account(db, fresh_id())
    ids = [factories.contact(db, account, f"P{n}") for n in PEOPLE]
    store = NetworkStore(db, account)
    with write(db):
        for n in PEOPLE:
            store.set_known(ids[n], on=known[n])
            store.set_tier(ids[n], by_hand[n])
        for one, other, kind in edges:
            store.add_link(Link(fresh_id(), ids[one], ids[other], kind, 2), at=AT)
        if binned is not None:
            factories.ContactStore(db, account).delete(ids[binned], at=AT)
    return store, ids


def steps_of(edges, gone):
    """Say who leads to whom, by hand."""
    found = set()
    for one, other, kind in edges:
        found.add((one, other))
        if kind == "works_with":
            found.add((other, one))
    return {(one, other) for one, other in found if gone not in (one, other)}


@pytest.mark.property
@given(EDGES, KNOWN, BY_HAND, st.one_of(st.none(), st.sampled_from(PEOPLE)))
def test_tiers_never_disagree_with_links(db, edges, known, by_hand, gone):
    store, ids = build(db, edges, known, by_hand, gone)
    primary = {
        n for n in PEOPLE if n != gone and (by_hand[n] or (known[n] and "primary")) == "primary"
    }
    leads = steps_of(edges, gone)
    expected = {}
    for n in PEOPLE:
        if n != gone:
            is_led = any((one, n) in leads for one in primary)
            worked_out = "primary" if known[n] else "secondary" if is_led else "cold"
            expected[ids[n]] = by_hand[n] or worked_out
    assert store.tiers() == expected
    for contact_id, name in expected.items():
        tier = tier_of(store.standing(contact_id), store.neighbours(contact_id))
        assert tier.name == name
        assert (tier.through is not None) == (name == "secondary" and not tier.by_hand)


@pytest.mark.property
@given(EDGES, KNOWN, BY_HAND)
def test_the_ways_are_those_that_a_search_by_hand_finds(db, edges, known, by_hand):
    store, ids = build(db, edges, known, by_hand)
    primary = {n for n in PEOPLE if (by_hand[n] or (known[n] and "primary")) == "primary"}
    leads = steps_of(edges, None)
    for aim in PEOPLE:
        expected = {
            (ids[one], ids[aim])
            for one in primary - {aim}
            if (one, aim) in leads
            or any((one, via) in leads and (via, aim) in leads for via in PEOPLE if via != aim)
        }
        found = ranked(store.routes(to=ids[aim], at=AT), AT)
        assert {(way.introducer_id, way.target_id) for way in found} == expected
        scores = [way.score(AT) for way in found]
        assert scores == sorted(scores, reverse=True)
