"""Minutes in, sequence out: whatever the box, the bank, the pace and the moment."""

import random
from itertools import pairwise

import pytest

from netpwa.interviews.model import STAGES
from netpwa.interviews.plan import (
    BOXES,
    ENDING,
    MOST_QUESTIONS,
    QUARTERS,
    SHARED,
    THANKS,
    WHO_ELSE,
    Line,
    cost,
    fit,
    in_stages,
    most_questions,
    share,
    to_fill,
    trim,
)
from netpwa.interviews.starter_plans import KITS, starter_lines
from netpwa.interviews.starter_questions import STARTER_QUESTIONS

CASES = 100_000
BANK = [
    Line(str(q.code), q.stage, q.minutes, q.must, q.counts, rank)
    for rank, q in enumerate(STARTER_QUESTIONS)
    if q.stage in STAGES
]
IN_STAGES = in_stages(BANK, STAGES)
PLACES = {stage: place for place, stage in enumerate(STAGES)}
ENDS = {*ENDING}


def keys(lines):
    return [line.key for line in lines]


def a_case(rng):
    """Give a box, some of the bank, a pace, and how far the talk is."""
    box = rng.randint(10, 60)
    part = rng.random() ** 2
    lines = [line for line in IN_STAGES if rng.random() < part]
    pace = 1.0 if rng.random() < 0.5 else rng.uniform(0.5, 2.5)
    used, asked = 0.0, frozenset()
    if rng.random() < 0.3:
        used = rng.uniform(0, box - 0.5)
        asked = frozenset(keys(rng.sample(lines, int(rng.random() * len(lines)))))
    return box, lines, pace, used, asked


def faults(box, lines, pace, used, asked):
    """Name every promise that a plan breaks; none, one hopes."""
    found = fit(box, lines, pace=pace, used=used, asked=asked)
    kept = [line for line, _ in found.kept]
    minutes = [given * QUARTERS for _, given in found.kept]
    stages = {line.stage for line in lines}
    if found.planned > box - used:
        yield f"{found.planned} minutes in {box - used}"
    if found.spare < 0 or found.spare != found.room - found.planned:
        yield "the spare is wrong"
    if any(given < 1 or given % 1 for given in minutes):
        yield "no such minutes"
    if not {*(line.stage for line in kept), *(o.stage for o in lines if o.key in asked)} >= ENDS:
        yield "it ends badly"
    places = [PLACES[line.stage] for line in kept]
    if places != sorted(places):
        yield "the stages are out of order"
    added = {line.key for line in (WHO_ELSE, THANKS) if line.stage not in stages}
    here, waiting = keys(kept), [key for key in keys(lines) if key not in asked]
    if [key for key in here if key not in added] != [key for key in waiting if key in here]:
        yield "the order is not kept"
    if sorted([*here, *keys(found.left_out)]) != sorted([*waiting, *added]):
        yield "something is lost"
    costs = [cost(line, pace) for line in kept]
    if any(given > cost * 1.5 for given, cost in zip(minutes, costs, strict=True)):
        yield "a question is drawn out"
    yield from faults_of_musts(found, box, used, pace, [o for o in lines if o.key in asked])


