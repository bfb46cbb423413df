"""The people whom one account's owner makes known to each other, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, maybe_to_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.network.together import Together

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value

COLUMNS = """
select together.id, together.one_id, one.name as one, together.other_id, other.name as other,
    together.reason, together.one_ok_at, together.other_ok_at, together.introduced_at,
    together.created_at, together.rev
from together
join contact as one on one.account_id = together.account_id and one.id = together.one_id
join contact as other on other.account_id = together.account_id and other.id = together.other_id
where together.account_id = :account_id and one.deleted_at is null and other.deleted_at is null
"""
GET = COLUMNS + "and together.id = :id"
OPEN = (
    COLUMNS + "and together.introduced_at is null"
    " order by together.created_at, together.id limit 100"
)
TIMES = ("one_ok_at", "other_ok_at", "introduced_at")
SAY = {
    "one": "update together set one_ok_at = :at, rev = rev + 1"
    " where account_id = :account_id and id = :id and introduced_at is null",
    "other": "update together set other_ok_at = :at, rev = rev + 1"
    " where account_id = :account_id and id = :id and introduced_at is null",
}


class TogetherStore:
    """Who is made known to whom by the owner of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, together_id: str) -> Together:
        """Read one pair."""
        row = self.db.one(GET, self._keys(together_id))
        if row is None:
            raise NotFoundError
        return _together(row)

    def under_way(self) -> list[Together]:
        """List the pairs who do not know each other yet, the oldest first."""
        return [_together(row) for row in self.db.query(OPEN, self._keys(""))]

    def start(
        self, together_id: str, one_id: str, other_id: str, reason: str, *, at: datetime
    ) -> None:
        """Begin with a pair; RefusedError when one is not there, or they are one person."""
        self.db.run(
            "insert into together (account_id, id, one_id, other_id, reason, created_at)"
            " values (:account_id, :id, :one_id, :other_id, :reason, :at)",
            self._keys(together_id, one_id=one_id, other_id=other_id, reason=reason,
                       at=to_text(at)),
        )  # fmt: skip

    def write(self, together_id: str, reason: str, rev: int) -> None:
        """Keep why they might like to meet; StaleError when it changed since `rev`."""
        changed = self.db.run(
            "update together set reason = :reason, rev = rev + 1 where account_id = :account_id"
            " and id = :id and rev = :rev and introduced_at is null",
            self._keys(together_id, reason=reason, rev=rev),
        )
        if not changed:
            self.get(together_id)
            raise StaleError

    def say(self, together_id: str, side: str, *, at: datetime | None) -> None:
        """Note that a side said yes, or take that back with None."""
        self.get(together_id)
        self.db.run(SAY[side], self._keys(together_id, at=maybe_to_text(at)))

    def introduce(self, together_id: str, *, at: datetime) -> bool:
        """Note that they were introduced; False unless both said yes, or when it was noted."""
        return bool(
            self.db.run(
                "update together set introduced_at = :at, rev = rev + 1"
                " where account_id = :account_id and id = :id and introduced_at is null"
                " and one_ok_at is not null and other_ok_at is not null",
                self._keys(together_id, at=to_text(at)),
            )
        )

    def drop(self, together_id: str) -> None:
        """Let it be; what was done stays."""
        gone = self.db.run(
            "delete from together where account_id = :account_id and id = :id"
            " and introduced_at is null",
            self._keys(together_id),
        )
        if not gone:
            raise NotFoundError

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _together(row: Row) -> Together:
    times = {name: maybe_from_text(row[name]) for name in TIMES}
    return Together(**{**row, **times, "created_at": from_text(row["created_at"])})
