"""Whose turn it is to hear from one, and what follows when a word was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netpwa import clock
from netpwa.contacts.model import Touch
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.followups.outcome_store import OutcomeStore
from netpwa.followups.warm_store import WarmStore
from netpwa.reminders.calendar import Calendar
from netpwa.reminders.planning import settings_of
from netpwa.reminders.wants import MONTHS

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.followups.warm_store import Warm, Word


class Turn(NamedTuple):
    """Somebody to keep in touch with, and when it is their turn."""

    who: Warm
    due_at: datetime


def turns(db: Database, account_id: str, *, at: datetime) -> list[Turn]:
    """List whom one keeps in touch with, whoever is due first; it counts from the last touch."""
    calendar = Calendar(settings_of(db, account_id, at=at), at, clock.to_instant)
    found = [
        Turn(who, calendar.months_after(who.since, MONTHS[who.cadence]))
        for who in WarmStore(db, account_id).warm()
    ]
    return sorted(found, key=lambda turn: turn.due_at)


def unsettled(db: Database, account_id: str) -> list[Warm]:
    """List those one has talked with, of whom it is not settled how often to be in touch."""
    return WarmStore(db, account_id).unsettled()


def send_word(
    db: Database,
    account_id: str,
    word: Word,
    *,
    outcome_id: str | None = None,
    at: datetime,
) -> None:
    """Keep a word that was sent; the two were in touch, and of an outcome they know."""
    if not WarmStore(db, account_id).add_update(word, at=at):
        return
    touch = Touch(fresh_id(), "email", at, "", None)
    ContactStore(db, account_id).add_touch(word.contact_id, touch)
    if outcome_id:
        OutcomeStore(db, account_id).answer(outcome_id, word.contact_id, "thanked", at=at)
