"""What is caught in a call becomes a promise, a lead, a name or a thing to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.model import MAY_USE_NAME, LeadDraft, PromiseDraft, ResourceDraft
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.promised import promised_day
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.resource_store import ResourceStore
from netpwa.outreach.store import RequestStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.interviews.call import Tap
    from netpwa.interviews.model import Interview

OWNERS = {"i_promised": "me", "they_promised": "them"}
LONGEST_NAME = 200


def follow(
    db: Database, account_id: str, talk: Interview, tap: Tap, *, is_there: bool, at: datetime
) -> None:
    """Keep what a capture was of, or take back what one was of; call it once for each tap.

    The row has the tap's own id. `is_there` says that the capture was not taken back meanwhile.
    """
    if tap.kind == "uncatch":
        _take_back(db, account_id, tap.item_id)
    elif is_there and tap.text.strip():
        _keep(db, account_id, talk, tap, at)


def _keep(db: Database, account_id: str, talk: Interview, tap: Tap, at: datetime) -> None:
    who, text = talk.contact_id, tap.text.strip()
    if tap.kind in OWNERS:
        day = promised_day(text, clock.to_local(at, talk.time_zone).date())
        promise = PromiseDraft(tap.id, OWNERS[tap.kind], text, day)
        PromiseStore(db, account_id).add(promise, contact_id=who, interview_id=talk.id, at=at)
    elif tap.kind == "lead":
        may = tap.detail if tap.detail in MAY_USE_NAME else "not_asked"
        lead = LeadDraft(tap.id, text, may_use_name=may)
        LeadStore(db, account_id).add(lead, contact_id=who, interview_id=talk.id, at=at)
        if tap.detail:  # from the card for when they speak of a job
            RequestStore(db, account_id).set_raised_jobs(who, is_on=True, at=at)
    elif tap.kind == "name":
        name, note = text[:LONGEST_NAME], text[LONGEST_NAME:]
        ReferralStore(db, account_id).add(
            tap.id, name, contact_id=who, interview_id=talk.id, note=note, at=at
        )
    elif tap.kind == "resource":
        resource = ResourceDraft(tap.id, text)
        ResourceStore(db, account_id).add(resource, contact_id=who, interview_id=talk.id, at=at)


def _take_back(db: Database, account_id: str, capture_id: str) -> None:
    """Take the row of a capture away, unless somebody has worked on it since."""
    for store in (PromiseStore, LeadStore, ReferralStore, ResourceStore):
        store(db, account_id).remove_unchanged(capture_id)
