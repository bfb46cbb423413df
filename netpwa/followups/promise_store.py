"""One account's promises, given and received, in the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, maybe_to_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.followups.model import Promise

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.followups.model import PromiseDraft

COLUMNS = """
select promise.id, promise.contact_id, contact.name as contact_name, promise.interview_id,
    promise.owner, promise.text, promise.due_on, promise.made_at, promise.done_at, promise.rev
from promise join contact on contact.account_id = promise.account_id
    and contact.id = promise.contact_id
where promise.account_id = :account_id and contact.deleted_at is null
"""
GET = COLUMNS + "and promise.id = :id"
OPEN_FIRST = (
    " order by promise.done_at is not null, coalesce(promise.due_on, '9999'), promise.done_at desc,"
    " promise.made_at, promise.id limit :limit"
)
ALL = COLUMNS + OPEN_FIRST
OF_CONTACT = COLUMNS + "and promise.contact_id = :id" + OPEN_FIRST
OF_INTERVIEW = COLUMNS + "and promise.interview_id = :id" + OPEN_FIRST
MOST = 500


class PromiseStore:
    """Everything that one account and its people said they would do."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, promise_id: str) -> Promise:
        """Read one promise."""
        row = self.db.one(GET, self._keys(promise_id))
        if row is None:
            raise NotFoundError
        return _promise(row)

    def all(self) -> list[Promise]:
        """List every promise: the open ones first, by their day."""
        values: dict[str, Value] = {"account_id": self.account_id, "limit": MOST}
        return [_promise(row) for row in self.db.query(ALL, values)]

    def of_contact(self, contact_id: str) -> list[Promise]:
        """List what was promised between the two, the open ones first."""
        rows = self.db.query(OF_CONTACT, self._keys(contact_id, limit=MOST))
        return [_promise(row) for row in rows]

    def of_interview(self, interview_id: str) -> list[Promise]:
        """List what was promised in a conversation, the open ones first."""
        rows = self.db.query(OF_INTERVIEW, self._keys(interview_id, limit=MOST))
        return [_promise(row) for row in rows]

    def add(
        self,
        draft: PromiseDraft,
        *,
        contact_id: str,
        interview_id: str | None = None,
        at: datetime,
    ) -> bool:
        """Keep a promise, once; RefusedError when there is no such person or conversation.

        Gives False when the id is taken.
        """
        added = self.db.run(
            "insert into promise (account_id, id, contact_id, interview_id, owner, text, due_on,"
            " made_at) values (:account_id, :id, :contact_id, :interview_id, :owner, :text,"
            " :due_on, :at) on conflict (account_id, id) do nothing",
            {
                **self._values(draft),
                "contact_id": contact_id,
                "interview_id": interview_id,
                "at": to_text(at),
            },
        )
        return bool(added)

    def update(self, draft: PromiseDraft, rev: int) -> None:
        """Change a promise; StaleError when `rev` is no longer the newest."""
        changed = self.db.run(
            "update promise set owner = :owner, text = :text, due_on = :due_on, rev = rev + 1"
            " where account_id = :account_id and id = :id and rev = :rev",
            {**self._values(draft), "rev": rev},
        )
        if not changed:
            self.get(draft.id)
            raise StaleError

    def set_done(self, promise_id: str, at: datetime | None) -> None:
        """Say that a promise is kept, or with None that it is not."""
        self._change(
            "update promise set done_at = :at where account_id = :account_id and id = :id",
            self._keys(promise_id, at=maybe_to_text(at)),
        )

    def remove(self, promise_id: str) -> None:
        """Take away what was written down by mistake."""
        self._change(
            "delete from promise where account_id = :account_id and id = :id",
            self._keys(promise_id),
        )

    def remove_unchanged(self, promise_id: str) -> None:
        """Take one away that nobody has worked on since; any other stays."""
        self.db.run(
            "delete from promise where account_id = :account_id and id = :id and rev = 1"
            " and done_at is null",
            self._keys(promise_id),
        )

    def _values(self, draft: PromiseDraft) -> dict[str, Value]:
        due_on = draft.due_on.isoformat() if draft.due_on else None
        return self._keys(draft.id, owner=draft.owner, text=draft.text, due_on=due_on)

    def _change(self, sql: str, values: dict[str, Value]) -> None:
        if not self.db.run(sql, values):
            raise NotFoundError

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _promise(row: Row) -> Promise:
    read = {
        "due_on": date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        "made_at": from_text(row["made_at"]),
        "done_at": maybe_from_text(row["done_at"]),
    }
    return Promise(**{**row, **read})
