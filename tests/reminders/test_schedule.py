"""Done, snooze, quiet hours and recharge: what becomes of what the rules want."""

import dataclasses
from datetime import time, timedelta

import pytest

from netpwa.reminders import events as e
from netpwa.reminders.calendar import Quiet
from netpwa.reminders.marks import Done, Snoozed
from tests.reminders.imagined import (
    identity,
    instant,
    notices,
    of_rule,
    planned,
    recharge,
    talk,
    wall,
)
from tests.reminders.imagined import november as at

NOW = "2026-11-24 07:00"
TALK = talk("2026-11-24 14:00")
THANK = identity("thank", "interview", "talk")


def test_done_with_a_step_is_done_with_those_that_only_repeat_it():
    done = Done(of=THANK, at=at("24 16:30"))
    assert of_rule("thank", planned([TALK], NOW, [done])) == {}


def test_done_with_the_hour_before_says_nothing_of_the_ten_minutes():
    done = Done(of=identity("prepare", "interview", "talk"), at=at("24 13:05"))
    assert set(of_rule("prepare", planned([TALK], NOW, [done]))) == {1}


def test_done_ends_with_what_it_was_about():
    done = Done(of=identity("prepare", "interview", "talk", 1), at=at("24 13:55"))
    moved = talk("2026-11-27 14:00", booked="2026-11-24 14:05")
    assert set(of_rule("prepare", planned([TALK], NOW, [done]))) == {0}
    assert set(of_rule("prepare", planned([TALK, moved], NOW, [done]))) == {0, 1}


def test_done_with_one_round_of_keeping_warm_leaves_the_next():
    warm = e.KeepWarm("grace", "monthly", at=instant("2026-01-31 12:00"))
    done = Done(of=identity("keep_warm", "contact", "grace"), at=instant("2026-03-01 09:00"))
    assert of_rule("keep_warm", planned([warm], "2026-03-01 10:00", [done])) == {}
    assert of_rule("keep_warm", planned([warm], "2026-04-01 10:00", [done])) == {
        1: "Tue 2026-03-31 12:00"
    }


def test_a_reminder_that_is_put_off_comes_then_and_is_no_more_one_of_the_days():
    snoozed = Snoozed(of=THANK, at=at("24 16:30"), until=at("24 19:30"))
    (thank,) = (each for each in planned([TALK], NOW, [snoozed]) if each.of == THANK)
    assert wall(thank.due_at) == wall(thank.notify_at) == "Tue 2026-11-24 19:30"
    assert not thank.counts


def test_putting_a_step_off_holds_back_those_in_the_meantime_and_no_others():
    snoozed = Snoozed(of=THANK, at=at("24 16:30"), until=at("25 12:00"))
    plan = planned([TALK], NOW, [snoozed])
    assert of_rule("thank", plan) == {0: "Wed 2026-11-25 12:00", 2: "Thu 2026-11-26 14:20"}
    assert {each.expires_at for each in plan if each.of == THANK} == {at("26 14:20")}
    assert len(of_rule("prepare", plan)) == 2


def test_what_is_put_off_beyond_its_use_is_of_use_for_a_day_more():
    snoozed = Snoozed(of=THANK, at=at("24 16:30"), until=at("30 09:00"))
    (thank,) = (each for each in planned([TALK], NOW, [snoozed]) if each.of.rule == "thank")
    assert (thank.due_at, thank.expires_at) == (at("30 09:00"), instant("2026-12-01 09:00"))


def test_nothing_can_be_put_off_beyond_its_hard_line():
    brief = identity("prepare", "interview", "talk", 1)
    snoozed = Snoozed(of=brief, at=at("24 13:55"), until=at("24 14:55"))
    plan = planned([TALK], NOW, [snoozed])
    assert of_rule("prepare", plan) == of_rule("prepare", planned([TALK], NOW))
    named = e.NameReceived("name", "grace", at=at("21 15:00"))
    late = Snoozed(of=identity("referral", "name", "name"), at=at("24 16:00"), until=at("30 09:00"))
    later = dataclasses.replace(late, until=instant("2026-12-05 15:00"))
    assert of_rule("referral", planned([named], NOW, [late])) == {
        0: "Mon 2026-11-30 09:00",
        1: "Tue 2026-12-01 15:00",
    }
    assert of_rule("referral", planned([named], NOW, [later]))[0] == "Tue 2026-11-24 15:00"


def test_the_latest_word_on_putting_off_holds():
    early = Snoozed(of=THANK, at=at("24 16:30"), until=at("25 12:00"))
    later = Snoozed(of=THANK, at=at("24 16:31"), until=at("24 18:00"))
    for marks in ([early, later], [later, early]):
        assert of_rule("thank", planned([TALK], NOW, marks))[0] == "Tue 2026-11-24 18:00"


