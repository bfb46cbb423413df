"""What one account was told to look at, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.followups.model import Resource

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.followups.model import ResourceDraft

COLUMNS = """
select resource.id, resource.contact_id, contact.name as contact_name, resource.interview_id,
    resource.text, resource.at, resource.rev
from resource join contact on contact.account_id = resource.account_id
    and contact.id = resource.contact_id
where resource.account_id = :account_id and contact.deleted_at is null
"""
NEWEST_FIRST = " order by resource.at desc, resource.id desc limit :limit"
GET = COLUMNS + "and resource.id = :id"
ALL = COLUMNS + NEWEST_FIRST
OF_CONTACT = COLUMNS + "and resource.contact_id = :id" + NEWEST_FIRST
OF_INTERVIEW = COLUMNS + "and resource.interview_id = :id order by resource.at, resource.id"
MOST = 500


class ResourceStore:
    """Everything that was said to be worth a look."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, resource_id: str) -> Resource:
        """Read one of them."""
        row = self.db.one(GET, self._keys(resource_id))
        if row is None:
            raise NotFoundError
        return _resource(row)

    def all(self) -> list[Resource]:
        """List everything, the newest first."""
        values: dict[str, Value] = {"account_id": self.account_id, "limit": MOST}
        return [_resource(row) for row in self.db.query(ALL, values)]

    def of_contact(self, contact_id: str) -> list[Resource]:
        """List what somebody spoke of, the newest first."""
        rows = self.db.query(OF_CONTACT, self._keys(contact_id, limit=MOST))
        return [_resource(row) for row in rows]

    def of_interview(self, interview_id: str) -> list[Resource]:
        """List what was spoken of in a conversation, in order."""
        rows = self.db.query(OF_INTERVIEW, self._keys(interview_id))
        return [_resource(row) for row in rows]

    def add(
        self,
        draft: ResourceDraft,
        *,
        contact_id: str,
        interview_id: str | None = None,
        at: datetime,
    ) -> bool:
        """Keep one, once; RefusedError when there is no such person or conversation.

        Gives False when the id is taken.
        """
        added = self.db.run(
            "insert into resource (account_id, id, contact_id, interview_id, text, at)"
            " values (:account_id, :id, :contact_id, :interview_id, :text, :at)"
            " on conflict (account_id, id) do nothing",
            self._keys(
                draft.id,
                contact_id=contact_id,
                interview_id=interview_id,
                text=draft.text,
                at=to_text(at),
            ),
        )
        return bool(added)

    def update(self, draft: ResourceDraft, rev: int) -> None:
        """Word it anew; StaleError when `rev` is no longer the newest."""
        changed = self.db.run(
            "update resource set text = :text, rev = rev + 1"
            " where account_id = :account_id and id = :id and rev = :rev",
            self._keys(draft.id, text=draft.text, rev=rev),
        )
        if not changed:
            self.get(draft.id)
            raise StaleError

    def remove(self, resource_id: str) -> None:
        """Take away what was read, or written down by mistake."""
        changed = self.db.run(
            "delete from resource where account_id = :account_id and id = :id",
            self._keys(resource_id),
        )
        if not changed:
            raise NotFoundError

    def remove_unchanged(self, resource_id: str) -> None:
        """Take one away that nobody has worked on since; any other stays."""
        self.db.run(
            "delete from resource where account_id = :account_id and id = :id and rev = 1",
            self._keys(resource_id),
        )

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _resource(row: Row) -> Resource:
    return Resource(**{**row, "at": from_text(row["at"])})
