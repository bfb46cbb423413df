"""How asking goes for somebody: the notes that are left, and a word when nobody answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.outreach.store import RequestStore
from netpwa.outreach.story_store import StoryStore
from netpwa.outreach.waiting import UNANSWERED_TOO_OFTEN, unanswered

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row
    from netpwa.outreach.model import Tally
    from netpwa.reminders.calendar import Calendar


@dataclass(frozen=True, slots=True)
class HardGoing:
    """What to say when two in a row went unanswered: one's own rate, and the easiest next step."""

    tally: Tally
    easiest: Row | None


def hard_going(db: Database, account_id: str, calendar: Calendar) -> HardGoing | None:
    """Say what helps when the latest requests went unanswered; None while there is no need."""
    store = RequestStore(db, account_id)
    if unanswered(store.latest(), calendar) < UNANSWERED_TOO_OFTEN:
        return None
    return HardGoing(store.tally(), store.easiest())


def notes_left(db: Database, account_id: str, zone: str, *, at: datetime) -> tuple[int, int]:
    """Count the LinkedIn notes of this month that are left, of how many."""
    local = clock.to_local(at, zone)
    first = (local - timedelta(days=local.day - 1)).replace(hour=0, minute=0, second=0)
    allowed = StoryStore(db, account_id).setting().notes_a_month
    return max(0, allowed - RequestStore(db, account_id).notes_sent(since=first)), allowed
