"""Work out again which reminders a conversation calls for, after anything about it changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.accounts.store import AccountStore
from netpwa.followups.store import ThankYouStore
from netpwa.interviews.store import InterviewStore
from netpwa.reminders.model import PREPARE, TEST_LASTS, THANK, Slot, Talk, wanted
from netpwa.reminders.store import DueStore, ReminderStore

if TYPE_CHECKING:
    from netpwa.db.port import Database

RULES = (PREPARE, THANK)


def replan(db: Database, account_id: str, interview_id: str, *, at: datetime) -> None:
    """Plan, move or end the reminders of one conversation; call it in the change's transaction.

    Doing it again changes nothing. What would have been of use only before `at` is not planned.
    """
    zone = AccountStore(db, account_id).get().time_zone
    interview = InterviewStore(db, account_id).get(interview_id)
    thank_you = ThankYouStore(db, account_id).get(interview_id)
    talk = Talk(
        _local(interview.starts_at, zone),
        _local(interview.ends_at, zone),
        _local(interview.held_at, zone) if interview.held_at else None,
        is_cancelled=interview.cancelled_at is not None,
        is_thanked=thank_you is not None and thank_you.sent_at is not None,
    )
    store = ReminderStore(db, account_id)
    slots = {each.rule: _slot(each.local_at, zone, each.lasts) for each in wanted(talk)}
    for rule in RULES:
        slot = slots.get(rule)
        if slot and slot.expires_at > at:
            store.plan(interview_id, rule, slot)
        else:
            store.end(interview_id, rule, "done" if talk.is_thanked else "superseded")


def add_test(db: Database, account_id: str, test_id: str, *, at: datetime) -> None:
    """Add a test notice, due now."""
    zone = AccountStore(db, account_id).get().time_zone
    local = _local(at, zone)
    ReminderStore(db, account_id).add_test(
        test_id, Slot(local, zone, clock.TZDATA, at, at + TEST_LASTS)
    )


def retime(db: Database) -> int:
    """Move every planned reminder that a new edition of the zone rules moves."""
    return DueStore(db).retime(
        clock.TZDATA, lambda local, zone: _instant(datetime.fromisoformat(local), zone)
    )


def _slot(local_at: datetime, zone: str, lasts: timedelta) -> Slot:
    due_at = _instant(local_at, zone)
    return Slot(local_at, zone, clock.TZDATA, due_at, due_at + lasts)


def _local(instant: datetime, zone: str) -> datetime:
    return clock.to_local(instant, zone).replace(tzinfo=None)


def _instant(local: datetime, zone: str) -> datetime:
    return clock.to_instant(local.date(), local.time(), zone)
