"""Whatever is done to a plan, in whatever order: it ends well, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.errors import RefusedError
from netpwa.interviews import sequencing
from netpwa.interviews.model import STAGES, Question
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.starter_plans import KITS
from tests import factories
from tests.factories import AT

PLACES = st.integers(0, 25)
STEPS = st.one_of(
    st.tuples(st.just("minutes"), st.integers(10, 60)),
    st.tuples(st.just("trim"), st.none()),
    st.tuples(st.just("kit"), st.sampled_from(sorted(KITS))),
    st.tuples(st.just("add"), st.tuples(st.sampled_from(STAGES), st.integers(1, 20))),
    st.tuples(st.just("place"), st.tuples(PLACES, PLACES)),
    st.tuples(st.just("leave"), PLACES),
    st.tuples(st.just("put back"), PLACES),
    st.tuples(st.just("asked"), PLACES),
    st.tuples(st.just("change"), st.tuples(PLACES, st.sampled_from(STAGES))),
)


def take(db, account, talk, step, given_):
    """Do one thing to a plan, as its page would."""
    store = PlanStore(db, account)
    items = store.whole(talk)
    here = (db, account, talk)
    if step == "minutes":
        sequencing.give_minutes(*here, given_, say=str, at=AT)
    elif step == "trim":
        sequencing.trim(*here, say=str)
    elif step == "kit":
        sequencing.begin(*here, given_, say=str)
    elif step == "add":
        stage, minutes = given_
        sequencing.add(*here, Question(stage, "Mine?", float(minutes)), fresh_id(), say=str)
    elif step == "place":
        sequencing.place(*here, items[given_[0] % len(items)].id, given_[1])
    elif step in {"leave", "put back"}:
        sequencing.set_left_out(*here, items[given_ % len(items)].id, is_on=step == "leave")
    elif step == "asked":
        store.set_asked(talk, items[given_ % len(items)].id, AT)
    else:
        item = items[given_[0] % len(items)]
        changed = item.reworded(Question(given_[1], item.text, item.usual, item.must))
        sequencing.change(*here, changed, item.rev, say=str)


@pytest.mark.property
@given(st.lists(STEPS, max_size=12))
def test_whatever_is_done_to_a_plan_it_ends_well_and_loses_nothing(db, steps):
    account = factories.account(db, fresh_id())
    talk = factories.interview(db, account, factories.contact(db, account))
    store = PlanStore(db, account)
    mine = 0
    for step, given_ in steps:
        before = store.whole(talk)
        try:
            with write(db):
                take(db, account, talk, step, given_)
        except RefusedError:
            assert step == "leave"
        mine += step == "add"
        after = store.whole(talk)
        planned = [item for item in after if not item.is_left_out]
        assert {"referral", "thanks"} <= {item.stage for item in planned}, step
        assert sum(item.starter is None for item in after) == mine
        asked = {item.id for item in before if item.asked_at}
        assert asked <= {item.id for item in after}
        if step != "kit":
            assert {item.id for item in before} <= {item.id for item in after}
        if step in {"minutes", "kit"}:
            used = sum(item.minutes for item in planned if item.asked_at)
            box = given_ if step == "minutes" else minutes_of(db, talk)
            assert sum(item.minutes for item in planned) <= max(box, used + 0.5)


def minutes_of(db, talk):
    return db.query("select minutes from interview where id = :id", {"id": talk})[0]["minutes"]


def test_this_would_notice_a_plan_without_its_ending(db, monkeypatch):
    account = factories.account(db)
    talk = factories.interview(db, account, factories.contact(db, account))
    monkeypatch.setattr(sequencing, "_hold_the_ending", lambda *_: None)
    store = PlanStore(db, account)
    for item in [item for item in store.plan(talk) if item.stage == "referral"]:
        with write(db):
            changed = item.reworded(Question("role", item.text, 1.0))
            sequencing.change(db, account, talk, changed, item.rev, say=str)
    assert "referral" not in {item.stage for item in store.plan(talk)}
