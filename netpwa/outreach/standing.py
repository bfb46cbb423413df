"""How asking goes for somebody: the notes that are left, and a word when nobody answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.outreach.store import RequestStore
from netpwa.outreach.story_store import StoryStore
from netpwa.outreach.waiting import UNANSWERED_TOO_OFTEN, silences
from netpwa.reminders.calendar import Calendar
from netpwa.reminders.planning import settings_of

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row
    from netpwa.outreach.model import Tally


NEWS_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class HardGoing:
    """What to say when two in a row went unanswered: one's own rate, and the easiest next step.

    `is_news` is said for a week, and no longer once somebody else was asked: then one has gone on.
    """

    tally: Tally
    easiest: Row | None
    is_news: bool


def hard_going(db: Database, account_id: str, *, at: datetime) -> HardGoing | None:
    """Say what helps when the latest requests went unanswered; None while there is no need."""
    store = RequestStore(db, account_id)
    latest = store.latest()
    if sum(not one.reply for one in latest) < UNANSWERED_TOO_OFTEN:
        return None
    calendar = Calendar(settings_of(db, account_id, at=at), at, clock.to_instant)
    silent = silences(latest, calendar)
    if len(silent) < UNANSWERED_TOO_OFTEN:
        return None
    last = max(silent)
    has_gone_on = any(one.sent_at and one.sent_at > last for one in latest)
    is_news = not has_gone_on and at - last < NEWS_FOR
    return HardGoing(store.tally(), store.easiest(), is_news)


def notes_left(db: Database, account_id: str, zone: str, *, at: datetime) -> tuple[int, int]:
    """Count the LinkedIn notes of this month that are left, of how many."""
    local = clock.to_local(at, zone)
    first = (local - timedelta(days=local.day - 1)).replace(hour=0, minute=0, second=0)
    allowed = StoryStore(db, account_id).setting().notes_a_month
    return max(0, allowed - RequestStore(db, account_id).notes_sent(since=first)), allowed
