"""The one idea of each conversation, as it was kept while it was fresh, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import to_text
from netpwa.errors import StaleError

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database


class FreshNoteStore:
    """What one account kept in the sixty seconds after its conversations."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, interview_id: str) -> tuple[str, int] | None:
        """Read the idea of a conversation with its revision, if the sixty seconds were spent."""
        row = self.db.one(
            "select idea, rev from fresh_note where account_id = :account_id"
            " and interview_id = :id",
            {"account_id": self.account_id, "id": interview_id},
        )
        return (row["idea"], row["rev"]) if row else None

    def save(self, interview_id: str, idea: str, rev: int, *, at: datetime) -> None:
        """Keep the idea; StaleError when it was changed since `rev` (0: not there yet)."""
        changed = self.db.run(
            "insert into fresh_note (account_id, interview_id, idea, saved_at)"
            " values (:account_id, :id, :idea, :at)"
            " on conflict (account_id, interview_id) do update set idea = excluded.idea,"
            " rev = fresh_note.rev + 1 where fresh_note.rev = :rev",
            {
                "account_id": self.account_id,
                "id": interview_id,
                "idea": idea,
                "rev": rev,
                "at": to_text(at),
            },
        )
        if not changed:
            raise StaleError
