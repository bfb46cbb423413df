"""What stands between somebody and oneself after the talks: promises, names, leads, things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpwa.followups.lead_store import LeadStore
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.resource_store import ResourceStore

if TYPE_CHECKING:
    from netpwa.db.port import Database
    from netpwa.followups.model import Lead, Promise, Referral, Resource


@dataclass(frozen=True, slots=True)
class Left:
    """What talks left; `came_by` are the names by which a person was found."""

    promises: list[Promise]
    names: list[Referral]
    leads: list[Lead]
    resources: list[Resource]
    came_by: list[Referral]

    @property
    def is_anything(self) -> bool:
        """True when there is something to show."""
        return bool(self.promises or self.names or self.leads or self.resources)


def left_by(db: Database, account_id: str, contact_id: str) -> Left:
    """Read what talks with somebody left."""
    return Left(
        PromiseStore(db, account_id).of_contact(contact_id),
        ReferralStore(db, account_id).of_contact(contact_id),
        LeadStore(db, account_id).of_contact(contact_id),
        ResourceStore(db, account_id).of_contact(contact_id),
        ReferralStore(db, account_id).that_became(contact_id),
    )


def left_in(db: Database, account_id: str, interview_id: str, contact_id: str) -> Left:
    """Read what one talk left."""
    return Left(
        PromiseStore(db, account_id).of_interview(interview_id),
        ReferralStore(db, account_id).of_interview(interview_id),
        LeadStore(db, account_id).of_interview(interview_id),
        ResourceStore(db, account_id).of_interview(interview_id),
        ReferralStore(db, account_id).that_became(contact_id),
    )
