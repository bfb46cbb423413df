"""How a call stands, from its taps alone."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from netpwa.interviews.call import MINUTE, Tap, call_of
from netpwa.interviews.model import STAGES, PlanItem
from netpwa.interviews.plan import ENDING, fit
from netpwa.interviews.plan_checks import line_of

START = datetime(2026, 11, 25, 14, tzinfo=UTC)


def item(name, stage="role", minutes=3, *, must=False):
    return PlanItem(name, stage, f"{name}?", minutes, must, None, usual=minutes)


PLAN = [
    item("hello", "hello", 1, must=True),
    item("road", "journey", 4, must=True),
    item("week", "role", 4, must=True),
    item("extra", "role", 3),
    item("next", "trends", 4),
    item("who", "referral", 1.5, must=True),
    item("thanks", "thanks", 1, must=True),
]


def tap(second, kind, about="", text="", detail=""):
    at = (START + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return Tap(f"id-{second:06}-{kind}", kind, about, text, detail, at)


def at(second):
    return round((START + timedelta(seconds=second)).timestamp() * 1000)


def test_the_clock_runs_from_the_first_tap_and_stops_with_the_last():
    call = call_of(PLAN, 20, [tap(0, "begin"), tap(300, "asked", "hello")])
    assert (call.elapsed(at(360)), call.left(at(360))) == (360_000, 14 * 60_000)
    ended = call_of(PLAN, 20, [tap(0, "begin"), tap(900, "end")])
    assert ended.elapsed(at(5000)) == 900_000


def test_each_question_has_the_time_for_which_it_was_on_the_screen():
    taps = [tap(0, "begin"), tap(60, "asked", "hello"), tap(100, "show", "extra"),
            tap(220, "asked", "extra"), tap(250, "skipped", "road")]  # fmt: skip
    assert call_of(PLAN, 20, taps).spent == {"hello": 60_000, "road": 70_000, "extra": 120_000}


def test_undo_puts_a_question_back_on_the_screen():
    call = call_of(PLAN, 20, [tap(0, "asked", "hello"), tap(2, "open", "hello")])
    assert call.current.id == "hello"


def test_the_checklists_ticks_count_until_the_call_says_otherwise():
    ticked = [replace(PLAN[0], asked_at=START), *PLAN[1:]]
    assert call_of(ticked, 20, []).current.id == "road"
    assert call_of(ticked, 20, [tap(3, "open", "hello")]).current.id == "hello"


def left_of(call):
    return {name for name, state in call.states.items() if state == "left"}


def rest(call, name):
    """Give the minutes that a question has still, after those it took."""
    return call.given[name] - call.spent.get(name, 0) / MINUTE


def test_a_cut_to_15_is_fitted_as_a_plan_is_with_the_musts_and_the_ending_and_says_what_goes():
    told = [tap(0, "begin"), tap(200, "asked", "hello"), tap(201, "minutes", "", "15")]
    call = call_of(PLAN, 20, told)
    assert left_of(call) == {"extra", "next"}
    found = fit(15, [line_of(each) for each in PLAN], used=201 / 60, asked={"hello"})
    assert {line.key for line, _ in found.kept} == {"road", "week", "who", "thanks"}
    later = call_of(PLAN, 20, [*told, tap(400, "minutes", "", "45")])
    assert "left" not in later.states.values()


def test_a_cut_reckons_with_the_pace_that_came_with_it():
    told = [tap(0, "begin"), tap(200, "asked", "hello")]
    usual = call_of(PLAN, 30, [*told, tap(201, "minutes", "", "20", "100")])
    slow = call_of(PLAN, 30, [*told, tap(201, "minutes", "", "20", "180")])
    assert left_of(usual) < left_of(slow)
    assert call_of(PLAN, 30, [*told, tap(201, "minutes", "", "20", "x")]) == replace(usual)


def test_the_question_on_the_screen_stays_and_has_what_it_took_and_what_it_still_needs():
    told = [tap(0, "begin"), tap(30, "show", "extra"), tap(120, "minutes", "", "10")]
    call = call_of(PLAN, 20, told)
    assert (call.current.id, call.states["extra"]) == ("extra", "open")
    assert call.given["extra"] > 1.5
    late = call_of(PLAN, 20, [*told[:2], tap(1000, "minutes", "", "10")])
    assert late.current.id == "extra"
    assert [name for name, state in late.states.items() if state == "open"] == [
        "extra", "who", "thanks"]  # fmt: skip
    assert [rest(late, name) for name in ("extra", "who", "thanks")] == [0, 0, 0]


def test_more_time_brings_back_what_the_plan_had_left_out_and_a_cut_does_not():
    plan = [*PLAN[:4], replace(item("spare", "role", 2), is_left_out=True), *PLAN[4:]]
    assert call_of(plan, 20, []).states["spare"] == "left"
    told = [tap(0, "begin"), tap(10, "asked", "hello")]
    cut = call_of(plan, 20, [*told, tap(11, "minutes", "", "15")])
    assert cut.states["spare"] == "left"
    more = call_of(plan, 20, [*told, tap(11, "minutes", "", "30")])
    assert (more.states["spare"], left_of(more)) == ("open", set())
    chosen = call_of(plan, 20, [*told, tap(11, "open", "spare")])
    assert chosen.current.id == "spare", "and it can be asked at any moment"


def test_close_leads_to_the_referral_and_five_more_minutes_bring_the_rest_back():
    closing = [tap(0, "begin"), tap(60, "close")]
    call = call_of(PLAN, 20, closing)
    assert (call.is_closing, call.current.id, call.following.id) == (True, "who", "thanks")
    assert call_of(PLAN, 20, [*closing, tap(61, "minutes", "", "25")]).current.id == "hello"


def test_what_was_caught_is_taken_back_by_its_id():
    caught = [tap(1, "name", "", "Ana"), tap(2, "lead", "", "Delft")]
    call = call_of(PLAN, 20, [*caught, tap(3, "uncatch", caught[0].id)])
    assert [one.text for one in call.captures] == ["Delft"]


@pytest.mark.property
@pytest.mark.parametrize("seed", range(400))
def test_however_much_is_tapped_a_cut_keeps_the_planners_promises(seed):
    rng = random.Random(seed)  # noqa: S311  chance for a test
    plan = random_plan(rng)
    taps = random_taps(rng, plan)
    length = rng.choice((10, 15, 20, 40))
    second = taps[-1].instant // 1000 - START.timestamp() + 1 if taps else 1
    cut = tap(int(second), "minutes", "", str(length), rng.choice(("", "130", "75")))
    before = call_of(plan, 30, taps)
    call = call_of(plan, 30, [*taps, cut])
    now = before.current
    kept = [each.id for each in plan if call.states[each.id] == "open"]
    rests = [rest(call, name) for name in kept]
    assert sum(rests) <= max(0, call.left(cut.instant) / MINUTE) + 1e-9, "it never exceeds the time"
    assert all(one >= -1e-9 for one in rests)
    for stage in ENDING:
        of_it = [call.states[each.id] for each in plan if each.stage == stage]
        assert {"open", "asked", "skipped"} & {*of_it}, "it ends well"
    assert now is None or before.is_closing or call.current is now, "nobody is interrupted"
    done = {name for name, state in before.states.items() if state in {"asked", "skipped"}}
    assert done == {n for n, state in call.states.items() if state in {"asked", "skipped"}}
    assert call_of(plan, 30, [cut, *reversed(taps)]) == call, "the order of arrival means nothing"


def random_plan(rng):
    """Give a plan of any length, with its ending, which somebody may not have marked as a must."""
    middle = [
        replace(
            item(f"q{n}", rng.choice(STAGES[:7]), rng.choice((0.5, 2, 3.25)),
                 must=rng.random() < 0.4),
            usual=rng.choice((0.5, 2, 3, 4.75)), rank=rng.randrange(12),
            counts=rng.random() < 0.8, is_left_out=rng.random() < 0.2,
            asked_at=START if rng.random() < 0.1 else None,
        )
        for n in range(rng.randrange(1, 14))
    ]  # fmt: skip
    is_must = rng.random() < 0.7
    return [*middle, *(replace(item, must=is_must) for item in PLAN[-2:])]


def random_taps(rng, plan, most=25):
    """Give taps as somebody in a hurry might make them; some name a question that is gone."""
    kinds = ("begin", "asked", "asked", "skipped", "open", "show", "star", "unstar", "answer",
             "minutes", "close", "end", "name", "they_promised", "uncatch")  # fmt: skip
    second = 0
    taps = []
    for _ in range(rng.randrange(most)):
        second += rng.randrange(1, 90)
        kind = rng.choice(kinds)
        text = rng.choice(("15", "20", "5", "900", "x")) if kind == "minutes" else "said"
        about = [one.id for one in taps] if kind == "uncatch" else [i.id for i in plan]
        pace = rng.choice(("", "100", "135", "60", "00", "x")) if kind == "minutes" else ""
        taps.append(tap(second, kind, rng.choice([*about, "gone"]), text, pace))
    return taps
