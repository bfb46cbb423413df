"""Reminders follow what happens: each change plans, moves or ends them in its transaction."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from netpwa import clock
from netpwa.db.port import write
from netpwa.db.values import from_text
from netpwa.followups.model import ThankYouDraft
from netpwa.followups.thanking import keep
from netpwa.interviews import booking
from netpwa.interviews.model import InterviewDraft
from netpwa.interviews.store import InterviewStore
from netpwa.reminders.events import Touched
from netpwa.reminders.planning import history, replan
from netpwa.reminders.settings_store import RhythmStore
from tests import factories
from tests.factories import AT, TOMORROW
from tests.reminders.scene import booked, reminders, standing

TALK_AT = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)  # two in the afternoon in Toronto
AFTERWARDS = {"capture", "thank", "thank 1", "thank 2", "reflect"}  # the last is only a line


def as_typed(db, account_id, interview_id, **changes):
    kept = InterviewStore(db, account_id).get(interview_id)
    draft = InterviewDraft(
        interview_id,
        kept.mode,
        date.fromisoformat(kept.local_date),
        time.fromisoformat(kept.local_time),
        kept.time_zone,
        kept.minutes,
        kept.place,
    )
    return replace(draft, **changes), kept.rev


def change(db, account_id, interview_id, *, at=AT, **changes):
    draft, rev = as_typed(db, account_id, interview_id, **changes)
    with write(db):
        booking.change(db, account_id, draft, rev, say=str, at=at)
        replan(db, account_id, at=at)


def hold(db, account_id, interview_id, at):
    with write(db):
        booking.mark_held(db, account_id, interview_id, at=at)
        replan(db, account_id, at=at)


def reopen(db, account_id, interview_id, at):
    with write(db):
        booking.reopen(db, account_id, interview_id)
        replan(db, account_id, at=at)


def due(db, interview_id, rule):
    return from_text(reminders(db, interview_id)[rule]["due_at"])


def told(db, interview_id, rule, at):
    """Let the notice of a reminder have gone out."""
    db.run(
        "update reminder set told_at = :at, notify_at = null where id = :id",
        {"at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "id": reminders(db, interview_id)[rule]["id"]},
    )


def test_booking_makes_its_reminders_on_the_clock_at_home(db, talk_id):
    all_of_them = reminders(db, talk_id)
    assert set(all_of_them) == {"prepare", *AFTERWARDS}
    prepare = all_of_them["prepare"]
    assert prepare["local_at"] == "2026-11-25T13:50"
    assert prepare["time_zone"] == "America/Toronto"
    assert prepare["tzdata"] == clock.TZDATA
    assert due(db, talk_id, "prepare") == TALK_AT - timedelta(minutes=10)
    assert due(db, talk_id, "capture") == TALK_AT + timedelta(minutes=25)
    assert due(db, talk_id, "thank") == TALK_AT + timedelta(minutes=140)
    assert standing(db, talk_id) == {"prepare", *AFTERWARDS}


def test_moving_the_conversation_moves_them_and_they_stay_the_same_reminders(db, ada_id, talk_id):
    before = reminders(db, talk_id)
    change(db, ada_id, talk_id, local_date=TOMORROW + timedelta(days=1))
    after = reminders(db, talk_id)
    assert due(db, talk_id, "prepare") == TALK_AT + timedelta(days=1) - timedelta(minutes=10)
    for rule in before:
        assert after[rule]["id"] == before[rule]["id"]
        assert after[rule]["generation"] == before[rule]["generation"] + 1


def test_a_reminder_that_was_told_is_told_again_when_the_conversation_moves_on(db, ada_id, talk_id):
    told(db, talk_id, "prepare", TALK_AT - timedelta(minutes=10))
    tomorrow = TOMORROW + timedelta(days=1)
    change(db, ada_id, talk_id, at=TALK_AT - timedelta(minutes=5), local_date=tomorrow)
    again = reminders(db, talk_id)["prepare"]
    assert again["notify_at"] == again["due_at"] == "2026-11-26T18:50:00Z"


def test_what_leaves_the_time_alone_leaves_the_reminders_alone(db, ada_id, talk_id):
    before = reminders(db, talk_id)
    change(db, ada_id, talk_id, place="Room 4", mode="in_person")
    factories.work_out(db, ada_id)
    assert reminders(db, talk_id) == before


def test_another_length_moves_only_what_comes_after(db, ada_id, talk_id):
    before = reminders(db, talk_id)
    change(db, ada_id, talk_id, minutes=45)
    after = reminders(db, talk_id)
    assert after["prepare"] == before["prepare"]
    assert due(db, talk_id, "thank") == TALK_AT + timedelta(minutes=165)


def test_cancelling_ends_them_and_reopening_plans_them_again(db, ada_id, talk_id):
    with write(db):
        booking.cancel(db, ada_id, talk_id, at=AT)
        replan(db, ada_id, at=AT)
    assert standing(db, talk_id) == set()
    reopen(db, ada_id, talk_id, AT)
    assert standing(db, talk_id) == {"prepare", *AFTERWARDS}
    assert {row["generation"] for row in reminders(db, talk_id).values()} == {2}


def test_having_held_it_ends_the_warning_and_moves_the_thanks(db, ada_id, talk_id):
    held = TALK_AT + timedelta(minutes=12)
    hold(db, ada_id, talk_id, held)
    assert standing(db, talk_id) == AFTERWARDS
    assert due(db, talk_id, "capture") == held
    assert due(db, talk_id, "thank") == held + timedelta(hours=2)


def test_taking_back_that_it_was_held_warns_again_if_it_is_still_to_come(db, ada_id, talk_id):
    hold(db, ada_id, talk_id, AT)
    reopen(db, ada_id, talk_id, AT)
    assert standing(db, talk_id) == {"prepare", *AFTERWARDS}


def test_taking_it_back_long_afterwards_warns_of_nothing(db, ada_id, talk_id):
    held = TALK_AT + timedelta(hours=1)
    hold(db, ada_id, talk_id, held)
    reopen(db, ada_id, talk_id, held)
    assert "prepare" not in standing(db, talk_id)


def test_having_thanked_ends_every_reminder_to_thank(db, ada_id, talk_id):
    with write(db):
        keep(db, ada_id, talk_id, ThankYouDraft("Clocks", "Hi"), 0, is_sent=True, at=TALK_AT)
        replan(db, ada_id, at=AT)
    assert standing(db, talk_id) == {"prepare", "reflect"}


def test_ticking_something_right_before_it_begins_spares_the_warning(db, ada_id, talk_id):
    store = InterviewStore(db, ada_id)
    early, late = TALK_AT - timedelta(hours=2), TALK_AT - timedelta(minutes=15)
    for at, still_warns in ((early, True), (late, False)):
        with write(db):
            store.set_done(talk_id, store.checklist(talk_id)[0].id, at)
            replan(db, ada_id, at=at)
        assert ("prepare" in standing(db, talk_id)) is still_warns


def test_saying_late_in_the_evening_that_it_was_held_does_not_ring_a_second_time(db, ada_id):
    evening = booked(db, ada_id, starts=time(19, 40))  # until eight: thanks are due at 20:45
    told(db, evening, "thank", datetime(2026, 11, 26, 1, 45, tzinfo=UTC))
    hold(db, ada_id, evening, datetime(2026, 11, 26, 1, 50, tzinfo=UTC))
    assert reminders(db, evening)["thank"]["notify_at"] is None
    assert "thank" in standing(db, evening)


@pytest.mark.parametrize("what", ["book", "change", "cancel", "hold", "thank"])
def test_a_change_that_fails_afterwards_takes_its_reminders_back_with_it(db, ada_id, talk_id, what):
    contact_id = factories.contact(db, ada_id, "Ana Ruiz")
    draft, rev = as_typed(db, ada_id, talk_id, local_time=time(9))
    effects = {
        "book": lambda: booking.book(db, ada_id, contact_id, factories.talk(), say=str, at=AT),
        "change": lambda: booking.change(db, ada_id, draft, rev, say=str, at=AT),
        "cancel": lambda: booking.cancel(db, ada_id, talk_id, at=AT),
        "hold": lambda: booking.mark_held(db, ada_id, talk_id, at=AT),
        "thank": lambda: keep(
            db, ada_id, talk_id, ThankYouDraft("Clocks", "Hi"), 0, is_sent=True, at=TALK_AT
        ),
    }

    def everything():
        tables = ("reminder", "interview", "thank_you", "touch")
        return {table: db.query(f"select * from {table} order by 1, 2") for table in tables}  # noqa: S608  named above

    before = everything()

    def fail_at_the_end():
        with write(db):
            effects[what]()
            replan(db, ada_id, at=AT)
            assert everything()["reminder"] != before["reminder"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_at_the_end()
    assert everything() == before


def test_a_conversation_long_past_is_only_written_down(db, ada_id):
    week_ago = booked(db, ada_id, day=TOMORROW - timedelta(days=8))
    assert reminders(db, week_ago) == {}


def test_a_conversation_of_this_morning_still_asks_for_thanks(db, ada_id):
    this_morning = booked(db, ada_id, day=AT.date(), starts=time(9))
    assert standing(db, this_morning) == AFTERWARDS


def test_a_conversation_in_five_minutes_is_warned_of_at_once(db, ada_id):
    soon = booked(db, ada_id, day=AT.date(), starts=time(10, 5))
    assert due(db, soon, "prepare") == AT - timedelta(minutes=5)


def test_somebody_in_the_bin_calls_for_nothing_until_taken_back(db, ada_id, talk_id):
    db.run("update contact set deleted_at = '2026-11-24'")
    factories.work_out(db, ada_id)
    assert standing(db, talk_id) == set()
    db.run("update contact set deleted_at = null")
    factories.work_out(db, ada_id)
    assert standing(db, talk_id) == {"prepare", *AFTERWARDS}


def test_a_switch_that_is_off_plans_nothing_and_one_turned_on_does(db, ada_id, talk_id):
    with write(db):
        rhythms = RhythmStore(db, ada_id)
        rhythms.set_switch("thank", is_on=False)
        rhythms.set_switch("confirm", is_on=True)
    factories.work_out(db, ada_id)
    assert standing(db, talk_id) == {"prepare", "capture", "confirm", "reflect"}


def test_an_address_book_is_not_gone_through_at_every_write_but_for_those_to_keep_warm(db, ada_id):
    long_ago = AT - timedelta(days=100)
    known = [factories.contact(db, ada_id, f"Person {n}", at=long_ago) for n in range(20)]
    for contact_id in known:
        for days in range(3):
            factories.touch(db, ada_id, contact_id, at=long_ago + timedelta(days=days))
    assert history(db, ada_id, at=AT) == []
    db.run("update contact set keep_warm = 'quarterly' where id = :id", {"id": known[7]})
    last = long_ago + timedelta(days=2)
    assert Touched(known[7], at=last) in history(db, ada_id, at=AT)
    assert len(history(db, ada_id, at=AT)) == 2
