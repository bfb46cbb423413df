"""Taking up what a mentor suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.errors import NotFoundError
from netpwa.interviews.plan import is_last_of_ending
from netpwa.interviews.plan_checks import line_of
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.review import taken_up
from netpwa.interviews.review_store import ReviewStore

if TYPE_CHECKING:
    from netpwa.db.port import Database


def settle(db: Database, account_id: str, place: tuple[str, str, str], *, take_up: bool) -> None:
    """Take a suggestion up or leave it, once; call it inside a write transaction.

    `place` names the conversation, the list and its line. What was taken up stays so: the plan may
    have been changed by hand since.
    """
    interview_id, review_id, line_id = place
    store = ReviewStore(db, account_id)
    store.get(interview_id, review_id)
    line = next((each for each in store.lines(review_id) if each.id == line_id), None)
    if line is None:
        raise NotFoundError
    if line.settled == "taken" or not line.is_suggestion:
        return
    if line.plan_item_id in never_cut(db, account_id, interview_id) and line.verdict == "cut":
        take_up = False
    if store.settle(review_id, line_id, "taken" if take_up else "left") and take_up:
        plans = PlanStore(db, account_id)
        plans.arrange(interview_id, taken_up(plans.whole(interview_id), line))


def never_cut(db: Database, account_id: str, interview_id: str) -> set[str]:
    """Give the questions without which a plan would end badly."""
    lines = [line_of(item) for item in PlanStore(db, account_id).plan(interview_id)]
    return {line.key for line in lines if is_last_of_ending(line, lines)}
