"""Each rule against its row of PRODUCT.md D4: when it comes, and what stops it."""

import dataclasses
from datetime import date, timedelta

import pytest

from netpwa.reminders import events as e
from netpwa.reminders.rules import RULES
from tests.reminders.imagined import instant, of_rule, planned, talk

# A Thursday, five days before a talk on Tuesday at two in the afternoon.
THURSDAY = "2026-11-19 14:00"
TALK = "2026-11-24 14:00"
NOW = instant(THURSDAY)
AFTER = instant("2026-11-24 14:20")


def at(text):
    return {"at": instant(text)}


CAPTURED = e.Captured("grace", at=NOW)
DRAFT = e.DraftKept("ask", "grace", at=NOW)
SENT = e.RequestSent("ask", "grace", at=NOW)
NUDGED = e.Nudged("ask", **at("2026-11-30 11:00"))
BOOKED = talk(TALK)
INTRODUCED = e.Introduced("intro", "grace", at=NOW)
PROMISED = e.PromiseMade("promise", "grace", None, at=NOW)
NAMED = e.NameReceived("name", "grace", at=NOW)
WARM = e.KeepWarm("grace", "monthly", at=NOW)
OUTCOME = e.OutcomeLogged("job", at=NOW)

WHEN = {
    "research": ([CAPTURED], {0: "Sat 2026-11-21 14:00"}),
    "draft": ([DRAFT], {0: "Fri 2026-11-20 14:00"}),
    "someone_else": ([SENT], {0: "Tue 2026-11-24 09:00"}),
    "nudge": ([SENT], {0: "Mon 2026-11-30 09:00"}),
    "close": ([SENT, NUDGED], {0: "Mon 2026-12-14 09:00"}),
    "confirm": ([BOOKED], {0: "Mon 2026-11-23 10:00"}),
    "prepare": ([BOOKED], {0: "Tue 2026-11-24 13:00", 1: "Tue 2026-11-24 13:50"}),
    "capture": ([BOOKED], {0: "Tue 2026-11-24 14:25"}),
    "thank": (
        [BOOKED],
        {0: "Tue 2026-11-24 16:20", 1: "Wed 2026-11-25 10:20", 2: "Thu 2026-11-26 14:20"},
    ),
    "reflect": ([BOOKED], {0: "Tue 2026-11-24 19:30"}),
    "introducer": ([BOOKED, INTRODUCED], {0: "Wed 2026-11-25 14:20"}),
    "promise": ([PROMISED], {0: "Sun 2026-11-22 09:00"}),
    "referral": ([NAMED], {0: "Sun 2026-11-22 14:00", 1: "Sun 2026-11-29 14:00"}),
    "used_advice": ([BOOKED], {0: "Thu 2026-12-24 14:20"}),
    "keep_warm": ([WARM], {0: "Sat 2026-12-19 14:00"}),
    "weekly": ([], {105706: "Sun 2026-11-22 17:00"}),
    "outcome": ([OUTCOME], {0: "Thu 2026-11-19 14:00"}),
}
STOPS = {
    "research": [
        [e.ResearchNoted("grace", "n1", **at("2026-11-21 13:59"))],
        [
            e.ResearchNoted("grace", "n1", **at("2026-11-21 14:01")),
            e.ResearchNoted("grace", "n2", **at("2026-11-21 14:01")),
        ],
        [e.ResearchDismissed("grace", at=NOW)],
        [SENT],
        [BOOKED],
    ],
    "draft": [[SENT], [e.DraftDropped("ask", at=NOW)]],
    "someone_else": [
        *[[e.Replied("ask", answer, at=NOW)] for answer in ("yes", "no", "later")],
        [e.OtherContactAsked("ask", at=NOW)],
        [e.Nudged("ask", at=NOW)],
        [e.ClosedKindly("ask", at=NOW)],
        [dataclasses.replace(BOOKED, at=NOW)],
    ],
    "nudge": [
        [e.Replied("ask", "later", at=NOW)],
        [NUDGED],
        [e.ClosedKindly("ask", at=NOW)],
        [dataclasses.replace(BOOKED, at=NOW)],
    ],
    "close": [
        [e.ClosedKindly("ask", **at("2026-12-01 09:00"))],
        [e.Replied("ask", "no", **at("2026-12-01 09:00"))],
        [dataclasses.replace(BOOKED, at=NOW)],
    ],
    "confirm": [
        [e.Confirmed("talk", at=NOW)],
        [e.Cancelled("talk", at=NOW)],
        [e.Ended("talk", at=AFTER)],
    ],
    "prepare": [
        [e.BriefOpened("talk", **at("2026-11-24 13:40"))],
        [e.Cancelled("talk", at=NOW)],
        [e.Ended("talk", at=AFTER)],
    ],
    "capture": [[e.CapturedAfter("talk", at=AFTER)], [e.Cancelled("talk", at=NOW)]],
    "thank": [[e.Thanked("talk", at=AFTER)], [e.Cancelled("talk", at=NOW)]],
    "reflect": [
        [e.Reflected("talk", at=AFTER)],
        [e.ReflectionSkipped("talk", at=AFTER)],
        [e.Cancelled("talk", at=NOW)],
    ],
    "introducer": [[e.IntroducerThanked("intro", at=AFTER)], [e.Cancelled("talk", at=NOW)]],
    "promise": [[e.PromiseKept("promise", at=NOW)]],
    "referral": [[e.ReferralAsked("name", at=NOW)], [e.ReferralDropped("name", at=NOW)]],
    "used_advice": [
        [e.UpdateSent("grace", at=AFTER)],
        [e.KeepWarm("grace", "no", at=NOW)],
        [e.Cancelled("talk", at=NOW)],
    ],
    "keep_warm": [[e.KeepWarm("grace", "no", **at("2026-11-19 14:01"))]],
    "outcome": [[e.HelpersThanked("job", at=NOW)]],
}
# Beside what stops a rule, its table names what an event of another kind does not.
GOES_ON = {
    "research": [e.ResearchNoted("grace", "n1", **at("2026-11-21 14:01"))],
    "prepare": [e.BriefOpened("talk", **at("2026-11-24 12:49"))],
    "thank": [e.CapturedAfter("talk", at=AFTER)],
    "capture": [e.Thanked("talk", at=AFTER)],
    "referral": [e.Replied("ask", "yes", at=NOW)],
}


