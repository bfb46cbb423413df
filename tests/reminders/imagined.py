"""What the tests of the planner share: Toronto's wall clock, a plan with every rule on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.reminders import events as e
from netpwa.reminders.calendar import Calendar, Settings
from netpwa.reminders.marks import Identity
from netpwa.reminders.rules import RULES
from netpwa.reminders.schedule import plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netpwa.reminders.marks import Mark
    from netpwa.reminders.schedule import Planned

ZONE = "America/Toronto"
ALL_ON = {switch: True for rule in RULES for switch in (rule.name, "prepare_early")}
MINUTES = timedelta(minutes=1)


def instant(text: str, zone: str = ZONE) -> datetime:
    """Give the instant at which a clock shows this."""
    wall = datetime.fromisoformat(text)
    return clock.to_instant(wall.date(), wall.time(), zone)


def november(text: str) -> datetime:
    """Give an instant of November 2026, by its day and time."""
    return instant(f"2026-11-{text}")


def wall(at: datetime, zone: str = ZONE) -> str:
    """Show an instant on a clock."""
    return clock.to_local(at, zone).strftime("%a %Y-%m-%d %H:%M")


def planned(
    events: Iterable[e.Event], at: str | datetime, marks: Iterable[Mark] = (), **settings: object
) -> tuple[Planned, ...]:
    """Plan in Toronto, with every rule on unless it is said otherwise."""
    chosen = Settings(**{"zone": ZONE, "switches": ALL_ON, **settings})
    now = instant(at) if isinstance(at, str) else at
    return plan(events, chosen, now, clock.to_instant, marks)


def of_rule(rule: str, plan: Iterable[Planned]) -> dict[int, str]:
    """Give when each step of a rule is due; there must be one subject only."""
    found = [each for each in plan if each.of.rule == rule]
    assert len({each.of.subject for each in found}) <= 1
    return {each.of.step: wall(each.due_at) for each in found}


def notices(plan: Iterable[Planned]) -> dict[str, str]:
    """Give when the first notice of each rule and subject goes out."""
    found: dict[str, str] = {}
    for each in plan:
        if each.notify_at:
            found.setdefault(f"{each.of.rule} {each.of.subject.id}", wall(each.notify_at))
    return found


def identity(rule: str, kind: str, subject_id: str, step: int = 0) -> Identity:
    return Identity(rule, e.Subject(kind, subject_id), step)


def talk(starts: str, *, interview="talk", contact="grace", minutes=20, booked=None, zone=ZONE):
    """Book a conversation, five days before unless it is said otherwise."""
    start = instant(starts, zone)
    at = instant(booked, zone) if booked else start - timedelta(days=5)
    return e.Booked(interview, contact, start, start + minutes * MINUTES, at=at)


def promises(number: int, on: str, made: str) -> list[e.Event]:
    """Make promises that are due on one day."""
    day = datetime.fromisoformat(on).date()
    return [e.PromiseMade(f"p{n}", "grace", day, at=instant(made)) for n in range(number)]


def recharge(begins: str, ends: str, interview: str = "talk") -> e.RechargeUntil:
    """Ask for space, by days and times of November 2026."""
    return e.RechargeUntil(interview, november(ends), at=november(begins))


def calendar_of(at: str, **settings: object) -> Calendar:
    return Calendar(Settings(**{"zone": ZONE, **settings}), instant(at), clock.to_instant)