def faults_of_musts(found, box, used, pace, asked):
    """Say when what must be asked gave way to what need not be."""
    room = int(int((box - used) * QUARTERS) * to_fill(box))
    kept = [line for line, _ in found.kept]
    firm = sum(cost(line, pace) for line in kept if line.must or line.stage in ENDS)
    whole = sum(cost(line, pace) for line in kept)
    is_full = sum(line.counts for line in [*kept, *asked]) >= most_questions(box)
    for line in found.left_out:
        if line.must and cost(line, pace) <= room - firm:
            yield "what must be asked gave way"
        if (
            line.must
            and -(-cost(line, pace) // 2) <= room - whole
            and not (line.counts and is_full)
        ):
            yield "what must be asked was not even shortened"


@pytest.mark.property
@pytest.mark.parametrize("seed", range(10))
def test_a_plan_keeps_all_its_promises_whatever_the_box_the_bank_and_the_moment(seed):
    rng = random.Random(seed)  # noqa: S311  chance for a test
    for _ in range(CASES // 10):
        case = a_case(rng)
        broken = list(faults(*case))
        assert broken == [], (case[0], keys(case[1]), *case[2:])


def test_these_promises_can_be_broken(monkeypatch):
    """A planner that forgets one of them is noticed."""

    def some_break(**changes):
        for name, value in changes.items():
            monkeypatch.setattr(f"netpwa.interviews.plan.{name}", value)
        rng = random.Random(1)  # noqa: S311  chance for a test
        found = {fault for _ in range(300) for fault in faults(*a_case(rng))}
        monkeypatch.undo()
        return found

    assert some_break() == set()
    assert "it ends badly" in some_break(_hold_the_ending=lambda *_: None)
    assert "something is lost" in some_break(WHO_ELSE=BANK[0])
    assert any("minutes in" in fault for fault in some_break(to_fill=lambda _: 1.3))


@pytest.mark.property
def test_what_is_left_of_a_plan_can_be_fitted_again_at_any_moment():
    """They gave me 15: time after time, the rest still fits, ends well, and keeps its order."""
    rng = random.Random(15)  # noqa: S311  chance for a test
    for _ in range(1000):
        box, lines, pace, _, _ = a_case(rng)
        asked, used = set(), 0.0
        while used < box - 1:
            found = fit(box, lines, pace=pace, used=used, asked=asked)
            assert found.planned <= box - used
            stages = {line.stage for line, _ in found.kept}
            assert stages | {o.stage for o in lines if o.key in asked} >= {*ENDING}
            if not found.kept:
                break
            line, minutes = found.kept[0]
            asked.add(line.key)
            lines = [*lines, line] if line.key not in keys(lines) else lines
            used += minutes * rng.uniform(0.5, 2)
            box = max(used + 0.5, box - rng.choice((0, 0, 5)))


@pytest.mark.parametrize("box", [10, 15, 20, 25, 30, 45])
def test_with_the_whole_bank_at_hand_the_time_is_used_but_for_its_spare(box):
    found = fit(box, IN_STAGES)
    assert box * to_fill(box) - 1.5 <= found.planned <= box * to_fill(box)
    assert sum(line.counts for line, _ in found.kept) <= max(most_questions(box), 6)


def test_a_box_between_two_of_the_table_has_shares_between_theirs():
    for stage in SHARED:
        shares = [share(stage, box) for box in range(10, 61)]
        assert shares == sorted(shares)
        assert share(stage, 20) <= share(stage, 22) <= share(stage, 25)
    assert share("trends", 35) == pytest.approx(7)
    for low, high in pairwise(BOXES):
        assert to_fill(low) * low < to_fill(high) * high


def test_somebody_who_needs_longer_is_given_longer_and_asks_less():
    usual, slow = fit(20, IN_STAGES), fit(20, IN_STAGES, pace=1.6)
    assert len(slow.kept) < len(usual.kept)
    journey = [{line.key: minutes for line, minutes in found.kept}["j1"] for found in (usual, slow)]
    assert journey[1] > journey[0]


@pytest.mark.parametrize("pace", [1, 1.6, 2.2])
@pytest.mark.parametrize("box", [10, 15, 20])
@pytest.mark.parametrize("kit", KITS)
def test_whoever_is_slow_still_asks_how_they_got_there_before_greeting_twice(kit, box, pace):
    lines = [
        Line(str(q.code), q.stage, q.minutes, q.must, q.counts, rank)
        for rank, q in enumerate(starter_lines(kit))
    ]
    kept = [line.stage for line, _ in fit(box, in_stages(lines, STAGES), pace=pace).kept]
    assert {"hello", "journey", "role", "referral", "thanks"} <= {*kept}


@pytest.mark.parametrize(("used", "ending"), [
    (19.3, [0.25, 0.25]), (19.5, [0.25, 0.25]), (19.7, [0.25, 0]), (20, [0, 0]), (25, [0, 0])
])  # fmt: skip
def test_when_the_time_is_all_but_gone_the_ending_has_what_there_is(used, ending):
    found = fit(20, IN_STAGES, used=used)
    assert [line.stage for line, _ in found.kept] == [*ENDING]
    assert [minutes for _, minutes in found.kept] == ending
    assert found.planned <= max(0, 20 - used)


def test_an_hour_and_more_is_filled_as_an_hour_is():
    assert to_fill(90) == to_fill(60)


def test_an_order_of_ones_own_is_kept():
    mine = [Line("b", "trends", 3), Line("a", "journey", 3, must=True), WHO_ELSE, THANKS]
    assert keys(line for line, _ in fit(30, mine).kept) == ["b", "a", "f1", "g1"]


def test_trimming_drops_what_need_not_be_asked_the_last_in_rank_first():
    lines = [Line("must", "role", 5, must=True, rank=9), Line("good", "role", 4, rank=1),
             Line("less", "role", 4, rank=2), Line("who", "referral", 2, rank=8),
             Line("other", "referral", 1, rank=7), Line("thanks", "thanks", 1, rank=9)]  # fmt: skip
    planned = [(line, line.usual) for line in lines]
    assert trim(17, planned) == []
    assert keys(trim(15, planned)) == ["who"]
    assert keys(trim(12, planned)) == ["who", "less"]
    assert keys(trim(1, planned)) == ["who", "less", "good"], "one of each ending stays"


def test_the_number_of_questions_grows_with_the_time_but_stays_a_talk():
    assert [most_questions(box) for box in (10, 15, 20, 25, 30, 45, 60)] == [4, 5, 6, 8, 9, 10, 10]
    assert max(most_questions(box) for box in range(10, 61)) == MOST_QUESTIONS