@pytest.mark.parametrize("rule", WHEN)
def test_a_rule_comes_when_its_row_says(rule):
    events, expected = WHEN[rule]
    assert of_rule(rule, planned(events, THURSDAY)) == expected


@pytest.mark.parametrize(
    ("rule", "stop"), [(rule, stop) for rule, stops in STOPS.items() for stop in stops]
)
def test_a_rule_stops_when_its_row_says(rule, stop):
    events, _ = WHEN[rule]
    assert of_rule(rule, planned([*events, *stop], THURSDAY)) == {}


@pytest.mark.parametrize("rule", GOES_ON)
def test_a_rule_goes_on_after_what_its_row_does_not_name(rule):
    events, expected = WHEN[rule]
    assert of_rule(rule, planned([*events, *GOES_ON[rule]], THURSDAY)) == expected


@pytest.mark.parametrize("rule", STOPS)
def test_what_happens_to_another_stops_nothing(rule):
    events, expected = WHEN[rule]
    others = [
        dataclasses.replace(event, **{event.KIND: "another"})
        for stop in STOPS[rule]
        for event in stop
        if not isinstance(event, (e.RequestSent, e.Booked))
    ]
    plan = planned([*events, *others], THURSDAY)
    mine = [each for each in plan if each.of.subject.id != "another"]
    assert of_rule(rule, mine) == expected


def test_every_rule_is_held_against_its_row():
    assert [rule.code for rule in RULES] == [f"R{number}" for number in range(1, 19)]
    assert {rule.name for rule in RULES} == {*WHEN, "recharge"}
    # "Any touch" moves keep_warm on rather than ending it, and the weekly look back never stops.
    assert set(WHEN) - set(STOPS) == {"weekly"}
    for rule, stops in STOPS.items():
        named = {kind for each in RULES if each.name == rule for kind in each.stops}
        tried = {type(event) for stop in stops for event in stop} - {e.KeepWarm, e.Ended}
        assert tried <= {*named, e.Cancelled, e.Nudged}, rule
        # A talk that is called off ends what hangs on it without being what the row names.
        assert named - {e.Touched, e.Ended} <= {*tried, e.Nudged}, rule


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (lambda rule: any(step.on for step in rule.steps), "R4 R7 R8 R9 R12 R13"),
        (lambda rule: not rule.counted, "R6 R7 R9"),
        (lambda rule: rule.appointment, "R6 R7"),
        (lambda rule: rule.muted, "R1 R2 R3 R4 R5 R13 R14 R15"),
        (lambda rule: rule.line, "R10"),
        (lambda rule: rule.urgent, "R8"),
        (lambda rule: not rule.steps, "R16"),
    ],
    ids=["on at the start", "uncounted", "appointments", "muted", "a line", "urgent", "a window"],
)
def test_the_table_says_of_each_rule_what_the_design_does(said, codes):
    assert [rule.code for rule in RULES if said(rule)] == codes.split()


def test_only_the_ten_minutes_of_prepare_are_on_at_the_start():
    plan = planned([BOOKED], THURSDAY, switches={})
    assert of_rule("prepare", plan) == {1: "Tue 2026-11-24 13:50"}
    assert {each.of.rule for each in plan} == {"prepare", "capture", "thank", "reflect"}


def test_a_switch_turns_one_rule_or_one_step_on_or_off():
    plan = planned([BOOKED], THURSDAY, switches={"prepare_early": True, "thank": False})
    assert set(of_rule("prepare", plan)) == {0, 1}
    assert of_rule("thank", plan) == {}


def test_reflecting_is_a_line_on_today_unless_it_is_asked_for_as_a_notice():
    quiet = planned([BOOKED], THURSDAY, switches={})
    asked = planned([BOOKED], THURSDAY, switches={"reflect": True})
    assert of_rule("reflect", quiet) == of_rule("reflect", asked)
    assert [each.notify_at for each in quiet if each.of.rule == "reflect"] == [None]
    assert all(each.notify_at for each in asked if each.of.rule == "reflect")


def test_pages_are_those_of_the_subject_or_its_person():
    pages = {each.of.rule: each.page for each in planned([BOOKED, PROMISED, CAPTURED], THURSDAY)}
    assert pages["thank"] == "/interviews/talk/thank-you"
    assert pages["capture"] == "/interviews/talk/after"
    assert pages["promise"] == "/contacts/grace"
    assert not [page for page in pages.values() if "{" in page]


def test_nothing_is_planned_that_is_of_no_use_any_more():
    late = instant(TALK) + timedelta(days=40)
    assert planned([BOOKED, NAMED, PROMISED], late, switches={}) == ()


def test_a_date_without_time_is_a_day():
    promised = e.PromiseMade("promise", "grace", date(2026, 11, 25), at=NOW)
    assert of_rule("promise", planned([promised], THURSDAY)) == {0: "Wed 2026-11-25 09:00"}
