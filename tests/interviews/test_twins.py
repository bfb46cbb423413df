"""What a phone works out without a signal is what the server works out: the planner, the call."""

import json
import random
import subprocess
from dataclasses import asdict
from pathlib import Path

import playwright
import pytest

from netpwa.interviews.call import call_of
from netpwa.interviews.plan import fit
from tests.interviews.test_call import random_plan, random_taps
from tests.interviews.test_plan import a_case, keys

# The browsers' driver brings its own, the same on every machine.
NODE = Path(playwright.__file__).parent / "driver" / "node"
RUNNER = Path(__file__).with_name("twins.js")
FIT = """(box, lines, pace, used, asked) => {
  const found = PlanFit.fit(box, lines, { pace, used, asked: new Set(asked) });
  return [found.kept.map(([line, given]) => [line.key, given]), found.leftOut.map((one) => one.key),
          found.room];
}"""
CALL = """(plan, minutes, taps) => {
  const call = callOf(plan, minutes, taps);
  return [call.states, call.given, call.spent, call.minutes, call.startedAt, call.endedAt,
          currentOf(call)?.id ?? null, [...call.starred].sort(), call.answers,
          call.captures.map((tap) => tap.id)];
}"""


def on_the_phone(files, act, cases):
    told = json.dumps({"files": files, "act": act, "cases": cases})
    ran = subprocess.run([NODE, RUNNER], input=told, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def plans(seed, number):
    """Give cases as the planner's own test has them, also late, and in boxes of any size."""
    rng = random.Random(seed)  # noqa: S311  chance for a test
    for _ in range(number):
        box, lines, pace, used, asked = a_case(rng)
        if rng.random() < 0.3:
            box = rng.choice((5, 7.25, 61, 90, 120, box + rng.random()))
            used = rng.uniform(0, box + 2)
        rng.shuffle(lines) if rng.random() < 0.2 else None
        yield box, lines, pace, used, asked


@pytest.mark.property
def test_the_phone_fits_a_plan_exactly_as_the_server_does():
    cases = list(plans(44, 5000))
    told = [
        (box, [asdict(line) for line in lines], pace, used, sorted(asked))
        for box, lines, pace, used, asked in cases
    ]
    for (box, lines, pace, used, asked), found in zip(
        cases, on_the_phone(["plan-fit.js"], FIT, told), strict=True
    ):
        ours = fit(box, lines, pace=pace, used=used, asked=asked)
        kept = [[line.key, given] for line, given in ours.kept]
        assert found == [kept, keys(ours.left_out), ours.room], (box, keys(lines), pace, used)


@pytest.mark.property
def test_the_phone_works_out_the_same_call_as_the_server():
    rng = random.Random(8)  # noqa: S311  chance for a test
    cases = []
    for _ in range(2000):
        plan = random_plan(rng)
        cases.append((plan, rng.choice((10, 15, 20, 30)), random_taps(rng, plan, 40)))
    told = [(_plan(plan), minutes, _taps(taps)) for plan, minutes, taps in cases]
    found = on_the_phone(["plan-fit.js", "call-state.js"], CALL, told)
    for case, theirs in zip(cases, found, strict=True):
        call = call_of(*case)
        current = call.current.id if call.current else None
        caught = [tap.id for tap in call.captures]
        assert theirs == [
            call.states, call.given, call.spent, call.minutes, call.started_at, call.ended_at,
            current, sorted(call.starred), call.answers, caught,
        ]  # fmt: skip


def _plan(plan):
    return [{"id": i.id, "stage": i.stage, "minutes": i.minutes, "usual": i.usual, "must": i.must,
             "counts": i.counts, "rank": i.rank, "leftOut": i.is_left_out,
             "asked": i.asked_at is not None} for i in plan]  # fmt: skip


def _taps(taps):
    return [{"id": t.id, "kind": t.kind, "item": t.item_id, "text": t.text, "detail": t.detail,
             "at": t.at} for t in taps]  # fmt: skip
