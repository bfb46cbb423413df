"""Twelve weeks with forty people: what is owed is reminded of in time, and nobody is pestered.

Source: PRODUCT.md E9. The weeks hold the end of summer time and three holidays of Ontario.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from random import Random

import pytest

from netpwa import clock
from netpwa.reminders import events as e
from netpwa.reminders.calendar import Calendar, Settings
from netpwa.reminders.marks import Done, Identity
from netpwa.reminders.public_holidays import days_of
from netpwa.reminders.rules import RULES
from netpwa.reminders.stories import tell
from netpwa.reminders.windows import windows_of
from tests.conftest import IS_FULL
from tests.reminders.imagined import ALL_ON, ZONE, instant
from tests.reminders.searcher import Searcher

BEGIN = instant("2026-09-28 08:00")
WEEKS, CONTACTS = 12, 40
END = BEGIN + timedelta(weeks=WEEKS)
ONTARIO = days_of("CA-ON", (2026, 2027))
MUTED = {rule.name for rule in RULES if rule.muted}
INTRODUCER_LINE = timedelta(hours=48)
SEEDS = range(20 if IS_FULL else 2)


@pytest.fixture(
    scope="module",
    params=[(seed, name) for seed in SEEDS for name in ("as it starts", "everything on")],
    ids=str,
)
def walk(request):
    seed, name = request.param
    switches = ALL_ON if name == "everything on" else {}
    settings = Settings(zone=ZONE, holidays=ONTARIO, switches=switches)
    return Searcher(settings, BEGIN, WEEKS, Random(seed)).live(CONTACTS)  # noqa: S311


def local(at):
    return clock.to_local(at, ZONE).replace(tzinfo=None)


def calendar(walk, at=END):
    return Calendar(walk.settings, at, clock.to_instant)


def of(walk, kind):
    return [event for event in walk.events if isinstance(event, kind)]


def latest(walk, kind):
    """Give the latest event of a kind for each subject."""
    return {event.subject: event for event in sorted(of(walk, kind), key=lambda each: each.at)}


def is_reminded_by(walk, rule, subject, line, *answers):
    """Say whether its person was told of something by a line, or had no need to be any more."""
    told = walk.told()
    steps = [told.get(Identity(rule, subject, step), [END]) for step in range(3)]
    ends = [event.at for event in of(walk, answers) if event.subject == subject]
    ends += [
        mark.at for mark in walk.marks
        if isinstance(mark, Done) and mark.of[:2] == (rule, subject)
    ]  # fmt: skip
    return line >= END or min(*map(min, steps), *ends, END) <= line


def test_these_weeks_are_worth_looking_at(walk):
    assert len(of(walk, e.Ended)) >= 8
    assert len(of(walk, e.PromiseMade)) >= 5
    assert len(of(walk, e.NameReceived)) >= 5
    assert len(of(walk, e.RechargeUntil)) >= 8
    assert max(walk.counted().values()) == 3
    assert {"thank", "promise", "referral", "nudge", "digest"} <= {
        each.notice.of.rule for each in walk.sent
    }
    if walk.settings.switches:
        assert of(walk, e.Introduced)
        told = {of.rule for of in walk.told()}
        # By chance, a rule that takes months may have had nothing to tell of.
        assert len({rule.name for rule in RULES if rule.steps} - told) <= 1


def test_no_promise_passes_its_day_unreminded(walk):
    for subject, made in latest(walk, e.PromiseMade).items():
        day = made.due_on or (local(made.at) + timedelta(days=3)).date()
        line = clock.to_instant(day + timedelta(days=1), time(), ZONE)
        assert is_reminded_by(walk, "promise", subject, line, e.PromiseKept), made


def test_no_introducer_goes_without_being_told_for_two_days(walk):
    if not walk.settings.switches:
        return
    ends = {
        story.subject.id.removeprefix("talk "): story.talk().ends
        for story in tell(walk.events)["interview"]
        if story.talk()
    }
    for subject, introduced in latest(walk, e.Introduced).items():
        if introduced.contact in ends:
            line = ends[introduced.contact] + INTRODUCER_LINE
            assert is_reminded_by(walk, "introducer", subject, line, e.IntroducerThanked)


def test_no_referral_passes_its_two_weeks_unreminded(walk):
    for subject, received in latest(walk, e.NameReceived).items():
        line = calendar(walk).days_after(received.at, 14)
        answers = (e.ReferralAsked, e.ReferralDropped)
        assert is_reminded_by(walk, "referral", subject, line, *answers), received


def test_every_thank_you_is_reminded_of_when_it_is_due(walk):
    told = walk.told()
    for story in tell(walk.events)["interview"]:
        talk = story.talk()
        if talk is None or not talk.is_over:
            continue
        # It was to come after the planned end, and moved if the real one was known by then.
        planned, real = (
            calendar(walk).same_evening(end, timedelta(hours=2))
            for end in (talk.planned_end, talk.ends)
        )
        due = planned if planned < talk.ends else real
        thanked = story.last(e.Thanked)
        if due < END and not (thanked and thanked.at <= due):
            assert told[Identity("thank", story.subject, 0)][0] == due


def test_no_day_has_more_than_three_notices_that_count(walk):
    assert max(walk.counted().values()) <= 3
    digests = Counter(
        local(each.at).date() for each in walk.sent if each.notice.of.rule == "digest"
    )
    assert max(digests.values()) == 1


def test_no_notice_comes_in_quiet_hours_but_before_a_talk_that_lies_there(walk):
    for each in walk.sent:
        if not walk.settings.quiet.covers(local(each.at)):
            continue
        assert each.notice.of.rule == "prepare"
        booked = [b for b in of(walk, e.Booked) if b.subject == each.notice.of.subject]
        starts = max((b for b in booked if b.at <= each.at), key=lambda b: b.at).starts_at
        allowed = calendar(walk).allowed(each.at)
        assert allowed > starts - timedelta(minutes=5)


def test_no_notice_that_can_wait_comes_while_they_recharge(walk):
    for each in walk.sent:
        known = [event for event in walk.events if event.at <= each.at]
        spans = windows_of(tell(known).get("interview", ()), calendar(walk, each.at)).spans
        if any(begin <= each.at < end for begin, end in spans):
            assert not {of.rule for of in (each.notice.of, *each.told)} & MUTED


def test_nobody_is_nudged_twice(walk):
    nudges = Counter(event.request for event in of(walk, e.Nudged))
    assert max(nudges.values()) == 1
    snoozed = {mark.of for mark in walk.marks if hasattr(mark, "until")}
    asked = {of: moments for of, moments in walk.told().items() if of.rule == "nudge"}
    assert all(len(moments) == 1 for of, moments in asked.items() if of not in snoozed)
    assert {of.step for of in asked} == {0}


def test_they_began_before_summer_time_ended_and_went_on_after_it():
    before, after = datetime(2026, 10, 31, 12), datetime(2026, 11, 2, 12)  # noqa: DTZ001
    hours = [clock.to_instant(each.date(), each.time(), ZONE) for each in (before, after)]
    assert BEGIN < hours[0] < hours[1] < END
    assert hours[1] - hours[0] == timedelta(hours=49)
