"""What became of a reminder that was planned: told, put off, or done with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.reminders.events import Subject


class Identity(NamedTuple):
    """What stays the same of a reminder when it moves. `rule` is a rule's name, not its code."""

    rule: str
    subject: Subject
    step: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that was done with a reminder `at` an instant."""

    of: Identity
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Mark):
    """Its person said that it is done, or that they do not want it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed(Mark):
    """Its person put it off `until` an instant."""

    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified(Mark):
    """A notice of it went out: one of its own, or the digest that it was in.

    `counts` is what the plan said of that notice; within a digest only the digest's own does.
    """

    counts: bool
