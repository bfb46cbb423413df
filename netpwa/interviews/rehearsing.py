"""Beginning a dry run, and the pace that dry runs and calls have shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.db.values import fresh_id
from netpwa.interviews.call import call_of
from netpwa.interviews.model import InterviewDraft
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.rehearsal_store import RehearsalStore
from netpwa.interviews.store import InterviewStore
from netpwa.interviews.timing import measured, pace_of

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.interviews.model import Interview
    from netpwa.interviews.timing import Pace


def begin(
    db: Database,
    account_id: str,
    interview_id: str,
    dry_run: tuple[str, str, str],
    zone: str,
    *,
    at: datetime,
) -> None:
    """Begin a dry run of a talk now; call it inside a write transaction.

    `dry_run` gives its id, whom it is with, and by what mode. It has the talk's own questions.
    """
    dry_id, mentor_id, mode = dry_run
    store, plans = InterviewStore(db, account_id), PlanStore(db, account_id)
    talk = store.get(interview_id)
    local = clock.to_local(at, zone)
    draft = InterviewDraft(
        dry_id,
        mode,
        local.date(),
        local.time().replace(second=0, microsecond=0),
        zone,
        talk.minutes,
        "",
        kind="dry_run",
        pace=talk.pace,
    )
    store.create(mentor_id, draft, at, at=at)
    items = [replace(item, id=fresh_id(), asked_at=None) for item in plans.whole(interview_id)]
    plans.replace(dry_id, items)
    RehearsalStore(db, account_id).add(dry_id, interview_id)


def pace(db: Database, account_id: str) -> Pace | None:
    """Work out somebody's pace from the talks they had last; None while too little is known."""
    plans = PlanStore(db, account_id)
    parts: list[float] = []
    for interview_id, taps in RehearsalStore(db, account_id).recent_taps().items():
        plan = plans.whole(interview_id)
        parts += measured(call_of(plan, 0, taps))
    return pace_of(parts)


def pace_for(db: Database, account_id: str, talk: Interview) -> float:
    """Give the pace to reckon with now; what it was booked with while no better is known."""
    known = pace(db, account_id)
    return known.factor if known else talk.pace
