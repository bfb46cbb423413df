"""What talks leave, as a test may begin with it: promises, names, leads and good news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.model import LeadDraft, PromiseDraft, ResourceDraft
from netpwa.followups.outcome_store import OutcomeStore
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.resource_store import ResourceStore
from tests.factories import AT

if TYPE_CHECKING:
    from datetime import date, datetime

    from netpwa.db.port import Database


def promise(
    db: Database,
    account_id: str,
    contact_id: str,
    text: str = "Send the paper",
    owner: str = "me",
    due_on: date | None = None,
    at: datetime = AT,
) -> str:
    """Write a promise down and give its id."""
    draft = PromiseDraft(fresh_id(), owner, text, due_on)
    with write(db):
        PromiseStore(db, account_id).add(draft, contact_id=contact_id, at=at)
    return draft.id


def referral(
    db: Database,
    account_id: str,
    contact_id: str,
    name: str = "Jean Bartik",
    interview_id: str | None = None,
    at: datetime = AT,
) -> str:
    """Note a name that somebody gave and give its id."""
    referral_id = fresh_id()
    with write(db):
        ReferralStore(db, account_id).add(
            referral_id, name, contact_id=contact_id, interview_id=interview_id, at=at
        )
    return referral_id


def lead(db: Database, account_id: str, contact_id: str, text: str = "A post in Delft") -> str:
    """Note a lead and give its id."""
    draft = LeadDraft(fresh_id(), text)
    with write(db):
        LeadStore(db, account_id).add(draft, contact_id=contact_id, at=AT)
    return draft.id


def resource(db: Database, account_id: str, contact_id: str, text: str = "A book on maps") -> str:
    """Note something worth a look and give its id."""
    draft = ResourceDraft(fresh_id(), text)
    with write(db):
        ResourceStore(db, account_id).add(draft, contact_id=contact_id, at=AT)
    return draft.id


def outcome(db: Database, account_id: str, text: str = "A place at the institute") -> str:
    """Log good news and give its id."""
    outcome_id = fresh_id()
    with write(db):
        OutcomeStore(db, account_id).log(outcome_id, "job", text, at=AT)
    return outcome_id


def some_of_each(db: Database, account_id: str, contact_id: str) -> dict[str, str]:
    """Let a talk have left one of each; give their ids by the names that addresses use."""
    return {
        "promise_id": promise(db, account_id, contact_id),
        "referral_id": referral(db, account_id, contact_id),
        "lead_id": lead(db, account_id, contact_id),
        "resource_id": resource(db, account_id, contact_id),
        "outcome_id": outcome(db, account_id),
    }


LEAD = {"text": "A post in Delft", "may_use_name": "yes", "state": "open"}
# What to send to each route that writes about these.
BODIES: dict[str, dict[str, str]] = {
    "fresh.sixty_seconds": {
        "idea": "Clocks drift",
        "name": "Jean Bartik",
        "promise": "Send the paper",
        "owner": "me",
        "due_on": "2026-12-01",
        "name_id": "0192a000-0000-7000-8000-0000000000a1",
        "promise_id": "0192a000-0000-7000-8000-0000000000a2",
        "rev": "0",
    },
    "left.add_promise": {"text": "An introduction", "owner": "them"},
    "left.edit_promise": {"text": "Send both papers", "owner": "me", "rev": "1"},
    "left.set_promise_done": {"on": "1"},
    "left.remove_promise": {},
    "left.add_lead": LEAD,
    "left.edit_lead": {**LEAD, "rev": "1"},
    "left.remove_lead": {},
    "left.add_resource": {"text": "A book on clocks"},
    "left.edit_resource": {"text": "Two books on clocks", "rev": "1"},
    "left.remove_resource": {},
    "named.become_contact": {},
    "named.set_asked": {},
    "named.set_dropped": {"on": "1"},
    "named.thank_giver": {"takeaway": "that clocks drift", "then": "sent"},
    "warm.set_cadence": {"how_often": "quarterly"},
    "warm.write_word": {"carries": "update", "words": "I read it", "then": "sent"},
    "outcomes.log": {"kind": "job", "text": "A post at the observatory"},
    "outcomes.answer": {"answer": "thanked"},
    "outcomes.remove": {},
}
