"""The rules R1 to R18 as data, to be held against the table of PRODUCT.md D4.

`RULES` is that table; DESIGN.md section 8 says which are on at the start and which count. A rule's
own function is in wants.py: it gives what a rule wants for one subject, from its story alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from netpwa.reminders import events as e
from netpwa.reminders import wants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netpwa.reminders.calendar import Calendar
    from netpwa.reminders.stories import Story

Unit = Literal["minutes", "hours", "days", "business days", "cadence"]


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder of a rule: how long after what it counts from, and what turns it on.

    `switch` is its own name among the settings; without one, the rule's.
    """

    lag: float
    unit: Unit
    on: bool
    switch: str = ""

    @property
    def exact(self) -> timedelta:
        """The lag of a step that counts minutes or hours."""
        return timedelta(**{self.unit: self.lag})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the table.

    `name` is its name in rows and switches. `of` is the kind of subject that it is about, `page`
    what it opens: `{id}` is the subject's and `{contact}` the person's. `of_use` is how long a
    reminder is of use, from when it is due unless wants.py knows better. `stops` are the events
    that end it, beside its person's own "done".
    `counted`: its notices are among the three of a day. `appointment`: it stands by its talk, even
    in the quiet hours if the talk does. `muted`: it waits while somebody recharges. `urgent`: a
    digest would be too late for it. `apart`: "done" with one step says nothing of the next.
    `line`: switched off, it is still a line on Today.
    """

    code: str
    name: str
    of: str
    when: str
    steps: tuple[Step, ...]
    wants: Callable[[Rule, Story, Calendar], Iterable[wants.Wanted]]
    stops: tuple[type[e.Event], ...] = ()
    page: str = ""
    of_use: timedelta = timedelta(days=14)
    counted: bool = True
    appointment: bool = False
    muted: bool = False
    urgent: bool = False
    apart: bool = False
    line: bool = False

    def switch(self, step: int) -> tuple[str, bool]:
        """Give the name of a step's switch, and whether it is on at the start."""
        # A rule that goes round has one step for all its rounds.
        chosen = self.steps[min(step, len(self.steps) - 1)]
        return chosen.switch or self.name, chosen.on


