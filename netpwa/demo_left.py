"""What the demo's talks left: promises with a day, a lead, people to keep warm, good news."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.db.values import fresh_id
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.model import LeadDraft, PromiseDraft
from netpwa.followups.outcome_store import OutcomeStore
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.referral_store import ReferralStore
from netpwa.network.store import NetworkStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database

# Whom, who promised it, what, and in how many days.
PROMISES = (
    (2, "me", "Send the sketch of the square (demo)", 2),
    (5, "me", "Write down two questions on studios (demo)", -1),
    (2, "them", "To look for last year's reader (demo)", None),
)
LEAD = LeadDraft(
    "", "A summer post on street surveys (demo)", "Town of Example", "Assistant",
    "The head of planning", "yes",
)  # fmt: skip
WARM = ((0, "monthly"), (5, "quarterly"))
NEWS = "I chose housing for my last year (demo)"


def keep_up(db: Database, account_id: str, ids: list[str], zone: str, *, at: datetime) -> None:
    """Write it all down, for the people of the demo in the order of their list."""
    promises, today = PromiseStore(db, account_id), clock.to_local(at, zone).date()
    for person, owner, text, days in PROMISES:
        due_on = today + timedelta(days=days) if days is not None else None
        draft = PromiseDraft(fresh_id(), owner, text, due_on)
        promises.add(draft, contact_id=ids[person], at=at - timedelta(days=2))
    lead = LeadDraft(
        fresh_id(), LEAD.text, LEAD.organisation, LEAD.role, LEAD.whom, LEAD.may_use_name
    )
    # Chantal gave Félix's name, so the lead has come through both.
    names = ReferralStore(db, account_id)
    name_id = fresh_id()
    names.add(name_id, "Félix Gagnon (demo)", contact_id=ids[2], at=at - timedelta(days=40))
    names.set_became(name_id, ids[5])
    LeadStore(db, account_id).add(lead, contact_id=ids[5], at=at - timedelta(days=3))
    for person, how_often in WARM:
        NetworkStore(db, account_id).set_keep_warm(ids[person], how_often)
    OutcomeStore(db, account_id).log(fresh_id(), "path", NEWS, at=at)
