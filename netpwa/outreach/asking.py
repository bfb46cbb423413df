"""What follows when a request was sent, repeated or answered: the two were in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import Touch
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.errors import NetpwaError, StaleError
from netpwa.outreach.channels import measure
from netpwa.outreach.model import TOUCH_OF
from netpwa.outreach.store import RequestStore
from netpwa.outreach.story_store import StoryStore
from netpwa.outreach.waiting import prospect

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.outreach.channels import Measure
    from netpwa.outreach.model import Request
    from netpwa.reminders.calendar import Calendar


class TooLongError(NetpwaError):
    """A LinkedIn note is longer than LinkedIn takes by now: Premium may have ended since."""

    def __init__(self, length: Measure) -> None:
        super().__init__(f"{length.excess} too many")
        self.length = length


class TooEarlyError(NetpwaError):
    """A polite reminder is not due before `due`."""

    def __init__(self, due: datetime) -> None:
        super().__init__(f"not before {due}")
        self.due = due


def send(db: Database, account_id: str, request_id: str, *, at: datetime) -> None:
    """Start the clock. Said twice it is said once; StaleError when something is missing by now.

    TooLongError when it cannot have gone as it stands.
    """
    store = RequestStore(db, account_id)
    request = store.get(request_id)
    setting = StoryStore(db, account_id).setting()
    length = measure(request.parts.channel, request.body, setting)
    if length and length.is_too_long and not request.sent_at:
        raise TooLongError(length)
    if store.mark_sent(request_id, at=at):
        _touch(db, account_id, request, at)
    elif not request.sent_at:
        raise StaleError


def nudge(db: Database, account_id: str, request_id: str, *, calendar: Calendar) -> None:
    """Note a polite reminder; StaleError when none is called for, TooEarlyError when not yet."""
    store = RequestStore(db, account_id)
    request = store.get(request_id)
    ahead = prospect(request, calendar)
    if ahead is None or ahead.nudge_at is None or not request.is_waiting:
        raise StaleError
    if calendar.at < ahead.nudge_at:
        raise TooEarlyError(ahead.nudge_at)
    if not store.mark_nudged(request_id, most=calendar.settings.nudges, at=calendar.at):
        raise StaleError
    _touch(db, account_id, request, calendar.at)


def answer(db: Database, account_id: str, request_id: str, reply: str, *, at: datetime) -> None:
    """Record what they answered; the first answer is a time that the two were in touch."""
    store = RequestStore(db, account_id)
    request = store.get(request_id)
    store.set_reply(request_id, reply, at=at)
    if request.reply is None:
        _touch(db, account_id, request, at)


def _touch(db: Database, account_id: str, request: Request, at: datetime) -> None:
    channel = request.parts.channel
    touch = Touch(fresh_id(), TOUCH_OF.get(channel, channel), at, "", None)
    ContactStore(db, account_id).add_touch(request.contact_id, touch)