RULES = (
    Rule(code="R1", name="research", of="contact", when="captured + 2 days, no notes",
         steps=(Step(2, "days", on=False),), wants=wants.research, muted=True,
         stops=(e.ResearchNoted, e.ResearchDismissed, e.RequestSent, e.Booked),
         page="/contacts/{id}"),
    Rule(code="R2", name="draft", of="request", when="draft unsent 24 h",
         steps=(Step(24, "hours", on=False),), wants=wants.draft, muted=True,
         stops=(e.RequestSent, e.DraftDropped), page="/requests/{id}"),
    Rule(code="R3", name="someone_else", of="request", when="sent + 3 business days, no reply",
         steps=(Step(3, "business days", on=False),), wants=wants.someone_else, muted=True,
         stops=(e.Replied, e.Booked, e.OtherContactAsked, e.Nudged, e.ClosedKindly),
         page="/requests/{id}"),
    Rule(code="R4", name="nudge", of="request", when="sent + 7 business days",
         steps=(Step(7, "business days", on=True), Step(7, "business days", on=True)),
         wants=wants.nudge, muted=True, page="/requests/{id}",
         stops=(e.Nudged, e.Replied, e.Booked, e.ClosedKindly)),
    Rule(code="R5", name="close", of="request", when="nudge + 10 business days",
         steps=(Step(10, "business days", on=False),), wants=wants.close, muted=True,
         stops=(e.ClosedKindly, e.Replied, e.Booked), page="/requests/{id}",
         of_use=timedelta(days=30)),
    Rule(code="R6", name="confirm", of="interview", when="10:00 the day before",
         steps=(Step(-1, "days", on=False),), wants=wants.confirm, counted=False, appointment=True,
         stops=(e.Confirmed, e.Ended, e.Cancelled), page="/interviews/{id}/confirm"),
    Rule(code="R7", name="prepare", of="interview", when="start - 60 min, then - 10 min",
         steps=(Step(-60, "minutes", on=False, switch="prepare_early"),
                Step(-10, "minutes", on=True)),
         wants=wants.prepare, counted=False, appointment=True, apart=True,
         stops=(e.BriefOpened, e.Ended, e.Cancelled), page="/interviews/{id}"),
    Rule(code="R8", name="capture", of="interview", when="planned end + 5 min, or at End tap",
         steps=(Step(5, "minutes", on=True),), wants=wants.capture, urgent=True,
         stops=(e.CapturedAfter, e.Cancelled), page="/interviews/{id}/after",
         of_use=timedelta(hours=24)),
    Rule(code="R9", name="thank", of="interview",
         when="end + 2 h (or 09:00 next day in quiet hours), again + 20 h, last + 48 h",
         steps=(Step(2, "hours", on=True), Step(20, "hours", on=True),
                Step(48, "hours", on=True)),
         wants=wants.thank, counted=False, stops=(e.Thanked, e.Cancelled),
         page="/interviews/{id}/thank-you", of_use=timedelta(hours=24)),
    Rule(code="R10", name="reflect", of="interview",
         when="19:30 same day, or 09:00 next day if it ended after 18:00",
         steps=(Step(0, "days", on=False),), wants=wants.reflect, line=True,
         stops=(e.Reflected, e.ReflectionSkipped, e.Cancelled), page="/interviews/{id}/reflection",
         of_use=timedelta(days=3)),
    Rule(code="R11", name="introducer", of="intro", when="end + 24 h if introduced",
         steps=(Step(24, "hours", on=False),), wants=wants.introducer,
         stops=(e.IntroducerThanked,), page="/introducers/{id}",
         of_use=timedelta(days=30)),
    Rule(code="R12", name="promise", of="promise", when="its date, else + 3 days",
         steps=(Step(3, "days", on=True),), wants=wants.promise, stops=(e.PromiseKept,),
         page="/contacts/{contact}", of_use=timedelta(days=30)),
    Rule(code="R13", name="referral", of="name",
         when="name received + 3 days, then + 10; hard line 14",
         steps=(Step(3, "days", on=True), Step(10, "days", on=True)), wants=wants.referral,
         muted=True, stops=(e.ReferralAsked, e.ReferralDropped), page="/names/{id}"),
    Rule(code="R14", name="used_advice", of="contact", when='+ 30 days if keep_warm is not "no"',
         steps=(Step(30, "days", on=False),), wants=wants.used_advice, muted=True,
         stops=(e.UpdateSent,), page="/contacts/{id}/word", of_use=timedelta(days=30)),
    Rule(code="R15", name="keep_warm", of="contact",
         when="monthly / quarterly / half-year from last touch",
         steps=(Step(1, "cadence", on=False),), wants=wants.keep_warm, muted=True, apart=True,
         stops=(e.Touched,), page="/contacts/{id}/word"),
    # R16 reminds of nothing: its windows are what the muted rules wait for (windows.py).
    Rule(code="R16", name="recharge", of="interview", when="window after a talk",
         steps=(), wants=wants.nothing, stops=(e.RechargeUntil,)),
    Rule(code="R17", name="weekly", of="account", when="Sunday 17:00, opt-in",
         steps=(Step(7, "days", on=False),), wants=wants.weekly, apart=True, page="/insights/week",
         of_use=timedelta(hours=24)),
    Rule(code="R18", name="outcome", of="outcome", when="user logs an outcome",
         steps=(Step(0, "hours", on=False),), wants=wants.outcome, stops=(e.HelpersThanked,),
         page="/outcomes/{id}", of_use=timedelta(days=30)),
)  # fmt: skip

# What gathers the notices of a day that are too many; its subject is the day.
DIGEST = Rule(code="", name="digest", of="day", when="more is due than a day's notices", steps=(),
              wants=wants.nothing, page="/today")  # fmt: skip
