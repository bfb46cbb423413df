"""Reminders follow the conversation: each change plans, moves or ends them in its transaction."""

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
from netpwa.reminders.planning import replan, retime
from tests import factories
from tests.factories import AT, TOMORROW
from tests.reminders.scene import booked, reminders

TALK_AT = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)  # two in the afternoon in Toronto


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


def states(db, interview_id):
    return {rule: row["state"] for rule, row in reminders(db, interview_id).items()}


def due(db, interview_id, rule):
    return from_text(reminders(db, interview_id)[rule]["due_at"])


def come_due(db, interview_id):
    db.run("update reminder set state = 'due' where interview_id = :id", {"id": interview_id})


def test_booking_makes_two_reminders_on_the_clock_at_home(db, talk_id):
    both = reminders(db, talk_id)
    assert set(both) == {"prepare", "thank"}
    assert both["prepare"]["local_at"] == "2026-11-25T13:50"
    assert both["prepare"]["time_zone"] == "America/Toronto"
    assert both["prepare"]["tzdata"] == clock.TZDATA
    assert due(db, talk_id, "prepare") == TALK_AT - timedelta(minutes=10)
    assert due(db, talk_id, "thank") == TALK_AT + timedelta(minutes=140)
    assert states(db, talk_id) == {"prepare": "planned", "thank": "planned"}


def test_moving_the_conversation_moves_both_and_they_stay_the_same_reminders(db, ada_id, talk_id):
    before = reminders(db, talk_id)
    change(db, ada_id, talk_id, local_date=TOMORROW + timedelta(days=1))
    after = reminders(db, talk_id)
    assert due(db, talk_id, "prepare") == TALK_AT + timedelta(days=1) - timedelta(minutes=10)
    for rule in before:
        assert after[rule]["id"] == before[rule]["id"]
        assert after[rule]["generation"] == before[rule]["generation"] + 1


def test_a_reminder_that_was_sent_comes_again_when_the_conversation_moves_on(db, ada_id, talk_id):
    come_due(db, talk_id)
    change(db, ada_id, talk_id, local_date=TOMORROW + timedelta(days=1))
    assert states(db, talk_id) == {"prepare": "planned", "thank": "planned"}


def test_what_leaves_the_time_alone_leaves_the_reminders_alone(db, ada_id, talk_id):
    before = reminders(db, talk_id)
    change(db, ada_id, talk_id, place="Room 4", mode="in_person")
    with write(db):
        replan(db, ada_id, talk_id, at=AT)
    assert reminders(db, talk_id) == before


def test_another_length_moves_only_the_thanks(db, ada_id, talk_id):
    before = reminders(db, talk_id)
    change(db, ada_id, talk_id, minutes=45)
    after = reminders(db, talk_id)
    assert after["prepare"] == before["prepare"]
    assert due(db, talk_id, "thank") == TALK_AT + timedelta(minutes=165)


def test_cancelling_ends_both_and_reopening_plans_them_again(db, ada_id, talk_id):
    with write(db):
        booking.cancel(db, ada_id, talk_id, at=AT)
    assert states(db, talk_id) == {"prepare": "superseded", "thank": "superseded"}
    with write(db):
        booking.reopen(db, ada_id, talk_id, at=AT)
    both = reminders(db, talk_id)
    assert {row["state"] for row in both.values()} == {"planned"}
    assert {row["generation"] for row in both.values()} == {2}


def test_having_held_it_ends_the_warning_and_moves_the_thanks(db, ada_id, talk_id):
    held = TALK_AT + timedelta(minutes=12)
    with write(db):
        booking.mark_held(db, ada_id, talk_id, at=held)
    assert states(db, talk_id) == {"prepare": "superseded", "thank": "planned"}
    assert due(db, talk_id, "thank") == held + timedelta(hours=2)


def test_taking_back_that_it_was_held_warns_again_if_it_is_still_to_come(db, ada_id, talk_id):
    with write(db):
        booking.mark_held(db, ada_id, talk_id, at=AT)
        booking.reopen(db, ada_id, talk_id, at=AT)
    assert states(db, talk_id) == {"prepare": "planned", "thank": "planned"}


def test_taking_it_back_long_afterwards_warns_of_nothing(db, ada_id, talk_id):
    held = TALK_AT + timedelta(hours=1)
    with write(db):
        booking.mark_held(db, ada_id, talk_id, at=held)
        booking.reopen(db, ada_id, talk_id, at=held)
    assert states(db, talk_id) == {"prepare": "superseded", "thank": "planned"}


def test_having_thanked_ends_the_reminder_to_thank(db, ada_id, talk_id):
    with write(db):
        keep(db, ada_id, talk_id, ThankYouDraft("Clocks", "Hi"), 0, is_sent=True, at=AT)
    assert states(db, talk_id)["thank"] == "done"


def test_saying_late_in_the_evening_that_it_was_held_does_not_ring_a_second_time(db, ada_id):
    evening = booked(db, ada_id, starts=time(19, 40))  # until eight: thanks are due at 20:45
    come_due(db, evening)
    with write(db):
        ten_to_nine = datetime(2026, 11, 26, 1, 50, tzinfo=UTC)
        booking.mark_held(db, ada_id, evening, at=ten_to_nine)
    thank = reminders(db, evening)["thank"]
    assert (thank["state"], thank["generation"]) == ("due", 1)


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
            db, ada_id, talk_id, ThankYouDraft("Clocks", "Hi"), 0, is_sent=True, at=AT
        ),
    }

    def everything():
        tables = ("reminder", "interview", "thank_you", "touch")
        return {table: db.query(f"select * from {table} order by 1, 2") for table in tables}  # noqa: S608  named above

    before = everything()

    def fail_at_the_end():
        with write(db):
            effects[what]()
            assert everything() != before
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_at_the_end()
    assert everything() == before


