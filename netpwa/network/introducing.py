"""Taking an introduction a step on or back; asking and thanking somebody is being in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from netpwa.contacts.model import Touch
from netpwa.contacts.store import ContactStore
from netpwa.errors import StaleError
from netpwa.network.introduction_store import IntroductionStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.contacts.model import Contact
    from netpwa.db.port import Database

# In these its introducer is written to.
WRITTEN = frozenset({"asked", "thanked", "loop_closed"})
WAYS = ("email", "linkedin", "text", "phone", "in_person")


def usual_way(contact: Contact) -> str:
    """Give the way in which somebody is most likely written to, by what is known of them."""
    kinds = {point.kind for point in contact.points}
    has_profile = any("linkedin.com/" in point.value for point in contact.points)
    if "email" in kinds or not (has_profile or "phone" in kinds):
        return "email"
    return "linkedin" if has_profile else "text"


def take_to(
    db: Database,
    account_id: str,
    introduction_id: str,
    state: str,
    *,
    way: str = "email",
    at: datetime,
) -> None:
    """Bring an introduction to what came next, in a way of `WAYS`; said twice it is said once.

    StaleError when it does not follow from how it stands by now.
    """
    store = IntroductionStore(db, account_id)
    one = store.get(introduction_id)
    if state == one.state:
        return
    if state not in one.next_states:
        raise StaleError
    store.reach(introduction_id, state, at=at)
    if state in WRITTEN:
        touch = Touch(_touch_of(introduction_id, state), way, at, "", None)
        ContactStore(db, account_id).add_touch(one.introducer_id, touch)


def step_back(db: Database, account_id: str, introduction_id: str, *, of: str) -> None:
    """Take back the step that led to a state; twice is once, for then it stands elsewhere.

    Whoever was not written to after all was not in touch either.
    """
    store = IntroductionStore(db, account_id)
    one = store.get(introduction_id)
    if one.state == of and one.before:
        store.step_back(introduction_id, to=one.before)
        touch_id = _touch_of(introduction_id, of)
        ContactStore(db, account_id).remove_touch(one.introducer_id, touch_id)


def _touch_of(introduction_id: str, state: str) -> str:
    """Name the touch that a step makes, so that it is found again."""
    return str(uuid5(NAMESPACE_OID, f"{introduction_id} {state}"))
