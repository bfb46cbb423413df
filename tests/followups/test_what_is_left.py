"""What a talk leaves: promises, leads, names, things to look at, and what reminds of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id, from_text
from netpwa.errors import NotFoundError, RefusedError, StaleError
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.model import LeadDraft, PromiseDraft
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.resource_store import ResourceStore
from netpwa.outreach.store import RequestStore
from tests import factories, left
from tests.factories import AT


@pytest.fixture
def ada_id(db):
    return factories.account(db, "Ada")


@pytest.fixture
def grace_id(db, ada_id):
    return factories.contact(db, ada_id)


def promise(db, account_id, contact_id, owner="me", text="Send the paper", due_on=None):
    draft = PromiseDraft(fresh_id(), owner, text, due_on)
    with write(db):
        PromiseStore(db, account_id).add(draft, contact_id=contact_id, at=AT)
    return draft.id


def name(db, account_id, contact_id, given="Jean Bartik", at=AT):
    referral_id = fresh_id()
    with write(db):
        ReferralStore(db, account_id).add(referral_id, given, contact_id=contact_id, at=at)
    return referral_id


def reminded(db, account_id, subject_id):
    factories.work_out(db, account_id)
    rows = db.query(
        "select rule, due_at from reminder where subject_id = :id and ended_at is null"
        " order by step",
        {"id": subject_id},
    )
    return [(row["rule"], from_text(row["due_at"])) for row in rows]


def test_the_same_promise_sent_twice_is_one(db, ada_id, grace_id):
    draft = PromiseDraft(fresh_id(), "them", "An introduction to Jean")
    store = PromiseStore(db, ada_id)
    with write(db):
        store.add(draft, contact_id=grace_id, at=AT)
        store.add(draft, contact_id=grace_id, at=AT)
    assert [(each.owner, each.text) for each in store.all()] == [("them", draft.text)]


def test_open_promises_come_first_by_their_day(db, ada_id, grace_id):
    done = promise(db, ada_id, grace_id, text="Done", due_on=date(2026, 11, 25))
    promise(db, ada_id, grace_id, text="Some day")
    promise(db, ada_id, grace_id, text="Friday", due_on=date(2026, 11, 27))
    store = PromiseStore(db, ada_id)
    with write(db):
        store.set_done(done, AT)
    assert [each.text for each in store.of_contact(grace_id)] == ["Friday", "Some day", "Done"]


def test_a_promise_changed_elsewhere_is_not_overwritten(db, ada_id, grace_id):
    promise_id = promise(db, ada_id, grace_id)
    store = PromiseStore(db, ada_id)
    with write(db):
        store.update(PromiseDraft(promise_id, "me", "Send both papers"), 1)
    with pytest.raises(StaleError), write(db):
        store.update(PromiseDraft(promise_id, "me", "Send nothing"), 1)
    assert store.get(promise_id).text == "Send both papers"


def test_nobody_can_promise_to_somebody_of_another_account(db, ada_id, grace_id):
    bob_id = factories.account(db, "Bob")
    with pytest.raises(RefusedError):
        promise(db, bob_id, grace_id)
    promise_id = promise(db, ada_id, grace_id)
    with pytest.raises(NotFoundError), write(db):
        PromiseStore(db, bob_id).set_done(promise_id, AT)


def test_my_promise_reminds_on_its_day_and_theirs_never(db, ada_id, grace_id):
    mine = promise(db, ada_id, grace_id, due_on=date(2026, 11, 27))
    theirs = promise(db, ada_id, grace_id, owner="them", due_on=date(2026, 11, 27))
    friday_at_nine = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
    assert reminded(db, ada_id, mine) == [("promise", friday_at_nine)]
    assert reminded(db, ada_id, theirs) == []
    with write(db):
        PromiseStore(db, ada_id).set_done(mine, AT)
    assert reminded(db, ada_id, mine) == []


def test_a_name_reminds_after_three_days_and_after_ten(db, ada_id, grace_id):
    referral_id = name(db, ada_id, grace_id)
    due = reminded(db, ada_id, referral_id)
    assert due == [("referral", AT + timedelta(days=3)), ("referral", AT + timedelta(days=10))]


@pytest.mark.parametrize("how", ["asked", "dropped", "request", "talk"])
def test_the_clock_of_a_name_stops_when_they_are_asked_or_let_go(db, ada_id, grace_id, how):
    store = ReferralStore(db, ada_id)
    referral_id = name(db, ada_id, grace_id)
    jean_id = factories.contact(db, ada_id, "Jean Bartik")
    with write(db):
        store.set_became(referral_id, jean_id)
    assert store.get(referral_id).is_waiting
    if how == "request":
        request_id = factories.request(db, ada_id, jean_id)
        assert reminded(db, ada_id, referral_id)
        with write(db):
            RequestStore(db, ada_id).mark_sent(request_id, at=AT)
    elif how == "talk":
        factories.interview(db, ada_id, jean_id)
    else:
        with write(db):
            if how == "asked":
                store.set_asked(referral_id, at=AT)
            else:
                store.set_dropped(referral_id, AT)
    assert reminded(db, ada_id, referral_id) == []
    assert not store.get(referral_id).is_waiting


def test_a_lead_names_everybody_it_came_through(db, ada_id, grace_id):
    howard_id = factories.contact(db, ada_id, "Howard Aiken")
    jean_id = factories.contact(db, ada_id, "Jean Bartik")
    names, leads = ReferralStore(db, ada_id), LeadStore(db, ada_id)
    for giver, given, became in ((howard_id, "Grace", grace_id), (grace_id, "Jean", jean_id)):
        referral_id = name(db, ada_id, giver, given)
        with write(db):
            names.set_became(referral_id, became)
    draft = LeadDraft(fresh_id(), "A post in Delft")
    with write(db):
        leads.add(draft, contact_id=jean_id, at=AT)
    assert leads.get(draft.id).chain == ("Jean Bartik", "Grace Hopper", "Howard Aiken")


def test_a_chain_that_runs_in_a_ring_ends(db, ada_id, grace_id):
    howard_id = factories.contact(db, ada_id, "Howard Aiken")
    names, leads = ReferralStore(db, ada_id), LeadStore(db, ada_id)
    for giver, became in ((howard_id, grace_id), (grace_id, howard_id)):
        referral_id = name(db, ada_id, giver)
        with write(db):
            names.set_became(referral_id, became)
    draft = LeadDraft(fresh_id(), "A post in Delft")
    with write(db):
        leads.add(draft, contact_id=grace_id, at=AT)
    assert leads.get(draft.id).chain == ("Grace Hopper", "Howard Aiken")


def test_what_came_from_somebody_in_the_bin_is_out_of_sight_with_them(db, ada_id, grace_id):
    promise_id = promise(db, ada_id, grace_id)
    name(db, ada_id, grace_id)
    with write(db):
        LeadStore(db, ada_id).add(LeadDraft(fresh_id(), "A post"), contact_id=grace_id, at=AT)
        ContactStore(db, ada_id).delete(grace_id, at=AT)
    left.resource(db, ada_id, grace_id)
    stores = (PromiseStore, ReferralStore, LeadStore, ResourceStore)
    assert [store(db, ada_id).all() for store in stores] == [[], [], [], []]
    assert reminded(db, ada_id, promise_id) == []
