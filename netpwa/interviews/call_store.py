"""What was tapped in one account's conversations, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.interviews.call import Tap

if TYPE_CHECKING:
    from netpwa.db.port import Database


class CallStore:
    """The taps of one account; they are added and never changed."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def taps(self, interview_id: str) -> list[Tap]:
        """List what was tapped in one conversation, in order."""
        rows = self.db.query(
            "select id, kind, item_id, text, detail, at from call_tap"
            " where account_id = :account_id and interview_id = :id order by at, id",
            {"account_id": self.account_id, "id": interview_id},
        )
        return [Tap(**row) for row in rows]

    def add(self, interview_id: str, tap: Tap) -> bool:
        """Keep a tap; False when it was here already."""
        added = self.db.run(
            "insert into call_tap (account_id, id, interview_id, kind, item_id, text, detail, at)"
            " values (:account_id, :id, :interview_id, :kind, :item_id, :text, :detail, :at)"
            " on conflict (account_id, id) do nothing",
            {
                "account_id": self.account_id,
                "id": tap.id,
                "interview_id": interview_id,
                "kind": tap.kind,
                "item_id": tap.item_id,
                "text": tap.text,
                "detail": tap.detail,
                "at": tap.at,
            },
        )
        return bool(added)
