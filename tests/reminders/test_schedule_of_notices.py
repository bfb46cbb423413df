"""The notices of a day: three that count, and the rest in one digest."""

from datetime import time

from netpwa.reminders import events as e
from netpwa.reminders.calendar import Quiet
from netpwa.reminders.marks import Notified, Snoozed
from tests.reminders.imagined import notices, of_rule, planned, promises, recharge, talk, wall
from tests.reminders.imagined import november as at

NOW = "2026-11-24 07:00"
DIGEST = "digest 2026-11-24"
TALK = talk("2026-11-24 14:00")


def comes(outcome, hour):
    """Let something come at an hour of the day: what counts, and can wait."""
    return e.OutcomeLogged(outcome, at=at(f"24 {hour}:00"))


def told(plan):
    """Mark every notice that a plan wants as sent when it wants it, with those in digests."""
    sent = {each.of: each for each in plan if each.notify_at}
    own = [Notified(of=each.of, at=each.notify_at, counts=each.counts) for each in sent.values()]
    return own + [
        Notified(of=each.of, at=sent[each.digest].notify_at, counts=False)
        for each in plan
        if each.digest
    ]


def test_three_notices_of_a_day_come_on_their_own():
    plan = planned(promises(3, "2026-11-24", NOW), NOW, switches={})
    assert notices(plan) == {f"promise p{n}": "Tue 2026-11-24 09:00" for n in range(3)}
    assert all(each.counts for each in plan)


def test_of_more_the_last_two_come_on_their_own_and_one_digest_tells_the_rest():
    events = [comes(each, hour) for each, hour in zip("abcd", (10, 12, 15, 17), strict=True)]
    plan = planned(events, NOW, switches={"outcome": True})
    assert notices(plan) == {
        DIGEST: "Tue 2026-11-24 12:00",
        "outcome c": "Tue 2026-11-24 15:00",
        "outcome d": "Tue 2026-11-24 17:00",
    }
    (digest,) = (each.of for each in plan if each.of.rule == "digest")
    joined = {each.of.subject.id: wall(each.due_at) for each in plan if each.digest == digest}
    assert joined == {"a": "Tue 2026-11-24 10:00", "b": "Tue 2026-11-24 12:00"}


def test_the_sixty_seconds_after_a_talk_never_wait_for_a_digest():
    late = [comes(f"late{hour}", hour) for hour in (15, 16, 17, 18)]
    plan = planned([TALK, *late], NOW, switches={"outcome": True})
    assert notices(plan)["capture talk"] == "Tue 2026-11-24 14:25"
    assert notices(plan)[DIGEST] == "Tue 2026-11-24 17:00"


def test_appointments_and_thanks_come_beside_the_notices_of_a_day():
    plan = planned([TALK, *promises(9, "2026-11-24", NOW)], NOW, switches={})
    assert {"prepare talk", "thank talk", "capture talk", DIGEST} <= notices(plan).keys()
    day = [each for each in plan if each.notify_at and wall(each.notify_at) < "Tue 2026-11-25"]
    assert sum(each.counts for each in day) == 3


def test_what_comes_after_the_days_notices_are_used_up_is_told_the_next_day():
    events = promises(3, "2026-11-24", NOW)
    marks = told(planned(events, NOW, switches={}))
    late = comes("late", 17)
    plan = planned([*events, late], "2026-11-24 12:00", marks, switches={"outcome": True})
    assert notices(plan) == {"outcome late": "Wed 2026-11-25 08:00"}
    assert of_rule("outcome", plan) == {0: "Tue 2026-11-24 17:00"}


def test_a_day_has_one_digest():
    events = promises(5, "2026-11-24", NOW)
    marks = [mark for mark in told(planned(events, NOW, switches={})) if "p4" not in str(mark)]
    more = [comes(f"more{hour}", hour) for hour in range(10, 14)]
    plan = planned([*events, *more], "2026-11-24 09:30", marks, switches={"outcome": True})
    assert DIGEST not in notices(plan)
    days = [when.split()[1] for when in notices(plan).values()]
    assert (days.count("2026-11-24"), days.count("2026-11-25")) == (1, 3)


