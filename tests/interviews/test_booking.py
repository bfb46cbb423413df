"""Booking a conversation, moving it, cancelling it, marking it as held, and taking that back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.errors import NotFoundError, RefusedError, StaleError
from netpwa.interviews import booking, sequencing
from netpwa.interviews.checklists import checklist_for
from netpwa.interviews.model import LENGTHS, MODES, STAGES, Question
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.store import InterviewStore
from tests import factories
from tests.factories import AT


@pytest.fixture
def account(db):
    return factories.account(db)


@pytest.fixture
def person(db, account):
    return factories.contact(db, account)


@pytest.fixture
def store(db, account):
    return InterviewStore(db, account)


@pytest.fixture
def booked(db, account, person):
    draft = factories.talk()
    factories.interview(db, account, person, draft)
    return draft


def change(db, account, draft, rev=1):
    with write(db):
        booking.change(db, account, draft, rev, say=str, at=AT)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("minutes", LENGTHS)
def test_booking_gives_the_questions_of_its_length_and_the_checklist_of_its_mode(
    db, account, person, store, mode, minutes
):
    talk = factories.interview(db, account, person, factories.talk(mode, minutes=minutes))
    plan = store.plan(talk)
    assert 0 < minutes - sum(item.minutes for item in plan) < 4
    assert [(item.moment, item.text) for item in store.checklist(talk)] == checklist_for(mode)
    assert not any(item.done_at for item in store.checklist(talk))
    assert f"I asked for {minutes} minutes" in plan[0].text
    assert not any("{" in item.text for item in plan)


def test_the_instant_follows_from_the_wall_clock_that_was_agreed(db, account, person, store):
    summer = factories.talk(day=date(2026, 7, 1), starts=time(9), zone="Europe/Berlin")
    winter = factories.talk(day=date(2026, 12, 1), starts=time(9), zone="Europe/Berlin")
    for draft, hour in ((summer, 7), (winter, 8)):
        found = store.get(factories.interview(db, account, person, draft))
        assert found.starts_at == datetime(2026, draft.local_date.month, 1, hour, tzinfo=UTC)
        assert found.ends_at == found.starts_at + timedelta(minutes=20)


def test_an_hour_that_the_clocks_skip_is_booked_for_the_first_minute_after(
    db, account, person, store
):
    draft = factories.talk(day=date(2027, 3, 14), starts=time(2, 30))
    found = store.get(factories.interview(db, account, person, draft))
    assert found.starts_at == datetime(2027, 3, 14, 7, 0, tzinfo=UTC)
    assert (found.local_date, found.local_time) == ("2027-03-14", "02:30"), "as it was agreed"


def test_nobody_can_be_met_who_is_not_there(db, account):
    with pytest.raises(RefusedError):
        factories.interview(db, account, "00000000-0000-7000-8000-000000000000")


def test_moving_it_keeps_questions_checklist_and_ticks(db, account, store, booked):
    first = store.checklist(booked.id)[0]
    with write(db):
        store.set_done(booked.id, first.id, AT)
    plan = store.plan(booked.id)
    change(db, account, replace(booked, local_time=time(16)))
    assert store.get(booked.id).starts_at.hour == 21
    assert store.plan(booked.id) == plan
    assert store.checklist(booked.id)[0].done_at == AT


def test_another_mode_brings_its_checklist_and_what_was_ticked_stays_ticked(
    db, account, store, booked
):
    items = {item.text: item for item in store.checklist(booked.id)}
    with write(db):
        store.set_done(booked.id, items["It is in my calendar"].id, AT)
        store.set_done(booked.id, items["Phone charged"].id, AT)
    change(db, account, replace(booked, mode="video"))
    after = store.checklist(booked.id)
    assert [(item.moment, item.text) for item in after] == checklist_for("video")
    assert [item.text for item in after if item.done_at] == ["It is in my calendar"]


def test_another_length_is_planned_for_with_what_the_person_added(db, account, store, booked):
    before = store.plan(booked.id)
    with write(db):
        sequencing.add(
            db, account, booked.id, Question("role", "My own question?", 3.0), "01a2", say=str
        )
    change(db, account, replace(booked, minutes=45))
    plan = store.plan(booked.id)
    assert "I asked for 45 minutes" in plan[0].text
    own = [item for item in plan if item.text == "My own question?"]
    assert [(item.stage, item.usual, item.starter) for item in own] == [("role", 3.0, None)]
    assert len(plan) > len(before)
    assert sum(item.minutes for item in plan) <= 45


def test_what_was_asked_already_stays_in_its_place_when_the_length_changes(
    db, account, store, booked
):
    asked = store.plan(booked.id)[3]
    with write(db):
        PlanStore(db, account).set_asked(booked.id, asked.id, AT)
    change(db, account, replace(booked, minutes=45))
    plan = store.plan(booked.id)
    assert [item.id for item in plan if item.asked_at] == [asked.id]
    assert len({item.starter for item in plan}) == len(plan)
    assert [item.stage for item in plan] == sorted((item.stage for item in plan), key=STAGES.index)


def test_a_new_time_says_that_a_cancelled_conversation_takes_place(db, account, store, booked):
    with write(db):
        booking.cancel(db, account, booked.id, at=AT)
    change(db, account, replace(booked, place="Room 2"), rev=2)
    assert store.get(booked.id).is_open


def test_an_old_copy_is_stale_and_changes_nothing(db, account, store, booked):
    change(db, account, replace(booked, place="Room 1"))
    with pytest.raises(StaleError):
        change(db, account, replace(booked, place="Room 2", mode="video"), rev=1)
    assert store.get(booked.id).place == "Room 1"
    assert [(i.moment, i.text) for i in store.checklist(booked.id)] == checklist_for("phone")


def test_an_added_question_is_the_last_of_its_stage(db, account, store, booked):
    with write(db):
        sequencing.add(db, account, booked.id, Question("role", "One?", 2.0), "01a2", say=str)
        sequencing.add(db, account, booked.id, Question("role", "Two?", 2.0), "01a3", say=str)
    plan = store.plan(booked.id)
    own = [item.text for item in plan].index("One?")
    assert plan[own + 1].text == "Two?"
    assert plan[own + 2].stage == "trends"
    assert [item.stage for item in plan] == sorted((item.stage for item in plan), key=STAGES.index)


def test_cancelling_twice_is_cancelling_once_and_can_be_taken_back(db, account, store, booked):
    for hours in (0, 1):
        with write(db):
            booking.cancel(db, account, booked.id, at=AT + timedelta(hours=hours))
    assert store.get(booked.id).cancelled_at == AT
    assert [talk.id for talk in store.open()] == []
    assert [talk.id for talk in store.past()] == [booked.id]
    with write(db):
        booking.reopen(db, account, booked.id)
    assert [talk.id for talk in store.open()] == [booked.id]


def test_held_is_being_in_touch_once_and_undo_takes_the_touch_away(db, account, person, booked):
    people = ContactStore(db, account)
    for _ in range(2):
        with write(db):
            booking.mark_held(db, account, booked.id, at=AT + timedelta(days=2))
    touches = people.touches(person)
    starts = InterviewStore(db, account).get(booked.id).starts_at
    assert [(t.kind, t.at, t.interview_id) for t in touches] == [("phone", starts, booked.id)]
    with write(db):
        booking.reopen(db, account, booked.id)
    assert people.touches(person) == []
    with write(db):
        booking.mark_held(db, account, booked.id, at=AT)
    assert [touch.at for touch in people.touches(person)] == [AT], "never in the future"


def test_a_held_conversation_is_not_cancelled_any_more(db, account, store, booked):
    with write(db):
        booking.mark_held(db, account, booked.id, at=AT)
        booking.cancel(db, account, booked.id, at=AT)
    assert store.get(booked.id).cancelled_at is None


def test_a_tick_is_set_and_taken_back_and_never_toggled(db, store, booked):
    item = store.checklist(booked.id)[0].id
    for at in (AT, AT, None, None):
        with write(db):
            store.set_done(booked.id, item, at)
        assert store.checklist(booked.id)[0].done_at == at


def test_a_tick_on_nothing_is_not_found(db, account, store, booked):
    for act in (store.set_done, PlanStore(db, account).set_asked):
        with pytest.raises(NotFoundError), write(db):
            act(booked.id, "none", AT)


def test_conversations_of_somebody_in_the_bin_are_out_of_sight(db, account, person, store, booked):
    with write(db):
        ContactStore(db, account).delete(person, at=AT)
    assert store.open() == []
    with pytest.raises(NotFoundError):
        store.get(booked.id)
    with write(db):
        ContactStore(db, account).restore(person)
    assert len(store.open()) == 1
