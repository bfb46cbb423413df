"""What follows when a request was sent, repeated or answered: the two were in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import Touch
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.errors import StaleError
from netpwa.outreach.model import TOUCH_OF
from netpwa.outreach.store import RequestStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.outreach.model import Request


def send(db: Database, account_id: str, request_id: str, *, at: datetime) -> None:
    """Start the clock. Said twice it is said once; StaleError when something is missing by now."""
    store = RequestStore(db, account_id)
    request = store.get(request_id)
    if store.mark_sent(request_id, at=at):
        _touch(db, account_id, request, at)
    elif not request.sent_at:
        raise StaleError


def nudge(db: Database, account_id: str, request_id: str, *, most: int, at: datetime) -> None:
    """Note a polite reminder; StaleError when none is called for any more."""
    store = RequestStore(db, account_id)
    request = store.get(request_id)
    if not store.mark_nudged(request_id, most=most, at=at):
        raise StaleError
    _touch(db, account_id, request, at)


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