def test_a_conversation_long_past_is_only_written_down(db, ada_id):
    week_ago = booked(db, ada_id, day=TOMORROW - timedelta(days=8))
    assert reminders(db, week_ago) == {}


def test_a_conversation_of_this_morning_still_asks_for_thanks(db, ada_id):
    this_morning = booked(db, ada_id, day=AT.date(), starts=time(9))
    assert set(reminders(db, this_morning)) == {"thank"}


def test_a_conversation_in_five_minutes_is_warned_of_at_once(db, ada_id):
    soon = booked(db, ada_id, day=AT.date(), starts=time(10, 5))
    assert due(db, soon, "prepare") == AT - timedelta(minutes=5)


# Toronto skips 02:00 to 03:00 on 14 March 2027 and repeats 01:00 to 02:00 on 7 November;
# Berlin repeats 02:00 to 03:00 on 31 October 2027.
@pytest.mark.parametrize(
    ("agreed", "zone", "start"),
    [
        ("2027-03-14T03:05", "America/Toronto", "2027-03-14T07:05Z"),
        ("2027-03-14T02:30", "America/Toronto", "2027-03-14T07:00Z"),
        ("2027-11-07T01:30", "America/Toronto", "2027-11-07T05:30Z"),
        ("2027-11-07T02:05", "America/Toronto", "2027-11-07T07:05Z"),
        ("2027-11-07T06:05", "UTC", "2027-11-07T06:05Z"),  # the second 01:05 in Toronto
        ("2027-10-31T02:30", "Europe/Berlin", "2027-10-31T00:30Z"),
    ],
)
def test_on_a_day_when_the_clocks_change_the_warning_is_ten_minutes_before(
    db, ada_id, agreed, zone, start
):
    there, start = datetime.fromisoformat(agreed), datetime.fromisoformat(start)
    night = booked(db, ada_id, day=there.date(), starts=there.time(), zone=zone)
    assert InterviewStore(db, ada_id).get(night).starts_at == start
    assert due(db, night, "prepare") == start - timedelta(minutes=10)
    assert from_text(reminders(db, night)["prepare"]["expires_at"]) == start + timedelta(minutes=10)


def test_quiet_hours_are_those_at_home_not_where_the_other_person_is(db):
    traveller = factories.account(db, "Bob", zone="Europe/Berlin")
    far = booked(db, traveller, starts=time(16), zone="America/Toronto")  # ten at night in Berlin
    thank = reminders(db, far)["thank"]
    assert (thank["local_at"], thank["time_zone"]) == ("2026-11-26T09:00", "Europe/Berlin")
    assert due(db, far, "thank") == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    assert reminders(db, far)["prepare"]["local_at"] == "2026-11-25T21:50"


def outdated(db, interview_id):
    """Let it have been planned by last year's rules, which were an hour out."""
    db.run(
        "update reminder set tzdata = '2025.1', due_at = '2026-11-25T17:50:00Z',"
        " expires_at = '2026-11-25T18:10:00Z' where rule = 'prepare' and interview_id = :id",
        {"id": interview_id},
    )


def test_new_rules_for_time_zones_move_what_is_planned_and_how_long_it_is_of_use(db, talk_id):
    as_it_should_be = reminders(db, talk_id)
    outdated(db, talk_id)
    with write(db):
        assert retime(db, at=AT) == 1
    now = reminders(db, talk_id)
    for name in ("due_at", "expires_at", "tzdata", "id", "state", "local_at"):
        assert now["prepare"][name] == as_it_should_be["prepare"][name], name
    assert now["thank"] == as_it_should_be["thank"]
    with write(db):
        assert retime(db, at=AT) == 0


def test_new_rules_for_where_the_other_person_is_move_it_too(db, ada_id, monkeypatch):
    far = booked(db, ada_id, starts=time(21), zone="Africa/Cairo")
    before = due(db, far, "prepare")
    db.run("update reminder set tzdata = '2025.1'")
    known = clock.to_instant

    def as_if_cairo_had_moved(day, wall_time, zone):
        moved = timedelta(hours=1) if zone == "Africa/Cairo" else timedelta(0)
        return known(day, wall_time, zone) + moved

    monkeypatch.setattr(clock, "to_instant", as_if_cairo_had_moved)
    with write(db):
        retime(db, at=AT)
    assert due(db, far, "prepare") == before + timedelta(hours=1)


def test_new_rules_are_taken_in_by_small_steps_and_people_in_the_bin_do_not_stop_them(db, ada_id):
    talks = [booked(db, ada_id, f"Person {n}") for n in range(5)]
    for each in talks:
        outdated(db, each)
    contact_id = InterviewStore(db, ada_id).get(talks[0]).contact_id
    db.run("update contact set deleted_at = '2026-11-24' where id = :id", {"id": contact_id})
    steps = []
    while not steps or steps[-1]:
        with write(db):
            steps.append(retime(db, at=AT, limit=2))
    assert steps == [2, 2, 1, 0]
    assert due(db, talks[4], "prepare") == TALK_AT - timedelta(minutes=10)
