"""What a mentor has to do with it: lists to look at, dry runs, and the warm-up ladder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.clock import to_local
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.interviews import rehearsing
from netpwa.interviews.model import InterviewDraft
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.rehearsal_store import LadderStore
from netpwa.interviews.review import ReviewDraft, ReviewLine
from netpwa.interviews.review_store import ReviewLinkStore, ReviewStore
from tests.factories import AT, ZONE

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database


def review(
    db: Database,
    account_id: str,
    interview_id: str,
    token: str | None = None,
    at: datetime = AT,
    mentor_id: str | None = None,
) -> str:
    """Have the plan of a talk reviewed under a link's secret, and give the review's id."""
    review_id = fresh_id()
    plan = PlanStore(db, account_id).plan(interview_id)
    lines = tuple(ReviewLine(fresh_id(), i.id, i.stage, i.text, i.minutes) for i in plan)
    draft = ReviewDraft(review_id, "a planner", "Is it too long?", mentor_id, lines)
    with write(db):
        store = ReviewStore(db, account_id)
        store.add(interview_id, draft, token or f"secret-of-{account_id}", at=at)
    return review_id


def dry_run(
    db: Database, account_id: str, interview_id: str, mentor_id: str, at: datetime = AT
) -> str:
    """Begin a dry run of a talk and give its id."""
    dry_id = fresh_id()
    local = to_local(at, ZONE)
    draft = InterviewDraft(dry_id, "video", local.date(), local.time(), ZONE, 0, "")
    with write(db):
        rehearsing.begin(db, account_id, interview_id, mentor_id, draft, say=str, at=at)
    return dry_id


def step(db: Database, account_id: str, rung: str = "peer", at: datetime = AT) -> str:
    """Note a step of the warm-up ladder and give its id."""
    step_id = fresh_id()
    with write(db):
        LadderStore(db, account_id).add(step_id, rung, "", at=at)
    return step_id


def suggestion(db: Database, token: str, at: datetime = AT) -> str:
    """Let a mentor reword the first question of a list, and give the line's id."""
    store = ReviewLinkStore(db)
    review = store.find(token)
    line = replace(store.lines(review)[0], verdict="reword", wording="And how are you?")
    with write(db):
        store.answer(review, review.rev, "A good list.", [line], at=at)
    return line.id
