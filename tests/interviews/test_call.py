"""How a call stands, from its taps alone."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from netpwa.interviews.call import ENDING, Tap, call_of
from netpwa.interviews.model import STAGES, PlanItem

START = datetime(2026, 11, 25, 14, tzinfo=UTC)


def item(name, stage="role", minutes=3, *, must=False):
    return PlanItem(name, stage, f"{name}?", minutes, must, None)


PLAN = [
    item("hello", "hello", 1, must=True),
    item("road", "journey", 4, must=True),
    item("week", "role", 4, must=True),
    item("extra", "role", 3),
    item("next", "trends", 4),
    item("who", "referral", 1.5, must=True),
    item("thanks", "thanks", 1, must=True),
]


def tap(second, kind, about="", text=""):
    at = (START + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return Tap(f"id-{second:06}-{kind}", kind, about, text, "", at)


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


def test_a_cut_to_15_keeps_the_musts_and_how_to_end_and_leaves_out_the_rest():
    call = call_of(PLAN, 20, [tap(0, "begin"), tap(200, "asked", "hello"),
                              tap(201, "minutes", "", "15")])  # fmt: skip
    assert {name for name, state in call.states.items() if state == "left"} == {"extra", "next"}
    later = [tap(0, "begin"), tap(200, "asked", "hello"), tap(201, "minutes", "", "15"),
             tap(400, "minutes", "", "45")]  # fmt: skip
    assert "left" not in call_of(PLAN, 20, later).states.values()


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
@pytest.mark.parametrize("seed", range(200))
def test_however_much_is_tapped_the_ending_stays_and_the_rest_fits(seed):
    rng = random.Random(seed)  # noqa: S311  chance for a test
    plan = random_plan(rng)
    taps = random_taps(rng, plan)
    length = rng.choice((10, 15, 20))
    second = taps[-1].instant // 1000 - START.timestamp() + 1 if taps else 1
    cut = tap(int(second), "minutes", "", str(length))
    before = call_of(plan, 30, taps)
    call = call_of(plan, 30, [*taps, cut])
    ends = {i.id for i in plan if i.stage in ENDING}
    assert all(call.states[i] != "left" for i in ends)
    now = before.current
    kept = [i for i in plan if call.states[i.id] == "open" and i.id not in ends and i != now]
    cost = sum(max(0, i.minutes * 60_000 - call.spent.get(i.id, 0)) for i in kept)
    assert cost <= max(0, call.left(cut.instant))
    assert call_of(plan, 30, [cut, *reversed(taps)]) == call, "the order of arrival means nothing"


def random_plan(rng):
    """Give a plan of any length, with its ending, which somebody may not have marked as a must."""
    middle = [
        item(f"q{n}", rng.choice(STAGES[:7]), rng.choice((0.5, 2, 3.25)), must=rng.random() < 0.4)
        for n in range(rng.randrange(1, 14))
    ]
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
        taps.append(tap(second, kind, rng.choice([*about, "gone"]), text))
    return taps