def test_a_step_is_of_use_until_the_next_comes():
    plan = [each for each in planned([TALK], NOW) if each.of.rule == "thank"]
    assert [each.expires_at for each in plan] == [at("25 10:20"), at("26 14:20"), at("27 14:20")]


@pytest.mark.parametrize(
    ("starts", "steps"),
    [
        ("24 22:30", {0: "Tue 2026-11-24 21:30", 1: "Tue 2026-11-24 22:20"}),
        ("25 06:00", {0: "Wed 2026-11-25 05:00", 1: "Wed 2026-11-25 05:50"}),
        ("25 08:04", {0: "Wed 2026-11-25 07:04", 1: "Wed 2026-11-25 07:54"}),
        ("25 08:05", {1: "Wed 2026-11-25 08:00"}),
        ("25 08:30", {0: "Wed 2026-11-25 08:00", 1: "Wed 2026-11-25 08:20"}),
    ],
)
def test_only_an_appointment_that_cannot_wait_comes_in_quiet_hours(starts, steps):
    booked = talk(f"2026-11-{starts}", booked="2026-11-20 12:00")
    assert of_rule("prepare", planned([booked], NOW)) == steps


def test_confirming_waits_for_the_end_of_hours_that_are_quiet_by_day():
    day = Quiet(time(6), time(14))
    plan = planned([talk("2026-11-25 13:00")], "2026-11-23 12:00", quiet=day)
    assert of_rule("confirm", plan) == {0: "Tue 2026-11-24 14:00"}


def test_recharge_silences_what_can_wait_until_it_ends_and_nothing_else():
    named = e.NameReceived("name", "grace", at=at("21 15:00"))
    promised = e.PromiseMade("promise", "grace", None, at=at("21 08:00"))
    window = recharge("24 14:20", "25 14:20")
    plan = planned([named, promised, TALK, window], NOW)
    assert of_rule("referral", plan)[0] == "Wed 2026-11-25 14:20"
    assert of_rule("promise", plan) == {0: "Tue 2026-11-24 09:00"}
    assert of_rule("thank", plan)[0] == "Tue 2026-11-24 16:20"
    assert of_rule("referral", planned([named, TALK, window], NOW, recharge=False))[0] == (
        "Tue 2026-11-24 15:00"
    )


def test_windows_that_follow_each_other_let_go_together_and_outside_quiet_hours():
    named = e.NameReceived("name", "grace", at=at("21 15:00"))
    windows = [
        recharge("24 14:20", "25 14:20", "one"),
        recharge("25 12:00", "26 20:59", "two"),
        recharge("26 20:59", "26 22:00", "three"),
        recharge("27 07:30", "27 10:00", "four"),
    ]
    plan = planned([named, *windows], NOW)
    assert of_rule("referral", plan)[0] == "Fri 2026-11-27 10:00"


def test_the_latest_word_on_space_holds():
    named = e.NameReceived("name", "grace", at=at("21 15:00"))
    said = [recharge("24 14:20", "26 14:20"), recharge("24 14:30", "24 18:00")]
    assert of_rule("referral", planned([named, *said], NOW))[0] == "Tue 2026-11-24 18:00"


def test_a_referral_that_recharge_would_keep_beyond_its_line_is_shown_without_a_sound():
    named = e.NameReceived("name", "grace", at=at("15 15:00"))
    plan = planned([named, recharge("17 00:00", "30 12:00")], NOW)
    assert of_rule("referral", plan) == {1: "Wed 2026-11-25 15:00"}
    assert notices(plan).keys() == {"weekly "}


def test_moving_a_talk_keeps_the_identity_of_its_reminders():
    moved = dataclasses.replace(
        TALK,
        starts_at=TALK.starts_at + timedelta(days=2),
        ends_at=TALK.ends_at + timedelta(days=2),
        at=at("24 08:00"),
    )
    before, after = (
        {each.of: each.due_at for each in planned(events, "2026-11-20 08:00", switches={})}
        for events in ([TALK], [TALK, moved])
    )
    assert before.keys() == after.keys()
    assert {after[of] - before[of] for of in before} == {timedelta(days=2)}


def test_a_reminder_is_kept_with_its_wall_clock_zone_and_person():
    thank = next(each for each in planned([TALK], NOW) if each.of == THANK)
    assert (thank.local_at.isoformat(), thank.zone) == ("2026-11-24T16:20:00", "America/Toronto")
    assert thank.contact == "grace"
