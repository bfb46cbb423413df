"""What the owner of one account wants to be careful about, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.errors import StaleError

if TYPE_CHECKING:
    from netpwa.db.port import Database


class BoundaryStore:
    """One note about each person. Only the brief and the page that changes it read it."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, contact_id: str) -> tuple[str, int]:
        """Read the note about somebody with its revision; empty when there is none."""
        row = self.db.one(
            "select text, rev from boundary_note"
            " where account_id = :account_id and contact_id = :id",
            {"account_id": self.account_id, "id": contact_id},
        )
        return (row["text"], row["rev"]) if row else ("", 0)

    def save(self, contact_id: str, text: str, rev: int) -> None:
        """Keep the note; StaleError when it was changed since `rev`."""
        changed = self.db.run(
            "insert into boundary_note (account_id, contact_id, text)"
            " values (:account_id, :id, :text) on conflict (account_id, contact_id)"
            " do update set text = excluded.text, rev = boundary_note.rev + 1"
            " where boundary_note.rev = :rev",
            {"account_id": self.account_id, "id": contact_id, "text": text, "rev": rev},
        )
        if not changed:
            raise StaleError
