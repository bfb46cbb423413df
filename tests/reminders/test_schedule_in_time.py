"""How much work a plan is."""

import gc
import sys
from datetime import timedelta

from netpwa.reminders import events as e
from tests.reminders.imagined import november as at
from tests.reminders.imagined import planned

NOW = "2026-11-24 07:00"


def crowd(size):
    """Make a person of whom every one of so many contacts has four reminders open."""
    for number in range(size):
        who, then = f"c{number}", at("20 12:00") + number * timedelta(minutes=1)
        yield e.Captured(who, at=then)
        yield e.PromiseMade(who, who, None, at=then)
        yield e.RequestSent(who, who + "x", at=then)
        yield e.KeepWarm(who, "monthly", at=then)
        yield e.RechargeUntil(who, then + timedelta(minutes=30), at=then)


def calls_for(size):
    """Count the calls that a plan takes: what a busy machine does not change."""
    counted = 0

    def count(*_):
        nonlocal counted
        counted += 1

    events = list(crowd(size))
    gc.collect()
    sys.setprofile(count)
    try:
        plan = planned(events, NOW)
    finally:
        sys.setprofile(None)
    assert len(plan) > 4 * size
    return counted


def test_twice_the_reminders_are_planned_in_twice_the_work():
    assert calls_for(200) < 2.2 * calls_for(100)
