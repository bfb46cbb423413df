"""Keeping what was tapped in a call, and what follows from it elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from netpwa.interviews import booking, catching
from netpwa.interviews.call import CAPTURES, TICKS, call_of
from netpwa.interviews.call_store import CallStore
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.store import InterviewStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpwa.db.port import Database
    from netpwa.interviews.call import Call, Tap
    from netpwa.interviews.model import PlanItem


def record(db: Database, account_id: str, interview_id: str, tap: Tap, *, at: datetime) -> None:
    """Keep a tap, once; call it inside a write transaction.

    The checklist's ticks follow the call, and the end of the call marks it as held: with its own
    instant, which is earlier than `at` when the tap waited for a signal. What is caught becomes a
    promise, a lead, a name or a thing to look at; in a dry run nothing is meant in earnest.
    """
    store = InterviewStore(db, account_id)
    talk = store.get(interview_id)
    if not CallStore(db, account_id).add(interview_id, tap):
        return
    tapped_at = min(datetime.fromisoformat(tap.at).replace(microsecond=0), at)
    planned = {item.id for item in PlanStore(db, account_id).whole(interview_id)}
    if tap.kind in TICKS and tap.item_id in planned:
        state = standing(db, account_id, interview_id).states[tap.item_id]
        PlanStore(db, account_id).set_asked(
            interview_id, tap.item_id, tapped_at if state == "asked" else None
        )
    elif tap.kind in {"uncatch", *CAPTURES} and talk.kind != "dry_run":
        caught = [one.id for one in standing(db, account_id, interview_id).captures]
        catching.follow(db, account_id, talk, tap, is_there=tap.id in caught, at=tapped_at)
    elif tap.kind in {"end", "begin"}:
        _end_or_go_on(db, account_id, interview_id, at=tapped_at)


def _end_or_go_on(db: Database, account_id: str, interview_id: str, *, at: datetime) -> None:
    taps = CallStore(db, account_id).taps(interview_id)
    if standing(db, account_id, interview_id).ended_at is not None:
        booking.mark_held(db, account_id, interview_id, at=at)
    elif any(tap.kind == "end" for tap in taps):
        booking.reopen(db, account_id, interview_id)


def standing(
    db: Database, account_id: str, interview_id: str, plan: Sequence[PlanItem] | None = None
) -> Call:
    """Work out how a call stands; `plan` is given where somebody will read its words."""
    taps = CallStore(db, account_id).taps(interview_id)
    plan = plan or PlanStore(db, account_id).whole(interview_id)
    return call_of(plan, InterviewStore(db, account_id).get(interview_id).minutes, taps)
