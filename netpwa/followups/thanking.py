"""Keeping a thank-you, and what follows when it has been sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import Touch
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.followups.store import ThankYouStore
from netpwa.interviews.store import InterviewStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.followups.model import ThankYouDraft


def keep(
    db: Database,
    account_id: str,
    interview_id: str,
    draft: ThankYouDraft,
    rev: int,
    *,
    is_sent: bool,
    at: datetime,
) -> None:
    """Keep a thank-you; when it was sent, the two were in touch."""
    store = ThankYouStore(db, account_id)
    before = store.get(interview_id)
    store.save(interview_id, draft, rev, sent_at=at if is_sent else None, at=at)
    if is_sent and not (before and before.sent_at):
        contact_id = InterviewStore(db, account_id).get(interview_id).contact_id
        touch = Touch(fresh_id(), "email", at, "", None)
        ContactStore(db, account_id).add_touch(contact_id, touch)
