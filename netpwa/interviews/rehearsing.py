"""Beginning a dry run, and the pace that dry runs and calls have shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.db.values import fresh_id
from netpwa.interviews.call import call_of
from netpwa.interviews.checklists import checklist_for
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.rehearsal_store import RehearsalStore
from netpwa.interviews.store import InterviewStore
from netpwa.interviews.timing import measured, pace_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.interviews.model import Interview, InterviewDraft
    from netpwa.interviews.timing import Pace

    Say = Callable[[str], str]


def begin(
    db: Database,
    account_id: str,
    interview_id: str,
    mentor_id: str,
    draft: InterviewDraft,
    *,
    say: Say,
    at: datetime,
) -> None:
    """Book a dry run of a talk, for now or ahead; call it inside a write transaction.

    It lasts as long as the talk and has its questions, not asked yet.
    """
    store, plans = InterviewStore(db, account_id), PlanStore(db, account_id)
    talk = store.get(interview_id)
    draft = replace(draft, minutes=talk.minutes, kind="dry_run", pace=talk.pace)
    starts = clock.to_instant(draft.local_date, draft.local_time, draft.time_zone)
    store.create(mentor_id, draft, starts, at=at)
    items = [replace(item, id=fresh_id(), asked_at=None) for item in plans.whole(interview_id)]
    plans.replace(draft.id, items)
    ready = [(moment, say(text)) for moment, text in checklist_for(draft.mode, draft.kind)]
    store.replace_checklist(draft.id, ready)
    RehearsalStore(db, account_id).add(draft.id, interview_id)


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
