"""Work out again which reminders a conversation calls for, after anything about it changed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.accounts.store import AccountStore
from netpwa.errors import NotFoundError
from netpwa.followups.store import ThankYouStore
from netpwa.interviews.store import InterviewStore
from netpwa.reminders.model import PREPARE, TEST_LASTS, THANK, Slot, Talk, Wanted, wanted
from netpwa.reminders.store import DueStore, ReminderStore

if TYPE_CHECKING:
    from netpwa.db.port import Database
    from netpwa.interviews.model import Interview

RULES = (PREPARE, THANK)


def replan(db: Database, account_id: str, interview_id: str, *, at: datetime) -> None:
    """Plan, move or end the reminders of one conversation; call it in the change's transaction.

    Doing it again changes nothing. What would have been of use only before `at` is not planned.
    The start is worked out from the date and time agreed on, by today's edition of the zone rules.
    """
    zone = AccountStore(db, account_id).get().time_zone
    interview = InterviewStore(db, account_id).get(interview_id)
    thank_you = ThankYouStore(db, account_id).get(interview_id)
    starts = _start(interview)
    talk = Talk(
        clock.to_local(starts, zone),
        clock.to_local(starts + timedelta(minutes=interview.minutes), zone),
        clock.to_local(interview.held_at, zone) if interview.held_at else None,
        is_cancelled=interview.cancelled_at is not None,
        is_thanked=thank_you is not None and thank_you.sent_at is not None,
    )
    store = ReminderStore(db, account_id)
    slots = {each.rule: _slot(each, zone) for each in wanted(talk)}
    for rule in RULES:
        slot = slots.get(rule)
        if slot and slot.expires_at > at:
            store.plan(interview_id, rule, slot, at=at)
        else:
            store.end(interview_id, rule, "done" if talk.is_thanked else "superseded")


def replan_all(db: Database, account_id: str, *, at: datetime) -> None:
    """Plan anew for every conversation, as another home zone asks for."""
    store = InterviewStore(db, account_id)
    for interview in [*store.open(), *store.past()]:
        replan(db, account_id, interview.id, at=at)


def add_test(db: Database, account_id: str, test_id: str, *, at: datetime) -> None:
    """Add a test notice, due now."""
    zone = AccountStore(db, account_id).get().time_zone
    ReminderStore(db, account_id).add_test(
        test_id, Slot(clock.to_local(at, zone), zone, clock.TZDATA, at, at + TEST_LASTS)
    )


def retime(db: Database, *, at: datetime, limit: int = 96) -> int:
    """Plan again what was planned by an older edition of the zone rules; give how many were left.

    Call it in a transaction, and again until it gives 0: a long one would keep the web waiting.
    """
    store = DueStore(db)
    stale = store.by_other_rules(clock.TZDATA, limit=limit)
    for account_id, interview_id in stale:
        with suppress(NotFoundError):  # the person is in the bin
            replan(db, account_id, interview_id, at=at)
        store.mark_retimed(account_id, interview_id, clock.TZDATA)
    return len(stale)


def _slot(each: Wanted, zone: str) -> Slot:
    due_at = clock.to_instant(each.at.date(), each.at.time(), zone)
    return Slot(each.at, zone, clock.TZDATA, due_at, each.until)


def _start(interview: Interview) -> datetime:
    day, wall_time = interview.local_date, interview.local_time
    return clock.to_instant(
        date.fromisoformat(day), time.fromisoformat(wall_time), interview.time_zone
    )
