"""Taking an introduction a step on or back; asking and thanking somebody is being in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import Touch
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.errors import StaleError
from netpwa.network.introduction_store import IntroductionStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database

# In these its introducer is written to.
WRITTEN = frozenset({"asked", "thanked", "loop_closed"})


def take_to(
    db: Database, account_id: str, introduction_id: str, state: str, *, at: datetime
) -> None:
    """Bring an introduction to what came next; said twice it is said once.

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
        touch = Touch(fresh_id(), "email", at, "", None)
        ContactStore(db, account_id).add_touch(one.introducer_id, touch)


def step_back(db: Database, account_id: str, introduction_id: str, *, of: str) -> None:
    """Take back the step that led to a state; twice is once, for then it stands elsewhere."""
    store = IntroductionStore(db, account_id)
    one = store.get(introduction_id)
    if one.state == of and one.before:
        store.step_back(introduction_id, to=one.before)
