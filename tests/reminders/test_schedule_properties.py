"""What holds of every plan, whatever happened in whatever order."""

import dataclasses
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netpwa import clock
from netpwa.reminders import events as e
from netpwa.reminders.calendar import Calendar, Quiet, Settings
from netpwa.reminders.marks import Done, Identity, Notified, Snoozed
from netpwa.reminders.rules import RULES
from netpwa.reminders.schedule import ENOUGH_BEFORE_START, plan
from netpwa.reminders.stories import tell
from netpwa.reminders.windows import windows_of
from tests.reminders.imagined import ALL_ON
from tests.reminders.walk import Walk

pytestmark = pytest.mark.property

BEGIN = datetime(2026, 10, 20, 12, tzinfo=UTC)  # two weeks around the end of summer time
RULE = {rule.name: rule for rule in RULES}
ZONES = ("America/Toronto", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
NO_QUIET = Quiet(time(0), time(0))

instants = st.integers(0, 30 * 24 * 12).map(lambda n: BEGIN + n * timedelta(minutes=5))
ids = st.sampled_from("ab")
days = st.none() | st.integers(0, 30).map(lambda n: date(2026, 10, 20) + timedelta(days=n))


def of(kind, *fields):
    return st.builds(kind, ids, *fields, at=instants)


def booked(interview, contact, starts, minutes, at):
    return e.Booked(interview, contact, starts, starts + timedelta(minutes=minutes), at=at)


BOOKED = st.builds(booked, ids, ids, instants, st.sampled_from((15, 20, 45)), instants)
SIMPLE = (
    e.Captured, e.ResearchDismissed, e.Touched, e.UpdateSent, e.DraftDropped, e.OtherContactAsked,
    e.Nudged, e.ClosedKindly, e.Cancelled, e.Confirmed, e.BriefOpened, e.Ended, e.CapturedAfter,
    e.Thanked, e.Reflected, e.ReflectionSkipped, e.IntroducerThanked, e.PromiseKept,
    e.ReferralAsked, e.ReferralDropped, e.OutcomeLogged, e.HelpersThanked,
)  # fmt: skip
BEGINNINGS = st.one_of(
    BOOKED,
    of(e.Captured),
    of(e.RequestSent, ids),
    of(e.DraftKept, ids),
    of(e.Introduced, ids),
    of(e.PromiseMade, ids, days),
    of(e.NameReceived, ids),
    of(e.KeepWarm, st.sampled_from(("monthly", "no", "unset"))),
    of(e.RechargeUntil, instants),
)
ANYTHING = st.one_of(
    BEGINNINGS,
    of(e.ResearchNoted, ids),
    of(e.Replied, st.sampled_from(("yes", "no", "later"))),
    *map(of, SIMPLE),
)
# Beginnings twice over: what has been ended leaves nothing to look at.
stories = st.builds(
    list.__add__, st.lists(BEGINNINGS, min_size=2, max_size=14), st.lists(ANYTHING, max_size=6)
)
clocks = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
settings_of = st.builds(
    Settings,
    zone=st.sampled_from(ZONES),
    quiet=st.sampled_from((Quiet(), NO_QUIET, Quiet(time(22), time(1, 30))))
    | st.builds(Quiet, clocks, clocks),
    cap=st.integers(0, 4),
    nudges=st.integers(0, 2),
    recharge=st.booleans(),
    switches=st.just(ALL_ON) | st.dictionaries(st.sampled_from(sorted(ALL_ON)), st.booleans()),
)  # fmt: skip
identities = st.builds(
    lambda rule, subject, step: Identity(rule.name, e.Subject(rule.of, subject), step),
    st.sampled_from(RULES),
    ids,
    st.integers(0, 2),
)
marks_of = st.lists(
    st.one_of(
        st.builds(Done, of=identities, at=instants),
        st.builds(Snoozed, of=identities, at=instants, until=instants),
        st.builds(Notified, of=identities, at=instants, counts=st.booleans()),
    ),
    max_size=6,
)


def planned(events, settings, at, marks=()):
    return plan(events, settings, at, clock.to_instant, marks)


@given(stories, settings_of, instants, marks_of, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(events, settings, at, marks, chance):
    shuffled, remarked = [*events, *events[:3]], [*marks, *marks[:2]]
    chance.shuffle(shuffled)
    chance.shuffle(remarked)
    assert planned(shuffled, settings, at, remarked) == planned(events, settings, at, marks)


@given(stories, settings_of, instants, marks_of)
def test_a_plan_is_in_order_and_names_each_reminder_once(events, settings, at, marks):
    plan = planned(events, settings, at, marks)
    assert not [of for of, count in Counter(each.of for each in plan).items() if count > 1]
    assert [each.due_at for each in plan] == sorted(each.due_at for each in plan)
    for each in plan:
        assert each.expires_at > max(each.due_at, at)
        assert clock.to_local(each.due_at, settings.zone).replace(tzinfo=None) == each.local_at
        assert each.notify_at is None or each.due_at <= each.notify_at < each.expires_at
        assert each.counts <= (each.notify_at is not None)
        assert each.digest is None or each.notify_at is None
        assert each.digest is None or each.digest in {other.of for other in plan}


@given(stories, settings_of, instants, st.integers(1, 2000))
def test_planning_again_later_changes_nothing_that_is_still_to_come(events, settings, at, minutes):
    """Until the first notice is due nothing was sent, and so nothing may have moved."""
    rounds = {rule.name for rule in RULES if rule.name in {"weekly", "keep_warm"}}
    steady = dataclasses.replace(
        settings, switches={**settings.switches, **dict.fromkeys(rounds, False)}
    )
    before = planned(events, steady, at)
    later = at + timedelta(minutes=minutes)
    first = min((each.notify_at for each in before if each.notify_at), default=later)
    assume(at < first)
    later = min(later, first)
    after = planned(events, steady, later)
    assert after == tuple(each for each in before if each.expires_at > later)


def is_exempt(each, events, calendar, moment):
    """Say whether it belongs to an appointment that waiting from a moment on would cost."""
    if not RULE.get(each.of.rule) or not RULE[each.of.rule].appointment:
        return False
    story = next(s for s in tell(events)["interview"] if s.subject == each.of.subject)
    latest_start = story.talk().starts - ENOUGH_BEFORE_START
    return calendar.allowed(moment) > latest_start


@given(stories, settings_of, instants, marks_of)
def test_nothing_is_due_or_told_in_quiet_hours_but_an_appointment_that_they_would_cost(
    events, settings, at, marks
):
    calendar = Calendar(settings, at, clock.to_instant)
    for each in planned(events, settings, at, marks):
        told = [max(each.notify_at, at)] if each.notify_at else []
        for moment in (each.due_at, *told):
            quiet = settings.quiet.covers(calendar.local(moment))
            assert not quiet or is_exempt(each, events, calendar, moment)


@given(stories, settings_of, instants, marks_of)
def test_nothing_that_can_wait_is_told_while_somebody_recharges(events, settings, at, marks):
    calendar = Calendar(settings, at, clock.to_instant)
    windows = windows_of(tell(events).get("interview", ()), calendar)
    plan = planned(events, settings, at, marks)
    when = {each.of: each.notify_at for each in plan}
    for each in plan:
        told = when[each.digest] if each.digest else each.notify_at
        if told and each.of.rule in RULE and RULE[each.of.rule].muted:
            moment = max(told, at)
            assert not [1 for begin, end in windows.spans if begin <= moment < end]


@given(stories, settings_of, instants, marks_of)
def test_no_day_has_more_notices_than_its_cap_nor_a_second_digest(events, settings, at, marks):
    local = Calendar(settings, at, clock.to_instant).local
    sent = Counter(
        local(moment).date()
        for _, moment in {
            (mark.of, mark.at) for mark in marks if isinstance(mark, Notified) and mark.counts
        }
    )
    to_come = Counter()
    for each in planned(events, settings, at, marks):
        if each.counts:
            to_come[local(max(each.notify_at, at)).date()] += 1
    for day, number in to_come.items():
        assert number + sent[day] <= settings.cap


@given(stories, settings_of)
def test_lived_through_no_day_has_more_notices_than_its_cap_and_none_comes_twice(events, settings):
    """Each thing becomes known when it happens, and every notice goes out when it is planned."""
    walk = Walk(settings, BEGIN)
    for event in sorted(events, key=lambda each: each.at):
        list(walk.go_on(event.at))
        walk.events.append(event)
    list(walk.go_on(BEGIN + timedelta(days=60)))
    assert max(walk.counted().values(), default=0) <= settings.cap
    for each in walk.sent:
        calendar = Calendar(settings, each.at, clock.to_instant)
        quiet = settings.quiet.covers(walk.local(each.at))
        known = [event for event in events if event.at <= each.at]
        assert not quiet or is_exempt(each.notice, known, calendar, each.at)
    for identity, moments in walk.told().items():
        assert len(set(moments)) == len(moments), identity


@given(stories, settings_of, instants, ids)
def test_nobody_is_asked_a_second_time(events, settings, at, request):
    once = dataclasses.replace(settings, nudges=1)
    nudged = e.Nudged(request, at=BEGIN)
    sent = e.RequestSent(request, "a", at=BEGIN - timedelta(days=7))
    for later in range(0, 60, 5):
        plan = planned([*events, nudged, sent], once, at + timedelta(days=later))
        asked = [each.of for each in plan if each.of.rule == "nudge"]
        assert Identity("nudge", nudged.subject) not in asked
        assert {of.step for of in asked} <= {0}


@given(stories, settings_of, instants, st.integers(1, 9000), st.integers(0, 9000))
def test_put_off_and_then_done_is_done(events, settings, at, put_off, later):
    plan = [each for each in planned(events, settings, at) if each.of.rule != "digest"]
    assume(plan)
    for each in plan:
        since = max([at, *(event.at for event in events)])
        until = since + timedelta(minutes=put_off)
        marks = [Snoozed(of=each.of, at=since, until=until), Done(of=each.of, at=since)]
        again = planned(events, settings, at + timedelta(minutes=later), marks)
        ended = {
            other.of
            for other in again
            if other.of[:2] == each.of[:2]
            and (other.of.step == each.of.step or not RULE[each.of.rule].apart)
        }
        assert not ended


@given(stories, settings_of, instants, st.sampled_from((60, 600, 1440, 10080)))
def test_what_is_put_off_comes_then_or_at_the_next_allowed_moment(events, settings, at, minutes):
    calm = dataclasses.replace(settings, recharge=False)
    calendar = Calendar(calm, at, clock.to_instant)
    until = at + timedelta(minutes=minutes)
    for each in planned(events, calm, at):
        if each.of.rule in {"digest", "prepare", "confirm", "referral", "weekly", "keep_warm"}:
            continue
        if each.due_at > at or any(event.at > at for event in events):
            continue
        marks = [Snoozed(of=each.of, at=at, until=until)]
        (again,) = (o for o in planned(events, calm, at, marks) if o.of == each.of)
        assert again.due_at == calendar.allowed(until)
        assert again.notify_at in {None, again.due_at}
        assert (again.notify_at is None) == (
            RULE[each.of.rule].line and not calm.switches.get("reflect", False)
        )


@given(settings_of, instants, st.integers(0, 20000), st.integers(0, 20000))
def test_a_talk_that_is_moved_keeps_the_identity_of_its_reminders(settings, at, first, second):
    open_hours = dataclasses.replace(settings, quiet=NO_QUIET)
    plans = []
    for minutes in (first, second):
        starts = at + timedelta(days=3, minutes=minutes)
        event = booked("a", "a", starts, 20, at - timedelta(days=1))
        plan = planned([event], open_hours, at)
        plans.append({each.of: each for each in plan if each.of.subject.kind == "interview"})
    before, after = plans
    assert before.keys() == after.keys()
    if before.keys() & {Identity("prepare", e.Subject("interview", "a"), 1)}:
        of = Identity("prepare", e.Subject("interview", "a"), 1)
        assert after[of].due_at - before[of].due_at == timedelta(minutes=second - first)


@given(stories, settings_of, instants)
def test_quiet_hours_move_reminders_and_lose_none(events, settings, at):
    open_hours = dataclasses.replace(settings, quiet=NO_QUIET, recharge=False)
    as_set = dataclasses.replace(settings, recharge=False)
    may_merge = {"digest", "prepare", "confirm", "referral", "keep_warm", "weekly", "thank"}
    without, within = (
        {each.of for each in planned(events, chosen, BEGIN) if each.of.rule not in may_merge}
        for chosen in (open_hours, as_set)
    )
    assert without == within
