"""Conversations that were had, for tests that look back."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from netpwa.db.port import write
from netpwa.followups.reflection import Reflection
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.interviews import booking
from tests.factories import AT, talk

if TYPE_CHECKING:
    from netpwa.db.port import Database


def had(db: Database, account_id: str, contact_id: str, **said: Any) -> str:
    """Let a talk have been had two weeks ago, and thought about; give its id."""
    draft = talk(day=date(2026, 11, 10), starts=time(10))
    with write(db):
        booking.book(db, account_id, contact_id, draft, say=str, at=AT - timedelta(days=20))
        booking.mark_held(db, account_id, draft.id, at=AT - timedelta(days=14))
        thought = Reflection(**{"answers": {"learned": "Harbours silt up"}, **said})
        ReflectionStore(db, account_id).save(draft.id, thought, at=AT - timedelta(days=14))
    return draft.id
