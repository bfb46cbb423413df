"""What the rows of the table leave open, and what was chosen there."""

import dataclasses
from datetime import date, time, timedelta

import pytest

from netpwa.reminders import events as e
from netpwa.reminders.calendar import Quiet
from netpwa.reminders.stories import Story
from tests.reminders.imagined import instant, of_rule, planned, talk

THURSDAY = "2026-11-19 14:00"
SENT = e.RequestSent("ask", "grace", at=instant(THURSDAY))


def nudged(text):
    return e.Nudged("ask", at=instant(text))


@pytest.mark.parametrize(
    ("ends", "first"),
    [
        ("14:20", "Tue 2026-11-24 16:20"),
        ("18:44", "Tue 2026-11-24 20:44"),
        ("18:46", "Tue 2026-11-24 20:45"),
        ("20:50", "Tue 2026-11-24 20:50"),
        ("21:00", "Wed 2026-11-25 09:00"),
        ("23:30", "Wed 2026-11-25 09:00"),
    ],
)
def test_thanks_come_two_hours_after_or_before_the_quiet_hours_or_at_nine(ends, first):
    booked = talk(f"2026-11-24 {ends}", minutes=0)
    assert of_rule("thank", planned([booked], THURSDAY))[0] == first


def test_thanks_wait_for_the_end_of_quiet_hours_that_last_beyond_nine():
    late = Quiet(time(21), time(10, 30))
    plan = planned([talk("2026-11-24 22:00")], THURSDAY, quiet=late)
    assert of_rule("thank", plan)[0] == "Wed 2026-11-25 10:30"


@pytest.mark.parametrize(
    ("ends", "due"),
    [("18:00", "Tue 2026-11-24 19:30"), ("18:01", "Wed 2026-11-25 09:00")],
)
def test_a_talk_that_ends_after_six_is_reflected_on_the_next_morning(ends, due):
    booked = talk(f"2026-11-24 {ends}", minutes=0)
    assert of_rule("reflect", planned([booked], THURSDAY)) == {0: due}


@pytest.mark.parametrize(
    ("ended", "capture", "thank"),
    [
        ("14:10", "14:10", "16:10"),  # the End tap, before the plan's
        ("14:40", "14:25", "16:40"),  # it ran over: the notice has come meanwhile
        ("13:59", "14:25", "16:20"),  # before it began
        ("15:21", "14:25", "16:20"),  # marked as held long after
    ],
)
def test_what_follows_a_talk_counts_from_its_real_end(ended, capture, thank):
    over = e.Ended("talk", at=instant(f"2026-11-24 {ended}"))
    plan = planned([talk("2026-11-24 14:00"), over], THURSDAY)
    assert of_rule("capture", plan) == {0: f"Tue 2026-11-24 {capture}"}
    assert of_rule("thank", plan)[0] == f"Tue 2026-11-24 {thank}"


@pytest.mark.parametrize(
    ("opened", "steps"),
    [("12:49", {0, 1}), ("12:50", {1}), ("13:39", {1}), ("13:40", set())],
)
def test_a_look_at_the_page_ends_only_the_steps_that_it_came_shortly_before(opened, steps):
    looked = e.BriefOpened("talk", at=instant(f"2026-11-24 {opened}"))
    assert set(of_rule("prepare", planned([talk("2026-11-24 14:00"), looked], THURSDAY))) == steps


def test_what_is_booked_after_the_hour_of_confirming_needs_none():
    soon = talk("2026-11-24 14:00", booked="2026-11-23 10:01")
    just = talk("2026-11-24 14:00", booked="2026-11-23 10:00")
    assert of_rule("confirm", planned([soon], THURSDAY)) == {}
    assert of_rule("confirm", planned([just], THURSDAY)) == {0: "Mon 2026-11-23 10:00"}


