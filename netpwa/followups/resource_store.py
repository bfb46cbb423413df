"""What one account was told to look at, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text, to_text
from netpwa.errors import NotFoundError
from netpwa.followups.model import Resource

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row


class ResourceStore:
    """Everything that was said to be worth a look."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def of_contact(self, contact_id: str) -> list[Resource]:
        """List what somebody spoke of, the newest first."""
        rows = self.db.query(
            "select id, contact_id, interview_id, text, at from resource"
            " where account_id = :account_id and contact_id = :id order by at desc, id desc",
            {"account_id": self.account_id, "id": contact_id},
        )
        return [_resource(row) for row in rows]

    def of_interview(self, interview_id: str) -> list[Resource]:
        """List what was spoken of in a conversation, in order."""
        rows = self.db.query(
            "select id, contact_id, interview_id, text, at from resource"
            " where account_id = :account_id and interview_id = :id order by at, id",
            {"account_id": self.account_id, "id": interview_id},
        )
        return [_resource(row) for row in rows]

    def add(
        self,
        resource_id: str,
        text: str,
        *,
        contact_id: str,
        interview_id: str | None = None,
        at: datetime,
    ) -> None:
        """Keep one, once; RefusedError when there is no such person or conversation."""
        self.db.run(
            "insert into resource (account_id, id, contact_id, interview_id, text, at)"
            " values (:account_id, :id, :contact_id, :interview_id, :text, :at)"
            " on conflict (account_id, id) do nothing",
            {
                "account_id": self.account_id,
                "id": resource_id,
                "contact_id": contact_id,
                "interview_id": interview_id,
                "text": text,
                "at": to_text(at),
            },
        )

    def remove(self, resource_id: str) -> None:
        """Take away what was written down by mistake."""
        changed = self.db.run(
            "delete from resource where account_id = :account_id and id = :id",
            {"account_id": self.account_id, "id": resource_id},
        )
        if not changed:
            raise NotFoundError

    def remove_unchanged(self, resource_id: str) -> None:
        """Take one away; nothing about it can have changed."""
        self.db.run(
            "delete from resource where account_id = :account_id and id = :id",
            {"account_id": self.account_id, "id": resource_id},
        )


def _resource(row: Row) -> Resource:
    return Resource(**{**row, "at": from_text(row["at"])})
