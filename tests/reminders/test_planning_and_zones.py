"""Reminders keep their time when clocks change and when the rules of a time zone do."""

from datetime import UTC, datetime, time, timedelta

import pytest

from netpwa import clock
from netpwa.db.port import write
from netpwa.db.values import from_text
from netpwa.interviews.store import InterviewStore
from netpwa.reminders.planning import retime
from tests import factories
from tests.factories import AT
from tests.reminders.scene import booked, reminders
from tests.reminders.test_planning import due


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
        " expires_at = '2026-11-25T18:10:00Z' where rule = 'prepare' and subject_id = :id",
        {"id": interview_id},
    )


def test_new_rules_for_time_zones_move_what_is_planned_and_how_long_it_is_of_use(db, talk_id):
    as_it_should_be = reminders(db, talk_id)
    outdated(db, talk_id)
    with write(db):
        assert retime(db, at=AT) == 1
    now = reminders(db, talk_id)
    for name in ("due_at", "expires_at", "tzdata", "id", "ended_at", "local_at"):
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


def test_new_rules_are_taken_in_by_small_steps_and_people_in_the_bin_do_not_stop_them(db):
    for number in range(5):
        account_id = factories.account(db, f"Person{number}")
        outdated(db, booked(db, account_id))
    db.run(
        "update contact set deleted_at = '2026-11-24' where account_id = :id", {"id": account_id}
    )
    steps = []
    while not steps or steps[-1]:
        with write(db):
            steps.append(retime(db, at=AT, limit=2))
    assert steps == [2, 2, 1, 0]