def test_a_talk_that_is_moved_asks_for_confirming_and_preparing_again():
    looked = e.BriefOpened("talk", at=instant("2026-11-24 13:45"))
    sure = e.Confirmed("talk", at=instant("2026-11-23 10:30"))
    moved = talk("2026-11-27 14:00", booked="2026-11-24 13:50")
    plan = planned([talk("2026-11-24 14:00"), looked, sure, moved], "2026-11-24 13:51")
    assert of_rule("confirm", plan) == {0: "Thu 2026-11-26 10:00"}
    assert of_rule("prepare", plan) == {0: "Fri 2026-11-27 13:00", 1: "Fri 2026-11-27 13:50"}


def test_a_talk_that_is_booked_again_after_it_was_cancelled_stands():
    again = talk("2026-11-27 14:00", booked="2026-11-20 12:00")
    off = e.Cancelled("talk", at=instant("2026-11-20 11:00"))
    assert of_rule("confirm", planned([talk("2026-11-24 14:00"), off, again], THURSDAY))
    late = dataclasses.replace(off, at=again.at)
    assert not of_rule("confirm", planned([again, late], THURSDAY))


@pytest.mark.parametrize(
    ("limit", "nudges", "nudge", "close"),
    [
        (0, [], {}, {0: "Thu 2026-12-03 09:00"}),
        (1, [], {0: "Mon 2026-11-30 09:00"}, {}),
        (1, ["2026-11-30 10:00"], {}, {0: "Mon 2026-12-14 09:00"}),
        (2, ["2026-11-30 10:00"], {1: "Wed 2026-12-09 09:00"}, {0: "Mon 2026-12-14 09:00"}),
        (2, ["2026-11-30 10:00", "2026-12-09 10:00"], {}, {0: "Wed 2026-12-23 09:00"}),
        (5, ["2026-11-30 10:00", "2026-12-09 10:00"], {}, {0: "Wed 2026-12-23 09:00"}),
    ],
)
def test_nobody_is_asked_again_more_often_than_the_settings_allow(limit, nudges, nudge, close):
    plan = planned([SENT, *map(nudged, nudges)], THURSDAY, nudges=limit)
    assert (of_rule("nudge", plan), of_rule("close", plan)) == (nudge, close)


def test_asking_somebody_else_is_of_use_until_the_first_may_be_asked_again():
    (other,) = (each for each in planned([SENT], THURSDAY) if each.of.rule == "someone_else")
    assert other.expires_at == instant("2026-11-30 09:00")


@pytest.mark.parametrize(("agreed", "is_answer"), [("2026-11-18 09:00", False), (THURSDAY, True)])
def test_a_talk_agreed_on_before_the_request_is_no_answer_to_it_however_often_moved(
    agreed, is_answer
):
    moved = talk("2026-12-20 14:00", booked="2026-11-20 12:00")
    told_as_two = [talk("2026-12-19 14:00", booked=agreed), moved]
    told_as_one = [dataclasses.replace(moved, first_at=instant(agreed))]
    for told in (told_as_two, told_as_one):
        plan = planned([SENT, *told], "2026-11-20 12:00")
        assert (of_rule("nudge", plan) == {}) is is_answer


def test_a_promise_for_the_same_day_comes_an_hour_later_and_before_the_quiet_hours():
    def due(made):
        promised = e.PromiseMade("p", "grace", date(2026, 11, 24), at=instant(made))
        return of_rule("promise", planned([promised], THURSDAY))[0]

    assert due("2026-11-24 08:00") == "Tue 2026-11-24 09:00"
    assert due("2026-11-24 14:00") == "Tue 2026-11-24 15:00"
    assert due("2026-11-24 20:30") == "Tue 2026-11-24 20:45"
    assert due("2026-11-24 22:00") == "Wed 2026-11-25 09:00"


def test_the_latest_day_set_for_a_promise_holds():
    first = e.PromiseMade("p", "grace", date(2026, 11, 24), at=instant(THURSDAY))
    later = e.PromiseMade("p", "grace", date(2026, 11, 26), at=instant("2026-11-20 09:00"))
    assert of_rule("promise", planned([later, first], THURSDAY)) == {0: "Thu 2026-11-26 09:00"}


