"""Throwing one account's drafts away, and taking them back, in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_to_text
from netpwa.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Value

THROWN_AWAY = """
select request.id, request.intention, contact.name as contact_name, request.dropped_at
from request join contact on contact.account_id = request.account_id
    and contact.id = request.contact_id
where request.account_id = :account_id and contact.deleted_at is null
    and request.dropped_at is not null
order by request.dropped_at desc, request.id desc limit :limit
"""


@dataclass(frozen=True, slots=True)
class ThrownAway:
    """A draft in the bin."""

    id: str
    contact_name: str
    intention: str
    dropped_at: datetime


class DraftStore:
    """The drafts of one account that are thrown away, or taken back."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def whose(self, request_id: str) -> str:
        """Give the id of whom a request is for, even when it was thrown away."""
        row = self.db.one(
            "select request.contact_id from request join contact"
            " on contact.account_id = request.account_id and contact.id = request.contact_id"
            " where request.account_id = :account_id and request.id = :id"
            " and contact.deleted_at is null",
            self._keys(request_id),
        )
        if row is None:
            raise NotFoundError
        return str(row["contact_id"])

    def set_dropped(self, request_id: str, at: datetime | None) -> None:
        """Throw a draft away, or with None take it back; what was sent stays."""
        changed = self.db.run(
            "update request set dropped_at = :at where account_id = :account_id and id = :id"
            " and sent_at is null",
            self._keys(request_id, at=maybe_to_text(at)),
        )
        if not changed:
            raise NotFoundError

    def thrown_away(self, *, limit: int) -> list[ThrownAway]:
        """List the drafts in the bin, the last first; those of a person in the bin go with them."""
        rows = self.db.query(THROWN_AWAY, {"account_id": self.account_id, "limit": limit})
        return [ThrownAway(**{**row, "dropped_at": from_text(row["dropped_at"])}) for row in rows]

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}
