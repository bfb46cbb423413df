"""What follows from a name that was given: a contact in one tap, and thanks to whoever gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import ContactDraft, Touch, fold
from netpwa.contacts.reading.text import read
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.followups.referral_store import ReferralStore
from netpwa.network.model import Link
from netpwa.network.store import NetworkStore

if TYPE_CHECKING:
    from datetime import date, datetime

    from netpwa.db.port import Database
    from netpwa.followups.model import Referral

WELL_ENOUGH = 2


def become_contact(
    db: Database,
    account_id: str,
    referral_id: str,
    contact_id: str,
    *,
    through: str,
    today: date,
    at: datetime,
) -> None:
    """Make a contact of a name, one step away through whoever gave it; twice is once.

    Somebody of that name who is there already is not added again. `through` says where they were
    heard of.
    """
    store = ReferralStore(db, account_id)
    referral = store.get(referral_id)
    if referral.became_contact_id:
        return
    network = NetworkStore(db, account_id)
    draft = _draft(referral, contact_id, through, today)
    known_id = network.named(fold(draft.name), besides=referral.contact_id)
    if known_id is None:
        ContactStore(db, account_id).create(draft, at=at)
    store.set_became(referral_id, known_id or contact_id)
    # Whoever talks with me and vouches for somebody knows me.
    network.set_known(referral.contact_id, on=True)
    link = Link(
        referral_id, referral.contact_id, known_id or contact_id, "referred_me", WELL_ENOUGH
    )
    network.add_link(link, at=at)


def _draft(referral: Referral, contact_id: str, through: str, today: date) -> ContactDraft:
    """Read a name as the capture box would: "Jean Bartik, ENIAC" tells where she works, too.

    "Ana's colleague in housing" names nobody: it stays as it is until the name is known.
    """
    got = read(referral.name, today)
    if not _begins_with_a_name(referral.name, got.name):
        return ContactDraft(
            contact_id, referral.name, met_at=through, note=referral.note, captured=referral.name
        )
    return ContactDraft(
        contact_id,
        got.name or referral.name,
        title=got.title,
        organisation=got.organisation,
        met_at=through,
        points=got.points,
        note="\n".join(part for part in (got.note, referral.note) if part),
        captured=referral.name,
    )


def _begins_with_a_name(text: str, name: str) -> bool:
    ends = text[len(name) : len(name) + 2]
    return text.startswith(name) and name[:1].isupper() and ends not in {"'s", "\u2019s"}


def thank_giver(db: Database, account_id: str, referral_id: str, *, at: datetime) -> None:
    """Note that whoever gave a name was told of the talk; said twice it is said once."""
    store = ReferralStore(db, account_id)
    referral = store.get(referral_id)
    if referral.thanked_at:
        return
    store.set_thanked(referral_id, at=at)
    touch = Touch(fresh_id(), "email", at, "", None)
    ContactStore(db, account_id).add_touch(referral.contact_id, touch)