def test_a_digest_leaves_out_what_recharge_silences_when_it_comes():
    named = [e.NameReceived(f"n{n}", "grace", at=at(f"21 09:0{n}")) for n in range(2)]
    late = [comes(f"late{hour}", hour) for hour in (10, 11, 12)]
    window = recharge("24 09:30", "24 20:00")
    plan = planned([*named, *late, window], NOW, switches={"outcome": True})
    assert notices(plan)[DIGEST] == "Tue 2026-11-24 10:00"
    members = {each.of.subject.id for each in plan if each.digest}
    assert members == {"late10"}
    assert notices(plan)["referral n0"] == "Wed 2026-11-25 08:00"


def test_without_a_cap_of_notices_everything_counted_is_left_to_today():
    plan = planned([TALK, *promises(2, "2026-11-24", NOW)], NOW, cap=0, switches={})
    assert {name.split()[0] for name in notices(plan)} == {"prepare", "thank"}
    assert "promise" in {each.of.rule for each in plan}


def test_a_cap_of_one_is_a_digest():
    plan = planned(promises(2, "2026-11-24", NOW), NOW, cap=1, switches={})
    assert notices(plan) == {DIGEST: "Tue 2026-11-24 09:00"}


def test_what_was_told_is_not_told_again_but_stands():
    events = promises(5, "2026-11-24", NOW)
    plan = planned(events, NOW, switches={})
    again = planned(events, "2026-11-24 12:00", told(plan), switches={})
    assert notices(again) == {}
    assert {each.of for each in again} == {each.of for each in plan if each.of.rule == "promise"}


def test_what_was_put_off_comes_as_asked_when_the_days_notices_are_used_up():
    events = promises(3, "2026-11-24", NOW)
    sent = told(planned(events, NOW, switches={}))
    put_off = Snoozed(of=sent[0].of, at=at("24 10:00"), until=at("24 15:00"))
    (again,) = (
        each
        for each in planned(events, "2026-11-24 10:01", [*sent, put_off], switches={})
        if each.notify_at
    )
    assert (again.of, again.notify_at, again.counts) == (put_off.of, put_off.until, False)


def test_what_is_moved_after_it_was_told_is_told_again():
    events = promises(1, "2026-11-24", NOW)
    marks = told(planned(events, NOW, switches={}))
    moved = promises(1, "2026-11-26", "2026-11-24 12:00")
    plan = planned([*events, *moved], "2026-11-24 12:01", marks, switches={})
    assert notices(plan) == {"promise p0": "Thu 2026-11-26 09:00"}


def test_what_an_earlier_day_left_untold_is_one_of_todays():
    events = promises(9, "2026-11-22", "2026-11-21 12:00")
    plan = planned(events, "2026-11-24 12:00", switches={})
    assert notices(plan)[DIGEST] == "Tue 2026-11-24 08:00"
    assert len(notices(plan)) == 3
    siesta = planned(events, "2026-11-24 16:00", switches={}, quiet=Quiet(time(13), time(15)))
    assert notices(siesta)[DIGEST] == "Tue 2026-11-24 15:00"
    asleep = planned(events, "2026-11-24 22:00", switches={})
    assert set(notices(asleep).values()) == {"Wed 2026-11-25 08:00"}


def test_a_digest_is_of_use_until_the_quiet_hours_or_midnight():
    events = promises(5, "2026-11-24", NOW)
    for quiet, ends in ((Quiet(), "24 21:00"), (Quiet(time(1), time(5)), "25 00:00")):
        plan = planned(events, NOW, switches={}, quiet=quiet)
        assert [each.expires_at for each in plan if each.of.rule == "digest"] == [at(ends)]