@pytest.mark.parametrize(
    ("cadence", "due"),
    [
        ("monthly", "Mon 2027-03-01 08:30"),  # from a 31st to a last day, then out of quiet hours
        ("quarterly", "Fri 2027-04-30 14:00"),
        ("half_year", "Sat 2027-07-31 14:00"),
    ],
)
def test_keeping_warm_counts_months_from_the_last_touch(cadence, due):
    touched = e.Touched("grace", at=instant("2027-01-31 14:00"))
    settings = {}
    if cadence == "monthly":
        touched = dataclasses.replace(touched, at=instant("2027-01-31 23:00"))
        settings = {"quiet": Quiet(time(22), time(8, 30))}
    warm = e.KeepWarm("grace", cadence, at=instant("2027-01-02 09:00"))
    plan = planned([warm, touched], "2027-02-01 09:00", **settings)
    assert of_rule("keep_warm", plan) == {0: due}


@pytest.mark.parametrize(
    "touch",
    [
        e.Touched("grace", at=instant("2026-12-01 12:00")),
        e.UpdateSent("grace", at=instant("2026-12-01 12:00")),
        e.RequestSent("ask", "grace", at=instant("2026-12-01 12:00")),
        e.Ended("talk", at=instant("2026-12-01 12:00")),
        e.Thanked("talk", at=instant("2026-12-01 12:00")),
    ],
    ids=lambda touch: type(touch).__name__,
)
def test_any_touch_begins_the_time_of_keeping_warm_anew(touch):
    warm = e.KeepWarm("grace", "monthly", at=instant(THURSDAY))
    plan = planned([warm, talk("2026-11-24 14:00"), touch], "2026-12-01 12:00")
    assert of_rule("keep_warm", plan) == {0: "Fri 2027-01-01 12:00"}


def test_keeping_warm_comes_round_each_round_a_step():
    warm = e.KeepWarm("grace", "monthly", at=instant("2026-01-31 12:00"))
    for now, step, due in (
        ("2026-02-01 12:00", 0, "Sat 2026-02-28 12:00"),
        ("2026-03-31 11:59", 0, "Sat 2026-02-28 12:00"),
        ("2026-03-31 12:00", 1, "Tue 2026-03-31 12:00"),
        ("2031-02-01 12:00", 59, "Fri 2031-01-31 12:00"),
    ):
        assert of_rule("keep_warm", planned([warm], now)) == {step: due}


def test_the_week_is_looked_back_on_until_monday_evening():
    assert len(of_rule("weekly", planned([], "2026-11-23 16:59"))) == 2
    assert list(of_rule("weekly", planned([], "2026-11-23 17:00")).values()) == [
        "Sun 2026-11-29 17:00"
    ]


def test_an_introducer_hears_of_the_first_talk_after_the_introduction():
    talks = [
        talk(f"2026-11-{day} 14:00", interview=f"talk {day}", booked="2026-11-01 09:00")
        for day in (18, 24, 26)
    ]
    introduced = e.Introduced("intro", "grace", at=instant(THURSDAY))
    plan = planned([introduced, *talks], THURSDAY)
    assert of_rule("introducer", plan) == {0: "Wed 2026-11-25 14:20"}


def test_advice_is_reported_on_once_for_a_person_after_their_last_talk():
    talks = [talk(f"2026-11-{day} 14:00", interview=f"talk {day}") for day in (20, 24)]
    plan = planned(talks, THURSDAY)
    assert of_rule("used_advice", plan) == {0: "Thu 2026-12-24 14:20"}


def test_the_same_note_told_twice_is_one_note():
    captured = e.Captured("grace", at=instant(THURSDAY))
    late = instant(THURSDAY) + timedelta(days=2, hours=1)
    notes = [e.ResearchNoted("grace", "note", at=late + timedelta(hours=n)) for n in range(2)]
    assert of_rule("research", planned([captured, *notes], THURSDAY))


def test_of_two_words_at_one_instant_the_same_holds_in_whatever_order():
    words = [talk(f"2026-11-2{day} 14:00", booked=THURSDAY) for day in (4, 6)]
    latest = []
    for said in (words, words[::-1]):
        story = Story(words[0].subject)
        for word in said:
            story.add(word)
        latest.append(story.last(e.Booked))
    assert latest[0] == latest[1]
